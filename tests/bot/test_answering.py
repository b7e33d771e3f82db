"""From a question to what is kept of its answer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from queue import SimpleQueue
from random import Random
from threading import Event, Timer

import pytest

from bot.answering import Answering, Notice, Respond
from bot.learning.withholding import Withholding
from bot.line import Line
from ingestion.documents import Block
from knowledge.answering.answer import Mode
from knowledge.answering.inquiry import Attached, Inquiry, Stage, Tell
from knowledge.answering.trace import Check
from knowledge.conversations import queries, service
from knowledge.conversations.values import Asked, GivenAnswer
from knowledge.members.roles import OPERATOR
from knowledge.standard.values import StandardAnswer
from learning.attempts.service import start
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.items.values import Quote
from tests.knowledge.answering.scripted_chat import ScriptedChat
from tests.knowledge.answering.test_responder import QUESTION, QUOTE, WORDED, drafted, responder
from tests.knowledge.library import NOW, Library
from tests.learning.items.bank import Bank, item

LEAD = "References of a volunteer, whom staff call before a match begins:"
KEY = "Staff call exactly three references of each volunteer before a match begins."
ASKS_FOR_KEY = "How many references of a volunteer do staff call before a match begins?"
CANARY = "Zebulon Quist earns 900 euros and was arrested."
PAD = (
    "The programme office keeps the folder of each volunteer in a locked cupboard, and a second person looks through "
    "it in the spring and in the autumn of every year to see that nothing has gone missing from it. "
) * 4
# So long nothing here ever takes.
LONG = 30.0
EXAM = Definition("m", "M", "S", (Competency("matching", "M"),), (Draw("matching", 1),), Passing(50.0))


@dataclass
class Desk:
    """Questions of Amara's, and what is kept of their answers."""

    library: Library
    respond: Respond
    line: Line = field(default_factory=lambda: Line(1))
    asked: list[str] = field(default_factory=list)

    @property
    def answering(self) -> Answering:
        database, workspace = self.library.database, self.library.workspace
        return Answering(database, workspace, self.respond, self.line, Withholding(database, workspace, lambda: NOW))

    def ask(self, text: str) -> str:
        """Claim a question; returns its id."""
        moment = f"{len(self.asked) + 1}.0"
        asked = Asked(f"Ev{moment}", "C1", moment, moment, "U1", text, moment)
        with self.library.database.transaction() as session:
            question = service.claim(session, self.library.workspace, asked, now=NOW)
        assert question is not None
        self.asked.append(question)
        return question

    def reply(
        self,
        question: str,
        text: str,
        job: str = "job",
        attached: tuple[Attached, ...] = (),
        tell: Callable[[int], None] = lambda _: None,
        stage: Tell = lambda _: None,
    ) -> bool:
        return self.answering.reply(
            question,
            lambda readable: Inquiry(text, tuple(readable), "amara", attached=attached),
            person="amara",
            audiences=lambda: ("everybody",),
            job=job,
            tell=tell,
            stage=stage,
        )

    def kept(self, question: str) -> GivenAnswer:
        with self.library.database.reading() as session:
            given = queries.newest_answer(session, question)
        assert given is not None
        return given


def sit_exam(library: Library, guide: str, proof: str) -> None:
    """Amara sits an exam that asks about this."""
    bank = Bank.open(library.database)
    bank.live(item("refs", quotes=(Quote(guide, proof),)))
    with library.database.transaction() as session:
        put(session, bank.workspace, EXAM, by=OPERATOR, now=NOW)
        start(session, bank.workspace, "m", "amara", now=NOW, dice=Random(1))


@pytest.mark.parametrize("is_worded", [False, True])
def test_an_exam_is_not_given_away_by_a_quote_that_begins_in_the_passage_before_its_proof(
    library: Library, is_worded: bool
) -> None:
    library.publish("care.md", Block("References of volunteers", 2), Block(PAD.strip()), Block(LEAD), Block(KEY))
    chat = ScriptedChat(drafted((KEY, KEY))) if is_worded else None
    desk = Desk(library, responder(library, chat).respond)
    before = desk.ask(ASKS_FOR_KEY)
    assert not desk.reply(before, ASKS_FOR_KEY, "before")
    answer = desk.kept(before).answer
    assert answer is not None
    assert KEY in answer.citations[0].quote
    assert answer.citations[0].quote.startswith(LEAD)
    sit_exam(library, "care.md", KEY)
    with library.database.reading() as session:
        assert len(queries.in_context(session, answer.citations[0]).passage_ids) > 1
    assert desk.answering.withholding.keeps_answer("amara", desk.kept(before).id)
    during = desk.ask(ASKS_FOR_KEY)
    assert desk.reply(during, ASKS_FOR_KEY, "during")
    assert (desk.kept(during).answer, desk.kept(during).notice) == (None, Notice.WITHHELD)
    assert desk.answering.give(before, answer, person="amara", job="shorter")


