"""The fields that only our items have, on one line, as they travel in files of other systems. Pure."""

import json
from collections.abc import Mapping
from typing import Any

from learning.items.values import Difficulty, ItemDraft, Pool, Quote

MARK = "fieldwise:"
_TEXTS = ("key", "type", "competency")


def own_line(draft: ItemDraft, **more: Any) -> str:
    """One line that ``own_fields`` reads back.

    Args:
        draft: The item whose fields travel.
        more: What else the format can't hold; what is None stays away.
    """
    values = {
        "key": draft.key,
        "type": draft.type,
        "pool": draft.pool.value,
        "competency": draft.competency,
        "difficulty": draft.difficulty.value,
        "proof": [[quote.guide, quote.text] for quote in draft.quotes],
        "scenario_key": draft.scenario_key,
        "scenario": draft.scenario,
        **more,
    }
    kept = {name: value for name, value in values.items() if value is not None}
    # Neither the end of a comment in XML nor that of one in HTML may stand in it.
    line = json.dumps(kept, ensure_ascii=True).replace("--", "-\\u002d").replace(">", "\\u003e")
    return f"{MARK} {line}"


def own_fields(line: str) -> Mapping[str, Any] | None:
    """The fields of a line that ``own_line`` wrote; None if it is no such line, or somebody broke it."""
    _, mark, rest = line.partition(MARK)
    try:
        values = json.loads(rest) if mark else None
        return values if isinstance(values, dict) and _is_whole(values) else None
    except (ValueError, RecursionError):
        return None


def quotes_of(own: Mapping[str, Any]) -> tuple[Quote, ...]:
    """The proof among these fields."""
    return tuple(Quote(guide, text) for guide, text in own["proof"])


def _is_whole(values: Mapping[str, Any]) -> bool:
    proof = values.get("proof")
    return (
        all(isinstance(values.get(name), str) for name in _TEXTS)
        and values.get("pool") in set(Pool)
        and values.get("difficulty") in set(Difficulty)
        and isinstance(proof, list)
        and all(_is_quote(quote) for quote in proof)
        and all(isinstance(values.get(name, ""), str) for name in ("scenario_key", "scenario", "unit"))
        and isinstance(values.get("case_sensitive", False), bool)
    )


def _is_quote(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)
