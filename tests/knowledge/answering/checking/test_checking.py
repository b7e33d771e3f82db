import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.answering.checking.checking import Checkable, CheckedSentence, check, is_enough, said_once
from knowledge.answering.checking.drafts import LONGEST_QUOTED, LONGEST_SENTENCE, MOST_SENTENCES, Draft, DraftedSentence
from knowledge.answering.quotes import Sentence
from knowledge.answering.trace import Check
from knowledge.retrieval.ranking import Passage
from tests.knowledge.answering.test_quotes import laid_out

BEFORE = 1_000
BLOCKS = (
    ["Anna López trains new mentors.", "They train for at least two hours before they meet a mentee."],
    ["Mentors must never:"],
    ["lend money to a mentee"],
    ["drive a mentee alone"],
    ["See https://example.org/rules for the rules."],
)


class AnySupport:
    """Finds everything as well supported as it is told: the rules are looked at here."""

    threshold = 0.5

    def __init__(self, score: float = 0.9) -> None:
        self._score = score

    def score(self, sentence: str, quote: str) -> float:
        return self._score


def checkable(*blocks: list[str]) -> Checkable:
    """A passage of these blocks, somewhere in its edition."""
    text, sentences = laid_out(*blocks)
    placed = tuple(Sentence(BEFORE + s.start, BEFORE + s.end, s.text, s.passage_id) for s in sentences)
    found = Passage("p", "edition", "guide", 0, BEFORE, BEFORE + len(text), ("Training",), None, text)
    return Checkable(found, "Elements", placed)


TWICE = "Staff call each family twice."
PASSAGES = {"kor": checkable(*BLOCKS), "vel": checkable([TWICE])}


def checked(text: str, quote: str, key: str = "kor", *, support: float = 0.9) -> CheckedSentence:
    draft = Draft(sentences=[DraftedSentence(text=text, key=key, quote=quote)])
    (found,) = check(draft, PASSAGES, support=AnySupport(support))
    return found


def quoted_by(found: CheckedSentence) -> str | None:
    if found.start is None or found.end is None:
        return None
    return PASSAGES[found.passage_key].passage.text[found.start - BEFORE : found.end - BEFORE]


def test_a_sentence_that_its_quote_proves_is_kept_with_the_whole_sentence_that_it_quotes() -> None:
    found = checked("New mentors are trained by Anna López.", "trains new mentors")
    assert (found.failed, found.fact, found.support) == (None, "", 0.9)
    assert quoted_by(found) == "Anna López trains new mentors."


def test_a_quote_that_leans_on_the_sentence_before_is_shown_with_it() -> None:
    found = checked("They train at least 2 hours before meeting a mentee.", "train for at least two hours")
    assert found.failed is None
    assert quoted_by(found) == " ".join(BLOCKS[0])


@pytest.mark.parametrize(
    ("text", "quote", "key", "failed", "fact"),
    [
        ("Staff call.", "Staff call each family", "xyz", Check.KEY, "xyz"),
        ("Staff call each family.", "Staff call each family", "kor", Check.QUOTE, "Staff call each family"),
        ("They train for hours.", "They train for many hours", "kor", Check.QUOTE, "They train for many hours"),
        ("They train.", "", "kor", Check.QUOTE, ""),
        ("They train three hours.", "They train for at least two hours", "kor", Check.NUMBER, "three hours"),
        ("They train two hours.", "They train for at least two hours", "kor", Check.NUMBER, "two hours"),
        ("Mentors are trained by Ben.", "Anna López trains new mentors", "kor", Check.NAME, "Ben"),
        ("Mentors lend money to a mentee.", "lend money to a mentee", "kor", Check.NEGATION, "never"),
        ("The rules are at https://example.com.", "for the rules", "kor", Check.LINK, "https://example.com"),
        ("Staff call <!here> twice.", "Staff call each family", "vel", Check.LINK, "<!here>"),
        ("Staff call **each** family twice.", "Staff call each family", "vel", Check.LINK, "*"),
        ("Yes, staff call each family twice.", "Staff call each family", "vel", Check.SUPPORT, "Yes"),
        ('Staff say "call each mentor" twice.', "Staff call each family", "vel", Check.QUOTE, "call each mentor"),
    ],
)
def test_a_sentence_fails_by_the_first_check_that_it_does_not_stand_up_to(
    text: str, quote: str, key: str, failed: Check, fact: str
) -> None:
    found = checked(text, quote, key)
    assert (found.failed, found.fact, found.support) == (failed, fact, None)


def test_an_item_of_a_list_that_warns_is_checked_and_shown_with_the_warning() -> None:
    found = checked("Mentors must never lend money.", "lend money to a mentee")
    assert found.failed is None
    assert (quoted_by(found) or "").startswith("Mentors must never:")


