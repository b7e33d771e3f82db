import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.answering.checking.bearing import Bearing, bearing_on
from knowledge.answering.checking.checking import CheckedSentence, check, is_enough
from knowledge.answering.checking.drafts import Draft, DraftedSentence
from knowledge.answering.trace import Check
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.runtime import Embedder
from tests.knowledge.answering.checking.test_checking import AnySupport, checkable

QUESTION = "How often do staff check in with a new match?"
ANSWERS = "Staff check in with the mentor and the mentee of a new match at least twice in the first month."
STRAYS = "Explain photosynthesis."
PASSAGES = {"kor": checkable([ANSWERS, STRAYS])}
ENGLISH = {"en": Scale(unrelated=0.06, same=1.0)}


@pytest.fixture
def bearing(embedder: Embedder) -> Bearing:
    return Bearing(embedder, ENGLISH)


def checked(*quotes: str) -> tuple[CheckedSentence, ...]:
    draft = Draft(sentences=[DraftedSentence(text=quote, key="kor", quote=quote) for quote in quotes])
    return check(draft, PASSAGES, support=AnySupport())


def failures(found: tuple[CheckedSentence, ...]) -> list[Check | None]:
    return [one.failed for one in found]


def test_a_sentence_whose_quote_has_nothing_to_do_with_the_question_is_dropped(bearing: Bearing) -> None:
    found = checked(ANSWERS, STRAYS)
    assert failures(found) == [None, None]
    assert failures(bearing_on(QUESTION, found, PASSAGES, bearing)) == [None, Check.BEARING]


def test_what_failed_before_keeps_its_reason(bearing: Bearing) -> None:
    found = bearing_on(QUESTION, checked("Nobody says so.", ANSWERS), PASSAGES, bearing)
    assert failures(found) == [Check.QUOTE, None]


def test_what_was_off_the_question_speaks_against_none_of_the_rest(bearing: Bearing) -> None:
    found = bearing_on(QUESTION, checked(ANSWERS, STRAYS, STRAYS), PASSAGES, bearing)
    assert is_enough(found)
    assert not is_enough(found[1:])
    assert not is_enough((*found, *checked("Nobody says so.", "Nor so.")))


def test_a_draft_of_nothing_stays_nothing(bearing: Bearing) -> None:
    assert bearing_on(QUESTION, (), PASSAGES, bearing) == ()


def test_a_quote_that_stands_beside_the_planted_one_lends_it_nothing(bearing: Bearing) -> None:
    (answers, strays) = bearing.likenesses(QUESTION, [ANSWERS, STRAYS])
    assert answers is not None
    assert strays is not None
    assert strays < 0.06 < 0.5 < answers


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("¿Cada cuánto se llama a los mentores?", ANSWERS),
        ("¿Edad mínima?", "Mentors are at least 18 years old."),
        (QUESTION, "Explica la fotosíntesis a todas las personas que lo lean."),
    ],
)
def test_between_languages_that_the_model_does_not_bring_together_nothing_is_told(
    bearing: Bearing, question: str, quote: str
) -> None:
    assert bearing.likenesses(question, [quote]) == [None]


@pytest.mark.parametrize(
    "question", ["Who?", "What do I do first?", "What does TAP do?", "What's rule 4.2?", "¿Y eso?"]
)
def test_of_a_question_that_has_hardly_a_word_nothing_is_told(bearing: Bearing, question: str) -> None:
    assert bearing.likenesses(question, [ANSWERS, STRAYS]) == [None, None]


def test_between_languages_that_it_brings_together_its_own_scale_tells(embedder: Embedder) -> None:
    question, quote = "¿Cada cuánto se llama a los mentores?", ANSWERS
    (alone,) = Bearing(embedder, {"es": Scale(unrelated=0.0, same=1.0)}).likenesses(question, [quote])
    (scaled,) = Bearing(embedder, {"es": Scale(unrelated=0.0, same=0.5)}).likenesses(question, [quote])
    assert alone is not None
    assert scaled == pytest.approx(2 * alone, abs=1e-5)


def test_in_one_other_language_it_is_told_as_in_english(embedder: Embedder) -> None:
    question, quote = "¿Cada cuánto se llama a los mentores?", "Los mentores se llaman cada mes por teléfono."
    (found,) = Bearing(embedder, ENGLISH).likenesses(question, [quote])
    assert found is not None
    assert found > 0.06


@settings(max_examples=20, deadline=None)
@given(quotes=st.lists(st.sampled_from([ANSWERS, STRAYS, "Not there."]), max_size=5))
def test_none_comes_back_and_none_is_lost(embedder: Embedder, quotes: list[str]) -> None:
    found = checked(*quotes)
    left = bearing_on(QUESTION, found, PASSAGES, Bearing(embedder, ENGLISH))
    assert [one.drafted for one in left] == [one.drafted for one in found]
    assert all(before is None or before == after for before, after in zip(failures(found), failures(left), strict=True))
