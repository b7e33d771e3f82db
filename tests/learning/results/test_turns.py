"""Exams end while others change the workspace, and no decision on an item misses one that ends."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting

import pytest
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR
from knowledge.turns import take_turn
from learning.attempts.factors import set_factor
from learning.attempts.timing import last_delivery
from learning.results.ending import close_due, submit
from tests.databases import BOTH
from tests.learning.attempts.hall import DAY, MINUTE, NOW, at_once
from tests.learning.results.desk import ACCEPT, Desk

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def end(desk: Desk, session: Session, attempt_id: str, person: str) -> bool:
    return submit(session, desk.hall.workspace, attempt_id, person, now=NOW + MINUTE).passed


def ended(desk: Desk, attempt_id: str, person: str) -> bool:
    with desk.hall.database.transaction() as session:
        return end(desk, session, attempt_id, person)


@on_postgresql
def test_an_exam_ends_while_somebody_has_the_turn_of_the_workspace(desk: Desk) -> None:
    begun = desk.begin("amara")
    with ThreadPoolExecutor(1) as pool, desk.hall.database.transaction() as session:
        take_turn(session, desk.hall.workspace)
        assert pool.submit(ended, desk, begun.id, "amara").result(timeout=20) is False


@on_postgresql
def test_a_decision_waits_for_an_exam_that_ends_and_finds_it_then(desk: Desk) -> None:
    begun = desk.begin("amara")
    desk.answer(begun, "b", 2)
    with ThreadPoolExecutor(1) as pool:
        with desk.hall.database.transaction() as session:
            assert end(desk, session, begun.id, "amara") is False
            deciding = pool.submit(desk.carry_out, ACCEPT)
            with pytest.raises(StillWaiting):
                deciding.result(timeout=0.5)
        assert [one.attempt_id for one in deciding.result(timeout=20).changed] == [begun.id]
    assert [one.passed for one in desk.results(begun.id)] == [False, True]


@pytest.mark.parametrize("database_url", BOTH, indirect=True)
def test_an_exam_and_a_decision_at_once_come_to_the_same_result_whoever_is_first(desk: Desk) -> None:
    people = [f"p{number}" for number in range(8)]
    begun = {person: desk.begin(person) for person in people}
    for one in begun.values():
        desk.answer(one, "b", 2)
    acts = [lambda person=person: ended(desk, begun[person].id, person) for person in people]
    outcomes = at_once([*acts[:4], lambda: bool(desk.carry_out(ACCEPT)), *acts[4:]])
    assert all(isinstance(one, bool) for one in outcomes)
    assert [desk.results(one.id)[-1].passed for one in begun.values()] == [True] * len(people)


@on_postgresql
def test_exams_end_while_their_takers_are_given_more_time(desk: Desk) -> None:
    both = {"first": desk.begin("amara"), "second": desk.begin("bea")}
    late = NOW + DAY
    assert all(one.deadline is not None and late > last_delivery(one.deadline) for one in both.values())

    def longer(person: str) -> object:
        with desk.hall.database.transaction() as session:
            return set_factor(session, desk.hall.workspace, person, 2.0, by=OPERATOR, now=NOW)

    def close() -> object:
        with desk.hall.database.transaction() as session:
            close_due(session, desk.hall.workspace, [one.id for one in both.values()], now=late)
        return None

    outcomes = at_once([lambda: longer("amara"), close, lambda: longer("bea"), close])
    assert not [one for one in outcomes if isinstance(one, Exception)]
