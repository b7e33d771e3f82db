"""The passage behind a citation, in a modal. Pure."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.blocks.message import (
    Block,
    context,
    header,
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
LONGEST_HEADING = 150
MOST_HEADINGS = 4
# What is farther from the quote is shown where it has more room than this.
LEAST_FAR = 40


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
    return closed_view(number, texts.passage_withheld, texts)


def closed_view(number: int, why: str, texts: Texts) -> Block:
    """A modal that says why the passage of this citation is not shown."""
    return {
        "type": "modal",
        "callback_id": "passage",
        "title": plain(texts.passage_title.format(number=number)),
        "close": plain(texts.close),
        "blocks": list(stamped([rich_text(rich_section(words(why)))], "passage")),
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
    far_before, before = clean(passage.before).strip(), clean(passage.text[:start]).strip()
    after, far_after = clean(passage.text[end:]).strip(), clean(passage.after).strip()
    limit = share_limit([units(far_before + before) + 2, units(after + far_after) + 2], MOST_TEXT - units(quote))
    far_before = _far(ending, far_before, limit - units(before) - 2)
    far_after = _far(shortened, far_after, limit - units(after) - 2)
    return [
        *_joined(far_before, passage.heading if far_before else "", ending(before, limit)),
        *(rich_text(rich_quote(words(piece, bold=True))) for piece in _readable(quote)),
        *_joined(shortened(after, limit), passage.next_heading if far_after else "", far_after),
    ]


def _far(cut: Callable[[str, int], str], text: str, room: int) -> str:
    return cut(text, room) if units(text) <= room or room > LEAST_FAR else ""


def _joined(first: str, headings: str, second: str) -> list[Block]:
    """Two pieces in the order of the guide, with the headings that stand between them."""
    lines = [line for line in clean(headings).splitlines() if line.strip()]
    if not lines:
        return _paragraphs("\n\n".join(filter(None, (first, second))))
    between = [header(literal(line, LONGEST_HEADING)) for line in lines[-MOST_HEADINGS:]]
    return [*_paragraphs(first), *between, *_paragraphs(second)]


def _paragraphs(text: str) -> list[Block]:
    return [rich_text(rich_section(words(piece))) for piece in _readable(text)]


def _readable(text: str) -> list[str]:
    return [piece for piece in pieces(text, LONGEST_PIECE) if piece.strip()]
