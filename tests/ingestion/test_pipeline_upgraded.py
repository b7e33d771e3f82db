"""A job left unfinished by a version whose steps were others is given up, and its files go in anew."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.services import Services
from bot.settings import Settings
from knowledge.guides import life, queries
from knowledge.guides.models import Edition
from storage.workspaces import LOCAL, workspace_id
from tests.ingestion.ingest_and_die import dying, is_killed, lives, take_in_whole

TEXTS = {"calls.txt": "Call each mentor every month.", "closing.txt": "Say goodbye in person."}


def of_another_version(jobs: Path) -> int:
    """Let the unfinished jobs be those of another version; returns how many there are."""
    with closing(sqlite3.connect(jobs)) as connection, connection:
        changed = connection.execute(
            "UPDATE workflow_status SET application_version = '1' WHERE status IN ('PENDING', 'ENQUEUED')"
        )
        return changed.rowcount


def states(services: Services) -> Counter[str]:
    with services.database.reading() as session:
        ids = session.scalars(select(Edition.id)).all()
        return Counter(life.state_of(session, edition_id).value for edition_id in ids)


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two guides."""
    folder = tmp_path_factory.mktemp("guides")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def commits(guides: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many commits it takes to take them in."""
    return lives(tmp_path_factory.mktemp("counted"), guides)


@pytest.mark.parametrize("before_the_last", [3, 11])
def test_its_drafts_are_discarded_and_its_files_published_anew(
    tmp_path: Path, guides: Path, commits: int, before_the_last: int
) -> None:
    data = tmp_path / "data"
    assert is_killed(dying(data, guides, commits - before_the_last))
    assert of_another_version(data / "jobs.sqlite") == 1
    take_in_whole(data, guides)
    assert of_another_version(data / "jobs.sqlite") == 0
    services = Services(Settings(data_dir=data, database_url=None))
    with services.database.reading() as session:
        listed = queries.guide_summaries(session, workspace_id(session, LOCAL) or "")
    assert sorted(guide.key for guide in listed) == sorted(TEXTS)
    assert set(states(services)) <= {"published", "discarded"}
    assert states(services)["published"] == len(TEXTS)
    services.close()
