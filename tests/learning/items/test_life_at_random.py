"""Whatever people do, in whatever order: of an item at most one version is live, which somebody else published."""

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from knowledge.audit.queries import broken_at
from knowledge.errors import KnowledgeError
from learning.attempts.candidates import live
from learning.errors import LearningError
from learning.items import queries, service
from learning.items.states import WAITING, may_become
from learning.items.steps import steps_of
from learning.items.values import ItemState, Pool
from tests.knowledge.guides.desk import ADMIN, EDITOR, LEARNER, OWNER, REVIEWER
from tests.knowledge.library import NOW
from tests.learning.items.bank import Bank, item

# What leads somewhere comes up more often.
ACTS = ["send_back", "retire", "release", *["quarantine"] * 2, *["add"] * 2, *["submit"] * 4, *["publish"] * 4]
PEOPLE = [OWNER, LEARNER, EDITOR, *[ADMIN] * 3, *[REVIEWER] * 3]
MOVES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.sampled_from(PEOPLE)), min_size=2, max_size=16)


class UndoneError(Exception):
    """Ends a transaction that is not to be kept."""


@pytest.fixture
def edition(bank: Bank) -> str:
    """What proves an item that is live, while its next version is in review."""
    live = bank.live()
    bank.submit(bank.add(item(rationale="Else."), by=ADMIN))
    return bank.version(live).proofs[0].edition_id


def do(session: Session, workspace: str, act: str, number: int, by: str, edition: str) -> None:
    """Write the item anew with one of three reasons, or do something to a version of it, counted from the newest."""
    if act == "add":
        service.add(session, workspace, item(rationale=f"Reason {number}."), by=by, now=NOW)
        return
    version_id = queries.versions_of(session, workspace, "match-length")[number].id
    match act:
        case "submit":
            service.submit(session, workspace, version_id, by=by, now=NOW)
        case "send_back":
            service.send_back(session, workspace, version_id, by=by, reason="Which guide?", now=NOW)
        case "publish":
            service.publish(session, workspace, version_id, by=by, now=NOW)
        case "release":
            service.release(session, workspace, version_id, by=by, now=NOW)
        case "retire":
            service.retire(session, workspace, version_id, by=by, reason="It is old.", now=NOW)
        case "quarantine":
            service.quarantine(session, workspace, version_id, edition_id=edition, now=NOW)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_one_version_at_most_is_live_and_one_waits(bank: Bank, edition: str, moves: list[tuple[str, int, str]]) -> None:
    with suppress(UndoneError), bank.database.transaction() as session:
        for act, number, by in moves:
            with suppress(LearningError, KnowledgeError, IndexError):
                do(session, bank.workspace, act, number, by, edition)
            versions = queries.versions_of(session, bank.workspace, "match-length")
            published = [version.id for version in versions if version.state is ItemState.PUBLISHED]
            drawn = live(session, bank.workspace, Pool.EXAM, ["matching"])
            assert [candidate.version_id for candidate in drawn] == published
            assert len(published) <= 1
            assert [version.number for version in versions if version.state in WAITING] in ([], [len(versions)])
        for version in queries.versions_of(session, bank.workspace, "match-length"):
            steps = steps_of(session, bank.workspace, version.id)
            assert all(may_become(one.state, other.state) for one, other in pairwise(steps))
            assert all(step.by != version.created_by for step in steps if step.state is ItemState.PUBLISHED)
        assert broken_at(session, bank.workspace) is None
        raise UndoneError
