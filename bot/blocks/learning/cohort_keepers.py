"""What a cohort is called and who looks after it, in a modal, for those who may change it. Pure."""

from collections.abc import Sequence

from bot.blocks.learning.cohort_forms import NAME
from bot.blocks.learning.cohorts_panel import BETWEEN
from bot.blocks.library.bar import small
from bot.blocks.library.choices import confirm, field, form
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, button, section
from bot.blocks.mrkdwn import clean, escape
from bot.texts import Texts
from learning.cohorts.values import LONGEST_NAME
from learning.membership.values import Member, Part

CHANGE_FORM = "cohort_changed"
MOST_KEEPERS = 90


def change_form(name: str, members: Sequence[Member], noted: str, texts: Texts, *, appoints: bool) -> Block:
    """The modal.

    Args:
        name: What it is called.
        members: All who are in it.
        noted: The view's note: of which cohort.
        texts: In which language.
        appoints: Whether the viewer also says who coordinates it.
    """
    said = texts.cohorts
    entry, called = {"type": "plain_text_input", "action_id": NAME, "max_length": LONGEST_NAME}, clean(name)
    keepers = [one for part in (Part.COORDINATOR, Part.MENTOR) for one in members if one.part is part]
    left = len(keepers) - MOST_KEEPERS
    blocks = [
        field(NAME, said.name, {**entry, **({"initial_value": called[:LONGEST_NAME]} if called else {})}),
        *(_keeper(one, texts, appoints=appoints) for one in keepers[:MOST_KEEPERS]),
        *([small(escape(texts.keepers.more.format(count=texts.number(left))))] if left > 0 else []),
    ]
    return form(CHANGE_FORM, texts.keepers.title, texts.keepers.send, texts.cancel, noted, blocks)


def keeper_of(value: str) -> tuple[Part, str]:
    """As what the person that a button names looks after the cohort, and who it is."""
    part, _, person = value.partition(BETWEEN)
    return Part(part), person


def _keeper(one: Member, texts: Texts, *, appoints: bool) -> Block:
    said = texts.cohorts
    text = f"{person_mrkdwn(one.person, texts)} · {escape(said.parts[one.part])}"
    if one.part is Part.COORDINATOR and not appoints:
        return section(text)
    ask = confirm(said.take_out_title, texts.keepers.out_confirm, texts.keepers.out_yes, texts.keep)
    return section(
        text, {**button("cohort_keeper_out", said.take_out, f"{one.part.value}{BETWEEN}{one.person}"), "confirm": ask}
    )
