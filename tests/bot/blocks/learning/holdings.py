"""Certificates and requirements to show: any that could ever come."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from learning.certifications.definition import (
    Competency,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.certifications.values import Certification
from learning.credentials.values import Certificate
from learning.requirements.service import Towards
from learning.requirements.states import RequirementStanding
from learning.requirements.values import Mark, RequirementState, Step
from learning.standing.queries import Held, Hit
from learning.standing.values import Severity, Standing
from tests.bot.blocks.answers import days, long, wild

THEN = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)
ids = st.uuids(version=4).map(str)
people = st.sampled_from(["U0AMARA", "operator", "<!here>", "W1"])
times = st.integers(-9_000, 9_000).map(lambda number: THEN + timedelta(days=number))
keys = st.integers(0, 99).map(lambda number: f"key-{number}")
requirements = st.builds(
    Requirement, keys, st.sampled_from(RequirementKind), long,
    st.lists(st.builds(Criterion, keys, wild), max_size=12, unique_by=lambda one: one.key).map(tuple), st.none(),
)  # fmt: skip


@st.composite
def certifications(draw: st.DrawFn) -> Certification:
    listed = draw(st.lists(requirements, max_size=4, unique_by=lambda one: one.key))
    definition = Definition(
        draw(keys), draw(long), draw(long), (Competency("care", "Care"),), (Draw("care", 1),), Passing(50.0),
        requirements=tuple(listed),
    )  # fmt: skip
    return Certification(draw(ids), draw(ids), 1, definition, draw(st.booleans()))


@st.composite
def held(draw: st.DrawFn) -> Held:
    standing = draw(st.sampled_from(Standing))
    certificate = Certificate(
        draw(ids), "0f" * 16, draw(ids), draw(ids), draw(ids), draw(people), draw(long), draw(times),
        draw(st.none() | times), 7, "k", standing is Standing.SUSPENDED, standing is Standing.REVOKED,
        draw(st.none() | long), draw(st.booleans()),
    )  # fmt: skip
    severity = draw(st.none() | st.sampled_from(Severity))
    return Held(certificate, draw(certifications()), standing, severity, (), draw(st.none() | times))


@st.composite
def standings(draw: st.DrawFn) -> RequirementStanding:
    asked = draw(requirements)
    marks = {one.key: draw(st.sampled_from(Mark)) for one in asked.rubric}
    step = Step(
        asked.key, draw(st.sampled_from(RequirementState)), draw(people), THEN, draw(st.sampled_from([None, marks])),
        draw(st.none() | long), draw(st.none() | st.just("https://example.org/a>b|c d")), draw(st.none() | days),
    )  # fmt: skip
    return RequirementStanding(asked, step.state, (step,), draw(st.none() | days))


towards = st.builds(Towards, keys, keys, people)
hits = st.builds(Hit, st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 9), st.just(("a",)))
words = wild | long
