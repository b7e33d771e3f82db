"""What there is today: within what a person takes on a day, found at once however much there is."""

from datetime import UTC, datetime
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from learning.learners.service import pause
from learning.practice import queries
from learning.practice.models import PracticeRow
from learning.practice.streaks import Streak
from learning.practice.values import Practised, Purpose, Scope, Today
from storage.schema import new_id
from tests.databases import on_both
from tests.knowledge.library import NOW
from tests.learning.practice.gym import AMARA, BEN, DAY, MINUTE, SECOND, Gym, key_of

MIDNIGHT = datetime(NOW.year, NOW.month, NOW.day, tzinfo=UTC)
ALL = ("year-1", "year-2", "calls-1", "calls-2", "gifts-1", "gifts-2")


def asked(gym: Gym, now: datetime, *, most: int = 20) -> list[Practised]:
    """What a person is asked who answers everything that is due, one after the other, within a minute."""
    found = list[Practised]()
    while len(found) < most and (shown := gym.show(now=now, purpose=Purpose.DUE)) is not None:
        found.append(gym.answer(shown.id, now=now + 5 * SECOND))
    return found


@on_both
def test_whoever_never_practised_has_nothing_due(gym: Gym) -> None:
    assert gym.today() == Today(0, 0, 0, Streak(0, False), None)
    assert gym.show(purpose=Purpose.DUE) is None


@on_both
def test_what_is_due_and_what_is_new_are_told_apart(gym: Gym) -> None:
    gym.practise("calls-1")
    gym.practise("year-1")
    now = NOW + 2 * DAY
    assert gym.today(now=now) == Today(
        due=2, new=3, answered_today=0, streak=Streak(1, False), next_due=MIDNIGHT + 3 * DAY
    )
    first = gym.show(now=now, purpose=Purpose.DUE)
    assert first is not None
    assert first.purpose is Purpose.DUE
    gym.answer(first.id, now=now + SECOND)
    found = gym.today(now=now + MINUTE)
    assert (found.due, found.new, found.answered_today, found.streak) == (1, 3, 1, Streak(2, True))
    assert found.next_due is not None


def test_due_items_come_before_new_ones_and_new_ones_up_to_their_part(gym: Gym) -> None:
    for key in ("calls-1", "year-1"):
        gym.practise(key)
    keys = [key_of(gym, one) for one in asked(gym, NOW + 2 * DAY)]
    assert set(keys[:2]) == {"calls-1", "year-1"}
    assert len(keys) == 5
    assert len(set(keys)) == 5


@on_both
def test_nobody_is_asked_more_than_she_takes_on_a_day(gym: Gym) -> None:
    for key in ALL:
        gym.practise(key)
    back = NOW + 60 * DAY
    assert gym.today(now=back).due == 5
    first = asked(gym, back)
    assert len(first) == 5
    assert gym.today(now=back + MINUTE).due == gym.today(now=back + MINUTE).new == 0
    gym.daily(2)
    assert gym.show(now=back + MINUTE, purpose=Purpose.DUE) is None
    (sixth, *_) = asked(gym, back + DAY)
    assert sixth.item_id not in {one.item_id for one in first}


def test_what_finds_no_place_on_a_day_is_told_for_the_next(gym: Gym) -> None:
    for key in ALL:
        gym.practise(key)
    gym.daily(2)
    now = NOW + 2 * DAY
    asked(gym, now)
    found = gym.today(now=now + MINUTE)
    assert (found.due, found.new, found.answered_today) == (0, 0, 2)
    assert found.next_due == MIDNIGHT + 3 * DAY
    gym.daily(0)
    assert gym.today(now=now + MINUTE).next_due is None


def test_what_waits_for_an_answer_has_its_place_in_the_day_and_is_not_asked_twice(gym: Gym) -> None:
    for key in ALL:
        gym.practise(key)
    back = NOW + 60 * DAY
    shown = [gym.show(now=back, purpose=Purpose.DUE) for _ in range(7)]
    assert [one is None for one in shown] == [False] * 5 + [True] * 2
    assert len({one.item_id for one in shown if one}) == 5
    assert len({one.item_id for one in asked(gym, back + DAY)}) == 5


