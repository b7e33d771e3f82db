"""The modals of cohorts: make one, add people, set a goal, write a note; and what was filled in. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blocks.library.choices import field, form, option, select
from bot.blocks.message import Block
from bot.texts import Texts
from learning.certifications.values import Certification
from learning.cohorts.values import LONGEST_NAME, LONGEST_WORDS, Aim, GoalKind
from learning.curriculum.values import Path
from learning.membership.values import Part

MAKE_FORM, PEOPLE_FORM, GOAL_FORM, NOTE_FORM = (
    "cohort_made",
    "cohort_people_added",
    "cohort_goal_set",
    "cohort_note_kept",
)
NAME, PEOPLE, CHANNEL, COORDINATORS, PART, MENTOR, TARGET, DUE, WORDS = (
    "name", "people", "channel", "coordinators", "part", "mentor", "target", "due", "words",
)  # fmt: skip
MOST_NAMED = 100
_BETWEEN = ":"


@dataclass(frozen=True)
class Named:
    """Whom somebody named: people, and everybody in a channel."""

    people: tuple[str, ...]
    channel: str | None

    @property
    def is_nobody(self) -> bool:
        """Whether neither is named."""
        return not self.people and self.channel is None


def make_form(noted: str, texts: Texts) -> Block:
    """The modal that makes a cohort; ``noted`` is the view's note of what the Home tab shows."""
    said = texts.cohorts
    name = {"type": "plain_text_input", "action_id": NAME, "max_length": LONGEST_NAME}
    coordinators = {"type": "multi_users_select", "action_id": COORDINATORS, "max_selected_items": MOST_NAMED}
    blocks = [
        field(NAME, said.name, name),
        *_people(texts),
        field(COORDINATORS, said.coordinators, coordinators, hint=said.coordinators_hint, optional=True),
    ]
    return form(MAKE_FORM, said.make_title, said.make_send, texts.cancel, noted, blocks)


def people_form(noted: str, parts: Sequence[Part], texts: Texts) -> Block:
    """The modal that adds people to a cohort in one of these parts."""
    said = texts.cohorts
    choices = [option(said.parts[part], part.value) for part in parts]
    part = {"type": "radio_buttons", "action_id": PART, "options": choices, "initial_option": choices[0]}
    mentor = {"type": "users_select", "action_id": MENTOR}
    blocks = [
        field(PART, said.part, part),
        *_people(texts),
        field(MENTOR, said.mentor, mentor, hint=said.mentor_hint, optional=True),
    ]
    return form(PEOPLE_FORM, said.add_title, said.add_send, texts.cancel, noted, blocks)


def goal_form(noted: str, offered: Sequence[Certification], paths: Sequence[Path], texts: Texts) -> Block | None:
    """The modal that sets a goal; None where there is nothing that could be one."""
    said = texts.cohorts
    choices = [
        *(_goal(said.goal_certification, GoalKind.CERTIFICATION, one) for one in offered if not one.retired),
        *(_goal(said.goal_path, GoalKind.PATH, one) for one in paths if not one.retired),
    ]
    if not choices:
        return None
    day = {"type": "datepicker", "action_id": DUE}
    blocks = [
        field(TARGET, said.goal, select(TARGET, choices)),
        field(DUE, said.goal_day, day, hint=said.goal_day_hint, optional=True),
    ]
    return form(GOAL_FORM, said.goal_title, said.goal_send, texts.cancel, noted, blocks)


def note_form(noted: str, texts: Texts) -> Block:
    """The modal in which a note about a learner is written."""
    said = texts.cohorts
    words = {"type": "plain_text_input", "action_id": WORDS, "multiline": True, "max_length": LONGEST_WORDS}
    blocks = [field(WORDS, said.note_words, words, hint=said.note_hint)]
    return form(NOTE_FORM, said.note_title, said.note_send, texts.cancel, noted, blocks)


def named(view: Mapping[str, Any]) -> Named:
    """Whom a form names."""
    values = view["state"]["values"]
    people = tuple(str(one) for one in values[PEOPLE][PEOPLE].get("selected_users") or ())
    channel = values[CHANNEL][CHANNEL].get("selected_conversation")
    return Named(people, str(channel) if channel else None)


def called(view: Mapping[str, Any]) -> str:
    """What the cohort is called."""
    return str(view["state"]["values"][NAME][NAME].get("value") or "").strip()


def coordinating(view: Mapping[str, Any]) -> tuple[str, ...]:
    """Who is to coordinate it."""
    return tuple(str(one) for one in view["state"]["values"][COORDINATORS][COORDINATORS].get("selected_users") or ())


def added_as(view: Mapping[str, Any]) -> tuple[Part, str | None]:
    """As what people are added, and who is to look after them."""
    values = view["state"]["values"]
    mentor = values[MENTOR][MENTOR].get("selected_user")
    return Part(values[PART][PART]["selected_option"]["value"]), str(mentor) if mentor else None


def wanted_goal(view: Mapping[str, Any]) -> tuple[Aim, date | None]:
    """What is to be reached, and by when."""
    values = view["state"]["values"]
    kind, _, target = str(values[TARGET][TARGET]["selected_option"]["value"]).partition(_BETWEEN)
    day = values[DUE][DUE].get("selected_date")
    return Aim(GoalKind(kind), target), date.fromisoformat(day) if day else None


def written(view: Mapping[str, Any]) -> str:
    """What was written."""
    return str(view["state"]["values"][WORDS][WORDS].get("value") or "").strip()


def _people(texts: Texts) -> list[Block]:
    said = texts.cohorts
    people = {"type": "multi_users_select", "action_id": PEOPLE, "max_selected_items": MOST_NAMED}
    wanted = {"include": ["public", "private"], "exclude_bot_users": True}
    channel = {"type": "conversations_select", "action_id": CHANNEL, "filter": wanted}
    return [
        field(PEOPLE, said.people, people, hint=said.people_hint, optional=True),
        field(CHANNEL, said.channel, channel, hint=said.channel_hint, optional=True),
    ]


def _goal(form_: str, kind: GoalKind, one: Certification | Path) -> Block:
    definition = one.definition
    return option(form_.format(title=definition.title), f"{kind.value}{_BETWEEN}{definition.key}")
