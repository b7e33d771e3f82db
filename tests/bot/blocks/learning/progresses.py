"""How far people may be: anything that could ever come."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from learning.curriculum.definition import LearningPath, PathStep, StepKind
from learning.curriculum.values import Path, PathStanding, StepStanding, StepState
from learning.learners.values import DEFAULT
from learning.mastery.mastery import Answered, mastery_of
from learning.past.values import PastCertificate
from learning.practice.streaks import Streak
from learning.practice.values import Today
from learning.progress.values import Elsewhere, ExamState, Progress, TopicProgress, Way
from tests.bot.blocks.answers import long
from tests.bot.blocks.learning import holdings

ZONES = (ZoneInfo("UTC"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/New_York"))
THEN = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)
credits = st.lists(st.sampled_from([0.0, 0.5, 1.0]), max_size=40)
masteries = credits.map(lambda found: mastery_of([Answered("care", one, THEN, False) for one in found], THEN))
topics = st.builds(TopicProgress, holdings.keys, long, st.none() | masteries, st.none() | holdings.times)
todays = st.builds(
    Today, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50),
    st.builds(Streak, st.integers(0, 400), st.booleans()), st.none() | holdings.times,
)  # fmt: skip
ways = st.builds(
    Way, holdings.certifications(), st.sampled_from(ExamState), st.lists(holdings.standings(), max_size=6).map(tuple),
    st.none(),
)  # fmt: skip
steps = st.builds(
    StepStanding, st.builds(PathStep, holdings.keys, st.sampled_from(StepKind), long), st.sampled_from(StepState)
)


@st.composite
def paths(draw: st.DrawFn) -> PathStanding:
    found = tuple(draw(st.lists(steps, min_size=1, max_size=5)))
    definition = LearningPath(draw(holdings.keys), draw(long), draw(long), tuple(one.step for one in found))
    return PathStanding(Path(draw(holdings.ids), draw(holdings.ids), 1, definition, False), found, THEN)


elsewhere = st.builds(
    Elsewhere, holdings.certifications(),
    st.builds(PastCertificate, holdings.ids, holdings.people, st.dates(), st.none() | st.dates(), st.none() | long),
)  # fmt: skip
progresses = st.builds(
    Progress,
    person=holdings.people,
    today=todays,
    zone=st.sampled_from(ZONES),
    break_until=st.none() | st.dates(),
    topics=st.lists(topics, max_size=14).map(tuple),
    held=st.lists(holdings.held(), max_size=8).map(tuple),
    ways=st.lists(ways, max_size=6).map(tuple),
    practised=st.just({}),
    years=st.just({}),
    paths=st.lists(paths(), max_size=5).map(tuple),
    preferences=st.just(DEFAULT),
    anything_to_learn=st.just(True),
    elsewhere=st.lists(elsewhere, max_size=8).map(tuple),
)

NOBODY = Progress(
    person="U0", today=Today(0, 0, 0, Streak(0, False), None), zone=ZONES[0], break_until=None, topics=(), held=(),
    ways=(), practised={}, years={}, paths=(), preferences=DEFAULT, anything_to_learn=True,
)  # fmt: skip
WEEK = timedelta(days=7)
