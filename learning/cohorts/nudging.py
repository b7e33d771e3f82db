"""Use cases of nudges: whom one would reach, that it is to be sent, that it was. Never twice in seven days."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.turns import take_turn
from learning.cohorts.charge import write_down
from learning.cohorts.days import zone_or_latest
from learning.cohorts.models import NudgeRow
from learning.cohorts.queries import overview, seen_by
from learning.cohorts.values import LONGEST_WORDS, NoNudge, Nudge, NudgeOutcome, NudgePlan, Track
from learning.errors import NobodyToNudge, WordsMissing
from learning.learners.hours import is_paused
from learning.learners.queries import preferences_of
from learning.learners.values import Kind, Preferences
from learning.membership.models import CohortPersonRow, CohortRow
from learning.membership.values import Part
from storage.schema import new_id

# So long after one was written, and after it was sent, nobody gets another.
BETWEEN_TWO = timedelta(days=7)


def no_nudge(preferences: Preferences, zone: ZoneInfo, now: datetime) -> NoNudge | None:
    """Why a person who is in this zone does not want to be nudged now; None where she may be. Pure."""
    if preferences.left_at is not None:
        return NoNudge.LEFT
    if is_paused(preferences, zone, now):
        return NoNudge.PAUSED
    return NoNudge.MUTED if Kind.NUDGE in preferences.muted else None


def in_state(
    session: Session, workspace: str, cohort_id: str, states: Collection[Track], viewer: str, now: datetime
) -> tuple[str, ...]:
    """The learners whom the viewer sees and who stand so with their goals, also where they paused or left.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not see it.
    """
    shown = overview(session, workspace, cohort_id, viewer, now)
    return tuple(
        line.person for line in shown.lines if line.state in states or any(one.state in states for one in line.goals)
    )


def plan(
    session: Session, workspace: str, cohort_id: str, people: Collection[str], viewer: str, now: datetime
) -> NudgePlan:
    """Whom a nudge to these people would reach now, and whom not, with why.

    Only people whom the viewer looks after count; she herself is among those whom it does not reach.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: She may not see it.
    """
    _, _, scope = seen_by(session, workspace, cohort_id, viewer)
    wanted = [one for one in dict.fromkeys(people) if one in scope.looked_after]
    own = {viewer: NoNudge.OWN} if viewer in people else {}
    likes, nudged = preferences_of(session, workspace, wanted), _nudged(session, workspace, wanted, now)
    reasons = {
        one: NoNudge.THIS_WEEK if one in nudged else no_nudge(likes[one], zone_or_latest(likes[one]), now)
        for one in wanted
    }
    kept = {one: reason for one, reason in reasons.items() if reason is not None}
    return NudgePlan(tuple(one for one in wanted if one not in kept), {**own, **kept})


def nudge(
    session: Session, workspace: str, cohort_id: str, people: Collection[str], words: str, *, by: str, now: datetime
) -> NudgePlan:
    """Let these people be reminded with these words, as far as ``plan`` says that it reaches them now.

    It is kept at once, and sent when it is not night for the person.

    Raises:
        CohortNotFound: There is no such cohort, or it has ended.
        NotAllowed: ``by`` may not see it.
        WordsMissing: It says nothing, or too much.
        NobodyToNudge: It would reach nobody.
    """
    take_turn(session, workspace)
    said = words.strip()
    if not said or len(said) > LONGEST_WORDS:
        raise WordsMissing(LONGEST_WORDS)
    planned = plan(session, workspace, cohort_id, people, by, now)
    if not planned.to:
        raise NobodyToNudge
    period = f"{now.astimezone(UTC):%G-W%V}"
    session.add_all(
        NudgeRow(
            id=new_id(), workspace_id=workspace, cohort_id=cohort_id, person=one, period=period, words=said, by=by,
            at=now,
        )
        for one in planned.to
    )  # fmt: skip
    session.flush()
    cohort = session.get_one(CohortRow, cohort_id)
    facts = {"nudged": len(planned.to), "left_out": len(planned.not_to)}
    write_down(session, cohort, Action.NUDGED, by, now, None, facts)
    return planned


def kept_before(session: Session, workspace: str, cohort_id: str, *, by: str, at: datetime) -> int:
    """How many people a nudge reaches that was kept already at this time, before a crash say; 0 where none was."""
    query = select(func.count()).where(
        NudgeRow.workspace_id == workspace, NudgeRow.cohort_id == cohort_id, NudgeRow.by == by, NudgeRow.at == at
    )
    return session.scalar(query) or 0


def to_send(session: Session, workspace: str, limit: int, after: str | None = None) -> list[Nudge]:
    """The nudges that are to be sent, the oldest first; those after the one with the id ``after``."""
    query = select(NudgeRow, CohortRow.name).join(CohortRow, CohortRow.id == NudgeRow.cohort_id)
    query = query.where(NudgeRow.workspace_id == workspace, NudgeRow.outcome.is_(None)).order_by(NudgeRow.id)
    if after is not None:
        query = query.where(NudgeRow.id > after)
    return [_value(row, name) for row, name in session.execute(query.limit(limit))]


def has_to_send(session: Session, workspace: str) -> bool:
    """Whether any nudge is to be sent."""
    query = select(NudgeRow.id).where(NudgeRow.workspace_id == workspace, NudgeRow.outcome.is_(None))
    return session.scalar(query.limit(1)) is not None


def unwanted(session: Session, workspace: str, nudge: Nudge, zone: ZoneInfo, now: datetime) -> NudgeOutcome | None:
    """Why a nudge is not to be sent any more to a person who is in this zone.

    What she wants may have changed since, or she left the cohort.
    """
    still = select(CohortPersonRow.person).join(CohortRow, CohortRow.id == CohortPersonRow.cohort_id)
    still = still.where(
        CohortPersonRow.cohort_id == nudge.cohort_id,
        CohortPersonRow.person == nudge.person,
        CohortPersonRow.part == Part.LEARNER.value,
        CohortPersonRow.until.is_(None),
        CohortRow.archived_at.is_(None),
    )
    if session.scalar(still) is None:
        return NudgeOutcome.REMOVED
    reason = no_nudge(preferences_of(session, workspace, [nudge.person])[nudge.person], zone, now)
    return _OUTCOMES[reason] if reason is not None else None


def end(session: Session, workspace: str, nudge_id: str, outcome: NudgeOutcome, *, now: datetime) -> None:
    """Keep what became of a nudge; where that is kept already, it stays."""
    waiting = update(NudgeRow).where(
        NudgeRow.workspace_id == workspace, NudgeRow.id == nudge_id, NudgeRow.outcome.is_(None)
    )
    session.execute(waiting.values(outcome=outcome.value, sent_at=now if outcome is NudgeOutcome.SENT else None))


_OUTCOMES: Mapping[NoNudge, NudgeOutcome] = {
    NoNudge.LEFT: NudgeOutcome.LEFT,
    NoNudge.PAUSED: NudgeOutcome.PAUSED,
    NoNudge.MUTED: NudgeOutcome.MUTED,
}


def _nudged(session: Session, workspace: str, people: Collection[str], now: datetime) -> frozenset[str]:
    """Those for whom one waits, or was written or sent lately, in whatever cohort."""
    since = now - BETWEEN_TWO
    lately = or_(NudgeRow.outcome.is_(None), NudgeRow.at > since, NudgeRow.sent_at > since)
    query = select(NudgeRow.person).where(NudgeRow.workspace_id == workspace, NudgeRow.person.in_(people), lately)
    return frozenset(session.scalars(query))


def _value(row: NudgeRow, cohort: str) -> Nudge:
    return Nudge(row.id, row.cohort_id, cohort, row.person, row.words, row.by, row.at)
