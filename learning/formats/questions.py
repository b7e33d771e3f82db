"""Questions as the banks of other systems hold them, and the drafts that they become. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from learning.errors import BadItem, Found
from learning.formats.keys import key_from, key_of
from learning.formats.own_fields import quotes_of
from learning.formats.values import Import, LeftOut, Why, left_out
from learning.items.reading import checked
from learning.items.values import Difficulty, ItemDraft, Pool

FULL = 100.0
BLANK = "_____"
# Banks write a third as 33.33333.
_CLOSE = 0.001
_WILD = re.compile(r"(?<!\\)\*")


@dataclass(frozen=True)
class Answer:
    """An answer with the percent of the points that it gives.

    Attributes:
        tolerance: By how much a number may differ.
    """

    text: str
    fraction: float
    feedback: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True)
class Question:
    """A question of a bank.

    Attributes:
        where: Its line in the file.
        type: A key of our types.
        category: As the bank writes it ("$course$/top/Safety").
        answers: In the order of the file, which is the right one where entries are to be ordered; of a statement, what
            is said of each answer.
        pairs: What belongs together; a pair without a left side is a distractor.
        right: Of a statement, whether it is true.
        own: Our own fields, if the file was written here.
        left_out: What reading has left out already.
    """

    where: str
    name: str
    type: str
    stem: str
    rationale: str
    category: str
    answers: Sequence[Answer] = ()
    pairs: Sequence[tuple[str, str]] = ()
    right: bool = True
    case_sensitive: bool = False
    unit: str | None = None
    own: Mapping[str, Any] | None = None
    left_out: Sequence[LeftOut] = ()


class Unusable(Exception):
    """Nothing of a question can be taken."""

    def __init__(self, why: Why, fact: str = "", flaws: tuple[Found, ...] = ()) -> None:
        super().__init__(why)
        self.why, self.fact, self.flaws = why, fact, flaws


def imported(found: Sequence[Question | LeftOut]) -> Import:
    """What comes of a file, in its order; of several under one key the first goes in, but ours before any other."""
    ours = {question.own["key"] for question in found if isinstance(question, Question) and question.own}
    drafts: dict[str, ItemDraft] = {}
    foreign, report, lines = set[str](), list[LeftOut](), dict[str, str]()
    for one in found:
        if isinstance(one, LeftOut):
            report.append(one)
            continue
        try:
            draft, more = draft_from(one)
            if draft.key in drafts or (one.own is None and draft.key in ours):
                raise Unusable(Why.KEY_TWICE, draft.key)
        except Unusable as error:
            report.append(left_out(one.where, error.why, error.fact, error.flaws))
            continue
        drafts[draft.key], lines[draft.key] = draft, one.where
        if one.own is None:
            foreign.add(draft.key)
        report += more
    return Import(tuple(drafts.values()), tuple(report), frozenset(foreign), lines)


def draft_from(question: Question) -> tuple[ItemDraft, tuple[LeftOut, ...]]:
    """The draft that a question becomes, and what of it is left out.

    A question that was not written here is a draft for practice without proof, of the competency that its category
    names, under a key made of what it asks. Feedback on right answers explains them where nothing else does.

    Raises:
        Unusable: It is no question of ours.
    """
    question = _with_one_right(question)
    report = list(question.left_out)
    content = {"stem": question.stem, **_CONTENTS[question.type](question, report)}
    rationale = _rationale(question, report)
    if question.own is not None:
        return usable(_own_draft(question.own, question.type, content, rationale)), tuple(report)
    name, competency = question.name or question.stem, _competency(question.category)
    kind, pool = question.type, Pool.PRACTICE
    draft = usable(ItemDraft(key_from(name), kind, pool, content, rationale, competency, Difficulty.MEDIUM, ()))
    return replace(draft, key=key_of(name, {"type": kind, **draft.content})), tuple(report)


def usable(draft: ItemDraft) -> ItemDraft:
    """The draft as items are kept.

    Raises:
        Unusable: It can't be an item, with all that is wrong with it.
    """
    try:
        return checked(draft)
    except BadItem as bad:
        raise Unusable(Why.BAD_ITEM, bad.key, bad.flaws) from bad


# The questions of a category share it, however long it is.
@lru_cache(maxsize=64)
def _competency(category: str) -> str:
    """The key of the innermost name of a category; empty where it has no name of its own."""
    parts = [part.replace("//", "/").strip() for part in re.split(r"(?<!/)/(?!/)", category)]
    named = [part for part in parts if part and part != "top" and not re.fullmatch(r"\$\w+\$", part)]
    return key_from(named[-1]) if named else ""


def _own_draft(own: Mapping[str, Any], kind: str, content: Mapping[str, Any], rationale: str) -> ItemDraft:
    return ItemDraft(
        key=own["key"],
        type=kind,
        pool=Pool(own["pool"]),
        content=content,
        rationale=rationale,
        competency=own["competency"],
        difficulty=Difficulty(own["difficulty"]),
        quotes=quotes_of(own),
        scenario_key=own.get("scenario_key"),
        scenario=own.get("scenario"),
    )


def _with_one_right(question: Question) -> Question:
    """The question itself; one of which any of several answers is right becomes one in which to choose them all."""
    full = [answer for answer in question.answers if answer.fraction >= FULL]
    if question.type != "single_choice" or len(full) < 2:
        return question
    usual = shares([{"right": answer in full} for answer in question.answers])
    answers = [replace(answer, fraction=share) for answer, share in zip(question.answers, usual, strict=True)]
    report = [left_out(question.where, Why.SEVERAL_RIGHT, question.name or question.stem), *_other_credit(question)]
    return replace(question, type="multiple_choice", answers=answers, left_out=[*question.left_out, *report])


def _rationale(question: Question, report: list[LeftOut]) -> str:
    """Why the answer is right: what is said of the whole question, else what is said of right answers alone.

    What is said of an option stays with it. All else is for whoever gave one answer, and is reported.
    """
    if question.type in {"single_choice", "multiple_choice"}:
        return question.rationale
    is_graded = question.type != "ordering"
    right = [answer.feedback for answer in question.answers if is_graded and answer.fraction >= FULL]
    kept = [] if question.rationale else [text for text in right if text]
    said = [answer.feedback for answer in question.answers if answer.feedback]
    report += [left_out(question.where, Why.FEEDBACK, text) for text in said if text not in kept]
    return question.rationale or "\n".join(kept)


def _other_credit(question: Question) -> list[LeftOut]:
    """What answers give or take that are neither right nor simply wrong."""
    found = []
    for answer in question.answers:
        if answer.fraction < FULL and answer.fraction != 0:
            why = Why.PARTIAL_CREDIT if answer.fraction > 0 else Why.WEIGHTS
            found.append(left_out(question.where, why, f"{answer.fraction:g}% {answer.text}"))
    return found


def is_pattern(text: str) -> bool:
    """Whether an accepted text of Moodle's stands for others: a star stands for anything."""
    return _WILD.search(text) is not None


