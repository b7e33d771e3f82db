"""What a step of a path asks to read, in a modal, and the modal in which somebody writes down what she thinks. Pure."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.blocks.library.choices import field, form
from bot.blocks.library.pager import pager
from bot.blocks.library.pages import in_pages
from bot.blocks.library.preview import passage_text, place_block
from bot.blocks.message import Block, context, header, plain, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, literal, one_line
from bot.texts import Texts
from learning.curriculum.definition import PathStep, Reading
from learning.curriculum.guides import Chapter
from learning.curriculum.service import LONGEST_NOTE

READ, REFLECT = "path_read_form", "path_reflect_form"
NOTE = "note"
LONGEST_TITLE = 140
LONGEST_QUESTION = 1_000


@dataclass(frozen=True)
class Walked:
    """A step of a path that somebody does, and the message of the path from which she came.

    Attributes:
        channel: Where the message stands, with ``message``; None where there is none.
        page: Which page of what is to be read is shown, from 0 on.
    """

    path_id: str
    step: str
    channel: str | None = None
    message: str | None = None
    page: int = 0

    @property
    def metadata(self) -> str:
        """As a modal carries it."""
        return json.dumps(asdict(self))


def walked(view: Mapping[str, Any]) -> Walked:
    """What a modal is about."""
    return Walked(**json.loads(view["private_metadata"]))


def waiting_view(about: Walked, texts: Texts) -> Block:
    """The modal before what is to be read is in it."""
    return _modal(about, [_words(texts.paths.one_moment)], texts, is_last=False)


def closed_view(about: Walked, why: str, texts: Texts) -> Block:
    """The modal that says why there is nothing to be read."""
    return _modal(about, [_words(why)], texts, is_last=False)


def reading_view(
    about: Walked,
    step: PathStep,
    found: Sequence[tuple[Reading, Chapter | None]],
    texts: Texts,
    *,
    is_done: bool,
    named: Collection[Reading] = (),
) -> Block:
    """The modal with a page of what is to be read; on the last one it can be said that it was, if there is anything.

    Args:
        about: The step, and the page.
        step: What it asks to read.
        found: Each reading with what it names; None where that is not there, or is for others.
        texts: In which language.
        is_done: Whether it was read before.
        named: Those that may be told by name where they are not there.
    """
    pages = in_pages(_groups(step, found, named, texts))
    number = min(max(about.page, 0), len(pages) - 1)
    turned = pager("path_page", number, len(pages), texts)
    is_last = number == len(pages) - 1 and not is_done and any(chapter for _, chapter in found)
    return _modal(replace(about, page=number), [*pages[number], *turned], texts, is_last=is_last)


def reflection_form(about: Walked, step: PathStep, note: str | None, texts: Texts) -> Block:
    """The modal in which somebody writes down what she thinks; ``note`` is what she wrote before."""
    said = texts.paths
    element: Block = {"type": "plain_text_input", "action_id": NOTE, "multiline": True, "max_length": LONGEST_NOTE}
    if note:
        element["initial_value"] = note
    blocks = [
        section(f"*{escape(one_line(step.title, LONGEST_TITLE))}*"),
        rich_text(rich_section(words(one_line(step.question or "", LONGEST_QUESTION) or "…"))),
        field(NOTE, said.think_label, element, hint=said.think_hint),
    ]
    return form(REFLECT, said.think_title, said.think_send, texts.cancel, about.metadata, blocks)


def _groups(
    step: PathStep, found: Sequence[tuple[Reading, Chapter | None]], named: Collection[Reading], texts: Texts
) -> Iterator[Sequence[Block]]:
    yield [header(literal(step.title, LONGEST_TITLE) or step.key)]
    for reading, chapter in found:
        if chapter is None and reading in named:
            yield [_words(_gone(reading, texts))]
        elif chapter is not None:
            yield from _chapter(chapter, texts)
    if any(chapter is None and reading not in named for reading, chapter in found):
        yield [_words(texts.paths.part_closed)]
    if not any(chapter for _, chapter in found):
        yield [_words(texts.paths.nothing_here)]


def _gone(reading: Reading, texts: Texts) -> str:
    heading, guide = (one_line(text, LONGEST_TITLE) for text in (reading.heading or reading.guide, reading.guide))
    return texts.paths.part_gone.format(heading=heading, guide=guide)


def _chapter(chapter: Chapter, texts: Texts) -> Iterable[Sequence[Block]]:
    title = one_line(chapter.title, LONGEST_TITLE)
    source = texts.source_title.format(title=title, edition=one_line(chapter.edition, LONGEST_TITLE))
    yield [{"type": "divider"}, context(plain(literal(source, 2 * LONGEST_TITLE)))]
    for passage in chapter.passages:
        yield [place_block(passage, texts), *passage_text(passage.text)]


def _words(text: str) -> Block:
    return rich_text(rich_section(words(text)))


def _modal(about: Walked, blocks: Sequence[Block], texts: Texts, *, is_last: bool) -> Block:
    said = texts.paths
    view = {
        "type": "modal",
        "callback_id": READ,
        "title": plain(said.read_title),
        "close": plain(texts.close),
        "private_metadata": about.metadata,
        "blocks": list(stamped(blocks, f"path:{about.page}")),
    }
    return {**view, "submit": plain(said.have_read)} if is_last else view
