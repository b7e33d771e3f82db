"""Items as Moodle XML. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from learning.formats.html_text import html_of
from learning.formats.own_fields import own_line
from learning.formats.questions import escaped_stars, shares
from learning.formats.values import Export, LeftOut, Why, left_out, unseen_elsewhere
from learning.items.values import ItemDraft

# What XML can't hold, however it is written.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = {
    "single_choice": "multichoice",
    "multiple_choice": "multichoice",
    "true_false": "truefalse",
    "matching": "matching",
    "ordering": "ordering",
    "short_text": "shortanswer",
    "numeric": "numerical",
}


def write(drafts: Sequence[ItemDraft]) -> Export:
    """The items as a file that ``moodle_xml.read`` reads as the same ones.

    Moodle shows no proof, difficulty and scenario; what only we read is reported.
    """
    root = Element("quiz")
    report: list[LeftOut] = []
    category = None
    for draft in drafts:
        if draft.competency != category:
            category = draft.competency
            node = SubElement(root, "question", type="category")
            _text(SubElement(node, "category"), f"$course$/top/{category.replace('/', '//')}")
        node = _question(root, draft)
        report += unseen_elsewhere(draft, Why.PROOF, Why.SCENARIO)
        report += [left_out(draft.key, Why.CHARACTERS)] if without_forbidden(node) else []
    indent(root)
    return Export(tostring(root, encoding="utf-8", xml_declaration=True), tuple(report))


def _question(root: Element, draft: ItemDraft) -> Element:
    content = draft.content
    node = SubElement(root, "question", type=_TYPES[draft.type])
    _text(SubElement(node, "name"), draft.key)
    _text(SubElement(node, "questiontext", format="plain_text"), content["stem"])
    _text(SubElement(node, "generalfeedback", format="html"), f"{html_of(draft.rationale)}<!-- {own_line(draft)} -->")
    SubElement(node, "defaultgrade").text = "1"
    SubElement(node, "idnumber").text = draft.key
    _ANSWERS[draft.type](node, content)
    return node


def _choice(node: Element, content: Mapping[str, Any]) -> None:
    SubElement(node, "single").text = "true"
    _options(node, content, [100.0 if option.get("right") else 0.0 for option in content["options"]])


def _choices(node: Element, content: Mapping[str, Any]) -> None:
    SubElement(node, "single").text = "false"
    _options(node, content, shares(content["options"]))


def _options(node: Element, content: Mapping[str, Any], given: Sequence[float]) -> None:
    SubElement(node, "shuffleanswers").text = "true"
    for share, option in zip(given, content["options"], strict=True):
        _answer(node, option["text"], share, "plain_text", option.get("feedback") or "")


def _true_false(node: Element, content: Mapping[str, Any]) -> None:
    for value in (True, False):
        share = 100.0 if value is content["right"] else 0.0
        _answer(node, str(value).lower(), share, "moodle_auto_format")


def _matching(node: Element, content: Mapping[str, Any]) -> None:
    SubElement(node, "shuffleanswers").text = "true"
    distractors = [{"left": "", "right": text} for text in content.get("distractors") or ()]
    for pair in [*content["pairs"], *distractors]:
        sub = SubElement(node, "subquestion", format="plain_text")
        _text(sub, pair["left"])
        _text(SubElement(sub, "answer"), pair["right"])


def _ordering(node: Element, content: Mapping[str, Any]) -> None:
    for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0")):
        SubElement(node, name).text = value
    SubElement(node, "gradingtype").text = "ABSOLUTE_POSITION"
    for number, text in enumerate(content["entries"], start=1):
        _answer(node, text, float(number), "plain_text")


def _short_text(node: Element, content: Mapping[str, Any]) -> None:
    SubElement(node, "usecase").text = "1" if content.get("case_sensitive") else "0"
    for text in content["accepted"]:
        _answer(node, escaped_stars(text), 100.0, "moodle_auto_format")


def _numeric(node: Element, content: Mapping[str, Any]) -> None:
    answer = _answer(node, repr(content["value"]), 100.0, "moodle_auto_format")
    SubElement(answer, "tolerance").text = repr(content.get("tolerance") or 0)
    if content.get("unit"):
        unit = SubElement(SubElement(node, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = content["unit"]


def _answer(node: Element, text: str, share: float, style: str, feedback: str = "") -> Element:
    answer = SubElement(node, "answer", fraction=f"{share:.7g}", format=style)
    _text(answer, text)
    if feedback:
        _text(SubElement(answer, "feedback", format="plain_text"), feedback)
    return answer


def _text(node: Element, text: str) -> None:
    SubElement(node, "text").text = text.replace("\r\n", "\n").replace("\r", "\n")


def without_forbidden(node: Element) -> bool:
    """Puts a sign in the place of what XML can't hold; whether there was any."""
    found = [one for one in node.iter() if one.text and _FORBIDDEN.search(one.text)]
    for one in found:
        one.text = _FORBIDDEN.sub("\ufffd", one.text or "")
    return bool(found)


_ANSWERS: Mapping[str, Callable[[Element, Mapping[str, Any]], None]] = {
    "single_choice": _choice,
    "multiple_choice": _choices,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
