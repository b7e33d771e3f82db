"""``fieldwise roles``: who has a role, and giving one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.commands_at import Run, commands_at, values


@pytest.fixture
def run(database: Database, database_url: str, tmp_path: Path) -> Run:
    """Commands on a database with the command line's workspace in it."""
    with database.transaction() as session:
        ensure_workspace(session, LOCAL, now=datetime.now(UTC))
    return commands_at(tmp_path / "data", database_url)


def test_a_role_is_given_listed_and_taken_away_again(run: Run) -> None:
    assert values(run("roles", "list", "--json")) == {"members": []}
    assert "roles give" in run("roles", "list").stdout
    given = run("roles", "give", "U0AMARA", "owner", "--json")
    assert values(given) == {"person": "U0AMARA", "role": "owner", "before": "learner"}
    assert "U0BEN: reviewer; before, learner." in run("roles", "give", "U0BEN", "reviewer").stdout
    listed = values(run("roles", "list", "--json"))["members"]
    assert [(m["person"], m["role"], m["given_by"]) for m in listed] == [
        ("U0AMARA", "owner", "operator"),
        ("U0BEN", "reviewer", "operator"),
    ]
    shown = run("roles", "list").stdout
    assert "U0AMARA" in shown
    assert "reviewer" in shown
    assert run("roles", "give", "U0BEN", "learner").exit_code == 0
    assert [m["person"] for m in values(run("roles", "list", "--json"))["members"]] == ["U0AMARA"]
    newest = values(run("audit", "--json"))["entries"][0]
    assert (newest["actor"], newest["action"], newest["subject"]) == ("operator", "role given", "U0BEN")
    assert (newest["before"], newest["after"]) == ({"role": "reviewer"}, {"role": "learner"})


def test_the_only_owner_stays_until_there_is_another(run: Run) -> None:
    run("roles", "give", "U0AMARA", "owner")
    kept = run("roles", "give", "U0AMARA", "editor")
    assert kept.exit_code == 1
    assert "U0AMARA" in kept.stderr
    run("roles", "give", "U0BEN", "owner")
    assert run("roles", "give", "U0AMARA", "editor").exit_code == 0


@pytest.mark.parametrize("person", ["ben", "@ben", "C0GENERAL", "operator", "", "U0 BEN"])
def test_what_is_no_slack_id_gets_no_role(run: Run, person: str) -> None:
    refused = run("roles", "give", "--json", "--", person, "admin")
    assert refused.exit_code == 1
    assert "member ID" in values(refused)["error"]
    assert values(run("roles", "list", "--json")) == {"members": []}


def test_an_unknown_role_is_told_with_those_there_are(run: Run) -> None:
    refused = run("roles", "give", "U0BEN", "boss")
    assert refused.exit_code == 2
    assert "reviewer" in refused.stderr


def test_without_a_library_there_are_no_roles(tmp_path: Path) -> None:
    run = commands_at(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite'}")
    told = run("roles", "list")
    assert told.exit_code == 1
    assert "fieldwise ingest" in told.stderr
