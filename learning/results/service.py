"""Use cases of results: a regrade is planned, carried out, and told of.

A regrade never takes a pass away by itself. Points change, and with them what a person is told; who had passed stays
passed, attempt by attempt, unless a person, by her name, takes passes away from those whom she was shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR, Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from knowledge.wording import plain
from learning.attempts.models import RegradeRow
from learning.attempts.values import Result
from learning.errors import NoSuchAnswer, ReasonMissing, TakesPasses
from learning.items.queries import version, versions
from learning.items.values import ItemVersion
from learning.results.decisions import Decision, is_whole
from learning.results.models import RegradeNoticeRow
from learning.results.queries import decided, decisions, graded, graded_attempt
from learning.results.recording import Regraded, add_notice, add_regrade, add_result, last_regrade, note
from learning.results.regrade import Graded, differs, plan, replayed
from learning.results.resting import give_way, resting_on
from learning.results.turns import share_items, take_item
from learning.results.values import Change, Plan


def dry_run(session: Session, workspace: str, version_id: str, decision: Decision, *, by: str) -> Plan:
    """What a decision would do to all attempts that ended; nothing is changed.

    Raises:
        NotAllowed: The person may not regrade.
        ItemNotFound: There is no such version.
        NoSuchAnswer: The decision does not fit the item.
    """
    require(session, workspace, by, Act.REGRADE)
    asked = _asked(session, workspace, version_id, decision)
    made = _plan(session, workspace, asked, decision, graded(session, workspace, version_id))
    return replace(made, resting=resting_on(session, workspace, [one.attempt_id for one in made.loses]))


def carry_out(
    session: Session,
    workspace: str,
    version_id: str,
    decision: Decision,
    *,
    by: str,
    reason: str,
    takes_from: Collection[str] = (),
    now: datetime,
) -> Regraded:
    """Decide on a version of an item, and give a new result to each attempt that the decision changes.

    To carry out again what was decided last changes only attempts that ended since; where there are none, nothing is
    written. People whose results change are to be told (``queries.untold``). What rests on a pass that is taken goes
    with it (``resting.give_way``).

    Args:
        session: The transaction.
        workspace: Whose.
        version_id: The version that was shown.
        decision: What is decided.
        by: Who decides.
        reason: Why; affected people are told.
        takes_from: The attempts, as they were shown to who decides, that lose their passes where they no longer reach
            the cut. Where there are any, exams that end later lose theirs too.
        now: The time.

    Raises:
        NotAllowed: The person may not regrade, or not revoke certificates that rest on passes that are taken.
        ReasonMissing: No reason was given.
        ItemNotFound: There is no such version.
        NoSuchAnswer: The decision does not fit the item.
        TakesPasses: Passes are to be taken away, and who decides is not a person but the command line.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.REGRADE)
    if not plain(reason):
        raise ReasonMissing
    asked = _asked(session, workspace, version_id, decision)
    take_item(session, version_id)
    attempts = graded(session, workspace, version_id)
    made = _plan(session, workspace, asked, decision, attempts)
    if takes_from and by == OPERATOR:
        raise TakesPasses([change.person for change in made.loses])
    kept = tuple(change for change in made.loses if change.attempt_id not in takes_from)
    stays = {change.attempt_id for change in kept}
    changed = _changed(made, stays)
    last = last_regrade(session, workspace, version_id)
    if last is not None and not changed and _decided(session, workspace, version_id)[-1] == decision:
        return Regraded(last.id, made, (), kept)
    how: dict[str, Any] = {"by": by, "reason": reason, "now": now}
    row = add_regrade(session, workspace, asked, decision, takes_passes=bool(takes_from), **how)
    _add_results(session, row, attempts, changed, stays, now=now)
    lost = [one.attempt_id for one in made.loses if one.attempt_id not in stays]
    done = Regraded(row.id, made, changed, kept, give_way(session, workspace, lost, **how))
    note(session, workspace, asked, decision, done, **how)
    return done


def settle(session: Session, workspace: str, attempt_id: str, *, now: datetime) -> Result | None:
    """Give an attempt that has just ended the result that it has by what was decided before on its items.

    To be called in the transaction that ends it: its person has seen no result yet, and is told of none but this one.
    It is the one that the same answers have in an exam that ended before the decisions: a pass that they let others
    keep is kept here too.

    Returns:
        The result; None where nothing was decided that changes it, and where it was given one before.
    """
    share_items(session, attempt_id)
    found = graded_attempt(session, workspace, attempt_id)
    if found is None or found.latest.number > 1:
        return None
    made = decided(session, workspace, [slot.version_id for slot in found.slots])
    if not made:
        return None
    change = replayed(found, versions(session, workspace, {one.version_id for one in made}), made)
    if not differs(change):
        return None
    last = made[-1].regrade_id
    add_result(session, workspace, last, change, number=2, passed=change.passed_after, now=now)
    return Result(attempt_id, 2, change.after, change.passed_after, now, last)


def told(session: Session, workspace: str, regrade_id: str, attempt_id: str, *, now: datetime) -> None:
    """Keep that a person was told what a regrade changed for her."""
    row = session.get(RegradeNoticeRow, (regrade_id, attempt_id), populate_existing=True)
    if row is not None and row.workspace_id == workspace and row.told_at is None:
        row.told_at = now


def _asked(session: Session, workspace: str, version_id: str, decision: Decision) -> ItemVersion:
    asked = version(session, workspace, version_id)
    if not is_whole(asked, decision):
        raise NoSuchAnswer(asked.key)
    return asked


def _changed(made: Plan, stays: Collection[str]) -> tuple[Change, ...]:
    """The changes that are to be written: whose pass stays, and whose credits do, has that result already."""
    return tuple(one for one in made.changes if one.attempt_id not in stays or one.before.credits != one.after.credits)


def _add_results(
    session: Session,
    row: RegradeRow,
    attempts: Sequence[Graded],
    changed: Sequence[Change],
    stays: Collection[str],
    *,
    now: datetime,
) -> None:
    numbers = {one.latest.attempt_id: one.latest.number for one in attempts}
    for one in changed:
        passes = one.passed_after or one.attempt_id in stays
        add_result(session, row.workspace_id, row.id, one, number=numbers[one.attempt_id] + 1, passed=passes, now=now)
        add_notice(session, row, one)
    session.flush()


def _plan(session: Session, workspace: str, asked: ItemVersion, decision: Decision, attempts: Sequence[Graded]) -> Plan:
    return plan(asked, attempts, (*_decided(session, workspace, asked.id), decision))


def _decided(session: Session, workspace: str, version_id: str) -> tuple[Decision, ...]:
    return decisions(session, workspace, [version_id]).get(version_id, ())
