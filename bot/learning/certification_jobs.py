"""Certifications taken from files, written to files, and those that ship; as durable jobs."""

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import sentence_message
from bot.durable import step, time_now, workflow
from bot.learning.certification_files import file_of, keep
from bot.learning.definition_files import taken_in
from bot.learning.item_files import ItemsToDo
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.slack_files import SlackFiles
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.members.roles import OPERATOR, Act
from knowledge.members.service import require
from learning.certifications.definition import Definition
from learning.certifications.queries import certification_of
from learning.certifications.reading import MAX_BYTES, read_certification
from learning.certifications.service import SUBJECT
from learning.certifications.starter import StarterPut, put_starter
from learning.certifications.values import Certification
from learning.curriculum.starter import put_starter_paths

EVENT_TYPE = "fieldwise_certification"


@DBOS.dbos_class()
class CertificationJobs(DBOSConfiguredInstance):
    """The jobs. Each tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk) -> None:
        """Take what the jobs work with."""
        super().__init__("certification_jobs")
        self._desk = desk
        self._workspace = desk.workspace
        self._files = SlackFiles(desk.calls, most_bytes=MAX_BYTES)

    @workflow
    def take_in(self, todo: ItemsToDo, file_id: str, name: str) -> None:
        """Have a certification require what a file says."""
        with apologising(self._desk, todo.person):
            said = self.taken(todo.person, file_id, name)
            self.tell(todo, said)

    @workflow
    def export(self, todo: ItemsToDo, certification_id: str) -> None:
        """Send a certification as a file that ``take_in`` reads."""
        with apologising(self._desk, todo.person):
            if not self.may(todo.person):
                return
            file_id = self.send_file(certification_id)
            if not file_id or not self.share_file(todo.person, certification_id, file_id):
                self.tell(todo, self._desk.status.texts(todo.person).certifications.not_exported)

    @workflow
    def starter(self, todo: ItemsToDo) -> None:
        """Give the workspace the certifications that ship, with their items."""
        with apologising(self._desk, todo.person):
            said = self.started(todo.person)
            if said is not None:
                self.tell(todo, said)

    @step
    def may(self, person: str) -> bool:
        """Whether the person keeps certifications; who does not is told so."""
        return self._desk.acting.allows(person, Act.KEEP_CERTIFICATIONS)

    @step
    def taken(self, person: str, file_id: str, name: str) -> str:
        """Take the file in, and offer the certification; returns what came of it. Done again, it changes nothing."""

        def kept(session: Session, definition: Definition) -> Certification:
            return keep(session, self._workspace, definition, by=person, now=time_now())

        def content() -> bytes:
            return self._files.content(self._files.about(file_id, name))

        return taken_in(self._desk, person, content, read_certification, kept, _taken)

    @step
    def started(self, person: str) -> str | None:
        """Put them; returns what came of it, or None where the person was told that she may not.

        What ships was written and looked at by those who ship it, so that no second person is needed here; that it
        came in by this person is in the audit log.
        """
        texts, now = self._desk.status.texts(person), time_now()

        def act(session: Session) -> tuple[StarterPut, int]:
            require(session, self._workspace, person, Act.KEEP_CERTIFICATIONS)
            given = put_starter(session, self._workspace, by=OPERATOR, now=now)
            paths = len(put_starter_paths(session, self._workspace, by=OPERATOR, now=now).paths)
            after = {"certifications": len(given.certifications), "items": len(given.items), "paths": paths}
            record(
                session, self._workspace, actor=person, action=Action.CERTIFICATION_CHANGED, subject_kind=SUBJECT,
                subject="starter", name="starter", before=None, after=after, now=now,
            )  # fmt: skip
            return given, paths

        given = self._desk.acting.attempt(person, None, act)
        return _started(*given, texts) if given is not None else None

    @step
    def send_file(self, certification_id: str) -> str | None:
        """Give Slack the file, which nobody sees yet; None where it does not take it."""
        with self._desk.database.reading() as session:
            name, data = file_of(certification_of(session, self._workspace, certification_id))
        return given_to_slack(self._desk.calls, OurFile(name, data))

    @step
    def share_file(self, person: str, certification_id: str, file_id: str) -> bool:
        """Show the file in the person's conversation with the bot; returns whether Slack does that."""
        said = self._desk.status.texts(person).certifications
        with self._desk.database.reading() as session:
            found = certification_of(session, self._workspace, certification_id)
        comment = said.exported.format(title=found.definition.title, number=found.number)
        return show_file(self._desk, person, {file_id: file_of(found)[0]}, comment)

    @step
    def tell(self, todo: ItemsToDo, said: str) -> None:
        """Say something in the person's own conversation, once."""
        message = sentence_message(said, "certifications")
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)


def _taken(found: Certification, texts: Texts) -> str:
    number = texts.number(found.number)
    return texts.certifications.file_taken.format(title=found.definition.title, number=number)


def _started(given: StarterPut, paths: int, texts: Texts) -> str:
    said = texts.certifications
    counts = {"certifications": texts.number(len(given.certifications)), "items": texts.number(len(given.items))}
    left = [said.starter_left_out.of(len(given.left_out))] if given.left_out else []
    more = [texts.paths.starter_added.of(paths)] if paths else []
    return " ".join([said.starter_done.format(**counts), *more, *left])
