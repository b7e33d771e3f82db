"""Certifications are kept in versions that never change."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from knowledge.audit.queries import broken_at, entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.certifications.definition import Definition, Draw, Passing
from learning.certifications.models import CertificationVersionRow
from learning.certifications.queries import certification, certification_at, certifications
from learning.certifications.service import offer, put, retire
from learning.certifications.values import Certification
from learning.errors import BadDefinition, CertificationNotFound, ChangedSince
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.learning.attempts.hall import NOW, SECOND
from tests.learning.certifications.test_reading import READ


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        return ensure_workspace(session, LOCAL, now=NOW)


def kept(database: Database, workspace: str, definition: Definition, by: str = OPERATOR) -> Certification:
    with database.transaction() as session:
        return put(session, workspace, definition, by=by, now=NOW)


def test_a_change_is_a_new_version_and_no_change_is_none(database: Database, workspace: str) -> None:
    first = kept(database, workspace, READ)
    assert (first.number, first.definition, first.retired) == (1, READ, False)
    assert kept(database, workspace, READ) == first
    assert kept(database, workspace, replace(READ, passing=Passing(75, {"care": 50.5}))) == first
    second = kept(database, workspace, replace(READ, minutes=None))
    assert (second.id, second.number) == (first.id, 2)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(CertificationVersionRow)) == 2
        assert certification(session, workspace, READ.key) == second
        assert certification_at(session, workspace, first.version_id) == first
        assert certifications(session, workspace) == [second]
        acts = [one.after for one in entries(session, workspace, limit=9)]
        assert broken_at(session, workspace) is None
    assert acts == [{"version": 2, "retired": False}, {"version": 1, "retired": False}]


def test_what_is_retired_stays_so_whatever_changes_until_it_is_offered_again(
    database: Database, workspace: str
) -> None:
    first = kept(database, workspace, READ)
    for _ in range(2):
        with database.transaction() as session:
            assert retire(session, workspace, READ.key, by=OPERATOR, now=NOW + SECOND).retired
    assert kept(database, workspace, READ).retired
    assert kept(database, workspace, replace(READ, minutes=None)).retired
    for _ in range(2):
        with database.transaction() as session:
            assert not offer(session, workspace, READ.key, by=OPERATOR, now=NOW + SECOND).retired
    assert kept(database, workspace, READ).id == first.id
    with database.reading() as session:
        acts = [(one.action, one.after) for one in entries(session, workspace, limit=9)]
    assert acts == [
        ("certification changed", {"version": 3, "retired": False}),
        ("certification changed", {"version": 2, "retired": False}),
        ("certification changed", {"version": 2, "retired": True}),
        ("certification retired", {"version": 1, "retired": True}),
        ("certification changed", {"version": 1, "retired": False}),
    ]


def test_nobody_s_change_is_lost_by_somebody_else_s_who_has_not_seen_it(database: Database, workspace: str) -> None:
    def changed(since: Certification, **changes: Any) -> Certification:
        with database.transaction() as session:
            definition = replace(READ, **changes)
            return put(session, workspace, definition, by=OPERATOR, now=NOW, since=since.version_id)

    first = kept(database, workspace, READ)
    second = changed(first, minutes=None)
    with pytest.raises(ChangedSince):
        changed(first, title="Mentoring")
    # The same change, sent twice, is one.
    assert changed(first, minutes=None) == second
    assert changed(second, title="Mentoring", minutes=None).number == 3


def test_what_can_t_be_kept_is_refused(database: Database, workspace: str) -> None:
    with pytest.raises(BadDefinition):
        kept(database, workspace, replace(READ, draws=(Draw("nothing", 1),)))
    for key in ("editor", "reviewer", "learner"):
        with database.transaction() as session:
            give_role(session, workspace, key, Role(key), by=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed):
            kept(database, workspace, READ, by=key)
    with pytest.raises(CertificationNotFound), database.transaction() as session:
        retire(session, workspace, "nothing", by=OPERATOR, now=NOW)
    with database.reading() as session:
        assert certifications(session, workspace) == []
        with pytest.raises(CertificationNotFound):
            certification_at(session, workspace, new_id())


def test_another_workspace_sees_nothing_of_it(database: Database, workspace: str) -> None:
    found = kept(database, workspace, READ)
    with database.transaction() as session:
        other = ensure_workspace(session, "other", now=NOW)
        assert certifications(session, other) == []
        with pytest.raises(CertificationNotFound):
            certification(session, other, READ.key)
        with pytest.raises(CertificationNotFound):
            certification_at(session, other, found.version_id)
