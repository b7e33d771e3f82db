from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.learning.certification_card import Card, Held, cards_message
from bot.blocks.learning.figures import figure
from bot.blocks.learning.practice import Exercise, Feedback, feedback_message
from bot.blocks.learning.proofs import Proven
from bot.blocks.learning.result import Outcome, missed_message, result_message, verdict_message
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, Texts, texts_for
from knowledge.evidence.schemes import shipped_schemes
from learning.attempts.values import Result, Score
from learning.certifications.definition import Competency, Definition, Draw, Passing, Requirement, RequirementKind
from learning.errors import ExamPassed, LearningError, RenewalTooSoon, TooManyAttempts, TooSoon
from learning.requirements.states import RequirementStanding
from learning.requirements.values import RequirementState
from learning.results.values import Missed
from learning.standing.values import Standing
from tests.bot.blocks.answers import citations, long
from tests.bot.blocks.learning.ways import ATTEMPT, Both, both, texts
from tests.journeys.workplace import shown
from tests.learning.attempts.hall import NOW

ENGLISH, TODAY = texts_for("en"), date(2026, 11, 25)
LANGUAGE = st.sampled_from(list(LANGUAGES))
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
proofs = st.builds(Proven, st.just(f"exam:{ATTEMPT}:20"), st.lists(citations(), max_size=10).map(tuple), st.booleans())


def definition(title: str = "Mentor essentials", summary: str = "Knows it all.", parts: int = 2) -> Definition:
    keys = [f"part-{number}" for number in range(parts)]
    return Definition(
        "mentor", title, summary,
        tuple(Competency(key, title) for key in keys), tuple(Draw(key, 2) for key in keys),
        Passing(75.0, {key: 50.0 for key in keys}), attempts=3, minutes=30.0,
    )  # fmt: skip


def outcome(points: tuple[float, float], *, passed: bool, why_not: LearningError | None = None) -> Outcome:
    by_part = {"part-0": (points[0], 2.0), "part-1": (points[1], 2.0)}
    score = Score((), sum(points), 4.0, by_part)
    return Outcome(ATTEMPT, ATTEMPT, definition(), Result(ATTEMPT, 1, score, passed, NOW), 2, None, why_not)


def said(points: tuple[float, float], *, passed: bool, why_not: LearningError | None = None) -> str:
    return shown({"blocks": result_message(outcome(points, passed=passed, why_not=why_not), ENGLISH).blocks})


def test_a_result_says_in_words_what_was_reached_of_what_was_needed() -> None:
    told = said((2.0, 0.5), passed=False)
    assert "Not passed: Mentor essentials" in told
    assert "2.5 of 4 points (62.5 %)" in told
    assert "In all, 75 % are needed: not reached." in told
    assert "Mentor essentials: 0.5 of 2; 50 % are needed: not reached" in told
    assert "Mentor essentials: 2 of 2; 50 % are needed: reached" in told


def test_who_did_not_pass_is_told_when_she_can_try_again() -> None:
    assert "You can try again whenever you like." in said((0.0, 0.0), passed=False)
    later = TooSoon(NOW + timedelta(days=1))
    assert "You can try again from <!date^" in said((0.0, 0.0), passed=False, why_not=later)
    assert "All attempts" in said((0.0, 0.0), passed=False, why_not=TooManyAttempts(3))
    assert "try again" not in said((2.0, 2.0), passed=True)


def test_a_moment_is_named_as_the_language_names_it() -> None:
    spanish = texts_for("es")
    later = outcome((0.0, 0.0), passed=False, why_not=TooSoon(NOW))
    told = shown({"blocks": result_message(later, spanish).blocks})
    day = spanish.day(NOW.date())
    assert f"^{{date_short_pretty}} a las {{time}}|el {day} a las {NOW:%H:%M} UTC>." in told
    assert "0 de 4 puntos (0 %)" in told
    assert "(0 %)." not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_was_left_empty_is_not_said_to_be_wrong(language: str) -> None:
    texts_ = LANGUAGES[language]
    wrong = Missed(3, "How often?", None, "Daily", "Weekly", "It says so.", 0.0, ())

    def headed(missed: Missed) -> str:
        return missed_message(missed, Proven("p", (), False), texts_, TODAY, shipped_schemes()).text

    assert headed(wrong) == texts_.exam.result.missed.format(number=3)
    assert headed(replace(wrong, given=None)) == texts_.exam.result.not_answered.format(number=3)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("parts", "title"), [(100, "T" * 150), (100, "&" * 200), (40, "T" * 200), (3, "T")])
