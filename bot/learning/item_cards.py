"""Cards and pages of items: looked up, posted once, and made to say what holds now."""

import logging
from dataclasses import replace

from sqlalchemy.orm import Session

from bot.blocks.learning.item_buttons import buttons_for
from bot.blocks.learning.item_card import ItemShown, item_card, item_page, news_line, sentence_page
from bot.blocks.learning.item_parts import ProofShown
from bot.blocks.message import Block
from bot.calls import SlackRefused
from bot.learning.competencies import competencies
from bot.learning.item_presses import ItemPress
from bot.library.desk import Desk
from bot.library.refusals import REFUSALS
from bot.library.telling import tell_once
from bot.posting import Mark
from knowledge.guides.queries import edition_facts
from knowledge.impact.values import changed_passages
from knowledge.members.roles import Act
from knowledge.members.service import require, role_of
from knowledge.policies.queries import policy
from knowledge.retrieval.queries import passages_with_sentences
from learning.attempts.withholding import version_for
from learning.errors import GuideUnknown, QuoteNotFound
from learning.items.proving import find
from learning.items.steps import steps_of
from learning.items.values import ItemState, ItemVersion, Proof, Quote
from learning.standing.changes import active_edition, became, places_of

EVENT_TYPE = "fieldwise_item"

log = logging.getLogger(__name__)


class ItemCards:
    """Shows items to people, each with what the person can do."""

    def __init__(self, desk: Desk) -> None:
        """Take the library, and Slack."""
        self._desk = desk

    def page(self, press: ItemPress, said: str | None = None) -> Block:
        """The modal with an item, and with what came of the last press; or why there is none to see."""
        texts = self._desk.status.texts(press.person)
        try:
            return item_page(self._shown(press.person, press.version_id), press.note, texts, said)
        except REFUSALS as error:
            return sentence_page(self._desk.acting.noted(press.person, error), press.note, texts)

    def show(self, press: ItemPress, said: str | None = None) -> None:
        """Make the card or page whose button was pressed say what holds now; what stands on Home is not shown here.

        Raises:
            SlackAway: Slack can't be told now.
        """
        try:
            if press.page is not None:
                calls = self._desk.calls
                calls.repeatable(calls.client.views_update, view_id=press.page, view=self.page(press, said))
            elif press.channel is not None and press.message is not None:
                texts = self._desk.status.texts(press.person)
                message = item_card(self._shown(press.person, press.version_id), texts)
                self._desk.posting.update(press.channel, press.message, message)
        except SlackRefused as error:
            log.info("item not shown", extra={"item": press.version_id, "error": error.error})
        except REFUSALS as error:
            self._desk.acting.note(error)

    def tell(self, person: str, version_id: str) -> bool:
        """Post the card with what has just happened, once for each step of the item's life.

        Returns:
            Whether the person is told, now or before.

        Raises:
            SlackAway: Slack can't be told now.
        """
        texts = self._desk.status.texts(person)
        try:
            shown = self._shown(person, version_id)
        except REFUSALS:
            return False
        message = item_card(shown, texts, news_line(shown, texts))
        mark = Mark(EVENT_TYPE, {"item": version_id, "since": shown.last.at.isoformat()})
        return tell_once(self._desk, person, mark, message, shown.last.at)

    def _shown(self, person: str, version_id: str) -> ItemShown:
        with self._desk.database.reading() as session:
            require(session, self._desk.workspace, person, Act.SEE_LIBRARY)
            return shown_of(session, self._desk.workspace, version_id, person)


def shown_of(session: Session, workspace: str, version_id: str, person: str) -> ItemShown:
    """What a person is shown of a version of an item.

    Raises:
        ItemNotFound: The workspace has no such version.
        AttemptOpen: An open exam of hers asks it.
    """
    found = version_for(session, workspace, version_id, person)
    buttons = buttons_for(
        found.state,
        role_of(session, workspace, person),
        own=found.created_by == person,
        second_person=policy(session, workspace).second_person,
    )
    title = dict(competencies(session, workspace)).get(found.competency, found.competency)
    steps, proofs = steps_of(session, workspace, version_id), _proofs(session, workspace, found)
    return ItemShown(found, title, steps, proofs, buttons)


def _proofs(session: Session, workspace: str, found: ItemVersion) -> tuple[ProofShown, ...]:
    facts = edition_facts(session, [proof.edition_id for proof in found.proofs])
    passages = passages_with_sentences(session, workspace, [proof.passage_id for proof in found.proofs])
    shown = []
    for proof in found.proofs:
        edition, (passage, _) = facts[proof.edition_id], passages[proof.passage_id]
        stands = _stands(session, workspace, Quote(edition.key, proof.quote))
        one = ProofShown(
            edition.title, edition.label, passage.heading, passage.place, proof.quote, passage.text, stands=stands
        )
        shown.append(_changed(session, workspace, proof, one) if found.state is ItemState.QUARANTINED else one)
    return tuple(shown)


def _changed(session: Session, workspace: str, proof: Proof, shown: ProofShown) -> ProofShown:
    """A proof with what the edition that readers see changed in its passage, if it did."""
    _, guide_id = places_of(session, workspace, [proof.passage_id])[proof.passage_id]
    now_read = active_edition(session, guide_id)
    if now_read is None or now_read == proof.edition_id:
        return shown
    change = changed_passages(became(session, workspace, proof.edition_id, now_read).values()).get(proof.passage_id)
    label = edition_facts(session, [now_read])[now_read].label
    return replace(shown, changed_in=label, change=change) if change is not None else shown


def _stands(session: Session, workspace: str, quote: Quote) -> bool:
    """Whether readers see these words in the guide now."""
    try:
        find(session, workspace, quote, key="")
    except (GuideUnknown, QuoteNotFound):
        return False
    return True
