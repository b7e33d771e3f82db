"""``fieldwise guides`` and the log of it: where guides stand, what was done to them, by whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from knowledge.freshness.links import record_link
from knowledge.freshness.service import begin_review
from knowledge.members.roles import OPERATOR
from storage.database import Database
from storage.workspaces import LOCAL, require_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.databases import on_both

TODAY = datetime.now(UTC).date()
CALLS = f"""---
title: First calls
edition: 2026.1
owner: The field office
owner_person: U0AMARA
evidence_scheme: effectiveness
evidence_tier: promising
studies: 12
rater: The research team
review_date: {TODAY + timedelta(days=10)}
source: https://example.org/calls
---

# First calls

Call each mentor every month. More is at https://example.org/gone.
"""
LATER = "---\ntitle: Later\neffective_date: 2999-01-01\n---\n\nSay goodbye in person.\n"


@pytest.fixture
def run(tmp_path: Path, database_url: str) -> Run:
    """Commands on a library with a guide that readers see."""
    run = commands_at(tmp_path / "data", database_url)
    (tmp_path / "calls.md").write_text(CALLS, encoding="utf-8")
    assert run("ingest", str(tmp_path / "calls.md")).exit_code == 0
    return run


@contextmanager
def changing(database_url: str) -> Iterator[tuple[Session, str]]:
    database = Database(database_url)
    with database.transaction() as session:
        yield session, require_workspace(session, LOCAL)
    database.close()


def shown(run: Run, *command: str) -> str:
    """What a person reads, on one line."""
    result = run("guides", *command)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@on_both
def test_a_list_tells_the_state_and_the_freshness_of_each_guide(run: Run, tmp_path: Path) -> None:
    for name, text in {
        "later.md": LATER,
        "overdue.md": "---\nreview_date: 2020-01-02\naudience: staff\n---\n\nKeep the keys in the safe.\n",
        "plain.md": "Write down what was agreed.",
        "old.md": "Ring the bell at noon.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        run("ingest", str(tmp_path / name))
    run("guides", "retire", "old.md", "--reason", "There is no bell any more.")
    listed = {guide["guide"]: guide for guide in values(run("guides", "list", "--json"))["guides"]}
    assert {key: (guide["status"], guide["state"], guide["freshness"]) for key, guide in listed.items()} == {
        "calls.md": ("published", "published", "due"),
        "later.md": ("scheduled", "scheduled", None),
        "old.md": ("retired", "withdrawn", "withdrawn"),
        "overdue.md": ("published", "published", "overdue"),
        "plain.md": ("published", "published", "current"),
    }
    assert listed["old.md"]["reason"] == "There is no bell any more."
    assert listed["later.md"]["waiting"]["effective_date"] == "2999-01-01"
    assert (listed["calls.md"]["owner_person"], listed["calls.md"]["waiting"]) == ("U0AMARA", None)
    seen = shown(run, "list")
    assert f"published, content review due, review by {TODAY + timedelta(days=10)}" in seen
    assert "1 passage, only for staff, published, content review overdue, review by 2020-01-02" in seen
    assert "Old edition 1, 1 passage, withdrawn" in seen
    assert "published, current, no review day" in seen
    assert "scheduled for 2999-01-01" in seen


def test_a_new_edition_that_waits_for_its_date_is_told_beside_the_one_that_readers_see(
    run: Run, tmp_path: Path
) -> None:
    changed = CALLS.replace("edition: 2026.1", "edition: next\neffective_date: 2999-01-01").replace("month", "week")
    (tmp_path / "calls.md").write_text(changed, encoding="utf-8")
    assert run("ingest", str(tmp_path / "calls.md")).exit_code == 0
    guide = values(run("guides", "show", "calls.md", "--json"))
    assert (guide["edition"], guide["state"], guide["waiting"]["edition"]) == ("2026.1", "published", "next")
    assert [edition["edition"] for edition in guide["editions"]] == ["next", "2026.1"]
    assert "edition next is scheduled for 2999-01-01" in shown(run, "list")


def test_a_guide_is_shown_with_all_that_was_done_to_it(run: Run, database_url: str) -> None:
    with changing(database_url) as (session, workspace):
        for day in (1, 3):
            at = datetime(2026, 11, day, tzinfo=UTC)
            record_link(session, workspace, "https://example.org/gone", alive=False, problem="status_404", now=at)
    run("guides", "review", "calls.md", "--note", "Asked two offices.", "--next", "2999-05-01")
    run("guides", "retire", "calls.md", "--reason", "A number in it is wrong.")
    guide = values(run("guides", "show", "calls.md", "--json"))
    (edition,) = guide["editions"]
    assert [(s["state"], s["by"], s["reason"]) for s in edition["steps"]] == [
        ("draft", "operator", None),
        ("published", "operator", None),
        ("withdrawn", "operator", "A number in it is wrong."),
    ]
    assert guide["evidence"]["studies"] == 12
    assert (guide["owner"], guide["owner_person"], guide["audience"]) == ("The field office", "U0AMARA", "everybody")
    assert guide["reviews"][0]["note"] == "Asked two offices."
    assert guide["text_passages"][0]["text"].startswith("Call each mentor every month.")
    seen = shown(run, "show", "calls.md")
    assert "withdrawn: A number in it is wrong." in seen
    assert "owner: The field office, U0AMARA" in seen
    assert "evidence: Promising (12 studies, rated by The research team)" in seen
    assert "the command line found that it holds until 2999-05-01: Asked two offices." in seen
    assert "withdrawn, by the command line: A number in it is wrong." in seen


def test_dead_links_of_a_guide_that_readers_see_are_shown(run: Run, database_url: str) -> None:
    assert "Dead links" not in shown(run, "show", "calls.md")
    with changing(database_url) as (session, workspace):
        for day in (1, 3):
            at = datetime(2026, 11, day, tzinfo=UTC)
            record_link(session, workspace, "https://example.org/gone", alive=False, problem="status_404", now=at)
    (link,) = values(run("guides", "show", "calls.md", "--json"))["dead_links"]
    assert (link["url"], link["problem"]) == ("https://example.org/gone", "status_404")
    assert "Dead links https://example.org/gone (there is no such page)" in shown(run, "show", "calls.md")


def test_a_review_on_the_command_line_moves_the_date_and_ends_what_goes_on(run: Run, database_url: str) -> None:
    (guide,) = values(run("guides", "list", "--json"))["guides"]
    with changing(database_url) as (session, workspace):
        begin_review(session, workspace, guide["id"], by=OPERATOR, now=datetime.now(UTC))
    assert values(run("guides", "list", "--json"))["guides"][0]["freshness"] == "under_review"
    assert "under review" in shown(run, "list")
    assert "the command line has begun to look at it" in shown(run, "show", "calls.md")
    told = values(run("guides", "review", "calls.md", "--next", "2999-05-01", "--json"))
    assert told == {"guide": "calls.md", "again": False, "next_review": "2999-05-01", "note": None}
    (guide,) = values(run("guides", "list", "--json"))["guides"]
    assert (guide["freshness"], guide["review_date"]) == ("current", "2999-05-01")
    assert "was reviewed today already" in shown(run, "review", "calls.md", "--next", "2999-05-01")
    assert len(values(run("guides", "show", "calls.md", "--json"))["reviews"]) == 1


def test_a_review_without_a_date_holds_for_a_year(run: Run) -> None:
    until = date.fromisoformat(values(run("guides", "review", "calls.md", "--json"))["next_review"])
    assert timedelta(days=364) < until - TODAY < timedelta(days=368)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("review", "calls.md", "--next", "2020-01-01"), "next review"),
        (("review", "nothing.md"), "fieldwise guides list"),
        (("retire", "calls.md", "--reason", " "), "needs a reason"),
        (("review", "later.md"), "Readers have never seen later.md"),
        (("retire", "later.md"), "Readers have never seen later.md"),
    ],
)
def test_what_can_not_be_done_to_a_guide_is_told_and_changes_nothing(
    run: Run, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    (tmp_path / "later.md").write_text(LATER, encoding="utf-8")
    run("ingest", str(tmp_path / "later.md"))
    before = values(run("guides", "list", "--json"))
    result = run("guides", *command)
    assert result.exit_code == 1
    assert told in " ".join(result.stderr.split())
    assert told in values(run("guides", *command, "--json"))["error"]
    assert values(run("guides", "list", "--json")) == before


def test_a_withdrawn_guide_can_not_be_reviewed(run: Run) -> None:
    assert "Old citations of it say: It is old." in shown(run, "retire", "calls.md", "--reason", "It is old.")
    assert "withdrawn" in run("guides", "review", "calls.md").stderr
    again = shown(run, "retire", "calls.md", "--reason", "Another one.")
    assert "was withdrawn before (It is old.)" in again
    assert "The reason that was given first stays" in again
    assert "stays" not in shown(run, "retire", "calls.md")
    document = values(run("guides", "retire", "calls.md", "--json"))
    assert document == {"guide": "calls.md", "status": "retired", "again": True, "reason": "It is old."}


def test_all_that_the_command_line_does_is_in_the_log_as_the_operators(run: Run, tmp_path: Path) -> None:
    (tmp_path / "later.md").write_text(LATER, encoding="utf-8")
    run("ingest", str(tmp_path / "later.md"))
    run("guides", "review", "calls.md")
    run("guides", "retire", "calls.md", "--reason", "It is old.")
    logged = values(run("audit", "--json"))["entries"]
    assert {entry["actor"] for entry in logged} == {"operator"}
    done = [(entry["name"], entry["action"]) for entry in reversed(logged)]
    assert done == [
        ("First calls", "edition added"),
        ("First calls", "owner changed"),
        ("First calls", "published"),
        ("Later", "edition added"),
        ("Later", "scheduled"),
        ("First calls", "reviewed"),
        ("First calls", "withdrawn"),
    ]
    assert logged[0]["after"]["reason"] == "It is old."
    assert run("audit", "--verify").exit_code == 0
