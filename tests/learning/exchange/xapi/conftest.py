"""A workspace in which everything happened that statements tell of, and a learning record store to tell it."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.attempts.models import RegradeRow, ResultRow
from learning.certifications.definition import Criterion, Requirement, RequirementKind
from learning.certifications.service import put
from learning.credentials.service import revoke
from learning.curriculum.definition import LearningPath, PathStep, Reading, StepKind
from learning.curriculum.service import done, enrol, store
from learning.exchange.xapi.happenings import happenings
from learning.exchange.xapi.statements import Naming, statement
from learning.exchange.xapi.values import Statement
from learning.items.queries import version
from learning.practice.models import PracticeRow
from learning.requirements.service import Towards, decide, waive
from learning.requirements.values import Mark, RequirementState
from storage.database import Database
from storage.schema import new_id
from storage.upgrade import upgrade
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE
from tests.learning.standing.shelf import AMARA, BEN, DAY, DEFINITION, Shelf

ROOT = Path(__file__).parents[4]
PYTHON = ROOT / ".venv-lrs" / "bin" / "python"
LRS = Path(__file__).parent / "lrs"
ADDRESS = "https://badges.example.org"
SECRET = b"a secret of this workspace"
USER, PASSWORD = "fieldwise", "a password"
# Of that password, by bcrypt at its lowest cost.
HASH = "$2b$04$tkQ2rUfur0FQeIjpePAq3uJlprYKgBgNaxoUd8Pj.8PrsLuL6Gcf6"
VISIT = Requirement("visit", RequirementKind.OBSERVED, "A visit", rubric=(Criterion("listens", "Listens"),))
CHAT = Requirement("chat", RequirementKind.OBSERVED, "A talk")
TALK = Requirement("talk", RequirementKind.ENDORSEMENT, "A word for her")
PATH = LearningPath(
    key="start",
    title="Where to start",
    summary="What to read first.",
    steps=(
        PathStep("read", StepKind.READING, "The first month", readings=(Reading(GUIDE),)),
        PathStep("think", StepKind.REFLECTION, "Look back", question="What was hard?"),
    ),
)
WATCHER = "U0WATCHER"
NOTE = "What I wrote is nobody's business."


@dataclass(frozen=True)
class Scene:
    """The workspace, and shorthands."""

    shelf: Shelf

    @property
    def database(self) -> Database:
        return self.shelf.database

    @property
    def naming(self) -> Naming:
        return Naming(self.shelf.workspace, ADDRESS, SECRET)

    def statements(self) -> list[Statement]:
        pages = happenings(self.database, self.shelf.workspace)
        return [statement(one, self.naming) for page in pages for one in page]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Amara practised, read, passed, lost her certificate; Ben failed, passed by a regrade, is to repeat his visit."""
    folder = tmp_path_factory.mktemp("scene")
    database = Database(f"sqlite:///{folder / 'library.sqlite'}")
    upgrade(database)
    shelf = Shelf.open(database, folder)
    certificate = shelf.certified(AMARA)
    failed = shelf.answered(shelf.begun(BEN), right=False)
    with database.transaction() as session:
        revoke(session, shelf.workspace, certificate.id, reason="It was not her.", by=OPERATOR, now=NOW + DAY)
        _observe(session, shelf.workspace)
        _read(session, shelf.workspace)
        _practise(session, shelf)
        _regrade(session, shelf, failed)
    yield Scene(shelf)
    database.close()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a learning record store of the tests' own, that knows nothing yet."""
    if not PYTHON.exists():
        pytest.skip("there is no learning record store: `make lrs` sets one up")
    folder = tmp_path_factory.mktemp("lrs")
    user = {"username": USER, "hash": HASH, "scopes": ["all"], "agent": {"mbox": "mailto:lrs@example.org"}}
    (folder / "auth.json").write_text(json.dumps([user]))
    settings = {
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "statements"),
    }
    with subprocess.Popen([PYTHON, LRS / "serve.py"], env=settings, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        assert port, "the learning record store did not start"
        yield f"http://127.0.0.1:{port}/xAPI"
        server.terminate()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with httpx.Client(auth=(USER, PASSWORD)) as client:
        yield client


def _observe(session: Session, workspace: str) -> None:
    give_role(session, workspace, WATCHER, Role.REVIEWER, by=OPERATOR, now=NOW)
    put(session, workspace, replace(DEFINITION, requirements=(VISIT, CHAT, TALK)), by=OPERATOR, now=NOW)
    visit = Towards(DEFINITION.key, VISIT.key, BEN)
    marks = {"listens": Mark.GROWTH}
    decide(session, workspace, visit, RequirementState.REPEAT, marks=marks, note=NOTE, by=WATCHER, now=NOW + DAY)
    waive(session, workspace, replace(visit, person=AMARA), reason=NOTE, by=OPERATOR, now=NOW + DAY)
    chat = replace(visit, requirement=CHAT.key)
    decide(session, workspace, chat, RequirementState.MET, note=NOTE, by=WATCHER, now=NOW + DAY)
    word = replace(visit, requirement=TALK.key)
    decide(session, workspace, word, RequirementState.MET, note=NOTE, by=WATCHER, now=NOW + DAY)


def _read(session: Session, workspace: str) -> None:
    store(session, workspace, PATH, by=OPERATOR, now=NOW)
    enrol(session, workspace, PATH.key, AMARA, by=AMARA, now=NOW)
    done(session, workspace, PATH.key, AMARA, "read", now=NOW + DAY)
    done(session, workspace, PATH.key, AMARA, "think", note=NOTE, now=NOW + DAY)


def _regrade(session: Session, shelf: Shelf, attempt_id: str) -> None:
    """What was failed is passed, as a question was wrong."""
    own = {"workspace_id": shelf.workspace, "at": NOW + DAY}
    decided = {"policy": "full_credit", "accepted": [], "reason": NOTE, "takes_passes": False, "by": OPERATOR}
    regrade = RegradeRow(id=new_id(), version_id=shelf.year, **decided, **own)
    session.add(regrade)
    session.flush()
    came_to = {"number": 2, "credits": [1.0, 1.0, 1.0], "points": 3.0, "of": 3.0, "passed": True}
    session.add(ResultRow(attempt_id=attempt_id, regrade_id=regrade.id, **came_to, **own))


def _practise(session: Session, shelf: Shelf) -> None:
    """Two questions were answered, one of them rightly; a third was only shown."""
    for version_id, credit in ((shelf.year, 1.0), (shelf.calls, 0.0), (shelf.gifts, None)):
        asked = version(session, shelf.workspace, version_id)
        session.add(
            PracticeRow(
                id=new_id(),
                workspace_id=shelf.workspace,
                person=AMARA,
                certification_id=shelf.certification.id,
                version_id=version_id,
                item_id=asked.item_id,
                competency=asked.competency,
                purpose="free",
                tokens=[],
                shown_at=NOW,
                given={"text": NOTE} if credit is not None else None,
                credit=credit,
                answered_at=NOW + timedelta(seconds=12.5) if credit is not None else None,
            )
        )