def test_a_step_that_is_done_again_asks_nobody_again_and_says_the_same(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    desk = Desk(library, responder(library, chat).respond)
    question = desk.ask(QUESTION)
    assert [desk.reply(question, QUESTION) for _ in range(2)] == [False, False]
    assert len(chat.asked) == 1
    assert desk.kept(question).number == 1


def test_a_step_that_is_done_again_says_again_that_the_answer_is_withheld(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    desk = Desk(library, responder(library, None).respond)
    sit_exam(library, "guide.md", QUOTE)
    question = desk.ask(QUESTION)
    assert [desk.reply(question, QUESTION) for _ in range(2)] == [True, True]


def test_a_worded_answer_stands_in_line_once_and_its_place_is_not_told_after_its_stages(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    line, told, stages = Line(1, patience=0.01), SimpleQueue[int](), list[Stage]()
    inside, let_go = Event(), Event()

    def hold() -> None:
        with line.turn(lambda _: None, "ben"):
            inside.set()
            assert let_go.wait(LONG)

    def check(stage: Stage) -> None:
        stages.append(stage)
        if stage is Stage.CHECKING:
            before.append(told.qsize())
            holding.append(pool.submit(hold))
            assert inside.wait(LONG)
            Timer(0.1, let_go.set).start()

    holding, before = list[Future[None]](), list[int]()
    chat = ScriptedChat(drafted((WORDED, QUOTE)))
    desk = Desk(library, responder(library, chat).respond, line)
    with ThreadPoolExecutor(1) as pool:
        desk.reply(desk.ask(QUESTION), QUESTION, tell=told.put, stage=check)
        holding[0].result(LONG)
    assert stages == [Stage.SEARCHING, Stage.WORDING, Stage.CHECKING]
    assert before == [told.qsize()]


def test_no_word_of_a_file_is_kept_with_what_was_drafted_beside_it(library: Library) -> None:
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    chat = ScriptedChat(drafted((WORDED, QUOTE), (CANARY, QUOTE), (WORDED, CANARY)))
    desk = Desk(library, responder(library, chat).respond)
    question = desk.ask(QUESTION)
    desk.reply(question, QUESTION, attached=(Attached("pay.txt", CANARY),))
    with library.database.reading() as session:
        trace = queries.trace_of(session, library.workspace, desk.kept(question).id)
    assert trace is not None
    assert "Zebulon" not in str(trace)
    assert "900" not in str(trace)
    assert [(one.text, one.quote, one.fact, one.failed is None) for one in trace.sentences] == [
        ("", "", "", True),
        ("", "", "", False),
        ("", "", "", False),
    ]
    assert trace.sentences[2].failed is Check.QUOTE


def test_what_a_person_said_is_not_said_again_more_shortly_to_whoever_sits_an_exam(library: Library) -> None:
    library.publish("care.md", Block("References", 2), Block(KEY))
    library.publish("guide.md", Block("Support", 2), Block(f"{QUOTE} Staff note down what was said."))
    desk = Desk(library, responder(library, None).respond)
    question = desk.ask(QUESTION)
    desk.reply(question, QUESTION)
    answer = desk.kept(question).answer
    assert answer is not None
    said = replace(
        answer, mode=Mode.STANDARD, standard=StandardAnswer("s", "How many?", "Three.", "dev", NOW, "everybody")
    )
    sit_exam(library, "care.md", KEY)
    assert not desk.answering.give(question, said, person="amara", job="shorter")
    shorter = desk.kept(question).answer
    assert shorter is not None
    assert (shorter.mode, shorter.standard) == (Mode.EXTRACTIVE, None)
