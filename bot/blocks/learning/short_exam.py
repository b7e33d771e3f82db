"""What a short exam says of the changes that it is about, before its questions and when it is passed. Pure."""

from collections.abc import Iterator, Sequence

from bot.blocks.learning.change_notice import change_block
from bot.blocks.library.edition_card import LONGEST_LABEL, LONGEST_TITLE
from bot.blocks.library.preview import place_line
from bot.blocks.message import Block, context, plain, section, text_units
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from learning.standing.aims import Aim, stands_in, unasked

MOST_CHANGES = 4
# The question that follows takes the rest of what Slack lets a message hold.
MOST_TEXT = 5_000
LONGEST_WORDS = 250
LONGEST_WHAT = 600


def brief_blocks(aims: Sequence[Aim], position: int, texts: Texts) -> list[Block]:
    """What changed, before the first question; and before each that stands in for another, that it does."""
    changes = _changes(aims, texts) if position == 1 else []
    if not stands_in(aims, position):
        return changes
    said = texts.short_exam.stands_in_mrkdwn.format(what=_what(unasked(aims), texts))
    return [*changes, section(said)]


def mended_news(title: str, aims: Sequence[Aim], texts: Texts) -> str:
    """That a certificate is current again, and what was truly asked for that; mrkdwn."""
    said, missing = texts.short_exam, unasked(aims)
    name = escaped_line(title, LONGEST_TITLE)
    if not missing:
        return said.mended_mrkdwn.format(title=name)
    lines = [said.stood_in_mrkdwn.format(title=name, what=_what(missing, texts))]
    lines += [_became(one, texts) for one in missing[:MOST_CHANGES]]
    if len(missing) > MOST_CHANGES:
        lines.append(escape(said.more_changes.of(len(missing) - MOST_CHANGES)))
    return "\n".join(lines)


def _changes(aims: Sequence[Aim], texts: Texts) -> list[Block]:
    shown: list[Block] = []
    count = 0
    for one in aims[:MOST_CHANGES]:
        blocks = list(_change(one, texts))
        if shown and text_units([*shown, *blocks]) > MOST_TEXT:
            break
        shown += blocks
        count += 1
    left = len(aims) - count
    return [*shown, *([context(plain(texts.short_exam.more_changes.of(left)))] if left else [])]


def _change(one: Aim, texts: Texts) -> Iterator[Block]:
    said = texts.short_exam
    guide, edition = escaped_line(one.guide, LONGEST_TITLE), escaped_line(one.edition, LONGEST_LABEL)
    if one.change is None:
        yield section(said.withdrawn_mrkdwn.format(guide=guide, edition=edition))
        return
    yield section(said.changed_mrkdwn.format(guide=guide, edition=edition, place=_place(one, texts)))
    yield change_block(one.change, texts)


def _became(one: Aim, texts: Texts) -> str:
    said = texts.short_exam
    if one.change is None or one.change.before is None:
        guide, edition = escaped_line(one.guide, LONGEST_TITLE), escaped_line(one.edition, LONGEST_LABEL)
        return said.is_withdrawn_mrkdwn.format(guide=guide, edition=edition)
    before, now = (escaped_line(text, LONGEST_WORDS) for text in (one.change.before.text, one.change.now))
    form = said.reads_now_mrkdwn if now else said.is_gone_mrkdwn
    return form.format(before=before, now=now)


def _what(aims: Sequence[Aim], texts: Texts) -> str:
    """The passages, or the guides that were withdrawn, each once; mrkdwn."""
    named = []
    for one in aims:
        guide, place = escaped_line(one.guide, LONGEST_TITLE), _place(one, texts)
        named.append(texts.short_exam.place.format(guide=guide, place=place) if place else f"*{guide}*")
    return ", ".join(list(dict.fromkeys(named))[:MOST_CHANGES])


def _place(one: Aim, texts: Texts) -> str:
    if one.change is None or one.change.before is None:
        return ""
    return escaped_line(place_line(one.change.before, texts), LONGEST_WHAT // MOST_CHANGES)
