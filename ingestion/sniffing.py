"""What a file really is, told by its first bytes and an archive's members; the name is only a claim."""

import zipfile
import zlib
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path, PurePath

from ingestion.archives import check_archive
from ingestion.errors import Damaged, EmptyFile, Encrypted, HasMacros, NotText, UnsupportedFormat, WrongExtension

HEAD_BYTES = 8 * 1024
_MIMETYPE_BYTES = 200


class Kind(StrEnum):
    """What is inside a file; the ones that are read here come first."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"
    TRANSCRIPT = "transcript"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    EPUB = "epub"
    XLSX = "xlsx"
    OPEN_DOCUMENT = "open_document"
    RTF = "rtf"
    OLD_WORD = "old_word"
    OLD_POWERPOINT = "old_powerpoint"
    OLD_OFFICE = "old_office"
    ARCHIVE = "archive"
    PICTURE = "picture"
    RECORDING = "recording"
    PROGRAM = "program"
    UNKNOWN = "unknown"


EXTENSIONS = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".txt": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
    ".pptx": Kind.PPTX,
    ".epub": Kind.EPUB,
    ".vtt": Kind.TRANSCRIPT,
    ".srt": Kind.TRANSCRIPT,
}
MACRO_EXTENSIONS = {".docm", ".dotm", ".pptm", ".potm", ".ppsm", ".xlsm"}
_TEXTS = {Kind.MARKDOWN, Kind.TEXT, Kind.HTML, Kind.TRANSCRIPT}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"ID3", Kind.RECORDING),
    (b"OggS", Kind.RECORDING),
    (b"RIFF", Kind.RECORDING),
    (b"\x1aE\xdf\xa3", Kind.RECORDING),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ", Kind.ARCHIVE),
    (b"\x7fELF", Kind.PROGRAM),
    (b"MZ", Kind.PROGRAM),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def claimed_kind(path: PurePath) -> Kind:
    """The kind that a file's name claims; reads nothing.

    Raises:
        HasMacros: It is one that may hold programs.
        UnsupportedFormat: It is none that is read.
    """
    extension = path.suffix.lower()
    if extension in MACRO_EXTENSIONS:
        raise HasMacros(path.name)
    if extension not in EXTENSIONS:
        raise UnsupportedFormat(path.name, extension)
    return EXTENSIONS[extension]


def check_kind(path: Path) -> Kind:
    """The kind that a file's name claims, once its content has been found to be of it.

    Raises:
        UnreadableFile: The subclass for what it is instead, or what makes it unsafe to open.
    """
    claimed = claimed_kind(path)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise EmptyFile(path.name)
    found = _kind(path, head, claimed)
    if found is Kind.UNKNOWN and claimed in _TEXTS:
        raise NotText(path.name)
    if found is Kind.UNKNOWN or (found is Kind.ARCHIVE and claimed in {Kind.DOCX, Kind.PPTX, Kind.EPUB}):
        raise Damaged(path.name)
    if found is not claimed and not (found is Kind.TEXT and claimed in _TEXTS):
        raise WrongExtension(path.name, path.suffix.lower(), found)
    return claimed


def _kind(path: Path, head: bytes, claimed: Kind) -> Kind:
    if head.startswith(_OLE):
        return _ole_kind(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_kind(path)
    if head.lstrip().startswith(b"%PDF-") or (claimed is Kind.PDF and b"%PDF-" in head[:1024]):
        return Kind.PDF
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    known = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if head[4:8] == b"ftyp":
        known = Kind.RECORDING
    return known if known is not None and not _is_text(head) else _text_kind(head)


def _ole_kind(path: Path) -> Kind:
    """What an OLE container holds; its directory names the streams in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    data = path.read_bytes()
    if holds("EncryptedPackage"):
        raise Encrypted(path.name)
    if holds("WordDocument"):
        return Kind.OLD_WORD
    return Kind.OLD_POWERPOINT if holds("PowerPoint Document") else Kind.OLD_OFFICE


def _archive_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, path.name)
            return _members_kind(archive, set(archive.namelist()))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, UnicodeDecodeError, NotImplementedError) as error:
        raise Damaged(path.name) from error


def _members_kind(archive: zipfile.ZipFile, names: Collection[str]) -> Kind:
    if "mimetype" in names:
        with archive.open("mimetype") as member:
            mimetype = member.read(_MIMETYPE_BYTES).strip()
        if mimetype == b"application/epub+zip":
            return Kind.EPUB
        if mimetype.startswith(b"application/vnd.oasis.opendocument"):
            return Kind.OPEN_DOCUMENT
    if "META-INF/container.xml" in names:
        return Kind.EPUB
    for folder, kind in (("word/", Kind.DOCX), ("ppt/", Kind.PPTX), ("xl/", Kind.XLSX)):
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return kind
    return Kind.ARCHIVE


def _is_text(head: bytes) -> bool:
    """Whether it reads as text: UTF-16 with a mark, or hardly any control bytes."""
    if head.startswith(_BOMS):
        return True
    controls = sum(byte < 9 or 13 < byte < 32 and byte != 27 for byte in head)
    return controls <= len(head) / 50


def _text_kind(head: bytes) -> Kind:
    if not _is_text(head):
        return Kind.UNKNOWN
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return Kind.HTML if start.startswith((b"<!doctype html", b"<html")) else Kind.TEXT
