import io
import warnings
import zipfile
from collections.abc import Iterable

import pytest

from ingestion.archives import MAX_BYTES, MAX_ENTRIES, check_archive
from ingestion.errors import Encrypted, ExpandsTooMuch, HasMacros, UnreadableFile, UnsafeArchive

MEGABYTE = 1024 * 1024


def archive(members: Iterable[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(kept, "w", compression) as made:
        warnings.filterwarnings("ignore", "Duplicate name")
        for name, content in members:
            made.writestr(name, content)
    return kept.getvalue()


def directory_edited(data: bytes, offset: int, value: bytes) -> bytes:
    """The archive with some bytes of its first entry changed, both before the member and in the directory."""
    start = data.index(b"PK\x01\x02")
    edited = bytearray(data)
    edited[start + offset : start + offset + len(value)] = value
    edited[offset - 2 : offset - 2 + len(value)] = value
    return bytes(edited)


def check(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        check_archive(opened, "guide.docx")


def refused(data: bytes) -> type[UnreadableFile]:
    with pytest.raises(UnreadableFile) as caught:
        check(data)
    assert caught.value.path_name == "guide.docx"
    return type(caught.value)


def test_an_archive_as_editors_write_it_is_fine() -> None:
    check(archive([("[Content_Types].xml", b"<Types/>"), ("word/", b""), ("word/document.xml", b"<w:p/>" * 1000)]))
    check(archive([]))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "word/../../evil.xml",
        "/etc/passwd",
        "..\\evil.xml",
        "C:\\evil.xml",
        "c:evil.xml",
        "\\\\host\\share",
        "..",
    ],
)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert refused(archive([("word/document.xml", b""), (name, b"x")])) is UnsafeArchive


@pytest.mark.parametrize("name", ["word/..xml", "word/a..b.xml", "...", "word/a:b.xml"])
def test_a_name_with_dots_in_it_leads_nowhere(name: str) -> None:
    check(archive([(name, b"x")]))


def test_a_name_that_stands_there_twice_is_refused() -> None:
    assert refused(archive([("word/document.xml", b"shown"), ("word/document.xml", b"read")])) is UnsafeArchive


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "ppt/VBAPROJECT.BIN", "vbaProject.bin", "word\\vbaProject.bin"]
)
def test_macros_are_refused_by_whatever_name_the_file_goes(name: str) -> None:
    assert refused(archive([("word/document.xml", b""), (name, b"x")])) is HasMacros


def test_a_member_with_a_password_is_refused() -> None:
    flags = b"\x01\x00"
    assert refused(directory_edited(archive([("word/document.xml", b"<w:p/>")]), 8, flags)) is Encrypted


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_no_editor_uses_is_refused(compression: int) -> None:
    assert refused(archive([("word/document.xml", b"x")], compression)) is UnsafeArchive


def test_ten_thousand_members_are_fine_and_one_more_is_not() -> None:
    members = [(f"{number}", b"") for number in range(MAX_ENTRIES + 1)]
    check(archive(members[:-1], zipfile.ZIP_STORED))
    assert refused(archive(members, zipfile.ZIP_STORED)) is ExpandsTooMuch


def test_a_small_archive_with_a_huge_content_is_refused() -> None:
    bomb = archive([("word/document.xml", bytes(30 * MEGABYTE))])
    assert len(bomb) < MEGABYTE / 10
    assert refused(bomb) is ExpandsTooMuch


def test_a_bomb_in_many_members_is_refused() -> None:
    assert refused(archive((f"{n}.xml", bytes(3 * MEGABYTE)) for n in range(10))) is ExpandsTooMuch


def test_more_than_the_limit_is_refused_by_what_the_archive_says_without_reading_it() -> None:
    huge = directory_edited(archive([("word/document.xml", b"x")]), 24, (MAX_BYTES + 1).to_bytes(4, "little"))
    assert refused(huge) is ExpandsTooMuch


def test_repeated_rows_are_no_bomb() -> None:
    check(archive([("word/document.xml", b"<w:tr><w:tc>Call monthly.</w:tc></w:tr>" * 20_000)]))


def test_an_archive_inside_is_not_opened() -> None:
    inner = archive([("huge", bytes(30 * MEGABYTE)), ("../evil", b"x"), ("vbaProject.bin", b"x")])
    check(archive([("word/embeddings/inner.zip", inner)]))


@pytest.mark.parametrize("claimed", [0, 10, 40 * MEGABYTE])
def test_a_lie_about_the_size_is_found_by_reading(claimed: int) -> None:
    data = archive([("word/document.xml", bytes(30 * MEGABYTE))])
    with pytest.raises((zipfile.BadZipFile, ExpandsTooMuch, EOFError)):
        check(directory_edited(data, 24, claimed.to_bytes(4, "little")))
