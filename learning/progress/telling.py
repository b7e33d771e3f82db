"""How far a person is, by what is recorded of her. Pure."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from learning.certifications.values import Certification
from learning.continuous.queries import years_by
from learning.curriculum.standing import Facts as PathFacts
from learning.curriculum.standing import Supply, standing_on
from learning.curriculum.values import Path, PathStanding
from learning.learners.hours import is_paused
from learning.progress.earning import LEADING, earned, held
from learning.progress.facts import Facts
from learning.progress.months import COUNTING
from learning.progress.values import Elsewhere, ExamState, Progress, TopicProgress, Way
from learning.requirements.states import RequirementStanding, standing_of
from learning.standing.queries import Held
from learning.standing.standing import OVER


def told(facts: Facts, person: str, now: datetime) -> Progress:
    """How far she is."""
    has = held(facts.lives, facts.certifications, facts.outdated, now)
    on = [(at, one) for one in facts.paths if (at := facts.enrolled.get(one.id)) is not None]
    paths = tuple(on_path(facts, one) for _, one in sorted(on, key=lambda pair: pair[0], reverse=True))
    elsewhere = tuple(_elsewhere(facts, has, now))
    certified = {one.certification.id for one in has if one.standing not in OVER}
    certified |= {one.certification.id for one in elsewhere}
    ways = tuple(_ways(facts, person, certified, paths))
    return Progress(
        person=person,
        today=facts.today,
        zone=facts.zone,
        break_until=facts.preferences.paused_until if is_paused(facts.preferences, facts.zone, now) else None,
        topics=tuple(_topics(facts, [one.certification for found in (ways, has, elsewhere) for one in found])),
        held=has,
        ways=ways,
        practised=facts.practised,
        years=years_by(has, facts.kept, facts.askable, now),
        paths=paths,
        preferences=facts.preferences,
        anything_to_learn=_is_anything_offered(facts),
        elsewhere=elsewhere,
    )


def _is_anything_offered(facts: Facts) -> bool:
    certifications = (one.retired for one in facts.certifications.values())
    return not all((*certifications, *(one.retired for one in facts.paths)))


def on_path(facts: Facts, path: Path) -> PathStanding:
    """How far she is on a path, also where she is not on it."""
    certification = next(
        (one for one in facts.certifications.values() if one.definition.key == path.definition.certification), None
    )
    key = certification.id if certification is not None else ""
    known = PathFacts(
        since=facts.enrolled.get(path.id),
        marked=facts.marked.get(path.id, frozenset()) if path.id in facts.enrolled else frozenset(),
        right=facts.right,
        passed=any(one.certification_id == key and one.passed and one.kind in LEADING for one in facts.attempts),
        requirements={name: steps[-1].state for name, steps in facts.steps.get(key, {}).items()},
    )
    return standing_on(path, known, Supply(facts.items))


def _elsewhere(facts: Facts, has: Iterable[Held], now: datetime) -> Iterator[Elsewhere]:
    ours = {one.certification.id for one in has if one.standing in COUNTING}
    for one in facts.certifications.values():
        past = facts.past.get(one.id)
        if past is not None and one.id not in ours and past.counts(now.date()):
            yield Elsewhere(one, past)


def _ways(facts: Facts, person: str, certified: Collection[str], paths: Iterable[PathStanding]) -> Iterator[Way]:
    """The certifications that she has begun, in the order of their keys; what she holds and counts is none of them."""
    waiting = {
        one.certification.id: one for one in earned(facts.attempts, facts.lives, facts.begun, facts.steps, person)
    }
    open_now = {one.certification_id for one in facts.attempts if one.ended_at is None}
    leading = {path.path.definition.certification: path for path in paths}
    tried = {one.certification_id for one in facts.attempts if one.kind in LEADING}
    for one in facts.certifications.values():
        path = leading.get(one.definition.key)
        begun = one.id in tried or path is not None or one.id in facts.steps
        if one.id in waiting:
            version = waiting[one.id].certification
            yield Way(version, ExamState.PASSED, tuple(_requirements(facts, version)), path)
        elif one.id in open_now:
            yield Way(one, ExamState.OPEN, tuple(_requirements(facts, one)), path)
        elif begun and one.id not in certified and not one.retired:
            yield Way(one, ExamState.TO_DO, tuple(_requirements(facts, one)), path)


def _requirements(facts: Facts, certification: Certification) -> Iterator[RequirementStanding]:
    steps = facts.steps.get(certification.id, {})
    begun = min((one.started_at for one in facts.attempts if one.certification_id == certification.id), default=None)
    for one in certification.definition.requirements:
        yield standing_of(one, steps.get(one.key, ()), begun.date() if begun is not None else None)


def _topics(facts: Facts, certifications: Iterable[Certification]) -> Iterator[TopicProgress]:
    """The competencies of these certifications, each once."""
    competencies = {one.key: one for found in certifications for one in found.definition.competencies}
    for one in competencies.values():
        yield TopicProgress(one.key, one.title, facts.mastery.get(one.key), facts.read.get(one.key))