def literal_stars(text: str) -> str:
    """An accepted text of Moodle's whose stars are only stars."""
    return text.replace("\\*", "*")


def escaped_stars(text: str) -> str:
    """An accepted text as Moodle has to be told it."""
    return text.replace("*", "\\*")


def shares(options: Sequence[Mapping[str, Any]]) -> list[float]:
    """What choosing each option gives or takes where several are right, in percent, as we grade them ourselves."""
    right = sum(bool(option.get("right")) for option in options)
    gives, takes = FULL / max(1, right), FULL / max(1, len(options) - right)
    return [gives if option.get("right") else -takes for option in options]


def _single(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    report += _other_credit(question)
    return {"options": _options(question, lambda answer: answer.fraction >= FULL)}


def _multiple(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    options = _options(question, lambda answer: answer.fraction > 0)
    for answer, usual in zip(question.answers, shares(options), strict=True):
        if abs(answer.fraction - usual) > _CLOSE:
            report.append(left_out(question.where, Why.WEIGHTS, f"{answer.fraction:g}% {answer.text}"))
    return {"options": options}


def _options(question: Question, is_right: Callable[[Answer], bool]) -> list[dict[str, Any]]:
    if not any(is_right(answer) for answer in question.answers):
        raise Unusable(Why.NO_RIGHT_ANSWER, question.name or question.stem)
    return [_option(answer, is_right(answer)) for answer in question.answers]


def _option(answer: Answer, right: bool) -> dict[str, Any]:
    option: dict[str, Any] = {"text": answer.text}
    if right:
        option["right"] = True
    if answer.feedback:
        option["feedback"] = answer.feedback
    return option


def _true_false(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    return {"right": question.right}


def _matching(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    content: dict[str, Any] = {"pairs": [{"left": left, "right": right} for left, right in question.pairs if left]}
    distractors = [right for left, right in question.pairs if not left]
    return {**content, "distractors": distractors} if distractors else content


def _ordering(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    return {"entries": [answer.text for answer in question.answers]}


def _short_text(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    accepted = [answer.text for answer in _full(question, report) if answer.text]
    if not accepted:
        raise Unusable(Why.NO_RIGHT_ANSWER, question.name or question.stem)
    content: dict[str, Any] = {"accepted": accepted}
    return {**content, "case_sensitive": True} if question.case_sensitive else content


def _numeric(question: Question, report: list[LeftOut]) -> dict[str, Any]:
    full = _full(question, report)
    if not full:
        raise Unusable(Why.NO_RIGHT_ANSWER, question.name or question.stem)
    for other in full[1:]:
        report.append(left_out(question.where, Why.OTHER_RIGHT_ANSWER, other.text))
    content: dict[str, Any] = {"value": float(full[0].text), "tolerance": full[0].tolerance}
    return {**content, "unit": question.unit} if question.unit else content


def _full(question: Question, report: list[LeftOut]) -> list[Answer]:
    """The answers that give all points; what gives some is reported, what gives none was never right."""
    report += _other_credit(question)
    return [answer for answer in question.answers if answer.fraction >= FULL]


_CONTENTS: Mapping[str, Callable[[Question, list[LeftOut]], dict[str, Any]]] = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "short_text": _short_text,
    "numeric": _numeric,
}
TYPES = frozenset(_CONTENTS)
