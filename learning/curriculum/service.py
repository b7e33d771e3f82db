"""Use cases of learning paths: one is stored and retired; people begin it, leave it, and do its steps."""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.audit.values import Facts
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.curriculum.definition import LearningPath, StepKind
from learning.curriculum.faults import faults
from learning.curriculum.guides import is_there
from learning.curriculum.models import EnrolmentRow, PathRow, PathVersionRow, StepDoneRow
from learning.curriculum.queries import path, path_of, standing_of
from learning.curriculum.reading import as_data, from_data
from learning.curriculum.values import Path, PathStanding, Since, StepStanding, StepState
from learning.errors import (
    BadPath,
    ChangedSince,
    NoteMissing,
    NothingToRead,
    NotOnPath,
    PathKeyFixed,
    PathNotFound,
    PathThere,
    StepLocked,
    StepNotFound,
)
from storage.database import insert_missing
from storage.schema import new_id

SUBJECT = "learning_path"
LONGEST_NOTE = 3_000
_MARKED = frozenset({StepKind.READING, StepKind.REFLECTION})


def store(session: Session, workspace: str, definition: LearningPath, *, by: str, now: datetime) -> Path:
    """Have a path consist of what a definition says, and be offered; whoever is on it goes on with what holds now.

    Where it is just that already, nothing is added.

    Raises:
        NotAllowed: The person may not.
        BadPath: It can't be kept as it is, or names what there is not; all flaws are named.
    """
    _must_keep(session, workspace, by)
    return _stored(session, workspace, definition, is_offered=True, by=by, now=now)


def add(session: Session, workspace: str, definition: LearningPath, *, by: str, now: datetime) -> Path:
    """Store a path that is to be a new one; sent a second time, it changes nothing.

    Raises:
        NotAllowed: The person may not.
        PathThere: There is another path of its key.
        BadPath: As in ``store``.
    """
    _must_keep(session, workspace, by)
    before = _before(session, workspace, definition.key)
    if before is not None and (before.retired or before.definition != definition):
        raise PathThere(definition.key)
    return _stored(session, workspace, definition, is_offered=True, by=by, now=now)


def change(session: Session, workspace: str, since: Since, definition: LearningPath, *, by: str, now: datetime) -> Path:
    """Have a path that there is consist of what a definition says; a retired one stays retired.

    Raises:
        NotAllowed: The person may not.
        PathNotFound: There is no such path.
        PathKeyFixed: The definition has another key.
        ChangedSince: Another version is the newest one.
        BadPath: As in ``store``.
    """
    _must_keep(session, workspace, by)
    before = path_of(session, workspace, since.path_id)
    if before.definition.key != definition.key:
        raise PathKeyFixed(before.definition.key)
    if before.version_id != since.version_id:
        raise ChangedSince(definition.key)
    return _stored(session, workspace, definition, is_offered=not before.retired, by=by, now=now)


def retire(session: Session, workspace: str, key: str, *, by: str, now: datetime) -> Path:
    """Let nobody begin a path any more; who is on it goes on. ``offer`` undoes it.

    Raises:
        NotAllowed: The person may not.
        PathNotFound: There is none of this key.
    """
    _must_keep(session, workspace, by)
    row, before = _row(session, workspace, key), path(session, workspace, key)
    if row is None or before.retired:
        return before
    row.retired_at = now
    session.flush()
    after = path(session, workspace, key)
    _note(session, workspace, Action.PATH_RETIRED, before, after, by=by, now=now)
    return after


def offer(session: Session, workspace: str, key: str, *, by: str, now: datetime) -> Path:
    """Let people begin a retired path again, as it is.

    Raises:
        NotAllowed: The person may not.
        PathNotFound: There is none of this key.
        BadPath: It names what there is not any more; all of it is named.
    """
    _must_keep(session, workspace, by)
    before = path(session, workspace, key)
    return _stored(session, workspace, before.definition, is_offered=True, by=by, now=now)


def enrol(session: Session, workspace: str, key: str, person: str, *, by: str, now: datetime) -> Path:
    """Let a person be on a path; who left it is on it again with all that she did, and who is on it stays.

    Raises:
        NotAllowed: Somebody else wants it who keeps no paths.
        PathNotFound: There is none of this key, or it is retired and she is not on it.
    """
    if by != person:
        require(session, workspace, by, Act.KEEP_PATHS)
    return enrol_all(session, workspace, key, [person], by=by, now=now)


def enrol_all(session: Session, workspace: str, key: str, people: Collection[str], *, by: str, now: datetime) -> Path:
    """Let people be on a path, as ``enrol`` does; three statements, however many they are.

    Whether ``by`` may is looked at before, by whoever looks after these people.

    Raises:
        PathNotFound: There is none of this key, or it is retired and one of them is not on it.
    """
    found = path(session, workspace, key)
    own = select(EnrolmentRow.person, EnrolmentRow.ended_at).where(
        EnrolmentRow.path_id == found.id, EnrolmentRow.person.in_(people)
    )
    known = {person: ended_at for person, ended_at in session.execute(own)}
    absent = [one for one in dict.fromkeys(people) if one not in known]
    gone = [one for one, ended_at in known.items() if ended_at is not None]
    if found.retired and (absent or gone):
        raise PathNotFound(key)
    rows = [_enrolment(workspace, found.id, person, by, now) for person in absent]
    insert_missing(session, EnrolmentRow, rows)
    if gone:
        again = update(EnrolmentRow).where(EnrolmentRow.path_id == found.id, EnrolmentRow.person.in_(gone))
        session.execute(again.values(ended_at=None, at=now, by=by))
    return found


