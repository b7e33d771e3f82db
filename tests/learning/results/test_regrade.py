from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from learning.attempts.scoring import passed, score_of
from learning.attempts.values import Result, Slot
from learning.certifications.definition import Passing
from learning.items.responses import Chosen
from learning.results.decisions import Decision
from learning.results.regrade import Decided, Graded, differs, plan, replayed
from learning.results.values import Policy
from tests.learning.analysis.exams import single_choice

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
WRONG = single_choice("wrong")
PASSING = Passing(60.0)


def graded(person: str, keys: str, *, was_passed: bool | None = None) -> Graded:
    """An attempt at three items, ``WRONG`` the first of them, whose key is ``a``; a space is no answer."""
    slots = tuple(
        Slot(at, WRONG.id if at == 1 else f"other {at}", "care", (), Chosen(frozenset(key)) if key != " " else None)
        for at, key in enumerate(keys, 1)
    )
    score = score_of([float(key == "a") for key in keys], ["care"] * len(keys))
    result = Result(f"attempt of {person}", 1, score, passed(score, PASSING) if was_passed is None else was_passed, NOW)
    return Graded(person, slots, result, result, PASSING)


TWO = {one.id: one for one in (WRONG, replace(single_choice("other"), id="other 2"))}
B = Decision(Policy.ACCEPT, (Chosen(frozenset("b")),))
RE_KEYED = Decision(Policy.RE_KEY, B.accepted)


def test_to_accept_another_answer_takes_nothing_from_anybody() -> None:
    made = plan(WRONG, [graded("amara", "baz"), graded("bo", "aaz"), graded("chi", "czz"), graded("dee", "bzz")], [B])
    assert [(one.person, one.before.points, one.after.points) for one in made.changes] == [
        ("amara", 1, 2),
        ("dee", 0, 1),
    ]
    assert [one.person for one in made.gains] == ["amara"]
    assert (made.loses, made.unchanged) == ((), 2)


def test_another_key_gives_to_some_and_takes_from_others() -> None:
    made = plan(WRONG, [graded("amara", "baz"), graded("bo", "aaz"), graded("chi", "zaa")], [RE_KEYED])
    assert [one.person for one in made.gains] == ["amara"]
    assert [one.person for one in made.loses] == ["bo"]
    assert made.unchanged == 1


def test_full_credit_is_given_to_those_too_who_did_not_answer() -> None:
    made = plan(WRONG, [graded("amara", " az")], [Decision(Policy.FULL_CREDIT)])
    assert [one.person for one in made.gains] == ["amara"]


def test_what_is_dropped_does_not_count_for_anybody() -> None:
    made = plan(WRONG, [graded("amara", "zaa"), graded("bo", "aza")], [Decision(Policy.DROP)])
    assert [(one.person, one.after.points, one.after.of) for one in made.changes] == [("amara", 2, 2), ("bo", 1, 2)]
    assert [one.person for one in made.loses] == ["bo"]
    assert made.changes[0].after.by_competency == {"care": (2.0, 2.0)}


def kept(person: str, keys: str) -> Graded:
    """An attempt that is passed only because a pass was kept when ``WRONG`` was keyed anew."""
    one = graded(person, keys)
    (change,) = plan(WRONG, [one], [RE_KEYED]).loses
    return replace(one, latest=replace(one.latest, score=change.after, number=2))


def test_a_pass_that_was_kept_before_is_told_among_those_that_the_same_decision_would_take() -> None:
    made = plan(WRONG, [kept("bo", "aaz")], [RE_KEYED, RE_KEYED])
    assert [(one.person, one.before.points, one.after.points) for one in made.loses] == [("bo", 1, 1)]


def test_a_pass_that_was_kept_before_is_not_lost_by_a_decision_on_another_item() -> None:
    assert plan(TWO["other 2"], [kept("bo", "aaz")], [Decision(Policy.FULL_CREDIT)]).changes == ()
    made = plan(TWO["other 2"], [kept("bo", "aaz")], [RE_KEYED])
    assert made.loses == ()
    assert [(one.before.points, one.after.points, one.passed_after) for one in made.changes] == [(1, 0, True)]


KEYS = st.text("abz ", min_size=3, max_size=3)
DECISIONS = st.lists(
    st.sampled_from([B, RE_KEYED, Decision(Policy.DROP), Decision(Policy.FULL_CREDIT)]), min_size=1, max_size=4
)


@given(st.lists(KEYS, max_size=8), DECISIONS)
def test_each_attempt_is_counted_once_and_only_the_item_in_question_is_touched(
    answers: list[str], decisions: list[Decision]
) -> None:
    attempts = [graded(str(at), keys) for at, keys in enumerate(answers)]
    made = plan(WRONG, attempts, decisions)
    assert len(made.changes) + made.unchanged == len(attempts)
    assert all(one.before.credits[1:] == one.after.credits[1:] for one in made.changes)
    assert {one.attempt_id for one in made.gains}.isdisjoint(one.attempt_id for one in made.loses)
    assert made == plan(WRONG, attempts, [*decisions, decisions[-1]])


@given(KEYS, st.lists(st.tuples(st.sampled_from(sorted(TWO)), DECISIONS.map(lambda some: some[0]), st.booleans())))
def test_decisions_one_after_the_other_come_to_the_same_in_an_exam_that_ends_after_them(
    keys: str, made: list[tuple[str, Decision, bool]]
) -> None:
    decided = [Decided(str(at), version_id, decision, takes) for at, (version_id, decision, takes) in enumerate(made)]
    early = late = graded("amara", keys)
    for at, one in enumerate(decided):
        on_it = [each.decision for each in decided[: at + 1] if each.version_id == one.version_id]
        for change in plan(TWO[one.version_id], [early], on_it).changes:
            passes = change.passed_after or (change.passed_before and not one.takes_passes)
            early = replace(early, latest=replace(early.latest, score=change.after, passed=passes))
    change = replayed(late, TWO, decided)
    assert (change.after, change.passed_after) == (early.latest.score, early.latest.passed)
    assert differs(change) is (early.latest != early.first)
