"""Certifications in the Home tab: their list, and the forms about them. Pure."""

import json
from collections.abc import Sequence

from bot.blocks.learning.certification_parts import CertificationShown, certification_row
from bot.blocks.library.bar import small
from bot.blocks.library.choices import confirm, field, form
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, literal
from bot.texts import Texts
from knowledge.members.roles import Act, Role, may
from learning.attempts.timing import LONGEST, NO_LONGER
from learning.certifications.definition import Continuous, Definition
from learning.certifications.reading import (
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_DAYS,
    MOST_DRAWN,
    MOST_MINUTES,
    MOST_MONTHS,
    MOST_WEEKLY,
    WEEKS,
)
from learning.certifications.values import Certification

EDIT_CALLBACK, FILE_CALLBACK, RETIRE_CALLBACK = "certification_form", "certification_file_form", "certification_retired"
TIME_CALLBACK = "accommodation_form"
MOST_SHOWN = 40
# Slack takes 100 blocks in a modal.
MOST_DRAWS = 80


def certifications_panel(shown: Sequence[CertificationShown], role: Role, texts: Texts) -> list[Block]:
    """All certifications, those that are offered first."""
    said = texts.certifications
    ordered = sorted(shown, key=lambda one: one.certification.retired)
    left = len(ordered) - MOST_SHOWN
    return [
        header(said.count.of(len(shown))),
        small(escape(said.about)),
        *_buttons(role, texts),
        *(certification_row(one, texts) for one in ordered[:MOST_SHOWN]),
        *([small(escape(said.more.of(left)))] if left > 0 else []),
        *([] if shown else [section(escape(said.none_yet))]),
    ]


def edit_form(certification: Certification, home: str, texts: Texts) -> Block:
    """The form that changes what a certification requires; more than it shows is changed in a file."""
    said, definition = texts.certifications, certification.definition
    noted = {"certification": certification.id, "version": certification.version_id}
    titles = {one.key: one.title for one in definition.competencies}
    draws = [
        _number(f"draw_{draw.competency}", said.draw_label.format(competency=titles[draw.competency]), draw.count, 1)
        for draw in definition.draws
    ]
    blocks = [
        field("title", said.title_label, _text("title", definition.title, LONGEST_TITLE)),
        field("summary", said.summary_label, _text("summary", definition.summary, LONGEST_SUMMARY, lines=True)),
        *draws,
        _number("percent", said.percent_label, definition.passing.percent, 0, 100, decimal=True),
        *_limits(definition, texts),
    ]
    metadata = json.dumps({**json.loads(home or "{}"), **noted})
    return form(EDIT_CALLBACK, said.edit_title, said.save, texts.cancel, metadata, blocks)


def fits(certification: Certification) -> bool:
    """Whether a form can hold a certification."""
    return len(certification.definition.draws) <= MOST_DRAWS


def file_form(home: str, texts: Texts) -> Block:
    """The form that takes a certification as a file."""
    said = texts.certifications
    file = {"type": "file_input", "action_id": "file", "filetypes": ["yaml", "yml", "text", "txt"], "max_files": 1}
    blocks = [section(escape(said.file_about)), field("file", said.file_label, file)]
    return form(FILE_CALLBACK, said.file_title, said.save, texts.cancel, home, blocks)


def retire_form(certification: Certification, home: str, texts: Texts) -> Block:
    """The question whether nobody new is to begin a certification."""
    said = texts.certifications
    metadata = json.dumps({**json.loads(home or "{}"), "certification": certification.id})
    question = said.retire_question.format(title=certification.definition.title)
    blocks = [section(escape(question))]
    return form(RETIRE_CALLBACK, said.retire_title, said.retire_send, texts.keep, metadata, blocks)


def time_form(home: str, texts: Texts) -> Block:
    """The form that gives a person more time for exams."""
    said = texts.certifications
    who = {"type": "users_select", "action_id": "person"}
    note = {"type": "plain_text_input", "action_id": "note", "max_length": 500}
    factor: Block = {"type": "number_input", "action_id": "factor", "is_decimal_allowed": True}
    factor |= {"initial_value": "1.5", "min_value": f"{NO_LONGER:g}", "max_value": f"{LONGEST:g}"}
    blocks = [
        section(escape(said.time_about)),
        field("person", said.time_person, who),
        field("factor", said.time_factor, factor, hint=said.time_hint),
        field("note", said.time_note, note, hint=said.time_note_hint, optional=True),
    ]
    return form(TIME_CALLBACK, said.time_title, said.save, texts.cancel, home, blocks)


def _buttons(role: Role, texts: Texts) -> list[Block]:
    said = texts.certifications
    starter = {
        **button("certification_starter", said.starter, "starter"),
        "confirm": {**confirm(said.starter, said.starter_question, said.starter_yes, texts.cancel), "style": "primary"},
    }
    keeps = [button("certification_put", said.put, "put"), starter]
    time = [button("accommodation_set", said.time, "time")]
    elements = [
        *(keeps if may(role, Act.KEEP_CERTIFICATIONS) else []),
        *(time if may(role, Act.KEEP_ACCOMMODATIONS) else []),
    ]
    return [{"type": "actions", "elements": elements}] if elements else []


def _limits(definition: Definition, texts: Texts) -> list[Block]:
    said = texts.certifications
    return [
        _number("attempts", said.attempts_label, definition.attempts, 1, MOST_DRAWN, hint=said.empty_any),
        _number("waiting_days", said.waiting_label, definition.waiting_days, 0, MOST_DAYS),
        _number("minutes", said.minutes_label, definition.minutes, 1, MOST_MINUTES, decimal=True, hint=said.empty_none),
        _number("valid_months", said.valid_label, definition.valid_months, 1, MOST_MONTHS, hint=said.empty_always),
        _number("renewal_days", said.renewal_label, definition.renewal_days, 0, MOST_DAYS),
        *_continuous(definition.continuous, texts),
    ]


def _continuous(rule: Continuous | None, texts: Texts) -> list[Block]:
    said, most = texts.continuing, MOST_WEEKLY * WEEKS
    weekly, floor = (rule.weekly, rule.floor) if rule is not None else (None, None)
    return [
        _number("weekly", said.weekly_label, weekly, 1, MOST_WEEKLY, hint=said.weekly_hint),
        _number("floor", said.floor_label, floor, 1, most, hint=said.floor_hint),
    ]


def _number(
    name: str,
    label: str,
    given: float | None,
    least: int,
    most: int = MOST_DRAWN,
    *,
    decimal: bool = False,
    hint: str | None = None,
) -> Block:
    element: Block = {"type": "number_input", "action_id": name, "is_decimal_allowed": decimal}
    element |= {"min_value": str(least), "max_value": str(most)}
    if given is not None:
        element["initial_value"] = f"{given:g}"
    return field(name, literal(label, 200), element, hint=hint, optional=hint is not None)


def _text(name: str, given: str, most: int, *, lines: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": most, "multiline": lines}
    return {**element, "initial_value": given} if given else element
