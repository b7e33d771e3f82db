import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.sniffing import EXTENSIONS
from ingestion.web.addresses import Target
from ingestion.web.naming import ENDINGS, content_type_of, name_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("/guides/first-calls", "text/html", "first-calls.html"),
        ("/guides/first-calls/", "text/html", "first-calls.html"),
        ("/guides/index.htm", "application/xhtml+xml", "index.htm"),
        ("/", "text/html", "guides.example.html"),
        ("/Lectura%20gu%C3%ADa.PDF?v=2", "application/pdf", "Lectura guía.PDF"),
        ("/download.php?id=7", "application/pdf", "download.php.pdf"),
        ("/raw/README.md", "text/plain", "README.md"),
        ("/raw/talk.srt", "text/plain", "talk.srt"),
        ("/raw/notes.pdf", "text/plain", "notes.pdf.txt"),
        ("/raw/notes", "text/markdown", "notes.md"),
        ("/a.docx", WORD, "a.docx"),
        ("/a", "application/epub+zip", "a.epub"),
        ("/..%2F..%2Fetc%2Fpasswd", "text/plain", "-..-etc-passwd.txt"),
        ("/%00%0a..", "text/html", "guides.example.html"),
    ],
)
def test_a_page_is_named_for_its_path_with_the_ending_of_its_type(path: str, content_type: str, name: str) -> None:
    assert name_of(Target("https", "guides.example", 443, path), content_type) == name


@given(st.text(max_size=400), st.sampled_from(sorted(ENDINGS)))
def test_any_path_makes_a_name_that_every_system_takes(path: str, content_type: str) -> None:
    name = name_of(Target("https", "guides.example", 443, f"/{path}"), content_type)
    assert name.isprintable() or "\u200d" in name or "\u200c" in name or not name.isascii()
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith(".")
    assert 3 < len(name.encode()) < 200
    assert f".{name.rpartition('.')[2].lower()}" in EXTENSIONS


@pytest.mark.parametrize(
    ("header", "content_type"),
    [
        ("text/html", "text/html"),
        (" Text/HTML ;charset=x", "text/html"),
        ("text/html, text/plain", "text/html"),
        ("", ""),
        ("html", ""),
        ("text/html <b>", ""),
        (f"text/{'x' * 100}", ""),
    ],
)
def test_a_content_type_is_read_without_what_follows(header: str, content_type: str) -> None:
    assert content_type_of(header) == content_type
