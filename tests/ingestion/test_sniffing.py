import contextlib
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingestion.errors import (
    Damaged,
    EmptyFile,
    Encrypted,
    ExpandsTooMuch,
    HasMacros,
    NotText,
    UnreadableFile,
    UnsafeArchive,
    UnsupportedFormat,
    WrongExtension,
)
from ingestion.sniffing import EXTENSIONS, MACRO_EXTENSIONS, Kind, check_kind

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41\x00\x00\x00\x08free"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
# What the first bytes of well-known formats are, so that random bytes get further.
STARTS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    OLE,
    PDF,
    PNG,
    MP4,
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"<!doctype html>",
    b"{\\rtf1",
]


def archive(*names: str, **members: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "<xml>words</xml>" * 20)
        for name, content in members.items():
            made.writestr(name, content)
    return kept.getvalue()


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


DOCX = archive("[Content_Types].xml", "word/document.xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
EPUB = archive("META-INF/container.xml", mimetype=b"application/epub+zip\n")
ODT = archive("content.xml", mimetype=b"application/vnd.oasis.opendocument.text")


def kind_of(folder: Path, name: str, content: bytes) -> Kind:
    path = folder / name
    path.write_bytes(content)
    return check_kind(path)


def refusal(folder: Path, name: str, content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        kind_of(folder, name, content)
    assert caught.value.path_name == name
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.md", b"# Calls\n", Kind.MARKDOWN),
        ("a.markdown", "Grüße".encode(), Kind.MARKDOWN),
        ("a.txt", "Call monthly.".encode("utf-16"), Kind.TEXT),
        ("a.txt", b"caf\xe9 \x93quoted\x94", Kind.TEXT),
        ("a.txt", b"MZ is how programs start, ID3 recordings, BZh archives.", Kind.TEXT),
        ("a.txt", b"See ftyp in the manual.", Kind.TEXT),
        ("a.HTML", b"\xef\xbb\xbf \n<!DOCTYPE html><p>Call", Kind.HTML),
        ("a.htm", b"<p>a piece of a page</p>", Kind.HTML),
        ("a.vtt", b"WEBVTT\n", Kind.TRANSCRIPT),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nCall\n", Kind.TRANSCRIPT),
        ("a.pdf", PDF, Kind.PDF),
        ("a.PDF", b"\x00\x01 printed by\n" + PDF, Kind.PDF),
        ("a.docx", DOCX, Kind.DOCX),
        ("a.pptx", PPTX, Kind.PPTX),
        ("a.epub", EPUB, Kind.EPUB),
        ("a.epub", archive("META-INF/container.xml"), Kind.EPUB),
    ],
)
def test_a_file_is_what_its_name_says(tmp_path: Path, name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(tmp_path, name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "really"),
    [
        ("a.docx", PDF, Kind.PDF),
        ("a.md", PDF, Kind.PDF),
        ("a.md", PNG, Kind.PICTURE),
        ("a.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + bytes(40), Kind.PICTURE),
        ("a.docx", ole("WordDocument"), Kind.OLD_WORD),
        ("a.docx", ole("PowerPoint Document"), Kind.OLD_POWERPOINT),
        ("a.docx", ole("Workbook"), Kind.OLD_OFFICE),
        ("a.md", ole("WordDocument"), Kind.OLD_WORD),
        ("a.docx", PPTX, Kind.PPTX),
        ("a.docx", XLSX, Kind.XLSX),
        ("a.docx", ODT, Kind.OPEN_DOCUMENT),
        ("a.pdf", DOCX, Kind.DOCX),
        ("a.md", DOCX, Kind.DOCX),
        ("a.txt", archive("a.txt"), Kind.ARCHIVE),
        ("a.docx", b"{\\rtf1\\ansi Call monthly.}", Kind.RTF),
        ("a.docx", b"Call monthly.", Kind.TEXT),
        ("a.pdf", b"<html><title>Sign in</title>", Kind.HTML),
        ("a.txt", b"<!doctype html><title>Sign in</title>", Kind.HTML),
        ("a.vtt", MP4, Kind.RECORDING),
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", Kind.PROGRAM),
        ("a.pdf", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", Kind.ARCHIVE),
    ],
)
def test_a_file_that_is_something_else_is_told_so(tmp_path: Path, name: str, content: bytes, really: Kind) -> None:
    assert refusal(tmp_path, name, content) == WrongExtension(name, Path(name).suffix, really)


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a.xyz~", "a.png", "README", ".docx", "a.md.bak", "a.docx."])
def test_a_format_that_is_not_read_here_is_refused_unopened(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        check_kind(tmp_path / name)
    assert caught.value.extension == Path(name).suffix


@pytest.mark.parametrize("extension", sorted(MACRO_EXTENSIONS))
def test_a_file_with_macros_by_its_name_is_refused_unopened(tmp_path: Path, extension: str) -> None:
    with pytest.raises(HasMacros):
        check_kind(tmp_path / f"a{extension.upper()}")


def test_macros_in_a_file_that_claims_to_have_none(tmp_path: Path) -> None:
    data = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    assert isinstance(refusal(tmp_path, "a.docx", data), HasMacros)


@pytest.mark.parametrize("extension", sorted(EXTENSIONS))
def test_an_empty_file_of_any_format(tmp_path: Path, extension: str) -> None:
    assert isinstance(refusal(tmp_path, f"a{extension}", b""), EmptyFile)


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.md"])
def test_an_office_file_with_a_password(tmp_path: Path, name: str) -> None:
    assert isinstance(refusal(tmp_path, name, ole("EncryptionInfo") + ole("EncryptedPackage")), Encrypted)


def test_a_member_with_a_password(tmp_path: Path) -> None:
    flagged = bytearray(DOCX)
    flagged[6] |= 1
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert isinstance(refusal(tmp_path, "a.docx", bytes(flagged)), Encrypted)


def test_archives_that_no_editor_writes(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path, "a.docx", archive("[Content_Types].xml", "../word/a.xml")), UnsafeArchive)
    bomb = archive("[Content_Types].xml", **{"word/document.xml": bytes(30 * 1024 * 1024)})
    assert isinstance(refusal(tmp_path, "a.docx", bomb), ExpandsTooMuch)


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.epub"])
def test_an_archive_without_a_document_in_it_is_damaged(tmp_path: Path, name: str) -> None:
    assert isinstance(refusal(tmp_path, name, archive("notes.txt")), Damaged)


@pytest.mark.parametrize("kept", [5, 30, 100, len(DOCX) // 2, len(DOCX) - 1])
def test_an_archive_that_is_cut_off_is_damaged(tmp_path: Path, kept: int) -> None:
    assert isinstance(refusal(tmp_path, "a.docx", DOCX[:kept]), Damaged)


def test_a_member_whose_packed_bytes_are_broken_is_damaged(tmp_path: Path) -> None:
    packed = DOCX.index(b"[Content_Types].xml") + len("[Content_Types].xml")
    broken = DOCX[:packed] + b"\xff" * 8 + DOCX[packed + 8 :]
    with zipfile.ZipFile(io.BytesIO(broken)) as opened, pytest.raises(zlib.error):
        opened.read("[Content_Types].xml")
    assert isinstance(refusal(tmp_path, "a.docx", broken), Damaged)


def test_a_member_that_claims_to_go_on_after_the_end_is_damaged(tmp_path: Path) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("[Content_Types].xml", "words")
    data = bytearray(kept.getvalue())
    sizes = data.index(b"PK\x01\x02") + 20
    data[sizes : sizes + 8] = (10_000).to_bytes(4, "little") * 2
    with zipfile.ZipFile(io.BytesIO(data)) as opened, pytest.raises(EOFError):
        opened.read("[Content_Types].xml")
    assert isinstance(refusal(tmp_path, "a.docx", bytes(data)), Damaged)


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.vtt"])
def test_bytes_that_are_no_text_are_refused_as_text(tmp_path: Path, name: str) -> None:
    assert isinstance(refusal(tmp_path, name, bytes(range(32)) * 20), NotText)
    assert isinstance(refusal(tmp_path, name, "Call".encode("utf-16-le")), NotText)


def test_bytes_of_no_known_format_are_damaged(tmp_path: Path) -> None:
    assert isinstance(refusal(tmp_path, "a.pdf", bytes(range(32)) * 20), Damaged)


# The folder is shared by all examples; each writes its file anew.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(EXTENSIONS)), st.sampled_from(STARTS), st.binary(max_size=200))
@example(".docx", b"", b"\x00")
def test_random_bytes_are_of_the_kind_or_refused(tmp_path: Path, extension: str, start: bytes, rest: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert kind_of(tmp_path, f"a{extension}", start + rest) is EXTENSIONS[extension]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(DOCX) - 1), st.integers(0, 255)), min_size=1, max_size=6))
@example([(DOCX.index(b"PK\x01\x02") + 20, 255), (DOCX.index(b"PK\x01\x02") + 21, 255)])
def test_an_archive_with_some_bytes_changed_is_a_document_or_refused(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(DOCX)
    for place, byte in changes:
        data[place] = byte
    with contextlib.suppress(UnreadableFile):
        assert kind_of(tmp_path, "a.docx", bytes(data)) is Kind.DOCX
