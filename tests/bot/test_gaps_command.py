"""``fieldwise gaps``: what was asked in vain on the command line, and drafts from what is asked often."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.answering.answer import Answer
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.service import claim, record
from knowledge.conversations.values import Asked
from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.gathering import collect
from storage.database import Database
from storage.workspaces import LOCAL, require_workspace
from tests.bot.commands_at import Run, commands_at, values

IN_VAIN = "=SUM(1) Which payroll software do we buy?"
NOTHING = Answer(Outcome.NOT_IN_GUIDES, (), (), (), 0.1)


@pytest.fixture
def run(tmp_path: Path, embedder: Embedder) -> Run:
    """Commands in a library of one guide, in which one question was asked in vain."""
    (tmp_path / "guide.md").write_text("# Calls\n\nStaff must call each mentor twice in the first month.\n")
    run = commands_at(tmp_path / "data", f"sqlite:///{tmp_path / 'library.sqlite'}")
    assert run("ingest", str(tmp_path / "guide.md")).exit_code == 0
    database, now = Database(f"sqlite:///{tmp_path / 'library.sqlite'}"), datetime.now(UTC)
    with database.transaction() as session:
        workspace = require_workspace(session, LOCAL)
        question = claim(session, workspace, Asked("E", "C1", "1.0", "1.0", "U0DEV", IN_VAIN, "1.0"), now=now)
        assert question is not None
        record(session, question, job="j", answer=NOTHING, notice=None, now=now)
    assert collect(database, embedder, workspace, is_open=lambda _: True, now=now).questions == 1
    database.close()
    return run


def test_a_gap_is_listed_given_and_exported(run: Run, tmp_path: Path) -> None:
    (gap,) = values(run("gaps", "list", "--json"))["gaps"]
    assert (gap["title"], gap["state"], gap["owner"], gap["unsettled"]) == (IN_VAIN, "open", None, 1)
    assert "U0DEV" not in str(gap)
    refused = run("gaps", "give", gap["id"], "U0BEN")
    assert (refused.exit_code, "learner does not allow U0BEN to close gaps" in refused.stderr) == (1, True)
    assert run("roles", "give", "U0BEN", "editor").exit_code == 0
    given = "U0BEN sees to it, and hears of it from the bot within a minute or two while that runs.\n"
    assert run("gaps", "give", gap["id"], "U0BEN").stdout == given
    assert run("gaps", "give", gap["id"], "U0BEN").stdout == "U0BEN sees to it already.\n"
    assert "U0BEN" in run("gaps", "list").stdout
    assert "no gap of the kind" in run("gaps", "list", "--state", "closed").stdout
    (_, row) = csv.reader(io.StringIO(run("gaps", "export").stdout))
    assert row[1] == f"'{IN_VAIN}"
    out = tmp_path / "gaps.csv"
    assert run("gaps", "export", str(out)).stdout == f"1 gaps written to {out}.\n"
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,question,state")


def test_weeks_and_standard_answers_are_shown(run: Run) -> None:
    weeks = values(run("gaps", "trend", "--json"))["weeks"]
    assert (len(weeks), weeks[-1]["not_in_guides"]) == (8, 1)
    assert "did not help" in run("gaps", "trend").stdout
    assert values(run("gaps", "standard", "--json")) == {"standard_answers": []}
    assert "no standard answer" in run("gaps", "standard").stdout


def test_what_is_no_gap_or_no_person_is_said_so(run: Run) -> None:
    (gap,) = values(run("gaps", "list", "--json"))["gaps"]
    for arguments, said in (((gap["id"], "no one"), "no member ID"), (("nonsense", "U0BEN"), "There is no gap")):
        result = run("gaps", "give", *arguments)
        assert result.exit_code == 1
        assert said in result.stderr


def test_drafts_are_made_of_a_guide_or_of_what_is_asked_often_and_not_of_both(run: Run) -> None:
    both = run("items", "draft", "guide.md", "--often-asked", "--competency", "c")
    neither = run("items", "draft", "--competency", "c")
    for result in (both, neither):
        assert result.exit_code == 1
        assert "Name a guide, or say --often-asked." in result.stderr
    # Nothing was asked by three people.
    nothing = run("items", "draft", "--often-asked", "--competency", "c")
    assert (nothing.exit_code, nothing.stdout) == (1, "0 new drafts, 0 as they were.\n")
