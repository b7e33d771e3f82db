"""What a place or a person may read, asked of a database that holds two workspaces."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select

from ingestion.documents import Block
from knowledge.answering.extractive import answer
from knowledge.answering.sufficiency import FITTED, SufficiencyModel
from knowledge.audiences import queries, service
from knowledge.audiences.audience import Readership
from knowledge.guides import life
from knowledge.guides.models import Guide
from knowledge.guides.queries import guide_summaries, index_entries
from knowledge.members.roles import OPERATOR
from knowledge.retrieval.search import Retriever
from storage.database import Database
from storage.workspaces import ensure_workspace
from tests.knowledge.library import NOW, Library

KEYS = ["everybody", "channels:C1,C2", "staff", "strangers"]


@pytest.fixture
def other(library: Library) -> Library:
    """Another workspace in the same database, with the same caches."""
    with library.database.transaction() as session:
        return replace(library, workspace=ensure_workspace(session, "other", now=NOW))


def text_for(audience: str, of: str = "ours") -> str:
    return f"For {audience} of {of}: the keys of the {audience} cupboard lie under the blue flowerpot."


def fill(library: Library, of: str, keys: list[str] = KEYS) -> dict[str, str]:
    """A guide for each audience; returns their editions."""
    return {key: library.publish(f"{of} {key}", Block(text_for(key, of)), audience=key) for key in keys}


def community(library: Library, name: str, *, channels: Collection[str] = (), people: Collection[str] = ()) -> None:
    with library.database.transaction() as session:
        service.set_community(session, library.workspace, name, channels, people, by=OPERATOR, now=NOW)


def readable(
    library: Library, *, channel: str | None = None, person: str | None = None, member_of: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    with library.database.reading() as session:
        found = queries.readership(session, library.workspace)
    return found.readable(found.reader(channel=channel, person=person, member_of=member_of))


def named(library: Library) -> frozenset[str]:
    with library.database.reading() as session:
        return queries.readership(session, library.workspace).named_channels


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The selects that are made inside."""
    made: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            made.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield made
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_a_channel_reads_what_names_it_or_its_community_and_a_person_what_names_hers_or_her(library: Library) -> None:
    fill(library, "ours")
    community(library, "staff", channels=["C3"], people=["U1"])
    assert readable(library, channel="C1") == ("everybody", "channels:C1,C2")
    assert readable(library, channel="C3") == ("everybody", "staff")
    assert readable(library, channel="C4") == ("everybody",)
    assert readable(library, person="U1") == ("everybody", "staff")
    assert readable(library, person="U2") == ("everybody",)
    assert readable(library, person="U2", member_of=frozenset({"C2", "C3"})) == ("everybody", "channels:C1,C2", "staff")


def test_what_belongs_to_another_workspace_changes_nothing(library: Library, other: Library) -> None:
    fill(other, "theirs")
    community(other, "staff", channels=["C1"], people=["U1"])
    assert readable(library, channel="C1", person="U1", member_of=frozenset({"C1"})) == ("everybody",)
    assert named(library) == frozenset()
    with library.database.reading() as session:
        assert queries.communities(session, library.workspace) == []
        assert not queries.has_guides_for(session, library.workspace, KEYS)
        assert queries.has_guides_for(session, other.workspace, KEYS)
        assert guide_summaries(session, library.workspace, audiences=KEYS) == []
    fill(library, "ours", ["staff"])
    assert readable(library, channel="C1") == ("everybody",)
    assert readable(library, person="U1") == ("everybody",)


def test_a_withdrawn_guide_s_audience_is_none_any_more(library: Library) -> None:
    fill(library, "ours", ["channels:C1"])
    library.withdraw("ours channels:C1")
    assert readable(library, channel="C1") == ("everybody",)
    assert named(library) == frozenset()


def test_channels_have_to_be_asked_about_only_where_something_names_them(library: Library) -> None:
    fill(library, "ours", ["everybody"])
    community(library, "staff", channels=["C7"])
    assert named(library) == frozenset()
    fill(library, "ours", ["channels:C1,C2"])
    assert named(library) == {"C1", "C2", "C7"}


def test_what_may_be_read_takes_one_statement(library: Library) -> None:
    fill(library, "ours", ["everybody"])
    for name in ("staff", "coaches", "strangers"):
        community(library, name, channels=["C1", "C2", "C3"], people=["U1", "U2"])
    with statements(library.database) as made:
        readable(library, person="U1", member_of=frozenset({"C1"}))
    assert len(made) == 1
    fill(library, "ours", ["staff", "coaches", "channels:C1", "strangers"])
    with statements(library.database) as made:
        readable(library, person="U1", member_of=frozenset({"C1"}))
    assert len(made) == 1


def test_there_is_a_guide_for_some_only_if_one_is_for_them(library: Library) -> None:
    fill(library, "ours", ["staff"])
    with library.database.reading() as session:
        assert queries.has_guides_for(session, library.workspace, ("everybody", "staff"))
        assert not queries.has_guides_for(session, library.workspace, ("everybody",))


