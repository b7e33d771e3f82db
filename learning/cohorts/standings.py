"""How learners stand with the goals of their cohort, for any number of learners in the same few statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.cohorts.days import her_day
from learning.cohorts.tracks import Reached, better, goal_track, issued, learner_track, taken_over
from learning.cohorts.values import Goal, GoalKind, GoalStanding, Track
from learning.credentials.queries import CertificateFilter
from learning.curriculum.queries import paths, standings
from learning.curriculum.values import Path, PathStanding
from learning.learners.queries import preferences_of
from learning.learners.values import Preferences
from learning.past.queries import past_certificates
from learning.past.values import PastCertificate
from learning.standing.queries import Held, held


@dataclass(frozen=True)
class Facts:
    """What is known of the learners; by the person and the id of the certification, or of the path.

    Attributes:
        certifications: All there are, by key; so are ``paths``.
        held: The certificate that was issued last.
        preferences: How each of the people wants to be reached, by the person.
        now: The time.
    """

    certifications: Mapping[str, Certification]
    paths: Mapping[str, Path]
    held: Mapping[tuple[str, str], Held]
    past: Mapping[tuple[str, str], PastCertificate]
    on_paths: Mapping[tuple[str, str], PathStanding]
    preferences: Mapping[str, Preferences]
    now: datetime

    @property
    def today(self) -> date:
        """The day, in UTC, on which certificates count or do not."""
        return self.now.astimezone(UTC).date()

    def title(self, goal: Goal) -> str:
        """What a goal is called; its key where there is no such certification or path."""
        found = (self.paths if goal.kind is GoalKind.PATH else self.certifications).get(goal.target)
        return found.definition.title if found is not None else goal.target

    def standing(self, person: str, goal: Goal) -> GoalStanding:
        """How a person stands with a goal."""
        if goal.kind is GoalKind.PATH:
            return self._on_path(person, goal)
        return self._certified(person, goal)

    def track(self, person: str, goals: Iterable[GoalStanding]) -> Track:
        """How a person stands with all these goals."""
        return learner_track((one.state for one in goals), self.preferences[person], self._day(person))

    def _certified(self, person: str, goal: Goal) -> GoalStanding:
        found = self.certifications.get(goal.target)
        if found is None:
            return self._standing(person, goal, goal.target, None)
        return self._standing(person, goal, found.definition.title, better(self._certificates(person, found)))

    def _certificates(self, person: str, found: Certification) -> Iterable[Reached]:
        held, past = self.held.get((person, found.id)), self.past.get((person, found.id))
        if held is not None:
            until = held.certificate.expires_at
            yield issued(held.standing, until.astimezone(UTC).date() if until is not None else None)
        if past is not None:
            yield taken_over(past, found.definition.renewal_days, self.today)

    def _on_path(self, person: str, goal: Goal) -> GoalStanding:
        found = self.paths.get(goal.target)
        stands = self.on_paths.get((person, found.id)) if found is not None else None
        if found is None or stands is None:
            return self._standing(person, goal, goal.target, None)
        done, of = stands.done, len(stands.steps)
        reached = Reached(Track.DONE) if done == of else None
        return replace(self._standing(person, goal, found.definition.title, reached), reached=done, of=of)

    def _standing(self, person: str, goal: Goal, title: str, reached: Reached | None) -> GoalStanding:
        state = goal_track(reached.state if reached is not None else None, goal.due, self._day(person))
        return GoalStanding(goal, title, state, expires=reached.expires if reached is not None else None)

    def _day(self, person: str) -> date:
        return her_day(self.preferences[person], self.now)


def facts(session: Session, workspace: str, people: Collection[str], goals: Sequence[Goal], now: datetime) -> Facts:
    """What there is to know of these people and these goals."""
    kinds, wanted = {goal.kind for goal in goals}, {goal.target for goal in goals}
    of_certification = GoalKind.CERTIFICATION in kinds
    found = {one.definition.key: one for one in paths(session, workspace)} if GoalKind.PATH in kinds else {}
    on = [one for key, one in found.items() if key in wanted]
    newest: dict[tuple[str, str], Held] = {}
    for one in held(session, workspace, now, CertificateFilter(people=people)) if of_certification else ():
        newest.setdefault((one.certificate.person, one.certification.id), one)
    return Facts(
        certifications={one.definition.key: one for one in certifications(session, workspace)},
        paths=found,
        held=newest,
        past=past_certificates(session, workspace, people) if of_certification else {},
        on_paths=standings(session, workspace, people, on) if on else {},
        preferences=preferences_of(session, workspace, people),
        now=now,
    )
