"""Books are put together by hand, as the standard says and as shops and converters make them."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from ingestion.documents import LoadedFile
from ingestion.errors import Damaged, Encrypted
from ingestion.loaders import load
from ingestion.remarks import Remark, remark

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>Closing matches</dc:title><dc:title>A subtitle</dc:title><dc:language>en-GB</dc:language>"
    "<dc:creator>Ann Lee</dc:creator><dc:creator>Bob O’Neil</dc:creator>"
)
MANIFEST = (
    '<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>'
)
SPINE = '<itemref idref="b"/><itemref idref="a"/>'
CHAPTERS = {
    "OEBPS/text/one.xhtml": "<h1>One</h1><p>First&#160;text.</p>",
    "OEBPS/text/two .xhtml": "<h1>Two</h1><p>Second text.</p>",
}


def package(metadata: str = METADATA, manifest: str = MANIFEST, spine: str = SPINE, guide: str = "") -> str:
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine>{guide}</package>"
    )


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title/><script src="x.js"/></head><body>{body}</body></html>'
    )


def book(
    tmp_path: Path,
    opf: str | None = None,
    chapters: Mapping[str, str] = CHAPTERS,
    others: Mapping[str, str | None] = MappingProxyType({}),
) -> Path:
    """A book's file; a member of ``others`` that is None is left out."""
    members: dict[str, str | None] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package() if opf is None else opf,
    }
    members |= {name: page(body) for name, body in chapters.items()} | dict(others)
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            if text is not None:
                archive.writestr(name, text)
    return path


def texts(file: LoadedFile) -> list[tuple[int | None, str]]:
    assert all(block.place is None for block in file.blocks)
    return [(block.heading_level, block.text) for block in file.blocks]


def chapter(tmp_path: Path, body: str) -> list[tuple[int | None, str]]:
    """What is read of a book with this one chapter."""
    opf = package(spine='<itemref idref="a"/>')
    return texts(load(book(tmp_path, opf, {"OEBPS/text/one.xhtml": body})))


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    assert texts(load(book(tmp_path))) == [(1, "Two"), (None, "Second text."), (1, "One"), (None, "First text.")]


def test_a_title_that_a_program_made_up_gives_way_to_the_next(tmp_path: Path) -> None:
    opf = package("<dc:title>Unknown</dc:title><dc:title>Closing matches</dc:title>")
    assert load(book(tmp_path, opf)).details["title"] == "Closing matches"
    assert "title" not in load(book(tmp_path, package("<dc:title>[No title]</dc:title>"))).details


def test_title_language_and_creators_are_details(tmp_path: Path) -> None:
    assert load(book(tmp_path)).details == {
        "title": "Closing matches",
        "owner": "Ann Lee, Bob O’Neil",
        "language": "en-GB",
    }


def test_a_language_that_is_no_tag_is_left_out(tmp_path: Path) -> None:
    opf = package("<dc:language>English (UK)</dc:language>")
    assert load(book(tmp_path, opf)).details == {}


def test_metadata_of_the_older_format_is_read(tmp_path: Path) -> None:
    opf = package("<dc-metadata><dc:title>Old book</dc:title></dc-metadata>")
    assert load(book(tmp_path, opf)).details == {"title": "Old book"}


def test_extras_and_the_table_of_contents_are_left_out(tmp_path: Path) -> None:
    more = (
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="t" href="toc.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="c" href="cover.svg" media-type="image/svg+xml"/>'
    )
    spine = '<itemref idref="c"/><itemref idref="n"/><itemref idref="t"/><itemref idref="a" linear="no"/>'
    guide = '<guide><reference type="toc" title="Contents" href="toc.xhtml#top"/></guide>'
    opf = package(manifest=MANIFEST + more, spine=spine + '<itemref idref="b"/>', guide=guide)
    extras = {"OEBPS/nav.xhtml": "<nav>N</nav>", "OEBPS/toc.xhtml": "<p>T</p>", "OEBPS/cover.svg": "<p>C</p>"}
    assert texts(load(book(tmp_path, opf, CHAPTERS | extras))) == [(1, "Two"), (None, "Second text.")]


def test_elements_that_xml_closes_at_once_swallow_nothing(tmp_path: Path) -> None:
    body = '<h1><a id="p1"/>One</h1><iframe/><p>First<br/>line <span class="x"/>here.</p><div/><p>Second.</p>'
    assert chapter(tmp_path, body) == [(1, "One"), (None, "First\nline here."), (None, "Second.")]


def test_a_box_beside_the_text_and_a_note_are_text(tmp_path: Path) -> None:
    body = '<p>Text.</p><aside class="tip"><p>A tip.</p></aside><aside epub:type="footnote"><p>A note.</p></aside>'
    assert chapter(tmp_path, body) == [(None, "Text."), (None, "A tip."), (None, "A note.")]


def test_a_chapter_that_is_missing_is_told(tmp_path: Path) -> None:
    one = {"OEBPS/text/one.xhtml": CHAPTERS["OEBPS/text/one.xhtml"]}
    file = load(book(tmp_path, chapters=one))
    assert texts(file) == [(1, "One"), (None, "First text.")]
    assert file.warnings == (remark(Remark.CHAPTERS_MISSING, 1),)


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
        ' xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{algorithm}"/>'
        '<enc:CipherData><enc:CipherReference URI="x"/></enc:CipherData></enc:EncryptedData></encryption>'
    )


def test_a_locked_book_is_refused(tmp_path: Path) -> None:
    locked = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(Encrypted):
        load(book(tmp_path, others={"META-INF/encryption.xml": locked}))


@pytest.mark.parametrize("algorithm", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"])
def test_scrambled_fonts_lock_no_book(tmp_path: Path, algorithm: str) -> None:
    assert load(book(tmp_path, others={"META-INF/encryption.xml": encryption(algorithm)})).blocks


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("META-INF/container.xml", None),
        ("META-INF/container.xml", "<container"),
        ("META-INF/container.xml", "<container/>"),
        ("OEBPS/book.opf", None),
        ("OEBPS/book.opf", ""),
        ("OEBPS/book.opf", "<package><spine>"),
        ("META-INF/encryption.xml", "<encryption"),
    ],
)
def test_a_broken_container_or_package_is_damaged(tmp_path: Path, name: str, content: str | None) -> None:
    with pytest.raises(Damaged):
        load(book(tmp_path, others={name: content}))


def test_entities_of_the_package_are_never_expanded(tmp_path: Path) -> None:
    declared = '<!DOCTYPE package [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "secret">]>'
    opf = package("<dc:title>Book &f;&a;</dc:title>").replace('<?xml version="1.0"?>', declared)
    assert load(book(tmp_path, opf)).details == {"title": "Book &f;&a;"}
