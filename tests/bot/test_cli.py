"""The command line as a person uses it: a folder of guides in, answers out, the library cared for."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.errors import sentence
from bot.settings import Settings
from bot.texts.english import ENGLISH
from knowledge.errors import IndexDamaged
from knowledge.guides.life import withdraw
from knowledge.guides.models import Original
from knowledge.guides.queries import guide_summaries
from knowledge.guides.service import content_hash
from knowledge.members.roles import OPERATOR
from storage.database import Database
from storage.workspaces import LOCAL, require_workspace
from tests.databases import on_both

SUPPORT = """---
title: Monitoring and support
edition: 2026.1
owner: The field office
evidence_tier: promising
review_date: 2028-11-01
source: https://example.org/support
---

# Monitoring and support

## How often staff check in

Match-support staff call each mentor twice in the first month of a match. After that, one call a month is the minimum.

## Records

Staff write down every contact on the day it happens.
"""
CLOSING = "<html><head><title>Closing matches</title></head><body><h1>Closing matches</h1><h2>Goodbyes</h2>\
<p>A last meeting in person gives mentor and young person the chance to say goodbye.</p></body></html>"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, database_url: str) -> Run:
    """Runs a command in a data directory of its own, on both kinds of database."""
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path / "data"), "FIELDWISE_DATABASE_URL": database_url}

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env=environment)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / "support.md").write_text(SUPPORT, encoding="utf-8")
    (folder / "closing.html").write_text(CLOSING, encoding="utf-8")
    return folder


def values(result: Result) -> Any:
    return json.loads(result.stdout)


@on_both
def test_a_folder_goes_in_and_a_question_is_answered_with_its_source(run: Run, folder: Path) -> None:
    taken = run("ingest", str(folder), "--json")
    assert taken.exit_code == 0, taken.output
    assert {(g["guide"], g["title"], g["edition"], g["status"], g["error"]) for g in values(taken)["guides"]} == {
        ("support.md", "Monitoring and support", "2026.1", "published", None),
        ("closing.html", "Closing matches", "1", "published", None),
    }
    answered = run("ask", "How often do staff call a mentor in the first month of a match?", "--json")
    assert answered.exit_code == 0
    answer = values(answered)
    assert answer["outcome"] in {"answered", "partly"}
    assert answer["mode"] == "extractive"
    citation = answer["citations"][0]
    assert citation["quote"].startswith("Match-support staff call each mentor twice in the first month of a match.")
    assert answer["sentences"][0] == {"text": citation["quote"], "citations": [1]}
    assert answer["text"].startswith(f"{citation['quote']} [1]")
    assert (citation["guide"], citation["edition"], citation["heading"]) == (
        "support.md",
        "2026.1",
        ["How often staff check in"],
    )
    assert citation["source"] == "https://example.org/support"
    assert (citation["page"], citation["page_exact"]) == (None, False)
    shown = run("ask", "How often do staff call a mentor in the first month of a match?")
    assert "Match-support staff call each mentor twice" in shown.stdout
    assert "Monitoring and support, edition 2026.1" in " ".join(shown.stdout.split())


def test_what_the_guides_do_not_cover_is_refused_with_related_headings_if_it_is_on_their_matter(
    run: Run, folder: Path
) -> None:
    run("ingest", str(folder))
    answer = values(run("ask", "Which app do mentors use for their calls?", "--json"))
    assert (answer["outcome"], answer["citations"], answer["sentences"]) == ("not_in_guides", [], [])
    assert {"guide", "title", "heading"} == set(answer["related"][0])
    assert values(run("ask", "Who won the football world cup in 1954?", "--json"))["related"] == []
    assert "I did not find this in the guides." in run("ask", "Who won the football world cup in 1954?").stdout


def test_a_folder_given_again_changes_nothing_and_an_edited_guide_gets_a_new_edition(run: Run, folder: Path) -> None:
    run("ingest", str(folder))
    again = values(run("ingest", str(folder), "--json"))
    assert [g["status"] for g in again["guides"]] == ["unchanged", "unchanged"]
    edited = SUPPORT.replace("edition: 2026.1\n", "").replace("on the day it happens", "within a week")
    (folder / "support.md").write_text(edited, encoding="utf-8")
    by_guide = {g["guide"]: g for g in values(run("ingest", str(folder), "--json"))["guides"]}
    assert (by_guide["support.md"]["status"], by_guide["support.md"]["edition"]) == ("published", "2")
    assert by_guide["support.md"]["embedded"] == 1
    assert by_guide["closing.html"]["status"] == "unchanged"
    found = values(run("search", "write down every contact", "-k", "1", "--json"))["passages"]
    assert found[0]["text"] == "Staff write down every contact within a week."


def test_another_text_under_the_label_of_an_earlier_edition_goes_in_with_a_warning(run: Run, folder: Path) -> None:
    def taken(text: str) -> Any:
        (folder / "support.md").write_text(text, encoding="utf-8")
        return values(run("ingest", str(folder / "support.md"), "--json"))["guides"][0]

    assert taken(SUPPORT)["warnings"] == []
    assert taken(SUPPORT.replace("The field office", "The head office"))["warnings"] == []
    edited = SUPPORT.replace("on the day it happens", "within a week")
    changed = taken(edited)
    assert (changed["status"], changed["edition"]) == ("published", "2026.1")
    (warning,) = changed["warnings"]
    assert warning == ENGLISH.publishing.label_taken
    assert warning in " ".join(run("ingest", str(folder / "support.md")).stdout.split())
    assert taken(edited.replace("2026.1", "2026.2"))["warnings"] == []


def test_good_files_go_in_when_a_bad_one_lies_beside_them(run: Run, folder: Path) -> None:
    (folder / "empty.md").write_bytes(b"")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    taken = run("ingest", str(folder), str(folder / "missing.md"), "--json")
    assert taken.exit_code == 1
    results = values(taken)["guides"]
    assert {g["guide"] for g in results if g["status"] == "published"} == {"support.md", "closing.html"}
    for name in ("empty.md", "picture.pdf", "missing.md"):
        (failed,) = [g for g in results if g["guide"] == name]
        assert failed["status"] == "failed"
        assert name in failed["error"]
    told = run("ingest", str(folder))
    assert told.exit_code == 1
    assert "empty.md" in told.stdout


def test_a_file_that_can_not_be_read_is_not_kept(run: Run, folder: Path, database_url: str) -> None:
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n and no more")
    assert run("ingest", str(folder)).exit_code == 1
    database = Database(database_url)
    with database.reading() as session:
        kept = set(session.scalars(select(Original.content_hash)))
    database.close()
    assert kept == {content_hash((folder / name).read_bytes()) for name in ("support.md", "closing.html")}
    assert [g["status"] for g in values(run("ingest", str(folder), "--json"))["guides"]].count("unchanged") == 2


def test_the_same_file_under_two_names_goes_in_once(run: Run, folder: Path) -> None:
    (folder / "support-copy.md").write_text(SUPPORT, encoding="utf-8")
    results = values(run("ingest", str(folder), "--json"))["guides"]
    assert sorted(g["status"] for g in results) == ["failed", "published", "published"]
    (failed,) = [g for g in results if g["status"] == "failed"]
    assert "support" in failed["error"]


def test_guides_of_the_same_name_in_two_folders_stay_apart(run: Run, tmp_path: Path) -> None:
    for place, text in {
        "north": "Mentors in the north meet weekly.",
        "south": "Mentors in the south meet daily.",
    }.items():
        (tmp_path / "all" / place).mkdir(parents=True)
        (tmp_path / "all" / place / "guide.md").write_text(text, encoding="utf-8")
    run("ingest", str(tmp_path / "all"))
    listed = values(run("guides", "list", "--json"))["guides"]
    assert len(listed) == len({g["guide"] for g in listed}) == 2
    assert {g["passages"] for g in listed} == {1}


@on_both
def test_the_library_is_listed_shown_verified_rebuilt_and_a_guide_retired(run: Run, folder: Path) -> None:
    run("ingest", str(folder))
    assert {g["guide"] for g in values(run("guides", "list", "--json"))["guides"]} == {"support.md", "closing.html"}
    assert "Monitoring and support" in run("guides", "list").stdout
    shown = values(run("guides", "show", "support.md", "--json"))
    assert shown["owner"] == "The field office"
    assert [p["heading"] for p in shown["text_passages"]] == [["How often staff check in"], ["Records"]]
    assert "Staff write down every contact" in run("guides", "show", "support.md").stdout
    assert values(run("guides", "verify", "--json"))["sound"]
    rebuilt = values(run("guides", "rebuild", "--json"))
    assert (rebuilt["passages"], rebuilt["embedded"]) == (3, 0)
    assert run("guides", "verify").exit_code == 0
    assert run("guides", "retire", "support.md").exit_code == 0
    assert values(run("ask", "How often do staff call a mentor?", "--json"))["citations"] == []
    assert "fieldwise guides list" in run("guides", "show", "nothing.md").stderr


@pytest.mark.parametrize("broken", ["chroma/chroma.sqlite3", "lexical/*/meta.json", "changes"])
def test_damaged_caches_are_told_with_the_command_that_mends_them(
    run: Run, folder: Path, tmp_path: Path, broken: str
) -> None:
    run("ingest", str(folder))
    (path,) = (tmp_path / "data" / "index").glob(f"*/{broken}")
    path.write_bytes(b"not what it was")
    (folder / "closing.html").write_text(CLOSING.replace("last", "final"), encoding="utf-8")
    for command in (("ask", "Who says goodbye?"), ("search", "goodbye"), ("ingest", str(folder)), ("guides", "verify")):
        told = run(*command)
        assert (told.exit_code, told.stderr) == (1, sentence(IndexDamaged("")) + "\n"), command
    assert run("guides", "rebuild").exit_code == 0
    assert run("ask", "Who says goodbye?").exit_code == run("ingest", str(folder)).exit_code == 0
    assert run("guides", "verify").exit_code == 0


@on_both
def test_lost_caches_come_back_by_themselves(run: Run, folder: Path, tmp_path: Path) -> None:
    import shutil

    run("ingest", str(folder))
    shutil.rmtree(tmp_path / "data" / "index")
    assert values(run("search", "say goodbye", "-k", "1", "--json"))["passages"][0]["guide"] == "closing.html"
    assert values(run("guides", "verify", "--json"))["sound"]


@pytest.mark.parametrize(
    ("question", "told"),
    [("", "empty"), ("a" * 10_000, "too long"), ("🙂🙂🙂", "no words"), ("\x00\x07", "empty"), (" \n\t", "empty")],
)
def test_a_question_that_can_not_be_searched_for_is_told_why(run: Run, folder: Path, question: str, told: str) -> None:
    run("ingest", str(folder))
    result = run("ask", "--json", "--", question)
    assert result.exit_code == 1
    assert told in values(result)["error"]


def test_a_question_in_a_language_that_the_model_does_not_read_is_told_which_it_reads(run: Run, folder: Path) -> None:
    run("ingest", str(folder))
    result = run("ask", "¿Con qué frecuencia llamamos al mentor?", "--json")
    assert result.exit_code == 1
    assert values(result)["error"].startswith("The guides are in English. I can't look through them in Spanish.")


def test_a_question_with_control_characters_is_taken(run: Run, folder: Path) -> None:
    run("ingest", str(folder))
    assert values(run("ask", "How often\x00 do staff call\x07 a mentor in a match?", "--json"))["citations"]


def test_asking_before_there_is_a_library_says_how_to_make_one(run: Run) -> None:
    result = run("ask", "How often?")
    assert result.exit_code == 1
    assert "fieldwise ingest" in result.stderr
    assert "Traceback" not in result.output


@on_both
def test_the_database_is_upgraded_once(run: Run) -> None:
    assert values(run("db", "upgrade", "--json"))["before"] is None
    after = values(run("db", "upgrade", "--json"))
    assert after["before"] == after["after"]


def test_every_command_has_help(run: Run) -> None:
    for command in (["ingest"], ["ask"], ["search"], ["guides"], ["guides", "list"], ["db", "upgrade"]):
        result = run(*command, "--help")
        assert result.exit_code == 0
        assert "Usage" in result.stdout


def test_a_fresh_process_answers_without_importing_torch(folder: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom bot.cli import app\napp(sys.argv[1:], standalone_mode=False)\nprint('torch' in sys.modules)"
    )
    environment = os.environ | {"FIELDWISE_DATA_DIR": str(tmp_path / "data")}  # noqa: TID251 - handed on, not read

    def fieldwise(*arguments: str) -> str:
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert fieldwise("ingest", str(folder), "--json").endswith("False\n")
    answered = fieldwise("ask", "How often do staff call a mentor in a match?", "--json")
    assert "Match-support staff call each mentor" in answered
    assert answered.endswith("False\n")


NO_LIBRARY = "There is no library yet. Add guides with `fieldwise ingest PATH`.\n"


@pytest.mark.parametrize(
    "command",
    [("ask", "How often?"), ("search", "calls"), ("guides", "list"), ("guides", "show", "a.md"),
     ("guides", "verify"), ("guides", "retire", "a.md")],
)  # fmt: skip
def test_a_library_that_nothing_has_gone_into_is_told_as_none(run: Run, command: tuple[str, ...]) -> None:
    assert run("db", "upgrade").exit_code == 0
    result = run(*command)
    assert (result.exit_code, result.stderr) == (1, NO_LIBRARY)


def test_an_empty_library_can_be_rebuilt(run: Run) -> None:
    run("db", "upgrade")
    assert values(run("guides", "rebuild", "--json"))["passages"] == 0


@pytest.mark.parametrize("command", [("ask", "How often?"), ("db", "upgrade"), ("ingest", "guides")])
@pytest.mark.parametrize(
    "address",
    ["foo", "mysql://u:secret@x", "postgresql+nosuch://u:secret@h/d", "postgresql://u:secret@h:secret/d",
     "sqlite:///x?timeout=secret"],
)  # fmt: skip
def test_an_address_of_no_usable_database_is_told_without_its_password(
    tmp_path: Path, folder: Path, address: str, command: tuple[str, ...]
) -> None:
    environment = {"FIELDWISE_DATA_DIR": str(tmp_path / "data"), "FIELDWISE_DATABASE_URL": address}
    arguments = [str(folder) if word == "guides" else word for word in command]
    result = CliRunner().invoke(app, arguments, env=environment)
    assert result.exit_code == 1
    assert result.stderr.startswith("FIELDWISE_DATABASE_URL is not a database address that can be used.")
    assert "secret" not in result.output


def test_settings_do_not_show_the_password(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=SecretStr("postgresql://u:hush-hush@h/d"))
    assert "hush-hush" not in repr(settings) + str(settings) + settings.model_dump_json()
    assert settings.database == settings.jobs_database == "postgresql://u:hush-hush@h/d"


@on_both
def test_retiring_again_deletes_what_a_killed_retirement_left_in_the_caches(
    run: Run, folder: Path, database_url: str
) -> None:
    run("ingest", str(folder))
    database = Database(database_url)
    with database.transaction() as session:
        workspace = require_workspace(session, LOCAL)
        (guide,) = (found for found in guide_summaries(session, workspace) if found.key == "support.md")
        withdraw(session, workspace, guide.id, by=OPERATOR, reason="Old.", now=datetime.now(UTC))
    database.close()
    assert not values(run("guides", "verify", "--json"))["sound"]
    again = run("guides", "retire", "support.md")
    assert again.exit_code == 0
    assert "was withdrawn before" in again.stdout
    assert values(run("guides", "verify", "--json"))["sound"]
    assert values(run("guides", "retire", "support.md", "--json"))["again"] is True
    assert run("guides", "retire", "nothing.md").exit_code == 1


def test_a_guide_that_is_not_for_everybody_says_for_whom_it_is(run: Run, folder: Path) -> None:
    restricted = SUPPORT.replace("owner:", "audience: supervisors\nowner:")
    (folder / "support.md").write_text(restricted, encoding="utf-8")
    run("ingest", str(folder))
    assert run("guides", "list").stdout.count("only for") == 1
    assert "only for supervisors" in " ".join(run("guides", "list").stdout.split())
    assert "only for supervisors" in run("guides", "show", "support.md").stdout
    assert "only for" not in run("guides", "show", "closing.html").stdout
