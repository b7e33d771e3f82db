"""Several devices and an editor at once, on both databases: no answer is lost, none counts twice."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from knowledge.guides import life
from knowledge.members.roles import OPERATOR
from learning.items.responses import Written
from learning.practice import service
from learning.practice.rating import Rating
from learning.practice.scheduling import after, as_data
from learning.practice.values import Practised, Purpose
from learning.standing.service import edition_published
from tests.databases import on_both
from tests.knowledge.library import NOW
from tests.learning.attempts.hall import at_once
from tests.learning.practice.gym import AMARA, BEN, DAY, SECOND, Gym
from tests.learning.standing.shelf import CALLS, YEAR

ALL = ("year-1", "year-2", "calls-1", "calls-2", "gifts-1", "gifts-2")
ANSWERED = NOW + 5 * SECOND


def answering(gym: Gym, shown: Practised, *, right: bool = False, person: str = AMARA) -> Callable[[], Practised]:
    return lambda: gym.answer(shown.id, right=right, person=person)


@on_both
def test_two_devices_that_answer_siblings_of_each_other_at_once_lose_nothing(gym: Gym) -> None:
    shown = [gym.shown(key) for key in ALL]
    outcomes = at_once([answering(gym, one) for one in shown] * 2)
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    cards = gym.cards()
    assert cards.keys() == set(ALL)
    missed = as_data(after(None, Rating.AGAIN, ANSWERED).memory)
    assert [cards[key].memory for key in ALL] == [missed] * 6


@on_both
def test_one_item_that_two_devices_answer_at_once_counts_twice(gym: Gym) -> None:
    shown = [gym.shown("year-1") for _ in range(4)]
    at_once([answering(gym, one, right=True) for one in shown])
    memory = None
    for _ in shown:
        memory = after(memory, Rating.GOOD, ANSWERED).memory
    assert memory is not None
    assert gym.cards()["year-1"].memory == as_data(memory)


@on_both
def test_an_answer_that_is_delivered_many_times_at_once_moves_the_card_once(gym: Gym) -> None:
    shown = gym.shown("year-1")
    outcomes = at_once([answering(gym, shown, right=True)] * 6)
    assert len({repr(one) for one in outcomes}) == 1
    assert gym.cards()["year-1"].memory == as_data(after(None, Rating.GOOD, ANSWERED).memory)


@on_both
def test_devices_that_ask_at_once_for_what_is_due_get_different_items_and_no_more_than_a_day_holds(gym: Gym) -> None:
    for key in ALL:
        gym.practise(key)
    shown = at_once([lambda: gym.show(now=NOW + 60 * DAY, purpose=Purpose.DUE)] * 8)
    found = [one for one in shown if isinstance(one, Practised)]
    assert len(found) == len({one.item_id for one in found}) == 5
    assert [one for one in shown if isinstance(one, Exception)] == []


@on_both
def test_an_edit_that_comes_while_people_answer_leaves_no_memory_of_what_it_changed(gym: Gym) -> None:
    for person in (AMARA, BEN):
        gym.practise("gifts-2", person=person)
    answers = [answering(gym, gym.shown(key, person), person=person) for person in (AMARA, BEN) for key in ALL[2:]]
    changed = gym.shelf.drafted(CALLS, YEAR, "Mentors give no gifts at all.", now=NOW)
    outcomes = at_once([*answers, lambda: gym.shelf.publish(changed, now=NOW + DAY)])
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    for person in (AMARA, BEN):
        cards = gym.cards(person)
        assert {cards[key].memory for key in ("gifts-1", "gifts-2") if key in cards} == {None}
        assert all(cards[key].memory is not None for key in ("calls-1", "calls-2"))


def publish_without_waiting(gym: Gym, edition_id: str) -> None:
    with gym.database.transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '100ms'"))
        life.publish(session, gym.workspace, edition_id, by=OPERATOR, now=NOW + DAY, golden_failures=0)
        edition_published(session, gym.workspace, edition_id, now=NOW + DAY)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_edit_waits_for_an_answer_to_what_it_changes(gym: Gym) -> None:
    shown, changed = gym.shown("gifts-1"), gym.shelf.drafted(CALLS, YEAR, "Mentors give no gifts at all.", now=NOW)
    with gym.database.transaction() as session:
        service.answer(session, gym.workspace, shown.id, Written("1"), person=AMARA, now=ANSWERED)
        with pytest.raises(OperationalError, match="lock timeout"):
            publish_without_waiting(gym, changed)
    gym.shelf.publish(changed, now=NOW + DAY)
    assert gym.cards()["gifts-1"].memory is None