def test_new_items_are_not_more_than_their_part_of_a_day_however_often_somebody_looks(gym: Gym) -> None:
    gym.practise("calls-1", now=NOW - DAY)
    gym.practise_this(*(gym.passage(key) for key in ALL), now=NOW - DAY)
    for _ in range(3):
        asked(gym, NOW)
    assert sum(card.since == NOW + 5 * SECOND for card in gym.cards().values() if card.memory) == 3


def test_who_takes_nothing_on_a_day_is_asked_nothing(gym: Gym) -> None:
    gym.practise("calls-1")
    gym.daily(0)
    assert gym.show(now=NOW + 9 * DAY, purpose=Purpose.DUE) is None
    found = gym.today(now=NOW + 9 * DAY)
    assert (found.due, found.new) == (0, 0)


def test_a_day_begins_at_the_persons_midnight(gym: Gym) -> None:
    kathmandu, night = ZoneInfo("Asia/Kathmandu"), datetime(2026, 11, 5, 18, 14, 50, tzinfo=UTC)
    gym.practise("calls-1", now=night)
    assert gym.today(now=night + MINUTE, zone=kathmandu).answered_today == 0
    assert gym.today(now=night + MINUTE).answered_today == 1
    assert gym.today(now=night + MINUTE, zone=kathmandu).streak == Streak(1, False)


def test_a_certificate_is_kept_by_what_is_due_then_new_then_next_whatever_the_day_holds(gym: Gym) -> None:
    gym.daily(0)
    gym.practise("year-1")
    for turn in range(3):
        gym.practise("calls-1", now=NOW - (20 - 5 * turn) * DAY)
    now = NOW + DAY
    keys = list[str | None]()
    for _ in range(7):
        shown = gym.show(now=now, purpose=Purpose.CONTINUOUS)
        keys.append(key_of(gym, shown))
        if shown is not None:
            assert shown.purpose is Purpose.CONTINUOUS
            gym.answer(shown.id, now=now + SECOND)
    assert keys[0] == "year-1"
    assert set(keys[1:5]) == {"year-2", "calls-2", "gifts-1", "gifts-2"}
    assert keys[5:] == ["calls-1", None]


def test_what_was_answered_today_does_not_come_again_today_whether_it_was_right_or_not(gym: Gym) -> None:
    gym.practise("calls-1", right=False)
    gym.practise("year-1")
    for later in (2 * MINUTE, 11 * MINUTE, 14 * 60 * MINUTE):
        keys = {key_of(gym, gym.show(now=NOW + later, purpose=Purpose.DUE)) for _ in range(3)}
        assert keys.isdisjoint({"calls-1", "year-1"})
        assert gym.today(now=NOW + later).due == 0
    assert gym.today(now=NOW + 11 * MINUTE).next_due == datetime(NOW.year, NOW.month, NOW.day, tzinfo=UTC) + DAY
    assert gym.today(now=NOW + DAY).due == 2


def test_a_missed_item_does_not_fill_the_day_of_its_sibling(gym: Gym) -> None:
    gym.practise("calls-1", right=False)
    keys = [key_of(gym, one) for one in asked(gym, NOW + 2 * DAY)]
    assert keys[0] == "calls-1"
    assert "calls-2" in keys
    assert len(set(keys)) == len(keys)


def test_what_was_answered_today_may_be_practised_of_ones_own_accord(gym: Gym) -> None:
    gym.practise("calls-1", right=False)
    assert gym.practise("calls-1", now=NOW + MINUTE).credit == 1


def test_what_was_answered_for_whatever_reason_keeps_no_certificate_on_that_day_or_since_a_day_that_is_named(
    gym: Gym,
) -> None:
    gym.practise("year-1", right=False)
    gym.practise("year-2", now=NOW + DAY)
    only = [gym.items[key] for key in ("year-1", "year-2")]
    later = NOW + DAY + MINUTE
    assert gym.show(now=later, purpose=Purpose.CONTINUOUS, only=only, since=NOW) is None
    assert key_of(gym, gym.show(now=later, purpose=Purpose.CONTINUOUS, only=only)) == "year-1"


