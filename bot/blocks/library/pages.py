"""What a person looks at in a modal, page by page. Pure."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from bot.blocks.library.pager import pager
from bot.blocks.message import Block, plain, rich_section, rich_text, stamped, text_units, words
from bot.texts import Texts

CALLBACK = "library_look"
# Slack takes 100 blocks in a modal; more than a few screens are not read in one go.
MOST_BLOCKS = 60
MOST_TEXT = 12_000


class LookKind(StrEnum):
    """What can be looked at."""

    PREVIEW = "preview"
    FINDINGS = "findings"
    CHANGES = "changes"
    IMPACT = "impact"


@dataclass(frozen=True)
class Look:
    """What is looked at: of an edition, and from 0 on which page."""

    kind: LookKind
    edition_id: str
    page: int = 0

    @property
    def metadata(self) -> str:
        """As a modal carries it."""
        return json.dumps(asdict(self))


def looked_at(view: Mapping[str, Any]) -> Look:
    """What a modal shows."""
    held = json.loads(view["private_metadata"])
    return Look(LookKind(held["kind"]), held["edition_id"], held["page"])


def waiting_view(look: Look, texts: Texts) -> Block:
    """The modal before it is filled."""
    return _modal(look, [rich_text(rich_section(words(texts.publishing.one_moment)))], texts)


def sentence_view(look: Look, sentence: str, texts: Texts) -> Block:
    """The modal that says why there is nothing to look at."""
    return _modal(look, [rich_text(rich_section(words(sentence)))], texts)


def paged_view(look: Look, groups: Iterable[Sequence[Block]], texts: Texts) -> Block:
    """The modal with the page that is looked at, or the last one where there are fewer; no group is torn apart."""
    pages = in_pages(groups)
    number = min(max(look.page, 0), len(pages) - 1)
    turned = pager("look", number, len(pages), texts)
    return _modal(replace(look, page=number), [*pages[number], *turned], texts)


def in_pages(groups: Iterable[Sequence[Block]]) -> list[list[Block]]:
    """The groups in pages, at least one; no group is torn apart."""
    pages: list[list[Block]] = [[]]
    room = MOST_TEXT
    for group in groups:
        size = text_units(group)
        if pages[-1] and (size > room or len(pages[-1]) + len(group) > MOST_BLOCKS):
            pages.append([])
            room = MOST_TEXT
        pages[-1] += group
        room -= size
    return pages


def _modal(look: Look, blocks: Sequence[Block], texts: Texts) -> Block:
    said = texts.publishing
    titles = {
        LookKind.PREVIEW: texts.library.preview,
        LookKind.FINDINGS: said.findings,
        LookKind.CHANGES: said.changes,
        LookKind.IMPACT: said.impact_title,
    }
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(titles[look.kind]),
        "close": plain(texts.close),
        "private_metadata": look.metadata,
        "blocks": list(stamped(blocks, f"look:{look.page}")),
    }
