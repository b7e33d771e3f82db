"""Whatever people do, in whatever order: readers see at most one edition of a guide, and are never taken back."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from knowledge.audit.queries import broken_at
from knowledge.errors import KnowledgeError
from knowledge.guides import life
from knowledge.guides.queries import active_editions
from knowledge.guides.states import EditionState, may_become
from knowledge.guides.steps import subject_of
from tests.knowledge.guides.desk import ADMIN, EDITOR, LEARNER, OWNER, REVIEWER, Desk
from tests.knowledge.library import NOW

DAYS = 4
# What leads somewhere comes up more often.
ACTS = ["submit", "send_back", "discard", "withdraw", *["publish"] * 4, *["day_comes"] * 3]
PEOPLE = [OWNER, ADMIN, EDITOR, LEARNER, *[REVIEWER] * 6]
MOVES = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.sampled_from(PEOPLE), st.integers(0, DAYS)),
    min_size=2,
    max_size=10,
)


class UndoneError(Exception):
    """Ends a transaction that is not to be kept."""


@pytest.fixture
def editions(desk: Desk) -> list[str]:
    """Editions of one guide, two of which hold from a later day on."""
    later = {1: (NOW + timedelta(days=3)).date(), 2: (NOW + timedelta(days=1)).date()}
    return [desk.add("Calls", f"Call {n} times.", effective_date=later.get(n)) for n in range(4)]


def do(session: Session, desk: Desk, act: str, edition: str, by: str, now: datetime) -> None:
    match act:
        case "submit":
            life.submit(session, desk.workspace, edition, by=by, now=now)
        case "send_back":
            life.send_back(session, desk.workspace, edition, by=by, reason="Page 3 is missing.", now=now)
        case "discard":
            life.discard(session, desk.workspace, edition, by=by, now=now)
        case "publish":
            life.publish(session, desk.workspace, edition, by=by, now=now, golden_failures=0)
        case "withdraw":
            guide = subject_of(session, desk.workspace, edition).guide_id
            life.withdraw(session, desk.workspace, guide, by=by, reason="It harms.", now=now)
        case "day_comes":
            life.publish_scheduled(session, desk.workspace, edition, now=now, golden_failures=0)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_readers_see_one_edition_at_most_and_never_an_older_one_than_before(
    desk: Desk, editions: list[str], moves: list[tuple[str, int, str, int]]
) -> None:
    with suppress(UndoneError), desk.database.transaction() as session:
        before: list[str] = []
        for act, number, by, day in moves:
            with suppress(KnowledgeError):
                do(session, desk, act, editions[number], by, NOW + timedelta(days=day))
            states = [life.state_of(session, edition) for edition in editions]
            seen = active_editions(session).get(desk.workspace, [])
            assert seen == [e for e, state in zip(editions, states, strict=True) if state is EditionState.PUBLISHED]
            assert len(seen) <= 1
            if seen and before:
                assert editions.index(seen[0]) >= editions.index(before[0])
            before = seen
        for edition in editions:
            steps = [step.state for step in life.steps_of(session, edition)]
            assert all(may_become(one, other) for one, other in pairwise(steps))
        assert broken_at(session, desk.workspace) is None
        raise UndoneError
