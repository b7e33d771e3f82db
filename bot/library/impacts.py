"""Which past answers, items and certificates an edition touches, as the database and Slack know it now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.blocks.library.impact import Impact
from bot.library.desk import Desk
from bot.library.open_channels import is_open
from knowledge.guides.changes import PassageChange
from knowledge.guides.states import EditionState
from knowledge.guides.steps import state_of, subject_of
from knowledge.impact.queries import changed_by, changes_between, previous_edition, told, touched_answers
from knowledge.impact.values import TouchedAnswer
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from learning.standing.queries import hit_by


@dataclass(frozen=True)
class Touching:
    """What an edition changes, and which answers quote that.

    Attributes:
        before: The edition before; None where there is none, so that nothing is changed.
        changes: What became of each passage since then.
        changed: The passages that answers quote and that it changes, of this edition and of earlier ones, by id.
    """

    before: str | None
    changes: tuple[PassageChange, ...]
    changed: Mapping[str, PassageChange]
    answers: tuple[TouchedAnswer, ...]


class Impacts:
    """Looks up what editions touch."""

    def __init__(self, desk: Desk) -> None:
        """Take the library, and Slack."""
        self._desk = desk

    def touching(self, edition_id: str, *, in_words: bool = False) -> Touching:
        """What an edition changes, or would change, and which answers quote that.

        Args:
            edition_id: The edition.
            in_words: Whether the questions that everybody may read come with their words; Slack is asked for that.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        with self._desk.database.reading() as session:
            found = self._touching(session, edition_id)
            if found.before is None or not in_words:
                return found
        channels = {answer.channel for answer in found.answers}
        readable = {channel for channel in channels if is_open(self._desk.calls, channel)}
        with self._desk.database.reading() as session:
            changed = found.changed.keys()
            answers = touched_answers(session, self._desk.workspace, edition_id, changed, open_channels=readable)
        return replace(found, answers=tuple(answers))

    def impact(self, edition_id: str, person: str) -> Impact | None:
        """What a person is told of it; None where it touches no answer, no item and no certificate."""
        with self._desk.database.reading() as session:
            # What a withdrawn edition says is no longer what anybody could be told to read instead.
            is_read = state_of(session, edition_id) is not EditionState.WITHDRAWN
            answers = self._touching(session, edition_id).answers if is_read else ()
            hit = hit_by(session, self._desk.workspace, edition_id)
            if not answers and not hit.is_anything:
                return None
            subject = subject_of(session, self._desk.workspace, edition_id)
            how_far = told(session, self._desk.workspace, edition_id)
            role = role_of(session, self._desk.workspace, person)
        decided = how_far.told + how_far.untold > 0
        return Impact(
            edition_id=edition_id,
            title=subject.title,
            label=subject.label,
            answers=len(answers),
            told=how_far if decided else None,
            tells=may(role, Act.TELL_ASKERS),
            hit=hit,
        )

    def is_any(self, edition_id: str) -> bool:
        """Whether an edition touches anything of which people are told."""
        with self._desk.database.reading() as session:
            if hit_by(session, self._desk.workspace, edition_id).is_anything:
                return True
            return bool(self._touching(session, edition_id).answers)

    def _touching(self, session: Session, edition_id: str) -> Touching:
        before = previous_edition(session, self._desk.workspace, edition_id)
        if before is None:
            return Touching(None, (), {}, ())
        changes = changes_between(session, self._desk.workspace, before, edition_id)
        changed = changed_by(session, self._desk.workspace, edition_id)
        answers = touched_answers(session, self._desk.workspace, edition_id, changed.keys())
        return Touching(before, changes, changed, tuple(answers))
