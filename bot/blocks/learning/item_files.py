"""Items as files, and drafts from a guide: the forms that ask, and what came of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.blocks.library.choices import field, form, guide_options, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, button, rich_list, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import ELLIPSIS, escape, one_line
from bot.texts import Texts
from knowledge.guides.library import ShelfGuide
from learning.formats.values import LeftOut
from learning.items.values import Pool

IMPORT_CALLBACK, EXPORT_CALLBACK, DRAFT_CALLBACK = "items_import_form", "items_export_form", "items_draft_form"
SUBMIT_ACTION = "items_submit"
# Stands in the place of a guide: what several people asked, whatever guide answered it.
OFTEN_ASKED = "often-asked"
FILE_TYPES = ["gift", "xml", "yaml", "yml", "text", "txt"]
MOST_LINES = 30
LONGEST_FACT = 120
MOST_NAMED, LONGEST_NAMED = 5, 50


class Format(StrEnum):
    """A format in which items are written to a file; its extension is in ``EXTENSIONS``."""

    YAML = "yaml"
    GIFT = "gift"
    MOODLE = "moodle"
    QTI = "qti"
    ANKI = "anki"


@dataclass(frozen=True)
class TakenIn:
    """What came of a file, or of drafting.

    Attributes:
        added: Versions that are new; ``kept`` is how many were there already.
        left_out: What could not be taken over, or only in part.
        refused: Sentences about items that could not be stored.
        written_at: When the new versions were written, all at one moment; None where they are not offered to be sent
            to review together.
        new_versions: The keys of those of them that have earlier versions.
        file: The name of the file, where it came from one.
        keys: Those of the new versions.
    """

    added: int
    kept: int
    left_out: tuple[LeftOut, ...]
    refused: tuple[str, ...]
    written_at: datetime | None = None
    new_versions: tuple[str, ...] = ()
    file: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class SentToReview:
    """What came of sending drafts to review together.

    Attributes:
        sent: How many wait for review now.
        moved_on: How many were no drafts any more.
        refused: Sentences about those that are still drafts.
    """

    sent: int
    moved_on: int
    refused: tuple[str, ...]


def import_form(home: str, texts: Texts) -> Block:
    """The form that takes a file of items."""
    said = texts.item_files
    file = {"type": "file_input", "action_id": "file", "filetypes": FILE_TYPES, "max_files": 1}
    blocks = [section(escape(said.import_about)), field("file", said.file_label, file)]
    return form(IMPORT_CALLBACK, said.import_title, said.import_send, texts.cancel, home, blocks)


def export_form(home: str, texts: Texts) -> Block:
    """The form that asks in which format items are to be written."""
    said = texts.item_files
    formats = [option(said.formats[one.value], one.value) for one in Format]
    choice = {"type": "radio_buttons", "action_id": "format", "options": formats, "initial_option": formats[0]}
    pools = [
        option(said.both_pools, "both"),
        *(option(texts.items.pools[pool.value], pool.value) for pool in Pool),
    ]
    blocks = [
        section(escape(said.export_about)),
        field("format", said.format_label, choice),
        field("pool", texts.item_form.pool_label, select("pool", pools, "both")),
    ]
    return form(EXPORT_CALLBACK, said.export_title, said.export_send, texts.cancel, home, blocks)


def draft_form(
    noted: str,
    guides: Sequence[ShelfGuide],
    competencies: Sequence[tuple[str, str]],
    texts: Texts,
    chosen: str | None = None,
) -> Block:
    """The form that asks of which guide drafts are to be made, or of what is asked often, and for what.

    ``chosen`` is the guide at first, or ``OFTEN_ASKED``.
    """
    said = texts.item_files
    known = [option(title, key) for key, title in competencies]
    pools = [option(texts.items.pools[pool.value], pool.value) for pool in Pool]
    line = {"type": "plain_text_input", "action_id": "competency", "max_length": 100}
    often = option(texts.gaps.draft_from, OFTEN_ASKED)
    blocks = [
        section(escape(said.draft_about)),
        field("guide", said.draft_guide_label, select("guide", [often, *guide_options(guides)], chosen)),
        field("competency", texts.item_form.competency_label, select("competency", known) if known else line),
        field("pool", texts.item_form.pool_label, select("pool", pools, Pool.PRACTICE.value)),
    ]
    return form(DRAFT_CALLBACK, said.draft_title, said.draft_send, texts.cancel, noted, blocks)


def taken_message(taken: TakenIn, texts: Texts) -> Message:
    """What came of a file, or of drafting; below it a button that sends what is new to review."""
    said = texts.item_files
    head = _taken(taken, texts)
    again = [f"{said.new_versions.of(len(taken.new_versions))} {', '.join(taken.new_versions)}"]
    lines = [*_named(taken.keys, texts), *(again if taken.new_versions else []), *taken.refused]
    told = _told(head, [*lines, *(left_out_line(one, texts) for one in taken.left_out)], texts)
    if not taken.added or taken.written_at is None:
        return told
    send = button(SUBMIT_ACTION, said.submit_all.of(taken.added), taken.written_at.isoformat())
    return Message(told.text, stamped([*told.blocks, {"type": "actions", "elements": [send]}], "items"))


def without_sending(message: Mapping[str, Any]) -> Message:
    """A report as Slack has it, without the button that sends its drafts to review."""
    blocks = message.get("blocks") or ()
    kept = [one for one in blocks if SUBMIT_ACTION not in {part.get("action_id") for part in one.get("elements", ())}]
    return Message(str(message.get("text") or ""), tuple(kept))


def sent_message(came_to: SentToReview, told: int, texts: Texts) -> Message:
    """What came of sending drafts to review, of which so many people were told."""
    said = texts.item_files
    parts = [
        said.sent.of(came_to.sent) if came_to.sent else said.none_sent,
        *([said.told.of(told) if told else said.nobody_told] if came_to.sent else []),
        *([said.moved_on.of(came_to.moved_on)] if came_to.moved_on else []),
        *([said.still_drafts.of(len(came_to.refused))] if came_to.refused else []),
    ]
    return _told(" ".join(parts), came_to.refused, texts)


def to_review_message(person: str, count: int, texts: Texts) -> Message:
    """What those are told who can review: who has sent how many questions, and where they are."""
    count_said, by = texts.number(count), person_mrkdwn(person, texts)
    line = texts.item_files.to_review_mrkdwn.format(person=by, count=count_said)
    return Message(line, stamped([section(line)], "items"))


def exported_line(count: int, left_out: int, texts: Texts) -> str:
    """What stands beside the file that was written: plain text."""
    said = texts.item_files
    told = said.exported.of(count)
    return f"{told} {said.export_left_out.of(left_out)}" if left_out else told


def left_out_message(left_out: Sequence[LeftOut], texts: Texts) -> Message:
    """What of the items is not in the file that was written."""
    return _told(texts.item_files.not_in_file, [left_out_line(one, texts) for one in left_out], texts)


def left_out_line(one: LeftOut, texts: Texts) -> str:
    """What could not be taken over as it was: plain text."""
    flaws = [texts.flaws.said[flaw.flaw].format(fact=flaw.fact) for flaw in one.flaws]
    where = texts.item_files.line.format(line=one.where) if one.where.isdigit() else one.where
    said = " ".join([texts.item_files.whys[one.why.value], *flaws])
    fact = texts.quoted.format(text=one_line(one.fact, LONGEST_FACT)) if one.fact else ""
    return " ".join(part for part in (f"{where}: {said}", fact) if part)


def _taken(taken: TakenIn, texts: Texts) -> str:
    said, file = texts.item_files, one_line(taken.file, LONGEST_FACT)
    form = said.taken_from if file else said.taken
    return form.format(added=said.added.of(taken.added), kept=said.kept.of(taken.kept), file=file)


def _named(keys: Sequence[str], texts: Texts) -> list[str]:
    """The first of the new drafts."""
    more = [ELLIPSIS] if len(keys) > MOST_NAMED else []
    shown = ", ".join([*(one_line(key, LONGEST_NAMED) for key in keys[:MOST_NAMED]), *more])
    return [texts.item_files.new_drafts.format(keys=shown)] if keys else []


def _told(head: str, lines: Sequence[str], texts: Texts) -> Message:
    left = len(lines) - MOST_LINES
    more = [texts.item_files.more_left_out.of(left)] if left > 0 else []
    listed = [rich_list([*(one_line(line, 300) for line in lines[:MOST_LINES]), *more])] if lines else []
    return Message(escape(head), stamped([rich_text(rich_section(words(head)), *listed)], "items"))
