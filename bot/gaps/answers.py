"""What a person answers in the guides' place, as it is worked with; and the guide that is drafted from it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from bot.blocks.gaps.form import MOST_ASKED, WHERE_ASKED, Answered, Use
from bot.wording import is_direct
from knowledge.audiences.audience import Audience, AudienceKind
from knowledge.gaps.values import Gap, GapQuestion

_NAMES = UUID("8c1a2f64-5a0e-4f0b-9a52-6f1f0f7c3d11")
MOST_CHANNELS = 10
LONGEST_NAME = 60
LONGEST_TITLE = 150


@dataclass(frozen=True)
class PersonsAnswer:
    """An answer that a person sent.

    Attributes:
        id: The same for the same form, however often it is sent.
        questions: The ids of those that it answers, as the person saw them.
        called: The question as others may read it; empty where it is only sent.
        title: What a guide is called that is drafted from it; ``review`` is by when to look at that again.
        audience: The key of whom it is for.
        seen: The newest answer of a person that there was when the form was opened.
        at: When it was sent.
    """

    id: str
    person: str
    gap_id: str
    questions: tuple[str, ...]
    text: str
    uses: tuple[Use, ...]
    called: str
    title: str
    review: date | None
    audience: str
    seen: str | None
    at: datetime

    @property
    def block(self) -> str:
        """Begins the ids of the blocks that say it."""
        return f"person_answer:{self.id}"

    @property
    def standard_id(self) -> str:
        """The id of the standard answer that it becomes."""
        return _named(f"{self.id}:standard")

    @property
    def draft_id(self) -> str:
        """The id of the edition that is drafted from it."""
        return draft_id(self.id)


def persons_answer(
    sent: Answered, questions: Sequence[GapQuestion], *, person: str, form: str, now: datetime
) -> PersonsAnswer | None:
    """The answer that a form brings; None where it is only for where it was asked, and that was in no channel.

    Args:
        sent: What was filled in.
        questions: Those that it answers.
        person: Who sent it.
        form: Names the form.
        now: The time.
    """
    audience = _audience(sent.audience, questions)
    if audience is None:
        return None
    return PersonsAnswer(
        id=_named(f"{sent.gap_id}:{form}"),
        person=person,
        gap_id=sent.gap_id,
        questions=tuple(one.id for one in questions),
        text=sent.text,
        uses=sent.uses,
        called=sent.called,
        title=sent.title,
        review=sent.review,
        audience=audience,
        seen=sent.seen,
        at=now,
    )


def draft_id(answer_id: str) -> str:
    """The id of the edition that is drafted from an answer."""
    return _named(f"{answer_id}:draft")


def answerable(found: Gap, question_id: str | None) -> tuple[GapQuestion, ...]:
    """The questions of a gap that wait for an answer and may be read by who gives it.

    The one that is named comes first, or else what the gap is called by, and then the oldest.
    """
    waiting = [one for one in found.questions if one.is_shown and not one.is_settled]
    named = [one for one in waiting if one.id == question_id] or [
        one for one in waiting if one.text == found.summary.title
    ]
    first = named[:1]
    return tuple([*first, *(one for one in waiting if one not in first)])[:MOST_ASKED]


def channels_of(questions: Sequence[GapQuestion]) -> tuple[str, ...]:
    """Where questions were asked, conversations of one person with the bot left out."""
    return tuple(sorted({one.channel for one in questions if not is_direct(one.channel)}))[:MOST_CHANNELS]


def drafted_file(title: str, question: str, text: str) -> tuple[str, bytes]:
    """Name and content of the file of a guide of this title, with the question above what answers it."""
    named, asked = _words(title), _words(question)
    name = "-".join(named)[:LONGEST_NAME].strip("-") or "answer"
    heading = f"## {' '.join(question.split())}\n\n" if asked and asked != named else ""
    return f"{name}.md", f"# {' '.join(title.split())}\n\n{heading}{text.strip()}\n".encode()


def _audience(chosen: str, questions: Sequence[GapQuestion]) -> str | None:
    if chosen != WHERE_ASKED:
        return chosen
    channels = channels_of(questions)
    return Audience(AudienceKind.CHANNELS, channels).key if channels else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _named(name: str) -> str:
    return str(uuid5(_NAMES, name))
