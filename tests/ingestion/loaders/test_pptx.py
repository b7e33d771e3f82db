"""Decks are made with python-pptx; what it can't write is put into the XML by hand."""

import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.util import Inches

from ingestion.documents import LoadedFile
from ingestion.errors import Damaged
from ingestion.loaders import load
from ingestion.remarks import Remark, remark
from knowledge.places import Place, PlaceKind
from knowledge.starter_sources.source import Heading, Items, plain, read_source

REPOSITORY = Path(__file__).parents[3]
HANDOUTS = REPOSITORY / "../shared/data/guides/carpentries+instructor-training/episodes/files/handouts"
TITLE_SLIDE, TITLE_AND_CONTENT, COMPARISON, BLANK = 0, 1, 4, 6
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DIAGRAM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"


@pytest.fixture
def deck() -> Presentation:
    return pptx.Presentation()


def add_slide(deck: Presentation, layout: int, *texts: str) -> Slide:
    """A slide whose placeholders hold these texts, in their order."""
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[layout])
    for placeholder, text in zip(slide.placeholders, texts, strict=False):
        assert isinstance(placeholder, Shape)
        placeholder.text_frame.text = text
    return slide


def add_box(slide: Slide, text: str, *, left: float, top: float) -> None:
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    box.text_frame.text = text


def loaded(deck: Presentation, tmp_path: Path) -> LoadedFile:
    path = tmp_path / "deck.pptx"
    deck.save(str(path))
    return load(path)


def outline(deck: Presentation, tmp_path: Path) -> list[tuple[int | None, str, int]]:
    """Heading level, text and slide of each block."""
    found = []
    for block in loaded(deck, tmp_path).blocks:
        assert block.place is not None
        assert block.place == Place(PlaceKind.SLIDE, block.place.number)
        found.append((block.heading_level, block.text, block.place.number))
    return found


def test_a_slides_title_is_the_heading_of_its_paragraphs(deck: Presentation, tmp_path: Path) -> None:
    add_slide(deck, TITLE_SLIDE, "Training mentors", "Spring edition")
    add_slide(deck, TITLE_AND_CONTENT, "Boundaries", "No money.\nNo gifts.")
    assert outline(deck, tmp_path) == [
        (1, "Training mentors", 1),
        (None, "Spring edition", 1),
        (2, "Boundaries", 2),
        (None, "No money.", 2),
        (None, "No gifts.", 2),
    ]


def test_a_title_that_comes_again_heads_each_of_its_slides(deck: Presentation, tmp_path: Path) -> None:
    for text in ("No money.", "No gifts."):
        add_slide(deck, TITLE_AND_CONTENT, "Boundaries", text)
    assert [entry for entry in outline(deck, tmp_path) if entry[0]] == [(2, "Boundaries", 1), (2, "Boundaries", 2)]


def test_the_title_is_that_of_the_title_slide_and_else_of_the_properties(deck: Presentation, tmp_path: Path) -> None:
    add_slide(deck, TITLE_AND_CONTENT, "Boundaries", "No money.")
    assert "title" not in loaded(deck, tmp_path).details
    deck.core_properties.title = "PowerPoint Presentation"
    assert "title" not in loaded(deck, tmp_path).details
    deck.core_properties.title = "Keeping boundaries"
    assert loaded(deck, tmp_path).details["title"] == "Keeping boundaries"
    opened = pptx.Presentation()
    opened.core_properties.title = "A template's title"
    add_slide(opened, TITLE_SLIDE, "Training\vmentors", "Spring")
    assert loaded(opened, tmp_path).details["title"] == "Training mentors"


def test_placeholders_are_read_as_their_layout_numbers_them(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, COMPARISON, "Two ways", "Developmental", "Follows.", "Prescriptive", "Leads.")
    tree = slide.shapes._spTree
    tree.insert(2, tree[-1])
    assert [text for _, text, _ in outline(deck, tmp_path)] == [
        "Two ways",
        "Developmental",
        "Follows.",
        "Prescriptive",
        "Leads.",
    ]


