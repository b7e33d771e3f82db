"""One item as an element of QTI 3. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from learning.formats.questions import FULL, shares
from learning.items.values import ItemDraft

ITEM = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates"
_RESPONSE, _SCORE, _WHY = "RESPONSE", "SCORE", "WHY"


def item_of(draft: ItemDraft, identifier: str) -> Element:
    """The item; its proof is for authors and scorers, its reason is shown once it is answered."""
    root = Element(
        "qti-assessment-item",
        {"identifier": identifier, "title": draft.key, "adaptive": "false", "time-dependent": "false"},
    )
    body = Element("qti-item-body")
    for quote in draft.quotes:
        block = SubElement(body, "qti-rubric-block", {"view": "author scorer", "use": "scoring"})
        _lines(SubElement(SubElement(block, "qti-content-body"), "p"), f"{quote.text} ({quote.guide})")
    if draft.scenario:
        _lines(SubElement(body, "p"), draft.scenario)
    processing = _WRITERS[draft.type](root, body, draft.content)
    outcome = _outcome(root, _SCORE, "float", "0")
    outcome.set("normal-maximum", "1.0")
    if draft.rationale:
        _outcome(root, _WHY, "identifier", "why")
    root.append(body)
    root.append(processing)
    if draft.rationale:
        shown = {"outcome-identifier": _WHY, "identifier": "why", "show-hide": "show"}
        feedback = SubElement(root, "qti-modal-feedback", shown)
        _lines(SubElement(SubElement(feedback, "qti-content-body"), "p"), draft.rationale)
    return root


def _choice(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    options = content["options"]
    right = [_name(number) for number, option in enumerate(options) if option.get("right")]
    _declare(root, "identifier", "single", right)
    _choices(body, content["stem"], [option["text"] for option in options], most=1)
    return _template("match_correct")


def _several(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    options = content["options"]
    right = [_name(number) for number, option in enumerate(options) if option.get("right")]
    given = {_name(number): share / FULL for number, share in enumerate(shares(options))}
    _map(_declare(root, "identifier", "multiple", right), given)
    _choices(body, content["stem"], [option["text"] for option in options], most=0)
    return _template("map_response")


def _true_false(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    _declare(root, "identifier", "single", [_name(0 if content["right"] else 1)])
    _choices(body, content["stem"], ["True", "False"], most=1, shuffle=False)
    return _template("match_correct")


def _matching(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    pairs = content["pairs"]
    rights = list(dict.fromkeys([*(pair["right"] for pair in pairs), *(content.get("distractors") or ())]))
    keyed = [f"{_name(number)} r{rights.index(pair['right'])}" for number, pair in enumerate(pairs)]
    _map(_declare(root, "directedPair", "multiple", keyed), dict.fromkeys(keyed, 1 / len(pairs)))
    interaction = _interaction(body, "qti-match-interaction", content["stem"], {"max-associations": str(len(pairs))})
    interaction.set("shuffle", "true")
    left, right = SubElement(interaction, "qti-simple-match-set"), SubElement(interaction, "qti-simple-match-set")
    for number, pair in enumerate(pairs):
        _associable(left, _name(number), pair["left"], 1)
    for number, text in enumerate(rights):
        _associable(right, f"r{number}", text, len(pairs))
    return _template("map_response")


def _ordering(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    entries = content["entries"]
    _declare(root, "identifier", "ordered", [_name(number) for number in range(len(entries))])
    interaction = _interaction(body, "qti-order-interaction", content["stem"], {"shuffle": "true"})
    _simple_choices(interaction, entries)
    return _template("match_correct")


def _short_text(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    accepted = content["accepted"]
    mapping = _map(_declare(root, "string", "single", accepted[:1]), dict.fromkeys(accepted, 1.0))
    for entry in mapping:
        entry.set("case-sensitive", str(bool(content.get("case_sensitive"))).lower())
    _entry(body, content["stem"])
    return _template("map_response")


def _numeric(root: Element, body: Element, content: Mapping[str, Any]) -> Element:
    _declare(root, "float", "single", [str(content["value"])])
    _entry(body, content["stem"], content.get("unit"))
    processing = Element("qti-response-processing")
    condition = SubElement(SubElement(processing, "qti-response-condition"), "qti-response-if")
    tolerance = content.get("tolerance") or 0
    within = {"tolerance-mode": "absolute", "tolerance": f"{tolerance} {tolerance}"}
    equal = SubElement(condition, "qti-equal", within if tolerance else {"tolerance-mode": "exact"})
    SubElement(equal, "qti-variable", identifier=_RESPONSE)
    SubElement(equal, "qti-correct", identifier=_RESPONSE)
    scored = SubElement(condition, "qti-set-outcome-value", identifier=_SCORE)
    SubElement(scored, "qti-base-value", {"base-type": "float"}).text = "1"
    return processing


def _declare(root: Element, base: str, cardinality: str, right: Sequence[str]) -> Element:
    declared = {"identifier": _RESPONSE, "cardinality": cardinality, "base-type": base}
    declaration = SubElement(root, "qti-response-declaration", declared)
    correct = SubElement(declaration, "qti-correct-response")
    for value in right:
        SubElement(correct, "qti-value").text = value
    return declaration


def _map(declaration: Element, given: Mapping[str, float]) -> Element:
    bounds = {"lower-bound": "0", "upper-bound": "1", "default-value": "0"}
    mapping = SubElement(declaration, "qti-mapping", bounds)
    for key, share in given.items():
        SubElement(mapping, "qti-map-entry", {"map-key": key, "mapped-value": f"{share:.12g}"})
    return mapping


def _outcome(root: Element, identifier: str, base: str, value: str) -> Element:
    declared = {"identifier": identifier, "cardinality": "single", "base-type": base}
    outcome = SubElement(root, "qti-outcome-declaration", declared)
    SubElement(SubElement(outcome, "qti-default-value"), "qti-value").text = value
    return outcome


def _choices(body: Element, stem: str, texts: Sequence[str], *, most: int, shuffle: bool = True) -> None:
    limits = {"max-choices": str(most), "shuffle": str(shuffle).lower()}
    _simple_choices(_interaction(body, "qti-choice-interaction", stem, limits), texts)


def _simple_choices(interaction: Element, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts):
        SubElement(interaction, "qti-simple-choice", identifier=_name(number)).text = text


def _interaction(body: Element, tag: str, stem: str, attributes: Mapping[str, str]) -> Element:
    interaction = SubElement(body, tag, {"response-identifier": _RESPONSE, **attributes})
    _lines(SubElement(interaction, "qti-prompt"), stem)
    return interaction


def _associable(matches: Element, identifier: str, text: str, most: int) -> None:
    attributes = {"identifier": identifier, "match-max": str(most)}
    SubElement(matches, "qti-simple-associable-choice", attributes).text = text


def _entry(body: Element, stem: str, unit: str | None = None) -> None:
    _lines(SubElement(body, "p"), stem)
    line = SubElement(body, "p")
    entry = SubElement(line, "qti-text-entry-interaction", {"response-identifier": _RESPONSE})
    entry.tail = f" {unit}" if unit else None


def _lines(node: Element, text: str) -> None:
    first, *rest = text.split("\n")
    node.text = first
    for line in rest:
        SubElement(node, "br").tail = line


def _template(name: str) -> Element:
    return Element("qti-response-processing", template=f"{_TEMPLATES}/{name}.xml")


def _name(number: int) -> str:
    return f"a{number}"


_WRITERS: Mapping[str, Callable[[Element, Element, Mapping[str, Any]], Element]] = {
    "single_choice": _choice,
    "multiple_choice": _several,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
