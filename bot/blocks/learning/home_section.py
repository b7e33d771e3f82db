"""What a learner holds and has in hand, in the Home tab. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line, literal
from bot.blocks.sources import DOT
from bot.texts import Texts
from learning.standing.queries import Held
from learning.standing.values import Standing

MOST_HELD = 5
MOST_IN_HAND = 4
LONGEST_TITLE = 150
LONGEST_SPOKEN = 75


@dataclass(frozen=True)
class InHand:
    """A certification on the way: its exam is open, or passed and something is left to do.

    Attributes:
        title: Of the certification, whose id is ``certification_id``.
        is_open: Whether the exam is open.
        undone: What else is required and still open, in the certification's order.
    """

    certification_id: str
    title: str
    is_open: bool
    undone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Learning:
    """A person's certificates and what is on the way to one.

    Attributes:
        held: Of each certification the newest certificate.
        practised: When the person last answered an item for practice, by the certification's id.
    """

    held: tuple[Held, ...]
    in_hand: tuple[InHand, ...]
    practised: dict[str, datetime]


def home_section(learning: Learning | None, texts: Texts) -> list[Block]:
    """The section; nothing where the workspace has no certification."""
    if learning is None:
        return []
    said = texts.certificates
    certify = {**button("certify_open", said.certify, "certify"), "style": "primary"}
    none = [section(escape(said.nothing_held))] if not learning.held and not learning.in_hand else []
    return [
        {"type": "divider"},
        header(said.home),
        *none,
        *(_held(one, learning, texts) for one in learning.held[:MOST_HELD]),
        *(_in_hand(one, texts) for one in learning.in_hand[:MOST_IN_HAND]),
        {"type": "actions", "elements": [certify]},
    ]


def _held(one: Held, learning: Learning, texts: Texts) -> Block:
    said, title = texts.certificates, one.certification.definition.title
    ends = one.certificate.expires_at
    practised = learning.practised.get(one.certificate.certification_id)
    severity = said.severities[one.severity] if one.standing is Standing.OUTDATED and one.severity else ""
    facts = (
        severity,
        said.held_until.format(date=texts.day(ends.date())) if ends is not None else said.held_for_good,
        said.practised_on.format(date=texts.day(practised.date())) if practised is not None else said.not_practised,
    )
    text = said.held_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE),
        standing=escape(said.standings[one.standing]),
        facts=DOT.join(escape(fact) for fact in facts if fact),
    )
    spoken = literal(said.open_spoken.format(title=title), LONGEST_SPOKEN)
    return section(text, button("certificate_open", said.open, one.certificate.id, spoken=spoken))


def _in_hand(one: InHand, texts: Texts) -> Block:
    said = texts.certificates
    line = in_hand_line(one, texts)
    if one.is_open or one.undone:
        return section(line)
    spoken = literal(said.ask_name_spoken.format(title=one.title), LONGEST_SPOKEN)
    return section(line, button("certificate_open", said.ask_name, one.certification_id, spoken=spoken))


def in_hand_line(one: InHand, texts: Texts) -> str:
    """How far a person has come with a certification, as mrkdwn."""
    said, title = texts.certificates, escaped_line(one.title, LONGEST_TITLE)
    if one.is_open:
        return said.begun_mrkdwn.format(title=title)
    if not one.undone:
        return said.waits_for_name_mrkdwn.format(title=title)
    return said.waits_for_mrkdwn.format(title=title, requirements=escaped_line(", ".join(one.undone), 500))
