import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from knowledge.guides.models import PassageRow
from knowledge.guides.queries import edition_text
from learning.errors import GuideUnknown, QuoteNotFound
from learning.items.proving import find, spans
from learning.items.values import Proof, Quote
from tests.learning.items.bank import GUIDE, TEXTS, Bank

WORDS = st.lists(st.text("ab.*(+é", min_size=1, max_size=4), min_size=1, max_size=5)
SPACES = st.lists(st.text(" \n\t\u00a0", min_size=1, max_size=3), min_size=6, max_size=6)


def proof_of(bank: Bank, quote: Quote) -> Proof:
    with bank.database.reading() as session:
        return find(session, bank.workspace, quote, key="match-length")


@given(WORDS, SPACES, SPACES)
def test_words_are_found_however_they_are_spaced(words: list[str], there: list[str], quoted: list[str]) -> None:
    stored = "".join(word + space for word, space in zip(words, there, strict=False)).strip()
    quote = "".join(word + space for word, space in zip(words, quoted, strict=False))
    text = f"Before. {stored} After."
    start, end = next(spans(text, quote))
    assert text[start:end].split() == words


def test_no_words_are_found_nowhere() -> None:
    assert list(spans("Call the mentor.", " \n")) == []


def test_a_quote_is_proved_by_the_words_as_they_stand_and_the_passage_in_which_they_begin(bank: Bank) -> None:
    edition = bank.guide("long.md", "Call\u00a0the  mentor.", "Call the mentor again, after a month.")
    one, other = (proof_of(bank, Quote("long.md", text)) for text in ("Call the mentor.", "the mentor\nagain,"))
    with bank.database.reading() as session:
        text = edition_text(session, edition)
        query = select(PassageRow.id).where(PassageRow.edition_id == edition).order_by(PassageRow.ordinal)
        passages = list(session.scalars(query))
    assert [proof.passage_id for proof in (one, other)] == passages
    assert [text[proof.start : proof.end] for proof in (one, other)] == [one.quote, other.quote]
    assert one.quote.split() == ["Call", "the", "mentor."]
    assert {one.edition_id, other.edition_id} == {edition}


def test_words_that_stand_nowhere_or_only_in_a_heading_or_in_another_case_prove_nothing(bank: Bank) -> None:
    for text in ("A match must last two years.", "Part 0", "CALL THE MENTOR"):
        with pytest.raises(QuoteNotFound) as error:
            proof_of(bank, Quote(GUIDE, text))
        assert (error.value.key, error.value.guide, error.value.quote) == ("match-length", GUIDE, text)
        assert not error.value.goes_on


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("They called the mentors.", "called the mentor"),
        ("They recalled the mentor.", "called the mentor"),
        ("It takes 1.5 hours a month.", "5 hours a month"),
        ("It is done within 2.5 hours.", "done within 2"),
        ("It is done within 2,500 hours.", "done within 2"),
    ],
)
def test_a_quote_is_made_of_whole_words_and_numbers(text: str, quote: str) -> None:
    assert list(spans(text, quote)) == []
    assert len(list(spans(f"{text} {quote}", quote))) == 1
    assert len(list(spans(f"“{quote}”, it says.", quote))) == 1


def test_a_quote_that_goes_on_in_the_next_passage_proves_nothing_and_is_told_so(bank: Bank) -> None:
    edition = bank.guide("long.md", "Call the mentor again.", "Then tell staff of it.")
    with bank.database.reading() as session:
        text = edition_text(session, edition)
    whole = text[text.index("Call") :]
    with pytest.raises(QuoteNotFound) as error:
        proof_of(bank, Quote("long.md", whole))
    assert error.value.goes_on
    for part in ("Call the mentor again.", "Then tell staff of it."):
        assert proof_of(bank, Quote("long.md", part)).quote == part


def test_of_several_places_the_one_that_a_passage_holds_proves(bank: Bank) -> None:
    bank.guide("long.md", "First say so: Call the", "mentor. Then again: call the mentor. Then stop.")
    proof = proof_of(bank, Quote("long.md", "call the mentor."))
    assert proof.quote == "call the mentor."


def test_only_the_edition_that_readers_see_proves_anything(bank: Bank) -> None:
    bank.guide(GUIDE, TEXTS[1])
    assert proof_of(bank, Quote(GUIDE, TEXTS[1])).quote == TEXTS[1]
    with pytest.raises(QuoteNotFound):
        proof_of(bank, Quote(GUIDE, TEXTS[0]))
    with pytest.raises(GuideUnknown):
        proof_of(bank, Quote("other.md", TEXTS[0]))
