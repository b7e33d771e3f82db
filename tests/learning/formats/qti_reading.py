"""A small reader of QTI 3 that knows nothing of how items are written: what is wrong with one, and what answers earn.

It follows the rules of the specification (imsglobal.org/spec/qti/v3p0/info) for what our items use: the interactions,
two templates of response processing, and a condition on a number.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from defusedxml.ElementTree import fromstring

SPACE = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"
NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
CHOICE, ORDER, MATCH, ENTRY = (f"qti-{name}-interaction" for name in ("choice", "order", "match", "text-entry"))


class Item:
    """An item of a package."""

    def __init__(self, document: bytes) -> None:
        self.root: Any = fromstring(document)
        self.declared = self.root.find(f"{SPACE}qti-response-declaration")
        interactions = [node for name in (CHOICE, ORDER, MATCH, ENTRY) for node in self.all(name)]
        (self.interaction,) = interactions
        self.kind = self.interaction.tag.removeprefix(SPACE)

    def all(self, tag: str) -> list[Any]:
        return list(self.root.iter(f"{SPACE}{tag}"))

    @property
    def right(self) -> list[str]:
        """The values of the correct response."""
        return [node.text or "" for node in self.declared.findall(f"{SPACE}qti-correct-response/{SPACE}qti-value")]

    @property
    def choices(self) -> dict[str, str]:
        """What can be chosen: the text of each by its identifier."""
        nodes = [*self.all("qti-simple-choice"), *self.all("qti-simple-associable-choice")]
        return {node.get("identifier"): node.text or "" for node in nodes}

    @property
    def sides(self) -> list[dict[str, str]]:
        """Both sides of a match."""
        sets = self.interaction.findall(f"{SPACE}qti-simple-match-set")
        return [{node.get("identifier"): node.text or "" for node in one} for one in sets]

    @property
    def mapping(self) -> dict[str, float]:
        return {node.get("map-key"): float(node.get("mapped-value")) for node in self.all("qti-map-entry")}

    def score(self, given: Sequence[str]) -> float:
        """What a response earns, by the item's own response processing."""
        processing = self.root.find(f"{SPACE}qti-response-processing")
        template = (processing.get("template") or "").removeprefix(TEMPLATES)
        if template == "match_correct.xml":
            ordered = self.declared.get("cardinality") == "ordered"
            return float(list(given) == self.right if ordered else sorted(given) == sorted(self.right))
        if template == "map_response.xml":
            bounds = self.declared.find(f"{SPACE}qti-mapping")
            earned = sum(self._mapped(one, float(bounds.get("default-value"))) for one in set(given))
            return min(max(earned, float(bounds.get("lower-bound"))), float(bounds.get("upper-bound")))
        (equal,) = self.all("qti-equal")
        below, above = (float(part) for part in equal.get("tolerance", "0 0").split())
        away = float(given[0]) - float(self.right[0])
        return float(-below <= away <= above)

    def _mapped(self, given: str, usual: float) -> float:
        for entry in self.all("qti-map-entry"):
            key, is_exact = entry.get("map-key"), entry.get("case-sensitive", "true") == "true"
            if given == key or (not is_exact and given.casefold() == key.casefold()):
                return float(entry.get("mapped-value"))
        return usual

    def flaws(self) -> list[str]:
        """What another system would stumble over."""
        return [*self._name_flaws(), *self._declaration_flaws(), *self._limit_flaws()]

    def _name_flaws(self) -> Iterator[str]:
        tags = ("qti-simple-choice", "qti-simple-associable-choice")
        own = [self.root.get("identifier"), *(node.get("identifier") for tag in tags for node in self.all(tag))]
        declared = [self.declared.get("identifier")]
        declared += [node.get("identifier") for node in self.all("qti-outcome-declaration")]
        yield from (f"{name!r} is no identifier" for name in [*own, *declared] if not NAME.fullmatch(name or ""))
        yield from (
            f"{name!r} stands twice" for names in (own, declared) for name in set(names) if names.count(name) > 1
        )
        used = [self.interaction.get("response-identifier")]
        used += [node.get("outcome-identifier") for node in self.all("qti-modal-feedback")]
        used += [
            node.get("identifier")
            for tag in ("variable", "correct", "set-outcome-value")
            for node in self.all(f"qti-{tag}")
        ]
        yield from (f"{name!r} is not declared" for name in used if name not in declared)

    def _declaration_flaws(self) -> Iterator[str]:
        several = self.kind == CHOICE and self.interaction.get("max-choices") != "1"
        kinds = {
            CHOICE: {("identifier", "multiple" if several else "single")},
            ORDER: {("identifier", "ordered")},
            MATCH: {("directedPair", "multiple")},
            ENTRY: {("string", "single"), ("float", "single")},
        }
        declared = (self.declared.get("base-type"), self.declared.get("cardinality"))
        if declared not in kinds[self.kind]:
            yield f"{self.kind} with {declared}"
        if declared[1] == "single" and len(self.right) != 1:
            yield f"{len(self.right)} right"
        if self.kind == ENTRY:
            return
        possible = set(self.choices)
        if self.kind == MATCH:
            left, right = self.sides
            possible = {f"{one} {other}" for one in left for other in right}
        yield from (f"{value!r} can't be chosen" for value in [*self.right, *self.mapping] if value not in possible)

    def _limit_flaws(self) -> Iterator[str]:
        if len(self.right) != len(set(self.right)):
            yield "the same is right twice"
        if self.kind == ORDER and set(self.right) != set(self.choices):
            yield "the right order is not one of all entries"
        if self.kind == MATCH:
            if len(self.right) > int(self.interaction.get("max-associations")):
                yield "more belongs together than can be chosen"
            used = [name for pair in self.right for name in pair.split()]
            for node in self.all("qti-simple-associable-choice"):
                if used.count(node.get("identifier")) > int(node.get("match-max")):
                    yield f"{node.get('identifier')!r} is needed more often than allowed"
