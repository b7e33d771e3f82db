"""A folder with every kind of bad file among good ones: each bad one is named with its reason, the good ones go in."""

import json
import os
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from typer.testing import CliRunner

from bot.cli import app
from ingestion.sandbox import MIB

GOOD = {"calls.md": "# Calls\n\nCall each mentor every month.\n", "closing.txt": "Say goodbye in person.\n"}
TWIN = "copy-of-calls.md"


def pdf(*, text: str = "", picture: bool = False, password: str | None = None) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password) if password else None)
    if text:
        canvas.drawString(72, 700, text)
    if picture:
        canvas.drawImage(ImageReader(BytesIO(picture_of_a_page())), 0, 0, 400, 600)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_of_a_page() -> bytes:
    """A bitmap of 8 x 8 grey pixels, as a scanner would write it."""
    pixels = bytes([200] * 3) * 64
    header = b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54)
    return header + struct.pack("<IiiHHIIiiII", 40, 8, 8, 1, 24, 0, len(pixels), 2835, 2835, 0, 0) + pixels


def word(text: str) -> bytes:
    out = BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def with_member(office_file: bytes, name: str, data: bytes) -> bytes:
    out = BytesIO(office_file)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "really-a-pdf.docx": (lambda: pdf(text="Hello"), "really a PDF"),
    "nothing.md": (lambda: b"", "empty"),
    "blank.txt": (lambda: b" \n\n \n", "no text"),
    "scan.pdf": (lambda: pdf(picture=True), "OCR"),
    "locked.pdf": (lambda: pdf(text="Secret", password="open sesame"), "password"),
    "cut-off.docx": (lambda: word("Hello")[:2_000], "damaged"),
    "cut-off.pdf": (lambda: b"%PDF-1.7\n" + os.urandom(200), "damaged"),
    "bomb.docx": (lambda: with_member(word("Hello"), "word/media/a.bin", bytes(310 * MIB)), "far beyond"),
    "nested.html": (lambda: b"<div>" * 500_000 + b"deep", "parts within parts"),
    "macros.docm": (lambda: word("Hello"), "macros"),
    "hidden-macros.docx": (lambda: with_member(word("Hello"), "word/vbaProject.bin", b"x"), "macros"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not read here"),
    "program.md": (lambda: b"\x7fELF" + bytes(range(256)) * 8, "really a program"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bad")
    (place / "secret.md").write_text("# Secret\n\nNobody may read this.\n", encoding="utf-8")
    folder = place / "guides"
    folder.mkdir()
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, (make, _) in BAD.items():
        (folder / name).write_bytes(make())
    (folder / TWIN).write_text(GOOD["calls.md"], encoding="utf-8")
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(200 * MIB)
    (folder / "way-out.md").symlink_to(place / "secret.md")
    return folder


@pytest.fixture(scope="module")
def results(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path_factory.mktemp("data")), "FIELDWISE_DATABASE_URL": ""}
    result = CliRunner().invoke(app, ["ingest", str(folder), "--json"], env=environment)
    assert result.exit_code == 1, result.output
    return {guide["guide"]: guide for guide in json.loads(result.stdout)["guides"]}


def test_the_good_files_go_in(results: dict[str, dict[str, str]]) -> None:
    published = {name for name, result in results.items() if result["status"] == "published"}
    assert published - {"calls.md", TWIN} == {"closing.txt"}


def test_of_two_files_with_the_same_content_one_goes_in(results: dict[str, dict[str, str]]) -> None:
    taken, refused = sorted((results["calls.md"], results[TWIN]), key=lambda r: r["status"] == "failed")
    assert taken["status"] == "published"
    assert refused["guide"] in refused["error"]
    assert f"the same content as the guide {taken['guide']}" in refused["error"]


@pytest.mark.parametrize(
    ("name", "why"),
    [*((name, why) for name, (_, why) in BAD.items()), ("huge.pdf", "200"), ("way-out.md", "leads out")],
)
def test_a_bad_file_is_named_with_its_reason(results: dict[str, dict[str, str]], name: str, why: str) -> None:
    assert results[name]["status"] == "failed"
    assert name in results[name]["error"]
    assert why in results[name]["error"]


def test_what_a_page_runs_or_hides_is_not_taken_for_text(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Calls</title><script>var stolen = 'script';</script><style>p {color: red}</style></head>"
        "<body onload='x()'><p>Call each <b>mentor</b> every month.</p><p style='display:none'>hidden</p></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path / "data"), "FIELDWISE_DATABASE_URL": ""}
    assert CliRunner().invoke(app, ["ingest", str(tmp_path / "page.html")], env=environment).exit_code == 0
    shown = json.loads(CliRunner().invoke(app, ["guides", "show", "page.html", "--json"], env=environment).stdout)
    assert [passage["text"] for passage in shown["text_passages"]] == ["Call each mentor every month."]


def test_bytes_that_break_databases_are_cleaned_away(tmp_path: Path, database_url: str) -> None:
    odd = b"Call\x00 each mentor\xed\xa0\x80 every month.\r\n" + b"Then write down what was said. " * 4
    (tmp_path / "odd.txt").write_bytes(odd)
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path / "data"), "FIELDWISE_DATABASE_URL": database_url}
    result = CliRunner().invoke(app, ["ingest", str(tmp_path / "odd.txt"), "--json"], env=environment)
    assert result.exit_code == 0, result.output
    shown = json.loads(CliRunner().invoke(app, ["guides", "show", "odd.txt", "--json"], env=environment).stdout)
    (text,) = [passage["text"] for passage in shown["text_passages"]]
    assert text.startswith("Call each mentor")
    assert "\x00" not in text
