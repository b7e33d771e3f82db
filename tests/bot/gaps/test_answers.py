"""What becomes of a form that a person sent, and the file of a guide that is drafted from it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.blocks.gaps.card import Standing
from bot.blocks.gaps.form import WHERE_ASKED, Answered, Use, mistakes
from bot.gaps.answers import PersonsAnswer, answerable, drafted_file, persons_answer
from bot.gaps.cards import card_of
from bot.gaps.forms import is_answered
from bot.texts.english import ENGLISH
from knowledge.gaps.values import Asked, Gap, GapQuestion, GapState, GapSummary, GivenByPerson, Topic, Why
from knowledge.guides.drafts import EVERYBODY

THEN, NOW = datetime(2026, 11, 25, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)
FIRST = GapQuestion(
    "q1", "C0MENTORS", "1.0", "1.0", "U0DEV", "What now?", THEN, Why.UNANSWERED,
    unseen=False, is_settled=False, told_at=None,
)  # fmt: skip
SECOND = replace(FIRST, id="q2", channel="D0BEN", asker="U0BEN", text="And then?", asked_at=NOW)
SUMMARY = GapSummary("g", "What now?", None, GapState.ASKED, THEN, 2, 2, 2, THEN, NOW)
ASKED = Asked("U0AMARA", "U0DEV", THEN, None)
GAP = Gap(SUMMARY, (FIRST, SECOND), (ASKED,), ())
SENT = Answered("g", ("q1", "q2"), "Go on.", (Use.SEND,), EVERYBODY, "Next?", "Next", None, None)
NOBODY = Topic((), ())


def made(sent: Answered, questions: tuple[GapQuestion, ...], form: str = "V") -> PersonsAnswer | None:
    return persons_answer(sent, questions, person="U0AMARA", form=form, now=NOW)


def standing(gap: Gap, question: str) -> Standing | None:
    card = card_of(gap, NOBODY, question, "U0AMARA")
    return card.standing if card is not None else None


def test_the_same_form_is_the_same_answer_and_another_is_another() -> None:
    first, again, other = (made(SENT, GAP.questions, name) for name in "VVW")
    assert first == again
    assert first is not None
    assert other is not None
    assert len({first.id, first.standard_id, first.draft_id, other.id, other.standard_id, other.draft_id}) == 6


def test_it_is_never_called_by_what_somebody_asked_unless_its_author_says_so() -> None:
    untold = made(replace(SENT, called=""), GAP.questions)
    assert untold is not None
    assert untold.called == ""


def test_where_it_was_asked_are_the_channels_and_no_conversation_of_one_person() -> None:
    sent = replace(SENT, audience=WHERE_ASKED)
    answer = made(sent, GAP.questions)
    assert answer is not None
    assert answer.audience == "channels:C0MENTORS"


def test_what_is_only_for_where_it_was_asked_is_for_nobody_where_that_was_no_channel() -> None:
    sent = replace(SENT, audience=WHERE_ASKED)
    assert [made(sent, questions) for questions in ((), (SECOND,))] == [None, None]


def test_what_waits_and_may_be_read_is_offered_the_chosen_first() -> None:
    hidden, settled = replace(FIRST, id="q3", is_shown=False), replace(FIRST, id="q4", is_settled=True)
    found = replace(GAP, questions=(hidden, FIRST, settled, SECOND))
    offered = [[one.id for one in answerable(found, chosen)] for chosen in ("q2", "q3", None)]
    assert offered == [["q2", "q1"], ["q1", "q2"], ["q1", "q2"]]
    assert answerable(replace(GAP, questions=(hidden, settled)), "q3") == ()


def test_it_is_answered_meanwhile_if_somebody_answered_one_of_these_questions_since_the_form_was_opened() -> None:
    one, two = (
        GivenByPerson("a", "U0BEN", "Go.", THEN, None, ("q1",)),
        GivenByPerson("b", "U0BEN", "On.", NOW, None, ("q2",)),
    )
    found = replace(GAP, answers=(one, two))
    looked = {
        (question, seen): is_answered(found, [question], seen) for question in ("q1", "q2") for seen in (None, "a", "b")
    }
    assert [key for key, is_so in looked.items() if is_so] == [("q1", None), ("q2", None), ("q2", "a")]


def test_a_draft_is_a_guide_with_a_title_and_the_question_above_the_answer() -> None:
    said = b"# Next steps\n\n## What now?\n\nGo on.\n"
    assert drafted_file("Next\n steps", "What\n now?", " Go on. ") == ("next-steps.md", said)
    assert drafted_file("../..", "Now?", "Go on.")[0] == "answer.md"


@pytest.mark.parametrize("question", ["", "What now"])
def test_a_draft_has_no_heading_where_the_question_is_left_out_or_is_the_title(question: str) -> None:
    assert drafted_file("What now?", question, "Go on.")[1] == b"# What now?\n\nGo on.\n"


def test_what_a_guide_needs_is_asked_for_only_where_there_is_to_be_one() -> None:
    bare = replace(SENT, called="", title=" ", review=NOW.date())
    wrong = {use: mistakes(replace(bare, uses=(use,)), ENGLISH, today=NOW.date()) for use in Use}
    assert wrong == {
        Use.SEND: {},
        Use.STANDARD: {"called": ENGLISH.asking.not_called},
        Use.DRAFT: {"title": ENGLISH.asking.no_title, "review": ENGLISH.uploads.date_over},
    }


def test_an_answer_counts_for_what_it_answers_and_not_for_what_else_is_in_the_gap() -> None:
    answered = replace(GAP, answers=(GivenByPerson("a", "U0BEN", "Go on.", NOW, None, ("q1",)),))
    assert (standing(answered, "q1"), standing(answered, "q2")) == (Standing.ANSWERED, Standing.WAITING)


def test_a_card_of_a_question_that_left_its_gap_is_none() -> None:
    assert standing(GAP, "q3") is None


def test_who_handed_it_on_sees_who_was_asked_then() -> None:
    mine, other = replace(ASKED, declined_at=NOW), Asked("U0CARMEN", "U0DEV", NOW, None)
    card = card_of(replace(GAP, asked=(mine, other)), NOBODY, "q1", "U0AMARA")
    assert card is not None
    assert (card.standing, card.next) == (Standing.PASSED_ON, ("U0CARMEN",))


def test_who_handed_it_on_too_is_not_said_to_have_been_asked_but_whoever_has_it_still() -> None:
    mine, gone = replace(ASKED, declined_at=NOW), Asked("U0CARMEN", "U0DEV", NOW, NOW)
    first, then = Asked("U0BEN", "U0DEV", THEN, None), Asked("U0DEV", "U0DEV", NOW, None)
    cards = [
        card_of(replace(GAP, asked=asked), NOBODY, "q1", "U0AMARA")
        for asked in ((mine, gone), (mine, gone, first), (mine, gone, then))
    ]
    told = [(card.next, card.others_asked) for card in cards if card is not None]
    assert told == [((), ()), ((), ("U0BEN",)), (("U0DEV",), ("U0DEV",))]
