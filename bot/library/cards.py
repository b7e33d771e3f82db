"""Cards of editions in people's own conversations with the bot: posted once, and made to say what holds now."""

import logging
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from bot.blocks.library.edition_buttons import buttons_for
from bot.blocks.library.edition_card import EditionCard, edition_card, news_line
from bot.blocks.message import Message
from bot.calls import SlackRefused
from bot.durable import time_now
from bot.library.desk import Desk
from bot.library.findings import Found, found_from
from bot.library.telling import tell_once
from bot.library.upload_cards import EVENT_TYPE as UPLOADED
from bot.posting import Mark
from ingestion.uploads.queries import upload_of
from knowledge.errors import GuideNotFound
from knowledge.golden.queries import latest_runs
from knowledge.guides.queries import edition_facts, owner_once_published, passage_count
from knowledge.guides.states import EditionState
from knowledge.guides.steps import approvers, steps_of, subject_of
from knowledge.impact.queries import previous_edition
from knowledge.members.roles import Act, may
from knowledge.members.service import role_of
from knowledge.policies.queries import policy
from learning.standing.foreseen import foreseen

EVENT_TYPE = "fieldwise_edition"
HANDED_OVER = "fieldwise_edition_handed_over"
KEPT_BACK = "fieldwise_kept_back"
# Of all messages that are cards of editions, or become one.
CARD_KINDS = frozenset({EVENT_TYPE, HANDED_OVER, KEPT_BACK, UPLOADED})
UNPUBLISHED = {EditionState.DRAFT, EditionState.IN_REVIEW, EditionState.SCHEDULED}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pressed:
    """A button about an edition that was pressed.

    Attributes:
        channel: Where the message stands that holds it; None for a button in a modal or in Home.
        message: Its ``ts``.
        shown: The state that the person saw; None where the button stands in no card.
    """

    person: str
    edition_id: str
    channel: str | None = None
    message: str | None = None
    shown: EditionState | None = None


class Cards:
    """Shows editions to people, each with what the person can do."""

    def __init__(self, desk: Desk) -> None:
        """Take the library, and Slack."""
        self._desk = desk

    def message(self, edition_id: str, person: str, news: str | None = None) -> Message | None:
        """The card as a person sees it now; None where there is no such edition, or the person may not see it.

        Args:
            edition_id: The edition.
            person: Who reads it.
            news: What has just happened, as mrkdwn.
        """
        card = self.card(edition_id, person)
        return self._said(card, person, news) if card is not None else None

    def card(self, edition_id: str, person: str) -> EditionCard | None:
        """What a person is shown of an edition; None as for ``message``."""
        with self._desk.database.reading() as session:
            if not may(role_of(session, self._desk.workspace, person), Act.SEE_LIBRARY):
                return None
            try:
                card = card_of(session, self._desk.workspace, edition_id, person)
            except GuideNotFound:
                return None
            if card.state not in UNPUBLISHED or card.replaces is None:
                return card
            touches = foreseen(session, self._desk.workspace, edition_id, now=time_now())
            return replace(card, foreseen=touches)

    def show(self, pressed: Pressed, news: str | None = None) -> None:
        """Make the card whose button was pressed say what holds now; post one where the button stood in none.

        Raises:
            SlackAway: Slack can't be told now.
        """
        if pressed.channel is None or pressed.message is None:
            self.tell(pressed.person, pressed.edition_id)
            return
        message = self.message(pressed.edition_id, pressed.person, news)
        if message is None:
            return
        try:
            self._desk.posting.update(pressed.channel, pressed.message, message)
        except SlackRefused as error:
            log.error("card not changed", extra={"edition": pressed.edition_id, "error": error.error})

    def tell(self, person: str, edition_id: str) -> bool:
        """Post the card with what has just happened, once for each step of the edition's life.

        Returns:
            Whether the person is told, now or before.

        Raises:
            SlackAway: Slack can't be told now.
        """
        card = self.card(edition_id, person)
        if card is None:
            return False
        message = self._said(card, person, news_line(card, self._desk.status.texts(person)))
        mark = Mark(EVENT_TYPE, {"edition": edition_id, "since": card.last.at.isoformat()})
        return tell_once(self._desk, person, mark, message, card.last.at)

    def _said(self, card: EditionCard, person: str, news: str | None) -> Message:
        texts, schemes = self._desk.status.texts(person), self._desk.services.schemes
        return edition_card(card, texts, time_now().date(), news=news, schemes=schemes)


def card_of(session: Session, workspace: str, edition_id: str, person: str) -> EditionCard:
    """What a person is shown of an edition.

    Raises:
        GuideNotFound: The workspace has no such edition.
    """
    subject, steps = subject_of(session, workspace, edition_id), steps_of(session, edition_id)
    before = previous_edition(session, workspace, edition_id)
    facts = edition_facts(session, [edition_id, *([before] if before else [])])
    this, state = facts[edition_id], steps[-1].state
    runs = latest_runs(session, workspace, limit=1, edition_id=edition_id) if state in UNPUBLISHED else []
    failures = runs[0].failures if runs else ()
    upload = upload_of(session, workspace, edition_id)
    found = found_from(upload.findings) if upload is not None and upload.findings else None
    shown, role = found if found is not None and state in UNPUBLISHED else Found(), role_of(session, workspace, person)
    own, approved = steps[0].by == person, bool(approvers(steps))
    second_person = policy(session, workspace).second_person
    overrides = may(role, Act.OVERRIDE_GOLDEN) and state in {EditionState.DRAFT, EditionState.IN_REVIEW}
    return EditionCard(
        edition_id=edition_id,
        guide_id=subject.guide_id,
        title=subject.title,
        label=subject.label,
        added=steps[0],
        last=steps[-1],
        owner=this.owner,
        owner_person=owner_once_published(session, workspace, edition_id),
        audience=this.audience,
        evidence=this.evidence,
        passages=passage_count(session, edition_id),
        effective_date=subject.effective_date,
        review_date=this.review_date,
        replaces=facts[before].label if before else None,
        audience_before=facts[before].audience if before and state in UNPUBLISHED else None,
        warnings=this.warnings,
        findings=found.count if found is not None else None,
        repeated=len(shown.repeated),
        contradicting=len(shown.contradicting),
        failures=failures,
        approved=approved,
        waits_for_approval=bool(failures) and overrides and own and second_person and not approved,
        buttons=buttons_for(
            state,
            role,
            own=own,
            approved=approved,
            second_person=second_person,
            replaces=before is not None,
            golden_failed=bool(failures),
            findings=found.count if found is not None else None,
        ),
    )
