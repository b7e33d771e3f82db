"""Use cases of what a change touches: askers are to be told, and are told, once for each answer and edition."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.guides.steps import subject_of
from knowledge.impact.models import ChangeNoticeRow
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from storage.database import insert_missing


def claim_notices(
    session: Session, workspace: str, edition_id: str, askers: Mapping[str, str], *, by: str, now: datetime
) -> int:
    """Decide that askers are told of an edition; nothing is written down where that was decided of all before.

    Args:
        session: The transaction.
        workspace: Whose library it is.
        edition_id: The edition that changed what the answers quote.
        askers: Who asked, by the answer's id.
        by: Who decides it.
        now: The time.

    Returns:
        Of how many answers it was not decided before.

    Raises:
        NotAllowed: The role does not allow it.
        GuideNotFound: The workspace has no such edition.
    """
    take_turn(session, workspace)
    require(session, workspace, by, Act.TELL_ASKERS)
    subject = subject_of(session, workspace, edition_id)
    decided = select(ChangeNoticeRow.answer_id).where(ChangeNoticeRow.edition_id == edition_id)
    new = askers.keys() - set(session.scalars(decided))
    notice = {"edition_id": edition_id, "workspace_id": workspace, "claimed_at": now, "told_at": None}
    rows = [{**notice, "answer_id": answer_id, "person": askers[answer_id]} for answer_id in sorted(new)]
    insert_missing(session, ChangeNoticeRow, rows)
    if new:
        record(
            session,
            workspace,
            actor=by,
            action=Action.ASKERS_TOLD,
            subject_kind="guide",
            subject=subject.guide_id,
            name=subject.title,
            after={**subject.facts, "answers": len(new), "people": len({askers[answer_id] for answer_id in new})},
            now=now,
        )
    return len(new)


def notices_told(
    session: Session, workspace: str, edition_id: str, answer_ids: Collection[str], *, now: datetime
) -> None:
    """Note that the askers of these answers were told of an edition."""
    query = select(ChangeNoticeRow).where(
        ChangeNoticeRow.workspace_id == workspace,
        ChangeNoticeRow.edition_id == edition_id,
        ChangeNoticeRow.answer_id.in_(answer_ids),
    )
    for row in session.scalars(query):
        row.told_at = row.told_at or now
