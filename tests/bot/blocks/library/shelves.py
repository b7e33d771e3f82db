"""Guides, entries and the like to show: any that could ever come."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.blocks.library.showing import Panel, Showing
from bot.blocks.mrkdwn import clean
from knowledge.audiences.audience import Community, parse
from knowledge.audit.actions import Action
from knowledge.audit.values import Entry
from knowledge.golden.values import Failure, Flaw, GoldenQuestion, GoldenRun, LineFlaw, Problem
from knowledge.guides.library import EditionLife, ShelfGuide, ShelfState, WaitingEdition
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Step
from knowledge.members.queries import Member
from knowledge.members.roles import Role
from tests.bot.blocks.answers import days, long, wild

THEN = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)
ids = st.uuids(version=4).map(str)
people = st.sampled_from(["U0AMARA", "operator", "<!here>", "W1"])
audiences = st.sampled_from(["everybody", "channels:C1,C2", "channels:", "coaches"]) | wild.filter(bool)
facts = st.none() | st.booleans() | st.integers(-5, 10**9) | long | st.lists(wild, max_size=20)
names = st.sampled_from(["role", "state", "owner", "reason", "edition_id", "people"]) | wild


@st.composite
def guides(draw: st.DrawFn) -> ShelfGuide:
    return ShelfGuide(
        draw(ids), draw(long), draw(ids), draw(long), draw(wild), draw(st.none() | people), draw(st.none() | long),
        draw(audiences), draw(st.sampled_from(ShelfState)), draw(st.none() | days),
        draw(st.none() | st.sampled_from(EditionState)),
    )  # fmt: skip


@st.composite
def waiting(draw: st.DrawFn) -> WaitingEdition:
    return WaitingEdition(
        draw(ids), draw(ids), draw(long), draw(long), draw(wild), draw(st.sampled_from(EditionState)), draw(people),
        THEN, None, None, "everybody",
    )  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    said = st.none() | st.dictionaries(names, facts, max_size=12)
    kind = draw(st.sampled_from(["guide", "person", "workspace", "community", "golden", "library"]))
    action: Any = draw(st.sampled_from(Action) | wild.filter(bool))
    return Entry(
        draw(st.integers(1, 10**9)), THEN, draw(people), action, kind, draw(people), draw(long), draw(said), draw(said)
    )


@st.composite
def lives(draw: st.DrawFn) -> EditionLife:
    steps = st.builds(Step, st.sampled_from(EditionState), people, st.just(THEN), st.none() | long)
    return EditionLife(draw(ids), 1, draw(wild), tuple(draw(st.lists(steps, min_size=1, max_size=12))))


members = st.builds(Member, people, st.sampled_from(Role), people, st.just(THEN))
communities = st.builds(
    Community,
    wild.map(lambda words: parse(clean(words)).key[:150].strip()).filter(bool),
    st.integers(0, 120).map(lambda count: tuple(f"C{n}" for n in range(count))),
    st.lists(ids, max_size=3).map(tuple),
)
questions = st.builds(GoldenQuestion, ids, long, st.none() | long, st.none() | long, st.booleans())
failures = st.builds(Failure, ids, long, st.sampled_from(Problem), long, long)
runs = st.builds(
    GoldenRun,
    ids,
    st.none(),
    st.just("m"),
    st.integers(0, 1_000),
    st.lists(failures, max_size=4).map(tuple),
    st.just(THEN),
)
flaws = st.builds(LineFlaw, st.integers(1, 10**6), st.sampled_from(Flaw), long)
showings = st.builds(
    Showing, st.sampled_from(Panel), st.integers(0, 99), st.sampled_from(["", *ShelfState]),
    st.text(max_size=200), st.sampled_from(["", "U0AMARA"]), st.sampled_from(["", *Action]), st.just(""),
    st.lists(st.integers(1, 10**9), max_size=200).map(tuple),
)  # fmt: skip
