"""A person answers in the guides' place, as a durable job: sent, kept for others, made a draft of a guide."""

import logging
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.gaps.form import Use
from bot.blocks.library.upload_filled import KEPT_FILE
from bot.blocks.mrkdwn import escape
from bot.durable import step, time_now, workflow
from bot.gaps.again import AskingAgain
from bot.gaps.answers import PersonsAnswer, drafted_file
from bot.gaps.cards import GapCards
from bot.gaps.gathering import gather
from bot.gaps.sending import Group, Sending
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.uploads import HandedIn, Uploads
from ingestion.given import GivenDetails
from knowledge.embeddings.pooling import Vector
from knowledge.gaps import service
from knowledge.gaps.questions import answered_by
from knowledge.guides.drafts import EVERYBODY
from knowledge.retrieval.questions import cleaned_question
from knowledge.standard.service import save

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class PersonAnswers(DBOSConfiguredInstance):
    """The job of an answer."""

    def __init__(self, desk: Desk, sending: Sending, cards: GapCards, uploads: Uploads, again: AskingAgain) -> None:
        """Take what the job works with."""
        super().__init__("person_answers")
        self._desk = desk
        self._sending = sending
        self._cards = cards
        self._uploads = uploads
        self._again = again

    @workflow
    def reply(self, answer: PersonsAnswer) -> None:
        """Do with an answer what its person wants, and say on the cards what became of it."""
        with apologising(self._desk, answer.person):
            # Who has just asked the same is answered too.
            gather(self._desk, self._cards)
            if not self.keep(answer):
                return
            groups = self.groups(answer) if Use.SEND in answer.uses else []
            told = [self.send(answer, group) for group in groups]
            later = self.held_back(answer) if Use.SEND in answer.uses else 0
            self.show(answer, sum(told), sum(len(group.askers) for group in groups), later)
            self.show_others(answer)
            if Use.DRAFT in answer.uses:
                self._uploads.take_in(self.draft(answer))
            if Use.STANDARD in answer.uses:
                self._again.ask_again(None, answer.standard_id)

    @step
    def keep(self, answer: PersonsAnswer) -> bool:
        """Keep it, once; returns False, and tells the person why, where it is refused."""
        workspace, is_standard = self._desk.workspace, Use.STANDARD in answer.uses
        embedder = self._desk.services.embedder
        # Now, and not when it was sent: it answers what was gathered since, too.
        now = time_now()
        vector = embedder.embed_question(cleaned_question(answer.called)) if is_standard else None

        def act(session: Session) -> None:
            if vector is not None:
                self._save(session, answer, vector, embedder.model_id, now)
            service.answer(
                session,
                workspace,
                answer.gap_id,
                answer.id,
                answer.text,
                answers=answer.questions,
                seen=answer.seen,
                audience=answer.audience,
                standard_id=answer.standard_id if is_standard else None,
                by=answer.person,
                now=now,
            )
            if Use.SEND in answer.uses:
                asked = answered_by(session, workspace, answer.id)
                service.note_news(session, [one.id for one in asked], now=now)

        said = self._desk.acting.why_not(answer.person, act)
        if said is not None:
            # The form is gone, and what was written in it must not be.
            self._desk.status.to_one(None, answer.person, f"{escape(said)}\n\n{escape(answer.text)}")
        return said is None

    @step
    def groups(self, answer: PersonsAnswer) -> list[Group]:
        """Where it goes."""
        return self._sending.groups(answer)

    @step
    def send(self, answer: PersonsAnswer, group: Group) -> int:
        """Send it there, once; returns how many askers have it."""
        return self._sending.send(answer, group)

    @step
    def held_back(self, answer: PersonsAnswer) -> int:
        """How many askers get it later."""
        return self._sending.held_back(answer)

    @step
    def show(self, answer: PersonsAnswer, told: int, of: int, later: int) -> None:
        """Say to the person what became of it: on the card, or where there is none in the person's conversation."""
        said = self._desk.status.texts(answer.person).asking
        news = [
            *([said.sent.of(told)] if Use.SEND in answer.uses else []),
            *([said.not_sent.of(of - told)] if of > told else []),
            *([said.later.of(later)] if later else []),
            *([said.kept] if Use.STANDARD in answer.uses else []),
            *([said.drafting] if Use.DRAFT in answer.uses else []),
        ]
        if not self._cards.refresh(answer.gap_id, answer.person, news):
            self._desk.status.to_one(None, answer.person, escape(" ".join(news)))

    @step
    def show_others(self, answer: PersonsAnswer) -> None:
        """Say to the others who were asked that there is an answer."""
        self._cards.refresh_all(answer.gap_id, besides=answer.person)

    @step
    def draft(self, answer: PersonsAnswer) -> HandedIn:
        """Keep the text as the file of a new guide, which then goes the way of any other."""
        name, data = drafted_file(answer.title, answer.called, answer.text)
        content = self._desk.services.intake.keep(self._desk.workspace, name, data)
        audience = answer.audience if answer.audience != EVERYBODY else None
        given = GivenDetails(
            title=answer.title, owner_person=answer.person, audience=audience, review_date=answer.review
        )
        return HandedIn(answer.draft_id, answer.person, name, KEPT_FILE + content, given, None, None)

    def _save(self, session: Session, answer: PersonsAnswer, vector: Vector, model: str, now: datetime) -> None:
        save(
            session,
            self._desk.workspace,
            answer.standard_id,
            answer.called,
            answer.text,
            vector=vector,
            model=model,
            audience=answer.audience,
            by=answer.person,
            now=now,
        )
