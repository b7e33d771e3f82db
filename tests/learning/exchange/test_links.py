"""Addresses with a secret: only its hash is kept, they end, and nobody makes one for somebody else."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from learning.errors import NotTheHolder
from learning.exchange.links import has_link, make_link, opened, revoke_links
from learning.exchange.models import LinkRow
from learning.exchange.values import Link, LinkKind
from learning.membership.models import CohortRow
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.learning.attempts.hall import NOW

DAY = timedelta(days=1)


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def made(database: Database, workspace: str, kind: LinkKind = LinkKind.PROGRESS, **how: object) -> str:
    facts = {"by": "lea", "now": NOW, **how}
    with database.transaction() as session:
        return make_link(session, workspace, "lea", kind, **facts)  # type: ignore[arg-type]


def test_a_link_opens_what_it_was_made_for_until_it_ends(database: Database, workspace: str) -> None:
    secret = made(database, workspace)
    with database.reading() as session:
        link = opened(session, secret, NOW + DAY - timedelta(microseconds=1))
        assert link == Link(workspace, "lea", LinkKind.PROGRESS, None, NOW, NOW + DAY)
        assert opened(session, secret, NOW + DAY) is None
        assert opened(session, secret[:-1], NOW) is None
        assert opened(session, secret + "A", NOW) is None


def test_only_the_hash_of_its_secret_is_kept(database: Database, workspace: str) -> None:
    secret = made(database, workspace)
    with database.reading() as session:
        (row,) = session.scalars(select(LinkRow))
    assert row.secret == sha256(secret.encode()).hexdigest()
    # 256 bits take 43 letters.
    assert len(secret) == 43
    assert made(database, workspace) != secret


def test_nobody_makes_a_link_that_shows_what_somebody_else_may_see(database: Database, workspace: str) -> None:
    with pytest.raises(NotTheHolder):
        made(database, workspace, by="mallory")


def test_that_of_a_cohort_is_written_down_and_a_persons_own_is_nobodys_business(
    database: Database, workspace: str
) -> None:
    cohort = new_id()
    with database.transaction() as session:
        session.add(CohortRow(id=cohort, workspace_id=workspace, name="Spring", created_by="lea", created_at=NOW))
    made(database, workspace)
    secret = made(database, workspace, LinkKind.COHORT, subject=cohort)
    with database.reading() as session:
        (entry,) = entries(session, workspace, limit=9)
    assert (entry.actor, entry.action, entry.subject, entry.name) == ("lea", Action.LINK_MADE.value, cohort, "Spring")
    assert entry.after == {"until": (NOW + DAY).isoformat()}
    assert secret not in str(entry)


def test_a_calendar_has_no_end_and_there_is_one_of_it(database: Database, workspace: str) -> None:
    first, second = made(database, workspace, LinkKind.CALENDAR), made(database, workspace, LinkKind.CALENDAR)
    with database.reading() as session:
        assert opened(session, first, NOW) is None
        assert opened(session, second, NOW + 9_999 * DAY) is not None
        assert has_link(session, workspace, "lea", LinkKind.CALENDAR, NOW)
    with database.transaction() as session:
        assert revoke_links(session, workspace, "lea", LinkKind.CALENDAR)
        assert not revoke_links(session, workspace, "lea", LinkKind.CALENDAR)
    with database.reading() as session:
        assert opened(session, second, NOW) is None
        assert not has_link(session, workspace, "lea", LinkKind.CALENDAR, NOW)


def test_links_that_have_ended_are_forgotten_with_the_next_one(database: Database, workspace: str) -> None:
    made(database, workspace)
    made(database, workspace, now=NOW + 2 * DAY)
    with database.reading() as session:
        assert len(session.scalars(select(LinkRow)).all()) == 1