def test_a_result_is_told_however_many_parts_it_has(language: str, parts: int, title: str) -> None:
    score = Score((), 1.0, parts, {f"part-{number}": (0.0, 1.0) for number in range(parts)})
    whole = Outcome(
        ATTEMPT, ATTEMPT, definition(title, parts=parts), Result(ATTEMPT, 1, score, False, NOW), 3, NOW, TooSoon(NOW)
    )
    for message in (result_message(whole, LANGUAGES[language]), verdict_message(whole, LANGUAGES[language])):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    left_out = LANGUAGES[language].exam.result.more_parts.of(1).split("1")[0]
    assert (left_out in shown({"blocks": result_message(whole, LANGUAGES[language]).blocks})) is (parts == 100)


def test_who_has_passed_reads_what_is_still_to_be_done_and_can_hand_it_in() -> None:
    whole = replace(outcome((2.0, 2.0), passed=True), undone=("A visit",))
    assert "Still to be done before you get the certificate: A visit." in shown(
        {"blocks": result_message(whole, ENGLISH).blocks}
    )
    assert "requirement_submit" in str(verdict_message(whole, ENGLISH).blocks)
    assert "requirement_submit" not in str(result_message(replace(whole, undone=()), ENGLISH).blocks)


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_who_begins_reads_before_that_an_attempt_is_used_up_and_how_long_to_wait_after_a_failed_one(
    texts: Texts,
) -> None:
    asked = replace(CARD, definition=replace(definition(), minutes=120, waiting_days=14), factor=1.5)

    def sure(card: Card) -> str:
        blocks = cards_message([card], texts).blocks
        return str(
            next(one["confirm"]["text"]["text"] for b in blocks for one in b.get("elements", ()) if "confirm" in one)
        )

    wait = texts.exam.wait_after.of(14)
    assert sure(asked).startswith(f"{texts.exam.uses_try.of(3)} {wait} ")
    assert sure(asked).endswith(texts.exam.begin_sure_timed[-20:])
    assert texts.exam.tries_wait.of(14) in str(cards_message([asked], texts).blocks)
    # After the last one there is nothing to wait for, and where any number is allowed none is used up.
    assert sure(replace(asked, left=1)).startswith(texts.exam.uses_try.of(1))
    assert wait not in sure(replace(asked, left=1))
    assert sure(replace(asked, left=None)).startswith(wait)
    assert texts.exam.uses_try.of(3) not in sure(replace(asked, left=None))


def actions(card: Card) -> list[str]:
    blocks = cards_message([card], ENGLISH).blocks
    return [one["action_id"] for block in blocks for one in block.get("elements", ()) if "action_id" in one]


def told(card: Card) -> str:
    return shown({"blocks": cards_message([card], ENGLISH).blocks})


CARD = Card(ATTEMPT, definition(), 1.0, 3, None, None, (), None)


def test_who_can_begin_is_told_how_many_attempts_are_left() -> None:
    assert "3 attempts left" in told(CARD)
    assert actions(CARD) == ["practice_start", "exam_start"]
    again = replace(CARD, left=1, why_not=TooSoon(NOW))
    assert "1 attempt left" in told(again)
    assert "You can try again from" in told(again)


def test_who_has_passed_is_told_what_is_missing_and_finds_the_way_to_the_certificate() -> None:
    lacking = replace(CARD, why_not=ExamPassed(), undone=("A visit", "The training"))
    assert "You have passed the exam. Still to be done before you get the certificate: A visit, The training." in told(
        lacking
    )
    ready = replace(CARD, undone=())
    assert "choose the name" in told(ready)
    for card in (lacking, ready):
        assert "attempt" not in told(card)
        assert actions(card) == ["certificate_open", "practice_start"]


