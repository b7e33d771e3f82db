"""Real sentences with their vectors, to make libraries of any size from without embedding each passage."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.datasets.folder import Document, read_folder
from ingestion.documents import LoadedFile
from ingestion.loaders import load
from ingestion.splitting import assemble, split
from knowledge.embeddings.pooling import Matrix, TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.guides.drafts import DraftPassage, text_to_embed

STARTER = Path(__file__).parent.parent.parent / "knowledge" / "starter"
ENOUGH_PASSAGES = 1_000


@dataclass(frozen=True, eq=False)
class SentencePool:
    """Sentences of real passages.

    Attributes:
        texts: The sentences.
        vectors: One row a sentence, late-pooled, of length 1.
        passages: The passages that they come from, as they are embedded.
    """

    texts: tuple[str, ...]
    vectors: Matrix
    passages: tuple[TextToEmbed, ...]

    def sample(self, rng: np.random.Generator, count: int) -> NDArray[np.int64]:
        """Indices of sentences drawn at random."""
        return rng.integers(0, len(self.texts), count)


def sentence_pool(embedder: Embedder, folder: Path | None) -> SentencePool:
    """The sentences of a data folder's documents, or of the starter library."""
    texts: list[str] = []
    passages: list[TextToEmbed] = []
    for title, drafts in _documents(embedder, folder):
        for passage in drafts:
            texts += [passage.text[a:b] for a, b in passage.sentences]
            passages.append(text_to_embed(title, passage))
        if len(passages) >= ENOUGH_PASSAGES:
            break
    vectors = [embedding.sentences for embedding in embedder.embed_passages(passages)]
    return SentencePool(tuple(texts), np.concatenate(vectors), tuple(passages))


def _documents(embedder: Embedder, folder: Path | None) -> list[tuple[str, tuple[DraftPassage, ...]]]:
    loaded = (
        [(document.title or document.id, _as_file(document)) for document in read_folder(folder).documents]
        if folder is not None
        else [(path.stem, load(path)) for path in sorted(STARTER.glob("*.md"))]
    )
    return [
        (title, split(assemble(file.blocks, title), language="en", count_tokens=embedder.count_tokens))
        for title, file in loaded
    ]


def _as_file(document: Document) -> LoadedFile:
    from ingestion.loaders.text import paragraphs

    return LoadedFile(tuple(paragraphs(document.text)))