def test_other_shapes_are_read_by_rows_from_left_to_right(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Plan", "First of all.")
    add_box(slide, "Third.", left=1, top=5)
    add_box(slide, "Second.", left=4, top=3)
    add_box(slide, "First.", left=1, top=3.3)
    assert [text for _, text, _ in outline(deck, tmp_path)][1:] == ["First of all.", "First.", "Second.", "Third."]


def test_on_a_slide_without_placeholders_the_short_line_on_top_is_the_title(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, BLANK)
    add_box(slide, "Call monthly.", left=1, top=3)
    add_box(slide, "Support", left=1, top=1)
    assert outline(deck, tmp_path) == [(2, "Support", 1), (None, "Call monthly.", 1)]


def test_a_line_with_another_beside_it_is_no_title(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, BLANK)
    add_box(slide, "Before", left=1, top=1)
    add_box(slide, "After", left=5, top=1)
    add_box(slide, "Call monthly.", left=1, top=3)
    assert {level for level, _, _ in outline(deck, tmp_path)} == {None}


def test_groups_are_read_where_they_stand(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Plan", "")
    add_box(slide, "Last.", left=1, top=6)
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_group_shape()
    box = inner.shapes.add_textbox(Inches(1), Inches(3), Inches(2), Inches(1))
    box.text_frame.text = "First."
    assert [text for _, text, _ in outline(deck, tmp_path)] == ["Plan", "First.", "Last."]


def test_a_row_of_a_table_is_one_block(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Plan", "")
    table = slide.shapes.add_table(2, 3, Inches(1), Inches(1), Inches(6), Inches(2)).table
    table.cell(0, 0).merge(table.cell(0, 1))
    for row, column, text in [(0, 0, "Time"), (0, 2, "Part"), (1, 0, "0-10"), (1, 2, "Welcome")]:
        table.cell(row, column).text = text
    assert [text for _, text, _ in outline(deck, tmp_path)] == ["Plan", "Time | Part", "0-10 | Welcome"]


def test_two_columns_read_as_a_name_and_what_it_means(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Words", "")
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(6), Inches(2)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Mentor", "An adult who stays."
    assert [text for _, text, _ in outline(deck, tmp_path)][1] == "Mentor: An adult who stays."


def test_a_charts_title_is_read(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Effects", "")
    # The annotations of python-pptx are wrong on both: any data will do, and what comes back is a frame.
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1), Inches(4), Inches(3), data
    )
    frame.chart.chart_title.text_frame.text = "Effects by year"
    assert [text for _, text, _ in outline(deck, tmp_path)] == ["Effects", "Effects by year"]


def test_the_texts_of_a_diagram_are_read(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Steps", "")
    points = "".join(
        f'<dgm:pt modelId="{number}"{kind}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for number, (kind, text) in enumerate([("", "Recruit"), (' type="sibTrans"', "arrow"), ("", "Screen")])
    )
    data = f'<dgm:dataModel xmlns:dgm="{DIAGRAM}" xmlns:a="{DRAWING}"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, data.encode())
    relation = slide.part.relate_to(part, DIAGRAM_RELATION)
    slide.shapes._spTree.append(
        parse_xml(
            '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
            f' xmlns:a="{DRAWING}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{DIAGRAM}"><dgm:relIds xmlns:dgm="{DIAGRAM}" r:dm="{relation}"/>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )
    )
    assert [text for _, text, _ in outline(deck, tmp_path)] == ["Steps", "Recruit", "Screen"]


def test_speaker_notes_are_read_with_their_slide_and_said_to_be(deck: Presentation, tmp_path: Path) -> None:
    for text in ("Say it slowly.", "", "Pause here."):
        slide = add_slide(deck, TITLE_AND_CONTENT, "Boundaries", "No money.")
        frame = slide.notes_slide.notes_text_frame
        assert frame is not None
        frame.text = text
    assert (None, "Pause here.", 3) in outline(deck, tmp_path)
    assert loaded(deck, tmp_path).warnings == (remark(Remark.NOTES_READ, 2),)


def test_hidden_slides_are_left_out_and_keep_their_number(deck: Presentation, tmp_path: Path) -> None:
    add_slide(deck, TITLE_AND_CONTENT, "Old", "Gone.").element.set("show", "0")
    add_slide(deck, TITLE_AND_CONTENT, "New", "Here.")
    assert outline(deck, tmp_path) == [(2, "New", 2), (None, "Here.", 2)]
    assert loaded(deck, tmp_path).warnings == (remark(Remark.SLIDES_HIDDEN, 1),)


def test_footers_and_slide_numbers_are_not_text(deck: Presentation, tmp_path: Path) -> None:
    slide = add_slide(deck, TITLE_AND_CONTENT, "Plan", "Call monthly.")
    placeholders: Any = slide.slide_layout.placeholders
    for placeholder in placeholders:
        if placeholder.placeholder_format.idx in (11, 12):
            slide.shapes.clone_placeholder(placeholder)
    for placeholder in slide.placeholders:
        if placeholder.placeholder_format.idx in (11, 12):
            assert isinstance(placeholder, Shape)
            placeholder.text_frame.text = "12 of 40"
    assert [text for _, text, _ in outline(deck, tmp_path)] == ["Plan", "Call monthly."]


@pytest.mark.parametrize("part", ["ppt/presentation.xml", "ppt/slides/slide1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<p:sld", b"<wrong/>"])
def test_a_part_that_is_broken_makes_the_file_damaged(
    deck: Presentation, tmp_path: Path, part: str, content: bytes
) -> None:
    add_slide(deck, TITLE_AND_CONTENT, "Plan", "Call monthly.")
    deck.save(str(tmp_path / "deck.pptx"))
    broken = tmp_path / "broken.pptx"
    with zipfile.ZipFile(tmp_path / "deck.pptx") as old, zipfile.ZipFile(broken, "w") as new:
        for member in old.namelist():
            new.writestr(member, content if member == part else old.read(member))
    with pytest.raises(Damaged):
        load(broken)


def test_the_starter_deck_comes_out_as_its_source_says() -> None:
    source = read_source(REPOSITORY / "knowledge/starter_sources/evidence-at-a-glance.md")
    expected: list[tuple[int | None, str]] = [(1, source.title), (None, source.byline)]
    for block in source.blocks:
        match block:
            case Heading():
                expected.append((2, block.text))
            case Items():
                expected += [(None, plain(item)) for item in block.items]
    deck = load(REPOSITORY / "knowledge/starter/evidence-at-a-glance.pptx")
    assert [(b.heading_level, b.text) for b in deck.blocks] == expected
    assert deck.details == {"title": source.title, "language": "en"}


@pytest.mark.skipif(not HANDOUTS.is_dir(), reason="the handouts are not beside the checkout")
def test_a_handout_drawn_with_boxes_is_read_column_by_column() -> None:
    blocks = load(HANDOUTS / "Carpentries_teaching_practices.pptx").blocks
    texts = [block.text for block in blocks]
    assert blocks[0].heading_level == 2
    assert texts[:3] == ["Carpentries Teaching Practices", "Preparation", "Workshop Introduction"]
    assert texts[-1] == "Workshop End"
