"""A certificate for who holds it: the name that is to stand on it, the certificate itself, its files. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from bot.blocks.learning.kept_line import ask_button, kept_line, missed_lines
from bot.blocks.library.choices import confirm, field, form
from bot.blocks.message import Block, Message, button, context, marked, section, stamped
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.blocks.sources import DOT
from bot.texts import Texts
from learning.continuous.values import Week, Year
from learning.credentials.issuing import NAME_CHARACTERS
from learning.standing.queries import Held
from learning.standing.values import Standing

LONGEST_TITLE = 150
LONGEST_REASON = 500
LONGEST_SPOKEN = 75
_IN_ADDRESSES = "/?#[]@!$&'()*+,;=:%-._~"
NAME_FORM, NAME = "certificate_named", "name"
_RENEWABLE = {Standing.EXPIRING, Standing.EXPIRED}
_OVER = {Standing.REVOKED, Standing.SUSPENDED}


@dataclass(frozen=True)
class CertificateCard:
    """What its holder is shown of a certificate.

    Attributes:
        address: Where anybody can verify it while it is public.
        practised: When she answered an item for practice last.
        year: How its last year stands, where it is kept by practice.
        week: The questions of this week by which it is kept.
        missed: What she missed most recently of those, where that is told.
    """

    held: Held
    address: str | None
    practised: datetime | None = None
    year: Year | None = None
    week: Week | None = None
    missed: tuple[str, ...] = ()


def name_message(attempt_id: str, title: str, texts: Texts) -> Message:
    """The message that asks for the name on a certificate that is ready to be signed."""
    said = texts.certificates
    line = said.ask_name_mrkdwn.format(title=escaped_line(title, LONGEST_TITLE))
    spoken = literal(said.ask_name_spoken.format(title=title), LONGEST_SPOKEN)
    ask = {**button("certificate_name", said.ask_name, attempt_id, spoken=spoken), "style": "primary"}
    blocks = [section(line), {"type": "actions", "elements": [ask]}]
    return Message(line, stamped(blocks, f"certificate_name:{attempt_id}"))


def named_message(title: str, name: str, texts: Texts) -> Message:
    """The same message once the certificate is signed with that name."""
    line = texts.certificates.named_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), name=escaped_line(name, LONGEST_TITLE)
    )
    return Message(line, stamped([section(line)], "certificate_signed"))


def name_form(attempt_id: str, name: str, texts: Texts) -> Block:
    """The modal that asks for it; ``name`` is what Slack calls the person."""
    said = texts.certificates
    entry: Block = {"type": "plain_text_input", "action_id": NAME, "max_length": NAME_CHARACTERS}
    known = one_line(name, NAME_CHARACTERS)
    if known:
        entry["initial_value"] = known
    blocks = [field(NAME, said.name_label, entry, hint=said.name_hint)]
    return form(NAME_FORM, said.name_title, said.name_send, texts.cancel, attempt_id, blocks)


def waits_message(title: str, texts: Texts) -> Message:
    """The message that tells a person that her certificate can't be signed yet."""
    line = escape(texts.certificates.waits_for_key.format(title=one_line(title, LONGEST_TITLE)))
    return Message(line, stamped([section(line)], "certificate_waits"))


def keeper_message(why: str, texts: Texts) -> Message:
    """The message that tells whoever looks after certificates why one can't be signed; ``why`` is plain text."""
    line = texts.certificates.keeper_waits_mrkdwn.format(why=escape(why))
    return Message(line, stamped([section(line)], "certificate_keeper"))


def certificate_message(card: CertificateCard, texts: Texts, news: str | None = None) -> Message:
    """The certificate with what its holder can do; ``news``, as mrkdwn, is what has just happened to it."""
    name = _named(card, texts)
    blocks = [
        *([section(news)] if news else []),
        section(name),
        context(marked(DOT.join((facts_line(card.held, texts), escape(_practised(card, texts)))))),
        *_remarks(card, texts),
        *missed_lines(card.missed, texts),
        {"type": "actions", "elements": _buttons(card, texts)},
    ]
    return Message(news or name.replace("\n", " "), stamped(blocks, f"certificate:{card.held.certificate.id}"))


def facts_line(held: Held, texts: Texts) -> str:
    """When it was issued, and until when it holds, as mrkdwn."""
    said, one = texts.certificates, held.certificate
    lapses = said.lapses_on.format(date=_day(one.expires_at, texts)) if one.expires_at else said.never_lapses
    soon = held.standing in {Standing.CURRENT, Standing.OUTDATED} and held.renewable_from is not None
    facts = (
        said.issued_on.format(date=_day(one.issued_at, texts)),
        lapses,
        said.renew_from.format(date=_day(held.renewable_from, texts)) if soon and held.renewable_from else "",
    )
    return DOT.join(escape(fact) for fact in facts if fact)


def _practised(card: CertificateCard, texts: Texts) -> str:
    said = texts.certificates
    return said.practised_on.format(date=_day(card.practised, texts)) if card.practised else said.not_practised


def link_mrkdwn(address: str) -> str:
    """A link that says where it leads."""
    return f"<{quote(address, safe=_IN_ADDRESSES)}>"


def _named(card: CertificateCard, texts: Texts) -> str:
    held = card.held
    return texts.certificates.card_mrkdwn.format(
        title=escaped_line(held.certification.definition.title, LONGEST_TITLE),
        name=escaped_line(held.certificate.name, LONGEST_TITLE),
        standing=escape(texts.certificates.standings[held.standing]),
    )


def _remarks(card: CertificateCard, texts: Texts) -> list[Block]:
    said, held = texts.certificates, card.held
    lines = []
    rule = held.certification.definition.continuous
    if card.year is not None and rule is not None:
        lines.append(escape(kept_line(card.year, rule, texts)))
    if held.standing is Standing.EXPIRED:
        lines.append(escape(texts.continuing.lapsed.format(date=_day(held.certificate.expires_at, texts))))
    if held.certificate.reason and held.standing in _OVER:
        lines.append(said.because_mrkdwn.format(reason=escaped_line(held.certificate.reason, LONGEST_REASON)))
    if held.standing is Standing.OUTDATED and held.severity is not None:
        lines.append(said.outdated_mrkdwn.format(severity=escape(said.severities[held.severity])))
    if held.certificate.public and card.address is not None:
        lines.append(said.public_mrkdwn.format(address=link_mrkdwn(card.address)))
    elif not held.certificate.public:
        lines.append(escape(said.private if card.address is not None else said.private_only))
    return [context(marked(line)) for line in lines]


def _buttons(card: CertificateCard, texts: Texts) -> list[Block]:
    said, held = texts.certificates, card.held
    certificate_id, found = held.certificate.id, []
    if card.week is not None and card.week.left:
        found.append(ask_button(card.week, texts))
    if held.standing is Standing.OUTDATED:
        found.append({**button("delta_start", said.delta, held.certification.id), "style": "primary"})
    if held.standing in _RENEWABLE:
        found.append({**button("exam_start", said.renew, held.certification.id), "style": "primary"})
    found.append(button("certificate_files", said.files, certificate_id))
    if held.certificate.public:
        found.append(button("certificate_private", said.make_private, certificate_id))
    elif card.address is not None:
        show = button("certificate_public", said.make_public, certificate_id)
        sure = confirm(said.make_public_title, said.make_public_question, said.make_public, texts.cancel)
        found.append({**show, "confirm": {**sure, "style": "primary"}})
    return found


def _day(moment: datetime | date | None, texts: Texts) -> str:
    return texts.day(moment.date() if isinstance(moment, datetime) else moment) if moment is not None else ""
