"""The passage behind a citation, in a modal. Pure."""

from collections.abc import Mapping
from datetime import date

from bot.blocks.message import (
    Block,
    context,
    plain,
    rich_quote,
    rich_section,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import clean, ending, literal, pieces, shortened, units
from bot.blocks.shares import share_limit
from bot.blocks.sources import WIDEST_SOURCE, source_lines, web_address
from bot.texts import Texts
from knowledge.answering.answer import Citation
from knowledge.conversations.queries import PassageInContext
from knowledge.evidence.schemes import Scheme, shipped_schemes
from knowledge.evidence.values import tier_of

MOST_TEXT = 11_000
LONGEST_PIECE = 2_900
LONGEST_MEANING = 500


def passage_view(
    passage: PassageInContext, *, texts: Texts, today: date, schemes: Mapping[str, Scheme] | None = None
) -> Block:
    """A modal with a quote among what stands around it, and what its source is.

    The quote has the first claim on the room; what stands around it is shortened at its far ends. Without ``schemes``
    those count that ship.
    """
    cited = passage.citation
    schemes = schemes if schemes is not None else shipped_schemes()
    address = web_address(cited.source)
    blocks = [
        section(source_lines(cited, texts=texts, today=today, schemes=schemes, room=WIDEST_SOURCE)),
        *_meaning(cited, texts, schemes),
        context(plain(texts.passage_marked)),
        *_text(passage),
    ]
    if address is not None:
        url, host = address
        link = {"type": "link", "url": url, "text": texts.passage_source.format(host=host)}
        blocks.append(rich_text(rich_section(link)))
    return {
        "type": "modal",
        "callback_id": "passage",
        "title": plain(texts.passage_title.format(number=cited.number)),
        "close": plain(texts.close),
        "blocks": list(stamped(blocks, "passage")),
    }


def withheld_view(number: int, texts: Texts) -> Block:
    """A modal that says that the passage of this citation may not be read here any more."""
    return {
        "type": "modal",
        "callback_id": "passage",
        "title": plain(texts.passage_title.format(number=number)),
        "close": plain(texts.close),
        "blocks": list(stamped([rich_text(rich_section(words(texts.passage_withheld)))], "passage")),
    }


def _meaning(cited: Citation, texts: Texts, schemes: Mapping[str, Scheme]) -> list[Block]:
    """What the tier means in which the evidence was put."""
    tier = tier_of(cited.evidence, schemes) if cited.evidence is not None else None
    if tier is None:
        return []
    return [context(plain(literal(f"{tier.name(texts.language)}: {tier.meaning(texts.language)}", LONGEST_MEANING)))]


def _text(passage: PassageInContext) -> list[Block]:
    start, end = passage.quote_start, passage.quote_end
    quote = shortened(clean(passage.text[start:end]), MOST_TEXT)
    before = clean(f"{passage.before}\n\n{passage.text[:start]}").strip()
    after = clean(f"{passage.text[end:]}\n\n{passage.after}").strip()
    limit = share_limit([units(before), units(after)], MOST_TEXT - units(quote))
    return [
        *(rich_text(rich_section(words(piece))) for piece in _readable(ending(before, limit))),
        *(rich_text(rich_quote(words(piece, bold=True))) for piece in _readable(quote)),
        *(rich_text(rich_section(words(piece))) for piece in _readable(shortened(after, limit))),
    ]


def _readable(text: str) -> list[str]:
    return [piece for piece in pieces(text, LONGEST_PIECE) if piece.strip()]
