"""``fieldwise people``: handing out and erasing what is kept of somebody."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.learning.privacy.everything import Everything

AMARA = "U0AMARA"


@pytest.fixture
def workspace(database: Database) -> str:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=datetime.now(UTC))
        give_role(session, workspace, "U0OWNER", Role.OWNER, by=OPERATOR, now=datetime.now(UTC))
        Everything(session, workspace).of(AMARA, "My neighbour drinks")
    return workspace


@pytest.fixture
def run(workspace: str, database_url: str, tmp_path: Path) -> Run:
    return commands_at(tmp_path / "data", database_url, FIELDWISE_KEEP_QUESTIONS_DAYS="7")


def test_what_is_kept_of_a_person_is_written_to_a_file_and_then_erased(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "amara.json"
    assert run("people", "export", AMARA, str(file)).exit_code == 0
    assert json.loads(file.read_text())["kept"]["question"][0]["asker"] == AMARA
    file.unlink()
    erased = run("people", "erase", AMARA, "--yes")
    assert erased.exit_code == 0, erased.output
    assert "holds this id any more" in erased.stdout
    assert not any(values(run("people", "export", AMARA))["kept"].values())
    assert values(run("audit", "--json"))["entries"][1]["action"] == "person erased"


def test_nobody_is_erased_by_mistake(run: Run) -> None:
    assert run("people", "erase", AMARA).exit_code == 1, "nobody answers"
    assert values(run("people", "export", AMARA))["kept"]["question"]
    for words in ("export", "erase"):
        refused = run("people", words, "Amara Osei")
        assert refused.exit_code == 1
        assert "Copy member ID" in refused.output


def test_the_only_owner_is_told_to_make_another_one_first(run: Run) -> None:
    refused = run("people", "erase", "U0OWNER", "--yes", "--json")
    assert refused.exit_code == 1
    assert "U0OWNER" in values(refused)["error"]


def test_words_that_are_older_than_they_are_kept_are_forgotten(run: Run) -> None:
    forgotten = values(run("people", "forget-old", "--json"))
    assert forgotten["rows"] > 0
    assert values(run("people", "forget-old", "--json")) == {"rows": 0, "people": 0}
    assert {one["text"] for one in values(run("people", "export", AMARA))["kept"]["question"]} == {""}
