"""``fieldwise learners``: how people stand as a table, people and past certificates from a list."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from storage.database import Database
from tests.bot.commands_at import Run, commands_at, values
from tests.learning.cohorts.campus import Campus

HEADER = "person,certification,issued,expires,source,cohort\n"


@pytest.fixture
def run(database: Database, database_url: str, tmp_path: Path) -> Run:
    """Commands where there is a cohort of four."""
    Campus.open(database)
    return commands_at(tmp_path / "data", database_url)


def listed(folder: Path, lines: str) -> str:
    path = folder / "list.csv"
    path.write_text(HEADER + lines, encoding="utf-8")
    return str(path)


def test_a_list_is_looked_at_taken_over_once_and_goes_out_again(run: Run, tmp_path: Path) -> None:
    file = listed(tmp_path, "U024BE7LH,mentor,2026-01-02,2096-01-02,Register,Spring\n")
    seen = run("learners", "take-over", file, "--dry-run")
    assert seen.stdout == "From this list I would take over: 1 certificate, 1 person into a cohort.\n"
    assert run("learners", "take-over", file).stdout == "Taken over: 1 certificate, 1 person into a cohort.\n"
    again = values(run("learners", "take-over", file, "--json"))
    nothing = {"past_certificates": 0, "corrected": 0, "taken_back": 0, "into_cohorts": 0}
    assert again == {"dry_run": False, **nothing, "same": 2, "problems": []}
    out = tmp_path / "learners.csv"
    assert run("learners", "export", str(out)).exit_code == 0
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["person"]: row for row in csv.DictReader(lines)}
    assert (rows["U024BE7LH"]["cohort"], rows["U024BE7LH"]["mentor standing"]) == ("Spring", "recorded")
    assert rows["U024BE7LH"]["mentor expires"] == "2096-01-02"
    done = [entry["action"] for entry in values(run("audit", "--json"))["entries"]]
    assert done[0] == "figures of learners taken out"
    assert "people and certificates taken over" in done


def test_a_cohort_goes_out_as_a_workbook(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "spring.xlsx"
    told = values(run("learners", "export", str(out), "--form", "xlsx", "--cohort", "spring", "--json"))
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    sheet = load_workbook(out).active
    assert sheet is not None
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {"lea", "lou", "lin", "lis"}


def test_lines_with_which_something_is_wrong_are_told_and_left_out(run: Run, tmp_path: Path) -> None:
    lines = "@ann,mentor,2/1/2026,,,\nU024BE7LH,mentor,2026-01-02,,,\nUNKNOWN,mentor,2026-01-02,,,\n"
    told = run("learners", "take-over", listed(tmp_path, lines))
    assert told.exit_code == 1
    assert told.stdout == "Taken over: 1 certificate.\n"
    assert told.stderr.splitlines() == [
        "Slack was not asked whether these ids are people's.",
        "3 things are wrong; I leave these lines out:",
        "Line 2: “@ann” is nobody's Slack id, username or address here.",
        "Line 2: “2/1/2026” is no date as 2026-03-31.",
        "Line 4: “UNKNOWN” is nobody's Slack id, username or address here.",
    ]


def test_what_can_not_be_done_is_a_sentence(run: Run, tmp_path: Path) -> None:
    none = run("learners", "export", str(tmp_path / "x.csv"), "--cohort", "Autumn")
    assert (none.exit_code, none.stderr) == (1, "There is no cohort 'Autumn', or there are several.\n")
    nowhere = run("learners", "export", str(tmp_path / "none" / "x.csv"))
    assert nowhere.exit_code == 1
    assert "can't be written" in nowhere.stderr
