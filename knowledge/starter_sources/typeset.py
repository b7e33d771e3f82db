"""Make the typeset guides of the starter library from their Markdown.

``python -m knowledge.starter_sources.typeset`` writes them into ``knowledge/starter``, each with a side-car
``NAME.yaml`` that holds the front matter, and notes with which versions of the libraries it did so.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from knowledge.starter_sources.pdf import as_pdf
from knowledge.starter_sources.slides import as_pptx
from knowledge.starter_sources.source import Source, read_source
from knowledge.starter_sources.word import as_docx

SOURCES = Path(__file__).parent
STARTER = SOURCES.parent / "starter"
MADE_WITH = SOURCES / "made_with.json"

FORMATS: Mapping[str, tuple[str, Callable[[Source], bytes]]] = {
    "planning-and-evaluating": (".pdf", as_pdf),
    "screening-mentors": (".pdf", as_pdf),
    "training-mentors": (".docx", as_docx),
    "evidence-at-a-glance": (".pptx", as_pptx),
}
_LIBRARIES = ("lxml", "markdown-it-py", "python-docx", "python-pptx", "reportlab")


def typeset(into: Path) -> tuple[Path, ...]:
    """Write every typeset guide and its side-car into a folder, and return them; same sources, same bytes."""
    written = []
    for name, (suffix, make) in FORMATS.items():
        source = read_source(SOURCES / f"{name}.md")
        guide, side_car = into / f"{name}{suffix}", into / f"{name}{suffix}.yaml"
        guide.write_bytes(make(source))
        side_car.write_text(source.front_matter, encoding="utf-8", newline="\n")
        written += [guide, side_car]
    return tuple(written)


def versions() -> dict[str, str]:
    """What the bytes depend on, beside the sources and this package."""
    return {library: version(library) for library in _LIBRARIES} | {"zlib": zlib.ZLIB_RUNTIME_VERSION}


def main() -> None:
    typeset(STARTER)
    MADE_WITH.write_text(json.dumps(versions(), indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
