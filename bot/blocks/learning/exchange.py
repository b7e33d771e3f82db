"""Tables of learners that go out, lists of people that come in: the forms, and what came of them. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks.learning.certificate_card import LONGEST_TITLE
from bot.blocks.library.bar import small
from bot.blocks.library.choices import field, form, option
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, button, rich_list, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, one_line
from bot.texts import Texts
from learning.exchange.plans import Plan
from learning.exchange.tables import Form
from learning.exchange.taking_over import Problem
from learning.past.values import PastCertificate

EXPORT, EXPORT_FORM = "learners_export", "learners_export_form"
TAKE_OVER, TAKE_OVER_FORM, CARRY_OUT = "learners_take_over", "learners_take_over_form", "learners_take_over_go"
# What stands for everybody where a button names the cohort whose learners go out.
EVERYBODY = "everybody"
FILE_TYPES = ["csv", "text", "txt", "tsv"]
MOST_LINES = 30
MOST_MEANT = 30
LONGEST_LINE = 300


@dataclass(frozen=True)
class ListFile:
    """A list as it was looked at; ``digest`` is that of the plan."""

    file_id: str
    name: str
    digest: str


def export_button(cohort_id: str | None, texts: Texts) -> Block:
    """The button that takes out how the learners of a cohort stand, or all of them."""
    said = texts.exchange
    return button(EXPORT, said.export, cohort_id or EVERYBODY, said.export_spoken)


def take_over_button(texts: Texts) -> Block:
    """The button that takes a list over."""
    said = texts.exchange
    return button(TAKE_OVER, said.take_over, "new", said.take_over_spoken)


def export_form(which: str, home: str, texts: Texts) -> Block:
    """The form that asks in which form the table is wanted; ``home`` is what the Home tab shows, if it was open."""
    said = texts.exchange
    forms = [option(said.forms[one], one.value) for one in Form]
    choice = {"type": "radio_buttons", "action_id": "form", "options": forms, "initial_option": forms[0]}
    blocks = [section(escape(said.export_about)), field("form", said.form_label, choice)]
    noted = json.dumps({"which": which, "home": home})
    return form(EXPORT_FORM, said.export_title, said.export_send, texts.cancel, noted, blocks)


def export_asked(view: Mapping[str, Any]) -> tuple[str | None, Form, str]:
    """What a form that was sent asks for: the cohort, if one is meant; the form; what the Home tab showed."""
    held = json.loads(view["private_metadata"])
    chosen = view["state"]["values"]["form"]["form"]["selected_option"]["value"]
    which = str(held["which"])
    return None if which == EVERYBODY else which, Form(chosen), str(held["home"])


def take_over_form(home: str, texts: Texts) -> Block:
    """The form that takes a list."""
    said = texts.exchange
    file = {"type": "file_input", "action_id": "file", "filetypes": FILE_TYPES, "max_files": 1}
    blocks = [section(said.take_over_about_mrkdwn), field("file", said.file_label, file)]
    return form(TAKE_OVER_FORM, said.take_over_title, said.take_over_send, texts.cancel, home, blocks)


def plan_message(plan: Plan, file: ListFile, texts: Texts) -> Message:
    """What taking a list over would do, to whom, with a button that does it, where it does anything."""
    said = texts.exchange
    told = _told(said.foreseen, plan, texts, *_meant(plan, texts))
    if not plan.does_anything:
        return told
    value = json.dumps([file.file_id, file.name[:100], file.digest])
    go = button(CARRY_OUT, said.carry_out, value, said.carry_out_spoken)
    return Message(told.text, stamped([*told.blocks, {"type": "actions", "elements": [go]}], "exchange"))


def file_of(value: str) -> ListFile:
    """The list that a button names."""
    file_id, name, digest = json.loads(value)
    return ListFile(str(file_id), str(name), str(digest))


def done_message(plan: Plan, texts: Texts) -> Message:
    """What was taken over."""
    return _told(texts.exchange.done, plan, texts)


def without_carrying_out(message: Mapping[str, Any]) -> Message:
    """A message as Slack has it, without the button that was pressed."""
    blocks = message.get("blocks") or ()
    kept = [one for one in blocks if CARRY_OUT not in {part.get("action_id") for part in one.get("elements", ())}]
    return Message(str(message.get("text") or ""), tuple(kept))


def problem_line(problem: Problem, texts: Texts) -> str:
    """What is wrong on a line: plain text."""
    said = texts.exchange
    return said.line.format(line=problem.line, what=said.wrongs[problem.wrong].format(fact=problem.fact))


def plan_head(form: str, plan: Plan, texts: Texts) -> str:
    """How much is, or would be, taken over: plain text."""
    said = texts.exchange
    counts = plan.counts
    each = (
        (said.certificates, counts.past_certificates),
        (said.corrected, counts.corrected),
        (said.taken_back, counts.taken_back),
        (said.into_cohorts, counts.into_cohorts),
    )
    parts = [one.of(count) for one, count in each if count]
    head = form.format(what=", ".join(parts)) if parts else said.nothing_new
    return f"{head} {said.same.of(plan.known)}" if plan.known else head


def recorded_part(found: Sequence[PastCertificate], count: int, titles: Mapping[str, str], texts: Texts) -> list[Block]:
    """The certificates from elsewhere that count, the first of so many; nothing where there are none."""
    said = texts.exchange
    if not count:
        return []
    lines = [
        f"• {person_mrkdwn(one.person, texts)}: {escape(_recorded(one, titles.get(one.certification_id, ''), texts))}"
        for one in found
    ]
    more = [escape(said.more_left_out.of(count - len(found)))] if count > len(found) else []
    head = f"*{escape(said.recorded.of(count))}*\n{escape(said.recorded_about)}"
    return [section(head), *([small("\n".join([*lines, *more]))] if lines else [])]


def until_text(one: PastCertificate, texts: Texts) -> str:
    """Until when a certificate from elsewhere counts."""
    said = texts.exchange
    return said.recorded_until.format(date=texts.day(one.expires)) if one.expires else said.recorded_for_good


def _recorded(one: PastCertificate, title: str, texts: Texts) -> str:
    said, lapses = texts.exchange, until_text(one, texts)
    return said.recorded_row.format(title=one_line(title, LONGEST_TITLE), issued=texts.day(one.issued), until=lapses)


def _meant(plan: Plan, texts: Texts) -> list[Block]:
    """Whom the first lines mean of which anything comes."""
    said, people = texts.exchange, plan.people
    if not people:
        return []
    shown: list[Block] = [
        rich_section(words(said.line.format(line=one.line, what="")), {"type": "user", "user_id": one.person})
        for one in people[:MOST_MEANT]
    ]
    left = len(people) - len(shown)
    more = [rich_section(words(said.more_meant.of(left)))] if left > 0 else []
    return [
        rich_section(words(said.meant)),
        {"type": "rich_text_list", "style": "bullet", "elements": [*shown, *more]},
    ]


def _told(form: str, plan: Plan, texts: Texts, *meant: Block) -> Message:
    said = texts.exchange
    head = plan_head(form, plan, texts)
    lines = [one_line(problem_line(one, texts), LONGEST_LINE) for one in plan.problems[:MOST_LINES]]
    left = len(plan.problems) - MOST_LINES
    more = [said.more_left_out.of(left)] if left > 0 else []
    wrong = [rich_section(words(said.left_out.of(len(plan.problems)))), rich_list([*lines, *more])] if lines else []
    return Message(escape(head), stamped([rich_text(rich_section(words(head)), *meant, *wrong)], "exchange"))
