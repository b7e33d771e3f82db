"""Which languages an embedding model brings together, found by asking it; kept beside the exported model.

Neither the name of a model nor its card can be trusted to say so. So it is shown sentences in English and the same
ones in other languages: where it finds most of them again, both ways, a question in the one language finds what is
written in the other.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import numpy as np

from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.pooling import Matrix, TextToEmbed
from knowledge.embeddings.runtime import Embedder

SENTENCES = Path(__file__).with_name("parallel_sentences.json")
MAIN = "en"
# Of twelve sentences both ways. all-MiniLM-L6-v2 finds 11 of 24 at most (French; 9 in Spanish, chance is 2), and
# multilingual-e5-small, cut down to 4 bits, 21 at least and 24 in most.
LEAST_FOUND = 5 / 6
_KEPT = "languages.json"


def bridged_languages(folder: Path, embedder: Embedder) -> Mapping[str, Scale]:
    """The languages in which the model puts what means the same close together, by their codes of two letters.

    English and those that go with it; English alone where none does. Of a language that it was not shown, nothing is
    known, and it is left out. The model is asked once, which takes a second or two; what was found is kept.

    Args:
        folder: Of the exported model.
        embedder: That serves it.
    """
    shown = SENTENCES.read_bytes()
    digest = hashlib.sha256(shown).hexdigest()
    path = folder / _KEPT
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["shown"] == digest:
            return {language: Scale(**scale) for language, scale in kept["languages"].items()}
    found = _found(embedder, json.loads(shown))
    _keep(path, {"shown": digest, "languages": {language: asdict(scale) for language, scale in found.items()}})
    return found


def _found(embedder: Embedder, sentences: Mapping[str, Sequence[str]]) -> dict[str, Scale]:
    english = np.stack([embedder.embed_question(sentence) for sentence in sentences[MAIN]])
    texts = [TextToEmbed(sentence) for language in sentences for sentence in sentences[language]]
    vectors = np.stack([embedding.vector for embedding in embedder.embed_passages(texts)])
    cosines = vectors.reshape(len(sentences), len(english), -1) @ english.T
    found = zip(sentences, cosines, strict=True)
    return {
        language: scale_of(said) for language, said in found if language == MAIN or share_found(said) >= LEAST_FOUND
    }


def share_found(cosines: Matrix) -> float:
    """How many sentences are nearest to the one that says the same, each way: a share, 0 to 1. Pure.

    Args:
        cosines: A row for each sentence, a column for each in the other language, in the same order.
    """
    own = np.arange(len(cosines))
    return float((cosines.argmax(axis=0) == own).mean() + (cosines.argmax(axis=1) == own).mean()) / 2


def scale_of(cosines: Matrix) -> Scale:
    """What these cosines, laid out in the same way, say of others. Pure."""
    same = np.eye(len(cosines), dtype=bool)
    return Scale(unrelated=float(cosines[~same].mean()), same=float(cosines[same].mean()))


def _keep(path: Path, found: dict[str, object]) -> None:
    # Two processes may find the same at once; and where models lie ready made, it may be that nobody can write.
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        aside.write_text(json.dumps(found), encoding="utf-8")
        aside.replace(path)
