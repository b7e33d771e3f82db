"""Editions to show: a plain one, and any that could ever come."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.blocks.library.edition_buttons import CardButton
from bot.blocks.library.edition_card import EditionCard
from knowledge.evidence.values import Evidence
from knowledge.golden.values import Failure, Problem
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Step
from knowledge.retrieval.ranking import Passage
from tests.bot.blocks.answers import RATED, counts, days, long, places, wild

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
EDITION, GUIDE = "01938f2e-7c1a-7b7e-9a58-0d2f6f7f4c11", "01938f2e-7c1a-7b7e-9a58-0d2f6f7f4c12"
LOOKS = st.integers(0, 40)

people = st.sampled_from(["U0AMARA", "U0BEN", "operator"]) | wild
steps = st.builds(Step, st.sampled_from(EditionState), people, st.just(AT), st.none() | long)
failures = st.builds(Failure, wild, long, st.sampled_from(Problem), long, long)
passages = st.builds(
    Passage,
    id=st.uuids().map(str),
    edition_id=st.just(EDITION),
    guide_id=st.just(GUIDE),
    ordinal=st.just(0),
    start=st.just(0),
    end=st.just(0),
    heading=st.lists(long, max_size=3).map(tuple),
    place=st.none() | places,
    text=long,
)
evidence = st.none() | st.builds(Evidence, wild, wild, counts, st.none() | long, st.none() | days, st.none() | long)
audiences = st.sampled_from(["everybody", "channels:C0MENTORS,<!here>", "channels:", "staff"]) | wild.filter(bool)
cards = st.builds(
    EditionCard,
    edition_id=st.just(EDITION),
    guide_id=st.just(GUIDE),
    title=long,
    label=long,
    added=steps,
    last=steps,
    owner=st.none() | long,
    owner_person=st.none() | people,
    audience=audiences,
    evidence=evidence,
    passages=st.integers(0, 10_000),
    effective_date=st.none() | days,
    review_date=st.none() | days,
    replaces=st.none() | long,
    warnings=st.lists(long, max_size=8).map(tuple),
    findings=counts,
    failures=st.lists(failures, max_size=8).map(tuple),
    buttons=st.just(tuple(CardButton)),
)


def step(state: EditionState = EditionState.DRAFT, by: str = "U0CARMEN", reason: str | None = None) -> Step:
    return Step(state, by, AT, reason)


def card(last: Step | None = None, **facts: object) -> EditionCard:
    """A card of a plain edition."""
    plain: dict[str, object] = {
        "edition_id": EDITION,
        "guide_id": GUIDE,
        "title": "Monitoring matches",
        "label": "2026",
        "added": step(),
        "last": last or step(),
        "owner": "Mentoring team",
        "owner_person": None,
        "audience": "everybody",
        "evidence": RATED,
        "passages": 48,
        "effective_date": None,
        "review_date": date(2027, 11, 1),
    }
    return EditionCard(**{**plain, **facts})  # type: ignore[arg-type]


def passage(text: str, *heading: str, id_: str = "p") -> Passage:
    """A passage without a page."""
    return Passage(id_, EDITION, GUIDE, 0, 0, len(text), heading or ("Calls",), None, text)
