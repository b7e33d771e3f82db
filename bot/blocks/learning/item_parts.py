"""What an item asks, what is right and what proves it, as blocks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.blocks.learning.change_notice import change_block
from bot.blocks.message import Block, context, plain, rich_list, rich_quote, rich_section, rich_text, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, literal, one_line, shortened
from bot.texts import Texts
from knowledge.guides.changes import PassageChange
from knowledge.places import Place
from learning.items.responses import ChooseMany, ChooseOne, Option, Pair, PutInOrder, Way, Write
from learning.items.types import TYPES
from learning.items.types.choices import Choices
from learning.items.types.matching import Matching
from learning.items.types.ordering import Ordering
from learning.items.types.short_text import ShortText
from learning.items.types.true_false import FALSE, TRUE, Statement
from learning.items.values import ItemVersion

LONGEST_TEXT = 1_500
LONGEST_QUOTE = 600
LONGEST_PLACE = 200
MOST_PROOFS = 4


@dataclass(frozen=True)
class ProofShown:
    """A quote that proves an item, with where it stands; ``stands`` says whether readers see it now.

    Attributes:
        changed_in: The label of the edition that changed the passage, where the item was taken out; ``change`` is what
            became of it.
    """

    title: str
    label: str
    heading: tuple[str, ...]
    place: Place | None
    quote: str
    passage: str
    stands: bool
    changed_in: str | None = None
    change: PassageChange | None = None


def asked_blocks(version: ItemVersion, texts: Texts) -> list[Block]:
    """The story, the question, and what can be answered: as a learner reads them, in the author's order."""
    kind = TYPES[version.type]
    return [*stem_blocks(version), *_way_blocks(kind.way(kind.read(version.content)), texts)]


def stem_blocks(version: ItemVersion) -> list[Block]:
    """The story and the question."""
    kind = TYPES[version.type]
    story = [_paragraph(version.scenario)] if version.scenario else []
    return [*story, rich_text(rich_section(words(kind.stem(kind.read(version.content)), bold=True)))]


def right_blocks(version: ItemVersion, texts: Texts) -> list[Block]:
    """What is right, what is said of single answers, and why."""
    lines = [one_line(line, LONGEST_QUOTE) for line in _right_lines(version, texts)]
    why = version.rationale or texts.items.no_rationale
    return [
        rich_text(rich_section(words(texts.items.right, bold=True)), rich_list(lines)),
        rich_text(rich_section(words(f"{texts.items.because} ", bold=True), _words(why, LONGEST_TEXT))),
    ]


def quoted_blocks(proofs: Sequence[ProofShown], texts: Texts, *, whole: bool) -> list[Block]:
    """The quotes with where they stand; ``whole`` shows the passages around them too."""
    if not proofs:
        return [rich_text(rich_section(words(texts.items.no_proof, bold=True)))]
    shown = [block for proof in proofs[:MOST_PROOFS] for block in _proof(proof, texts, whole=whole)]
    left = len(proofs) - MOST_PROOFS
    return [*shown, *([context(plain(texts.items.more_proofs.of(left)))] if left > 0 else [])]


def numbered_lines(options: Sequence[Option]) -> list[str]:
    """Options with the numbers by which people name them."""
    return [f"{number}. {option.text}" for number, option in enumerate(options, start=1)]


def lettered(options: Sequence[Option]) -> list[str]:
    """Options with the letters by which people name them."""
    return [f"{letter}. {option.text}" for letter, option in zip("abcdefghijklmnopqrstuvwxyz", options, strict=False)]


def option_text(option: Option, texts: Texts) -> str:
    """An option in the reader's words: those of a statement are always the same two."""
    if option == TRUE:
        return texts.items.true
    return texts.items.false if option == FALSE else option.text


def _way_blocks(way: Way, texts: Texts) -> list[Block]:
    said = texts.items
    match way:
        case ChooseOne(options):
            return _listed(said.choose_one, [option_text(option, texts) for option in options])
        case ChooseMany(options):
            return _listed(said.choose_many, [option.text for option in options])
        case Pair(left, right):
            return [*_listed(said.pair, numbered_lines(left)), rich_text(rich_list(lettered(right)))]
        case PutInOrder(options):
            return _listed(said.put_in_order, [option.text for option in options])
        case Write(numeric, unit):
            form = said.write_unit.format(unit=one_line(unit, LONGEST_PLACE)) if unit else said.write_number
            return [context(plain(literal(form if numeric else said.write_text, LONGEST_PLACE)))]
        case _:
            assert_never(way)


def _listed(how: str, lines: Sequence[str]) -> list[Block]:
    return [rich_text(rich_list(lines)), context(plain(how))]


def _right_lines(version: ItemVersion, texts: Texts) -> list[str]:
    content = TYPES[version.type].read(version.content)
    match content:
        case Choices(options=options):
            return [_choice(one.text, texts, right=one.right, feedback=one.feedback) for one in options]
        case Statement(right=right):
            return [texts.items.true if right else texts.items.false]
        case Matching(pairs=pairs):
            return [f"{left} = {right}" for left, right in pairs]
        case Ordering(entries=entries):
            return [f"{number}. {entry}" for number, entry in enumerate(entries, start=1)]
        case ShortText(accepted=accepted):
            return list(accepted)
        case _:
            unit = f" {content.unit}" if content.unit else ""
            return [f"{content.value:f}{unit} ± {content.tolerance:f}"]


def _choice(text: str, texts: Texts, *, right: bool, feedback: str | None) -> str:
    said = (texts.items.is_right if right else texts.items.is_wrong).format(option=text)
    return f"{said} ({feedback})" if feedback else said


def _proof(proof: ProofShown, texts: Texts, *, whole: bool) -> list[Block]:
    source = texts.source_title.format(title=proof.title, edition=proof.label)
    place = texts.place(proof.place) if proof.place is not None else ""
    parts = [source, " › ".join(proof.heading), place, "" if proof.stands else texts.items.stands_no_more]
    where = literal(" · ".join(part for part in parts if part), LONGEST_PLACE * 2)
    quoted = [rich_text(rich_quote(_words(proof.quote, LONGEST_QUOTE))), context(plain(where or ELLIPSIS))]
    if proof.change is not None and proof.changed_in is not None:
        return [*quoted, *_changed(proof.change, proof, texts)]
    return [*quoted, *([rich_text(rich_section(_words(proof.passage, LONGEST_TEXT)))] if whole else [])]


def _changed(change: PassageChange, proof: ProofShown, texts: Texts) -> list[Block]:
    """The passage with its old words and its new ones, and the edition that changed it."""
    said = texts.items.changed_by.format(title=proof.title, edition=proof.changed_in)
    return [context(plain(literal(said, LONGEST_PLACE * 2))), change_block(change, texts)]


def _paragraph(text: str) -> Block:
    return rich_text(rich_section(_words(text, LONGEST_TEXT)))


def _words(text: str, most: int) -> Block:
    """Foreign text, cut where it is too long; something stands there also where nothing of it can be shown."""
    return words(shortened(clean(text), most).strip() or ELLIPSIS)
