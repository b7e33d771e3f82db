"""What an exam's message shows, from what is stored: nothing else is ever shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.blocks.learning.exam_message import (
    Question,
    Sitting,
    ended_message,
    positions_answered,
    question_message,
    time_up_message,
)
from bot.blocks.learning.overview import overview_message
from bot.blocks.learning.responses import worded
from bot.blocks.learning.short_exam import brief_blocks
from bot.blocks.message import Block, Message
from bot.texts import Texts
from learning.attempts.queries import attempt
from learning.attempts.timing import is_over
from learning.attempts.tokens import in_tokens, shown
from learning.attempts.values import Attempt, Ending, Kind, Recording
from learning.certifications.queries import certification_at
from learning.items.asked import Asked
from learning.items.contents import contents
from learning.items.queries import version
from learning.standing.aims import aims_of
from storage.database import Database


class Page(StrEnum):
    """What of an exam is shown: a question, which of them are answered, or whether to hand it in."""

    QUESTION = "question"
    OVERVIEW = "overview"
    SURE = "sure"


@dataclass(frozen=True)
class Look:
    """What a person wants to see of an exam; ``position`` is the question from which she comes, or to which she goes.

    Attributes:
        recording: What became of the answer that she gave, if she gave one.
    """

    page: Page
    position: int
    recording: Recording | None = None


class Screens:
    """Builds what an exam's message shows."""

    def __init__(self, database: Database, workspace: str, clock: Callable[[], datetime]) -> None:
        """Take where exams are kept, and the time by which they end."""
        self._database = database
        self._workspace = workspace
        self._clock = clock

    def attempt(self, attempt_id: str) -> Attempt:
        """An attempt as it is stored.

        Raises:
            AttemptNotFound: There is none.
        """
        with self._database.reading() as session:
            return attempt(session, self._workspace, attempt_id)

    def message(self, found: Attempt, look: Look, texts: Texts) -> Message:
        """What is shown of an attempt."""
        with self._database.reading() as session:
            title = certification_at(session, self._workspace, found.certification_version_id).definition.title
        if found.kind is Kind.DELTA:
            title = texts.short_exam.title.format(title=title)
        if not found.is_open:
            return ended_message(title, found.ending is Ending.TIME, texts)
        answered = positions_answered([slot.given for slot in found.slots])
        sitting = Sitting(found.id, title, answered, found.deadline, found.factor)
        position = min(max(look.position, 1), sitting.count)
        note = _note(look.recording, texts)
        if is_over(found.deadline, self._clock()):
            return time_up_message(sitting, position, texts, note)
        if look.page is Page.QUESTION:
            brief = self._brief(found, position, texts)
            return question_message(sitting, self._question(found, position, texts), texts, note, brief)
        return overview_message(sitting, position, texts, sure=look.page is Page.SURE, note=note)

    def _brief(self, found: Attempt, position: int, texts: Texts) -> list[Block]:
        """What a short exam says before a question."""
        if found.kind is not Kind.DELTA:
            return []
        with self._database.reading() as session:
            return brief_blocks(aims_of(session, self._workspace, found), position, texts)

    def _question(self, found: Attempt, position: int, texts: Texts) -> Question:
        slot = found.slots[position - 1]
        with self._database.reading() as session:
            asked = contents(session, self._workspace, [slot.version_id])[slot.version_id]
            scenario = version(session, self._workspace, slot.version_id).scenario
        return question_of(asked, position, scenario, slot.tokens, texts, found)


def question_of(
    asked: Asked,
    position: int,
    scenario: str | None,
    tokens: tuple[tuple[str, str], ...],
    texts: Texts,
    found: Attempt | None = None,
) -> Question:
    """An item as it is shown: with tokens in the place of keys, and with nothing of what is right. Pure."""
    given = found.slots[position - 1].given if found is not None else None
    return Question(
        position=position,
        scenario=scenario,
        stem=asked.content.stem,
        way=shown(worded(asked.way(), texts), tokens),
        given=in_tokens(tokens, given) if given is not None else None,
    )


def first_look(found: Attempt) -> Look:
    """What is shown to whoever begins or goes on: the first question that is not answered, if there is one. Pure."""
    answered = positions_answered([slot.given for slot in found.slots])
    if all(answered):
        return Look(Page.OVERVIEW, len(answered))
    return Look(Page.QUESTION, answered.index(False) + 1)


def _note(recording: Recording | None, texts: Texts) -> str | None:
    match recording:
        case Recording.LATE:
            return texts.exam.late
        case Recording.FOREIGN:
            return texts.exam.not_offered
        case _:
            return None
