"""Items as GIFT. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from learning.formats.gift_texts import answer_text, escaped, left_side
from learning.formats.own_fields import own_line
from learning.formats.questions import escaped_stars, shares
from learning.formats.values import Export, LeftOut, Why, left_out, unseen_elsewhere
from learning.items.values import ItemDraft


def write(drafts: Sequence[ItemDraft]) -> Export:
    """The items as a file that ``gift.read`` reads as the same ones.

    Other systems see no proof, difficulty, unit and scenario, and are told of a right order as of a match; what only
    we read is reported.
    """
    lines: list[str] = []
    report: list[LeftOut] = []
    category = None
    for draft in drafts:
        if draft.competency != category:
            category = draft.competency
            lines += [f"$CATEGORY: $course$/top/{' '.join(category.replace('/', '//').split())}", ""]
        lines += _question(draft)
        report += _unseen(draft)
    return Export("\n".join(lines).encode(), tuple(report))


def _question(draft: ItemDraft) -> list[str]:
    content = draft.content
    own = own_line(draft, unit=content.get("unit"), case_sensitive=content.get("case_sensitive"))
    general = [f"####{answer_text(draft.rationale)}"] if draft.rationale else []
    stem = f"::{escaped(draft.key)}::[plain]{escaped(content['stem'])}{{"
    return [f"// {own}", stem, *_ANSWERS[draft.type](content), *general, "}", ""]


def _choice(content: Mapping[str, Any]) -> list[str]:
    return [("=" if option.get("right") else "~") + _option(option) for option in content["options"]]


def _choices(content: Mapping[str, Any]) -> list[str]:
    options = content["options"]
    return [f"~%{share:.7g}%" + _option(option) for share, option in zip(shares(options), options, strict=True)]


def _option(option: Mapping[str, Any]) -> str:
    feedback = option.get("feedback")
    return answer_text(option["text"]) + (f"#{answer_text(feedback)}" if feedback else "")


def _true_false(content: Mapping[str, Any]) -> list[str]:
    return ["TRUE" if content["right"] else "FALSE"]


def _matching(content: Mapping[str, Any]) -> list[str]:
    pairs = [f"={left_side(pair['left'])} -> {answer_text(pair['right'])}" for pair in content["pairs"]]
    return pairs + [f"= -> {answer_text(text)}" for text in content.get("distractors") or ()]


def _ordering(content: Mapping[str, Any]) -> list[str]:
    return [f"={number} -> {answer_text(text)}" for number, text in enumerate(content["entries"], start=1)]


def _short_text(content: Mapping[str, Any]) -> list[str]:
    return ["=" + answer_text(escaped_stars(text)) for text in content["accepted"]]


def _numeric(content: Mapping[str, Any]) -> list[str]:
    return [f"#{content['value']!r}:{content.get('tolerance') or 0!r}"]


def _unseen(draft: ItemDraft) -> list[LeftOut]:
    found = unseen_elsewhere(draft, Why.PROOF, Why.UNITS, Why.SCENARIO)
    return found + ([left_out(draft.key, Why.WRITTEN_AS_MATCHING)] if draft.type == "ordering" else [])


_ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], list[str]]] = {
    "single_choice": _choice,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
