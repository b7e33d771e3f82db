"""Files and web pages on their way into the library, as durable jobs.

An upload's id is made of what brought it, and is also the id of the edition that becomes of it. Each step may be done
again; what it changes is noted in the upload's row in the same transaction, or found to be done already.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.upload_card import ProgressCard, ready_mrkdwn
from bot.blocks.library.upload_filled import KEPT_FILE, SLACK, WEB, Filled
from bot.blocks.library.upload_problem import problem_mrkdwn
from bot.durable import step, time_now, workflow
from bot.incidents import incident
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.findings import found, found_from
from bot.library.offers import AcceptedGuide
from bot.library.patience import patient_step
from bot.library.refusals import REFUSALS
from bot.library.slack_files import SlackFiles
from bot.library.upload_cards import UploadCards
from bot.library.upload_problems import code_and_facts, foreseen
from ingestion.errors import BadDetails, NotFoundAgain, TooManyInHand, Unforeseen
from ingestion.given import GivenDetails
from ingestion.uploads import queries, service
from ingestion.uploads.values import AsGuide, Stage
from ingestion.web.fetching import Fetched
from knowledge.errors import NotAllowed
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.queries import edition_facts, original
from knowledge.retrieval.findings import findings
from storage.errors import LibraryBusy

# So many files are fetched at once.
FETCHED_AT_ONCE = 3
# One file at a time is worked on, and so many of its passages: who asks meanwhile finds a processor free.
PASSAGES_AT_ONCE = 8
# Between two batches questions that are being answered are waited for so long.
GIVES_WAY_SECONDS = 0.1
_NAMES = UUID("5b0d3f9a-9d5e-4a52-8f43-1c7cf3d8a1c2")

FetchPage = Callable[[str], Fetched]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HandedIn:
    """A file or page that a person hands in, with what was said of it.

    Attributes:
        id: Of the upload; the same for the same act of the same person.
        name: As far as is known.
        source: Where it is fetched from.
        guide_id: The guide of which it is a new edition.
        as_guide: What was not said of it, so that it is as the guide has it.
        root: The thread in the person's own conversation with the bot in which its progress is shown.
    """

    id: str
    person: str
    name: str
    source: str
    given: GivenDetails
    guide_id: str | None
    root: str | None
    as_guide: AsGuide | None = None


@dataclass(frozen=True)
class Kept:
    """A file that was fetched and kept.

    Attributes:
        url: A page's address as it was given.
    """

    name: str
    content_hash: str
    url: str | None


def handed_in(act: str, person: str, sent: Filled, guide: AcceptedGuide | None) -> list[HandedIn]:
    """What a form hands in; ``act`` names the submission, ``guide`` is what is kept where the form says so. Pure."""
    given, as_guide = sent.given, None
    if guide is not None:
        as_guide = AsGuide(guide.edition_id, _kept(sent))
        given = replace(given, **{name: getattr(guide.facts, name) for name in as_guide.details})
        if sent.keeps_audience and guide.facts.audience == EVERYBODY:
            # A guide for everybody may still say in its file that it is for fewer.
            given = replace(given, audience=None)
    root = sent.origin.root if (sent.origin.channel or "").startswith("D") else None
    return [
        HandedIn(upload_id(act, index), person, source.name, source.where, given, sent.guide_id, root, as_guide)
        for index, source in enumerate(sent.sources)
    ]


def _kept(sent: Filled) -> tuple[str, ...]:
    """The names of the details that a form leaves as the guide has them. Pure."""
    kept = {
        "title": sent.given.title is None,
        "audience": sent.keeps_audience,
        "evidence": sent.keeps_evidence,
    }
    return tuple(name for name, is_kept in kept.items() if is_kept)


def upload_id(act: str, index: int) -> str:
    """The id of the upload of the file with this number that an act brought. Pure."""
    return str(uuid5(_NAMES, f"{act}:{index}"))


def job_of(upload_id: str) -> str:
    """The id of an upload's job. Pure."""
    return f"upload:{upload_id}"


