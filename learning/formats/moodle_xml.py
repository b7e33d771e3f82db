"""Items from Moodle XML, and as Moodle XML. Pure; a file can neither call for others nor grow when it is read.

Our own fields (key, pool, competency, difficulty, proof, scenario) travel in a comment of the general feedback.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from learning.formats.html_text import plain_of
from learning.formats.moodle_rules import is_no, other_rules
from learning.formats.moodle_writing import write
from learning.formats.numbers import decimal_of
from learning.formats.own_fields import MARK, own_fields
from learning.formats.questions import FULL, Answer, Question, Unusable, imported, is_pattern, literal_stars
from learning.formats.values import MAX_BYTES, Import, LeftOut, Why, left_out

__all__ = ["read", "write"]

_TYPES = {
    "multichoice": "single_choice",
    "truefalse": "true_false",
    "shortanswer": "short_text",
    "numerical": "numeric",
    "matching": "matching",
    "ordering": "ordering",
}
_TRUTHS = ("true", "false")
_WHOLE_QUESTION_COMMENTS = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_HTML = ("html", "moodle_auto_format", "")
_LINE = "{line}"


def read(data: bytes) -> Import:
    """The items of a file; what could not be read or carried over is reported by its line."""
    if len(data) > MAX_BYTES:
        return Import((), (left_out(1, Why.TOO_LARGE, str(len(data))),))
    try:
        root = _parsed(data)
    except DefusedXmlException as error:
        return Import((), (left_out(1, Why.FORBIDDEN_XML, str(error)),))
    except ParseError as error:
        return Import((), (left_out(error.position[0], Why.NOT_XML, str(error)),))
    except (ValueError, LookupError) as error:
        return Import((), (left_out(1, Why.NOT_XML, str(error)),))
    if root.tag != "quiz":
        return Import((), (left_out(1, Why.NOT_MOODLE, root.tag),))
    return _items(root)


def _items(root: Element) -> Import:
    found: list[Question | LeftOut] = []
    category = ""
    for node in root.iterfind("question"):
        if node.get("type") == "category":
            category = node.findtext("category/text") or ""
            continue
        try:
            found.append(_Reading(node).question(category))
        except Unusable as error:
            found.append(left_out(node.get(_LINE, "1"), error.why, error.fact, error.flaws))
    return imported(found)


def _parsed(data: bytes) -> Element:
    """The file's tree; each element keeps its line.

    Raises:
        DefusedXmlException: It declares a document type or entities, or calls for something outside.
        ParseError: It is no XML.
        ValueError, LookupError: It is in an encoding that is not read.
    """
    builder = _Lines()
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.parser = parser.parser
    parser.feed(data)
    return cast(Element, parser.close())


class _Lines(TreeBuilder):
    parser: Any

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        return super().start(tag, {**attrs, _LINE: str(self.parser.CurrentLineNumber)})


class _Reading:
    """Reads one question, and gathers what it can't carry over."""

    def __init__(self, node: Element) -> None:
        self._node, self._line = node, node.get(_LINE, "1")
        self._report: list[LeftOut] = []

    def question(self, category: str) -> Question:
        """The question.

        Raises:
            Unusable: It is none of our types.
        """
        name = (self._node.findtext("name/text") or "").strip()
        stem = self._text(self._node.find("questiontext"))
        kind = self._type(name or stem)
        rationale = self._text(self._node.find("generalfeedback"))
        own = self._own()
        more = self._of_type(kind)
        self._report_rest()
        return Question(
            where=self._line,
            name=(self._node.findtext("idnumber") or "").strip() or name,
            type=kind,
            stem=stem,
            rationale=rationale,
            category=category,
            own=own,
            **more,
            left_out=self._report,
        )

    def _type(self, fact: str) -> str:
        written = self._node.get("type", "")
        if written in {"essay", "description"}:
            raise Unusable(Why(written), fact)
        if written not in _TYPES:
            raise Unusable(Why.UNKNOWN_TYPE, f"{written}: {fact}")
        several = written == "multichoice" and is_no(self._node.findtext("single", "true"))
        return "multiple_choice" if several else _TYPES[written]

    def _of_type(self, kind: str) -> Mapping[str, Any]:
        answers = [self._answer(node) for node in self._node.iterfind("answer")]
        if kind == "true_false":
            return self._truth(answers)
        if kind == "matching":
            subs = self._node.iterfind("subquestion")
            return {"pairs": [(self._text(sub), self._text(sub.find("answer"), "plain_text")) for sub in subs]}
        if kind == "short_text":
            used = (self._node.findtext("usecase") or "0").strip()
            return {"answers": [self._accepted(a) for a in answers], "case_sensitive": used in {"1", "true"}}
        if kind == "numeric":
            return {"answers": [self._number(answer) for answer in answers], "unit": self._unit()}
        return {"answers": answers}

    def _answer(self, node: Element) -> Answer:
        style = "plain_text" if self._node.get("type") in {"shortanswer", "numerical", "truefalse"} else "html"
        tolerance = node.findtext("tolerance") or "0"
        return Answer(
            self._text(node, style),
            self._real(node.get("fraction") or "0"),
            self._text(node.find("feedback")),
            self._real(tolerance),
        )

    def _truth(self, answers: Sequence[Answer]) -> Mapping[str, Any]:
        """Whether a statement is true. Old banks name the answers in their own language: true is the first one then."""
        texts = [answer.text.strip().lower() for answer in answers]
        named = [text if text in _TRUTHS else _TRUTHS[min(place, 1)] for place, text in enumerate(texts)]
        right = [name for name, answer in zip(named, answers, strict=True) if answer.fraction > 0]
        if len(right) != 1:
            raise Unusable(Why.NO_RIGHT_ANSWER, ", ".join(right))
        told = ", ".join(answer.text for answer in answers)
        self._report += [left_out(self._line, Why.TRUE_BY_ORDER, told)] if named != texts else []
        said = [replace(answer, fraction=FULL if answer.fraction > 0 else 0.0) for answer in answers]
        return {"right": right == ["true"], "answers": said}

    def _accepted(self, answer: Answer) -> Answer:
        """An accepted text. A pattern is none, and where it gives no points it only speaks to whoever is wrong."""
        share = answer.fraction
        if is_pattern(answer.text):
            self._report += [left_out(self._line, Why.WILDCARD, answer.text)] if share > 0 else []
            share = 0.0
        return Answer(literal_stars(answer.text), share, answer.feedback)

    def _number(self, answer: Answer) -> Answer:
        if answer.fraction > 0:
            self._real(answer.text)
        return answer

    def _real(self, written: str) -> float:
        try:
            return float(decimal_of(written))
        except ValueError as error:
            raise Unusable(Why.WRONG_KIND, written) from error

    def _unit(self) -> str | None:
        """The unit, if there is but one, by which the number is not multiplied."""
        units = [
            ((node.findtext("unit_name") or "").strip(), (node.findtext("multiplier") or "1").strip())
            for node in self._node.iterfind("units/unit")
        ]
        if len(units) == 1 and self._real(units[0][1]) == 1:
            return units[0][0] or None
        self._report += [left_out(self._line, Why.UNITS, ", ".join(name for name, _ in units))] if units else []
        return None

    def _text(self, node: Element | None, usual: str = "html") -> str:
        """The text of an element as it is shown, without the pictures that it shows."""
        if node is None:
            return ""
        self._report += [left_out(self._line, Why.IMAGE, file.get("name", "")) for file in node.iterfind("file")]
        written = node.findtext("text") or ""
        style = node.get("format", usual) if usual == "html" else usual
        if style not in _HTML:
            return written.strip()
        plain = plain_of(written, keep_lines=style == "moodle_auto_format")
        embedded = {file.get("name") for file in node.iterfind("file")}
        shown = [media for media in plain.media if media.removeprefix("@@PLUGINFILE@@/") not in embedded]
        self._report += [left_out(self._line, Why.IMAGE, media) for media in shown]
        return plain.text

    def _own(self) -> Mapping[str, Any] | None:
        _, found, rest = (self._node.findtext("generalfeedback/text") or "").rpartition(f"<!-- {MARK}")
        own = own_fields(MARK + rest.partition("-->")[0]) if found else None
        self._report += [left_out(self._line, Why.OWN_FIELDS)] if found and own is None else []
        return own

    def _report_rest(self) -> None:
        """What a question may have that none of ours has."""
        self._report += [left_out(self._line, why, ", ".join(facts)) for why, facts in self._rest() if facts]

    def _rest(self) -> Iterator[tuple[Why, list[str]]]:
        comments = [*(self._node.find(name) for name in _WHOLE_QUESTION_COMMENTS), *self._node.iterfind("hint")]
        yield Why.FEEDBACK, [text for node in comments if (text := self._text(node))]
        yield Why.TAGS, [node.text or "" for node in self._node.iterfind("tags/tag/text")]
        points = self._node.findtext("defaultgrade") or "1"
        yield Why.WEIGHTS, [] if self._real(points) == 1 else [points]
        for why, fact in other_rules(self._node):
            yield why, [fact]
