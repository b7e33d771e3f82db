"""How an item is answered, drawn: numbered text, buttons, selects and fields. Pure.

Only tokens of the attempt stand in these blocks. How an option is drawn depends on the texts of all of them together,
never on which of them is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bot.blocks.library.choices import LONGEST_OPTION as LONGEST_LABEL
from bot.blocks.message import Block, button, plain, rich_section, rich_text, section, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, escape, literal, one_line, units
from bot.texts import Texts
from learning.attempts.tokens import LONGEST_WRITTEN
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
)
from learning.items.types.true_false import FALSE, TRUE

# A longer option stands above the buttons, which then bear numbers.
LONGEST_BUTTON = 30
CHOSEN = "● "
# What all selects of an item may show together.
MOST_IN_SELECTS = 2_000


@dataclass(frozen=True)
class Names:
    """The actions of the elements, by how an item is answered; Slack wants another one for each button."""

    prefix: str

    def one(self, number: int) -> str:
        """That of an option's button; numbers are from 1."""
        return f"{self.prefix}_one_{number}"

    @property
    def many(self) -> str:
        return f"{self.prefix}_many"

    @property
    def pair(self) -> str:
        return f"{self.prefix}_pair"

    @property
    def place(self) -> str:
        return f"{self.prefix}_place"

    @property
    def keep(self) -> str:
        return f"{self.prefix}_keep"

    @property
    def text(self) -> str:
        return f"{self.prefix}_text"


EXAM, PRACTICE = Names("answer"), Names("practise")


def worded(way: Way, texts: Texts) -> Way:
    """A way in the reader's language: the answers to a statement have no words of their author."""
    if way == ChooseOne((TRUE, FALSE)):
        return ChooseOne((Option(TRUE.key, texts.exam.true), Option(FALSE.key, texts.exam.false)))
    return way


def response_blocks(way: Way, given: Response | None, names: Names, texts: Texts) -> list[Block]:
    """The blocks with which an item is answered.

    Args:
        way: How it is answered, in tokens and in the order in which options are shown.
        given: What is stored, in tokens.
        names: Of the actions.
        texts: In which language.
    """
    match way:
        case ChooseOne(options):
            return _one(options, given.keys if isinstance(given, Chosen) else frozenset(), names, texts)
        case ChooseMany(options):
            return _many(options, given.keys if isinstance(given, Chosen) else frozenset(), names, texts)
        case Pair():
            return _pair(way, dict(given.pairs) if isinstance(given, Paired) else {}, names, texts)
        case PutInOrder(options):
            return _order(options, given.keys if isinstance(given, Ordered) else (), names, texts)
        case Write():
            return [_write(way, given.text if isinstance(given, Written) else "", names, texts)]
        case _:
            assert_never(way)


def is_answered(given: Response | None) -> bool:
    """Whether something was answered, and not taken back."""
    match given:
        case None:
            return False
        case Chosen(keys) | Ordered(keys):
            return bool(keys)
        case Paired(pairs):
            return bool(pairs)
        case Written(text):
            return bool(text.strip())
        case _:
            assert_never(given)


def answer_line(way: Way, given: Response | None, texts: Texts) -> str:
    """What is stored, in words; plain text."""
    said = texts.exam
    if given is None or not is_answered(given):
        return said.nothing_yet
    match way, given:
        case ChooseOne(options) | ChooseMany(options), Chosen(keys):
            short = _fit(options, LONGEST_BUTTON if isinstance(way, ChooseOne) else LONGEST_LABEL)
            chosen = [(number, one.text) for number, one in enumerate(options, 1) if one.key in keys]
            named = "; ".join(text if short else f"{number}. {text}" for number, text in chosen)
            return said.your_answer.format(text=named)
        case _, Written(text):
            return said.your_answer.format(text=text)
        case _:
            return said.your_answer_stored


def numbered(options: Sequence[Option]) -> Block:
    """Options as a numbered list."""
    items = [rich_section(words(clean(option.text).strip() or ELLIPSIS)) for option in options]
    return rich_text({"type": "rich_text_list", "style": "ordered", "elements": items})