def leave(session: Session, workspace: str, key: str, person: str, *, now: datetime) -> None:
    """Let a person be on a path no longer; what she did stays. Of who is not on it nothing is changed.

    Raises:
        PathNotFound: There is none of this key.
    """
    found = path(session, workspace, key)
    own = update(EnrolmentRow).where(
        EnrolmentRow.path_id == found.id, EnrolmentRow.person == person, EnrolmentRow.ended_at.is_(None)
    )
    session.execute(own.values(ended_at=now))


def done(
    session: Session, workspace: str, key: str, person: str, step: str, *, note: str | None = None, now: datetime
) -> PathStanding:
    """A person says that she has read, or thought about, what a step asks for; returns how far she is then.

    Said once more it changes nothing, but for what she wrote: that can be written anew.

    Args:
        session: The transaction.
        workspace: Whose path it is.
        key: The path's.
        person: Who.
        step: The key of the step.
        note: What she thinks, where she is asked for that: of more than 3,000 characters the first are kept.
        now: The time.

    Raises:
        PathNotFound: There is none of this key.
        NotOnPath: She is not on it.
        StepNotFound: It has no such step, or the step is done in another way.
        StepLocked: Steps that come before are not done.
        NothingToRead: She is asked to read what readers see nothing of, and has not read it before.
        NoteMissing: She is asked what she thinks, and wrote nothing.
    """
    take_turn(session, workspace)
    found = path(session, workspace, key)
    before = standing_of(session, workspace, found, person)
    if before.since is None:
        raise NotOnPath(key)
    standing = _markable(before, step)
    asked = standing.step
    is_read = asked.kind is StepKind.REFLECTION or standing.state is StepState.DONE
    if not (is_read or is_there(session, workspace, asked.readings)):
        raise NothingToRead(step)
    written = (note or "").strip()[:LONGEST_NOTE] if asked.kind is StepKind.REFLECTION else None
    if written == "":
        raise NoteMissing
    row = {"id": new_id(), "workspace_id": workspace, "path_id": found.id, "person": person}
    insert_missing(session, StepDoneRow, [{**row, "step": asked.key, "note": written, "at": now}])
    if written is not None:
        own = (StepDoneRow.path_id == found.id, StepDoneRow.person == person, StepDoneRow.step == asked.key)
        session.execute(update(StepDoneRow).where(*own).values(note=written))
    return standing_of(session, workspace, found, person)


def _must_keep(session: Session, workspace: str, person: str) -> None:
    take_turn(session, workspace)
    require(session, workspace, person, Act.KEEP_PATHS)


def _before(session: Session, workspace: str, key: str) -> Path | None:
    return path(session, workspace, key) if _row(session, workspace, key) is not None else None


def _stored(
    session: Session, workspace: str, definition: LearningPath, *, is_offered: bool, by: str, now: datetime
) -> Path:
    data = as_data(from_data(as_data(definition)))
    (wrong,) = faults(session, workspace, [definition])
    if wrong:
        raise BadPath(definition.key, wrong)
    row, before = _row(session, workspace, definition.key), _before(session, workspace, definition.key)
    is_same = before is not None and as_data(before.definition) == data
    if before is not None and is_same and (not before.retired or not is_offered):
        return before
    if row is None:
        row = PathRow(id=new_id(), workspace_id=workspace, key=definition.key, created_at=now, retired_at=None)
        session.add(row)
        session.flush()
    if is_offered:
        row.retired_at = None
    if not is_same:
        _add_version(session, row, data, before.number + 1 if before is not None else 1, by=by, now=now)
    session.flush()
    after = path(session, workspace, definition.key)
    _note(session, workspace, Action.PATH_CHANGED, before, after, by=by, now=now)
    return after


def _markable(standing: PathStanding, key: str) -> StepStanding:
    found = next((one for one in standing.steps if one.step.key == key), None)
    if found is None or found.step.kind not in _MARKED:
        raise StepNotFound(key)
    if found.state is StepState.LOCKED:
        raise StepLocked(key)
    return found


def _row(session: Session, workspace: str, key: str) -> PathRow | None:
    query = select(PathRow).where(PathRow.workspace_id == workspace, PathRow.key == key)
    return session.scalar(query.execution_options(populate_existing=True))


def _enrolment(workspace: str, path_id: str, person: str, by: str, now: datetime) -> dict[str, Any]:
    own = {"id": new_id(), "workspace_id": workspace, "path_id": path_id, "person": person}
    return {**own, "by": by, "at": now, "ended_at": None}


def _add_version(
    session: Session, row: PathRow, data: Mapping[str, Any], number: int, *, by: str, now: datetime
) -> None:
    written = json.dumps(data, sort_keys=True, ensure_ascii=False)
    session.add(
        PathVersionRow(
            id=new_id(),
            workspace_id=row.workspace_id,
            path_id=row.id,
            number=number,
            definition=dict(data),
            content_hash=hashlib.sha256(written.encode()).hexdigest(),
            created_by=by,
            created_at=now,
        )
    )


def _note(
    session: Session, workspace: str, action: Action, before: Path | None, after: Path, *, by: str, now: datetime
) -> None:
    record(
        session,
        workspace,
        actor=by,
        action=action,
        subject_kind=SUBJECT,
        subject=after.id,
        name=after.definition.title,
        before=_facts(before) if before is not None else None,
        after=_facts(after),
        now=now,
    )


def _facts(found: Path) -> Facts:
    return {"version": found.number, "retired": found.retired}
