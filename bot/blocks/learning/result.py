"""What an exam came to, and each question that was missed in it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate

from bot.blocks.learning.certification_card import undone_line
from bot.blocks.learning.exam_message import LONGEST_TITLE, MOST_TEXT, asked
from bot.blocks.learning.figures import figure, moment_mrkdwn
from bot.blocks.learning.proofs import Proven, proof_blocks
from bot.blocks.message import (
    Block,
    Message,
    button,
    rich_list,
    rich_section,
    rich_text,
    section,
    stamped,
    text_units,
    words,
)
from bot.blocks.mrkdwn import clean, escape, literal, one_line, shortened, units
from bot.texts import Texts
from knowledge.evidence.schemes import Scheme
from learning.attempts.values import Result
from learning.certifications.definition import Definition
from learning.errors import LearningError, TooManyAttempts, TooSoon
from learning.results.values import Missed

LONGEST_PART = 1_800
LONGEST_ASKED = 2_500
LONGEST_COMPETENCY = 200
LONGEST_SPOKEN = 75


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to.

    Attributes:
        missed: How many questions.
        ended_by_time: The deadline, where the attempt ended by it.
        not_again: Why the person can't begin another attempt now, if she can't.
        undone: The titles of what is still to be done for the certificate, where it is passed.
        short: Whether it was a short exam on what changed.
    """

    attempt_id: str
    certification_id: str
    definition: Definition
    result: Result
    missed: int
    ended_by_time: datetime | None
    not_again: LearningError | None
    undone: tuple[str, ...] = ()
    short: bool = False


def result_message(outcome: Outcome, texts: Texts) -> Message:
    """Whether it was passed, by which rule, and what can be done next."""
    said = texts.exam.result
    before = [_verdict(outcome, texts), rich_text(rich_section(words(_rule(outcome, texts))))]
    after = [*_noted(outcome, texts), _next(outcome, texts)]
    room = MOST_TEXT - text_units([*before, *after]) - units(said.by_competency)
    lines = _competencies(outcome, texts)
    shown = [line for line, upto in zip(lines, accumulate(map(units, lines)), strict=True) if upto <= room]
    left = [said.more_parts.of(len(lines) - len(shown))] if len(shown) < len(lines) else []
    parts = rich_text(rich_section(words(said.by_competency)), rich_list([*shown, *left]))
    return Message(_summary(outcome, texts), stamped([*before, parts, *after], "exam_result"))


def verdict_message(outcome: Outcome, texts: Texts) -> Message:
    """The same without its details, for where Slack does not take them."""
    return Message(_summary(outcome, texts), stamped([_verdict(outcome, texts), _next(outcome, texts)], "exam_result"))


def missed_message(missed: Missed, proven: Proven, texts: Texts, today: date, schemes: Mapping[str, Scheme]) -> Message:
    """A question that was missed: what was answered, what is right, why, and where that stands."""
    said, number = texts.exam, texts.number(missed.position)
    title = (said.result.missed if missed.given else said.result.not_answered).format(number=number)
    if missed.credit > 0:
        title = said.result.missed_partly.format(number=number, percent=figure(100 * missed.credit, texts))
    given = said.result.you_answered.format(text=missed.given) if missed.given else said.result.you_did_not_answer
    blocks = [
        section(f"*{escape(title)}*"),
        *asked(missed.scenario, missed.stem, texts, LONGEST_ASKED),
        *answered_blocks(given, missed.right, missed.rationale, texts),
        *proof_blocks(proven, texts, today, schemes),
    ]
    return Message(escape(title), stamped(blocks, "exam_missed"))


def answered_blocks(given: str, right: str, rationale: str, texts: Texts) -> list[Block]:
    """What was answered, what is right, and why."""
    said = texts.exam
    lines = (given, said.result.right_answer.format(text=right), said.result.why.format(text=rationale))
    return [rich_text(rich_section(words(shortened(clean(line), LONGEST_PART)))) for line in lines]


def score_line(result: Result, texts: Texts) -> str:
    """Points and percent; plain text."""
    score = result.score
    return texts.exam.result.score.format(
        points=figure(score.points, texts), of=figure(score.of, texts), percent=figure(score.percent, texts)
    )


def _verdict(outcome: Outcome, texts: Texts) -> Block:
    return section(f"*{escape(_passed(outcome, texts))}*\n{escape(score_line(outcome.result, texts))}")


def _summary(outcome: Outcome, texts: Texts) -> str:
    return escape(f"{_passed(outcome, texts)}. {score_line(outcome.result, texts)}")


def _passed(outcome: Outcome, texts: Texts) -> str:
    said = texts.exam.result
    title = one_line(outcome.definition.title, LONGEST_TITLE)
    title = texts.short_exam.title.format(title=title) if outcome.short else title
    return (said.passed if outcome.result.passed else said.not_passed).format(title=title)


def _rule(outcome: Outcome, texts: Texts) -> str:
    said, needed = texts.exam, outcome.definition.passing.percent
    rule = said.result.rule.format(percent=figure(needed, texts))
    reached = outcome.result.score.of > 0 and outcome.result.score.percent + 1e-9 >= needed
    return (said.result.rule_reached if reached else said.result.rule_missed).format(rule=rule)


def _competencies(outcome: Outcome, texts: Texts) -> list[str]:
    said, definition = texts.exam, outcome.definition
    titles, scored = {one.key: one.title for one in definition.competencies}, outcome.result.score.by_competency
    lines = []
    for key in [*(key for key in titles if key in scored), *(key for key in scored if key not in titles)]:
        points, of = scored[key]
        title = one_line(titles.get(key, key), LONGEST_COMPETENCY)
        line = said.result.competency.format(title=title, points=figure(points, texts), of=figure(of, texts))
        needed = definition.passing.minimums.get(key)
        if needed is not None and of:
            is_reached = 100 * points / of + 1e-9 >= needed
            form = said.result.competency_reached if is_reached else said.result.competency_missed
            line = form.format(line=line, percent=figure(needed, texts))
        lines.append(line)
    return lines


def _noted(outcome: Outcome, texts: Texts) -> list[Block]:
    said = texts.exam
    due = outcome.ended_by_time
    lines = [
        said.result.by_time.format(time=moment_mrkdwn(due, texts)) if due is not None else "",
        escape(said.result.regraded) if outcome.result.regrade_id is not None else "",
        escape(said.result.missed_below.of(outcome.missed) if outcome.missed else said.result.nothing_missed),
        "" if outcome.result.passed else _again(outcome.not_again, texts),
        escape(undone_line(outcome.undone, texts)) if outcome.undone else "",
    ]
    return [section(line) for line in lines if line]


def _again(why_not: LearningError | None, texts: Texts) -> str:
    said = texts.exam
    match why_not:
        case TooSoon():
            return said.result.again_from.format(time=moment_mrkdwn(why_not.until, texts))
        case TooManyAttempts():
            return escape(said.result.no_try_left)
        case None:
            return escape(said.result.again_now)
        case _:
            return ""


def _next(outcome: Outcome, texts: Texts) -> Block:
    said, key = texts.exam, outcome.certification_id
    if outcome.result.passed:
        submit = [button("requirement_submit", said.submit_evidence, key)] if outcome.undone else []
        return {"type": "actions", "elements": [button("certificate_open", said.my_certificate, key), *submit]}
    spoken = literal(said.practise_spoken.format(title=outcome.definition.title), LONGEST_SPOKEN)
    return {"type": "actions", "elements": [button("practice_start", said.practise, key, spoken=spoken)]}
