"""Files that somebody sends to the bot in a message: the offer to add them, and the form; as durable jobs."""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.upload_card import OfferedFile, not_yours_message, offer_message
from bot.blocks.library.upload_filled import Filled
from bot.blocks.library.upload_form import MOST_FILES, FormFacts, Origin
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.durable import step, time_now, workflow
from bot.library.desk import Desk
from bot.library.made_offers import MadeOffers, Offer
from bot.library.slack_files import SlackFile, SlackFiles
from bot.library.upload_problems import HandInError, Problem
from bot.posting import Mark, Venue, stamped_at
from ingestion.errors import EmptyFile, UnreadableFile
from ingestion.reading import file_name
from ingestion.sniffing import claimed_kind
from ingestion.uploads.service import require_room
from knowledge.audiences.queries import communities
from knowledge.errors import NotAllowed
from knowledge.guides.queries import EditionFacts, GuideSummary, edition_facts, guide_summaries, owner_of
from knowledge.guides.steps import subject_last_published
from knowledge.members.queries import people_who_may
from knowledge.members.roles import Act, may
from knowledge.members.service import require, role_of
from knowledge.policies.queries import policy
from knowledge.policies.values import Policy

EVENT_TYPE = "fieldwise_upload_offer"
# Of the letters of a file's name and a guide's title or key, so many alike make it likely that they belong together.
ALIKE = 0.75
# Names of files that were offered lately: the form says them where there is no time to ask Slack.
NAMES_REMEMBERED = 1_000
_BETWEEN = re.compile(r"[\W_]+")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SentFiles:
    """Files of a message.

    Attributes:
        files: Id of each, and its name as far as the event tells it.
        direct: Whether nobody else reads there.
        answered: Whether what the message says is answered too.
    """

    person: str
    channel: str
    moment: str
    root: str
    files: tuple[tuple[str, str], ...]
    direct: bool
    answered: bool


@dataclass(frozen=True)
class AcceptedGuide:
    """The guide for which a form is sent, by the edition of it that readers see or saw last."""

    edition_id: str
    facts: EditionFacts


