"""What the holder of a certificate is told of a guide that changed under it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.blocks.library.changes import word_parts
from bot.blocks.library.edition_card import LONGEST_LABEL, LONGEST_TITLE
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    plain,
    rich_quote,
    rich_section,
    rich_text,
    section,
    stamped,
    text_units,
    words,
)
from bot.blocks.mrkdwn import clean, escape, escaped_line, shortened
from bot.texts import Texts
from knowledge.guides.changes import PassageChange
from knowledge.guides.word_changes import sentence_changes
from learning.standing.values import Severity

MOST_CHANGES = 8
MOST_TEXT = 9_000
LONGEST_GONE = 600


@dataclass(frozen=True)
class ChangeNotice:
    """What is told.

    Attributes:
        certificate: The title of the certification, whose id is ``certification_id``.
        guide: Its title, and ``edition`` the label of the edition that was published or withdrawn; None where its
            holder may not read it.
        changes: What became of the passages on which the certificate rests; none where the guide was withdrawn.
        mendable: Whether anything is asked about what changed, now or later.
    """

    certification_id: str
    certificate: str
    guide: str | None
    edition: str
    severity: Severity
    changes: tuple[PassageChange, ...]
    withdrawn: bool
    mendable: bool


def change_notice(notice: ChangeNotice, texts: Texts) -> Message:
    """The message: what changed, in the old words and the new, how much it matters, and how to be current again."""
    said = texts.certificates
    form = said.withdrawn_mrkdwn if notice.withdrawn else said.changed_mrkdwn
    line = (texts.news.hidden_mrkdwn if notice.guide is None else form).format(
        guide=escaped_line(notice.guide or "", LONGEST_TITLE),
        edition=escaped_line(notice.edition, LONGEST_LABEL),
        certificate=escaped_line(notice.certificate, LONGEST_TITLE),
    )
    severity = said.severity_mrkdwn.format(severity=escape(said.severities[notice.severity]))
    shown = list(_within(notice.changes, texts))
    left = len(notice.changes) - len(shown)
    blocks = [
        section(f"{line}\n{severity}"),
        *shown,
        *([context(plain(said.more_changes.of(left)))] if left > 0 else []),
        *_mending(notice, texts),
    ]
    return Message(line, stamped(blocks, f"change_notice:{notice.certification_id}"))


def _mending(notice: ChangeNotice, texts: Texts) -> list[Block]:
    if not notice.mendable:
        return []
    said = texts.certificates
    take = {**button("delta_start", said.delta, notice.certification_id), "style": "primary"}
    return [section(escape(said.how_to_mend)), {"type": "actions", "elements": [take]}]


def _within(changes: Sequence[PassageChange], texts: Texts) -> Iterator[Block]:
    room = MOST_TEXT
    for change in changes[:MOST_CHANGES]:
        block = change_block(change, texts)
        room -= text_units([block])
        if room < 0:
            return
        yield block


def change_block(change: PassageChange, texts: Texts) -> Block:
    """What became of a passage: its words taken out and put in, or what it said where it is gone."""
    said = texts.certificates
    before = change.before.text if change.before is not None else ""
    if not change.now.strip():
        gone = shortened(clean(before), LONGEST_GONE).strip() or "…"
        return rich_text(rich_section(words(said.is_gone)), rich_quote(words(gone)))
    parts = word_parts(sentence_changes(before, change.now)) or [words("…")]
    return rich_text(rich_section(words(said.reads_now)), rich_quote(*parts))