@DBOS.dbos_class()
class Uploads(DBOSConfiguredInstance):
    """The job of an upload."""

    def __init__(self, desk: Desk, files: SlackFiles, fetch_page: FetchPage, give_way: Callable[[float], None]) -> None:
        """Take what the job works with.

        Args:
            desk: The library, and Slack.
            files: Slack's files.
            fetch_page: Fetches a page of the web, or raises ``WebError``.
            give_way: Waits while questions are being answered, at most so many seconds.
        """
        super().__init__("uploads")
        self._desk = desk
        self._database = desk.database
        self._workspace = desk.workspace
        self._files = files
        self._fetch_page = fetch_page
        self._give_way = give_way
        self._cards = UploadCards(desk)
        self._editions = Cards(desk)
        self._fetching = threading.Semaphore(FETCHED_AT_ONCE)
        self._working = threading.Lock()

    @workflow
    def take_in(self, handed: HandedIn) -> None:
        """Fetch, read, embed and check a file, and show how far it is: in the end all of it is a draft, or nothing."""
        if not self.begin(handed):
            return
        try:
            self.open(handed)
            kept = self.fetch(handed)
            self.read(handed, kept)
            self.embed(handed)
            self.check(handed, kept)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person gets a sentence and nothing is half done
            self.fail(handed, error)
        self.settle(handed)

    @step
    def begin(self, handed: HandedIn) -> bool:
        """Note the upload; returns False, and tells the person why, where it can't be taken in."""
        try:
            with self._database.transaction() as session:
                service.begin(
                    session,
                    self._workspace,
                    handed.id,
                    person=handed.person,
                    name=handed.name,
                    source=handed.source,
                    given=handed.given,
                    guide_id=handed.guide_id,
                    as_guide=handed.as_guide,
                    schemes=self._desk.services.schemes,
                    now=time_now(),
                )
            return True
        except (TooManyInHand, BadDetails) as error:
            texts = self._desk.status.texts(handed.person)
            self._desk.status.to_one(None, handed.person, problem_mrkdwn(error, texts))
        except REFUSALS as error:
            self._desk.acting.refuse(handed.person, None, error)
        return False

    @step
    def open(self, handed: HandedIn) -> None:
        """Post the card."""
        self._cards.open(handed.id, handed.root)

    @step
    def fetch(self, handed: HandedIn) -> Kept:
        """Fetch the file and keep it."""
        with self._fetching:
            name, data, url = self._fetched(handed)
            return Kept(name, self._desk.services.intake.keep(self._workspace, name, data, upload_id=handed.id), url)

    @step
    def read(self, handed: HandedIn, kept: Kept) -> None:
        """Read it and store it as a draft."""
        given = handed.given
        if given.source_url is None and kept.url is not None:
            given = replace(given, source_url=kept.url)
        with self._working:
            self._desk.services.intake.read(
                self._workspace,
                name=kept.name,
                content_hash=kept.content_hash,
                edition_id=handed.id,
                given=given,
                guide=handed.guide_id,
                by=handed.person,
                upload_id=handed.id,
                tell=self._telling(handed),
            )

    @step
    def embed(self, handed: HandedIn) -> None:
        """Embed its passages."""
        self._telling(handed)(Stage.EMBEDDING, 0, 0)
        with self._working:
            self._desk.services.intake.embed(
                self._workspace, [handed.id], tell=self._telling(handed), batch=PASSAGES_AT_ONCE
            )
        with self._database.transaction() as session:
            service.move(session, self._workspace, handed.id, Stage.CHECKING, now=time_now())

    @patient_step
    def check(self, handed: HandedIn, kept: Kept) -> None:
        """Search for its own passages, ask the golden questions as if it were published, compare it with the others."""
        self._telling(handed)(Stage.CHECKING, 0, 0)
        services = self._desk.services

        def give_way() -> None:
            self._give_way(GIVES_WAY_SECONDS)

        with self._working:
            looked = findings(self._database, services.embedder.model_id, self._workspace, handed.id, give_way)
        with self._alone(handed), services.intake.indexed(self._workspace, [handed.id]) as (probed,):
            if not probed.is_ready:
                raise NotFoundAgain(kept.name, probed.found, probed.of)
            run = services.ask_golden(self._workspace, handed.id, give_way)
        with self._database.transaction() as session:
            warnings = edition_facts(session, [handed.id])[handed.id].warnings
            values = found(looked, run, warnings).values
            service.ready(session, self._workspace, handed.id, values, now=time_now())
        log.info("ready", extra={"upload": handed.id, "workspace": self._workspace})

    @step
    def fail(self, handed: HandedIn, error: Exception) -> None:
        """Note what went wrong, and discard what was stored."""
        problem = foreseen(error, handed.name)
        if problem is None:
            incident(error, upload=handed.id)
            problem = Unforeseen(handed.name, type(error).__name__)
        if isinstance(error, NotAllowed):
            self._desk.acting.note(error)
        code, facts = code_and_facts(problem)
        with self._database.transaction() as session:
            service.fail(session, self._workspace, handed.id, code, facts, now=time_now())
        log.info("not taken in", extra={"upload": handed.id, "why": code})

    @step
    def settle(self, handed: HandedIn) -> None:
        """Show how it ended: a draft has the card of its edition from now on."""
        # It may have ended since its card could not be posted.
        self._cards.open(handed.id, handed.root)
        with self._database.reading() as session:
            upload = queries.upload(session, self._workspace, handed.id)
        message = None
        if upload is not None and upload.stage is Stage.READY:
            texts = self._desk.status.texts(handed.person)
            news = ready_mrkdwn(upload.passages or 0, found_from(upload.findings), texts)
            message = self._editions.message(handed.id, handed.person, news)
        self._cards.settle(handed.id, message)

    def _fetched(self, handed: HandedIn) -> tuple[str, bytes, str | None]:
        if handed.source.startswith(WEB):
            page = self._fetch_page(handed.source.removeprefix(WEB))
            return page.name, page.data, page.url
        if handed.source.startswith(KEPT_FILE):
            with self._database.reading() as session:
                return handed.name, original(session, self._workspace, handed.source.removeprefix(KEPT_FILE)), None
        file = self._files.about(handed.source.removeprefix(SLACK), handed.name)
        return file.name, self._files.content(file), None

    def _telling(self, handed: HandedIn) -> Callable[[Stage, int, int], None]:
        def tell(stage: Stage, done: int, of: int) -> None:
            self._give_way(GIVES_WAY_SECONDS)
            self._cards.tell(ProgressCard(handed.id, handed.name, stage, done=done, of=of))

        return tell

    @contextmanager
    def _alone(self, handed: HandedIn) -> Iterator[None]:
        """Be the only one that changes the library; where another process is, the card says so.

        Raises:
            LibraryBusy: Somebody else is at it.
        """
        try:
            # Whoever waits for a turn must not keep others from the library meanwhile, nor hold a turn that other
            # files need until the library is free: the step is tried again.
            with self._working, self._desk.services.changing_the_library(wait=0):
                yield
        except LibraryBusy:
            self._cards.say(ProgressCard(handed.id, handed.name, Stage.CHECKING, waits=True))
            raise
