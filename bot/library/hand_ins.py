"""Files that are handed in with the form, as durable jobs: what asked for them, or shows their guide, tells of it."""

import logging

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.upload_filled import SLACK
from bot.blocks.library.upload_form import PageOfGuide
from bot.blocks.library.upload_problem import problem_text
from bot.calls import SlackRefused
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.guide_page import GuidePages
from bot.library.made_offers import MadeOffers, Offer
from bot.library.mishaps import apologising
from bot.library.upload_problems import problem_from
from bot.library.uploads import HandedIn, Uploads
from ingestion.uploads.queries import upload

log = logging.getLogger(__name__)


@DBOS.dbos_class()
class HandIns(DBOSConfiguredInstance):
    """The jobs of what is handed in."""

    def __init__(self, desk: Desk, uploads: Uploads, pages: GuidePages, offers: MadeOffers) -> None:
        """Take what the jobs work with."""
        super().__init__("hand_ins")
        self._desk = desk
        self._uploads = uploads
        self._pages = pages
        self._offers = offers

    @workflow
    def take_in(self, handed: HandedIn, page: PageOfGuide | None) -> None:
        """Take it in; ``page`` is the page of a guide on which the form was opened."""
        with apologising(self._desk, handed.person):
            if page is not None:
                self._pages.show(handed.person, page.guide_id, page.view_id, self.where_to_look(handed.person))
            self._uploads.take_in(handed)
            if page is not None:
                self._pages.show(handed.person, page.guide_id, page.view_id, self.why_not(handed))
            self.settle_offer_of(handed)

    @workflow
    def settle(self, offer: Offer, person: str) -> None:
        """Let an offer that somebody pressed say what holds now."""
        with apologising(self._desk, person):
            self.show(offer, person)

    @step
    def where_to_look(self, person: str) -> str:
        """Where it is shown how far a file has come, as plain text."""
        return self._desk.status.texts(person).uploads.progress_elsewhere

    @step
    def why_not(self, handed: HandedIn) -> str | None:
        """Why it was not taken in, as plain text; None where it was."""
        with self._desk.database.reading() as session:
            found = upload(session, self._desk.workspace, handed.id)
        if found is None or found.error is None:
            return None
        return problem_text(problem_from(found.error, found.facts), self._desk.status.texts(handed.person))

    @step
    def settle_offer_of(self, handed: HandedIn) -> None:
        """Let the offer of a file say what holds now, if it is remembered and done with."""
        offer = self._offers.take(handed.source.removeprefix(SLACK))
        if offer is not None:
            self._show(offer, handed.person)

    @step
    def show(self, offer: Offer, person: str) -> None:
        """Make it say so."""
        self._show(offer, person)

    def _show(self, offer: Offer, person: str) -> None:
        try:
            self._offers.settle(offer, person)
        except SlackRefused as error:
            log.error("offer not changed", extra={"channel": offer.channel, "error": error.error})
