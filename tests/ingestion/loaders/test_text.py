from pathlib import Path
from textwrap import wrap

from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block
from ingestion.loaders.text import load, paragraphs


def texts(text: str) -> list[str]:
    return [block.text for block in paragraphs(text)]


def test_empty_lines_part_paragraphs() -> None:
    assert texts("One.\n\n  \nTwo.\r\n\r\nThree.") == ["One.", "Two.", "Three."]


def test_lines_broken_by_the_width_of_the_page_are_joined() -> None:
    wrapped = "A good ending tells the young person that the time\ntogether was real and that nobody is rejected."
    assert texts(wrapped) == [wrapped.replace("\n", " ")]


def test_short_lines_stay_lines() -> None:
    assert texts("12 High Street\nBristol\n  BS1 1AA") == ["12 High Street\nBristol\nBS1 1AA"]


def test_lines_that_end_early_beside_long_ones_stay_lines() -> None:
    office = "Office\nJane Doe\n12 High Street\nWrite to her two weeks before the first meeting of a match,\nand call."
    assert texts(office) == [office.replace("match,\nand", "match, and")]
    assert texts("A line as long as the page is wide, to its very end.\nDone.\nNext.") == [
        "A line as long as the page is wide, to its very end. Done.\nNext."
    ]


@given(
    # No dot: "a. " at the beginning of a line is an item of a list.
    st.lists(st.text("abcdeABC", min_size=1, max_size=12), min_size=20, max_size=60),
    # So wide that no line of it is as short as verse, whatever word did not fit in any more.
    st.integers(58, 90),
)
def test_no_line_that_was_filled_to_the_width_of_the_page_is_taken_for_one_that_ends_early(
    words: list[str], width: int
) -> None:
    paragraph = "x " + " ".join(words)
    assert texts("\n".join(wrap(paragraph, width))) == [paragraph]


def test_items_are_blocks_of_their_own_with_their_markers() -> None:
    assert texts("Bring:\n- a pen\n  and paper\n* a plan\n2) time\n(b) tea") == [
        "Bring:",
        "- a pen\nand paper",
        "* a plan",
        "2) time",
        "(b) tea",
    ]


def test_a_line_that_begins_with_an_initial_is_no_item() -> None:
    text = "The figures in this part come from the study by\nJ. Smith, who followed matches for a year."
    assert texts(text) == [text.replace("\n", " ")]


def test_an_underlined_line_is_a_heading() -> None:
    assert list(paragraphs("Guide\n=====\n\nPart\n----\nOne.")) == [Block("Guide", 1), Block("Part", 2), Block("One.")]


def test_a_rule_under_a_long_line_makes_no_heading() -> None:
    assert [block.heading_level for block in paragraphs("word " * 60 + "\n---\n\nOne.")] == [None, None]


def test_ornaments_are_no_text() -> None:
    assert texts("One.\n\n* * *\n\n-----\n\nTwo.") == ["One.", "Two."]


def test_a_file_of_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "guide.txt"
    path.write_bytes("Grüße.\n\nZwei.".encode("utf-16"))
    assert load(path).blocks == (Block("Grüße."), Block("Zwei."))


def test_five_megabytes_on_one_line_are_one_block() -> None:
    assert len(texts("word " * 1_000_000)) == 1


@given(st.text(st.sampled_from("ab1 .-*)(=~\n\t\r\u2028"), max_size=100) | st.text(max_size=100))
def test_every_word_is_kept_in_order_and_no_block_has_an_empty_line(text: str) -> None:
    found = list(paragraphs(text))
    for block in found:
        assert all(line.strip() for line in block.text.split("\n"))
    kept = [c for block in found for c in block.text if c.isalnum() and c.isascii()]
    assert kept == [c for c in text if c.isalnum() and c.isascii()]
