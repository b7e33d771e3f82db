"""Items in the form in which authors write them. Pure."""

from collections.abc import Sequence
from typing import Any

import yaml

from learning.formats.values import Export, Why, left_out
from learning.items.values import ItemDraft

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Writes lists inside of their parent, as people do, and long texts as lines."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(drafts: Sequence[ItemDraft]) -> Export:
    """The items as a file that ``yaml_items.read`` reads as the same ones: nothing is left out.

    A scenario of which items tell different texts is told as the first of them does, and that is reported.
    """
    shared = _shared(drafts)
    scenarios = {draft.scenario_key: draft.scenario for draft in reversed(drafts) if draft.scenario_key}
    report = [
        left_out(draft.key, Why.SCENARIO, draft.scenario_key)
        for draft in drafts
        if draft.scenario_key and draft.scenario != scenarios[draft.scenario_key]
    ]
    tree = {
        **shared,
        **({"scenarios": scenarios} if scenarios else {}),
        "items": [_item(draft, shared) for draft in drafts],
    }
    written = yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return Export(written.encode(), tuple(report))


def _shared(drafts: Sequence[ItemDraft]) -> dict[str, str]:
    """What all of these items have in common."""
    values = {
        "competency": {draft.competency for draft in drafts},
        "pool": {draft.pool.value for draft in drafts},
        "difficulty": {draft.difficulty.value for draft in drafts},
        "guide": {quote.guide for draft in drafts for quote in draft.quotes},
    }
    return {name: one for name, found in values.items() if len(found) == 1 for one in found}


def _item(draft: ItemDraft, shared: dict[str, str]) -> dict[str, Any]:
    own = {
        "competency": draft.competency,
        "pool": draft.pool.value,
        "difficulty": draft.difficulty.value,
        "scenario": draft.scenario_key,
    }
    quotes = [
        quote.text if "guide" in shared else {"guide": quote.guide, "quote": quote.text} for quote in draft.quotes
    ]
    content = {name: [_entry(one) for one in v] if isinstance(v, list) else v for name, v in draft.content.items()}
    return {
        "key": draft.key,
        "type": draft.type,
        **{name: value for name, value in own.items() if value and name not in shared},
        **content,
        **({"rationale": draft.rationale} if draft.rationale else {}),
        **({"proof": quotes} if quotes else {}),
    }


def _entry(value: Any) -> Any:
    """An option without what goes without saying."""
    if isinstance(value, dict) and "text" in value:
        kept = {name: part for name, part in value.items() if part}
        return kept["text"] if kept.keys() == {"text"} else kept
    return value
