"""What a new edition changes, passage by passage. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.library.edition_card import LONGEST_LABEL, foreseen_blocks
from bot.blocks.library.pages import Look, paged_view
from bot.blocks.library.preview import passage_text, place_block
from bot.blocks.message import Block, button, context, plain, rich_section, rich_text, section, words
from bot.blocks.mrkdwn import clean, escape, literal, shortened, units
from bot.blocks.sources import DOT
from bot.texts import Texts
from knowledge.guides.changes import ChangeKind, PassageChange, counts
from knowledge.guides.word_changes import WordChange, WordKind, sentence_changes
from learning.standing.foreseen import NOTHING_FORESEEN, Foreseen

# In this order they are shown; those that are the same, or only moved, are counted.
SHOWN = (ChangeKind.EDITED, ChangeKind.REMOVED, ChangeKind.ADDED)
LONGEST_EDIT = 6_000
LONGEST_LINE = 600


@dataclass(frozen=True)
class Comparison:
    """What an edition changes.

    Attributes:
        before: The label of the edition before; None where there is none.
        changes: What became of each passage.
        touched: How many past answers quote what changed.
        foreseen: What publishing it would do to items and certificates.
    """

    before: str | None
    changes: tuple[PassageChange, ...]
    touched: int
    foreseen: Foreseen = NOTHING_FORESEEN


def changes_view(compared: Comparison, look: Look, texts: Texts) -> Block:
    """A modal with the counts first, then what was edited, with its words taken out and put in, removed and added."""
    said = texts.publishing
    if compared.before is None:
        return paged_view(look, [[rich_text(rich_section(words(said.no_edition_before)))]], texts)
    shown = sorted(
        (change for change in compared.changes if change.kind in SHOWN), key=lambda change: SHOWN.index(change.kind)
    )
    return paged_view(look, [_summary(compared, look, texts), *(_change(change, texts) for change in shown)], texts)


def word_parts(changes: Sequence[WordChange]) -> list[Block]:
    """Runs of words as rich text: what was taken out struck through, what was put in bold."""
    parts: list[Block] = []
    room = LONGEST_EDIT
    for change in changes:
        text = shortened(clean(change.text), room).strip()
        if text and room > 1:
            parts += [*([words(" ")] if parts else []), _styled(text, change.kind)]
            room -= units(text)
    return parts


def _styled(text: str, kind: WordKind) -> Block:
    style = {WordKind.TAKEN_OUT: "strike", WordKind.PUT_IN: "bold"}.get(kind)
    return {**words(text), "style": {style: True}} if style is not None else words(text)


def _summary(compared: Comparison, look: Look, texts: Texts) -> list[Block]:
    said, found = texts.publishing, counts(compared.changes)
    numbers = {kind: getattr(found, kind.value) for kind in ChangeKind}
    line = DOT.join(f"{said.kinds[kind]}: {texts.number(number)}" for kind, number in numbers.items())
    before = literal(said.compared.format(edition=shortened(clean(compared.before or ""), LONGEST_LABEL)), LONGEST_LINE)
    blocks = [context(plain(before)), section(f"*{escape(line)}*")]
    if any(numbers[kind] for kind in SHOWN):
        blocks.append(context(plain(said.how_changes_are_shown)))
    else:
        blocks.append(rich_text(rich_section(words(said.nothing_changed))))
    if compared.touched:
        see = button("impact_see", texts.impact.see_them, look.edition_id)
        blocks.append(section(escape(texts.impact.touched_by_this.of(compared.touched)), see))
    return [*blocks, *foreseen_blocks(compared.foreseen, texts)]


def _change(change: PassageChange, texts: Texts) -> list[Block]:
    passage = change.before or change.after
    title = [place_block(passage, texts, texts.publishing.kinds[change.kind])] if passage is not None else []
    if change.before is None:
        return [*title, *passage_text(change.now)]
    if change.kind is ChangeKind.REMOVED:
        return [*title, *passage_text(change.before.text)]
    parts = word_parts(sentence_changes(change.before.text, change.now))
    return [*title, rich_text(rich_section(*parts))] if parts else title
