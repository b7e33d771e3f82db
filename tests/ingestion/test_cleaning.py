import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.cleaning import clean, one_line, prose, verbatim

# Any character at all, lone surrogates included, and plenty of those that make trouble.
WILD = st.text(
    st.one_of(
        st.characters(codec=None, categories=None),
        st.sampled_from("\x00\r\n\t\x0b\x0c\x85\u2028\u2029\ufeff\u200b\u202e\ud83d\ude00\udc00e\u0301\u00a0 "),
    )
)


@given(WILD)
@example("\ud83d\ude00")
@example("\ud83d\x00\ude00")
@example("\r\u200b\n")
@example("\ufffe\ufeffx")
def test_clean_text_can_be_stored_and_stays_as_it_is_when_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    assert not set(cleaned) & set("\x00\r\x0b\x0c\x85\u2028\u2029\ufeff\u200b\u202e")
    assert cleaned.encode().decode() == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned


@given(WILD)
def test_a_paragraph_has_no_blank_line_and_a_title_is_one_line(text: str) -> None:
    assert all(line == line.strip() and line for line in prose(text).split("\n") if prose(text))
    assert "\n" not in one_line(text)
    assert all(line.strip() for line in verbatim(text).split("\n") if verbatim(text))


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"Call monthly.{end}Write it down.") == "Call monthly.\nWrite it down."


def test_a_surrogate_that_stands_alone_is_marked_and_a_pair_becomes_its_character() -> None:
    assert clean("a\ud800b\udfffc") == "a\ufffdb\ufffdc"
    assert clean("\ud83d\ude00") == "😀"


def test_letters_that_were_split_from_their_accents_are_joined() -> None:
    assert clean("cafe\u0301") == "café"


def test_soft_hyphens_and_direction_marks_go_and_the_joiners_of_persian_and_hindi_stay() -> None:
    assert clean("men\u00adtor\u200b\u202e\u2066") == "mentor"
    assert clean("می\u200cخواهم क्\u200dष") == "می\u200cخواهم क्\u200dष"


def test_runs_of_spaces_of_any_width_become_one() -> None:
    assert prose(" Call\u00a0\u2003 monthly. \n\n \t\n Write it\u3000down. ") == "Call monthly.\nWrite it down."
    assert one_line("First\n\n calls ") == "First calls"


def test_code_keeps_its_indentation() -> None:
    assert verbatim("if late:\r\n\tcall()  \n\n    write()") == "if late:\n    call()\n    write()"
