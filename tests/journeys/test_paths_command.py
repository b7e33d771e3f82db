"""``fieldwise paths``: the learning paths on the command line, over the starter library."""

from pathlib import Path

import pytest

from bot.settings import Settings
from learning.curriculum.reading import read_path
from learning.curriculum.starter import starter_paths
from tests.bot.commands_at import Run, commands_at, values
from tests.journeys.workplace import copied

KEYS = [path.key for path in starter_paths()]


@pytest.fixture
def run(starter_library: Path, tmp_path: Path) -> Run:
    """Commands on a copy of the starter library."""
    folder = copied(starter_library, tmp_path)
    return commands_at(folder, Settings(data_dir=folder, database_url=None).database)


def test_every_guide_heading_and_question_that_a_starter_path_names_is_in_the_starter_library(run: Run) -> None:
    assert values(run("certifications", "starter", "--json"))["paths"] == KEYS
    found = values(run("paths", "list", "--json"))["paths"]
    assert [(one["key"], one["certification"], one["people"], one["retired"]) for one in found] == [
        (key, key, 0, False) for key in KEYS
    ]
    assert values(run("certifications", "starter", "--json"))["paths"] == []


def test_a_path_is_exported_changed_added_shown_and_retired(run: Run, tmp_path: Path) -> None:
    assert run("certifications", "starter").exit_code == 0
    text = run("paths", "export", KEYS[0]).stdout
    assert read_path(text) == starter_paths()[0]
    file = tmp_path / "path.yaml"
    file.write_text(text.replace("Becoming a mentor", "Being a mentor"), encoding="utf-8")
    assert values(run("paths", "add", str(file), "--json"))["version"] == 2
    assert "Being a mentor" in run("paths", "show", KEYS[0]).stdout
    assert run("paths", "retire", KEYS[0]).exit_code == 0
    assert "2, retired" in run("paths", "list").stdout


def test_a_file_that_is_no_path_or_names_what_there_is_not_is_refused_with_all_that_is_wrong(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "path.yaml"
    file.write_text("key: a path\ntitle: A path\nsteps: []\n")
    said = run("paths", "add", str(file))
    assert said.exit_code == 1
    assert all(words in said.stderr for words in ("“a path” can't be a key", "summary", "steps"))
    step = "{key: a, kind: reading, title: A, readings: [{guide: nowhere.md}]}"
    file.write_text(f"key: a\ntitle: A\nsummary: A\nsteps: [{step}]\n")
    said = run("paths", "add", str(file))
    assert (said.exit_code, "“nowhere.md”" in said.stderr) == (1, True)
    assert "`fieldwise paths list`" in run("paths", "show", "a").stderr


def test_a_draft_has_a_step_for_each_chapter_and_can_be_added_as_it_is(run: Run, tmp_path: Path) -> None:
    assert run("certifications", "starter").exit_code == 0
    text = run("paths", "draft", "screening-mentors.pdf").stdout
    titles = [step.title for step in read_path(text).steps]
    assert "Rules of contact between mentors and young people" in titles
    assert "Acting on a concern for safety" in titles
    file = tmp_path / "draft.yaml"
    file.write_text(text, encoding="utf-8")
    assert run("paths", "add", str(file)).exit_code == 0
    assert run("paths", "draft", "nowhere.md").exit_code == 1