@DBOS.dbos_class()
class Offers(DBOSConfiguredInstance):
    """The job of a message with files, and what the form offers."""

    def __init__(self, desk: Desk, files: SlackFiles, made: MadeOffers) -> None:
        """Take what the job works with."""
        super().__init__("offers")
        self._desk = desk
        self._files = files
        self._made = made
        self._names: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def may_add(self, person: str) -> bool:
        """Whether a person may add guides."""
        with self._desk.database.reading() as session:
            return may(role_of(session, self._desk.workspace, person), Act.ADD_EDITION)

    @workflow
    def offer(self, sent: SentFiles) -> None:
        """Offer to add the files of a message, or say who may."""
        self.reply(sent)

    @step
    def reply(self, sent: SentFiles) -> None:
        """Say it where the files are; who may not add them is told alone."""
        texts = self._desk.status.texts(sent.person)
        if self.may_add(sent.person):
            # Titles of guides are for nobody who reads along; what outsiders read along holds no offer at all.
            shared = not sent.direct and self._desk.identity.is_shared(sent.channel)
            files, problems = self._looked_at(sent)
            message = self._offered(sent, files, problems, alone=sent.direct or shared)
            self._post(sent, message, files, elsewhere=shared)
            return
        refused = not_yours_message(self.keepers(), texts)
        if sent.direct or not sent.answered:
            self._note_refusal(sent.person)
        if sent.direct:
            self._post(sent, refused)
        elif not sent.answered:
            root = sent.root if sent.root != sent.moment else None
            self._desk.status.to_one(sent.channel, sent.person, refused.text, root)

    def keepers(self) -> list[str]:
        """Who may let others add guides."""
        with self._desk.database.reading() as session:
            return people_who_may(session, self._desk.workspace, Act.GIVE_ROLES)

    def form(self, person: str, origin: Origin, guide_id: str | None) -> FormFacts:
        """What the form offers.

        Raises:
            NotAllowed: The person may add nothing.
            GuideNotFound: There is no such guide.
        """
        schemes = self._desk.services.schemes
        with self._desk.database.reading() as session:
            require(session, self._desk.workspace, person, Act.ADD_EDITION)
            guides = guide_summaries(session, self._desk.workspace)
            groups = communities(session, self._desk.workspace)
            decided = policy(session, self._desk.workspace)
            chosen = subject_last_published(session, self._desk.workspace, guide_id) if guide_id is not None else None
        names = [name for _, name in origin.files]
        known = [(guide.id, guide.title) for guide in by_likeness(names, guides)]
        first = guide_id
        if chosen is not None:
            known = [(chosen.guide_id, chosen.title), *(each for each in known if each[0] != chosen.guide_id)]
        elif len(names) == 1:
            like = most_like(names[0], guides)
            first = like.id if like is not None else None
        with self._desk.database.reading() as session:
            owner = owner_of(session, self._desk.workspace, first) if first is not None else None
        return FormFacts(
            person=person,
            today=time_now().date(),
            origin=origin,
            guides=known,
            guide=first,
            owner=owner or person,
            communities=[community.name for community in groups],
            scheme=schemes.get(decided.evidence_scheme) or schemes[Policy().evidence_scheme],
        )

    def named(self, files: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Files with the names that they had when they were offered; one that is not known any more by its id."""
        with self._lock:
            return tuple((key, self._names.get(key, key)) for key in files)

    def accepted(self, person: str, sent: Filled) -> AcceptedGuide | None:
        """Ask whether a form can be taken in; returns what its guide is now, None for a new one.

        Raises:
            NotAllowed: The person may add nothing.
            GuideNotFound: There is no such guide.
            TooManyInHand: The person, or the workspace, would have more on their way than may be.
        """
        workspace = self._desk.workspace
        with self._desk.database.reading() as session:
            require(session, workspace, person, Act.ADD_EDITION)
            require_room(session, workspace, person, [source.name for source in sent.sources])
            if sent.guide_id is None:
                return None
            edition = subject_last_published(session, workspace, sent.guide_id).edition_id
            return AcceptedGuide(edition, edition_facts(session, [edition])[edition])

    def _offered(
        self, sent: SentFiles, files: Sequence[SlackFile], problems: Sequence[Problem], *, alone: bool
    ) -> Message:
        """The offer; ``alone`` says whether nobody else reads it."""
        guides: list[GuideSummary] = []
        if alone:
            with self._desk.database.reading() as session:
                guides = guide_summaries(session, self._desk.workspace)
        likely = [most_like(file.name, guides) for file in files]
        shown = [
            OfferedFile(file.name, file.size, like.title if like is not None else None)
            for file, like in zip(files, likely, strict=True)
        ]
        value, left = offer_value(sent.channel, sent.root, [file.id for file in files]), len(sent.files) - MOST_FILES
        return offer_message(shown, problems, value, self._desk.status.texts(sent.person), left=max(left, 0))

    def _note_refusal(self, person: str) -> None:
        with self._desk.database.reading() as session:
            role = role_of(session, self._desk.workspace, person)
        self._desk.acting.note(NotAllowed(person, Act.ADD_EDITION.value, role.value))

    def _looked_at(self, sent: SentFiles) -> tuple[list[SlackFile], list[Problem]]:
        files: list[SlackFile] = []
        problems: list[Problem] = []
        for file_id, name in sent.files[:MOST_FILES]:
            try:
                file = self._files.about(file_id, name)
                require_readable(file)
                self._remember(file)
                files.append(file)
            except (HandInError, UnreadableFile) as error:
                problems.append(error)
        return files, problems

    def _remember(self, file: SlackFile) -> None:
        with self._lock:
            self._names[file.id] = file.name
            if len(self._names) > NAMES_REMEMBERED:
                self._names.popitem(last=False)

    def _post(
        self, sent: SentFiles, message: Message, files: Sequence[SlackFile] = (), *, elsewhere: bool = False
    ) -> None:
        """Post it once, where the files are or in the person's own conversation with the bot; ``files`` it offers."""
        mark = Mark(EVENT_TYPE, {"message": sent.moment})
        try:
            own = Venue(self._desk.identity.direct_channel(sent.person), None) if elsewhere else None
            venue = own or Venue(sent.channel, sent.root)
            posted = self._desk.posting.once(venue, mark, message, stamped_at(sent.moment))
            if posted is not None and files:
                self._made.note(Offer(venue.channel, posted, tuple(file.id for file in files)))
        except SlackRefused as error:
            log.error("not offered", extra={"channel": sent.channel, "error": error.error})


def require_readable(file: SlackFile) -> None:
    """See whether a file can be a guide at all, by what Slack tells of it.

    Raises:
        UnreadableFile: It is empty, or of a kind that is not read.
    """
    if file.size == 0:
        raise EmptyFile(file.name)
    claimed_kind(PurePath(file_name(file.name)))


def offer_value(channel: str, root: str, files: Iterable[str]) -> str:
    """The value of the button under an offer: where the files are, and which."""
    return ":".join([channel, root, *files])


def offered(value: str) -> tuple[str, str, tuple[str, ...]]:
    """Channel, root and files of an offer."""
    channel, root, *files = value.split(":")
    return channel, root, tuple(files)


def by_likeness(names: Sequence[str], guides: Sequence[GuideSummary]) -> list[GuideSummary]:
    """The guides, those first whose title or key is most like the name of one of these files. Pure."""
    known = [_known(guide) for guide in guides]
    found = [_Likeness(name) for name in names]
    near = {one.guide.id: max((each.near(one) for each in found), default=(0.0, 0)) for one in known}

    def rank(guide: GuideSummary) -> tuple[float, int, str]:
        alike, shared = near[guide.id]
        return -alike, -shared, guide.title.casefold()

    return sorted(guides, key=rank)


def most_like(name: str, guides: Sequence[GuideSummary]) -> GuideSummary | None:
    """The guide whose title or key is most like a file's name, if they are alike at all. Pure."""
    likeness = _Likeness(name)
    alike = [(likeness.near(_known(guide))[0], guide) for guide in guides]
    best, found = max(alike, key=lambda one: one[0], default=(0.0, None))
    return found if best > 0 else None


@dataclass(frozen=True)
class _Known:
    """A guide with its title and its key in plain words."""

    guide: GuideSummary
    forms: tuple[str, str]
    words: frozenset[str]


class _Likeness:
    """Compares guides with the name of one file. Most are so unlike it that a look at their letters is enough."""

    def __init__(self, name: str) -> None:
        stem = _words(PurePath(file_name(name)).stem)
        self._words = frozenset(stem.split())
        self._matcher = SequenceMatcher(None, "", stem)

    def near(self, known: _Known) -> tuple[float, int]:
        """How much alike they are, 0 below ``ALIKE``; and how many words they share."""
        return max(self._ratio(form) for form in known.forms), len(self._words & known.words)

    def _ratio(self, form: str) -> float:
        matcher = self._matcher
        matcher.set_seq1(form)
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            return 0.0
        ratio = matcher.ratio()
        return ratio if ratio >= ALIKE else 0.0


def _known(guide: GuideSummary) -> _Known:
    forms = _words(guide.title), _words(PurePath(guide.key).stem)
    return _Known(guide, forms, frozenset(word for form in forms for word in form.split()))


def _words(text: str) -> str:
    return _BETWEEN.sub(" ", text.casefold()).strip()
