"""Practice items as flash cards: a text file that Anki imports (docs.ankiweb.net/importing/text-files.html). Pure.

The file names its own separator, note type, deck and tags, and gives each note its item's key as its id, so that a
later import changes the cards that there are. Learners get the answers with the cards: exam items are left out.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from learning.formats.values import Export, LeftOut, Why, left_out
from learning.items.values import ItemDraft, Pool

_COLUMNS = 4


def write(drafts: Sequence[ItemDraft], *, deck: str) -> Export:
    """The practice items as notes of Anki's basic type: the question in front, answer, reason and proof behind.

    Args:
        drafts: The items.
        deck: What the deck is called in Anki.
    """
    head = {
        "separator": "tab",
        "html": "true",
        "notetype": "Basic",
        "deck": " ".join(deck.split()),
        "guid column": "1",
        "tags column": str(_COLUMNS),
    }
    report: list[LeftOut] = []
    lines = [f"#{name}:{value}" for name, value in head.items()]
    for draft in drafts:
        if draft.pool is Pool.EXAM:
            report.append(left_out(draft.key, Why.EXAM_ITEM))
        else:
            lines.append("\t".join((_cell(draft.key), _front(draft), _back(draft), _tags(draft))))
    return Export(("\n".join(lines) + "\n").encode(), tuple(report))


def _tags(draft: ItemDraft) -> str:
    return f"{'-'.join(_cell(draft.competency).split())} {draft.difficulty}".strip()


def _front(draft: ItemDraft) -> str:
    shown, _ = _SIDES[draft.type](draft.content)
    story = f"<p>{_cell(draft.scenario)}</p>" if draft.scenario else ""
    return f"{story}<p>{_cell(draft.content['stem'])}</p>{shown}"


def _back(draft: ItemDraft) -> str:
    _, right = _SIDES[draft.type](draft.content)
    reason = f"<p>{_cell(draft.rationale)}</p>" if draft.rationale else ""
    quotes = [f"<blockquote>{_cell(quote.text)} ({_cell(quote.guide)})</blockquote>" for quote in draft.quotes]
    return "".join((right, reason, *quotes))


def _choice(content: Mapping[str, Any]) -> tuple[str, str]:
    options = content["options"]
    right = [_said(option) for option in options if option.get("right")]
    wrong = [_said(option) for option in options if option.get("feedback") and not option.get("right")]
    return _list("ul", [_cell(option["text"]) for option in options]), _list("ul", right) + _list("ul", wrong)


def _said(option: Mapping[str, Any]) -> str:
    feedback = option.get("feedback")
    mark = "✓" if option.get("right") else "✗"
    return f"{mark} {_cell(option['text'])}" + (f": {_cell(feedback)}" if feedback else "")


def _true_false(content: Mapping[str, Any]) -> tuple[str, str]:
    return "<p>✓ / ✗</p>", f"<p>{'✓' if content['right'] else '✗'}</p>"


def _matching(content: Mapping[str, Any]) -> tuple[str, str]:
    pairs = content["pairs"]
    rights = sorted({pair["right"] for pair in pairs} | set(content.get("distractors") or ()))
    shown = _list("ul", [_cell(pair["left"]) for pair in pairs]) + _list("ul", [_cell(right) for right in rights])
    return shown, _list("ul", [f"{_cell(pair['left'])} → {_cell(pair['right'])}" for pair in pairs])


def _ordering(content: Mapping[str, Any]) -> tuple[str, str]:
    entries = [_cell(entry) for entry in content["entries"]]
    return _list("ul", sorted(entries)), _list("ol", entries)


def _short_text(content: Mapping[str, Any]) -> tuple[str, str]:
    return "", _list("ul", [_cell(text) for text in content["accepted"]])


def _numeric(content: Mapping[str, Any]) -> tuple[str, str]:
    span = f" ± {content['tolerance']}" if content.get("tolerance") else ""
    unit = f" {content['unit']}" if content.get("unit") else ""
    return "", f"<p>{_cell(str(content['value']) + span + unit)}</p>"


def _list(kind: str, entries: Sequence[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{entry}</li>' for entry in entries)}</{kind}>" if entries else ""


def _cell(text: str) -> str:
    """A text as HTML on one line, without what parts or quotes cells."""
    return "<br>".join(escape(text, quote=True).replace("\t", "&#9;").splitlines())


_SIDES: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
