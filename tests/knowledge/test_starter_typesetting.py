"""The typeset guides that ship are what the script makes of their sources, and read well."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pypdfium2  # type: ignore[import-untyped]
import pytest
import yaml

from knowledge.starter_sources.slides import largest_size
from knowledge.starter_sources.source import (
    Heading,
    Items,
    Paragraph,
    Source,
    Table,
    Text,
    UnsupportedSource,
    plain,
    read_source,
)
from knowledge.starter_sources.typeset import FORMATS, MADE_WITH, SOURCES, STARTER, typeset, versions

NAMES = sorted(f"{name}{suffix}" for name, (suffix, _) in FORMATS.items())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    typeset(folder)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_guide_is_what_the_script_makes(made: Path, name: str) -> None:
    committed, new = (STARTER / name).read_bytes(), (made / name).read_bytes()
    assert words_of(name, committed) == words_of(name, new)
    if versions() == json.loads(MADE_WITH.read_text(encoding="utf-8")):
        assert committed == new


@pytest.mark.parametrize("name", NAMES)
def test_the_side_car_is_the_front_matter_of_the_source(name: str) -> None:
    side_car = (STARTER / f"{name}.yaml").read_text(encoding="utf-8")
    source = (SOURCES / Path(name).with_suffix(".md")).read_text(encoding="utf-8")
    assert source.startswith(f"---\n{side_car}---\n")
    details = yaml.safe_load(side_car)
    assert isinstance(details["effective_date"], date)


def test_made_twice_the_files_are_the_same_byte_for_byte(made: Path, tmp_path: Path) -> None:
    for path in typeset(tmp_path):
        assert path.read_bytes() == (made / path.name).read_bytes(), path.name


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_the_source_is_in_the_typeset_guide(made: Path, name: str) -> None:
    typeset_words = " ".join(words_of(name, (made / name).read_bytes()))
    for text in texts_of(source_of(name)):
        assert " ".join(text.split()) in typeset_words


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".pdf")])
def test_the_outline_of_a_pdf_is_the_headings_of_the_source(made: Path, name: str) -> None:
    with pypdfium2.PdfDocument(made / name) as document:
        outline = [(entry.level + 2, entry.get_title()) for entry in document.get_toc()]
        title = document.get_metadata_value("Title")
    source = source_of(name)
    assert outline == [(block.level, block.text) for block in source.blocks if isinstance(block, Heading)]
    assert title == source.title


def test_a_word_document_has_heading_styles_lists_and_a_title(made: Path) -> None:
    document = docx.Document(str(made / "training-mentors.docx"))
    source = source_of("training-mentors.docx")
    styled = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    headings = [(f"Heading {b.level - 1}", b.text) for b in source.blocks if isinstance(b, Heading)]
    assert [pair for pair in styled if str(pair[0]).startswith("Heading")] == headings
    assert styled[0] == ("Title", source.title)
    assert {"List Bullet", "List Number"} <= {name for name, _ in styled}
    assert len(document.tables) == sum(isinstance(block, Table) for block in source.blocks)
    assert document.core_properties.title == source.title


def test_slides_have_one_heading_each_and_their_shapes_stay_inside(made: Path) -> None:
    deck = pptx.Presentation(str(made / "evidence-at-a-glance.pptx"))
    source = source_of("evidence-at-a-glance.pptx")
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title is not None]
    assert titles == [source.title, *(block.text for block in source.blocks if isinstance(block, Heading))]
    for shape in (shape for slide in deck.slides for shape in slide.shapes):
        assert 0 <= shape.left <= shape.left + shape.width <= (deck.slide_width or 0)
        assert 0 <= shape.top <= shape.top + shape.height <= (deck.slide_height or 0)


def test_the_more_a_slide_holds_the_smaller_its_letters() -> None:
    bullet = "A bullet of a usual length, which takes a line and a half in letters of a usual size on a slide."
    sizes = [largest_size((bullet,) * count) for count in range(1, 9)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= 14


def test_a_slide_that_would_need_tiny_letters_is_refused() -> None:
    with pytest.raises(UnsupportedSource):
        largest_size(("word " * 60,) * 12)


@pytest.mark.parametrize(
    "body",
    [
        "No title.\n",
        "# T\n\n```\ncode\n```\n",
        "# T\n\n> quoted\n",
        "# T\n\n**bold**\n",
        "# T\n\n- a\n\n  b\n",
        "# T\n\n#### h\n",
    ],
)
def test_markdown_outside_the_subset_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "guide.md"
    path.write_text(f"---\ntitle: T\n---\n\n{body}", encoding="utf-8")
    with pytest.raises(UnsupportedSource):
        read_source(path)


def source_of(name: str) -> Source:
    return read_source(SOURCES / Path(name).with_suffix(".md"))


def texts_of(source: Source) -> list[str]:
    texts: list[Text] = []
    for block in source.blocks:
        match block:
            case Paragraph():
                texts.append(block.text)
            case Items():
                texts += block.items
            case Table():
                texts += [cell for row in (block.header, *block.rows) for cell in row]
    return [plain(text) for text in texts]


def words_of(name: str, data: bytes) -> list[str]:
    match Path(name).suffix:
        case ".pdf":
            return pdf_words(data)
        case ".docx":
            document = docx.Document(BytesIO(data))
            cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
            return " ".join([p.text for p in document.paragraphs] + [cell.text for cell in cells]).split()
        case ".pptx":
            frames = [s.text_frame for slide in pptx.Presentation(BytesIO(data)).slides for s in slide.shapes]
            return " ".join(frame.text for frame in frames).split()
    raise ValueError(name)


def pdf_words(data: bytes) -> list[str]:
    words: list[str] = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, start=1):
            *text, page_number = page.get_textpage().get_text_range().split()
            assert page_number == str(number)
            words += text
    return words