def test_who_holds_a_certificate_is_told_since_when_until_when_and_from_when_it_can_be_renewed() -> None:
    held = Held(date(2026, 5, 3), date(2028, 5, 3), Standing.CURRENT)
    card = replace(CARD, held=held, why_not=RenewalTooSoon(NOW))
    assert "You have held this certificate since 3 May 2026. It is valid until 3 May 2028." in told(card)
    assert f"It can be renewed from {ENGLISH.day(NOW.date())} on." in told(card)
    assert "attempt" not in told(card)
    assert "try again" not in told(card)
    assert actions(card) == ["practice_start", "certificate_open"]
    due = replace(card, held=replace(held, standing=Standing.EXPIRING), why_not=None)
    assert "It is to be renewed now." in told(due)
    assert actions(due) == ["practice_start", "exam_start", "certificate_open"]
    for_good = replace(card, held=replace(held, until=None), why_not=ExamPassed())
    assert "since 3 May 2026. It does not expire." in told(for_good)


def test_until_when_there_is_time_for_a_requirement_is_said_while_it_is_open() -> None:
    visit = Requirement("visit", RequirementKind.OBSERVED, "A visit")
    open_ = RequirementStanding(visit, RequirementState.OPEN, (), date(2026, 12, 24))
    assert "A visit: still to do (due on 24 December 2026)" in told(replace(CARD, requirements=(open_,)))
    done = replace(open_, state=RequirementState.MET)
    assert "December" not in told(replace(CARD, requirements=(done,)))


def test_what_is_just_not_enough_is_not_rounded_up_to_enough() -> None:
    assert figure(74.9999, ENGLISH) == "74.9"
    assert figure(2 / 3 * 3, ENGLISH) == "2"
    assert figure(62.5, texts_for("es")) == "62,5"


@SLOW
@given(texts(300), proofs, LANGUAGE, st.builds(Missed, st.integers(1, 200), long, st.none() | long, st.none() | long,
       long, long, st.sampled_from([0.0, 0.5]), st.just(())))  # fmt: skip
def test_slack_takes_every_result(title: str, proven: Proven, language: str, missed: Missed) -> None:
    texts_, schemes = LANGUAGES[language], shipped_schemes()
    one = missed_message(missed, proven, texts_, TODAY, schemes)
    assert message_problems({"text": one.text, "blocks": list(one.blocks)}) == []
    score = Score((), 1.0, 4.0, {f"part-{number}": (1.0, 2.0) for number in range(20)})
    whole = Outcome(ATTEMPT, ATTEMPT, definition(title, parts=20), Result(ATTEMPT, 1, score, True, NOW), 3, NOW, None)
    all_of_it = result_message(whole, texts_)
    assert message_problems({"text": all_of_it.text, "blocks": list(all_of_it.blocks)}) == []


@SLOW
@given(texts(300), both(), proofs, LANGUAGE, long, long, st.sampled_from([0.0, 0.4, 1.0]))
def test_slack_takes_every_feedback(
    title: str, pair: Both, proven: Proven, language: str, given_: str, rationale: str, credit: float
) -> None:
    exercise = Exercise(ATTEMPT, title, None, "What?", pair[0])
    feedback = Feedback(given_, given_, rationale, credit, ATTEMPT)
    message = feedback_message(exercise, feedback, proven, LANGUAGES[language], TODAY, shipped_schemes())
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


@SLOW
@given(texts(300), long, LANGUAGE, st.integers(0, 12),
       st.sampled_from([None, TooSoon(NOW), TooManyAttempts(2), ExamPassed(), RenewalTooSoon(NOW)]),
       st.booleans(), st.booleans(), st.booleans())  # fmt: skip
def test_slack_takes_every_card(
    title: str,
    summary: str,
    language: str,
    count: int,
    why_not: LearningError | None,
    is_open: bool,
    holds: bool,
    lacks: bool,
) -> None:
    requirement = Requirement("seen", RequirementKind.OBSERVED, title)
    card = Card(
        certification_id=ATTEMPT,
        definition=definition(title, summary, parts=6),
        factor=1.5,
        left=1,
        why_not=why_not,
        open_attempt=(ATTEMPT, 1, 20) if is_open else None,
        requirements=(RequirementStanding(requirement, RequirementState.REPEAT, (), None),) * 3,
        held=Held(TODAY, TODAY, Standing.OUTDATED) if holds else None,
        undone=(title,) * 5 if lacks else None,
    )
    message = cards_message([card] * count, LANGUAGES[language])
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