def guards(library: Library, *editions: str, guides: tuple[str, ...] = ()) -> Readership | None:
    with library.database.reading() as session:
        return queries.guards(session, library.workspace, editions=editions, guides=guides)


def test_what_was_quoted_is_guarded_by_its_edition_and_by_the_newest_one_of_its_guide(library: Library) -> None:
    first = library.publish("keys", Block(text_for("everybody")), audience="everybody")
    assert guards(library, first, guides=("keys",)) == Readership(("everybody",), ())
    second = library.publish("keys", Block(text_for("staff")), audience="channels:C1")
    for edition in (first, second):
        found = guards(library, edition, guides=("keys",))
        assert found is not None
        assert "channels:C1" in found.keys
        assert not found.is_readable(found.reader(channel="C2", person=None, member_of=()))
        assert found.is_readable(found.reader(channel="C1", person=None, member_of=()))
    library.publish("keys", Block(text_for("all again")), audience="everybody")
    widened = guards(library, second, guides=("keys",))
    assert widened is not None
    assert not widened.is_readable(widened.reader(channel="C2", person=None, member_of=()))


def test_a_draft_guards_nothing_yet_and_a_withdrawn_edition_goes_on_guarding(library: Library) -> None:
    first = library.publish("keys", Block(text_for("everybody")))
    library.store("keys", Block(text_for("draft")), audience="staff")
    assert guards(library, first, guides=("keys",)) == Readership(("everybody",), ())
    library.publish("keys", Block(text_for("staff")), audience="staff")
    library.withdraw("keys")
    assert guards(library, first, guides=("keys",)) == Readership(("everybody", "staff"), ())


def test_what_another_workspace_s_guides_said_is_never_told(library: Library, other: Library) -> None:
    ours, theirs = fill(library, "ours", ["everybody"]), fill(other, "theirs", ["everybody"])
    assert guards(library, ours["everybody"], guides=("ours everybody",)) is not None
    assert guards(library, theirs["everybody"]) is None
    assert guards(library, guides=("theirs everybody",)) is None
    assert guards(library, ours["everybody"], theirs["everybody"]) is None


def test_a_search_finds_nothing_of_another_audience_or_another_workspace(library: Library, other: Library) -> None:
    fill(library, "ours")
    fill(other, "theirs")
    for audience in KEYS:
        asked = f"Where do the keys of the {audience} cupboard lie?"
        for mine in (("everybody",), ("everybody", "staff"), (audience,)):
            assert set(library.found(asked, *mine)) == {text_for(key) for key in mine}
            assert set(other.found(asked, *mine)) == {text_for(key, "theirs") for key in mine}


def test_the_same_guide_in_two_workspaces_is_answered_from_ones_own(library: Library, other: Library) -> None:
    for each in (library, other):
        each.publish("keys", Block(text_for("everybody")))
    with library.database.reading() as session:
        owners = set(session.scalars(select(Guide.workspace_id).where(Guide.key == "keys")))
    assert owners == {library.workspace, other.workspace}
    for each in (library, other):
        found = each.ask("Where do the keys lie?")
        (only,) = (ranked.passage for ranked in found.passages)
        with each.database.reading() as session:
            (guide,) = guide_summaries(session, each.workspace)
        assert only.edition_id == guide.edition_id


@pytest.mark.parametrize("asked", ["Where do the keys of the staff cupboard lie?", "What do the strangers cook?"])
def test_neither_quotes_nor_related_headings_nor_figures_depend_on_guides_for_others(
    library: Library, asked: str
) -> None:
    library.publish("walks", Block("Walks", 1), Block("Every walk begins at the north gate and takes two hours."))

    def answered() -> object:
        given = answer(
            asked,
            retriever=Retriever(library.database, library.caches, library.embedder),
            database=library.database,
            model=SufficiencyModel.load(FITTED, library.embedder.model_id),
            workspace=library.workspace,
            audiences=("everybody",),
            now=NOW,
        )
        return replace(given, timings_ms={})

    before = answered()
    fill(library, "ours", ["staff", "channels:C1", "strangers"])
    assert answered() == before


def test_an_index_that_names_the_wrong_audience_still_lets_nothing_through(library: Library) -> None:
    edition = library.store("keys", Block(text_for("staff")), audience="staff")
    with library.database.reading() as session:
        entries = list(index_entries(session, library.embedder.model_id, edition))
    library.caches.put([replace(entry, audience="everybody") for entry in entries], now=NOW)
    library.index(edition)
    with library.database.transaction() as session:
        life.publish(session, library.workspace, edition, by=OPERATOR, now=NOW, golden_failures=0)
    assert library.found("Where do the keys of the staff cupboard lie?") == []
    assert library.found("Where do the keys of the staff cupboard lie?", "staff") == [text_for("staff")]
