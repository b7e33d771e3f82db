"""The modals about requirements: hand something in, look at it and decide, waive it or give more time. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.blocks.library.choices import MOST_OPTIONS, field, form, option, select
from bot.blocks.message import Block, plain, section
from bot.blocks.mrkdwn import escape, literal
from bot.texts import Texts
from learning.certifications.definition import Criterion, Requirement
from learning.certifications.values import Certification
from learning.requirements.service import Towards
from learning.requirements.states import suggested
from learning.requirements.values import Mark, RequirementState

SUBMIT_FORM, DECIDE_FORM, DECISION_FORM, GRANT_FORM = (
    "requirement_submitted", "requirement_marked", "requirement_decided", "requirement_granted",
)  # fmt: skip
WHICH, LINK, NOTE, DECISION, PERSON, WHAT, UNTIL, REASON = (
    "which", "link", "note", "decision", "person", "what", "until", "reason",
)  # fmt: skip
MARK = "mark:"
WAIVE, EXTEND = "waive", "extend"
LONGEST_LABEL = 75
# All of a line of a rubric, whatever is written in it.
LONGEST_QUESTION = 1_500
LONGEST_NOTE = 1_000
LONGEST_REASON = 500
_BETWEEN = ":"


@dataclass(frozen=True)
class Observed:
    """What an observer marked, before it is decided.

    Attributes:
        towards: As the value of the button.
        channel: Where the card stands, with ``message``; None where it was pressed on the Home tab.
        seen: How many steps there were towards the requirement when the form was opened.
    """

    towards: str
    channel: str | None
    message: str | None
    marks: Mapping[str, str] | None = None
    seen: int | None = None


def submit_form(key: str, open_: Sequence[Requirement], texts: Texts) -> Block:
    """The modal by which a person hands in what she has done; ``open_`` is what she may hand in for."""
    said = texts.requirements
    which = select(WHICH, _titled(open_, ""), open_[0].key)
    link = {"type": "url_text_input", "action_id": LINK}
    note = {"type": "plain_text_input", "action_id": NOTE, "multiline": True, "max_length": LONGEST_NOTE}
    blocks = [
        field(WHICH, said.which, which),
        field(LINK, said.link, link, hint=said.link_hint, optional=True),
        field(NOTE, said.note, note, hint=said.note_hint, optional=True),
    ]
    return form(SUBMIT_FORM, said.submit_title, said.submit_send, texts.cancel, key, blocks)


def marks_form(rubric: Sequence[Criterion], about: Sequence[Block], observed: Observed, texts: Texts) -> Block:
    """The modal with the rubric, each line to be marked; ``about`` says what it is that is looked at."""
    said = texts.requirements
    marks = [option(said.marks[mark], mark.value) for mark in Mark]
    blocks = [
        *about,
        *(_line(number, one.key, one.title, marks, texts) for number, one in enumerate(rubric)),
    ]
    held = json.dumps(asdict(observed))
    return form(DECIDE_FORM, said.decide_title, said.decide_next, texts.cancel, held, blocks)


def marked(view: Mapping[str, Any]) -> Observed:
    """What was marked in the modal."""
    values = view["state"]["values"]
    held = json.loads(view["private_metadata"])
    marks = {
        action.removeprefix(MARK): str(element["selected_option"]["value"])
        for block in values.values()
        for action, element in block.items()
        if action.startswith(MARK) and element.get("selected_option")
    }
    return Observed(held["towards"], held["channel"], held["message"], marks or None, held.get("seen"))


def decision_form(about: Sequence[Block], observed: Observed, texts: Texts) -> Block:
    """The modal that says what the marks suggest, and asks for the decision, and what the person is to be told.

    It carries the marks; what is written is asked for here only, as Slack lets a modal carry less than a note.
    ``about`` says what is looked at; it is empty where the certification does not ask for it any more.
    """
    said = texts.requirements
    marks = {key: Mark(value) for key, value in (observed.marks or {}).items()}
    likely = suggested(marks)
    hint = said.suggest_repeat if likely is RequirementState.REPEAT else said.suggest_met
    choices = [option(said.decided[one], one.value) for one in (RequirementState.MET, RequirementState.REPEAT)]
    choose: Block = {"type": "radio_buttons", "action_id": DECISION, "options": choices}
    if marks:
        choose["initial_option"] = next(one for one in choices if one["value"] == likely.value)
    note = {"type": "plain_text_input", "action_id": NOTE, "multiline": True, "max_length": LONGEST_NOTE}
    blocks = [
        *about,
        *([section(escape(hint))] if marks else []),
        field(DECISION, said.decision, choose),
        field(NOTE, said.for_her, note, optional=True),
    ]
    held = json.dumps(asdict(observed))
    return form(DECISION_FORM, said.decide_title, said.decide_send, texts.cancel, held, blocks)


def decided(view: Mapping[str, Any]) -> tuple[Observed, RequirementState, str | None]:
    """What was observed, what is decided, and what the person is to be told."""
    held, values = json.loads(view["private_metadata"]), view["state"]["values"]
    choice = values[DECISION][DECISION]["selected_option"]["value"]
    note = str(values[NOTE][NOTE].get("value") or "").strip()
    return Observed(**held), RequirementState(choice), note or None


def grant_form(certifications: Sequence[Certification], towards: Towards | None, noted: str, texts: Texts) -> Block:
    """The modal that waives a requirement for a person, or gives her more time; ``towards`` is chosen to begin with."""
    said = texts.requirements
    who: Block = {"type": "users_select", "action_id": PERSON}
    if towards is not None:
        who["initial_user"] = towards.person
    what = [option(said.waive, WAIVE), option(said.extend, EXTEND)]
    reason = {"type": "plain_text_input", "action_id": REASON, "multiline": True, "max_length": LONGEST_REASON}
    blocks = [
        field(PERSON, said.person, who),
        field(WHICH, said.which, _which(certifications, towards)),
        field(WHAT, said.what, {"type": "radio_buttons", "action_id": WHAT, "options": what}),
        field(UNTIL, said.until, {"type": "datepicker", "action_id": UNTIL}, hint=said.until_hint, optional=True),
        field(REASON, said.reason, reason, hint=said.reason_hint),
    ]
    return form(GRANT_FORM, said.grant_title, said.grant_send, texts.cancel, noted, blocks)


@dataclass(frozen=True)
class Grant:
    """What is granted to a person; ``until`` is None where a requirement is waived."""

    towards: Towards
    waives: bool
    until: date | None
    reason: str


def granted(view: Mapping[str, Any], keys: Mapping[str, str]) -> Grant:
    """What was filled in; ``keys`` are those of the certifications, by their ids."""
    values = view["state"]["values"]
    certification_id, _, requirement = values[WHICH][WHICH]["selected_option"]["value"].partition(_BETWEEN)
    day = values[UNTIL][UNTIL].get("selected_date")
    return Grant(
        towards=Towards(keys.get(certification_id, ""), requirement, values[PERSON][PERSON]["selected_user"]),
        waives=values[WHAT][WHAT]["selected_option"]["value"] == WAIVE,
        until=date.fromisoformat(day) if day else None,
        reason=str(values[REASON][REASON].get("value") or "").strip(),
    )


def _which(certifications: Sequence[Certification], towards: Towards | None) -> Block:
    """The choice of a requirement, under the title of its certification."""
    found: Block = {"type": "static_select", "action_id": WHICH}
    groups = []
    for one in certifications[:MOST_OPTIONS]:
        options = _titled(one.definition.requirements, f"{one.id}{_BETWEEN}")
        groups.append({"label": plain(literal(one.definition.title, LONGEST_LABEL) or "…"), "options": options})
        if towards is not None and one.definition.key == towards.certification:
            keys = [asked.key for asked in one.definition.requirements]
            if towards.requirement in keys:
                found["initial_option"] = options[keys.index(towards.requirement)]
    return {**found, "option_groups": groups}


def _titled(requirements: Sequence[Requirement], prefix: str) -> list[Block]:
    """Requirements by title. Where there are several they are numbered: a list cuts off how long titles differ."""
    numbered = len(requirements) > 1
    return [
        option(f"{number}. {one.title}" if numbered else one.title, f"{prefix}{one.key}")
        for number, one in enumerate(requirements, start=1)
    ]


def _line(number: int, key: str, title: str, marks: Sequence[Block], texts: Texts) -> Block:
    element = {"type": "radio_buttons", "action_id": f"{MARK}{key}", "options": list(marks)}
    label = literal(title, LONGEST_QUESTION) or texts.requirements.mark_label
    return {"type": "input", "block_id": f"{MARK}{number}", "label": plain(label), "element": element}
