"""The libraries that speed is measured on stand in the database as real use would have left them."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from bot.settings import Settings
from evals.workload import library, used_library
from evals.workload.sentences import SentencePool
from knowledge.guides.models import ActiveEdition, Edition
from knowledge.guides.states import EditionState
from knowledge.guides.steps import steps_of
from storage.database import Database
from storage.upgrade import upgrade_url
from storage.workspaces import LOCAL, ensure_workspace

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
POOL = SentencePool(("Call each month.", "Write it down."), np.eye(2, 8, dtype=np.float32), ())
DRAFT, REVIEW, PUBLISHED = EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.PUBLISHED
LIVES = {
    "ingested": {(True, DRAFT, PUBLISHED)},
    "used": {(True, DRAFT, REVIEW, PUBLISHED), (False, DRAFT, REVIEW, PUBLISHED, EditionState.SUPERSEDED)},
}


@pytest.mark.parametrize("kind", LIVES)
def test_every_edition_of_a_library_to_measure_has_the_steps_of_its_life(tmp_path: Path, kind: str) -> None:
    url = Settings(data_dir=tmp_path, database_url=None).database
    upgrade_url(url)
    database = Database(url)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    if kind == "used":
        used_library.fill(database, workspace, askers=["U0AMARA"], now=NOW)
    else:
        library.fill(database, workspace, "a model", POOL, 100, now=NOW)
    with database.reading() as session:
        seen = set(session.scalars(select(ActiveEdition.edition_id)))
        editions = session.scalars(select(Edition.id)).all()
        lives = {(edition in seen, *(step.state for step in steps_of(session, edition))) for edition in editions}
    database.close()
    assert lives == LIVES[kind]
