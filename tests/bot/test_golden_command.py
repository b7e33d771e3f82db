"""``fieldwise golden``: questions in from a spreadsheet, asked, and out again; and asked after a rebuild."""

import csv
from pathlib import Path

import pytest

from bot.commands.golden_sentences import failure_sentence, flaw_sentence
from knowledge.golden.values import Failure, Flaw, LineFlaw, Problem
from tests.bot.commands_at import Run, commands_at, values

SUPPORT = """# Monitoring and support

## How often staff check in

Match-support staff call each mentor twice in the first month of a match. After that, one call a month is the minimum.

## Records

Staff write down every contact on the day it happens.
"""
QUESTION = "How often do staff call a mentor in the first month of a match?"
GOLDEN = (
    f"question;guide;heading;refuse\n{QUESTION};support.md;how often staff check in;\nWho won the cup in 1954?;;;yes\n"
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Commands in a library of one guide."""
    (tmp_path / "support.md").write_text(SUPPORT, encoding="utf-8")
    run = commands_at(tmp_path / "data", f"sqlite:///{tmp_path / 'library.sqlite'}")
    assert run("ingest", str(tmp_path / "support.md")).exit_code == 0
    return run


def file_of(folder: Path, text: str) -> str:
    path = folder / "golden.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_questions_come_in_are_asked_and_go_out_as_they_came(run: Run, tmp_path: Path) -> None:
    assert "There are no golden questions" in run("golden", "list").stdout
    assert "There are no golden questions" in run("golden", "run").stdout
    assert values(run("golden", "run", "--json")) == {"asked": 0, "failures": []}
    taken = run("golden", "import", file_of(tmp_path, GOLDEN))
    assert taken.stdout == "2 added, 0 retired, 0 as they were.\n"
    listed = values(run("golden", "list", "--json"))["questions"]
    assert [(q["question"], q["guide_key"], q["refuse"], q["waiting"]) for q in listed] == [
        (QUESTION, "support.md", False, False),
        ("Who won the cup in 1954?", None, True, False),
    ]
    shown = " ".join(run("golden", "list").stdout.split())
    assert "must be refused" in shown
    passed = run("golden", "run")
    assert (passed.exit_code, passed.stdout) == (0, "2 of 2 golden questions pass.\n")
    out = tmp_path / "out.csv"
    assert run("golden", "export", str(out)).stdout == f"2 golden questions written to {out}.\n"
    assert out.read_bytes().startswith(b"\xef\xbb\xbfquestion,guide,heading,refuse\r\n")
    assert values(run("golden", "import", str(out), "--json")) == {"added": 0, "retired": 0, "kept": 2}
    rows = list(csv.reader(run("golden", "export").stdout.splitlines()))
    assert rows[1:] == [
        [QUESTION, "support.md", "how often staff check in", ""],
        ["Who won the cup in 1954?", "", "", "yes"],
    ]
    newest = values(run("audit", "--action", "golden questions changed", "--json"))["entries"][0]
    assert (newest["actor"], newest["after"]["questions"]) == ("operator", 2)


def test_a_failure_is_told_with_what_was_wanted_and_the_exit_code_is_1(run: Run, tmp_path: Path) -> None:
    wrong = GOLDEN.replace("how often staff check in", "Records").replace(
        "Who won the cup in 1954?", "Who writes contacts down?"
    )
    run("golden", "import", file_of(tmp_path, wrong))
    failed = run("golden", "run", "--json")
    assert failed.exit_code == 1
    document = values(failed)
    assert document["asked"] == 2
    first = document["failures"][0]
    told_wanted = (first["question"], first["problem"], first["wanted"])
    assert told_wanted == (QUESTION, "other_heading", "Monitoring and support > Records")
    told = run("golden", "run")
    assert told.exit_code == 1
    assert f"{QUESTION}\n  {first['says']}\n" in told.stdout
    assert "0 of 2 golden questions pass." in told.stdout
    rebuilt = run("guides", "rebuild")
    assert rebuilt.exit_code == 1
    assert "passages indexed" in rebuilt.stdout
    assert "0 of 2 golden questions pass." in rebuilt.stdout
    assert run("guides", "verify").exit_code == 0


def test_a_rebuild_asks_the_golden_questions_where_there_are_some(run: Run, tmp_path: Path) -> None:
    assert values(run("guides", "rebuild", "--json"))["golden"] == {"asked": 0, "failures": []}
    assert "golden" not in run("guides", "rebuild").stdout
    run("golden", "import", file_of(tmp_path, GOLDEN))
    rebuilt = run("guides", "rebuild", "--json")
    assert (rebuilt.exit_code, values(rebuilt)["golden"]["asked"]) == (0, 2)


def test_a_file_with_flaws_changes_nothing_and_each_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    run("golden", "import", file_of(tmp_path, GOLDEN))
    broken = file_of(tmp_path, "question,guide,heading,refuse\nWhy?,nothing.md,,\nHow?,,,\n")
    told = run("golden", "import", broken)
    assert told.exit_code == 1
    assert told.stderr.splitlines() == [
        "Line 2: there is no guide 'nothing.md'. `fieldwise guides list` shows them all.",
        "Line 3: name the guide that the answer must cite, or write yes under refuse.",
        "Nothing was changed. Mend the file, then import it again.",
    ]
    document = values(run("golden", "import", broken, "--json"))
    assert [(flaw["line"], flaw["flaw"]) for flaw in document["flaws"]] == [(2, "unknown_guide"), (3, "no_target")]
    assert len(values(run("golden", "list", "--json"))["questions"]) == 2


def test_a_question_whose_guide_was_taken_away_waits(run: Run, tmp_path: Path) -> None:
    run("golden", "import", file_of(tmp_path, GOLDEN))
    run("guides", "retire", "support.md")
    listed = values(run("golden", "list", "--json"))["questions"]
    assert [q["waiting"] for q in listed] == [True, False]
    assert "not asked" in run("golden", "list").stdout
    assert run("golden", "run").stdout == "1 of 1 golden questions pass.\n"


def test_a_file_that_is_not_there_or_can_not_be_written_is_told(run: Run, tmp_path: Path) -> None:
    assert run("golden", "import", str(tmp_path / "none.csv")).exit_code == 2
    unwritable = run("golden", "export", str(tmp_path / "none" / "golden.csv"))
    assert unwritable.exit_code == 1
    assert "can't be written" in unwritable.stderr


@pytest.mark.parametrize("flaw", list(Flaw))
def test_every_flaw_has_a_sentence(flaw: Flaw) -> None:
    told = flaw_sentence(LineFlaw(3, flaw, "7"))
    assert told.startswith("Line 3: ")
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize("problem", list(Problem))
def test_every_problem_has_a_sentence(problem: Problem) -> None:
    told = failure_sentence(Failure("1", "Why?", problem, "a.md > A", "b.md > B"))
    assert told.startswith("It must ")
    assert told.endswith(".")


def test_a_wrong_heading_is_called_one_and_numbers_are_grouped_as_everywhere() -> None:
    failure = Failure("1", "Why?", Problem.OTHER_HEADING, "a.md > A", "a.md > B")
    assert failure_sentence(failure) == "It must cite the heading a.md > A, but cites a.md > B."
    assert flaw_sentence(LineFlaw(3, Flaw.TOO_LONG)) == "Line 3: the question is longer than 2,000 characters."
