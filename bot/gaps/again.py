"""What was asked in vain is asked again when the guides, or what people answered, have more to say; as durable jobs.

A question that is answered now gets its new answer where the old one stands, and its asker is told once.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from dbos import DBOS, DBOSConfiguredInstance

from bot.answering import Answering
from bot.blocks.gaps.told import still_open
from bot.calls import SlackRefused
from bot.delivery import Delivery
from bot.durable import step, time_now, workflow
from bot.gaps.answers import draft_id
from bot.gaps.cards import GapCards
from bot.gaps.gathering import gather
from bot.gaps.news import AnswerNews, NewsFor, is_told
from bot.library.desk import Desk
from bot.library.owners import Owners
from bot.library.telling import tell_once
from bot.posting import Mark, Venue
from bot.readers import Readers
from knowledge.answering.answer import Mode
from knowledge.answering.inquiry import Inquiry
from knowledge.conversations import queries
from knowledge.conversations.finding import answer_of
from knowledge.conversations.values import GivenAnswer, Question
from knowledge.gaps import service
from knowledge.gaps.queries import gap, gap_of, gaps_of_standard, undone_answers
from knowledge.gaps.questions import to_ask_again
from knowledge.gaps.rules import settles
from knowledge.gaps.values import Gap
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from knowledge.standard.changes import last_addition

STILL_OPEN = "fieldwise_still_open"
# So many are asked again before it is looked which come next.
AT_ONCE = 200
# Before each of them, questions that people ask now are waited for so long.
GIVES_WAY_SECONDS = 0.5

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class AskingAgain(DBOSConfiguredInstance):
    """The job that asks again, and tells those who asked."""

    def __init__(
        self,
        desk: Desk,
        answering: Answering,
        delivery: Delivery,
        readers: Readers,
        owners: Owners,
        news: AnswerNews,
        cards: GapCards,
        give_way: Callable[[float], None],
    ) -> None:
        """Take what the job works with.

        Args:
            desk: Slack, and where everything is kept.
            answering: Answers in turn with what people ask now.
            delivery: Shows an answer in the place of the one before.
            readers: Know what may be told where.
            owners: Know who is still here.
            news: Tells askers.
            cards: Of those who were asked to answer.
            give_way: Waits while questions are being answered, at most so many seconds.
        """
        super().__init__("asking_again")
        self._desk = desk
        self._answering = answering
        self._delivery = delivery
        self._readers = readers
        self._owners = owners
        self._news = news
        self._cards = cards
        self._give_way = give_way

    def is_due(self, _now: datetime) -> bool:
        """Whether a guide, or a standard answer, was added since, and there are questions that it might answer."""
        return bool(self._waiting(()))

    @workflow
    def ask_again(self, edition_id: str | None = None, standard_id: str | None = None) -> None:
        """Ask the questions of all open gaps again, show and tell what is answered now, and close what is closed.

        Args:
            edition_id: The edition that readers see since; whoever it was drafted for hears if it is not enough.
            standard_id: The standard answer that is given since.
        """
        gather(self._desk, self._cards)
        drafted = self.drafted_for(edition_id) if edition_id is not None else []
        first = [*drafted, *(self.answered_with(standard_id) if standard_id is not None else [])]
        answered: list[str] = []
        while found := self.waiting(first):
            answered += [one for one in found if self.answer(one)]
        for news in self.news(answered):
            self.tell(news)
        for gap_id in dict.fromkeys([*self.gaps(answered), *drafted]):
            self.settle(gap_id)

    @step
    def waiting(self, first: list[str]) -> list[str]:
        """Questions that were not asked with what there is now: those of the first gaps, and then the oldest."""
        return self._waiting(first)

    @step
    def answer(self, question_id: str) -> bool:
        """Answer a question in the place of its answer before, if that settles it now; returns whether it does."""
        workspace, job = self._desk.workspace, f"{DBOS.workflow_id}:{question_id}"
        with self._desk.database.reading() as session:
            question, before = queries.question(session, question_id), queries.newest_answer(session, question_id)
            kept = answer_of(session, workspace, job)
        if kept is None and not question.withdrawn:
            self._give_way(GIVES_WAY_SECONDS)
            self._try(question, before, job)
            with self._desk.database.reading() as session:
                kept = answer_of(session, workspace, job)
        if kept is None:
            return False
        self._note_news(question.id)
        self._show(question)
        log.info("answered after all", extra={"question": question_id, "answer": kept})
        return True

    @step
    def news(self, question_ids: list[str]) -> list[NewsFor]:
        """Who asked them."""
        with self._desk.database.reading() as session:
            askers = {one: queries.question(session, one).asker for one in question_ids}
        people = dict.fromkeys(askers.values())
        return [NewsFor(person, tuple(one for one in question_ids if askers[one] == person)) for person in people]

    @step
    def tell(self, news: NewsFor) -> bool:
        """Tell an asker, once, what she may read of it; returns whether she has it."""
        return self._news.tell(news)

    @step
    def gaps(self, question_ids: list[str]) -> list[str]:
        """The gaps that they belong to."""
        with self._desk.database.reading() as session:
            found = [gap_of(session, self._desk.workspace, one) for one in question_ids]
        return list(dict.fromkeys(one for one in found if one is not None))

    @step
    def drafted_for(self, edition_id: str) -> list[str]:
        """The gaps, of those that are not closed, for which an edition was drafted from a person's answer."""
        with self._desk.database.reading() as session:
            found = undone_answers(session, self._desk.workspace)
        return list(dict.fromkeys(gap_id for gap_id, answer_id in found if draft_id(answer_id) == edition_id))

    @step
    def answered_with(self, standard_id: str) -> list[str]:
        """The gaps to which a standard answer was given."""
        with self._desk.database.reading() as session:
            return gaps_of_standard(session, self._desk.workspace, [standard_id])

    @step
    def settle(self, gap_id: str) -> None:
        """Close a gap of which everything is answered; else tell its owner, or who answered last, what is not."""
        with self._desk.database.transaction() as session:
            closed = service.close_if_settled(session, self._desk.workspace, gap_id, now=time_now())
        self._cards.refresh_all(gap_id)
        if not closed:
            self._tell_owner(gap_id)

    def _waiting(self, first: Sequence[str]) -> list[str]:
        """Who sits an exam is not asked for: that comes once the exam is over."""
        with self._desk.database.reading() as session:
            added = last_addition(session, self._desk.workspace)
            if added is None:
                return []
            found = to_ask_again(session, self._desk.workspace, added=added, first=first, limit=AT_ONCE)
        sits = {one: self._answering.withholding.is_sitting(one) for one in {one.asker for one in found}}
        return [one.id for one in found if not sits[one.asker]]

    def _note_news(self, question_id: str) -> None:
        """Note that the asker is to be told, unless she was told that as a person's words."""
        with self._desk.database.transaction() as session:
            given = queries.newest_answer(session, question_id)
            is_standard = given is not None and given.answer is not None and given.answer.mode is Mode.STANDARD
            if not (is_standard and is_told(session, self._desk.workspace, question_id)):
                service.note_news(session, [question_id], now=time_now())

    def _try(self, question: Question, before: GivenAnswer | None, job: str) -> None:
        with self._desk.database.reading() as session:
            added = last_addition(session, self._desk.workspace)
        known = before.answer if before is not None else None
        text = known.understood if known is not None and known.understood else question.text
        found = self._answering.tried(
            question.id,
            lambda readable: Inquiry(text, tuple(readable)),
            person=question.asker,
            audiences=partial(self._readers.audiences, self._venue(question).channel, question.asker),
        )
        if found is not None and settles(known, found):
            self._answering.keep(question.id, job=job, answer=found, wording=question.wording)
        # Who has begun an exam is asked for once more.
        if added is not None and not self._answering.withholding.is_sitting(question.asker):
            with self._desk.database.transaction() as session:
                service.asked_again(session, [question.id], added=added)

    def _venue(self, question: Question) -> Venue:
        """Where the answer to a question stands, or belongs: where many read it is drawn from what all may read."""
        with self._desk.database.reading() as session:
            shown = queries.shown(session, question.id)
        return Venue(shown.channel, shown.root) if shown is not None else Venue(question.channel, question.root)

    def _show(self, question: Question) -> None:
        venue = self._venue(question)
        with self._desk.database.reading() as session:
            is_seen = queries.shown(session, question.id) is not None or not question.unseen
        try:
            if not is_seen:
                venue = Venue(self._desk.identity.direct_channel(question.asker), None)
            self._delivery.show(question.id, venue)
        except SlackRefused as error:
            log.error("not shown", extra={"question": question.id, "method": error.method, "error": error.error})

    def _tell_owner(self, gap_id: str) -> None:
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            found = gap(session, workspace, gap_id)
            owner = _keeper_of(found) if found is not None else None
            sees = owner is not None and may(role_of(session, workspace, owner), Act.SEE_LIBRARY)
        keeper = self._owners.keeper(owner, is_owner=True) if owner is not None else None
        left = [one for one in found.questions if not one.is_settled] if found is not None else []
        if found is None or keeper is None or not left:
            return
        # What others asked is for those who look after the library, and of that what they may read.
        shown = [one.text for one in left if one.is_shown] if sees else []
        name = hashlib.sha256("\n".join(one.id for one in left).encode()).hexdigest()
        message = still_open(shown, len(left) - len(shown), f"still_open:{gap_id}", keeper.texts)
        mark = Mark(STILL_OPEN, {"gap": gap_id, "left": name})
        tell_once(self._desk, keeper.person, mark, message, found.summary.since)


def _keeper_of(found: Gap) -> str | None:
    """Who is told what is left of a gap: its owner, or else whoever answered last. Pure."""
    return found.summary.owner or next((answer.by for answer in reversed(found.answers)), None)
