"""Use case: many drafts are sent into review, each by itself, as if they were sent one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from learning.errors import BadItem, WrongItemState
from learning.items.queries import version
from learning.items.service import submit
from learning.items.steps import last_step
from learning.items.values import ItemState
from storage.database import Database


@dataclass(frozen=True)
class SentIn:
    """What came of it.

    Attributes:
        sent: The keys of those that wait for review now.
        moved_on: What was said of those that were no drafts any more: sent, replaced or retired meanwhile.
        refused: Why each of the others is still a draft.
    """

    sent: tuple[str, ...]
    moved_on: tuple[WrongItemState, ...]
    refused: tuple[BadItem, ...]


def submit_each(database: Database, workspace: str, version_ids: Iterable[str], *, by: str, now: datetime) -> SentIn:
    """Ask for the review of drafts, each in a transaction of its own; one that can't be sent keeps no other back.

    Done again with the same time, it finds what it has done before.

    Raises:
        NotAllowed: The role does not allow it.
        ItemNotFound: There is no such version; those before it are sent.
    """
    sent, moved_on, refused = list[str](), list[WrongItemState](), list[BadItem]()
    for version_id in version_ids:
        try:
            with database.transaction() as session:
                key = version(session, workspace, version_id).key
                if not _is_sent(session, workspace, version_id, by=by, now=now):
                    submit(session, workspace, version_id, by=by, now=now)
            sent.append(key)
        except WrongItemState as error:
            moved_on.append(error)
        except BadItem as error:
            refused.append(error)
    return SentIn(tuple(sent), tuple(moved_on), tuple(refused))


def _is_sent(session: Session, workspace: str, version_id: str, *, by: str, now: datetime) -> bool:
    last = last_step(session, workspace, version_id)
    return (last.state, last.by, last.at) == (ItemState.IN_REVIEW, by, now)
