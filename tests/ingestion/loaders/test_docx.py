"""Documents are made with python-docx; what it can't write is put into the XML by hand."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged
from ingestion.loaders import load
from knowledge.places import Place, PlaceKind
from knowledge.starter_sources.source import Heading, Items, Paragraph, Table, plain, read_source

REPOSITORY = Path(__file__).parents[3]
HANDOUTS = REPOSITORY / "../shared/data/guides/carpentries+instructor-training/episodes/files/handouts"
MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


@pytest.fixture
def document() -> Document:
    document = docx.Document()
    document.core_properties.title = ""
    return document


def loaded(document: Document, tmp_path: Path) -> LoadedFile:
    path = tmp_path / "guide.docx"
    document.save(str(path))
    return load(path)


def outline(document: Document, tmp_path: Path) -> list[tuple[int | None, str]]:
    return [(block.heading_level, block.text) for block in loaded(document, tmp_path).blocks]


def texts(document: Document, tmp_path: Path) -> list[str]:
    return [block.text for block in loaded(document, tmp_path).blocks]


def add_xml(document: Document, xml: str) -> None:
    """Put an element at the end of the body."""
    opened = xml.replace(">", f" {nsdecls('w')} {MATHS} {COMPATIBILITY}>", 1)
    document.element.body.insert(-1, parse_xml(opened))


def with_part(source: Path, name: str, content: bytes | None) -> Path:
    """The same archive with one member written anew, or without it."""
    changed = source.with_name(f"changed{source.suffix}")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            data = content if member == name else old.read(member)
            if data is not None:
                new.writestr(member, data)
    return changed


def test_headings_paragraphs_and_lists_come_in_order_with_their_levels(document: Document, tmp_path: Path) -> None:
    document.add_paragraph("Training mentors", style="Title")
    document.add_heading("Before the match", level=1)
    document.add_heading("Boundaries", level=2)
    document.add_paragraph("Never lend money.")
    document.add_paragraph("No gifts.", style="List Bullet")
    assert outline(document, tmp_path) == [
        (1, "Training mentors"),
        (1, "Before the match"),
        (2, "Boundaries"),
        (None, "Never lend money."),
        (None, "No gifts."),
    ]


def test_the_title_is_the_one_that_readers_see(document: Document, tmp_path: Path) -> None:
    document.core_properties.title = "A template's title"
    document.add_paragraph("Training mentors", style="Title")
    document.add_paragraph("Text.")
    assert loaded(document, tmp_path).details["title"] == "Training mentors"


@pytest.mark.parametrize(
    ("kept", "title"), [("Closing matches", "Closing matches"), ("Word Document", None), ("(anonymous)", None)]
)
def test_without_one_it_is_that_of_the_properties_unless_a_program_made_it_up(
    document: Document, tmp_path: Path, kept: str, title: str | None
) -> None:
    document.core_properties.title = kept
    document.add_paragraph("Text.")
    assert loaded(document, tmp_path).details.get("title") == title


def test_a_language_is_taken_only_if_it_is_a_language_tag(document: Document, tmp_path: Path) -> None:
    document.add_paragraph("Text.")
    document.core_properties.language = "pt-BR"
    assert loaded(document, tmp_path).details["language"] == "pt-BR"
    document.core_properties.language = "Portuguese (Brazil)"
    assert "language" not in loaded(document, tmp_path).details


def test_a_style_based_on_a_heading_is_a_heading(document: Document, tmp_path: Path) -> None:
    chapter = document.styles.add_style("Kapitel", 1)
    chapter.base_style = document.styles["Heading 2"]
    document.add_paragraph("Grenzen", style="Kapitel")
    document.add_paragraph("Text.")
    assert outline(document, tmp_path) == [(2, "Grenzen"), (None, "Text.")]


def test_a_paragraph_with_an_outline_level_of_its_own_is_a_heading(document: Document, tmp_path: Path) -> None:
    add_xml(document, '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Gifts</w:t></w:r></w:p>')
    document.add_paragraph("Text.")
    assert outline(document, tmp_path) == [(3, "Gifts"), (None, "Text.")]


def test_a_heading_that_was_set_back_to_body_text_is_none(document: Document, tmp_path: Path) -> None:
    add_xml(
        document,
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>Gifts</w:t></w:r></w:p>',
    )
    assert outline(document, tmp_path) == [(None, "Gifts")]


def test_bold_and_larger_lines_are_headings_where_no_style_says_so(document: Document, tmp_path: Path) -> None:
    for text, size, bold in [
        ("Motivation", 16, False),
        ("What to do", 14, True),
        ("Show relevance.", None, False),
        ("This is important.", None, True),
        ("What not to do", 14, True),
        ("Feign surprise.", None, False),
    ]:
        run = document.add_paragraph().add_run(text)
        run.font.size, run.font.bold = docx.shared.Pt(size) if size else None, bold
    assert outline(document, tmp_path) == [
        (1, "Motivation"),
        (2, "What to do"),
        (None, "Show relevance."),
        (None, "This is important."),
        (2, "What not to do"),
        (None, "Feign surprise."),
    ]


def test_bold_lines_stay_text_where_there_are_headings_by_style(document: Document, tmp_path: Path) -> None:
    document.add_heading("Motivation", level=1)
    document.add_paragraph().add_run("Not a heading").bold = True
    document.add_paragraph("Text.")
    assert outline(document, tmp_path)[1] == (None, "Not a heading")


def test_bold_labels_with_nothing_under_them_stay_text(document: Document, tmp_path: Path) -> None:
    for name in ("Name", "Date"):
        document.add_paragraph().add_run(name).bold = True
    assert outline(document, tmp_path) == [(None, "Name"), (None, "Date")]


def test_a_row_of_a_table_is_one_block_without_its_empty_cells(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["0-10", "Welcome", "Names", "90", "Break", ""], strict=True):
        cell.text = text
    document.add_paragraph("After.")
    assert texts(document, tmp_path) == ["0-10 | Welcome | Names", "90 | Break", "After."]


def test_two_columns_read_as_a_name_and_what_it_means(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Mentor", "An adult who stays.\nAlways."
    assert texts(document, tmp_path) == ["Mentor: An adult who stays. Always."]


def test_merged_cells_are_read_once(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Week one"
    table.cell(1, 0).text, table.cell(1, 1).text = "Mon", "Call"
    assert texts(document, tmp_path) == ["Week one", "Mon | Call"]


def test_paragraphs_of_a_cell_are_kept_apart(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table._cells, ["A", "Names", "Two rounds."], strict=True):
        cell.text = text
    table.cell(0, 1).add_paragraph("Motives")
    assert texts(document, tmp_path) == ["A | Names; Motives | Two rounds."]


def test_a_list_or_a_table_inside_a_cell_keeps_its_blocks(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "Before"
    table.cell(0, 1).paragraphs[0].text = "Bring:"
    table.cell(0, 1).add_paragraph("the quiz", style="List Bullet")
    inner = table.cell(1, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Quiz", "ten scenes"
    assert texts(document, tmp_path) == ["Before", "Bring:", "the quiz", "Quiz: ten scenes"]


def test_a_box_of_one_cell_is_read_as_the_text_that_it_is(document: Document, tmp_path: Path) -> None:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "Never lend money."
    cell.add_paragraph("Never promise secrecy.")
    assert texts(document, tmp_path) == ["Never lend money.", "Never promise secrecy."]


def test_insertions_and_links_are_read_and_deletions_are_not(document: Document, tmp_path: Path) -> None:
    add_xml(
        document,
        "<w:p><w:r><w:t xml:space='preserve'>Call </w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>weekly</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>monthly</w:t></w:r></w:ins>"
        "<w:hyperlink w:anchor='x'><w:r><w:t xml:space='preserve'> as agreed</w:t></w:r></w:hyperlink>"
        "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>",
    )
    assert texts(document, tmp_path) == ["Call monthly as agreed."]


def test_fields_give_their_result_and_formulas_their_letters(document: Document, tmp_path: Path) -> None:
    add_xml(
        document,
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t xml:space='preserve'>Ratio </w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><m:oMath><m:r><m:t>a/b</m:t></m:r></m:oMath></w:p>",
    )
    assert texts(document, tmp_path) == ["Ratio a/b"]


def test_a_table_of_contents_is_left_out_and_other_controls_are_read(document: Document, tmp_path: Path) -> None:
    contents = document.styles.add_style("toc 1", 1)
    add_xml(
        document,
        f"<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val='{contents.style_id}'/></w:pPr><w:r><w:t>Gifts 4</w:t></w:r>"
        "</w:p><w:p><w:r><w:t>Kept.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    add_xml(
        document,
        "<w:p><w:r><w:t>Signed</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Click to enter text</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    assert texts(document, tmp_path) == ["Kept.", "Signed"]


def test_a_text_box_is_read_once_after_its_paragraph(document: Document, tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>",
    )
    assert texts(document, tmp_path) == ["Around it.", "In the box."]


def test_a_footnote_stands_after_the_paragraph_that_refers_to_it(document: Document, tmp_path: Path) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    note = "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>See Keller.</w:t></w:r></w:p>"
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, notes, document.part.package)
    document.part.relate_to(part, NOTES_RELATION)
    add_xml(document, "<w:p><w:r><w:t>Parents matter.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    document.add_paragraph("After.")
    assert texts(document, tmp_path) == ["Parents matter.", "See Keller.", "After."]


def pages(document: Document, tmp_path: Path) -> list[Place | None]:
    return [block.place for block in loaded(document, tmp_path).blocks]


def about(number: int) -> Place:
    return Place(PlaceKind.PAGE, number, exact=False)


def test_pages_are_those_of_words_last_layout_and_approximate(document: Document, tmp_path: Path) -> None:
    add_xml(document, "<w:p><w:r><w:t>One.</w:t><w:br w:type='page'/></w:r></w:p>")
    add_xml(
        document, "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two</w:t><w:lastRenderedPageBreak/><w:t>!</w:t></w:r></w:p>"
    )
    add_xml(document, "<w:p><w:r><w:t>Three.</w:t></w:r></w:p>")
    assert pages(document, tmp_path) == [about(1), about(2), about(3)]


def test_a_page_that_ends_in_every_cell_of_a_row_ends_once(document: Document, tmp_path: Path) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell in table._cells:
        cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:lastRenderedPageBreak/><w:t>x</w:t></w:r></w:p>"))
    document.add_paragraph("After.")
    assert pages(document, tmp_path)[-1] == about(2)


def test_page_breaks_of_the_author_count_where_what_is_between_them_fits_a_page(
    document: Document, tmp_path: Path
) -> None:
    document.add_paragraph("One.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Two.")
    document.add_section()
    document.add_paragraph("Three.").paragraph_format.page_break_before = False
    assert pages(document, tmp_path) == [about(1), about(2), about(3)]


def test_without_a_way_to_tell_there_are_no_pages(document: Document, tmp_path: Path) -> None:
    document.add_paragraph("Much text. " * 1000).add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Somewhere.")
    assert pages(document, tmp_path) == [None, None]


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize("content", [b"", b"<w:document", b"<wrong/>"])
def test_a_part_that_is_broken_makes_the_file_damaged(
    document: Document, tmp_path: Path, part: str, content: bytes
) -> None:
    document.add_paragraph("Text.")
    loaded(document, tmp_path)
    with pytest.raises(Damaged):
        load(with_part(tmp_path / "guide.docx", part, content))


def test_a_document_without_its_text_is_damaged(document: Document, tmp_path: Path) -> None:
    loaded_path = tmp_path / "guide.docx"
    document.save(str(loaded_path))
    with pytest.raises(Damaged):
        load(with_part(loaded_path, "word/document.xml", f"<w:document {nsdecls('w')}/>".encode()))


def test_entities_are_never_expanded(document: Document, tmp_path: Path) -> None:
    document.save(str(tmp_path / "guide.docx"))
    bomb = (
        '<!DOCTYPE b [<!ENTITY a "secret"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Text &a;&f;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = with_part(tmp_path / "guide.docx", "word/document.xml", bomb.encode())
    assert [block.text for block in load(path).blocks] == ["Text"]


def test_the_starter_guide_comes_out_as_its_source_says() -> None:
    source = read_source(REPOSITORY / "knowledge/starter_sources/training-mentors.md")
    expected: list[tuple[int | None, str]] = [(1, source.title), (None, source.byline)]
    for block in source.blocks:
        match block:
            case Heading():
                expected.append((block.level - 1, block.text))
            case Paragraph():
                expected.append((None, plain(block.text)))
            case Items():
                expected += [(None, plain(item)) for item in block.items]
            case Table():
                rows = (block.header, *block.rows)
                expected += [(None, " | ".join(filter(None, map(plain, row)))) for row in rows]
    guide = load(REPOSITORY / "knowledge/starter/training-mentors.docx")
    assert [(b.heading_level, b.text) for b in guide.blocks] == expected
    assert guide.details == {"title": source.title, "language": "en"}


@pytest.mark.skipif(not HANDOUTS.is_dir(), reason="the handouts are not beside the checkout")
def test_a_handout_without_styles_has_its_sections() -> None:
    blocks = load(HANDOUTS / "Carpentries_MotivationDemotivation.docx").blocks
    assert [(b.heading_level, b.text) for b in blocks if b.heading_level in (1, 2)] == [
        (1, "Motivation and Demotivation"),
        (2, "Motivation – what to do"),
        (2, "Demotivation – what not to do"),
    ]
    assert Block("Be fair.") in blocks
