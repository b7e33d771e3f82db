"""The runtime that turns text into vectors: OpenVINO on the exported model, no torch."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from knowledge.embeddings.model import ModelCard
from knowledge.embeddings.pooling import Matrix, TextToEmbed, Vector, late_pooled, pooled

# Larger batches are no faster on a processor, and small ones are filled with less padding.
BATCH = 8
WIDTH_STEP = 8


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
        options = {"PERFORMANCE_HINT": "LATENCY", "CACHE_DIR": str(folder / "compiled")}
        compiled = openvino.Core().compile_model(str(folder / "model.onnx"), "CPU", options)
        self._request: Any = compiled.create_infer_request()
        self._one_at_a_time = threading.Lock()

    @property
    def model_id(self) -> str:
        return self.card.id

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Each text's length in tokens, special ones left out, nothing cut off."""
        return [len(e.ids) for e in self._counter.encode_batch_fast(list(texts), add_special_tokens=False)]

    def embed_question(self, question: str) -> Vector:
        """The question's vector, of length 1."""
        prompted = self.card.question_prompt + question
        return next(self._run(self._tokenizer.encode_batch([prompted])))[1].vector_of(self.card)

    def embed_passages(self, texts: Sequence[TextToEmbed]) -> list[Embedding]:
        """The vectors of passages, in their order."""
        prompt = self.card.passage_prompt
        encodings = self._tokenizer.encode_batch([prompt + t.text for t in texts])
        result: list[Embedding | None] = [None] * len(texts)
        for index, tokens in self._run(encodings):
            shifted = [(a + len(prompt), b + len(prompt)) for a, b in texts[index].sentences]
            sentences = late_pooled(tokens.vectors, encodings[index].offsets, shifted)
            result[index] = Embedding(tokens.vector_of(self.card), sentences)
        return [embedding for embedding in result if embedding is not None]

    def _run(self, encodings: Sequence[Encoding]) -> Iterator[tuple[int, "_Tokens"]]:
        """Token vectors of each text; texts of like length share a batch, so that little is padded."""
        order = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids), reverse=True)
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            ids, mask = _padded([encodings[i].ids for i in batch])
            with self._one_at_a_time:
                outputs = self._request.infer({"input_ids": ids, "attention_mask": mask})
                hidden = np.array(outputs[0], dtype=np.float32)
            for row, index in enumerate(batch):
                yield index, _Tokens(hidden[row, : len(encodings[index].ids)])


@dataclass(frozen=True, eq=False)
class _Tokens:
    vectors: Matrix

    def vector_of(self, card: ModelCard) -> Vector:
        return pooled(self.vectors, card.pooling)


def _padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    # The runtime prepares itself anew for every width that it has not seen, so few widths are used.
    width = -(-max(len(row) for row in rows) // WIDTH_STEP) * WIDTH_STEP
    ids = np.zeros((len(rows), width), np.int64)
    mask = np.zeros((len(rows), width), np.int64)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return ids, mask
