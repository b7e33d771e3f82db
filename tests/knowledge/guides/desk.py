"""A workspace with a person of each role, where editions without passages live through the real use cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.audit.queries import entries
from knowledge.audit.values import Entry
from knowledge.guides import life, queries, service
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Subject, subject_of
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.schema import new_id
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW, edition_draft

OWNER, ADMIN, EDITOR, REVIEWER, LEARNER = (f"U-{role.value}" for role in Role)
CALLS, VISITS, WALKS = "Call twice a month.", "Visit once a month.", "Walk once a week."


@dataclass
class Desk:
    """Each shorthand is a transaction of its own."""

    database: Database
    workspace: str

    @classmethod
    def open(cls, database: Database) -> "Desk":
        """Over an upgraded database."""
        with database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=NOW)
            for role in Role:
                give_role(session, workspace, f"U-{role.value}", role, by=OPERATOR, now=NOW)
        return cls(database, workspace)

    def add(self, key: str, text: str, *, by: str = EDITOR, **details: Any) -> str:
        """An edition as a draft; returns its id."""
        edition_id = new_id()
        with self.database.transaction() as session:
            draft = edition_draft(key, text, **details)
            service.add_edition(session, self.workspace, edition_id, draft, by=by, now=NOW)
        return edition_id

    def submit(self, edition_id: str) -> None:
        with self.database.transaction() as session:
            life.submit(session, self.workspace, edition_id, by=EDITOR, now=NOW)

    def send_back(self, edition_id: str, reason: str = "Page 3 is missing.") -> None:
        with self.database.transaction() as session:
            life.send_back(session, self.workspace, edition_id, by=REVIEWER, reason=reason, now=NOW)

    def discard(self, edition_id: str, *, by: str = EDITOR) -> None:
        with self.database.transaction() as session:
            life.discard(session, self.workspace, edition_id, by=by, now=NOW)

    def publish(
        self,
        edition_id: str,
        *,
        by: str = REVIEWER,
        now: datetime = NOW,
        golden_failures: int = 0,
        override: str | None = None,
    ) -> EditionState:
        """Out of review: a draft is sent there before, but by the command line."""
        if by != OPERATOR and self.states(edition_id) == [EditionState.DRAFT]:
            self.submit(edition_id)
        with self.database.transaction() as session:
            return life.publish(
                session,
                self.workspace,
                edition_id,
                by=by,
                now=now,
                golden_failures=golden_failures,
                override=override,
            )

    def publish_scheduled(self, edition_id: str, now: datetime, golden_failures: int = 0) -> EditionState:
        with self.database.transaction() as session:
            return life.publish_scheduled(session, self.workspace, edition_id, now=now, golden_failures=golden_failures)

    def withdraw(self, edition_id: str, *, by: str = REVIEWER, reason: str = "It harms.") -> str:
        """The guide of this edition."""
        with self.database.transaction() as session:
            guide = subject_of(session, self.workspace, edition_id).guide_id
            return life.withdraw(session, self.workspace, guide, by=by, reason=reason, now=NOW)

    def subject(self, edition_id: str) -> Subject:
        with self.database.reading() as session:
            return subject_of(session, self.workspace, edition_id)

    def states(self, *edition_ids: str) -> list[EditionState]:
        with self.database.reading() as session:
            return [life.state_of(session, edition_id) for edition_id in edition_ids]

    def seen(self) -> list[str]:
        """The editions that readers see."""
        with self.database.reading() as session:
            return queries.active_editions(session).get(self.workspace, [])

    def log(self, limit: int = 99) -> list[Entry]:
        """What was done in the library, the newest first."""
        with self.database.reading() as session:
            return [entry for entry in entries(session, self.workspace, limit=limit) if entry.subject_kind != "person"]
