"""Schemes by which evidence is rated: each is a YAML file, and its name without the ending is the scheme's key.

::

    name: {en: Effectiveness ratings, es: Clasificación por eficacia}
    source: https://example.org          # optional: whose scheme it is
    tiers:                               # the best first
      - key: no_effects
        name: {en: No effects, es: Sin efectos}
        meaning: {en: Studies found that it does not work., es: Los estudios hallaron que no funciona.}
        caution: contrary                # none or contrary
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from knowledge.evidence.errors import SchemeProblem, SchemeUnusable
from knowledge.evidence.reading import MAX_BYTES, read_scheme
from knowledge.evidence.tiers import Caution, Scheme, Tier

__all__ = ["FOLDER", "Caution", "Scheme", "Tier", "load_schemes", "shipped_schemes"]

FOLDER = Path(__file__).parent / "schemes"
_SUFFIXES = {".yaml", ".yml"}


def load_schemes(folders: Iterable[Path]) -> Mapping[str, Scheme]:
    """The schemes that ship, and those of these folders, by key.

    Raises:
        SchemeUnusable: A folder can't be read, a file is no scheme, or two schemes have one key.
    """
    found: dict[str, Scheme] = {}
    for path in (path for folder in (FOLDER, *folders) for path in _files(folder)):
        if path.stem in found:
            raise SchemeUnusable(path.name, "", SchemeProblem.KEY_TAKEN)
        found[path.stem] = read_scheme(path.name, path.stem, _text(path))
    return found


@cache
def shipped_schemes() -> Mapping[str, Scheme]:
    """The schemes that ship, by key."""
    return load_schemes(())


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    except OSError as error:
        raise SchemeUnusable(folder.name, "", SchemeProblem.NO_FOLDER) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise SchemeUnusable(path.name, "", SchemeProblem.TOO_LONG)
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemeUnusable(path.name, "", SchemeProblem.UNREADABLE) from error
