"""The rate and the vectors of sentence-transformers on torch, in a process of its own: ``TEXTS.json VECTORS.npy``.

Prints the seconds that it took, best of ``ROUNDS``.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

from knowledge.embeddings.model import PACKAGED, source_of

ROUNDS = 3
BATCH = 32


def main(texts: Path, vectors: Path) -> None:
    """Embed the texts and write their vectors."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(source_of(PACKAGED), device="cpu")
    passages = json.loads(texts.read_text(encoding="utf-8"))
    seconds = []
    made = None
    for _ in range(ROUNDS):
        began = perf_counter()
        made = model.encode(passages, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        seconds.append(perf_counter() - began)
    np.save(vectors, np.asarray(made, np.float32))
    sys.stdout.write(f"{min(seconds)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