def test_new_items_come_of_what_a_person_works_towards_and_of_nothing_else(gym: Gym) -> None:
    scope = Scope(towards={"matching": gym.certification.id})
    assert gym.show(purpose=Purpose.DUE) is None
    assert (gym.today().new, gym.today(scope=scope).new) == (0, 2)
    shown = [gym.show(purpose=Purpose.DUE, scope=scope) for _ in range(3)]
    assert {key_of(gym, one) for one in shown} == {"year-1", "year-2", None}
    assert all(one.certification_id == gym.certification.id for one in shown if one)


def test_what_keeps_a_certificate_and_waits_for_an_answer_comes_again_only_where_there_is_nothing_else(
    gym: Gym,
) -> None:
    shown = [gym.show(purpose=Purpose.CONTINUOUS, only=["care"]) for _ in range(5)]
    assert len({one.item_id for one in shown[:4] if one}) == 4
    assert shown[4] is not None


def test_only_what_is_wanted_is_asked(gym: Gym) -> None:
    for purpose, turns in ((Purpose.CONTINUOUS, 2), (Purpose.FREE, 4)):
        for turn in range(turns):
            now = NOW + turn * MINUTE
            shown = gym.show(now=now, purpose=purpose, only=["matching"])
            assert shown is not None
            assert shown.competency == "matching"
            gym.answer(shown.id, now=now)
    assert gym.show(purpose=Purpose.FREE, only=["nothing"]) is None
    assert gym.show(purpose=Purpose.DUE, now=NOW + 9 * DAY, only=["care"]) is None


def test_a_streak_outlasts_each_pause_that_was_taken(gym: Gym) -> None:
    for day, until in ((2, 6), (9, 12)):
        with gym.database.transaction() as session:
            pause(session, gym.workspace, AMARA, (NOW + until * DAY).date(), now=NOW + day * DAY)
    for day in (0, 1, 7, 8, 13):
        gym.practise("calls-1", now=NOW + day * DAY)
    assert gym.today(now=NOW + 13 * DAY).streak == Streak(5, True)


def test_practising_of_ones_own_accord_has_no_limit(gym: Gym) -> None:
    for _ in range(9):
        shown = gym.show()
        assert shown is not None
        gym.answer(shown.id)
    assert gym.today().answered_today == 9


@on_both
def test_today_takes_one_statement_that_looks_at_one_persons_rows_alone(gym: Gym) -> None:
    for key in ALL:
        gym.practise(key)
    with gym.statements() as sent:
        gym.today(now=NOW + 9 * DAY)
    assert len(sent) == 1
    if not gym.database.is_sqlite:
        return
    plans = [step for statement in sent for step in _plan(gym, statement)]
    assert any("ix_practice_answered" in step for step in plans)
    of_people = ("practice", "learner", "live_item", "item_proof", "edition")
    assert not [step for step in plans if step.startswith("SCAN") and step.split()[1].startswith(of_people)]


def test_today_stays_fast_among_many_answers_of_others(gym: Gym) -> None:
    gym.practise("calls-1")
    first = gym.shown("year-1", BEN)
    row = {
        "workspace_id": gym.workspace,
        "certification_id": first.certification_id,
        "version_id": first.version_id,
        "item_id": first.item_id,
        "competency": first.competency,
        "purpose": "free",
        "tokens": [],
        "credit": 1.0,
    }
    dice = Random(3)
    rows = [
        {**row, "id": new_id(), "person": f"U{number % 100}", "shown_at": at, "answered_at": at}
        for number in range(5_000)
        for at in [NOW - dice.randrange(300) * DAY]
    ]
    with gym.database.transaction() as session:
        session.execute(insert(PracticeRow), rows)
    with gym.database.reading() as session:
        found = queries.today(session, gym.workspace, AMARA, ZoneInfo("UTC"), NOW + MINUTE)
        assert found.answered_today == 1
        assert len(queries.answered_since(session, gym.workspace, "U7", NOW - 400 * DAY)) == 50


def _plan(gym: Gym, statement: str) -> list[str]:
    with gym.database.engine.connect() as connection:
        bound = [None] * statement.count("?")
        return [str(step[3]) for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(bound))]
