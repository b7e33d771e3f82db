"""``fieldwise audit``: the log shown, filtered and verified."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.care_tables import changes
from knowledge.audit.actions import Action
from knowledge.audit.models import AuditRow
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.commands_at import Run, commands_at, values

MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
GUIDE = "018f0000-0000-7000-8000-000000000001"


@pytest.fixture
def run(database: Database, database_url: str, tmp_path: Path) -> Run:
    """Commands on a database in which three things were done, a day apart."""
    done = (
        ("U0AMARA", Action.EDITION_ADDED, "guide", GUIDE, "Screening mentors", None, {"state": "draft"}),
        ("U0BEN", Action.PUBLISHED, "guide", GUIDE, "Screening mentors", {"state": "draft"}, {"state": "published"}),
        ("operator", Action.ROLE_GIVEN, "person", "U0BEN", "U0BEN", {"role": "learner"}, {"role": "admin"}),
    )
    for day, (actor, action, kind, subject, name, before, after) in enumerate(done):
        with database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=MONDAY)
            now = MONDAY + timedelta(days=day)
            record(
                session, workspace, actor=actor, action=action, subject_kind=kind, subject=subject, name=name,
                before=before, after=after, now=now,
            )  # fmt: skip
    return commands_at(tmp_path / "data", database_url)


def test_the_log_is_shown_newest_first_with_what_changed(run: Run) -> None:
    shown = run("audit").stdout
    words = " ".join(shown.split())
    assert words.index("2026-11-04 09:30") < words.index("2026-11-03 09:30") < words.index("2026-11-02 09:30")
    for piece in ("role: learner → admin", "state: draft → published", "U0AMARA · edition added · Screening mentors"):
        assert piece in words
    entries = values(run("audit", "--json"))["entries"]
    assert [entry["number"] for entry in entries] == [3, 2, 1]
    assert entries[1] == {
        "number": 2,
        "at": "2026-11-03 09:30:00+00:00",
        "actor": "U0BEN",
        "action": "published",
        "subject_kind": "guide",
        "subject": GUIDE,
        "name": "Screening mentors",
        "before": {"state": "draft"},
        "after": {"state": "published"},
    }


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (["--actor", "U0BEN"], [2]),
        (["--action", "role given"], [3]),
        (["--subject", GUIDE], [2, 1]),
        (["--subject", "Screening mentors", "--actor", "U0AMARA"], [1]),
        (["--since", "2026-11-03"], [3, 2]),
        (["--until", "2026-11-03"], [1]),
        (["--since", "2026-11-03T09:30:00", "--until", "2026-11-04T09:30"], [2]),
        (["--limit", "2"], [3, 2]),
        (["--actor", "nobody"], []),
    ],
)
def test_the_log_is_filtered(run: Run, asked: list[str], numbers: list[int]) -> None:
    assert [entry["number"] for entry in values(run("audit", *asked, "--json"))["entries"]] == numbers


def test_where_nothing_fits_that_is_said(run: Run) -> None:
    assert "Nothing of the kind was done." in run("audit", "--actor", "nobody").stdout


@pytest.mark.parametrize("asked", [["--action", "danced"], ["--since", "monday"], ["--limit", "0"]])
def test_what_can_not_be_asked_for_is_told(run: Run, asked: list[str]) -> None:
    assert run("audit", *asked).exit_code == 2


def test_a_log_that_was_tampered_with_is_found_out(run: Run, database: Database) -> None:
    whole = run("audit", "--verify")
    assert whole.exit_code == 0
    assert whole.stdout.startswith("Entries 1 to 3 follow on one another as they were written.")
    last = values(run("audit", "--verify", "--json"))["last"]
    assert f"{last['number']}:{last['hash']}" in whole.stdout
    assert "taken out after it" in whole.stdout, "what can't be told is said"
    with database.transaction() as session:
        session.execute(update(AuditRow).where(AuditRow.number == 2).values(actor="U0CARMEN"))
    broken = run("audit", "--verify")
    assert broken.exit_code == 1
    assert broken.stderr.startswith("Entry 2 is not as it was written")
    told = run("audit", "--verify", "--json")
    assert told.exit_code == 1
    assert values(told) == {"whole": False, "broken_at": 2, "last": last, "as_noted": None}


def test_entries_taken_out_at_the_end_are_missed_where_the_last_one_was_noted(run: Run, database: Database) -> None:
    last = values(run("audit", "--verify", "--json"))["last"]
    noted = ("audit", "--verify", "--expect", f"{last['number']}:{last['hash']}")
    assert run(*noted).exit_code == 0
    assert values(run(*noted, "--json"))["as_noted"] is True
    with database.transaction() as session:
        session.execute(delete(AuditRow).where(AuditRow.number == 3))
    assert run("audit", "--verify").exit_code == 0
    missed = run(*noted)
    assert missed.exit_code == 1
    assert missed.stderr.startswith("Entry 3 is gone, or is not the one that was noted")
    told = run(*noted, "--json")
    assert (told.exit_code, values(told)["whole"], values(told)["as_noted"]) == (1, True, False)


def test_an_empty_log_is_said_to_be_empty(run: Run, database: Database) -> None:
    with database.transaction() as session:
        session.execute(delete(AuditRow))
    assert run("audit", "--verify").stdout.startswith("There are no entries.")
    assert run("audit", "--verify", "--expect", f"1:{'0' * 64}").exit_code == 1


@pytest.mark.parametrize("noted", ["3", "x:abc", "3:", f"3:{'g' * 64}"])
def test_a_note_that_is_none_is_told(run: Run, noted: str) -> None:
    assert run("audit", "--verify", "--expect", noted).exit_code == 2


def test_a_note_is_compared_only_where_the_log_is_verified(run: Run) -> None:
    assert run("audit", "--expect", f"3:{'0' * 64}").exit_code == 2


def test_a_name_with_marks_of_the_terminal_is_shown_as_it_is(run: Run, database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=MONDAY)
        record(
            session, workspace, actor="U0BEN", action=Action.GOLDEN_CHANGED, subject_kind="golden", subject="1",
            name="[red]Why?[/]", now=MONDAY,
        )  # fmt: skip
    assert "[red]Why?[/]" in run("audit", "--limit", "1").stdout


def test_changes_are_told_shortly() -> None:
    before: Facts = {"role": "editor", "channels": ["C1"], "second_person": True, "same": 1}
    after: Facts = {
        "edition_id": GUIDE,
        "role": "admin",
        "channels": ["C1", "C2"],
        "second_person": False,
        "same": 1,
        "reason": "x" * 100,
    }
    assert changes(before, after) == [
        "role: editor → admin",
        "channels: C1 → C1, C2",
        "second_person: yes → no",
        f"reason: {'x' * 59}…",
    ]
    assert changes(None, {"guide": None, "refuse": True}) == ["refuse: yes"]
    assert changes({"state": "draft"}, None) == ["state: draft → none"]
    assert changes(None, None) == []