def _one(options: Sequence[Option], chosen: frozenset[str], names: Names, texts: Texts) -> list[Block]:
    said = texts.exam
    short = _fit(options, LONGEST_BUTTON)
    buttons = []
    for number, option in enumerate(options, 1):
        is_chosen = option.key in chosen
        label = one_line(option.text, LONGEST_BUTTON) if short else str(number)
        spoken = (said.chosen_spoken if is_chosen else said.choose_spoken).format(number=number, text=option.text)
        shown = f"{CHOSEN}{label}" if is_chosen else label
        buttons.append(
            button(names.one(number), literal(shown, LONGEST_LABEL), option.key, literal(spoken, LONGEST_LABEL))
        )
    return [_told(said.choose_one), *([] if short else [numbered(options)]), {"type": "actions", "elements": buttons}]


def _many(options: Sequence[Option], chosen: frozenset[str], names: Names, texts: Texts) -> list[Block]:
    short = _fit(options, LONGEST_LABEL)
    boxes = [_option(_label(option, number, short), option.key) for number, option in enumerate(options, 1)]
    field: Block = {"type": "checkboxes", "action_id": names.many, "options": boxes}
    ticked = [box for box in boxes if box["value"] in chosen]
    if ticked:
        field["initial_options"] = ticked
    listed = [] if short else [numbered(options)]
    return [_told(texts.exam.choose_many), *listed, {"type": "actions", "elements": [field]}]


def _pair(way: Pair, given: dict[str, str], names: Names, texts: Texts) -> list[Block]:
    short = _fit(way.right, LONGEST_LABEL) and _units(way.right) * len(way.left) <= MOST_IN_SELECTS
    listed = [] if short else [_told(texts.exam.choices), numbered(way.right)]
    sections = []
    for left in way.left:
        options = [
            _option(_label(right, number, short), f"{left.key}:{right.key}")
            for number, right in enumerate(way.right, 1)
        ]
        chosen = f"{left.key}:{given[left.key]}" if left.key in given else None
        sections.append(
            section(escape(clean(left.text)).strip() or ELLIPSIS, _select(names.pair, options, chosen, texts))
        )
    return [_told(texts.exam.pair), *listed, *sections]


def _order(shown: Sequence[Option], order: Sequence[str], names: Names, texts: Texts) -> list[Block]:
    by_key = {option.key: option for option in shown}
    now = [by_key[key] for key in [*order, *(option.key for option in shown if option.key not in order)]]
    short = _fit(shown, LONGEST_LABEL) and _units(shown) * len(shown) <= MOST_IN_SELECTS
    places = []
    for place, here in enumerate(now, 1):
        options = [_option(_label(one, number, short), f"{place}:{one.key}") for number, one in enumerate(now, 1)]
        name = f"*{escape(texts.exam.place.format(number=place))}*"
        places.append(section(name, _select(names.place, options, f"{place}:{here.key}", texts)))
    keep = button(names.keep, texts.exam.keep_order, f"1:{now[0].key}")
    return [_told(texts.exam.put_in_order), numbered(now), *places, {"type": "actions", "elements": [keep]}]


def _write(way: Write, text: str, names: Names, texts: Texts) -> Block:
    said = texts.exam
    label = said.write
    if way.numeric:
        label = said.write_unit.format(unit=one_line(way.unit, LONGEST_BUTTON)) if way.unit else said.write_number
    field: Block = {"type": "plain_text_input", "action_id": names.text, "max_length": LONGEST_WRITTEN}
    if text.strip():
        field["initial_value"] = text
    is_exam = names == EXAM
    hint = said.write_hint if is_exam else said.write_hint_practice
    return {
        "type": "input",
        "dispatch_action": is_exam,
        "label": plain(label),
        "hint": plain(hint),
        "element": field,
    }


def _select(action: str, options: list[Block], chosen: str | None, texts: Texts) -> Block:
    found: Block = {"type": "static_select", "action_id": action, "placeholder": plain(texts.exam.select)}
    first = next((one for one in options if one["value"] == chosen), None)
    return {**found, "options": options, **({"initial_option": first} if first is not None else {})}


def _label(option: Option, number: int, short: bool) -> str:
    return option.text if short else str(number)


def _option(label: str, value: str) -> Block:
    return {"text": plain(literal(label, LONGEST_LABEL) or ELLIPSIS), "value": value}


def _told(sentence: str) -> Block:
    return rich_text(rich_section(words(sentence)))


def _fit(options: Sequence[Option], limit: int) -> bool:
    return all(units(literal(one.text, 4 * limit)) <= limit and one_line(one.text, limit) for one in options)


def _units(options: Sequence[Option]) -> int:
    return sum(units(literal(option.text, LONGEST_LABEL)) for option in options)
