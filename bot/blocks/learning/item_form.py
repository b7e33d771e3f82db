"""The forms in which an item is written: first its type, then its fields. Pure.

Its blocks and actions have the same names; ``item_filled`` reads what was filled in.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.blocks.learning.item_lines import options_text, pairs_text
from bot.blocks.library.choices import field, form, guide_options, option, select
from bot.blocks.message import Block, context, plain
from bot.blocks.mrkdwn import units
from bot.texts import Texts
from knowledge.guides.library import ShelfGuide
from learning.items.limits import LONGEST_RATIONALE, LONGEST_SCENARIO, LONGEST_STEM, LONGEST_UNIT, MOST_QUOTES
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemDraft, Pool

TYPE_CALLBACK, CALLBACK = "item_type_form", "item_form"
# Slack takes so many characters in a field.
LONGEST_FIELD = 3_000
FEWEST_QUOTES = 2


@dataclass(frozen=True)
class Writing:
    """What a form is for, as its view carries it.

    Attributes:
        key: Of the item; of a new one, what its key ends with.
        pool: The one that it has to stay in; empty for a new item.
        quotes: How many the form has room for.
        since: The id of the version that it was filled from; empty for a new item.
    """

    key: str
    type: str
    pool: str = ""
    quotes: int = FEWEST_QUOTES
    since: str = ""


@dataclass(frozen=True)
class FormFacts:
    """What the form offers.

    Attributes:
        guides: Those that readers see.
        competencies: Key and title of all that there are.
        before: What it is filled with at first; the newest version where a new one is written.
    """

    writing: Writing
    guides: Sequence[ShelfGuide]
    competencies: Sequence[tuple[str, str]]
    before: ItemDraft | None = None


def type_form(home: str, texts: Texts) -> Block:
    """The form that asks what kind of item it is to be."""
    said = texts.item_form
    types = [option(texts.items.types[key], key) for key in TYPES]
    choice = {"type": "radio_buttons", "action_id": "type", "options": types, "initial_option": types[0]}
    blocks = [field("type", said.type_label, choice)]
    return form(TYPE_CALLBACK, said.form_title, said.next_step, texts.cancel, home, blocks)


def item_form(facts: FormFacts, home: str, texts: Texts) -> Block:
    """The form with the fields of a type; ``home`` is the note of the Home tab from which it was opened."""
    said = texts.item_form
    noted = json.dumps({**json.loads(home or "{}"), "writing": asdict(facts.writing)})
    given: Mapping[str, Any] = facts.before.content if facts.before is not None else {}
    blocks = [
        context(plain(said.form_about)),
        field("stem", said.stem_label, _text("stem", given.get("stem"), LONGEST_STEM)),
        *_content_fields(facts.writing.type, given, texts),
        *_common_fields(facts, texts),
        *_quote_fields(facts, texts),
        *_scenario_fields(facts.before, texts),
    ]
    return form(CALLBACK, texts.items.types_short[facts.writing.type], said.save, texts.cancel, noted, blocks)


def writing_of(view: Mapping[str, Any]) -> Writing:
    """What a form is for."""
    return Writing(**json.loads(view["private_metadata"])["writing"])


def room_for(before: ItemDraft | None) -> int:
    """How many quotes a form has room for: those that there are, and one more."""
    return min(MOST_QUOTES, max(FEWEST_QUOTES, len(before.quotes) + 1 if before is not None else 0))


def fits(before: ItemDraft) -> bool:
    """Whether a form can hold an item: options with long remarks may be too much for one field."""
    texts = (options_text(before.content.get("options", ())), pairs_text(before.content.get("pairs", ())))
    lists = ("\n".join(before.content.get(name, ())) for name in ("entries", "accepted", "distractors"))
    return all(units(text) <= LONGEST_FIELD for text in (*texts, *lists))


def _content_fields(kind: str, given: Mapping[str, Any], texts: Texts) -> list[Block]:
    said = texts.item_form
    match kind:
        case "single_choice" | "multiple_choice":
            hint = said.options_hint if kind == "single_choice" else said.options_hint_many
            written = _text("options", options_text(given.get("options", ())))
            return [field("options", said.options_label, written, hint=hint)]
        case "true_false":
            return [_truth(given.get("right"), texts)]
        case "matching":
            pairs = _text("pairs", pairs_text(given.get("pairs", ())))
            others = _text("distractors", "\n".join(given.get("distractors", ())))
            return [
                field("pairs", said.pairs_label, pairs, hint=said.pairs_hint),
                field(
                    "distractors",
                    said.distractors_label,
                    others,
                    hint=said.distractors_hint,
                    optional=True,
                ),
            ]
        case "ordering":
            entries = _text("entries", "\n".join(given.get("entries", ())))
            return [field("entries", said.entries_label, entries, hint=said.entries_hint)]
        case "short_text":
            return _short_text(given, texts)
        case _:
            return _numeric(given, texts)


def _truth(right: bool | None, texts: Texts) -> Block:
    said = texts.item_form
    options = [option(texts.items.true, "true"), option(texts.items.false, "false")]
    choice: Block = {"type": "radio_buttons", "action_id": "right", "options": options}
    if right is not None:
        choice["initial_option"] = options[0 if right else 1]
    return field("right", said.right_label, choice)


def _short_text(given: Mapping[str, Any], texts: Texts) -> list[Block]:
    said = texts.item_form
    strict = option(said.case_choice, "case_sensitive")
    boxes: Block = {"type": "checkboxes", "action_id": "case_sensitive", "options": [strict]}
    if given.get("case_sensitive"):
        boxes["initial_options"] = [strict]
    accepted = _text("accepted", "\n".join(given.get("accepted", ())))
    return [
        field("accepted", said.accepted_label, accepted, hint=said.accepted_hint),
        field("case_sensitive", said.case_label, boxes, optional=True),
    ]


def _numeric(given: Mapping[str, Any], texts: Texts) -> list[Block]:
    said = texts.item_form
    return [
        field("value", said.value_label, _number("value", given.get("value"))),
        field("tolerance", said.tolerance_label, _number("tolerance", given.get("tolerance")), optional=True),
        field("unit", said.unit_label, _line("unit", given.get("unit"), LONGEST_UNIT), optional=True),
    ]


def _common_fields(facts: FormFacts, texts: Texts) -> list[Block]:
    said, before = texts.items, facts.before
    rationale = _text("rationale", before.rationale if before is not None else None, LONGEST_RATIONALE)
    levels = [option(said.difficulties[level.value], level.value) for level in Difficulty]
    level = before.difficulty if before is not None else Difficulty.MEDIUM
    pools = [option(said.pools[pool.value], pool.value) for pool in Pool]
    pool = field(
        "pool", texts.item_form.pool_label, select("pool", pools, Pool.EXAM.value), hint=texts.item_form.pool_hint
    )
    return [
        field(
            "rationale", texts.item_form.rationale_label, rationale, hint=texts.item_form.rationale_hint, optional=True
        ),
        _competency(facts, texts),
        field("difficulty", texts.item_form.difficulty_label, select("difficulty", levels, level.value)),
        *([pool] if not facts.writing.pool else []),
    ]


def _competency(facts: FormFacts, texts: Texts) -> Block:
    said = texts.item_form
    chosen = facts.before.competency if facts.before is not None else None
    if facts.competencies:
        known = [option(title, key) for key, title in facts.competencies]
        return field("competency", said.competency_label, select("competency", known, chosen), optional=True)
    line = _line("competency", chosen, 100)
    return field("competency", said.competency_label, line, hint=said.competency_hint, optional=True)


def _quote_fields(facts: FormFacts, texts: Texts) -> list[Block]:
    said = texts.item_form
    quotes = facts.before.quotes if facts.before is not None else ()
    guides, ids = guide_options(facts.guides), {guide.key: guide.guide_id for guide in facts.guides}
    blocks: list[Block] = []
    for number in range(1, facts.writing.quotes + 1):
        quote = quotes[number - 1] if number <= len(quotes) else None
        guide, words, count = f"guide_{number}", f"quote_{number}", texts.number(number)
        chosen = ids.get(quote.guide) if quote is not None else None
        text = _text(words, quote.text if quote is not None else None, 1_000)
        if guides:
            label = said.guide_label.format(number=count)
            blocks.append(field(guide, label, select(guide, guides, chosen), optional=True))
        label = said.quote_label.format(number=count)
        blocks.append(field(words, label, text, hint=said.quote_hint if number == 1 else None, optional=True))
    return blocks


def _scenario_fields(before: ItemDraft | None, texts: Texts) -> list[Block]:
    said = texts.item_form
    key = _line("scenario_key", before.scenario_key if before is not None else None, 100)
    story = _text("scenario", before.scenario if before is not None else None, LONGEST_SCENARIO)
    return [
        field("scenario_key", said.scenario_key_label, key, hint=said.scenario_hint, optional=True),
        field("scenario", said.scenario_label, story, optional=True),
    ]


def _text(name: str, given: str | None, most: int = LONGEST_FIELD) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "multiline": True, "max_length": most}
    return {**element, "initial_value": given} if given else element


def _line(name: str, given: str | None, most: int) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": most}
    return {**element, "initial_value": given} if given else element


def _number(name: str, given: float | None) -> Block:
    element: Block = {"type": "number_input", "action_id": name, "is_decimal_allowed": True}
    return {**element, "initial_value": f"{given}"} if given is not None else element
