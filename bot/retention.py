"""What is older than the settings say is forgotten, in short transactions, and who left long ago is erased."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.erasing import clear
from bot.services import Services
from bot.settings import Settings
from knowledge.errors import KnowledgeError
from knowledge.members.roles import OPERATOR
from learning.errors import LearningError
from learning.privacy.erasing import erase, erasures_done
from learning.privacy.retention import Retention, forget_old, gone_for_good

# The hour, in UTC, from which it is done: the files of the database are written anew then.
_NIGHT = 3

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Forgotten:
    """How many rows, and how many people."""

    rows: int
    people: int


def retention_of(settings: Settings) -> Retention:
    """For how long the settings have things kept."""
    return Retention(settings.keep_questions_days, settings.keep_practice_days, settings.keep_left_days)


def is_due(settings: Settings, now: datetime) -> bool:
    """Whether the settings have anything forgotten, and it is late enough in the night for it."""
    return now.astimezone(UTC).hour >= _NIGHT and retention_of(settings) != Retention()


def forget_all_old(services: Services, workspace: str, *, now: datetime) -> Forgotten:
    """Forget all that is too old; files are written anew and searched once, for all who were erased."""
    rows = _forget_rows(services, workspace, now)
    erasures = _erase_gone(services, workspace, now)
    # Jobs hold the words of what was forgotten, too.
    if (rows or erasures) and clear(services, list(erasures), now=now, locking=False).is_whole:
        with services.database.transaction() as session:
            erasures_done(session, workspace, list(erasures.values()), now=now)
    return Forgotten(rows, len(erasures))


def _forget_rows(services: Services, workspace: str, now: datetime) -> int:
    kept, rows, count = retention_of(services.settings), 0, 1
    while count:
        with services.database.transaction() as session:
            count = forget_old(session, workspace, kept, now=now)
        rows += count
    return rows


def _erase_gone(services: Services, workspace: str, now: datetime) -> dict[str, str]:
    """Erase who left long ago; returns the ids of the erasures by person. Who can't be erased keeps no other one."""
    with services.database.reading() as session:
        people = gone_for_good(session, workspace, retention_of(services.settings), now=now)
    erasures = {}
    for person in people:
        try:
            with services.database.transaction() as session:
                erasures[person] = erase(session, workspace, person, by=OPERATOR, now=now).id
        except (KnowledgeError, LearningError) as error:
            log.error("not erased", extra={"why": type(error).__name__})
    return erasures
