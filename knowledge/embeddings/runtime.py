"""The runtime that turns text into vectors: OpenVINO on the exported model, no torch."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from knowledge.embeddings.model import ModelCard
from knowledge.embeddings.pooling import Matrix, TextToEmbed, Vector, late_pooled, pooled

# Larger batches are no faster on a processor, and small ones are filled with less padding.
BATCH = 8
WIDTH_STEP = 8
# While one worker pools what a stream has computed, the other's batch is computed.
WORKERS_A_STREAM = 2
# When a process first looks into a tensor, OpenVINO's binding fills a table and lets go of the interpreter's lock
# meanwhile. A second thread that comes to the table takes that lock and waits with it for the first, which waits for
# the lock: all of Python stands still. So the first inference is made alone.
_FIRST_INFERENCE = Lock()


@dataclass(frozen=True, eq=False)
class Embedding:
    """The vectors of a text: its own, and one row a sentence. All of length 1."""

    vector: Vector
    sentences: Matrix


class Embedder:
    """Serves one exported model. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Load the model from the folder that ``export`` wrote; compiled code is cached in it."""
        import openvino

        self.card = ModelCard.read(folder)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.card.window)
        self._counter = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._counter.no_padding()
        self._counter.no_truncation()
        # Streams that run side by side, each on cores of its own, do not wait for each other as the threads of one do.
        options = {"PERFORMANCE_HINT": "THROUGHPUT", "CACHE_DIR": str(folder / "compiled")}
        # A process that reads what another is just writing takes it for broken and removes it under its hands.
        with FileLock(folder / "compiled.lock"):
            compiled = openvino.Core().compile_model(str(folder / "model.onnx"), "CPU", options)
        self._workers = WORKERS_A_STREAM * int(compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS"))
        self._idle = SimpleQueue[Any]()
        for _ in range(self._workers):
            self._idle.put(compiled.create_infer_request())
        with _FIRST_INFERENCE:
            self.embed_question("")

    @property
    def model_id(self) -> str:
        return self.card.id

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Each text's length in tokens, special ones left out, nothing cut off."""
        return [len(e.ids) for e in self._counter.encode_batch_fast(list(texts), add_special_tokens=False)]

    def embed_question(self, question: str) -> Vector:
        """The question's vector, of length 1."""
        (tokens,) = self._token_vectors(self._tokenizer.encode_batch([self.card.question_prompt + question]))
        return pooled(tokens, self.card.pooling)

    def embed_passages(self, texts: Sequence[TextToEmbed]) -> list[Embedding]:
        """The vectors of passages, in their order."""
        encodings = self._tokenizer.encode_batch([self.card.passage_prompt + t.text for t in texts])
        # Texts of like length share a batch, so that little is padded.
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids), reverse=True)
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]

        def embed(batch: Sequence[int]) -> list[Embedding]:
            hidden = self._token_vectors([encodings[i] for i in batch])
            return [self._pooled(v, encodings[i], texts[i]) for i, v in zip(batch, hidden, strict=True)]

        with ThreadPoolExecutor(self._workers) as pool:
            made = [embedding for batch in pool.map(embed, batches) for embedding in batch]
        return [embedding for _, embedding in sorted(zip(order, made, strict=True), key=lambda pair: pair[0])]

    def _token_vectors(self, encodings: Sequence[Encoding]) -> list[Matrix]:
        """The vectors of each text's tokens."""
        ids, mask = _padded([encoding.ids for encoding in encodings])
        request = self._idle.get()
        try:
            hidden = np.array(request.infer({"input_ids": ids, "attention_mask": mask})[0], np.float32)
        finally:
            self._idle.put(request)
        return [hidden[row, : len(encoding.ids)] for row, encoding in enumerate(encodings)]

    def _pooled(self, tokens: Matrix, encoding: Encoding, text: TextToEmbed) -> Embedding:
        before = len(self.card.passage_prompt)
        sentences = [(before + a, before + b) for a, b in text.sentences]
        return Embedding(pooled(tokens, self.card.pooling), late_pooled(tokens, encoding.offsets, sentences))


def _padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    # The runtime prepares itself anew for every width that it has not seen, so few widths are used.
    width = -(-max(len(row) for row in rows) // WIDTH_STEP) * WIDTH_STEP
    ids = np.zeros((len(rows), width), np.int64)
    mask = np.zeros((len(rows), width), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return ids, mask
