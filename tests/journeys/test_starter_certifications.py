"""A workspace with the starter library is given the certifications that ship with it, and the items they draw."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.services import Services
from bot.settings import Settings
from knowledge.audit.queries import entries
from knowledge.guides.queries import guide_summaries, passages_of
from knowledge.members.roles import OPERATOR
from learning.attempts.assembling import Blueprint, draw_form
from learning.attempts.candidates import live
from learning.certifications.definition import Definition
from learning.certifications.queries import certifications
from learning.certifications.service import retire as retire_certification
from learning.certifications.starter import StarterPut, put_starter, starter_certifications, starter_items
from learning.errors import QuoteNotFound
from learning.items.proving import spans
from learning.items.queries import versions_of
from learning.items.service import retire
from learning.items.values import Candidate, ItemState, Pool
from storage.database import Database
from storage.workspaces import LOCAL, require_workspace
from tests.journeys.conftest import STARTER

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HOURS = "four or more hours a month"
CHANGED_GUIDE = "recruiting-mentors.md"


@dataclass(frozen=True)
class Library:
    """The database of a data directory with guides in it."""

    database: Database
    workspace: str

    def put(self) -> StarterPut:
        with self.database.transaction() as session:
            return put_starter(session, self.workspace, by=OPERATOR, now=NOW)

    def candidates(self, definition: Definition) -> tuple[Candidate, ...]:
        keys = [competency.key for competency in definition.competencies]
        with self.database.reading() as session:
            return tuple(live(session, self.workspace, Pool.EXAM, keys))

    def state(self, key: str) -> ItemState:
        with self.database.reading() as session:
            return versions_of(session, self.workspace, key)[0].state

    def audited(self) -> int:
        with self.database.reading() as session:
            return len(entries(session, self.workspace, limit=1_000))


@pytest.fixture
def library(data_dir: Path) -> Iterator[Library]:
    with opened(data_dir) as library:
        yield library


@contextmanager
def opened(folder: Path) -> Iterator[Library]:
    built = Services(Settings(data_dir=folder, database_url=None))
    try:
        with built.database.reading() as session:
            workspace = require_workspace(session, LOCAL)
        yield Library(built.database, workspace)
    finally:
        built.close()


def test_each_quote_stands_within_one_passage_of_the_edition_that_readers_see(starter_library: Path) -> None:
    with opened(starter_library) as library, library.database.reading() as session:
        editions = {guide.key: guide.edition_id for guide in guide_summaries(session, library.workspace)}
        texts = {key: [one.text for one in passages_of(session, edition)] for key, edition in editions.items()}
    quotes = [(item.key, quote) for item in starter_items() for quote in item.quotes]
    not_there = [
        (key, quote)
        for key, quote in quotes
        if not any(next(spans(passage, quote.text), None) for passage in texts[quote.guide])
    ]
    assert not_there == []
    assert {quote.guide for _, quote in quotes} == set(texts)


def test_certifications_and_items_are_there_at_once_and_a_second_time_changes_nothing(library: Library) -> None:
    first = library.put()
    assert first.certifications == tuple(definition.key for definition in starter_certifications())
    assert first.items == tuple(item.key for item in starter_items())
    assert (first.kept, first.left_out) == ((), ())
    assert {library.state(key) for key in first.items[:5]} == {ItemState.PUBLISHED}
    audited = library.audited()
    assert library.put() == StarterPut((), (), first.items, ())
    assert library.audited() == audited


def test_whoever_has_to_try_again_is_asked_other_questions(library: Library) -> None:
    library.put()
    for definition in starter_certifications():
        blueprint = Blueprint(definition.draws, library.candidates(definition))
        for seed in range(50):
            dice = Random(seed)
            first = draw_form(blueprint, {}, dice)
            second = draw_form(blueprint, {item.item_id: 1 for item in first}, dice)
            assert len(first) == len(second) == sum(draw.count for draw in definition.draws)
            assert {item.item_id for item in first}.isdisjoint(item.item_id for item in second)


def test_what_a_workspace_gave_up_does_not_come_back(library: Library) -> None:
    given = library.put()
    key = given.items[0]
    with library.database.transaction() as session:
        version_id = versions_of(session, library.workspace, key)[0].id
        retire(session, library.workspace, version_id, by=OPERATOR, reason="We ask otherwise.", now=NOW)
        retire_certification(session, library.workspace, given.certifications[0], by=OPERATOR, now=NOW)
    again = library.put()
    assert (again.certifications, again.items) == ((), ())
    assert library.state(key) is ItemState.RETIRED
    with library.database.reading() as session:
        assert certifications(session, library.workspace)[0].retired


def test_an_item_whose_proof_an_edition_changed_is_left_out_and_named(tmp_path: Path) -> None:
    guides, data_dir = tmp_path / "guides", tmp_path / "data"
    guides.mkdir()
    before = (STARTER / CHANGED_GUIDE).read_text(encoding="utf-8")
    (guides / CHANGED_GUIDE).write_text(before.replace(HOURS, "six or more hours a month"), encoding="utf-8")
    taken = CliRunner().invoke(app, ["ingest", str(guides)], env={"FIELDWISE_DATA_DIR": str(data_dir)})
    assert taken.exit_code == 0, taken.output
    with opened(data_dir) as library:
        given = library.put()
    changed = {"starter-commitment-monthly-hours"}
    assert {error.key for error in given.left_out if isinstance(error, QuoteNotFound)} == changed
    proved = {item.key for item in starter_items() if {quote.guide for quote in item.quotes} == {CHANGED_GUIDE}}
    assert set(given.items) == proved - changed
