"""How the lines on a page become paragraphs, items, rows and columns."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    ListFlowable,
    PageTemplate,
    Paragraph,
    Table,
)

from ingestion.loaders.pdf import load
from ingestion.loaders.pdf.columns import in_reading_order
from ingestion.loaders.pdf.furniture import without_furniture
from ingestion.loaders.pdf.headings import headings_by_look
from ingestion.loaders.pdf.hyphens import words_of
from ingestion.loaders.pdf.lines import Line
from ingestion.loaders.pdf.page_breaks import mended
from ingestion.loaders.pdf.paragraphs import paragraphs
from tests.ingestion.loaders.pdf.files import BODY, SENTENCE, column, drawn, flowables

NAMES = ["Anna", "Ben", "Carla", "Dimitri", "Esra"]
LEFT_COLUMN = [
    "A mentor who meets a young person every",
    "week for a year does more than one who",
    "meets twice as often and leaves in spring,",
    "because what a young person learns from",
    "an early ending is that adults go away, so",
    "programmes ask for a year before anything",
    "else and turn away those who can not stay.",
]
RIGHT_COLUMN = [
    "Coordinators ring every mentor each month",
    "and ask three things: when they last met,",
    "what went well, and what they would like",
    "to do otherwise, and they write it all down",
    "on the same day in the file of the match so",
    "that whoever takes over later can read it",
    "without having to ask the mentor again.",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guide.pdf"


def texts(path: Path) -> list[str]:
    return [block.text for block in load(path).blocks]


def test_the_lines_of_a_paragraph_are_one_text_and_a_gap_ends_it(path: Path) -> None:
    assert texts(flowables(path, [Paragraph(SENTENCE * 3, BODY)] * 2)) == [(SENTENCE * 3).strip()] * 2


def test_an_indented_first_line_begins_a_paragraph_though_there_is_no_gap(path: Path) -> None:
    style = BODY.clone("Indented", firstLineIndent=18, spaceAfter=0)
    assert texts(flowables(path, [Paragraph(SENTENCE * 3, style)] * 3)) == [(SENTENCE * 3).strip()] * 3


def test_a_hanging_indent_does_not_break_an_entry(path: Path) -> None:
    style = BODY.clone("Hanging", leftIndent=24, firstLineIndent=-24, spaceAfter=0)
    assert texts(flowables(path, [Paragraph(SENTENCE * 3, style)] * 3)) == [(SENTENCE * 3).strip()] * 3


def test_lines_that_their_author_ended_stay_lines(path: Path) -> None:
    address = ["Mentoring Trust", "Market Square", "Leeds, in the north of England"]
    assert texts(drawn(path, column(address))) == ["\n".join(address)]


def test_items_are_blocks_without_their_bullet_and_with_their_number(path: Path) -> None:
    items = [Paragraph(SENTENCE * 2, BODY), Paragraph("Short.", BODY), Paragraph("Shorter", BODY)]
    bulleted = ListFlowable(items, bulletType="bullet", start="•", leftIndent=18)
    numbered = ListFlowable(items, bulletType="1", bulletFormat="%s.", leftIndent=18)
    expected = [(SENTENCE * 2).strip(), "Short.", "Shorter"]
    assert texts(flowables(path, [bulleted, numbered])) == [
        *expected,
        *(f"{number}. {text}" for number, text in enumerate(expected, start=1)),
    ]


def test_initials_at_the_start_of_a_line_are_no_item(path: Path) -> None:
    lines = ["The best known of all guides to logic models is the one that was published by", "W. K. Kellogg in 2004."]
    assert texts(drawn(path, column(lines))) == [" ".join(lines)]


def test_a_row_of_a_table_is_one_block_with_its_cells_whole(path: Path) -> None:
    cells = ["Need", SENTENCE.strip(), "Every year"]
    rows = [[Paragraph(cell, BODY) for cell in cells] for _ in range(3)]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    assert texts(flowables(path, [Table(rows, [80, 220, 120], style=style)])) == [" | ".join(cells)] * 3
    two = [row[:2] for row in rows]
    assert texts(flowables(path, [Table(two, [80, 220], style=style)])) == [": ".join(cells[:2])] * 3


def test_two_columns_are_read_one_after_the_other_with_their_sentences_whole(path: Path) -> None:
    width = A4[0] / 2 - 60
    document = BaseDocTemplate(str(path), pagesize=A4)
    frames = [Frame(left, 60, width, 200) for left in (50, 60 + width)]
    document.addPageTemplates([PageTemplate("columns", frames)])
    paragraphs = [" ".join(f"{name} and {other} meet on a {SENTENCE}" for other in NAMES) for name in NAMES]
    document.build([Paragraph(text, BODY) for text in paragraphs])
    assert " ".join(texts(path)) == " ".join(" ".join(paragraphs).split())


def test_two_columns_that_are_stored_line_by_line_are_taken_apart(path: Path) -> None:
    def page(canvas: Any) -> None:
        for number, (left, right) in enumerate(zip(LEFT_COLUMN, RIGHT_COLUMN, strict=True)):
            canvas.drawString(72, 700 - 14 * number, left)
            canvas.drawString(320, 700 - 14 * number, right)

    assert texts(drawn(path, page)) == [" ".join(LEFT_COLUMN), " ".join(RIGHT_COLUMN)]


def test_the_rows_of_a_table_are_not_taken_for_columns_of_text(path: Path) -> None:
    def page(canvas: Any) -> None:
        for number in range(10):
            canvas.drawString(72, 700 - 14 * number, f"Standard number {number} is about {'x' * (number * 7 % 20)}")
            canvas.drawString(320, 700 - 14 * number, f"asked for by {'y' * (number * 5 % 17)} twice a year")

    assert all("Standard" in text and "asked" in text for text in texts(drawn(path, page)))


def test_running_headers_footers_and_page_numbers_are_dropped(path: Path) -> None:
    def page(number: int) -> Any:
        def draw(canvas: Any) -> None:
            canvas.drawString(72, 800, "A guide to mentoring")
            canvas.drawString(460, 800, f"Chapter {number // 2}")
            column([f"Text of page {number}.", "", f"It ends with {NAMES[number % 5]}."])(canvas)
            canvas.drawString(280, 30, f"Page {number} of 6")

        return draw

    found = texts(drawn(path, *[page(number) for number in range(1, 7)]))
    assert [text for text in found if not text.startswith("Chapter")] == [
        text for number in range(1, 7) for text in (f"Text of page {number}.", f"It ends with {NAMES[number % 5]}.")
    ]


def test_a_line_that_stands_on_one_page_only_is_no_running_header(path: Path) -> None:
    pages = [column([f"{name} is on the first line.", "", f"And {name} on the last."]) for name in NAMES]
    assert texts(drawn(path, *pages))[::2] == [f"{name} is on the first line." for name in NAMES]


def test_pages_that_say_the_same_throughout_are_kept(path: Path) -> None:
    assert texts(drawn(path, *[column(["Sign here."])] * 4)) == ["Sign here."] * 4


def test_a_table_of_contents_is_dropped(path: Path) -> None:
    def contents(canvas: Any) -> None:
        for number, name in enumerate(("Recruiting", "Screening", "Training", "Closing")):
            canvas.drawString(72, 700 - 16 * number, f"{name} {'.' * 60} {number + 2}")

    assert texts(drawn(path, contents, column(["Ask at work."]))) == ["Ask at work."]


wild_lines = st.builds(
    Line,
    page=st.integers(1, 3),
    text=st.text(st.sampled_from("abc XY.-•1(:"), min_size=1).map(str.strip).filter(bool),
    left=st.floats(-100, 700),
    right=st.floats(-100, 700),
    baseline=st.floats(-100, 900),
    size=st.sampled_from([0.0, 9.0, 11.0, 16.0, 24.0]),
    bold=st.booleans(),
    turn=st.sampled_from([0, 0, 0, 1]),
    breaks_word=st.booleans(),
)


@given(st.lists(wild_lines, min_size=1, max_size=12))
def test_however_wild_the_lines_their_letters_all_come_out_once(lines: list[Line]) -> None:
    lines = sorted(lines, key=lambda line: line.page)
    ordered = in_reading_order(lines)
    words = words_of(ordered)
    found = mended(list(paragraphs(ordered, headings_by_look(ordered), words)), words, "en")
    assert sorted(letters(paragraph.text for paragraph in found)) == sorted(letters(line.text for line in lines))
    assert set(map(id, without_furniture(lines))) <= set(map(id, lines))


def letters(texts: Iterable[str]) -> list[str]:
    return [character for text in texts for character in text if character.isalnum()]
