"""Use case: a person is erased. What is hers goes; what figures or others need stays under names that lead to nobody.

Her certificates stay valid in her own hands: their places in the status lists are kept, and nothing that names her.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Delete, Table, Update, delete, select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.erasing import rename
from knowledge.audit.service import record
from knowledge.errors import LastOwner, NotAllowed
from knowledge.members.queries import members
from knowledge.members.roles import ERASED, Act, Role, is_erased, may_give
from knowledge.members.service import require, role_of
from knowledge.turns import take_turn
from learning.errors import PersonErased
from learning.privacy.blanking import blank
from learning.privacy.counting import changed
from learning.privacy.models import ErasureRow
from learning.privacy.pseudonyms import pseudonyms, pseudonyms_in_log
from learning.privacy.tables import table_named
from learning.privacy.traces import TRACES
from learning.privacy.values import Area, Erased, Fate, Trace
from learning.privacy.words import unmention
from storage.schema import new_id


def erase(session: Session, workspace: str, person: str, *, by: str, now: datetime) -> Erased:
    """Erase a person, who may ask for it herself.

    What is kept of jobs, and the bytes that rows leave in files, are not touched: see ``storage.scrubbing``. Once they
    are gone too, ``erasures_done`` notes it.

    Raises:
        NotAllowed: It is somebody else, and the role does not allow it, or not to take the role that she has.
        LastOwner: She alone answers for the library; somebody else has to be made an owner first.
        PersonErased: It is what stands for somebody who was erased.
    """
    take_turn(session, workspace)
    if by != person:
        _require(session, workspace, person, by)
    if is_erased(person):
        raise PersonErased(person)
    if [one.person for one in members(session, workspace) if one.role is Role.OWNER] == [person]:
        raise LastOwner(person)
    erased = _forgotten(session, workspace, person, now)
    _note(session, workspace, erased, by=by if by != person else f"{ERASED}{erased.id}", now=now)
    return erased


def unfinished(session: Session, workspace: str, *, before: datetime) -> list[str]:
    """The ids of the erasures asked for before then that are not known to have reached all files and jobs."""
    query = select(ErasureRow.id).where(ErasureRow.workspace_id == workspace, ErasureRow.done_at.is_(None))
    return list(session.scalars(query.where(ErasureRow.asked_at <= before)))


def erasures_done(session: Session, workspace: str, erasures: Collection[str], *, now: datetime) -> None:
    """Note that erasures have reached all files and jobs too; once noted it stays."""
    row = (ErasureRow.workspace_id == workspace) & ErasureRow.id.in_(erasures) & ErasureRow.done_at.is_(None)
    session.execute(update(ErasureRow).where(row).values(done_at=now))


def _require(session: Session, workspace: str, person: str, by: str) -> None:
    role = require(session, workspace, by, Act.KEEP_PEOPLE)
    if not may_give(role, role_of(session, workspace, person), Role.LEARNER):
        raise NotAllowed(by, Act.KEEP_PEOPLE.value, role.value)


def _forgotten(session: Session, workspace: str, person: str, now: datetime) -> Erased:
    names, deleted, renamed = pseudonyms(), Counter[str](), Counter[str]()
    deleted.update(blank(session, workspace, person, names[Area.CERTIFICATES], now))
    for trace in TRACES:
        counted = deleted if trace.fate is Fate.DELETE else renamed
        counted[trace.table] += changed(session, _changing(trace, workspace, person, names))
    unmention(session, workspace, person, names[Area.MENTIONS])
    renamed["audit_entry"] = rename(session, workspace, person, pseudonyms_in_log())
    return Erased(new_id(), dict(+deleted), dict(+renamed))


def _changing(trace: Trace, workspace: str, person: str, names: Mapping[Area, str]) -> Delete | Update:
    table: Table = table_named(trace.table)
    column = table.c[trace.column]
    hers = (column == person) & (table.c.workspace_id == workspace)
    if trace.fate is Fate.DELETE:
        return delete(table).where(hers)
    return update(table).where(hers).values({column: names[trace.area] if trace.fate is Fate.RENAME else None})


def _note(session: Session, workspace: str, erased: Erased, *, by: str, now: datetime) -> None:
    counts = {"deleted": dict(erased.deleted), "renamed": dict(erased.renamed)}
    session.add(ErasureRow(id=erased.id, workspace_id=workspace, counts=counts, asked_at=now))
    record(
        session,
        workspace,
        actor=by,
        action=Action.PERSON_ERASED,
        subject_kind="person",
        subject=f"{ERASED}{erased.id}",
        name=f"{ERASED}{erased.id}",
        after={"deleted": sum(erased.deleted.values()), "renamed": sum(erased.renamed.values())},
        now=now,
    )
