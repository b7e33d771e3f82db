"""Use cases of cohorts: one is made and ended, people come and go, a mentor is assigned."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.values import Facts
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.cohorts.charge import InCharge, in_charge, write_down
from learning.cohorts.goals import onto_paths
from learning.cohorts.values import LONGEST_NAME, MOST_LEARNERS
from learning.errors import CohortEmpty, CohortFull, CohortNameMissing, NotInCohort, OwnMentor
from learning.membership.models import CohortPersonRow, CohortRow
from learning.membership.values import Part
from storage.schema import new_id


@dataclass(frozen=True)
class Added:
    """Who was added to a cohort, and who was in it before."""

    added: tuple[str, ...]
    before: tuple[str, ...]


def make(
    session: Session,
    workspace: str,
    name: str,
    learners: Collection[str],
    *,
    channel: str | None = None,
    coordinators: Collection[str] = (),
    by: str,
    now: datetime,
) -> str:
    """Make a cohort of these people; returns its id.

    Args:
        session: The transaction.
        workspace: Whose people they are.
        name: What it is called.
        learners: Who learns in it; the same person twice is in it once.
        channel: The Slack channel that they come from, if they do.
        coordinators: Who looks after all of them.
        by: Who makes it.
        now: The time.

    Raises:
        NotAllowed: The role does not allow it.
        CohortNameMissing: It has no name.
        CohortEmpty: There is no learner.
        CohortFull: There are too many.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.KEEP_COHORTS)
    called = _called(name)
    people = _people(learners)
    _must_fit(len(people))
    row = CohortRow(id=new_id(), workspace_id=workspace, name=called, channel=channel, created_by=by, created_at=now)
    session.add(row)
    session.flush()
    _enter(session, row, people, Part.LEARNER, by, now)
    _enter(session, row, list(dict.fromkeys(coordinators)), Part.COORDINATOR, by, now)
    facts: Facts = {"learners": len(people), "coordinators": len(set(coordinators))}
    write_down(session, row, Action.COHORT_CHANGED, by, now, {}, facts)
    return row.id


def add(
    session: Session,
    workspace: str,
    cohort_id: str,
    people: Collection[str],
    part: Part = Part.LEARNER,
    *,
    mentor: str | None = None,
    by: str,
    now: datetime,
) -> Added:
    """Add people to a cohort; new learners are put on the paths that are goals of it.

    Args:
        session: The transaction.
        workspace: Whose cohort it is.
        cohort_id: Which.
        people: Who; the same person twice is added once, and who is in it as that already stays.
        part: As what.
        mentor: Who is to look after them where they are learners; she becomes a mentor of the cohort where she is not.
        by: Who adds them.
        now: The time.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not change it; or who coordinates it, where she coordinates it herself.
        CohortEmpty: Nobody is named.
        CohortFull: There would be too many learners.
        OwnMentor: Somebody would look after herself.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by, appoints=part is Part.COORDINATOR)
    wanted, there = _people(people), found.people(part)
    new = [one for one in wanted if one not in there]
    if part is Part.LEARNER:
        _must_fit(len(there) + len(new))
    _enter(session, found.row, new, part, by, now)
    if part is Part.LEARNER:
        onto_paths(session, workspace, cohort_id, new, by=by, now=now)
        if mentor is not None:
            _let_look_after(session, found, wanted, mentor, by, now)
    if new or mentor is not None:
        _counted(session, found, part, by, now, len(new))
    return Added(tuple(new), tuple(one for one in wanted if one in there))


def remove(
    session: Session, workspace: str, cohort_id: str, person: str, part: Part = Part.LEARNER, *, by: str, now: datetime
) -> None:
    """Let a person be in a cohort no longer; what she learned is hers, and a mentor's learners have none then.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: ``by`` may not change it; or who coordinates it.
        NotInCohort: She is not in it as that.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by, appoints=part is Part.COORDINATOR)
    if person not in found.people(part):
        raise NotInCohort(person)
    row = CohortPersonRow
    leaving = update(row).where(row.cohort_id == cohort_id, row.person == person, row.part == part.value)
    session.execute(leaving.values(until=now, mentor=None))
    if part is Part.MENTOR:
        without = update(row).where(row.cohort_id == cohort_id, row.mentor == person)
        session.execute(without.values(mentor=None))
    _counted(session, found, part, by, now, -1)


