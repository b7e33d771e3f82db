"""``fieldwise items`` and ``fieldwise certifications``: the bank and the certifications on the command line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services import Services
from bot.settings import Settings
from knowledge.guides.steps import subject_of
from learning.formats import recognising
from learning.items.queries import versions_of
from learning.items.service import quarantine
from storage.workspaces import LOCAL, require_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.journeys.workplace import copied

GIFT = b"""::Calls::How often is a mentor called?{=Monthly ~Yearly####The guide says so.}

::Essay::Tell me about it.{}
"""
ASKED = "items:\n  - {key: calls, type: true_false, stem: Mentors are called twice., right: yes}\n"


@pytest.fixture
def run(starter_library: Path, tmp_path: Path) -> Run:
    """Commands on a copy of the starter library."""
    folder = copied(starter_library, tmp_path)
    return commands_at(folder, Settings(data_dir=folder, database_url=None).database)


def test_items_are_imported_listed_shown_exported_and_retired(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_bytes(GIFT)
    taken = run("items", "import", str(tmp_path / "bank.gift"))
    assert (taken.exit_code, "1 new drafts" in taken.stdout) == (0, True)
    assert "essay" in taken.stderr
    again = values(run("items", "import", str(tmp_path / "bank.gift"), "--json"))
    (key,) = again["kept"]
    assert (again["added"], key.startswith("calls-")) == ([], True)
    assert "How often is a mentor called?" in run("items", "list").stdout
    assert values(run("items", "list", "--state", "published", "--json")) == {"items": []}
    assert values(run("items", "show", key, "--json"))["rationale"] == "The guide says so."
    shown = run("items", "show", key).stdout
    assert "Monthly" in shown
    assert "The guide says so." in shown
    out = tmp_path / "out.yaml"
    assert run("items", "export", str(out)).exit_code == 0
    assert [draft.key for draft in recognising.read(out.read_bytes()).drafts] == [key]
    assert run("items", "retire", key, "--reason", "It is old.").exit_code == 0
    assert values(run("items", "list", "--state", "retired", "--json"))["items"][0]["key"] == key


def test_what_is_imported_is_sent_to_review_in_the_same_command(run: Run, tmp_path: Path) -> None:
    drafted = values(run("items", "draft", "monitoring-and-support.md", "--competency", "support", "--json"))["added"]
    bank = tmp_path / "bank.yaml"
    assert run("items", "export", str(bank)).exit_code == 0
    bank.write_text(bank.read_text() + "  - key: bare\n    type: true_false\n    stem: Is it so?\n    right: yes\n")
    said = run("items", "import", str(bank), "--submit")
    assert (said.exit_code, f"{len(drafted)} sent to review." in said.stdout) == (1, True)
    assert "bare: " in said.stderr
    assert "no guide proves it" in said.stderr
    found = values(run("items", "list", "--json"))["items"]
    assert {one["key"]: one["state"] for one in found} == {**dict.fromkeys(drafted, "in_review"), "bare": "draft"}
    again = values(run("items", "import", str(bank), "--submit", "--json"))
    assert (again["submitted"], len(again["not_submitted"])) == ([], 1)
    assert "submitted" not in values(run("items", "import", str(bank), "--json"))


def test_what_is_a_new_version_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(ASKED)
    first = values(run("items", "import", str(file), "--json"))
    assert (first["added"], first["new_versions"]) == (["calls"], [])
    file.write_text(ASKED.replace("twice", "once"))
    assert "New versions of questions that were there: calls." in run("items", "import", str(file)).stdout


def test_an_item_without_proof_is_not_published(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_bytes(GIFT)
    (key,) = values(run("items", "import", str(tmp_path / "bank.gift"), "--json"))["added"]
    refused = run("items", "publish", key)
    assert (refused.exit_code, "no guide proves it" in refused.stderr) == (1, True)


def test_drafts_of_a_guide_are_stored_and_can_be_published(run: Run) -> None:
    drafted = values(run("items", "draft", "monitoring-and-support.md", "--competency", "support", "--json"))
    assert drafted["added"]
    first = drafted["added"][0]
    assert run("items", "publish", first).exit_code == 0
    assert values(run("items", "show", first, "--json"))["state"] == "published"
    missing = run("items", "draft", "nothing.md")
    assert (missing.exit_code, "guides list" in missing.stderr) == (1, True)


def test_a_question_that_was_taken_out_is_shown_with_its_guide_and_the_reason(
    starter_library: Path, tmp_path: Path
) -> None:
    folder = copied(starter_library, tmp_path)
    config = Settings(data_dir=folder, database_url=None)
    run = commands_at(folder, config.database)
    drafted = values(run("items", "draft", "monitoring-and-support.md", "--competency", "support", "--json"))
    first = drafted["added"][0]
    assert run("items", "publish", first).exit_code == 0
    database = Services(config).database
    with database.transaction() as session:
        workspace = require_workspace(session, LOCAL)
        found = versions_of(session, workspace, first)[0]
        called = subject_of(session, workspace, found.proofs[0].edition_id).called
        assert quarantine(session, workspace, found.id, edition_id=found.proofs[0].edition_id, now=datetime.now(UTC))
    shown = " ".join(run("items", "show", first).stdout.split())
    assert "quarantined: taken out until somebody looks at it" in shown
    assert f"An edition changed or withdrew what proves it: {called}" in shown
    assert f"({called.removesuffix(')').replace(' (', ', edition ')})" in shown
    assert values(run("items", "show", first, "--json"))["state"] == "quarantined"


def test_the_starter_set_is_put_once_and_a_certification_goes_out_and_in(run: Run, tmp_path: Path) -> None:
    first = values(run("certifications", "starter", "--json"))
    assert first["certifications"] == ["mentor-essentials", "programme-coordinator"]
    assert first["items"]
    again = values(run("certifications", "starter", "--json"))
    assert (again["certifications"], again["items"]) == ([], [])
    assert "ready" in run("certifications", "list").stdout
    listed = values(run("certifications", "list", "--json"))["certifications"]
    assert [one["short_of"] for one in listed] == [[], []]
    file = tmp_path / "mentor.yaml"
    file.write_text(run("certifications", "show", "mentor-essentials").stdout.replace("percent: 75", "percent: 80"))
    assert "version 2" in run("certifications", "put", str(file)).stdout
    shown = values(run("certifications", "show", "mentor-essentials", "--json"))
    assert shown["definition"]["passing"]["percent"] == 80
    assert run("certifications", "retire", "mentor-essentials").exit_code == 0
    assert values(run("certifications", "list", "--json"))["certifications"][0]["retired"] is True


def test_what_can_not_be_done_is_a_sentence(run: Run, tmp_path: Path) -> None:
    for command in (["items", "show", "nothing"], ["items", "retire", "nothing", "--reason", "x"]):
        told = run(*command)
        assert (told.exit_code, "items list" in told.stderr) == (1, True)
    gone = run("certifications", "retire", "nothing")
    assert (gone.exit_code, "certifications list" in gone.stderr) == (1, True)
    bad = tmp_path / "bad.yaml"
    bad.write_text("key: x\ntitle: X\n")
    refused = run("certifications", "put", str(bad))
    assert (refused.exit_code, "draws: no question is drawn." in refused.stderr) == (1, True)
