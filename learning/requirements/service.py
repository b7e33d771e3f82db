"""Use cases of requirements: something is handed in, observed, waived, given more time."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlsplit

from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.turns import take_turn
from learning.certifications.queries import certification
from learning.certifications.values import Certification
from learning.errors import (
    DecidedMeanwhile,
    LinkUnusable,
    MarksIncomplete,
    ReasonMissing,
    RequirementNotFound,
    WrongRequirementState,
)
from learning.requirements.models import RequirementStepRow
from learning.requirements.observers import require_granter, require_observer
from learning.requirements.queries import standing, step_value
from learning.requirements.states import RequirementStanding, may_become, unmarked
from learning.requirements.values import Mark, RequirementState, Step
from storage.schema import new_id

LONGEST_LINK = 2_000
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Towards:
    """Whose requirement it is: of a certification, for a person. All three are keys or ids as people name them."""

    certification: str
    requirement: str
    person: str


def is_web_address(link: str) -> bool:
    """Whether evidence can be linked so: an address on the web that is not too long, whatever letters it is in."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return is_web and len(quote(link, safe=string.punctuation)) <= LONGEST_LINK


def submit(
    session: Session,
    workspace: str,
    towards: Towards,
    *,
    link: str | None = None,
    note: str | None = None,
    now: datetime,
) -> Step:
    """A person hands in what she has done for a requirement; also again, until it is decided that she is done.

    Raises:
        CertificationNotFound: There is no such certification.
        RequirementNotFound: It has no such requirement.
        WrongRequirementState: She is done with it.
        LinkUnusable: The link is no address on the web.
    """
    take_turn(session, workspace)
    found, before = _before(session, workspace, towards)
    if link is not None and not is_web_address(link):
        raise LinkUnusable(link)
    step = Step(towards.requirement, RequirementState.SUBMITTED, towards.person, now, note=note, link=link)
    return _add(session, workspace, found, before, towards.person, step)


def decide(
    session: Session,
    workspace: str,
    towards: Towards,
    state: RequirementState,
    *,
    marks: Mapping[str, Mark] | None = None,
    note: str | None = None,
    seen: int | None = None,
    by: str,
    now: datetime,
) -> Step:
    """An observer decides that a requirement is met, or asks to repeat; ``states.suggested`` says what marks suggest.

    Args:
        session: The transaction.
        workspace: Whose certification it is.
        towards: What is decided on.
        state: ``MET`` or ``REPEAT``.
        marks: For each line of the requirement's rubric, where it has one.
        note: For the person.
        seen: How many steps there were when the observer looked at it; None where that does not matter.
        by: Who decides.
        now: The time.

    Raises:
        NotAllowed: Neither the role allows it, nor does she look after the person in a cohort that is to reach this.
        MarksOwn: It is her own.
        CertificationNotFound: There is no such certification.
        RequirementNotFound: It has no such requirement.
        WrongRequirementState: It can't become that.
        DecidedMeanwhile: Somebody decided after she had looked at it.
        MarksIncomplete: A line of the rubric has no mark, or a mark no line.
    """
    take_turn(session, workspace)
    require_observer(session, workspace, by, towards.person, towards.certification)
    found, before = _before(session, workspace, towards)
    for last in before.decided_since(seen) if seen is not None else ():
        raise DecidedMeanwhile(towards.requirement, last.state.value, last.by)
    if state not in (RequirementState.MET, RequirementState.REPEAT):
        raise WrongRequirementState(towards.requirement, before.state.value, state.value)
    wrong = unmarked(before.requirement.rubric, marks or {})
    if wrong:
        raise MarksIncomplete(wrong)
    step = Step(towards.requirement, state, by, now, marks=marks or None, note=note)
    return _decided(session, workspace, found, before, towards.person, step)


def waive(session: Session, workspace: str, towards: Towards, *, reason: str, by: str, now: datetime) -> Step:
    """Ask a person no longer for a requirement.

    Raises:
        NotAllowed: The role does not allow it.
        MarksOwn: It is her own.
        ReasonMissing: There is no reason.
        CertificationNotFound: There is no such certification.
        RequirementNotFound: It has no such requirement.
        WrongRequirementState: She is done with it.
    """
    take_turn(session, workspace)
    require_granter(session, workspace, by, towards.person)
    found, before = _before(session, workspace, towards)
    step = Step(towards.requirement, RequirementState.WAIVED, by, now, note=_reason(reason))
    return _decided(session, workspace, found, before, towards.person, step)


def extend(
    session: Session, workspace: str, towards: Towards, until: date, *, reason: str, by: str, now: datetime
) -> Step:
    """Give a person until the end of a day for a requirement; it stands as it stood.

    Raises:
        NotAllowed: The role does not allow it.
        MarksOwn: It is her own.
        ReasonMissing: There is no reason.
        CertificationNotFound: There is no such certification.
        RequirementNotFound: It has no such requirement.
        WrongRequirementState: She is done with it.
    """
    take_turn(session, workspace)
    require_granter(session, workspace, by, towards.person)
    found, before = _before(session, workspace, towards)
    if before.is_done:
        raise WrongRequirementState(towards.requirement, before.state.value, before.state.value)
    last = before.steps[-1] if before.steps else None
    step = Step(
        requirement=towards.requirement,
        state=before.state,
        by=by,
        at=now,
        marks=last.marks if last is not None else None,
        note=_reason(reason),
        link=last.link if last is not None else None,
        until=until,
    )
    return _decided(session, workspace, found, before, towards.person, step)


def _before(session: Session, workspace: str, towards: Towards) -> tuple[Certification, RequirementStanding]:
    """The certification and how the person stands with the requirement."""
    found = certification(session, workspace, towards.certification)
    before = standing(session, workspace, found, towards.person).get(towards.requirement)
    if before is None:
        raise RequirementNotFound(towards.requirement)
    return found, before


def _decided(
    session: Session, workspace: str, found: Certification, before: RequirementStanding, person: str, step: Step
) -> Step:
    added = _add(session, workspace, found, before, person, step)
    facts: Facts = {
        "certification": found.definition.key,
        "requirement": step.requirement,
        "state": added.state.value,
        "until": added.until.isoformat() if added.until is not None else None,
    }
    record(
        session,
        workspace,
        actor=step.by,
        action=Action.REQUIREMENT_DECIDED,
        subject_kind="person",
        subject=person,
        name=person,
        before={"state": before.state.value, "until": before.due.isoformat() if before.due is not None else None},
        after=facts,
        now=step.at,
    )
    return added


def _add(
    session: Session, workspace: str, found: Certification, before: RequirementStanding, person: str, step: Step
) -> Step:
    is_extension = step.until is not None
    if not is_extension and not may_become(before.state, step.state):
        raise WrongRequirementState(step.requirement, before.state.value, step.state.value)
    # The order of steps is that of their times: a clock that was set back must not change it.
    at = max(step.at, before.steps[-1].at + _TICK) if before.steps else step.at
    row = RequirementStepRow(
        id=new_id(),
        workspace_id=workspace,
        certification_id=found.id,
        person=person,
        requirement=step.requirement,
        state=step.state.value,
        marks={key: mark.value for key, mark in step.marks.items()} if step.marks is not None else None,
        note=step.note,
        link=step.link,
        until=step.until,
        by=step.by,
        at=at,
    )
    session.add(row)
    session.flush()
    return step_value(row)


def _reason(text: str) -> str:
    if not text.strip():
        raise ReasonMissing
    return text.strip()
