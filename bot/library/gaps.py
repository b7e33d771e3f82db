"""What people asked in vain is gathered, and sent as a file, as durable jobs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.gaps.told import given_to_you
from bot.blocks.library.golden_panel import sentence_message
from bot.durable import step, workflow
from bot.gaps.cards import GapCards
from bot.gaps.gathering import gathered, show
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file
from bot.library.mishaps import apologising
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.embeddings.model import ModelCard
from knowledge.gaps import gathering
from knowledge.gaps.csv import write_csv
from knowledge.gaps.queries import owners_to_tell
from knowledge.gaps.service import owner_told
from knowledge.gaps.summaries import gap_page
from knowledge.gaps.values import GapState, GivenToOwner
from knowledge.members.roles import OPERATOR, Act
from knowledge.standard.finding import embed_anew
from knowledge.standard.queries import models

FILE_NAME = "gaps.csv"
EVENT_TYPE = "fieldwise_gaps"
GIVEN = "fieldwise_gap_given"
# Between two batches people's questions are waited for so long.
GIVES_WAY_SECONDS = 0.1


@dataclass(frozen=True)
class GapsWanted:
    """Who wants the gaps as a file; ``job`` is the id of the job that sends it, asked for at ``at``."""

    job: str
    person: str
    at: datetime


@dataclass(frozen=True)
class GivenGap:
    """That somebody gave a person a gap ``at`` this time; ``job`` is the id of the job that tells it."""

    job: str
    person: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SentGaps:
    """A file that Slack has, with how many gaps are in it."""

    file_id: str
    gaps: int


@DBOS.dbos_class()
class GapJobs(DBOSConfiguredInstance):
    """The jobs."""

    def __init__(self, desk: Desk, cards: GapCards, give_way: Callable[[float], None]) -> None:
        """Take what the jobs work with.

        Args:
            desk: The parts of the library.
            cards: Of those who were asked to answer.
            give_way: Waits while people's questions are being answered, at most so many seconds.
        """
        super().__init__("gap_jobs")
        self._desk = desk
        self._cards = cards
        self._give_way = give_way

    def has_news(self, now: datetime) -> bool:
        """Whether there is anything to gather."""
        database, workspace = self._desk.database, self._desk.workspace
        if gathering.is_due(database, workspace, now=now):
            return True
        with database.reading() as session:
            found = gathering.models(session, workspace) | models(session, workspace)
        return bool(found) and bool(found - {ModelCard.read(self._desk.services.model_folder).id})

    @workflow
    def gather(self) -> None:
        """Gather what was asked in vain, and give standard answers vectors of the model that is used now."""
        count = 1
        while count:
            found = self.gather_some()
            show(self._cards, found)
            count = found.questions
        self.embed_standard()

    @step
    def gather_some(self) -> gathering.Gathered:
        """Gather some of it."""
        self._give_way(GIVES_WAY_SECONDS)
        return gathered(self._desk)

    @step
    def embed_standard(self) -> int:
        """Give those standard answers a vector that have another model's; returns how many."""
        return embed_anew(self._desk.database, self._desk.services.embedder, self._desk.workspace)

    @workflow
    def export(self, wanted: GapsWanted) -> None:
        """Send all gaps as a file, in the person's own conversation with the bot."""
        with apologising(self._desk, wanted.person):
            if self.may(wanted.person):
                sent = self.send_file()
                if sent is None or not self.share_file(wanted.person, sent):
                    self.tell_not_exported(wanted)

    @workflow
    def announce(self, given: GivenGap) -> None:
        """Tell a person, once, that she was given a gap to see to."""
        with apologising(self._desk, given.by):
            self.tell_given(given)

    @step
    def tell_given(self, given: GivenGap) -> bool:
        """Say so in the person's own conversation with the bot."""
        message = given_to_you(given.by, self._desk.status.texts(given.person))
        return tell_once(self._desk, given.person, Mark(GIVEN, {"job": given.job}), message, given.at)

    def has_given(self, _now: datetime) -> bool:
        """Whether a gap was given to somebody on the command line who was not told yet."""
        return bool(self._to_tell())

    @workflow
    def tell_owners(self) -> None:
        """Tell those to whom a gap was given on the command line, each once."""
        for given in self.owners_to_tell():
            self.tell_owner(given)

    @step
    def owners_to_tell(self) -> list[GivenToOwner]:
        """Who they are."""
        return self._to_tell()

    @step
    def tell_owner(self, given: GivenToOwner) -> None:
        """Tell one of them; who can't be written to sees it in Home."""
        mark = Mark(GIVEN, {"gap": given.gap_id, "at": given.at.isoformat()})
        message = given_to_you(OPERATOR, self._desk.status.texts(given.person))
        tell_once(self._desk, given.person, mark, message, given.at)
        with self._desk.database.transaction() as session:
            owner_told(session, given)

    def _to_tell(self) -> list[GivenToOwner]:
        with self._desk.database.reading() as session:
            return owners_to_tell(session, self._desk.workspace)

    @step
    def may(self, person: str) -> bool:
        """Whether the person may see what others asked in vain; who may not is told so."""
        return self._desk.acting.allows(person, Act.SEE_LIBRARY)

    @step
    def send_file(self) -> SentGaps | None:
        """Give Slack the file, which nobody sees yet; None where it does not take it."""
        with self._desk.database.reading() as session:
            found = gap_page(session, self._desk.workspace, states=tuple(GapState))
        # Spreadsheets take a file without this mark for one in an older encoding.
        data = write_csv(found.rows).encode("utf-8-sig")
        file_id = given_to_slack(self._desk.calls, OurFile(FILE_NAME, data))
        return SentGaps(file_id, found.total) if file_id is not None else None

    @step
    def share_file(self, person: str, sent: SentGaps) -> bool:
        """Show the file in the person's conversation with the bot; returns whether Slack does that."""
        comment = self._desk.status.texts(person).gaps.exported.of(sent.gaps)
        return show_file(self._desk, person, {sent.file_id: FILE_NAME}, comment)

    @step
    def tell_not_exported(self, wanted: GapsWanted) -> None:
        """Say that Slack did not take the file."""
        message = sentence_message(self._desk.status.texts(wanted.person).gaps.not_exported, "gaps")
        tell_once(self._desk, wanted.person, Mark(EVENT_TYPE, {"job": wanted.job}), message, wanted.at)
