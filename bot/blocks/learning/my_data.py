"""What is kept of a person: what it is, how she gets it, the form that erases. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.blocks.library.choices import field, form, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, button, header, section
from bot.texts import Texts
from bot.texts.my_data import MyDataTexts

ERASE_FORM, OTHER_FORM = "my_data_erase_form", "people_data_form"
SURE, PERSON, WHAT = "sure", "person", "what"
HAND_OUT, ERASE = "hand_out", "erase"


def my_data_message(texts: Texts) -> Message:
    """What is kept, what stays, and the two buttons."""
    said = texts.my_data
    erase = {**button("my_data_erase", said.erase, ERASE), "style": "danger"}
    blocks: list[Block] = [
        header(said.title),
        section(said.what_mrkdwn),
        section(said.stays_mrkdwn),
        {"type": "actions", "elements": [button("my_data_hand_out", said.hand_out, HAND_OUT), erase]},
    ]
    return Message(said.question, tuple(blocks))


def erase_form(texts: Texts) -> Block:
    """The form in which a person says that she means it."""
    said = texts.my_data
    blocks = [section(said.erase_words_mrkdwn), _sure(said)]
    return form(ERASE_FORM, said.erase_title, said.erase_send, texts.cancel, "", blocks)


def other_form(noted: str, texts: Texts) -> Block:
    """The form in which who keeps people chooses one, and what is to be done."""
    said = texts.my_data
    who: Block = {"type": "users_select", "action_id": PERSON}
    whats = select(WHAT, [option(said.as_file, HAND_OUT), option(said.erase_choice, ERASE)])
    blocks = [field(PERSON, said.person_label, who), field(WHAT, said.what_label, whats), _sure(said, optional=True)]
    return form(OTHER_FORM, said.of_somebody_title, said.go_on, texts.cancel, noted, blocks)


@dataclass(frozen=True)
class Wanted:
    """What that form asks for: of whom, whether to erase the person, and whether it is ticked that this is meant."""

    person: str
    is_erased: bool
    is_sure: bool


def chosen(values: Mapping[str, Any]) -> Wanted:
    """What was filled in."""
    what = values[WHAT][WHAT]["selected_option"]["value"]
    is_sure = bool(values.get(SURE, {}).get(SURE, {}).get("selected_options"))
    return Wanted(str(values[PERSON][PERSON]["selected_user"]), what == ERASE, is_sure)


def asked_by_message(said_mrkdwn: str, said: str, asker: str, texts: Texts) -> Message:
    """That somebody had something done; ``said`` is for where nobody can be named."""
    return Message(said, (section(said_mrkdwn.format(person=person_mrkdwn(asker, texts))),))


def _sure(said: MyDataTexts, *, optional: bool = False) -> Block:
    sure: Block = {"type": "checkboxes", "action_id": SURE, "options": [option(said.erase_sure, SURE)]}
    return field(SURE, said.choose_one, sure, optional=optional)
