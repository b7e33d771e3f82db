"""Golden questions asked, imported and exported from Slack, as durable jobs."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import flaws_message, run_message, sentence_message
from bot.blocks.library.upload_problem import problem_text
from bot.blocks.message import Message
from bot.durable import step, time_now, workflow
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.slack_files import SlackFiles
from bot.library.telling import tell_once
from bot.library.upload_problems import HandInError
from bot.posting import Mark
from bot.texts import Texts
from ingestion.errors import TooLarge
from knowledge.golden.csv import read_csv, write_csv
from knowledge.golden.queries import golden_questions, guide_keys, headings_seen, latest_runs
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenRun, Reading, Replacement
from knowledge.members.roles import Act

FILE_NAME = "golden-questions.csv"
# A thousand questions of the longest kind are less.
MOST_BYTES = 5 * 1024 * 1024
# Between two of them people's questions are waited for so long.
GIVES_WAY_SECONDS = 0.1
# Newest first: also those of editions that were checked meanwhile.
LOOKED_THROUGH = 20
EVENT_TYPE = "fieldwise_golden"


@dataclass(frozen=True)
class ToDo:
    """What a person wants to be done with the golden questions.

    Attributes:
        job: The id of the job that does it.
        at: When it was asked for; nothing was told of it before.
    """

    job: str
    person: str
    at: datetime


@dataclass(frozen=True)
class SentFile:
    """A file that Slack has, with how many questions are in it."""

    file_id: str
    questions: int


@DBOS.dbos_class()
class GoldenJobs(DBOSConfiguredInstance):
    """The jobs. Each tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk, give_way: Callable[[float], None]) -> None:
        """Take what the jobs work with.

        Args:
            desk: The parts of the library.
            give_way: Waits while people's questions are being answered, at most so many seconds.
        """
        super().__init__("golden_jobs")
        self._desk = desk
        self._give_way = give_way
        # They are asked by one job at a time.
        self._asking = threading.Lock()
        self._workspace = desk.workspace
        self._files = SlackFiles(desk.calls, most_bytes=MOST_BYTES)

    @workflow
    def run(self, todo: ToDo) -> None:
        """Ask the questions of the library as it is."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                self.tell_run(todo, self.ask(todo))

    @workflow
    def export(self, todo: ToDo) -> None:
        """Send the questions as a file that ``take_in`` reads."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                sent = self.send_file()
                if sent is None or not self.share_file(todo.person, sent):
                    self.tell_not_exported(todo)

    @workflow
    def take_in(self, todo: ToDo, file_id: str, name: str) -> None:
        """Have the questions of a file, and no others; where a line can't be taken, nothing is changed."""
        with apologising(self._desk, todo.person):
            if self.may(todo.person):
                message = self.imported(todo.person, file_id, name)
                if message is not None:
                    self.tell(todo, message)

    @step
    def may(self, person: str) -> bool:
        """Whether the person may keep the golden questions; who may not is told so."""
        return self._desk.acting.allows(person, Act.KEEP_GOLDEN)

    @step
    def ask(self, todo: ToDo) -> GoldenRun | None:
        """Ask all that can be asked, and keep what came of it.

        However often that is pressed while they are being asked, they are asked once more after that for all.
        """
        services = self._desk.services
        with self._asking:
            with self._desk.database.reading() as session:
                runs = latest_runs(session, self._workspace, limit=LOOKED_THROUGH)
            began_since = (run for run in runs if run.edition_id is None and run.ran_at >= todo.at)
            done = next(began_since, None)
            return done or services.ask_golden(self._workspace, None, lambda: self._give_way(GIVES_WAY_SECONDS))

    @step
    def tell_run(self, todo: ToDo, run: GoldenRun | None) -> None:
        """Show what came of it."""
        self._tell(todo, run_message(run, self._desk.status.texts(todo.person)))

    @step
    def tell(self, todo: ToDo, message: Message) -> None:
        """Say something in the person's own conversation, once."""
        self._tell(todo, message)

    @step
    def tell_not_exported(self, todo: ToDo) -> None:
        """Say that Slack did not take the file."""
        self._tell(todo, sentence_message(self._desk.status.texts(todo.person).golden.not_exported))

    @step
    def send_file(self) -> SentFile | None:
        """Give Slack the file, which nobody sees yet; None where it does not take it."""
        with self._desk.database.reading() as session:
            questions = golden_questions(session, self._workspace)
        # Spreadsheets take a file without this mark for one in an older encoding.
        data = write_csv(question.wanted for question in questions).encode("utf-8-sig")
        file_id = given_to_slack(self._desk.calls, OurFile(FILE_NAME, data))
        return SentFile(file_id, len(questions)) if file_id is not None else None

    @step
    def share_file(self, person: str, sent: SentFile) -> bool:
        """Show the file in the person's conversation with the bot; returns whether Slack does that."""
        comment = self._desk.status.texts(person).golden.exported.of(sent.questions)
        return show_file(self._desk, person, {sent.file_id: FILE_NAME}, comment)

    @step
    def imported(self, person: str, file_id: str, name: str) -> Message | None:
        """Take the file in, or say why not; None where the person was told already that she may not."""
        texts = self._desk.status.texts(person)
        try:
            data = self._files.content(self._files.about(file_id, name))
        except (HandInError, TooLarge) as error:
            return sentence_message(problem_text(error, texts))
        with self._desk.database.reading() as session:
            known = guide_keys(session, self._workspace)
            reading = read_csv(data, known, headings_seen(session, self._workspace))
        if reading.flaws:
            return flaws_message(reading.flaws, texts)
        done = self._replaced(person, reading)
        return sentence_message(_counted(done, texts)) if done is not None else None

    def _replaced(self, person: str, reading: Reading) -> Replacement | None:
        def act(session: Session) -> Replacement:
            return replace_all(session, self._workspace, reading.rows, by=person, now=time_now())

        return self._desk.acting.attempt(person, None, act)

    def _tell(self, todo: ToDo, message: Message) -> None:
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)


def _counted(done: Replacement, texts: Texts) -> str:
    said = texts.golden
    return said.imported.format(
        added=said.added.of(done.added), retired=said.retired.of(done.retired), kept=said.kept.of(done.kept)
    )
