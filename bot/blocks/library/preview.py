"""The passages of an edition as readers will be shown them. Pure."""

from collections.abc import Sequence

from bot.blocks.library.pages import Look, paged_view
from bot.blocks.message import Block, context, plain, rich_section, rich_text, words
from bot.blocks.mrkdwn import clean, literal, one_line, pieces, shortened
from bot.blocks.sources import DOT, STEP
from bot.texts import Texts
from knowledge.retrieval.ranking import Passage

LONGEST_PLACE = 600
LONGEST_PASSAGE = 6_000
LONGEST_PIECE = 2_900


def preview_view(passages: Sequence[Passage], look: Look, texts: Texts) -> Block:
    """A modal with the passages, each under its headings and its page."""
    return paged_view(look, ([place_block(p, texts), *passage_text(p.text)] for p in passages), texts)


def place_block(passage: Passage, texts: Texts, kind: str | None = None) -> Block:
    """Where a passage stands, in small letters; ``kind`` is what became of it."""
    parts = [*([kind] if kind else []), place_line(passage, texts)]
    return context(plain(literal(DOT.join(parts), LONGEST_PLACE)))


def place_line(passage: Passage, texts: Texts) -> str:
    """Where a passage stands: clean text on one line, not escaped."""
    heading = STEP.join(passage.heading) or texts.publishing.no_heading
    parts = [heading, *([texts.place(passage.place)] if passage.place is not None else [])]
    return one_line(DOT.join(parts), LONGEST_PLACE) or texts.publishing.no_heading


def passage_text(text: str) -> list[Block]:
    """A passage's text, letter for letter; one that no reader could take in is cut."""
    readable = (piece for piece in pieces(shortened(clean(text), LONGEST_PASSAGE), LONGEST_PIECE) if piece.strip())
    return [rich_text(rich_section(words(piece))) for piece in readable]
