"""What was filled in in the form of an item, and at which fields its flaws are told. Pure."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.blocks.learning.item_form import Writing, writing_of
from bot.blocks.learning.item_lines import lines_of, options_from, pairs_from
from bot.texts import Texts
from learning.errors import BadItem, Flaw, Found, GuideUnknown, QuoteNotFound
from learning.formats.keys import key_from
from learning.items.values import Difficulty, ItemDraft, Pool, Quote

LONGEST_KEY_WORDS = 40
# What is right, or paired, is told at the field in which both are written.
_FIELDS = {"rights": "pairs", "key": "stem", "content": "stem", "type": "stem"}


def filled(view: Mapping[str, Any], guides: Mapping[str, str]) -> ItemDraft:
    """The item as it was written.

    Args:
        view: The form.
        guides: The keys of guides, by their ids.
    """
    writing, values = writing_of(view), view["state"]["values"]
    return ItemDraft(
        key=writing.key if writing.pool else _new_key(_written(values, "stem"), writing.key),
        type=writing.type,
        pool=Pool(writing.pool or _chosen(values, "pool") or Pool.PRACTICE),
        content=_CONTENTS[writing.type](values),
        rationale=_written(values, "rationale"),
        competency=_chosen(values, "competency") or _written(values, "competency"),
        difficulty=Difficulty(_chosen(values, "difficulty") or Difficulty.MEDIUM),
        quotes=tuple(_quotes(values, writing, guides)),
        scenario_key=_written(values, "scenario_key") or None,
        scenario=_written(values, "scenario") or None,
    )


def _new_key(stem: str, end: str) -> str:
    """A key that people can tell from others."""
    return f"{key_from(stem)[:LONGEST_KEY_WORDS].strip('-')}-{end}"


def wrong_fields(
    error: BadItem | GuideUnknown | QuoteNotFound, view: Mapping[str, Any], texts: Texts
) -> dict[str, str]:
    """What is wrong, by the field in which it is told."""
    if isinstance(error, BadItem):
        return _of_flaws(error.flaws, view, texts)
    if isinstance(error, GuideUnknown):
        return {f"quote_{_quote_places(view)[0]}": texts.item_form.guide_gone}
    places = {" ".join(_quoted(view, place).split()): place for place in reversed(_quote_places(view))}
    said = texts.item_form.goes_on if error.goes_on else texts.item_form.not_there
    return {f"quote_{places.get(error.quote, 1)}": said}


def _of_flaws(flaws: Iterable[Found], view: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    blocks = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    wrong: dict[str, str] = {}
    for found in flaws:
        name, _, inside = found.where.partition(".")
        said = flaw_in_field(found, inside, texts)
        if name == "quotes" and inside:
            name = f"quote_{_quote_places(view)[int(inside) - 1]}"
            said = texts.item_form.guide_gone if found.flaw is Flaw.MISSING else flaw_in_field(found, "", texts)
        block = _FIELDS.get(name, name)
        wrong.setdefault(block if block in blocks else "stem", said)
    return wrong


def _quote_places(view: Mapping[str, Any]) -> list[int]:
    """In which fields quotes stand: those between may have been left empty."""
    return [place for place in range(1, writing_of(view).quotes + 1) if _quoted(view, place)]


def _quoted(view: Mapping[str, Any], place: int) -> str:
    return _written(view["state"]["values"], f"quote_{place}")


def flaw_in_field(found: Found, inside: str, texts: Texts) -> str:
    """A flaw as it is told at its field; ``inside`` begins with the number of the line."""
    said = texts.flaws.said[found.flaw].format(fact=found.fact)
    line = inside.partition(".")[0]
    if line.isdigit():
        return texts.flaws.in_line.format(line=texts.number(int(line)), flaw=said)
    return said[:1].upper() + said[1:]


def _quotes(values: Mapping[str, Any], writing: Writing, guides: Mapping[str, str]) -> Iterable[Quote]:
    for number in range(1, writing.quotes + 1):
        words = _written(values, f"quote_{number}")
        # A guide alone, which may have been chosen by mistake, proves nothing and says nothing.
        if words:
            yield Quote(guides.get(_chosen(values, f"guide_{number}"), ""), words)


def _options(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"stem": _written(values, "stem"), "options": options_from(_written(values, "options"))}


def _statement(values: Mapping[str, Any]) -> dict[str, Any]:
    right = _chosen(values, "right")
    return {"stem": _written(values, "stem"), **({"right": right == "true"} if right else {})}


def _matching(values: Mapping[str, Any]) -> dict[str, Any]:
    pairs, others = pairs_from(_written(values, "pairs")), lines_of(_written(values, "distractors"))
    return {"stem": _written(values, "stem"), "pairs": pairs, **({"distractors": others} if others else {})}


def _ordering(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"stem": _written(values, "stem"), "entries": lines_of(_written(values, "entries"))}


def _short_text(values: Mapping[str, Any]) -> dict[str, Any]:
    strict = bool((values.get("case_sensitive") or {}).get("case_sensitive", {}).get("selected_options"))
    accepted = lines_of(_written(values, "accepted"))
    return {"stem": _written(values, "stem"), "accepted": accepted, "case_sensitive": strict}


def _numeric(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: number_from(_written(values, name)) for name in ("value", "tolerance")}
    unit = _written(values, "unit")
    found = {name: number for name, number in given.items() if number is not None}
    return {"stem": _written(values, "stem"), **found, **({"unit": unit} if unit else {})}


def number_from(text: str) -> float | int | str | None:
    """A number as it was written; the text itself where it is none, None where there is none."""
    if not text:
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _written(values: Mapping[str, Any], name: str) -> str:
    return str((values.get(name) or {}).get(name, {}).get("value") or "").strip()


def _chosen(values: Mapping[str, Any], name: str) -> str:
    return str(((values.get(name) or {}).get(name, {}).get("selected_option") or {}).get("value") or "")


_CONTENTS: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "single_choice": _options,
    "multiple_choice": _options,
    "true_false": _statement,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
