"""PDF files of many makers to blocks, each with the page on which it begins."""

from pathlib import Path
from time import process_time
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from ingestion.documents import LoadedFile
from ingestion.errors import Damaged, Encrypted, NoTextFound
from ingestion.loaders import load as load_any
from ingestion.loaders.pdf import load
from ingestion.remarks import Remark, remark
from knowledge.places import Place, PlaceKind
from tests.ingestion.loaders.pdf.files import SENTENCE, Draw, column, drawn, drawn_bytes, flowing


def headings(loaded: LoadedFile) -> list[tuple[int, str]]:
    return [(block.heading_level, block.text) for block in loaded.blocks if block.heading_level is not None]


def body(loaded: LoadedFile) -> list[str]:
    return [block.text for block in loaded.blocks if block.heading_level is None]


def pages(loaded: LoadedFile) -> list[int]:
    return [block.place.number for block in loaded.blocks if block.place is not None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guide.pdf"


def picture(canvas: Any) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "grey")), 72, 300, 400, 400)


def test_every_block_stands_at_the_exact_page_it_begins_on(path: Path) -> None:
    loaded = load_any(drawn(path, column(["Page one."]), column(["Page two."]), column(["Page three."])))
    assert [(b.text, b.place) for b in loaded.blocks] == [
        ("Page one.", Place(PlaceKind.PAGE, 1, exact=True)),
        ("Page two.", Place(PlaceKind.PAGE, 2)),
        ("Page three.", Place(PlaceKind.PAGE, 3)),
    ]
    assert loaded.warnings == ()


def test_without_an_outline_larger_and_bold_lines_are_headings(path: Path) -> None:
    texts = [(9, "Mentoring that lasts"), (1, "Recruiting"), (0, SENTENCE * 3), (2, "Where to look"), (0, SENTENCE * 3)]
    texts += [(3, "At work"), (0, SENTENCE * 3), (1, "Training"), (0, SENTENCE * 3)]
    loaded = load(flowing(path, texts))
    assert headings(loaded) == [
        (1, "Mentoring that lasts"),
        (1, "Recruiting"),
        (2, "Where to look"),
        (3, "At work"),
        (1, "Training"),
    ]
    assert body(loaded) == [(SENTENCE * 3).strip()] * 4


def test_a_heading_of_two_lines_is_one_heading(path: Path) -> None:
    long = "What a coordinator does in the first month of a match and what can wait until the second"
    loaded = load(flowing(path, [(1, long), (0, SENTENCE * 4)]))
    assert [text for _, text in headings(loaded)] == [long]


def test_bold_words_inside_a_paragraph_and_bold_sentences_are_no_headings(path: Path) -> None:
    bold = "<b>Never promise to keep a secret.</b>"
    loaded = load(flowing(path, [(0, SENTENCE * 3), (0, bold), (0, f"{SENTENCE} <b>always</b> {SENTENCE}")]))
    assert headings(loaded) == []
    assert body(loaded)[1] == "Never promise to keep a secret."


def test_the_outline_says_what_is_a_heading_whatever_its_numbering_and_case(path: Path) -> None:
    def first(canvas: Any) -> None:
        canvas.bookmarkPage("one")
        canvas.addOutlineEntry("Ending a match", "one", level=0)
        column(["3.  ENDING A  MATCH", "", "Plan the last meeting.", "", "In plain sight, not a heading"])(canvas)

    def second(canvas: Any) -> None:
        canvas.bookmarkPage("two")
        canvas.addOutlineEntry("3.1 When it ends early", "two", level=1)
        column(["When it ends early", "", "Ring both."])(canvas)

    loaded = load(drawn(path, first, second))
    assert headings(loaded) == [(1, "3. ENDING A MATCH"), (2, "When it ends early")]
    assert body(loaded) == ["Plan the last meeting.", "In plain sight, not a heading", "Ring both."]


def test_an_outline_that_names_no_line_leaves_it_to_the_looks(path: Path) -> None:
    def page(canvas: Any) -> None:
        canvas.bookmarkPage("one")
        canvas.addOutlineEntry("Slide 1", "one", level=0)
        column([SENTENCE] * 3, top=700)(canvas)
        canvas.setFont("Times-Roman", 16)
        canvas.drawString(72, 650, "Safety")
        canvas.setFont("Times-Roman", 11)
        column([SENTENCE], top=620)(canvas)

    assert headings(load(drawn(path, page))) == [(1, "Safety")]


