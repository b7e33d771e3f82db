"""``fieldwise ask`` of guides whose evidence is rated: from the side-car to the warning."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

GAMES = """---
title: Match games
evidence_scheme: effectiveness
evidence_tier: no effects
studies: 12
population: young people aged 10-18
last_search: 2025-03
rater: NMRC
review_date: 2025-05-03
---

# Match games

Mentor and young person play a trust game at every meeting, so that they get to know each other.
"""
STARS = """
name: {en: Stars}
tiers:
  - {key: zero, name: {en: No star}, meaning: {en: It harms.}, caution: contrary}
"""
QUESTION = "What game do mentor and young person play at every meeting?"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command in a data directory of its own, with schemes of the operator's own if there are any."""
    (tmp_path / "schemes").mkdir()
    environment = {
        "FIELDWISE_DATA_DIR": str(tmp_path / "data"),
        "FIELDWISE_EVIDENCE_SCHEMES": str(tmp_path / "schemes"),
        "FIELDWISE_DATABASE_URL": "",
    }

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), env=environment)

    return run


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "games.md"
    path.write_text(GAMES)
    return path


def test_an_answer_from_a_guide_without_effects_says_so_before_it_quotes(run: Run, guide: Path) -> None:
    assert run("ingest", str(guide)).exit_code == 0
    said = run("ask", QUESTION).stdout
    warning = said.index("Research does not support “Match games” (rated “No effects”).")
    assert warning < said.index("“Mentor and young person play") < said.index("overdue for review since 3 May 2025.")
    assert "evidence: No effects (12 studies, young people aged 10-18," in said


def test_the_json_holds_the_rating_the_state_and_the_cautions(run: Run, guide: Path) -> None:
    run("ingest", str(guide))
    found = json.loads(run("ask", QUESTION, "--json").stdout)
    (citation,) = found["citations"]
    assert citation["evidence_tier"] == "no effects"
    assert citation["evidence"] == {
        "scheme": "effectiveness",
        "tier": "no_effects",
        "name": "No effects",
        "studies": 12,
        "population": "young people aged 10-18",
        "last_search": "2025-03-01",
        "rater": "NMRC",
    }
    assert (citation["state"], citation["withdrawn_because"]) == ("published", None)
    assert found["cautions"] == [
        {"kind": "evidence_contrary", "guides": [{"title": "Match games", "tier": "no_effects"}]},
        {"kind": "review_overdue", "guides": ["Match games"], "since": "2025-05-03"},
    ]


def test_a_scheme_that_can_not_be_used_is_told_before_anything_is_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schemes" / "stars.yaml").write_text(STARS.replace("contrary", "bad"))
    told = run("ask", QUESTION)
    assert told.exit_code == 1
    assert told.stderr.strip() == (
        "FIELDWISE_EVIDENCE_SCHEMES can't be used: in the file stars.yaml write none or contrary (at tiers[0].caution)."
    )
