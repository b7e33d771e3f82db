"""How Moodle grades and shows a question where no item of ours does. Pure.

What a file does not say is what Moodle takes it to be then.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from learning.formats.values import Why

_BY_PLACE = {"ABS", "ABSOLUTE", "ABSOLUTE_POSITION"}
_ALL = {"ALL", "EXACT"}
_SHUFFLED = {"multichoice": "false", "matching": "true"}
# What Moodle's forms write where nobody has chosen another: older ones write 0.1, and 1 for statements.
_USUAL_PENALTIES = (0.0, 0.1, 1 / 3)
_CLOSE = 0.005


def other_rules(node: Element) -> Iterator[tuple[Why, str]]:
    """What of a question's rules is left out, in the file's own words.

    Args:
        node: The question's element.
    """
    kind = node.get("type", "")
    penalty = _said(node, "penalty", "0")
    if kind != "truefalse" and not _is_usual(penalty):
        yield Why.GRADING, f"penalty {penalty}"
    if kind == "ordering":
        yield from _ordering(node)
    if kind == "numerical" and (graded := _said(node, "unitgradingtype", "0")) != "0":
        yield Why.GRADING, f"unitgradingtype {graded}, unitpenalty {_said(node, 'unitpenalty', '0.1')}"
    if kind in _SHUFFLED and is_no(node.findtext("shuffleanswers", _SHUFFLED[kind])):
        yield Why.FIXED_ORDER, "shuffleanswers false"


def is_no(written: str) -> bool:
    """Whether Moodle takes this for a no."""
    return written.strip() in {"false", "0", ""}


def _ordering(node: Element) -> Iterator[tuple[Why, str]]:
    grading = _said(node, "gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST")
    if grading.upper() not in _BY_PLACE:
        yield Why.GRADING, f"gradingtype {grading}"
    of_now = node.find("selecttype") is not None
    selecting = _said(node, "selecttype" if of_now else "logical", "RANDOM")
    count = _said(node, "selectcount" if of_now else "studentsee", "6")
    entries = len(node.findall("answer"))
    if selecting.upper() not in _ALL and not (count.isdigit() and int(count) >= entries):
        yield Why.SELECTION, f"selecttype {selecting}, selectcount {count}"


def _is_usual(penalty: str) -> bool:
    try:
        return any(abs(float(penalty) - usual) < _CLOSE for usual in _USUAL_PENALTIES)
    except ValueError:
        return False


def _said(node: Element, name: str, usual: str) -> str:
    return (node.findtext(name) or "").strip() or usual
