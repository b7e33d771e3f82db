"""Words that the end of a line broke."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.loaders.pdf.hyphens import joined, words_of
from ingestion.loaders.pdf.lines import Line


def lines(*texts: str) -> list[Line]:
    return [Line(1, text, 72, 400, 700 - 14 * number, 11) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("the pro-", "gramme ends", "the programme ends"),
        ("the pro\u00ad", "gramme ends", "the programme ends"),
        ("a self-", "report", "a self-report"),
        ("a one-to-", "one meeting", "a one-to-one meeting"),
        ("the Jean-", "Paul clinic", "the Jean-Paul clinic"),
        ("in 2026-", "2027", "in 2026-2027"),
        ("against COVID-", "19 and", "against COVID-19 and"),
        ("a pre-", "and a post-test", "a pre- and a post-test"),
        ("he left -", "and came back", "he left - and came back"),
        ("see https://example.org/a-", "long/path", "see https://example.org/a-long/path"),
        ("two", "words", "two words"),
    ],
)
def test_a_break_is_undone_and_a_hyphen_of_the_word_stays(first: str, second: str, expected: str) -> None:
    assert joined([first, second], frozenset()) == expected


def test_how_the_file_writes_a_word_elsewhere_decides() -> None:
    file = lines(
        "A well-run check-in is a checkin of a high", "level, and high-level programmes relate", "to re-entry."
    )
    words = words_of(file)
    assert joined(["every check-", "in"], words) == "every checkin"
    assert joined(["a high-", "level view"], words) == "a high-level view"
    assert joined(["on re-", "entry"], words) == "on re-entry"


def test_two_words_that_the_file_knows_apart_keep_their_hyphen() -> None:
    assert joined(["a mentor-", "mentee pair"], words_of(lines("Mentor and mentee meet."))) == "a mentor-mentee pair"


def test_the_parts_of_broken_words_are_no_evidence() -> None:
    assert words_of(lines("the pro-", "gramme ends")) == {"the", "ends"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_joining_loses_nothing_but_hyphens(texts: list[str]) -> None:
    whole = joined(texts, words_of(lines(*texts)))
    dropped = str.maketrans("", "", "-‐\u00ad ")
    assert whole.translate(dropped) == "".join(texts).translate(dropped)
