"""The form in which it is decided on an item that was wrong, and the answers that are named in it. Pure."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from bot.blocks.learning.item_lines import lines_of, numbers_from
from bot.blocks.learning.item_parts import asked_blocks, lettered, numbered_lines, option_text, right_blocks
from bot.blocks.library.choices import field, form, option
from bot.blocks.message import Block, rich_list, rich_text, section
from bot.blocks.mrkdwn import escape
from bot.texts import Texts
from learning.items.responses import (
    ChooseMany,
    ChooseOne,
    Chosen,
    Option,
    Ordered,
    Pair,
    Paired,
    PutInOrder,
    Response,
    Way,
    Write,
    Written,
    as_data,
    response_from,
)
from learning.items.types import TYPES
from learning.items.values import ItemVersion
from learning.results.decisions import NAMES_ANSWERS, Decision
from learning.results.values import Policy

CALLBACK = "regrade_form"
LONGEST_ACCEPTED, LONGEST_REASON = 600, 500
# Slack holds so many characters for a modal.
LONGEST_NOTE = 3_000


@dataclass(frozen=True)
class Deciding:
    """A decision on a version of an item, and why; as a modal carries it."""

    version_id: str
    decision: Decision
    reason: str

    @property
    def metadata(self) -> str:
        """As a modal carries it."""
        accepted = [as_data(response) for response in self.decision.accepted]
        told = {"version": self.version_id, "policy": self.decision.policy.value, "accepted": accepted}
        return json.dumps({**told, "reason": self.reason}, ensure_ascii=False, separators=(",", ":"))


class Unreadable(Exception):
    """What was named is no answer of the item."""


def deciding_of(view: Mapping[str, Any]) -> Deciding:
    """What a modal carries."""
    held = json.loads(view["private_metadata"])
    accepted = tuple(response_from(data) for data in held["accepted"])
    return Deciding(held["version"], Decision(Policy(held["policy"]), accepted), held["reason"])


def regrade_form(version: ItemVersion, texts: Texts) -> Block:
    """The form; its private metadata is the version's id."""
    said = texts.regrade
    policies = [option(said.policies[policy.value], policy.value) for policy in Policy]
    policy = {"type": "radio_buttons", "action_id": "policy", "options": policies}
    reason = {"type": "plain_text_input", "action_id": "reason", "multiline": True, "max_length": LONGEST_REASON}
    way = way_of(version)
    blocks = [
        *asked_blocks(version, texts),
        *right_blocks(version, texts)[:1],
        section(escape(said.about)),
        field("policy", said.policy_label, policy),
        *_named(way),
        _accepted(way, texts),
        field("reason", said.reason_label, reason, hint=said.reason_hint),
    ]
    return form(CALLBACK, said.title, said.next_step, texts.cancel, version.id, blocks)


def decided(view: Mapping[str, Any], version: ItemVersion) -> Deciding:
    """What was decided in the form.

    Raises:
        Unreadable: Answers are named that the item does not have.
    """
    values = view["state"]["values"]
    policy = Policy(values["policy"]["policy"]["selected_option"]["value"])
    accepted = _responses(values["accepted"]["accepted"], way_of(version)) if policy in NAMES_ANSWERS else ()
    reason = str(values["reason"]["reason"].get("value") or "").strip()
    return Deciding(version.id, Decision(policy, accepted), reason)


def way_of(version: ItemVersion) -> Way:
    """How an item is answered."""
    kind = TYPES[version.type]
    return kind.way(kind.read(version.content))


def _named(way: Way) -> list[Block]:
    """The options with the numbers and letters by which they are named, where they can't be ticked."""
    match way:
        case Pair(left, right):
            return [rich_text(rich_list(numbered_lines(left)), rich_list(lettered(right)))]
        case PutInOrder(options):
            return [rich_text(rich_list(numbered_lines(options)))]
        case ChooseOne() | ChooseMany() | Write():
            return []
        case _:
            assert_never(way)


def _accepted(way: Way, texts: Texts) -> Block:
    said = texts.regrade
    if isinstance(way, ChooseOne | ChooseMany):
        # Long ones are cut: their places in the list above tell them apart.
        choices = [option(f"{place}. {option_text(one, texts)}", one.key) for place, one in enumerate(way.options, 1)]
        boxes = {"type": "checkboxes", "action_id": "accepted", "options": choices}
        return field("accepted", said.accepted_label, boxes, hint=said.accepted_hint, optional=True)
    hint = {PutInOrder: said.lines_hint_order, Pair: said.lines_hint_pair, Write: said.lines_hint_text}[type(way)]
    lines = {"type": "plain_text_input", "action_id": "accepted", "multiline": True, "max_length": LONGEST_ACCEPTED}
    return field("accepted", said.accepted_lines_label, lines, hint=hint, optional=True)


def _responses(element: Mapping[str, Any], way: Way) -> tuple[Response, ...]:
    ticked = frozenset(str(one["value"]) for one in element.get("selected_options") or ())
    text = str(element.get("value") or "")
    match way:
        case ChooseOne():
            return tuple(Chosen(frozenset({key})) for key in sorted(ticked))
        case ChooseMany():
            return (Chosen(ticked),) if ticked else ()
        case Write():
            return tuple(Written(line) for line in lines_of(text))
        case PutInOrder(options):
            return tuple(Ordered(_keys(words, options, _by_number)) for words in numbers_from(text))
        case Pair(left, right):
            return tuple(_paired(_keys(words, right, _by_letter), left) for words in numbers_from(text))
        case _:
            assert_never(way)


def _paired(keys: Sequence[str], left: Sequence[Option]) -> Paired:
    if len(keys) != len(left):
        raise Unreadable
    return Paired(tuple((one.key, key) for one, key in zip(left, keys, strict=True)))


def _keys(words: Sequence[str], options: Sequence[Option], place: Callable[[str], int]) -> tuple[str, ...]:
    places = [place(word) for word in words]
    if not all(0 <= one < len(options) for one in places):
        raise Unreadable
    return tuple(options[one].key for one in places)


def _by_number(word: str) -> int:
    return int(word) - 1 if word.isdigit() else -1


def _by_letter(word: str) -> int:
    return ord(word) - ord("a") if len(word) == 1 else -1