def test_what_nothing_supports_fails_last_and_its_support_is_told() -> None:
    found = checked("Anna López likes new mentors.", "trains new mentors", support=0.2)
    assert (found.failed, found.support) == (Check.SUPPORT, 0.2)
    assert quoted_by(found) is not None


def test_a_link_that_the_passage_has_is_kept() -> None:
    assert checked("The rules are at https://example.org/rules.", "for the rules").failed is None


def test_what_is_too_long_to_be_read_is_not_looked_at() -> None:
    assert checked("a" * (LONGEST_SENTENCE + 1), "trains new mentors").failed is Check.QUOTE
    assert checked("Anna trains.", "a b " * LONGEST_QUOTED).failed is Check.QUOTE


def test_what_is_told_of_a_draft_keeps_its_order() -> None:
    drafted = [DraftedSentence(text=text, key="vel", quote="Staff call each family") for text in "abc"]
    assert [one.drafted for one in check(Draft(sentences=drafted), PASSAGES, support=AnySupport())] == drafted


def of(*kept: bool) -> list[CheckedSentence]:
    drafted = DraftedSentence(text="", key="", quote="")
    return [CheckedSentence(drafted, None if one else Check.NAME) for one in kept]


def test_what_is_said_again_in_the_same_words_is_shown_once() -> None:
    texts = ["Staff call each family twice.", "staff call  each family twice", "Families: staff call each twice."]
    drafted = [DraftedSentence(text=text, key="vel", quote=TWICE) for text in texts]
    found = check(Draft(sentences=drafted), PASSAGES, support=AnySupport())
    assert [one.drafted.text for one in said_once(found)] == [texts[0], texts[2]]


def test_a_word_that_the_question_writes_in_small_letters_is_no_name() -> None:
    draft = Draft(sentences=[DraftedSentence(text="Befrienders call each family twice.", key="vel", quote=TWICE)])
    (unasked,), (asked,) = (
        check(draft, PASSAGES, support=AnySupport(), question=question)
        for question in ("Who calls?", "How often do befrienders call?")
    )
    assert (unasked.fact, asked.failed) == ("Befrienders", None)


@pytest.mark.parametrize(
    ("kept", "enough"),
    [((), False), ((False,), False), ((True,), True), ((True, False), True), ((True, False, False), False)],
)
def test_half_of_what_was_drafted_is_enough_and_nothing_is_not(kept: tuple[bool, ...], enough: bool) -> None:
    assert is_enough(of(*kept)) is enough


def test_of_a_draft_no_more_sentences_are_read_than_an_answer_has() -> None:
    many = [{"text": str(number), "key": "b", "quote": "c"} for number in range(MOST_SENTENCES + 1)]
    draft = Draft.model_validate_json(json.dumps({"sentences": many}))
    assert [one.text for one in draft.sentences] == [one["text"] for one in many[:MOST_SENTENCES]]


def test_what_is_no_draft_is_none() -> None:
    one = {"text": "a", "key": "b", "quote": "c"}
    for sentences in ("a", None, [one] * MOST_SENTENCES + [1], [{**one, "key": None}]):
        with pytest.raises(ValidationError):
            Draft.model_validate({"sentences": sentences, "note": ""})
    with pytest.raises(ValidationError):
        Draft.model_validate_json(json.dumps({"sentences": [{**one, "note": "d"}]}))


@settings(max_examples=60)
@given(text=st.text(max_size=LONGEST_SENTENCE), quote=st.text(max_size=60))
def test_whatever_a_model_says_nothing_is_kept_without_a_quote_that_stands_there(text: str, quote: str) -> None:
    found = checked(text, quote)
    assert found.failed is not None or (quoted_by(found) or "") in PASSAGES["kor"].passage.text


@settings(max_examples=60)
@given(text=st.text(max_size=LONGEST_SENTENCE))
def test_whatever_is_kept_can_be_seen_and_acts_on_nothing(text: str) -> None:
    found = checked(text, "Staff call each family twice", key="vel")
    if found.failed is None:
        assert all(c.isprintable() or unicodedata.category(c) == "Zs" for c in text)
        assert not {"<", "@", "`", "*"} & set(text)


WHOLE = "They train for at least two hours before they meet a mentee."


@given(
    old_and_new=st.sampled_from(
        [
            ("two", "ten"),
            ("two", "20"),
            ("at least", "at most"),
            ("at least", "more than"),
            ("at least ", ""),
            ("hours", "days"),
            ("hours", "minutes"),
            ("train", "never train"),
            ("train for", "do not train for"),
            ("before", "at example.com before"),
            ("a mentee", "Carla"),
        ]
    )
)
def test_a_copy_with_one_fact_turned_is_never_kept(old_and_new: tuple[str, str]) -> None:
    assert checked(WHOLE, WHOLE).failed is None
    assert checked(WHOLE.replace(*old_and_new), WHOLE).failed is not None
