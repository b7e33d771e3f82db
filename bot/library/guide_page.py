"""The page of a guide: looked up, shown, and what is changed on it."""

from datetime import datetime

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.guide_page import GuidePage, guide_page, sentence_page
from bot.blocks.message import Block
from bot.durable import step, time_now, workflow
from bot.library.cards import Cards
from bot.library.desk import Desk
from bot.library.handing import hand
from bot.library.mishaps import apologising
from bot.library.modals import fill
from bot.library.people import People
from bot.library.refusals import REFUSALS
from knowledge.conversations.figures import Use, use_of
from knowledge.errors import GuideNotFound
from knowledge.freshness.links import dead_links
from knowledge.freshness.queries import reviews_of
from knowledge.golden.queries import golden_questions
from knowledge.guides.library import lives_of, shelf
from knowledge.guides.life import set_owner
from knowledge.guides.queries import edition_facts
from knowledge.members.roles import Act
from knowledge.members.service import require


@DBOS.dbos_class()
class GuidePages(DBOSConfiguredInstance):
    """Shows pages of guides, and the jobs of what is pressed on one."""

    def __init__(self, desk: Desk, people: People, cards: Cards) -> None:
        """Take what they work with."""
        super().__init__("guide_pages")
        self._desk = desk
        self._people = people
        self._cards = cards
        self._workspace = desk.workspace

    def view(self, person: str, guide_id: str, said: str | None = None) -> Block:
        """The modal with a guide, and with what came of the last press; or why there is none to see."""
        texts, now = self._desk.status.texts(person), time_now()
        try:
            with self._desk.database.reading() as session:
                page = self._page(session, person, guide_id)
        except REFUSALS as error:
            return sentence_page(self._desk.acting.noted(person, error, guide_id), texts)
        return guide_page(page, self._desk.services.schemes, texts, now, said)

    @workflow
    def own(self, person: str, guide_id: str, owner: str, view_id: str) -> None:
        """Let a person answer for a guide, and show the page as it is then."""
        with apologising(self._desk, person):
            self.show(person, guide_id, view_id, self.change_owner(person, guide_id, owner))

    @workflow
    def hand_over(self, person: str, guide_id: str, edition_id: str, view_id: str, at: datetime) -> None:
        """Send the card of an edition that was asked for at this time, and say so on the page."""
        with apologising(self._desk, person):
            self.show(person, guide_id, view_id, self.hand(person, edition_id, at))

    @workflow
    def tell(self, person: str, guide_id: str, view_id: str, said: str) -> None:
        """Say a sentence to a person who looks at the page, above what holds now."""
        with apologising(self._desk, person):
            self.show(person, guide_id, view_id, said)

    @step
    def hand(self, person: str, edition_id: str, at: datetime) -> str:
        """Post the card; returns what came of it."""
        return hand(self._desk, self._cards, person, edition_id, at)

    @step
    def change_owner(self, person: str, guide_id: str, owner: str) -> str | None:
        """Change it, or say why not."""
        if not self._people.is_here(owner):
            return self._desk.status.texts(person).library.owner_is_outside
        now = time_now()

        def act(session: Session) -> None:
            set_owner(session, self._workspace, guide_id, owner, by=person, now=now)

        return self._desk.acting.why_not(person, act, guide_id)

    @step
    def show(self, person: str, guide_id: str, view_id: str, said: str | None) -> None:
        """Update the modal, if it is still open."""
        fill(self._desk, view_id, self.view(person, guide_id, said))

    def _page(self, session: Session, person: str, guide_id: str) -> GuidePage:
        role = require(session, self._workspace, person, Act.SEE_LIBRARY)
        found = shelf(session, self._workspace, time_now().date(), guide_id=guide_id)
        if not found:
            raise GuideNotFound(guide_id)
        guide = found[0]
        dead = dead_links(session, self._workspace, guide_id=guide_id)
        golden = [q for q in golden_questions(session, self._workspace) if q.guide_key == guide.key]
        return GuidePage(
            guide=guide,
            facts=edition_facts(session, [guide.edition_id])[guide.edition_id],
            use=use_of(session, self._workspace, [guide_id]).get(guide_id, Use()),
            editions=lives_of(session, self._workspace, guide_id),
            reviews=reviews_of(session, self._workspace, guide_id),
            links=[(link.url, link.problem) for link in dead],
            golden=golden,
            role=role,
        )
