"""What is read from GIFT, in the shape in which cases say what they expect."""

from typing import Any, TypeAlias

from learning.formats.gift import read
from learning.formats.values import Why

# Of a question: its type, its stem, and what else it holds.
Read: TypeAlias = tuple[str, str, dict[str, Any]]
# A file, what is read from it, and why the rest is left out.
Case: TypeAlias = tuple[str, list[Read], list[Why]]


def understood(text: str) -> tuple[list[Read], list[Why]]:
    """What is read from a file, and why the rest is left out."""
    found = read(text.encode())
    drafts = [(one.type, dict(one.content)) for one in found.drafts]
    return [(kind, content.pop("stem"), content) for kind, content in drafts], [one.why for one in found.left_out]


def choice(*texts: str, right: int | tuple[int, ...], feedback: dict[int, str] | None = None) -> dict[str, Any]:
    rights = (right,) if isinstance(right, int) else right
    said = feedback or {}
    return {
        "options": [
            {"text": text, "right": at in rights, **({"feedback": said[at]} if at in said else {})}
            for at, text in enumerate(texts)
        ]
    }


def accepted(*texts: str) -> dict[str, Any]:
    return {"accepted": list(texts)}


def number(value: float, tolerance: float = 0) -> dict[str, Any]:
    return {"value": value, "tolerance": tolerance}


def pairs(*sides: tuple[str, str], more: tuple[str, ...] = ()) -> dict[str, Any]:
    found = {"pairs": [{"left": left, "right": right} for left, right in sides]}
    return {**found, "distractors": list(more)} if more else found


TRUE, FALSE = {"right": True}, {"right": False}