def test_a_file_of_headings_only_is_read_as_text(path: Path) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(72, 500, "Ring the coordinator")

    assert body(load_any(drawn(path, page))) == ["Ring the coordinator"]


@pytest.mark.parametrize("made_by", ["guide_v2_final.docx", "Microsoft Word - guide.docx", "untitled", "(anonymous)"])
def test_a_title_that_a_program_made_up_gives_way_to_the_one_on_the_page(path: Path, made_by: str) -> None:
    loaded = load(flowing(path, [(9, "Mentoring that lasts"), (0, SENTENCE * 4)], title=made_by))
    assert loaded.details["title"] == "Mentoring that lasts"


def test_the_title_of_the_file_is_its_title_and_its_line_a_heading(path: Path) -> None:
    loaded = load(flowing(path, [(0, "A guide to mentors"), (0, SENTENCE * 4)], title="A Guide to Mentors"))
    assert loaded.details["title"] == "A Guide to Mentors"
    assert headings(loaded) == [(1, "A guide to mentors")]


def test_a_file_without_any_title_gives_none(path: Path) -> None:
    assert dict(load(drawn(path, column(["Just a line.", "And another."]))).details) == {}


def test_the_language_of_the_file_is_a_detail(path: Path) -> None:
    assert load(drawn(path, column(["Bonjour."]), lang="fr-CA")).details["language"] == "fr-CA"


def test_a_sentence_over_a_page_break_is_whole_and_what_follows_keeps_its_page(path: Path) -> None:
    first = column(
        ["Each mentor meets the young person every week, and the coordinator rings", "the parents of"], top=90
    )
    second = column(["each young person every month. A missed call is made up", "within a week."])
    loaded = load(drawn(path, first, second))
    assert [(b.text, b.place and b.place.number) for b in loaded.blocks] == [
        (
            "Each mentor meets the young person every week, and the coordinator rings the parents of "
            "each young person every month.",
            1,
        ),
        ("A missed call is made up within a week.", 2),
    ]


def test_a_word_over_a_page_break_is_whole(path: Path) -> None:
    first = column(["The programme keeps every record of a match for seven years after the pro-"], top=90)
    loaded = load(drawn(path, first, column(["gramme ends. Then it goes."])))
    assert body(loaded)[0].endswith("after the programme ends.")
    assert pages(loaded) == [1, 2]


def test_a_list_that_goes_on_over_the_page_is_not_joined(path: Path) -> None:
    first = column(["Ask three questions, and write the answers down word for word:"], top=90)
    loaded = load(drawn(path, first, column(["1. Who helps you?", "2. Who listens?"])))
    assert body(loaded) == [
        "Ask three questions, and write the answers down word for word:",
        "1. Who helps you?",
        "2. Who listens?",
    ]


def test_a_page_without_text_among_others_is_named_in_a_warning(path: Path) -> None:
    text = column(["Some text."])
    loaded = load(drawn(path, text, picture, text, column([]), picture, picture, picture))
    assert loaded.warnings == (remark(Remark.PAGES_PICTURED, "2", "5-7"),)
    assert pages(loaded) == [1, 3]
    assert load(drawn(path, text, picture)).warnings == (remark(Remark.PAGES_PICTURED, "2"),)


@pytest.mark.parametrize(("page", "pictures"), [(picture, True), (column([]), False)])
def test_a_file_without_text_says_whether_it_holds_pictures(path: Path, page: Draw, pictures: bool) -> None:
    with pytest.raises(NoTextFound) as caught:
        load(drawn(path, page, page))
    assert caught.value == NoTextFound("guide.pdf", pictures=pictures)


def test_a_file_without_pages_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "guide.pdf"
    pypdfium2.PdfDocument.new().save(path)
    with pytest.raises(NoTextFound) as caught:
        load(path)
    assert caught.value == NoTextFound("guide.pdf", no_pages=True)
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n%%EOF\n")
    with pytest.raises(Damaged):
        load(path)


