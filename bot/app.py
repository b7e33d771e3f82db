"""The running bot: its parts put together, its jobs going on, its Bolt app ready for what Slack sends."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import sleep

from filelock import FileLock, Timeout
from slack_bolt import App
from slack_sdk import WebClient
from sqlalchemy.exc import DatabaseError

from bot.answering import AnswerFrom, Answering, Respond, plainly
from bot.attached import FETCH_SECONDS, MOST_BYTES, AttachedFiles
from bot.begun import Begun
from bot.bolt import slack_app
from bot.calls import Calls
from bot.conversation import Conversations
from bot.delivery import Delivery
from bot.durable import time_now
from bot.gaps.again import AskingAgain
from bot.gaps.cards import GapCards
from bot.gaps.held_back import HeldBack
from bot.gaps.known import KnownAnswers
from bot.gaps.loop import gap_loop
from bot.gaps.news import AnswerNews
from bot.gaps.sending import Sending
from bot.home import Homes
from bot.identity import Identity, Own, who_am_i
from bot.incidents import incident
from bot.learning.certificate_cards import CertificateCards
from bot.learning.certifying import Certifying
from bot.learning.cohorts import Cohorts
from bot.learning.continuing import Continuing
from bot.learning.exams import Exams
from bot.learning.holders import Holders
from bot.learning.issuing import CertificateJobs
from bot.learning.keepers import keepers
from bot.learning.keeping import Keeping
from bot.learning.my_data import MyData
from bot.learning.nudging import Nudges
from bot.learning.observing import Observing
from bot.learning.paths import Paths
from bot.learning.practising import Practising
from bot.learning.progress_links import ProgressLinks
from bot.learning.proving import Proving
from bot.learning.reaching import Reaching
from bot.learning.reminding import Reminding
from bot.learning.results import ExamResults
from bot.learning.screens import Screens
from bot.learning.withholding import Withholding
from bot.learning.zones import Zones
from bot.library.acting import Acting
from bot.library.aftermath import Aftermath
from bot.library.announcing import Announcing
from bot.library.asker_notices import AskerNotices
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.due_editions import DueEditions
from bot.library.gaps import GapJobs
from bot.library.golden import GoldenJobs
from bot.library.guide_page import GuidePages
from bot.library.hand_ins import HandIns
from bot.library.impacts import Impacts
from bot.library.links import Links
from bot.library.looking import Looking
from bot.library.made_offers import MadeOffers
from bot.library.offers import Offers
from bot.library.outages import OutageNews
from bot.library.owners import Owners
from bot.library.people import People
from bot.library.publishing import Publishing
from bot.library.refusing import Refusing
from bot.library.reminders import Reminders
from bot.library.reviewing import Reviewing
from bot.library.slack_files import SlackFiles
from bot.library.standing_cards import StandingCards
from bot.library.stranded_uploads import StrandedUploads
from bot.library.uploads import FetchPage, Uploads
from bot.library.withdrawing import Withdrawing
from bot.line import PATIENCE_SECONDS, Line
from bot.manners import Manners
from bot.parts import Parts
from bot.posting import Posting
from bot.private import PrivateConversations
from bot.readers import Readers
from bot.replying import Replying
from bot.schedule import Schedule, errands, repeating
from bot.services import Services
from bot.settings import Transport
from bot.status import Status
from bot.texts import texts_for
from bot.wording import Wording
from ingestion.web.fetching import fetch
from knowledge.answering.answer import Answer
from knowledge.answering.extractive import answer
from knowledge.audiences.queries import has_guides_for
from knowledge.errors import LibraryEmpty
from knowledge.members.service import claim_ownership
from storage import jobs
from storage.errors import BotRunning, LibraryBusy
from storage.exclusion import SERVING, only_one
from storage.workspaces import LOCAL, ensure_workspace

# Answering is bound by the processor: more at a time would only make each of them slower.
PLACES = 2
# Slack delivers an event again for some minutes; after that nobody asks for its job.
KEPT, TIDY_EVERY = timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Bot:
    """The bot while it runs.

    Attributes:
        app: Takes what Slack sends.
        parts: What its handlers work with.
    """

    app: App
    parts: Parts


@contextmanager
def running(
    services: Services,
    client: WebClient,
    *,
    wait: Callable[[float], None] = sleep,
    answering: AnswerFrom | None = None,
    patience: float = PATIENCE_SECONDS,
    clock: Callable[[], datetime] = time_now,
    fetch_page: FetchPage = fetch,
) -> Iterator[Bot]:
    """Run the bot while inside; jobs that an earlier process left unfinished go on at once.

    Args:
        services: The library.
        client: Slack's Web API.
        wait: Waits for so many seconds, where Slack wants that.
        answering: Answers a question from what is for some audiences; from the guides, if it is not given.
        patience: After so many seconds in line a person is told so.
        clock: The time by which guides are reviewed and people reminded.
        fetch_page: Fetches a page of the web that is handed in.

    Raises:
        BotRunning: Another process runs the bot on this data directory, or on this database.
    """
    secret = services.settings.slack_signing_secret
    by_http = services.settings.transport is Transport.HTTP
    with _alone(services):
        calls = Calls(client, wait)
        own = who_am_i(calls)
        with services.database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=time_now())
            if services.settings.owner is not None:
                claim_ownership(session, workspace, services.settings.owner, now=time_now())

        def parts() -> Parts:
            quote = answering or from_the_guides(services, workspace)
            respond = plainly(answering) if answering is not None else services.responder(workspace).respond
            return _parts(services, calls, own, workspace, quote, respond, Line(PLACES, patience), clock, fetch_page)

        # Of another Slack, the playground's say, nothing is taken up here.
        work = replace(jobs.CONVERSATIONS, version=f"{jobs.CONVERSATIONS.version}:{own.team}")
        tidying = repeating("tidying", _tidy, TIDY_EVERY)
        with jobs.running(services.settings.jobs_database, parts, work=work) as built, tidying:
            yield Bot(slack_app(built, secret.get_secret_value() if secret is not None and by_http else None), built)


def from_the_guides(services: Services, workspace: str) -> AnswerFrom:
    """What answers a question from the guides that are for some audiences.

    It raises ``LibraryEmpty`` where there is none for them, and whatever ``knowledge.answering.extractive.answer``
    raises.
    """

    def respond(question: str, audiences: Sequence[str]) -> Answer:
        with services.database.reading() as session:
            if not has_guides_for(session, workspace, audiences):
                raise LibraryEmpty
        return answer(
            question,
            retriever=services.retriever,
            database=services.database,
            model=services.sufficiency,
            workspace=workspace,
            audiences=audiences,
            now=time_now(),
        )

    return respond


def _parts(
    services: Services,
    calls: Calls,
    own: Own,
    workspace: str,
    quote: AnswerFrom,
    respond: Respond,
    line: Line,
    clock: Callable[[], datetime],
    fetch_page: FetchPage,
) -> Parts:
    desk = _desk(services, calls, own, workspace)
    database, identity, status, posting = desk.database, desk.identity, desk.status, desk.posting
    readers, common = Readers(database, workspace, identity), texts_for(services.settings.language)
    answering = Answering(database, workspace, respond, line, withholding := Withholding(database, workspace, clock))
    wording = Wording(database, workspace, status.texts, common, services.schemes, time_now)
    delivery = Delivery(database, posting, wording.shown, time_now)
    replying = _replying(services, calls, answering, readers, status)
    owners, cards, impacts, people = Owners(desk), Cards(desk), Impacts(desk), People(calls, own)
    gap_cards = GapCards(desk, known := KnownAnswers(desk, readers, withholding))
    sending, standing = Sending(desk, owners, readers, withholding, common), StandingCards(desk, cards)
    answer_news = AnswerNews(desk, owners, readers, withholding)
    again = AskingAgain(desk, answering, delivery, readers, owners, answer_news, gap_cards, line.until_empty)
    announcing = Announcing(desk, cards, impacts, owners, standing, again.ask_again)
    files = SlackFiles(calls, most_bytes=services.sandbox.limits.file_bytes)
    homes, guide_pages = Homes(desk, quote, readers, people, cards, clock), GuidePages(desk, people, cards)
    show_elsewhere = Aftermath(homes, guide_pages).show
    reminders, links = Reminders(desk, owners, clock, show_elsewhere), Links(desk, owners, clock)
    uploads, made_offers = Uploads(desk, files, fetch_page, line.until_empty), MadeOffers(desk)
    proving, screens = Proving(database, workspace, readers), Screens(database, workspace, clock)
    certificates = CertificateJobs(desk, certificate_cards := CertificateCards(desk, clock))
    kept, exam_results = keepers(desk, homes, certificates), ExamResults(desk, screens, proving, certificates, clock)
    exams, outages = Exams(desk, screens, exam_results, clock), OutageNews(desk, owners, clock)
    due_editions, zones, gaps = DueEditions(desk, announcing), Zones(desk), GapJobs(desk, gap_cards, line.until_empty)
    reminding, nudges = Reminding(desk, zones, clock), Nudges(desk, zones, homes, clock)
    practising, my_data = Practising(desk, proving, zones, clock), MyData(desk, gap_cards, clock)
    continuing = Continuing(desk, certificate_cards, practising, zones, clock)
    to_do = errands(
        reminders, links, due_editions, StrandedUploads(desk), exams, certificates, kept.regrading, reminding, my_data,
        nudges, continuing, gaps, again, HeldBack(desk, answer_news, sending, withholding, clock), outages,
    )  # fmt: skip
    return Parts(
        database=database, workspace=workspace, calls=calls, identity=identity, readers=readers, status=status,
        conversations=Conversations(answering, replying, readers, identity, delivery, status),
        private=PrivateConversations(answering, readers, identity, delivery, wording, status, calls), homes=homes,
        manners=Manners(database, workspace, delivery), begun=Begun(), desk=desk, people=people,
        refusing=Refusing(desk), guide_pages=guide_pages, golden=GoldenJobs(desk, line.until_empty),
        reminders=reminders, looking=Looking(desk, impacts), reviewing=Reviewing(desk, cards, standing),
        publishing=Publishing(desk, cards, standing, announcing),
        withdrawing=Withdrawing(desk, cards, standing, announcing, show_elsewhere),
        asker_notices=AskerNotices(desk, impacts, owners, readers), offers=Offers(desk, files, made_offers),
        made_offers=made_offers, hand_ins=HandIns(desk, uploads, guide_pages, made_offers), keepers=kept,
        certificates=certificates, holders=Holders(desk, certificate_cards, impacts, owners), my_data=my_data,
        keeping=Keeping(desk, certificate_cards, homes), observing=Observing(desk, certificates, homes), gaps=gaps,
        cohorts=Cohorts(desk, zones, homes, clock), nudges=nudges, certifying=Certifying(desk, clock), exams=exams,
        practising=practising, continuing=continuing, progress_links=ProgressLinks(desk, clock), proving=proving,
        reaching=Reaching(desk, readers, zones, clock), paths=Paths(desk, readers, withholding, clock),
        reminding=reminding, exam_results=exam_results, withholding=withholding,
        gap_loop=gap_loop(desk, owners, sending, uploads, again, known, gap_cards), schedule=Schedule(workspace, to_do),
    )  # fmt: skip


def _replying(services: Services, calls: Calls, answering: Answering, readers: Readers, status: Status) -> Replying:
    files = SlackFiles(calls, most_bytes=MOST_BYTES, seconds=FETCH_SECONDS, attempts=1)
    attached, can_word = AttachedFiles(files, services.sandbox), services.settings.model is not None
    return Replying(answering, readers, attached, status, can_word=can_word)


def _desk(services: Services, calls: Calls, own: Own, workspace: str) -> Desk:
    identity = Identity(calls, own)
    status, database = Status(calls, identity, texts_for(services.settings.language)), services.database
    acting = Acting(database, workspace, status)
    return Desk(services, database, workspace, calls, identity, status, Posting(calls), acting)


def _tidy() -> None:
    """Delete what is kept of jobs that are done: they hold what people wrote."""
    try:
        jobs.forget_finished(time_now() - KEPT)
    except DatabaseError as error:
        incident(error)


@contextmanager
def _alone(services: Services) -> Iterator[None]:
    """Be the only process that runs the bot here: two would take up each other's unfinished jobs.

    Raises:
        BotRunning: Another one does.
    """
    services.make_data_dir()
    try:
        alone = FileLock(services.settings.data_dir / "serving.lock", timeout=0).acquire()
    except Timeout as error:
        raise BotRunning(str(services.settings.data_dir)) from error
    with alone:
        try:
            with only_one(services.database, wait=0, lock=SERVING):
                yield
        except LibraryBusy as error:
            raise BotRunning(services.database.address) from error
