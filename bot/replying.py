"""The reply to a question in its conversation: an answer from the guides, or an earlier one said in another way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.answering import Answering, Notice
from bot.attached import AttachedFiles, ReadFiles
from bot.blocks.library.upload_problem import problem_mrkdwn
from bot.blocks.mrkdwn import escape
from bot.readers import Readers
from bot.status import Status
from bot.varying import Varying
from bot.wording import is_direct
from knowledge.answering.answer import Answer
from knowledge.answering.inquiry import EarlierTurn, Inquiry, Saying, Tell
from knowledge.conversations import queries
from knowledge.conversations.turns import earlier_turns
from knowledge.conversations.values import Question
from knowledge.conversations.variations import (
    ForReader,
    InLanguage,
    Shorter,
    ShowPassage,
    Variation,
    variation_in,
)


@dataclass(frozen=True)
class Asking:
    """A question on its way to its answer.

    Attributes:
        wording: Names this wording of it: its moment, or that of its last edit.
        channel: Where it stands, with ``root`` and ``moment``.
        told_in: The channel that it is answered in.
        asker: Who asked it.
        person: Who wants to know it now.
        job: The durable job that this is for.
        files: That came with it: id and name of each.
        says_anew: Whether another answer than the one before is wanted.
        or_nothing: Whether there is an answer already, which is worth more than any notice.
    """

    question_id: str
    text: str
    wording: str
    channel: str
    root: str
    moment: str
    told_in: str
    asker: str
    person: str
    job: str
    files: tuple[tuple[str, str], ...] = ()
    says_anew: bool = False
    or_nothing: bool = False

    @classmethod
    def anew(cls, question: Question, *, told_in: str, person: str, job: str, or_nothing: bool) -> "Asking":
        """A question that was answered before, asked again by somebody."""
        return cls(
            question_id=question.id,
            text=question.text,
            wording=question.wording,
            channel=question.channel,
            root=question.root,
            moment=question.moment,
            told_in=told_in,
            asker=question.asker,
            person=person,
            job=job,
            says_anew=True,
            or_nothing=or_nothing,
        )


class Replying:
    """Replies to questions in channels, and in people's own conversations with the bot."""

    def __init__(
        self, answering: Answering, readers: Readers, attached: AttachedFiles, status: Status, *, can_word: bool
    ) -> None:
        """Take what it works with; ``can_word`` says whether there is a model that words answers."""
        self._answering = answering
        self._readers = readers
        self._attached = attached
        self._status = status
        self._varying = Varying(answering, readers)
        self._can_word = can_word

    def reply(self, asking: Asking, *, tell: Callable[[int], None], stage: Tell = lambda _: None) -> bool:
        """Answer a question, or say the answer before it in the way that it wants; both are kept as its answer.

        Args:
            asking: The question.
            tell: Told how many are before it in the line.
            stage: Told what is being done.

        Returns:
            Whether the answer was withheld: the person has an exam open that asks about what it rests on.
        """
        if (withheld_before := self._answering.was_withheld(asking.job)) is not None:
            return withheld_before
        earlier = self._earlier(asking)
        answered = max((i for i, turn in enumerate(earlier) if turn.answer_id is not None), default=None)
        variation = variation_in(asking.text)
        if variation is not None and earlier and self._is_awaited(earlier[-1]):
            return self._keep(asking, Notice.NOT_YET)
        if answered is None or variation is None:
            return self._answer(asking, Saying(), asking.text, earlier, tell, stage)
        earlier = earlier[: answered + 1]
        ready = self._ready(asking, variation, earlier[-1])
        if ready is not None:
            return self._keep(asking, ready)
        text = variation.ending if isinstance(variation, ForReader) and not self._can_word else asking.text
        return self._answer(asking, self._saying(variation), text, earlier, tell, stage)

    def _earlier(self, asking: Asking) -> tuple[EarlierTurn, ...]:
        with self._answering.database.reading() as session:
            asked_at = queries.question(session, asking.question_id).asked_at
            return earlier_turns(
                session,
                self._answering.workspace,
                channel=asking.channel,
                root=asking.root,
                before=asking.moment,
                direct=is_direct(asking.channel),
                now=asked_at,
                told_in=asking.told_in,
            )

    def _is_awaited(self, turn: EarlierTurn) -> bool:
        """Whether the answer of a turn is still being worked on, or on its way to where it is shown."""
        with self._answering.database.reading() as session:
            newest = queries.newest_answer(session, turn.question_id)
            return newest is None or queries.shown(session, turn.question_id) is None

    def _saying(self, variation: Variation) -> Saying:
        match variation:
            case InLanguage(code=code):
                return Saying(language=code)
            case ForReader(words=words) if self._can_word:
                return Saying(reader=words)
            case Shorter():
                return Saying(is_short=True)
            case _:
                return Saying()

    def _ready(self, asking: Asking, variation: Variation, turn: EarlierTurn) -> Answer | Notice | None:
        """What is said without any search; None where the guides are looked through again."""
        match variation:
            case InLanguage() if not self._can_word:
                return Notice.OWN_WORDS
            case Shorter():
                return self._varying.shorter(turn, told_in=asking.told_in, person=asking.asker)
            case ShowPassage(number=number):
                return self._varying.passage(turn, number, told_in=asking.told_in, person=asking.person)
            case _:
                return None

    def _keep(self, asking: Asking, said: Answer | Notice) -> bool:
        if isinstance(said, Answer):
            return self._answering.give(
                asking.question_id,
                said,
                person=asking.person,
                job=asking.job,
                wording=asking.wording,
                or_nothing=asking.or_nothing,
            )
        if not asking.or_nothing:
            self._answering.keep(asking.question_id, job=asking.job, notice=said, wording=asking.wording)
        return said is Notice.WITHHELD

    def _answer(
        self,
        asking: Asking,
        saying: Saying,
        text: str,
        earlier: tuple[EarlierTurn, ...],
        tell: Callable[[int], None],
        stage: Tell,
    ) -> bool:
        """Answer it from the guides, as its files let it be understood, and tell of those that could not be read."""
        read = self._attached.read(asking.files) if asking.files else ReadFiles()
        withheld = self._answering.reply(
            asking.question_id,
            lambda readable: Inquiry(
                text=text,
                audiences=tuple(readable),
                person=asking.person,
                earlier=earlier,
                attached=read.attached,
                saying=saying,
                says_anew=asking.says_anew,
            ),
            person=asking.person,
            # What is told aside is for its asker's eyes alone, so the venue counts and not the place of the question.
            audiences=partial(self._readers.audiences, asking.told_in, asking.asker),
            job=asking.job,
            tell=tell,
            stage=stage,
            wording=asking.wording,
            or_nothing=asking.or_nothing,
        )
        # Once the answer is kept this is not done again.
        self._tell_unread(asking, read)
        return withheld

    def _tell_unread(self, asking: Asking, read: ReadFiles) -> None:
        """Tell whoever asks, alone, of the files that could not be read."""
        texts = self._status.texts(asking.asker)
        said = texts.conversation
        lines = [f"{problem_mrkdwn(problem, texts)} {escape(said.without_file)}" for problem in read.problems]
        lines += [escape(said.files_left.of(read.left))] if read.left else []
        if lines:
            root = asking.root if asking.root != asking.moment else None
            self._status.to_one(asking.channel, asking.asker, "\n".join(lines), root)
