"""Learning paths in a person's own conversation with the bot: shown, begun, left, and their steps done."""

from collections.abc import Callable
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.learning.path_message import PathShown, path_message
from bot.blocks.learning.path_reading import Walked, closed_view, reading_view
from bot.blocks.message import Message
from bot.durable import step, workflow
from bot.learning.granting import grant
from bot.learning.refusals import REFUSALS, learning_refusal
from bot.learning.withholding import Withholding
from bot.library.desk import Desk
from bot.library.mishaps import apologising, apologising_by
from bot.library.modals import fill
from bot.readers import Readers
from bot.wishes import Wished
from learning.certifications.queries import certification
from learning.curriculum import service
from learning.curriculum.definition import PathStep, Reading, StepKind
from learning.curriculum.guides import Chapter, chapter_of, last_edition
from learning.curriculum.queries import enrolled, path_of, paths, standing_of
from learning.curriculum.values import Path, StepState
from learning.errors import CertificationNotFound, NothingToRead, NotOnPath, StepLocked, StepNotFound

EVENT_TYPE = "fieldwise_path"


@DBOS.dbos_class()
class Paths(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, readers: Readers, withholding: Withholding, clock: Callable[[], datetime]) -> None:
        """Take what the jobs work with."""
        super().__init__("paths")
        self._desk = desk
        self._workspace = desk.workspace
        self._readers = readers
        self._withholding = withholding
        self.clock = clock

    @workflow
    def show(self, wished: Wished) -> None:
        """Tell a person where she stands on the path that she began last, or which paths there are."""
        grant(self._desk, wished, EVENT_TYPE, lambda: self._message(wished.person, None))

    @workflow
    def turn(self, person: str, path_id: str, channel: str, message: str) -> None:
        """Make a message show where the person stands on a path now."""
        with apologising(self._desk, person, channel):
            self.draw(person, path_id, channel, message)

    @workflow
    def begin(self, person: str, path_id: str, channel: str, message: str, at: datetime) -> None:
        """Let the person begin a path, and show it."""
        with apologising(self._desk, person, channel):
            self.enrol(person, path_id, at)
            self.draw(person, path_id, channel, message)

    @workflow
    def end(self, person: str, path_id: str, channel: str, message: str, at: datetime) -> None:
        """Let the person leave a path, and show those that there are."""
        with apologising(self._desk, person, channel):
            self.leave(person, path_id, at)
            self.draw(person, None, channel, message)

    @workflow
    def mark(self, person: str, about: Walked, note: str | None, at: datetime) -> None:
        """Store that a person has read, or thought about, what a step asks for, and show that in her message."""
        with apologising(self._desk, person):
            self.do(person, about, note, at)
            if about.channel is not None and about.message is not None:
                self.draw(person, about.path_id, about.channel, about.message)

    @workflow
    def fill(self, view_id: str, about: Walked, person: str) -> None:
        """Put into a modal what is to be read."""

        def say(said: str) -> None:
            fill(self._desk, view_id, closed_view(about, said, self._desk.status.texts(person)))

        with apologising_by(self._desk, person, say, path=about.path_id):
            self.read(view_id, about, person)

    @step
    def draw(self, person: str, path_id: str | None, channel: str, message: str) -> None:
        """Make the message show what holds now."""
        self._desk.posting.update(channel, message, self._message(person, path_id))

    @step
    def enrol(self, person: str, path_id: str, at: datetime) -> None:
        """Store that the person is on the path, or tell her why not."""

        def act(session: Session) -> Path:
            key = path_of(session, self._workspace, path_id).definition.key
            return service.enrol(session, self._workspace, key, person, by=person, now=at)

        self._desk.acting.attempt(person, None, act)

    @step
    def leave(self, person: str, path_id: str, at: datetime) -> None:
        """Store that the person is on it no longer."""

        def act(session: Session) -> bool:
            key = path_of(session, self._workspace, path_id).definition.key
            service.leave(session, self._workspace, key, person, now=at)
            return True

        self._desk.acting.attempt(person, None, act)

    @step
    def do(self, person: str, about: Walked, note: str | None, at: datetime) -> None:
        """Store what she did, or tell her why that can't be."""
        try:
            self._must_be_readable(person, about)
        except REFUSALS as error:
            self._desk.acting.refuse(person, None, error)
            return

        def act(session: Session) -> object:
            key = path_of(session, self._workspace, about.path_id).definition.key
            return service.done(session, self._workspace, key, person, about.step, note=note, now=at)

        self._desk.acting.attempt(person, None, act)

    @step
    def read(self, view_id: str, about: Walked, person: str) -> None:
        """Fill the modal, if it is still open."""
        texts = self._desk.status.texts(person)
        try:
            found, is_done = self.step_of(person, about)
        except REFUSALS as error:
            view = closed_view(about, learning_refusal(error, texts), texts)
        else:
            if self._withholding.is_sitting(person):
                view = closed_view(about, texts.paths.withheld, texts)
            else:
                chapters = [(one, self._chapter(person, one)) for one in found.readings]
                named = [one for one, chapter in chapters if chapter is None and self._may_know(person, one)]
                view = reading_view(about, found, chapters, texts, is_done=is_done, named=named)
        fill(self._desk, view_id, view)

    def step_of(self, person: str, about: Walked) -> tuple[PathStep, bool]:
        """A step that a person may do now, and whether she has done it before.

        Raises:
            PathNotFound: There is no such path.
            NotOnPath: She is not on it.
            StepNotFound: It has no such step any more.
            StepLocked: Steps that come before are not done.
        """
        with self._desk.database.reading() as session:
            path = path_of(session, self._workspace, about.path_id)
            standing = standing_of(session, self._workspace, path, person)
        if standing.since is None:
            raise NotOnPath(path.definition.key)
        found = next((one for one in standing.steps if one.step.key == about.step), None)
        if found is None:
            raise StepNotFound(about.step)
        if found.state is StepState.LOCKED:
            raise StepLocked(about.step)
        return found.step, found.state is StepState.DONE

    def certified_by(self, path: Path) -> str | None:
        """The id of the certification that a path leads to; None where there is none."""
        key = path.definition.certification
        with self._desk.database.reading() as session:
            try:
                return certification(session, self._workspace, key).id if key is not None else None
            except CertificationNotFound:
                return None

    def _chapter(self, person: str, reading: Reading) -> Chapter | None:
        """What a reading names, if the person may read it."""
        with self._desk.database.reading() as session:
            found = chapter_of(session, self._workspace, reading)
        if found is None or not self._readers.may_read(person, found.edition_id, found.guide):
            return None
        return found

    def _may_know(self, person: str, reading: Reading) -> bool:
        """Whether the person may know of a guide, of which nothing is there that she could read."""
        with self._desk.database.reading() as session:
            last = last_edition(session, self._workspace, reading.guide)
        return last is not None and self._readers.may_read(person, last, reading.guide)

    def _must_be_readable(self, person: str, about: Walked) -> None:
        """Look whether the person may read any of what a step asks to read, where it is not done yet."""
        step, is_done = self.step_of(person, about)
        waits = step.kind is StepKind.READING and not is_done
        if waits and not any(self._chapter(person, one) is not None for one in step.readings):
            raise NothingToRead(about.step)

    def _message(self, person: str, path_id: str | None) -> Message:
        """Of this path, where she is on it; else of the one that she began last, else of those that there are."""
        with self._desk.database.reading() as session:
            there = {one.id: one for one in paths(session, self._workspace)}
            on = [one for one in enrolled(session, self._workspace, person) if one in there]
            chosen = path_id if path_id in on else next(iter(on), None)
            standing = standing_of(session, self._workspace, there[chosen], person) if chosen is not None else None
        others = [there[one] for one in on if one != chosen]
        offered = [one for one in there.values() if not one.retired and one.id not in on]
        certified = self.certified_by(there[chosen]) if chosen is not None else None
        shown = PathShown(standing, certified, (*others, *offered), frozenset(on))
        return path_message(shown, self._desk.status.texts(person))
