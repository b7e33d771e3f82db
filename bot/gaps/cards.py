"""The cards of those who are asked in the guides' place: posted once, and made to say what holds now."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.blocks.gaps.card import AskedCard, Standing, asked_card, standing_shown, taken_back_card
from bot.calls import SlackRefused
from bot.durable import time_now
from bot.gaps.known import KnownAnswers
from bot.library.desk import Desk
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from bot.wording import is_direct
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.queries import newest_answer
from knowledge.gaps.queries import gap
from knowledge.gaps.topics import topic_of
from knowledge.gaps.values import Asked, Gap, GapQuestion, GapState, Topic, Why

EVENT_TYPE = "fieldwise_gap"
# A card of a gap that is gone, or of somebody who was not asked, is no older than this.
LOOKED_BACK = timedelta(days=30)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Standing:
    """A card in a person's conversation: its ``ts``, and what it shows."""

    message: str
    gap_id: str
    question_id: str
    shown: Standing | None


class GapCards:
    """Shows people what they are asked, and what became of it."""

    def __init__(self, desk: Desk, known: KnownAnswers) -> None:
        """Take Slack, where gaps are kept, and what may be shown of answers."""
        self._desk = desk
        self._known = known

    def tell(self, person: str, gap_id: str, question_id: str, since: datetime) -> bool:
        """Post the card, once for each question for which somebody wants the person to be asked.

        Returns:
            Whether the person has it.

        Raises:
            SlackAway: Slack can't be told now.
        """
        card = self._card(person, gap_id, question_id)
        if card is None:
            return False
        mark = Mark(EVENT_TYPE, {"gap": gap_id, "question": question_id})
        return tell_once(self._desk, person, mark, asked_card(card, self._desk.status.texts(person)), since)

    def refresh(self, gap_id: str, person: str, news: Sequence[str] = (), *, since: datetime | None = None) -> bool:
        """Make a person's cards of a gap say what holds now; returns whether there is any.

        Args:
            gap_id: The gap; it may be gone.
            person: Whose cards.
            news: Sentences of what has just come of a press, for the newest card.
            since: When the person was asked, where the gap may be gone.

        Raises:
            SlackAway: Slack can't be told now.
        """
        with self._desk.database.reading() as session:
            found = gap(session, self._desk.workspace, gap_id)
        asked = next((one.at for one in found.asked if one.person == person), None) if found is not None else None
        try:
            channel = self._desk.identity.direct_channel(person)
            cards = self._cards(channel, gap_id, asked or since or time_now() - LOOKED_BACK)
            for card in cards:
                self._show(channel, card, person, news if card is cards[-1] else ())
        except SlackRefused as error:
            log.error("card not changed", extra={"gap": gap_id, "method": error.method, "error": error.error})
            return False
        return bool(cards)

    def refresh_all(self, gap_id: str, besides: str | None = None) -> None:
        """Make the cards of all who were asked, but for one person, say what holds now."""
        with self._desk.database.reading() as session:
            found = gap(session, self._desk.workspace, gap_id)
        for one in found.asked if found is not None else ():
            if one.person != besides:
                self.refresh(gap_id, one.person)

    def _cards(self, channel: str, gap_id: str, since: datetime) -> list[_Standing]:
        """The cards of a gap in a conversation, the oldest first."""
        said = self._desk.posting.ours(Venue(channel, None), {EVENT_TYPE}, since)
        facts = [(one, one["metadata"]["event_payload"]) for one in said]
        return [
            _Standing(str(one["ts"]), gap_id, str(told["question"]), standing_shown(one.get("blocks", ())))
            for one, told in facts
            if told.get("gap") == gap_id
        ]

    def _show(self, channel: str, card: _Standing, person: str, news: Sequence[str]) -> None:
        """Make a card say what holds; one that says so keeps what came of a press.

        What was handed on is said anew each time: who has it changes.
        """
        now = self._card(person, card.gap_id, card.question_id)
        texts = self._desk.status.texts(person)
        if now is None:
            self._desk.posting.update(channel, card.message, taken_back_card(texts))
        elif news or now.standing is not card.shown or now.standing is Standing.PASSED_ON:
            self._desk.posting.update(channel, card.message, asked_card(now, texts, news))

    def _card(self, person: str, gap_id: str, question_id: str) -> AskedCard | None:
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            found = gap(session, workspace, gap_id)
            if found is None:
                return None
            topic, given = topic_of(session, workspace, gap_id), newest_answer(session, question_id)
        answer = given.answer if given is not None else None
        card = card_of(found, topic, question_id, person, answer.outcome if answer is not None else None)
        if card is None or card.standing is not Standing.WAITING:
            return card
        before = self._known.before(gap_id, person)
        return replace(card, cited=self._known.cited(answer, person), before=before)


def card_of(
    found: Gap, topic: Topic, question_id: str, person: str, outcome: Outcome | None = None
) -> AskedCard | None:
    """What a person is shown of a question of a gap; None where the gap does not have it any more. Pure.

    Args:
        found: The gap.
        topic: Whom it belongs to.
        question_id: The question for which the person is asked.
        person: Who is asked.
        outcome: Of the question's newest answer; None where it has none from the guides.
    """
    question = next((one for one in found.questions if one.id == question_id), None)
    if question is None:
        return None
    asked = next((one for one in found.asked if one.person == person), None)
    waiting = [one for one in found.questions if not one.is_settled and one.id != question_id]
    card = AskedCard(
        gap_id=found.summary.id,
        question_id=question_id,
        question=question.text,
        asker=question.asker,
        wanted_by=asked.by if asked is not None and asked.at >= question.asked_at else question.asker,
        asked_at=question.asked_at,
        channel=None if is_direct(question.channel) else question.channel,
        others=len(waiting),
        is_unhelpful=question.why is Why.UNHELPFUL or (outcome is Outcome.ANSWERED and not question.is_settled),
        is_guides=person in topic.owners,
        standing=Standing.WAITING,
        is_partly=outcome is Outcome.PARTLY,
    )
    return _standing(card, found, question, asked)


def _standing(card: AskedCard, found: Gap, question: GapQuestion, asked: Asked | None) -> AskedCard:
    """The card with how it stands: an answer to the question counts, one to others of its gap does not."""
    answer = next((one for one in reversed(found.answers) if question.id in one.answers), None)
    if answer is not None:
        return replace(card, standing=Standing.ANSWERED, by=answer.by, at=answer.at)
    if question.is_settled or found.summary.state is GapState.CLOSED:
        return replace(card, standing=Standing.CLOSED)
    if found.summary.state is GapState.SET_ASIDE:
        return replace(card, standing=Standing.SET_ASIDE)
    if asked is not None and asked.declined_at is not None:
        since = asked.declined_at
        after = tuple(one.person for one in found.asked if one.at >= since and one.declined_at is None)
        left = tuple(one for one in found.waiting if one != asked.person)
        return replace(card, standing=Standing.PASSED_ON, next=after, others_asked=left)
    return card
