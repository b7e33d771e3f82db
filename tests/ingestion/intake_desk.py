"""A library for files that are handed in, with the people who hand in, review and publish."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingestion.given import GivenDetails
from ingestion.intake import Drafted, Intake, Outcome
from ingestion.sandbox import Limits, Sandbox
from knowledge.answering.sufficiency import FITTED, SufficiencyModel
from knowledge.embeddings.runtime import Embedder
from knowledge.golden.queries import latest_runs
from knowledge.golden.running import run_golden
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenRun, Wanted
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.index.caches import Caches, Collection
from knowledge.index.verify import verify
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.search import Retriever
from storage.database import Database
from storage.schema import new_id
from tests.ingestion.uploads.desk import BEN, CARMEN, NOW, staffed

CALLS = b"# First calls\n\nCall each mentor every month.\n\n## Notes\n\nWrite down what was agreed.\n"
WEEKLY = CALLS.replace(b"month", b"week")
NOTHING = GivenDetails()
SUFFICIENCY = SufficiencyModel.load(FITTED)


def nothing_to_ask(_workspace: str, _instead: str) -> None:
    """There are no golden questions."""


@dataclass
class Desk:
    """A library, and the people who hand in, review and publish."""

    database: Database
    caches: Caches
    embedder: Embedder
    intake: Intake
    workspace: str

    def draft(
        self,
        data: bytes,
        name: str = "calls.md",
        *,
        given: GivenDetails = NOTHING,
        guide: str | None = None,
        by: str = BEN,
        edition_id: str | None = None,
    ) -> Drafted:
        content = self.intake.keep(self.workspace, name, data)
        drafted = self.intake.read(
            self.workspace,
            name=name,
            content_hash=content,
            edition_id=edition_id or new_id(),
            given=given,
            guide=guide,
            by=by,
        )
        self.intake.embed(self.workspace, [drafted.edition_id])
        return drafted

    def submit(self, drafted: Drafted) -> None:
        """Send it into review, if it is a draft still."""
        if self.state(drafted) is EditionState.DRAFT:
            with self.database.transaction() as session:
                life.submit(session, self.workspace, drafted.edition_id, by=BEN, now=NOW)

    def publish(self, drafted: Drafted, by: str = CARMEN) -> Outcome:
        self.submit(drafted)
        return self.intake.switch(self.workspace, [drafted.edition_id], by=by)[drafted.edition_id]

    def published(self, data: bytes, name: str = "calls.md", guide: str | None = None) -> Drafted:
        drafted = self.draft(data, name, guide=guide)
        assert self.publish(drafted) is EditionState.PUBLISHED
        return drafted

    def keep_golden(self, *wanted: Wanted) -> None:
        with self.database.transaction() as session:
            replace_all(session, self.workspace, wanted, by=OPERATOR, now=NOW)

    def runs(self, drafted: Drafted) -> list[int]:
        """How many golden questions failed, each time that they were asked of this edition, the last time first."""
        with self.database.reading() as session:
            found = latest_runs(session, self.workspace, limit=9, edition_id=drafted.edition_id)
        return [len(run.failures) for run in found]

    def seen(self, question: str) -> list[str]:
        """The texts that readers are shown."""
        retriever = Retriever(self.database, self.caches, self.embedder)
        ranking = retriever.rank(question, workspace=self.workspace, audiences=("everybody",), limit=10, now=NOW)
        return [ranked.passage.text for ranked in ranking.passages]

    def cached(self, audience: str = "everybody") -> int:
        dense, lexical = self.caches.ids(Collection(self.workspace, audience), now=NOW)
        assert dense == lexical
        return len(dense)

    def state(self, drafted: Drafted) -> EditionState:
        with self.database.reading() as session:
            return life.state_of(session, drafted.edition_id)

    def is_sound(self) -> bool:
        return verify(self.database, self.caches, self.workspace, self.embedder.model_id, now=NOW).sound


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with closing(Sandbox(Limits(file_bytes=100_000))) as sandbox:
        yield sandbox


@pytest.fixture
def desk(database: Database, tmp_path: Path, embedder: Embedder, sandbox: Sandbox) -> Iterator[Desk]:
    caches = Caches(tmp_path / "index", database, embedder.model_id)
    retriever = Retriever(database, caches, embedder)

    def ask_golden(workspace: str, instead: str) -> GoldenRun | None:
        return run_golden(database, retriever, SUFFICIENCY, workspace, instead=instead, now=NOW)

    yield Desk(
        database, caches, embedder, Intake(database, caches, lambda: embedder, sandbox, ask_golden), staffed(database)
    )
    caches.close()
