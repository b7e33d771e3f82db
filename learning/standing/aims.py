"""What a short exam is about: each change that it mends, and which of its questions ask about that."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.guides.changes import PassageChange
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of, subject_of
from learning.attempts.values import Attempt
from learning.standing.changes import became, places_of
from learning.standing.delta import proved_now
from learning.standing.models import OutdatedRow, ShortExamRow


@dataclass(frozen=True)
class Aim:
    """A passage that changed under a certificate, in a short exam that is to mend that.

    Attributes:
        guide: Its title, and ``edition`` the label of the edition that changed it, or that was withdrawn.
        change: What became of the passage; None where the edition was withdrawn.
        positions: The questions about it as it reads now; none where another question stands in.
    """

    guide: str
    edition: str
    change: PassageChange | None
    positions: tuple[int, ...]


def aims_of(session: Session, workspace: str, made: Attempt) -> tuple[Aim, ...]:
    """What an attempt is to mend, the earliest change first; nothing where it is no short exam."""
    query = (
        select(OutdatedRow.passage_id, OutdatedRow.edition_id)
        .join(ShortExamRow, ShortExamRow.outdated_id == OutdatedRow.id)
        .where(ShortExamRow.workspace_id == workspace, ShortExamRow.attempt_id == made.id)
        .order_by(OutdatedRow.at, OutdatedRow.passage_id)
    )
    editions = {passage: edition for passage, edition in session.execute(query)}
    if not editions:
        return ()
    places, proved = places_of(session, workspace, editions), proved_now(session, workspace, editions)
    changes = {
        pair: became(session, workspace, *pair)
        for pair in sorted({(places[passage][0], edition) for passage, edition in editions.items()})
        if pair[0] != pair[1] and state_of(session, pair[1]) is not EditionState.WITHDRAWN
    }
    found = []
    for passage, edition in editions.items():
        subject = subject_of(session, workspace, edition)
        change = changes.get((places[passage][0], edition), {}).get(passage)
        asked = tuple(slot.position for slot in made.slots if slot.version_id in proved.get(passage, ()))
        found.append(Aim(subject.title, subject.label, change, asked))
    return tuple(found)


def unasked(aims: Iterable[Aim]) -> tuple[Aim, ...]:
    """The changes about which nothing is asked: other questions stand in for them. Pure."""
    return tuple(one for one in aims if not one.positions)


def stands_in(aims: Iterable[Aim], position: int) -> bool:
    """Whether a question stands in for one about a change. Pure."""
    found = tuple(aims)
    return bool(unasked(found)) and not any(position in one.positions for one in found)
