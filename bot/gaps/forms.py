"""The form in which a person answers in the guides' place: what it offers whom, and whether it can be taken."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.blocks.gaps.form import Answered, AnswerForm, AskedQuestion, Use
from bot.gaps.answers import PersonsAnswer, answerable, channels_of, persons_answer
from bot.gaps.known import KnownAnswers
from bot.gaps.titles import title_of
from bot.library.desk import Desk
from bot.library.open_channels import is_open_at_once
from knowledge.audiences.queries import communities
from knowledge.errors import GapNotFound, NotAllowed
from knowledge.freshness.states import a_year_after
from knowledge.gaps.queries import gap
from knowledge.gaps.service import may_answer
from knowledge.gaps.values import Gap
from knowledge.members.roles import Act, Role, may
from knowledge.members.service import role_of


class AnswerForms:
    """Looks up what a form offers, and takes in what was filled in."""

    def __init__(self, desk: Desk, known: KnownAnswers) -> None:
        """Take where gaps are kept, and what was answered before."""
        self._desk = desk
        self._known = known

    def form(self, gap_id: str, question_id: str | None, person: str, *, today: date) -> AnswerForm | str:
        """The form for a question of a gap; or why there is none, as a sentence for the person."""

        def look(session: Session) -> tuple[Gap, Role, tuple[str, ...]]:
            named = tuple(one.name for one in communities(session, self._desk.workspace))
            return self._gap(session, gap_id, person), role_of(session, self._desk.workspace, person), named

        looked = self._desk.acting.look(person, look)
        if isinstance(looked, str):
            return looked
        found, role, named = looked
        questions = answerable(found, question_id)
        if not questions:
            return self._nothing_left(found, person)
        before = self._known.to_begin_with(gap_id, person)
        return AnswerForm(
            gap_id=gap_id,
            question=questions[0].text,
            asked=tuple(AskedQuestion(one.id, one.text) for one in questions),
            is_open=not questions[0].unseen and is_open_at_once(self._desk.calls, questions[0].channel),
            uses=uses_of(role),
            channels=channels_of(questions),
            communities=named,
            seen=found.answers[-1].id if found.answers else None,
            title=title_of(questions[0].text),
            review=a_year_after(today),
            begun=before.text if before is not None else "",
        )

    def taken(self, sent: Answered, person: str, form: str, *, now: datetime) -> PersonsAnswer | dict[str, str]:
        """What a form brings; or why it can't be taken, as sentences for the person by the field where they are told.

        Args:
            sent: What was filled in.
            person: Who sent it.
            form: Names the form.
            now: The time.
        """
        found = self._desk.acting.look(person, lambda session: self._gap(session, sent.gap_id, person))
        if isinstance(found, str):
            return {"text": found}
        said = self._desk.status.texts(person).asking
        questions = [one for one in found.questions if one.id in sent.questions and one.is_shown]
        if is_answered(found, sent.questions, sent.seen):
            return {"text": said.answered_meanwhile}
        waiting = [one for one in questions if not one.is_settled]
        if not waiting:
            return {"text": said.closed}
        taken = persons_answer(sent, waiting, person=person, form=form, now=now)
        return taken if taken is not None else {"audience": said.not_in_channel}

    def _nothing_left(self, found: Gap, person: str) -> str:
        said = self._desk.status.texts(person).asking
        return said.none_shown if any(not one.is_settled for one in found.questions) else said.closed

    def _gap(self, session: Session, gap_id: str, person: str) -> Gap:
        workspace = self._desk.workspace
        found = gap(session, workspace, gap_id)
        if found is None:
            raise GapNotFound(gap_id)
        if not may_answer(session, workspace, gap_id, person):
            raise NotAllowed(person, Act.CLOSE_GAPS.value, role_of(session, workspace, person).value)
        return found


def uses_of(role: Role) -> tuple[Use, ...]:
    """What somebody of this role may have done with an answer. Pure."""
    needs = {Use.STANDARD: Act.CLOSE_GAPS, Use.DRAFT: Act.ADD_EDITION}
    return (Use.SEND, *(use for use, act in needs.items() if may(role, act)))


def is_answered(found: Gap, question_ids: Collection[str], seen: str | None) -> bool:
    """Whether somebody answered one of these questions since the answer that was seen. Pure."""
    ids = [one.id for one in found.answers]
    since = found.answers[ids.index(seen) + 1 :] if seen in ids else found.answers
    return any(not set(question_ids).isdisjoint(answer.answers) for answer in since)
