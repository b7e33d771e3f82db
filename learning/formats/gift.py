"""Items from GIFT, the text format of Moodle's questions, and as GIFT. Pure.

Our own fields (key, pool, competency, difficulty, proof, scenario) travel in a comment before each question.
"""

import re
from collections.abc import Mapping
from typing import Any

from learning.formats import gift_grammar as grammar
from learning.formats.gift_grammar import BadSyntax, Block, Written, WrittenAnswer
from learning.formats.gift_texts import pair_texts, plain_text, unescaped
from learning.formats.gift_writing import write
from learning.formats.html_text import Plain
from learning.formats.numbers import number_of
from learning.formats.own_fields import MARK, own_fields
from learning.formats.questions import (
    BLANK,
    FULL,
    TYPES,
    Answer,
    Question,
    Unusable,
    imported,
    is_pattern,
    literal_stars,
)
from learning.formats.values import MAX_BYTES, Import, LeftOut, Why, left_out

__all__ = ["read", "write"]

# In small letters they are short answers, as in Moodle.
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_ID = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")


def read(data: bytes) -> Import:
    """The items of a file in UTF-8; what could not be read or carried over is reported by its line."""
    if len(data) > MAX_BYTES:
        return Import((), (left_out(1, Why.TOO_LARGE, str(len(data))),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Import((), (left_out(1 + data[: error.start].count(b"\n"), Why.NOT_UTF8),))
    return imported([_read(block) for block in grammar.blocks(text)])


def _read(block: Block) -> Question | LeftOut:
    try:
        return _question(block)
    except BadSyntax as error:
        return left_out(error.line, error.why, error.fact or block.text)
    except Unusable as error:
        return left_out(block.line, error.why, error.fact or block.text, error.flaws)


def _question(block: Block) -> Question:
    """The question that a block holds.

    Raises:
        BadSyntax: It is not written as GIFT wants it.
        Unusable: It is none of our types.
    """
    parts = grammar.parts(block)
    reading = _Reading(block, parts.stem.format)
    own = reading.own
    stem = reading.plain(parts.stem)
    name = unescaped(parts.title) or reading.id
    if parts.answers is None:
        raise Unusable(Why.DESCRIPTION, stem or name)
    answers, general = grammar.general_feedback(parts.answers.strip())
    if not answers.strip():
        raise Unusable(Why.ESSAY, stem or name)
    kind = own["type"] if own and own["type"] in TYPES else _type_of(answers)
    more = reading.of_type(kind, answers)
    return Question(
        where=str(block.line),
        name=name,
        type=kind,
        stem=_with_blank(stem, reading.plain(Written(parts.tail, parts.stem.format))),
        rationale=reading.commented(general),
        category=block.category,
        own=own,
        **more,
        left_out=reading.report,
    )


def _type_of(answers: str) -> str:
    """Our type of what stands in a question's braces."""
    if answers.lstrip().startswith("#"):
        return "numeric"
    if _truth(answers) is not None:
        return "true_false"
    written = grammar.answers_of(answers, "moodle")
    if any(answer.sign == "~" for answer in written):
        return "single_choice" if any(answer.sign == "=" for answer in written) else "multiple_choice"
    matches = "->" in answers and any(answer.sign == "=" for answer in written)
    return "matching" if matches else "short_text"


class _Reading:
    """Reads one question's texts, and gathers what they can't carry over."""

    def __init__(self, block: Block, style: str) -> None:
        self._block, self._style = block, style
        self.own = own_fields(block.own) if block.own else None
        unread = sum(comment.startswith(MARK) for comment in block.comments) - (self.own is not None)
        self.report = [left_out(block.line, Why.OWN_FIELDS)] * unread
        comments = " ".join(block.comments)
        # What no bracket closes is looked at no further: each open one would be followed to the end.
        marks = comments[: comments.rfind("]") + 1]
        found = _ID.search(marks)
        self.id = found.group(1).replace("\\]", "]") if found else ""
        tags = _TAG.findall(marks)
        self.report += [left_out(block.line, Why.TAGS, ", ".join(tags))] if tags else []

    def plain(self, written: Written) -> str:
        return self._seen(plain_text(written))

    def commented(self, raw: str | None) -> str:
        """Feedback, which may name a format of its own."""
        return self.plain(Written(*reversed(grammar.format_of(raw, self._style)))) if raw else ""

    def of_type(self, kind: str, answers: str) -> Mapping[str, Any]:
        """What a question of this type has besides its stem."""
        if kind == "true_false":
            return self._statement(answers)
        if kind == "numeric":
            answers = answers.lstrip().removeprefix("#")
        written = grammar.answers_of(answers, self._style)
        own = self.own or {}
        if kind == "matching" or kind == "ordering":
            pairs = [self._pair(answer) for answer in written]
            return {"pairs": pairs} if kind == "matching" else {"answers": [Answer(right, FULL) for _, right in pairs]}
        if kind == "numeric":
            numbers = [self._number(answer) for answer in written]
            return {"answers": numbers, "unit": own.get("unit")}
        if kind == "short_text":
            accepted = [self._accepted(answer) for answer in written]
            return {"answers": accepted, "case_sensitive": own.get("case_sensitive", False)}
        return {"answers": [self._option(answer) for answer in written]}

    def _statement(self, answers: str) -> Mapping[str, Any]:
        """Whether a statement is true, and what is said to whoever is wrong, and to whoever is right."""
        truth, *comments = grammar.feedbacks(answers)
        right = _truth(answers)
        if right is None:
            raise BadSyntax(self._block.line, truth.strip())
        said = [self.commented(raw) for raw in comments]
        shares = (0.0, FULL, *[0.0] * len(said))
        return {"right": right, "answers": [Answer("", share, text) for share, text in zip(shares, said, strict=False)]}

    def _seen(self, plain: Plain) -> str:
        self.report += [left_out(self._block.line, Why.IMAGE, media) for media in plain.media]
        return plain.text

    def _feedback(self, answer: WrittenAnswer) -> str:
        return self.plain(answer.feedback) if answer.feedback else ""

    def _option(self, answer: WrittenAnswer) -> Answer:
        if not answer.sign:
            raise BadSyntax(self._block.line, answer.text.raw.strip())
        usual = FULL if answer.sign == "=" else 0.0
        share = usual if answer.weight is None else answer.weight
        return Answer(self.plain(answer.text), share, self._feedback(answer))

    def _pair(self, answer: WrittenAnswer) -> tuple[str, str]:
        sides = pair_texts(answer.text, self._style)
        if sides is None:
            raise BadSyntax(self._block.line, answer.text.raw.strip())
        if feedback := self._feedback(answer):
            self.report.append(left_out(self._block.line, Why.FEEDBACK, feedback))
        return self._seen(sides[0]), self._seen(sides[1])

    def _accepted(self, answer: WrittenAnswer) -> Answer:
        """An accepted text. A pattern is none, and where it gives no points it only speaks to whoever is wrong."""
        share = _share(answer)
        text = self.plain(answer.text)
        if is_pattern(text):
            self.report += [left_out(self._block.line, Why.WILDCARD, text)] if share > 0 else []
            share = 0.0
        return Answer(literal_stars(text), share, self._feedback(answer))

    def _number(self, answer: WrittenAnswer) -> Answer:
        share = _share(answer)
        raw = unescaped(answer.text.raw).strip()
        if not raw and share == 0:
            return Answer("", 0.0, self._feedback(answer))
        value, tolerance = _value_of(raw, self._block.line)
        return Answer(value, share, self._feedback(answer), tolerance)


def _value_of(raw: str, line: int) -> tuple[str, float]:
    """The number that is meant and by how much an answer may differ."""
    try:
        return number_of(raw)
    except ValueError as error:
        raise BadSyntax(line, raw) from error


def _share(answer: WrittenAnswer) -> float:
    """The percent of the points that an accepted answer gives."""
    usual = 0.0 if answer.sign == "~" else FULL
    return usual if answer.weight is None else answer.weight


def _truth(answers: str) -> bool | None:
    return _TRUTHS.get(grammar.feedbacks(answers)[0].strip())


def _with_blank(stem: str, tail: str) -> str:
    """A stem that goes on after the answers has a blank in their place."""
    joined = tail if tail[:1] in {".", ",", "!", "?", ";", ":"} else f" {tail}"
    return f"{stem} {BLANK}{joined}".strip() if tail else stem
