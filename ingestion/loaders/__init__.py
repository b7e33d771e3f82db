"""Files of every format to blocks of text: one module a format, one line here.

Whatever opens a file from outside goes through ``ingestion.sandbox``, which runs this in a process of its own.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from ingestion.documents import LoadedFile
from ingestion.errors import NoTextFound
from ingestion.sniffing import Kind, check_kind

# Each module's ``load(path)`` is given a file whose content is of its kind, and raises an UnreadableFile if it
# can't read it. Named, not imported: a process that reads one file should not pay for the parsers of all formats.
LOADERS: Mapping[Kind, str] = {
    Kind.MARKDOWN: "markdown",
    Kind.TEXT: "text",
    Kind.HTML: "html",
    Kind.TRANSCRIPT: "transcript",
    Kind.PDF: "pdf",
    Kind.DOCX: "docx",
    Kind.PPTX: "pptx",
    Kind.EPUB: "epub",
}


def load(path: Path) -> LoadedFile:
    """The blocks of a file.

    Raises:
        UnreadableFile: The subclass says why.
    """
    loader: Callable[[Path], LoadedFile] = import_module(f"{__name__}.{LOADERS[check_kind(path)]}").load
    loaded = loader(path)
    if all(block.heading_level is not None for block in loaded.blocks):
        raise NoTextFound(path.name)
    return loaded
