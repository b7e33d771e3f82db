"""What proves the right answer: the quote, and its source with the button that shows its passage. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.message import Block, button, context, plain, rich_quote, rich_text, section, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, literal, shortened
from bot.blocks.sources import source_lines
from bot.texts import Texts
from knowledge.answering.answer import Citation
from knowledge.evidence.schemes import Scheme

MOST_PROOFS = 3
LONGEST_QUOTE = 500
ROOM = 500
LONGEST_SPOKEN = 75


@dataclass(frozen=True)
class Proven:
    """What proves an answer, as far as the reader may see it.

    Attributes:
        value: Names the item in the values of the buttons.
        withheld: Whether there is proof that the reader may not see.
    """

    value: str
    citations: tuple[Citation, ...]
    withheld: bool


def proof_blocks(proven: Proven, texts: Texts, today: date, schemes: Mapping[str, Scheme]) -> list[Block]:
    """The quotes, each over its source."""
    shown = proven.citations[:MOST_PROOFS]
    more = len(proven.citations) - len(shown)
    left = [context(plain(texts.exam.result.more_proofs.of(more)))] if more else []
    hidden = [context(plain(texts.exam.result.proof_withheld))] if proven.withheld else []
    return [*(block for one in shown for block in _proof(one, proven.value, texts, today, schemes)), *left, *hidden]


def _proof(cited: Citation, value: str, texts: Texts, today: date, schemes: Mapping[str, Scheme]) -> Sequence[Block]:
    opening, closing = texts.quoted.split("{text}")
    quote = words(shortened(clean(cited.quote), LONGEST_QUOTE) or ELLIPSIS)
    spoken = literal(texts.exam.result.proof_spoken.format(number=cited.number), LONGEST_SPOKEN)
    return (
        rich_text(rich_quote(words(opening), quote, words(closing))),
        section(
            source_lines(cited, texts=texts, today=today, schemes=schemes, room=ROOM),
            button("show_proof", texts.show_passage, f"{value}:{cited.number}", spoken=spoken),
        ),
    )
