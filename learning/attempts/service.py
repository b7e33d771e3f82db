"""Use cases of who takes an exam: begin it, answer, submit it."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from learning.attempts.assembling import Blueprint
from learning.attempts.closing import close, locked
from learning.attempts.models import AttemptRow
from learning.attempts.parts import Click, PairUp, Part, PutAt, after, completed
from learning.attempts.queries import result
from learning.attempts.recording import Place, add_response, clicks, locked_place, stored
from learning.attempts.starting import begin, prepare
from learning.attempts.timing import in_time
from learning.attempts.tokens import new_token, resolved
from learning.attempts.values import Attempt, Kind, Recorded, Recording, Result
from learning.errors import AttemptNotFound
from learning.items.responses import Response


def start(
    session: Session,
    workspace: str,
    certification_key: str,
    person: str,
    *,
    kind: Kind = Kind.EXAM,
    blueprint: Blueprint | None = None,
    renewable_from: datetime | None = None,
    now: datetime,
    dice: Random,
    token: Callable[[], str] = new_token,
) -> Attempt:
    """Draw up an attempt and begin it, all in one transaction.

    Where many people begin at once, each is drawn up before its transaction, and that stays short (``starting``).

    Raises:
        LearningError: As ``starting.prepare``, whose arguments these are.
    """
    how: dict[str, Any] = {"kind": kind, "blueprint": blueprint, "renewable_from": renewable_from}
    how |= {"now": now, "dice": dice, "token": token}
    return begin(session, workspace, lambda within: prepare(within, workspace, certification_key, person, **how))


def answer(
    session: Session,
    workspace: str,
    attempt_id: str,
    position: int,
    response: Response | Part,
    *,
    act: str,
    person: str,
    clicked_at: datetime,
    now: datetime,
) -> Recorded:
    """Store an answer. What was clicked last counts, whichever device it came from, and whenever it was delivered.

    Takes two statements where it is stored, three at most where it is not; one more for a part of an answer.

    Args:
        session: The transaction.
        workspace: Whose attempt it is.
        attempt_id: The attempt.
        position: The item's place in it.
        response: What was answered, in the attempt's tokens where it names options. An empty one takes back what was
            answered before; a part leaves the rest of it as it is stored.
        act: Names the click: delivered again, it is stored once.
        person: Who clicked.
        clicked_at: When, by Slack's clock.
        now: When the click reached this server.

    Returns:
        What became of it, and what is stored now, in the item's own keys. A stranger to the attempt is shown nothing.
    """
    place = locked_place(session, workspace, attempt_id, position)
    if place is None or place.person != person:
        return Recorded(Recording.FOREIGN, None)
    click, given = _clicked(session, place, attempt_id, position, response, clicked_at)
    refusal = _refusal(place, click, clicked_at, now)
    if click is not None and refusal is None:
        how: dict[str, Any] = {"act": act, "clicked_at": clicked_at, "now": now}
        answered = add_response(session, workspace, attempt_id, position, click, given, **how)
        if answered is not None:
            return Recorded(Recording.RECORDED, answered)
    last, is_same = stored(session, attempt_id, position, act)
    return Recorded(Recording.SAME if is_same or refusal is None else refusal, last)


def submit(session: Session, workspace: str, attempt_id: str, person: str, *, now: datetime) -> Result:
    """End an attempt and score it; of one that has ended, what it came to.

    Raises:
        AttemptNotFound: There is no such attempt of this person.
    """
    row = locked(session, workspace, attempt_id)
    if row is None or row.person != person:
        raise AttemptNotFound(attempt_id)
    if row.ended_at is None:
        return close(session, row, now=now)
    found = result(session, workspace, attempt_id)
    if found is None:
        raise AttemptNotFound(attempt_id)
    return found


def show_in(session: Session, workspace: str, attempt_id: str, *, channel: str, message: str) -> None:
    """Keep where an attempt is shown from now on; its earlier place, where it has one, is forgotten."""
    where = (AttemptRow.workspace_id == workspace, AttemptRow.id == attempt_id)
    session.execute(update(AttemptRow).where(*where).values(channel=channel, message=message))


def _clicked(
    session: Session, place: Place, attempt_id: str, position: int, response: Response | Part, clicked_at: datetime
) -> tuple[Click | None, Response | None]:
    """What a click says, None where it can't have been offered; for a part, also what is answered with it."""
    tokens = place.tokens
    if not isinstance(response, PairUp | PutAt):
        return resolved(tokens, response), None
    if resolved(tokens, completed(tokens, None, response)) is None:
        return None, None
    others = clicks(session, attempt_id, position)
    earlier = [click for at, click in others if at <= clicked_at]
    answered = after(tokens, [*earlier, response, *(click for at, click in others if at > clicked_at)])
    return response, resolved(tokens, answered) if answered is not None else None


def _refusal(place: Place, click: Click | None, clicked_at: datetime, now: datetime) -> Recording | None:
    if click is None:
        return Recording.FOREIGN
    if not place.is_open:
        return Recording.ENDED
    return None if in_time(place.started_at, place.deadline, clicked_at, now) else Recording.LATE