def assign(
    session: Session, workspace: str, cohort_id: str, learner: str, mentor: str | None, *, by: str, now: datetime
) -> None:
    """Let a mentor look after a learner, in place of whoever did; None for nobody.

    She becomes a mentor of the cohort where she is not.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: ``by`` may not change it.
        NotInCohort: The learner is none in it.
        OwnMentor: Somebody would look after herself.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by)
    if learner not in found.people(Part.LEARNER):
        raise NotInCohort(learner)
    had_one = any(one.person == learner and one.mentor is not None for one in found.members)
    _let_look_after(session, found, [learner], mentor, by, now)
    facts = ({"mentor_assigned": had_one}, {"mentor_assigned": mentor is not None})
    write_down(session, found.row, Action.COHORT_CHANGED, by, now, *facts)


def archive(session: Session, workspace: str, cohort_id: str, *, by: str, now: datetime) -> None:
    """End a cohort: nobody sees it any more, and nobody looks after anybody by it.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not change it.
    """
    take_turn(session, workspace)
    found = in_charge(session, workspace, cohort_id, by)
    found.row.archived_at = now
    write_down(session, found.row, Action.COHORT_ARCHIVED, by, now, None, {"learners": len(found.scope.learners)})


def rename(session: Session, workspace: str, cohort_id: str, name: str, *, by: str, now: datetime) -> None:
    """Call a cohort something else.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not change it.
        CohortNameMissing: It would have no name.
    """
    take_turn(session, workspace)
    found, called = in_charge(session, workspace, cohort_id, by), _called(name)
    before = found.row.name
    if called != before:
        found.row.name = called
        write_down(session, found.row, Action.COHORT_CHANGED, by, now, {"name": before}, {"name": called})


def _called(name: str) -> str:
    """A name as it is kept."""
    called = " ".join(name.split())[:LONGEST_NAME]
    if not called:
        raise CohortNameMissing
    return called


def _people(people: Collection[str]) -> list[str]:
    """Those who are named, each once."""
    found = list(dict.fromkeys(people))
    if not found:
        raise CohortEmpty
    return found


def _must_fit(learners: int) -> None:
    if learners > MOST_LEARNERS:
        raise CohortFull(MOST_LEARNERS, learners)


def _enter(session: Session, cohort: CohortRow, people: Collection[str], part: Part, by: str, now: datetime) -> None:
    """Add people; who was in it once is so again."""
    row = CohortPersonRow
    query = select(row).where(row.cohort_id == cohort.id, row.part == part.value, row.person.in_(people))
    known = {one.person: one for one in session.scalars(query.execution_options(populate_existing=True))}
    for one in known.values():
        one.until, one.since, one.by, one.mentor = None, now, by, None
    same = {"cohort_id": cohort.id, "workspace_id": cohort.workspace_id, "part": part.value, "by": by, "since": now}
    session.add_all(row(person=person, **same) for person in people if person not in known)
    session.flush()


def _let_look_after(
    session: Session, found: InCharge, learners: Collection[str], mentor: str | None, by: str, now: datetime
) -> None:
    if mentor is not None and mentor in learners:
        raise OwnMentor(mentor)
    if mentor is not None and mentor not in found.people(Part.MENTOR):
        _enter(session, found.row, [mentor], Part.MENTOR, by, now)
    row = CohortPersonRow
    learning = update(row).where(row.cohort_id == found.row.id, row.part == Part.LEARNER.value)
    session.execute(learning.where(row.person.in_(learners)).values(mentor=mentor))


def _counted(session: Session, found: InCharge, part: Part, by: str, now: datetime, more: int) -> None:
    before, what = len(found.people(part)), f"{part.value}s"
    write_down(session, found.row, Action.COHORT_CHANGED, by, now, {what: before}, {what: before + more})
