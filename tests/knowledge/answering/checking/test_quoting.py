import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.quoting import found_at, text_within, widened
from tests.knowledge.answering.test_quotes import laid_out


def cut(quote: str, text: str) -> str | None:
    span = found_at(quote, text)
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("call twice", "Staff call  \n twice.", "call  \n twice"),
        ("the office - always", "Ask the of\ufb01ce – always.", "the of\ufb01ce – always"),
        ('the "best" mentors', "Of the “best” mentors.", "the “best” mentors"),
        ("the mentor's line", "Use the mentor’s line.", "the mentor’s line"),
        ("training mentors", "On train\u00ading mentors.", "train\u00ading mentors"),
        ('"Staff call twice."', "Staff call twice, they say.", "Staff call twice"),
        ("café con leche", "Un cafe\u0301 con leche.", "cafe\u0301 con leche"),
        ("２ hours", "It takes 2 hours.", "2 hours"),
        ("20 m² of floor", "Each has 20 m² of floor.", "20 m² of floor"),
        ("about 1½ hours", "It takes about 1½ hours.", "about 1½ hours"),
        ("call\ufe0f twice", "Staff call twice.", "call twice"),
    ],
)
def test_a_quote_is_found_however_it_was_typed(quote: str, text: str, found: str) -> None:
    assert cut(quote, text) == found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("able to drive", "Mentors are unable to drive."),
        ("Staff Call twice", "Staff call twice."),
        ("staff call ... twice", "staff call each mentor twice"),
        ("5 hours", "It takes 15 hours."),
        ("twice", "Staff call twice."),
        ("", "Staff call twice."),
        ("...", "Staff call twice..."),
        ("Staff phone twice", "Staff call twice."),
    ],
)
def test_what_the_text_does_not_say_word_for_word_is_no_quote(quote: str, text: str) -> None:
    assert found_at(quote, text) is None


@given(st.text(max_size=200), st.data())
def test_whatever_is_cut_from_a_text_at_its_words_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = text.split()
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    quote = " ".join(words[start:end])
    span = found_at(quote, text)
    if span is not None:
        assert found_at(text[slice(*span)], text) is not None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_quote_and_no_text_is_an_error(quote: str, text: str) -> None:
    span = found_at(quote, text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


def widened_text(part: str, *blocks: list[str]) -> str | None:
    text, sentences = laid_out(*blocks)
    start = text.index(part)
    span = widened((start, start + len(part)), sentences)
    return None if span is None else text_within(span, sentences)


def test_a_part_of_a_sentence_is_quoted_whole() -> None:
    assert widened_text("call", ["Mentors apply.", "Staff call twice.", "Families wait."]) == "Staff call twice."


def test_a_quote_over_two_sentences_is_both() -> None:
    assert (
        widened_text("twice. Families", ["Staff call twice.", "Families wait."]) == "Staff call twice. Families wait."
    )


def test_a_sentence_that_leans_is_quoted_with_what_it_leans_on() -> None:
    assert widened_text("It takes", ["Staff call.", "It takes an hour."]) == "Staff call. It takes an hour."


def test_an_item_is_quoted_with_the_line_that_warns_of_it() -> None:
    assert (
        widened_text("lending", ["Never do this:"], ["lending money"], ["driving"]) == "Never do this:\nlending money"
    )


def test_more_than_a_reader_looks_at_is_no_quote() -> None:
    sentence = f"{'word ' * 60}end."
    assert widened_text(f"{sentence} {sentence} {sentence}", [sentence, sentence, sentence]) is None
