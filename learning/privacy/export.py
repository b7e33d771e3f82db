"""Use case: all that is kept of a person is handed out, as data for machines.

What an exam asks may be asked again, of others too: nothing here tells which option is right. So what was answered is
told in the words of the options that were chosen, never by their keys; what each answer earned is left out; and of an
exam that is not over there is no answer at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, or_, select
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.mentions import is_mentioned
from learning.items.contents import contents
from learning.privacy.answered import worded
from learning.privacy.tables import table_named
from learning.privacy.traces import TRACES

# What belongs to a row of hers: the table, the column that points to it, and the table of that row.
_BELONGS: Sequence[tuple[str, str, str]] = (
    ("answer", "question_id", "question"),
    ("citation", "answer_id", "answer"),
    ("result", "attempt_id", "attempt"),
    ("certificate_step", "certificate_id", "certificate"),
    ("certificate_basis", "certificate_id", "certificate"),
    ("outdated", "certificate_id", "certificate"),
)
# How options were shuffled, which key each token stood for, and what each answer earned is the exam's; where things lie
# is the program's.
_NOT_HERS = frozenset({"workspace_id", "tokens", "credits", "act", "job", "claim", "secret"})
_MOST_AT_ONCE = 500

Rows = list[dict[str, Any]]


def hand_out(session: Session, workspace: str, person: str, *, by: str, now: datetime) -> dict[str, Any]:
    """All that is kept of a person, by table, each row with its columns: texts, numbers, and times in ISO 8601.

    It is for the person herself, whoever asks for it: it holds what nobody else may read. Only who works on the command
    line, with the database in hand, may keep it. What she did for the library, or for others, is told by the audit
    log's entries, not by those rows.

    Raises:
        NotAllowed: Somebody else asks for it, and the role does not allow it.
    """
    if by != person:
        require(session, workspace, by, Act.KEEP_PEOPLE)
    kept = {name: [_plain(row) for row in rows] for name, rows in _kept(session, workspace, person)}
    record(
        session,
        workspace,
        actor=by,
        action=Action.PERSON_EXPORTED,
        subject_kind="person",
        subject=person,
        name=person,
        after={"rows": sum(len(rows) for rows in kept.values())},
        now=now,
    )
    return {"person": person, "at": now.isoformat(), "kept": kept}


def _kept(session: Session, workspace: str, person: str) -> Iterator[tuple[str, Rows]]:
    ids: dict[str, list[str]] = {}
    for trace in TRACES:
        if trace.own:
            table = table_named(trace.table)
            rows = _rows(session, table, [table.c.workspace_id == workspace, table.c[trace.column] == person])
            ids[trace.table] = [row["id"] for row in rows if "id" in row]
            if trace.table == "practice":
                _word(session, workspace, rows)
            yield trace.table, rows
    for name, column, owner in _BELONGS:
        rows = list(_belonging(session, table_named(name), column, ids[owner]))
        ids[name] = [row["id"] for row in rows if "id" in row]
        yield name, rows
    yield from _answered(session, workspace, person)
    yield "audit_entry", _in_log(session, workspace, person)


def _answered(session: Session, workspace: str, person: str) -> Iterator[tuple[str, Rows]]:
    """What she was asked in exams that are over, and what she answered."""
    attempts = table_named("attempt")
    over = [attempts.c.workspace_id == workspace, attempts.c.person == person, attempts.c.ended_at.is_not(None)]
    ended = [row["id"] for row in _rows(session, attempts, over)]
    slots = list(_belonging(session, table_named("attempt_slot"), "attempt_id", ended))
    version_of = {(slot["attempt_id"], slot["position"]): slot["version_id"] for slot in slots}
    responses = list(_belonging(session, table_named("response"), "attempt_id", ended))
    for row in responses:
        row["version_id"] = version_of.get((row["attempt_id"], row["position"]))
    _word(session, workspace, responses)
    yield "attempt_slot", slots
    yield "response", responses


def _word(session: Session, workspace: str, rows: Rows) -> None:
    """Put words in the place of the keys of what was answered; what can't be put so is left out."""
    versions = sorted({row["version_id"] for row in rows if row["version_id"] is not None})
    asked = {
        version_id: found
        for first in range(0, len(versions), _MOST_AT_ONCE)
        for version_id, found in contents(session, workspace, versions[first : first + _MOST_AT_ONCE]).items()
    }
    for row in rows:
        found = asked.get(row["version_id"])
        for name in {"given", "clicked"} & row.keys():
            row[name] = worded(found.way(), row[name]) if found is not None and row[name] else None


def _in_log(session: Session, workspace: str, person: str) -> Rows:
    """The entries of the audit log that she made, that are about her, or whose facts name her."""
    log = table_named("audit_entry")

    def holds(column: ColumnElement[Any]) -> ColumnElement[bool]:
        return cast(column, Text).contains(person, autoescape=True)

    named = or_(log.c.actor == person, holds(log.c.subject), holds(log.c.name), holds(log.c.before), holds(log.c.after))
    rows = _rows(session, log, [log.c.workspace_id == workspace, named])
    told = ("actor", "subject", "name", "before", "after")
    return [row for row in rows if any(is_mentioned(row[name], person) for name in told)]


def _belonging(session: Session, table: Table, column: str, owners: Sequence[str]) -> Iterator[dict[str, Any]]:
    for first in range(0, len(owners), _MOST_AT_ONCE):
        yield from _rows(session, table, [table.c[column].in_(owners[first : first + _MOST_AT_ONCE])])


def _rows(session: Session, table: Table, where: Sequence[Any]) -> Rows:
    query = select(table).where(*where).order_by(*table.primary_key.columns)
    return [dict(row._mapping) for row in session.execute(query)]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    def said(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date | datetime) else value

    return {name: said(value) for name, value in row.items() if name not in _NOT_HERS and value is not None}