def test_a_file_that_needs_a_password_is_refused_and_one_that_only_forbids_printing_is_read(path: Path) -> None:
    lines = column(["Secret."])
    with pytest.raises(Encrypted):
        load(drawn(path, lines, encrypt=StandardEncryption("open sesame", "owner")))
    assert body(load(drawn(path, lines, encrypt=StandardEncryption("", "owner", canPrint=0)))) == ["Secret."]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", b"%PDF-1.5\n" + bytes(5000)]
)
def test_a_file_that_can_not_be_opened_is_damaged(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(Damaged):
        load(path)


def test_a_file_cut_off_anywhere_is_damaged_or_warned_of(path: Path) -> None:
    data = drawn_bytes(*[column([f"Page {n}.", SENTENCE]) for n in range(8)])
    for length in range(100, len(data) - 10, len(data) // 40):
        path.write_bytes(data[:length])
        try:
            loaded = load(path)
        except (Damaged, NoTextFound):
            continue
        assert remark(Remark.END_MISSING) in loaded.warnings


def test_one_broken_page_does_not_lose_the_others(path: Path) -> None:
    data = drawn_bytes(column(["First."]), column(["Second."]), column(["Third."]), pageCompression=0)
    broken = data.replace(b"/Type /Page\n", b"/Type /Pxge\n", 2).replace(b"/Type /Pxge\n", b"/Type /Page\n", 1)
    assert broken != data
    path.write_bytes(broken)
    loaded = load(path)
    assert (body(loaded), pages(loaded)) == (["First.", "Third."], [1, 3])
    assert loaded.warnings == (remark(Remark.PAGES_DAMAGED, "2"),)


def test_a_page_whose_letters_have_no_meaning_counts_as_one_without_text(path: Path) -> None:
    """The font maps its letters to the private use area, as a scrambled one does."""
    data = with_meanings(drawn_bytes(column(["Good."]), column(["abcabc"]), pageCompression=0), "E0")
    path.write_bytes(data)
    with pytest.raises(NoTextFound):
        load(path)
    path.write_bytes(with_meanings(drawn_bytes(column(["abc"]), pageCompression=0), "00"))
    assert body(load(path)) == ["abc"]


def with_meanings(data: bytes, high_byte: str) -> bytes:
    """The file with its font's letters mapped to the codes of one block of Unicode."""
    lines = "\n".join(f"<{code:02X}> <{high_byte}{code:02X}>" for code in range(33, 127))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        f"endcodespacerange\n94 beginbfchar\n{lines}\nendbfchar endcmap end end"
    ).encode()
    stream = b"900 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(cmap), cmap)
    mapped = data.replace(b"/BaseFont /Times-Roman", b"/ToUnicode 900 0 R /BaseFont /Times-Roman")
    # Without its table of places the file is searched for its objects.
    return mapped.replace(b"xref\n", stream + b"xrex\n", 1).replace(b"startxref", b"startxrex")


def test_a_footnote_mark_is_no_digit_of_the_figure_before_it(path: Path) -> None:
    loaded = load(flowing(path, [(0, "Matches lasted 12<super size='7'>3</super> months.")]))
    assert body(loaded) == ["Matches lasted 12³ months."]


def test_ligatures_are_letters(path: Path) -> None:
    data = drawn_bytes(column(["Q rst"]), pageCompression=0)
    path.write_bytes(with_meanings(data, "00").replace(b"<51> <0051>", b"<51> <FB01>"))
    assert body(load(path)) == ["fi rst"]


def test_text_that_is_turned_is_read_line_by_line(path: Path) -> None:
    def page(canvas: Any) -> None:
        canvas.translate(100, 100)
        canvas.rotate(90)
        column(["The first line of a table set sideways ends", "here. And so on."], left=0, top=0)(canvas)

    assert body(load(drawn(path, page))) == ["The first line of a table set sideways ends here. And so on."]


def test_a_title_that_is_no_text_is_none(path: Path) -> None:
    data = drawn_bytes(column(["Some text."]), pageCompression=0)
    path.write_bytes(data.replace(b"/Title (untitled)", b"/Title <FEFFD800>"))
    assert "title" not in load(path).details


def test_eight_times_the_pages_take_about_eight_times_the_time(path: Path) -> None:
    few, many = path.with_name("few.pdf"), path.with_name("many.pdf")
    for file, count in ((few, 3), (many, 24)):
        drawn(file, *[column([f"{n} {SENTENCE}"[:90] for n in range(48)])] * count)
        assert len(set(pages(load(file)))) == count
    rounds = [(processor_seconds(few), processor_seconds(many)) for _ in range(3)]
    # Were each page looked at again for each other, it would be 64 times the time.
    assert min(seconds for _, seconds in rounds) < 24 * min(seconds for seconds, _ in rounds)


def processor_seconds(path: Path) -> float:
    start = process_time()
    load(path)
    return process_time() - start
