"""Learning paths taken from files; as a durable job."""

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import sentence_message
from bot.durable import step, time_now, workflow
from bot.learning.definition_files import taken_in
from bot.learning.item_files import ItemsToDo
from bot.library.desk import Desk
from bot.library.mishaps import apologising
from bot.library.slack_files import SlackFiles
from bot.library.telling import tell_once
from bot.posting import Mark
from bot.texts import Texts
from learning.curriculum.definition import LearningPath
from learning.curriculum.reading import MAX_BYTES, read_path
from learning.curriculum.service import store
from learning.curriculum.values import Path

EVENT_TYPE = "fieldwise_path_file"


@DBOS.dbos_class()
class PathFiles(DBOSConfiguredInstance):
    """The job; it tells what came of it in the person's own conversation with the bot."""

    def __init__(self, desk: Desk) -> None:
        """Take what the job works with."""
        super().__init__("path_files")
        self._desk = desk
        self._files = SlackFiles(desk.calls, most_bytes=MAX_BYTES)

    @workflow
    def take_in(self, todo: ItemsToDo, file_id: str, name: str) -> None:
        """Have a path consist of what a file says."""
        with apologising(self._desk, todo.person):
            said = self.taken(todo.person, file_id, name)
            self.tell(todo, said)

    @step
    def taken(self, person: str, file_id: str, name: str) -> str:
        """Take the file in; returns what came of it. Done again, it changes nothing."""

        def kept(session: Session, definition: LearningPath) -> Path:
            return store(session, self._desk.workspace, definition, by=person, now=time_now())

        def content() -> bytes:
            return self._files.content(self._files.about(file_id, name))

        return taken_in(self._desk, person, content, read_path, kept, _taken)

    @step
    def tell(self, todo: ItemsToDo, said: str) -> None:
        """Say something in the person's own conversation, once."""
        message = sentence_message(said, "paths")
        tell_once(self._desk, todo.person, Mark(EVENT_TYPE, {"job": todo.job}), message, todo.at)


def _taken(found: Path, texts: Texts) -> str:
    return texts.paths.file_taken.format(title=found.definition.title, number=texts.number(found.number))
