"""What was filled in in the form of a certification, and at which fields its flaws are told. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.blocks.learning.item_filled import number_from
from bot.texts import Texts
from learning.certifications.definition import Definition
from learning.certifications.reading import as_data
from learning.errors import Found

_DRAW = re.compile(r"draws\[(\d+)\]")
_NUMBERS = ("attempts", "waiting_days", "minutes", "valid_months", "renewal_days")
_WEEKLY = ("weekly", "floor")


def changed(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a certification with what was filled in; they are read as a file's are."""
    data = as_data(definition)
    draws = [{**draw, "count": _number(values, f"draw_{draw['competency']}")} for draw in data["draws"]]
    return {
        **data,
        **{name: _number(values, name) for name in _NUMBERS},
        "title": _written(values, "title"),
        "summary": _written(values, "summary"),
        "draws": draws,
        "passing": {**data["passing"], "percent": _number(values, "percent")},
        "continuous": _continuous(data["continuous"], values),
    }


def wrong_fields(flaws: Iterable[Found], definition: Definition, texts: Texts) -> dict[str, str]:
    """What is wrong, by the field in which it is told."""
    wrong: dict[str, str] = {}
    for found in flaws:
        said = texts.flaws.said[found.flaw].format(fact=found.fact)
        wrong.setdefault(_field(found.where, definition), said[:1].upper() + said[1:])
    return wrong


def _field(where: str, definition: Definition) -> str:
    if draw := _DRAW.match(where):
        return f"draw_{definition.draws[int(draw.group(1))].competency}"
    if where == "draws":
        return f"draw_{definition.draws[0].competency}"
    name = where.removeprefix("passing.").removeprefix("continuous.")
    return name if name in {*_NUMBERS, *_WEEKLY, "percent", "title", "summary"} else "title"


def _continuous(before: Mapping[str, Any] | None, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the form says of keeping a certificate by practice; the rest of it stays. None where both are empty."""
    filled = {name: _number(values, name) for name in _WEEKLY}
    return {**(before or {}), **filled} if any(value is not None for value in filled.values()) else None


def _number(values: Mapping[str, Any], name: str) -> float | int | str | None:
    return number_from(_written(values, name))


def _written(values: Mapping[str, Any], name: str) -> str:
    return str((values.get(name) or {}).get(name, {}).get("value") or "").strip()
