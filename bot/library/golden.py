"""Golden questions asked, imported and exported from Slack, as durable jobs."""

import logging

import httpx
from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import flaws_message, run_message, sentence_message
from bot.blocks.library.upload_problem import problem_text
from bot.blocks.message import Message
from bot.blocks.mrkdwn import escape
from bot.calls import SlackAway, SlackRefused, SlackUnsure
from bot.durable import step, time_now, workflow
from bot.library.desk import Desk
from bot.library.slack_files import SlackFiles
from bot.library.upload_problems import HandInError
from bot.posting import Mark, Venue
from bot.texts import Texts
from ingestion.errors import TooLarge
from knowledge.golden.csv import read_csv, write_csv
from knowledge.golden.queries import golden_questions, guide_keys
from knowledge.golden.running import run_golden
from knowledge.golden.service import replace_all
from knowledge.golden.values import GoldenQuestion, GoldenRun, Reading, Replacement
from knowledge.members.roles import Act
from knowledge.members.service import require

FILE_NAME = "golden-questions.csv"
# A thousand questions of the longest kind are less.
MOST_BYTES = 5 * 1024 * 1024
UPLOAD_SECONDS = 30.0
EVENT_TYPE = "fieldwise_golden"

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class GoldenJobs(DBOSConfiguredInstance):
    """The jobs. Each tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("golden_jobs")
        self._desk = desk
        self._workspace = desk.workspace
        self._files = SlackFiles(desk.calls, most_bytes=MOST_BYTES)

    @workflow
    def run(self, job: str, person: str) -> None:
        """Ask the questions of the library as it is."""
        if self.may(person):
            self.tell_run(job, person, self.ask())

    @workflow
    def export(self, job: str, person: str) -> None:
        """Send the questions as a file that ``take_in`` reads."""
        if self.may(person) and not self.send_file(person):
            self.tell(job, person, sentence_message(self._desk.status.texts(person).golden.not_exported))

    @workflow
    def take_in(self, job: str, person: str, file_id: str, name: str) -> None:
        """Have the questions of a file, and no others; where a line can't be taken, nothing is changed."""
        if self.may(person):
            message = self.imported(person, file_id, name)
            if message is not None:
                self.tell(job, person, message)

    @step
    def may(self, person: str) -> bool:
        """Whether the person may keep the golden questions; who may not is told so."""

        def act(session: Session) -> bool:
            require(session, self._workspace, person, Act.KEEP_GOLDEN)
            return True

        return self._desk.acting.attempt(person, None, act) is not None

    @step
    def ask(self) -> GoldenRun | None:
        """Ask all that can be asked, and keep what came of it."""
        services = self._desk.services
        return run_golden(
            self._desk.database,
            services.retriever,
            services.sufficiency,
            self._workspace,
            instead=None,
            now=time_now(),
        )

    @step
    def tell_run(self, job: str, person: str, run: GoldenRun | None) -> None:
        """Show what came of it."""
        self._tell(job, person, run_message(run, self._desk.status.texts(person)))

    @step
    def tell(self, job: str, person: str, message: Message) -> None:
        """Say something in the person's own conversation, once."""
        self._tell(job, person, message)

    @step
    def send_file(self, person: str) -> bool:
        """Put the file into the person's conversation with the bot; returns whether Slack took it."""
        with self._desk.database.reading() as session:
            questions = golden_questions(session, self._workspace)
        # Spreadsheets take a file without this mark for one in an older encoding.
        data = write_csv(question.wanted for question in questions).encode("utf-8-sig")
        try:
            self._upload(person, data, questions)
        except SlackRefused as error:
            log.error("golden questions not sent", extra={"method": error.method, "error": error.error})
            return False
        return True

    @step
    def imported(self, person: str, file_id: str, name: str) -> Message | None:
        """Take the file in, or say why not; None where the person was told already that she may not."""
        texts = self._desk.status.texts(person)
        try:
            data = self._files.content(self._files.about(file_id, name))
        except (HandInError, TooLarge) as error:
            return sentence_message(problem_text(error, texts))
        with self._desk.database.reading() as session:
            reading = read_csv(data, guide_keys(session, self._workspace))
        if reading.flaws:
            return flaws_message(reading.flaws, texts)
        done = self._replaced(person, reading)
        return sentence_message(_counted(done, texts)) if done is not None else None

    def _replaced(self, person: str, reading: Reading) -> Replacement | None:
        def act(session: Session) -> Replacement:
            return replace_all(session, self._workspace, reading.rows, by=person, now=time_now())

        return self._desk.acting.attempt(person, None, act)

    def _upload(self, person: str, data: bytes, questions: list[GoldenQuestion]) -> None:
        calls, said = self._desk.calls, self._desk.status.texts(person).golden
        channel = self._desk.identity.direct_channel(person)
        place = calls.repeatable(calls.client.files_getUploadURLExternal, filename=FILE_NAME, length=len(data))
        try:
            httpx.post(place["upload_url"], content=data, timeout=UPLOAD_SECONDS).raise_for_status()
        except httpx.HTTPError as error:
            raise SlackAway from error
        files = [{"id": place["file_id"], "title": FILE_NAME}]
        comment = escape(said.exported.of(len(questions)))
        try:
            calls.once(
                calls.client.files_completeUploadExternal, files=files, channel_id=channel, initial_comment=comment
            )
        except SlackUnsure:
            log.info("golden questions sent, or not", extra={"file": place["file_id"]})

    def _tell(self, job: str, person: str, message: Message) -> None:
        posting, mark, since = self._desk.posting, Mark(EVENT_TYPE, {"job": job}), time_now()
        try:
            venue = Venue(self._desk.identity.direct_channel(person), None)
            if posting.find(venue, mark, since) is None:
                posting.post(venue, mark, message, since)
        except SlackRefused as error:
            log.error("not told", extra={"method": error.method, "error": error.error})


def _counted(done: Replacement, texts: Texts) -> str:
    said = texts.golden
    return said.imported.format(
        added=said.added.of(done.added), retired=said.retired.of(done.retired), kept=said.kept.of(done.kept)
    )
