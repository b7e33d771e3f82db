"""What the certifications require, where a person stands with them, and what she can do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.learning.exam_message import LONGEST_TITLE, MOST_TEXT, extra
from bot.blocks.learning.figures import figure, moment_mrkdwn
from bot.blocks.learning.kept_line import rule_line
from bot.blocks.message import Block, Message, button, context, header, plain, section, stamped, text_units
from bot.blocks.mrkdwn import ELLIPSIS, escape, escaped_line, literal, one_line
from bot.texts import Texts
from bot.texts.counted import Counted
from learning.certifications.definition import Definition
from learning.errors import AlreadyOpen, ExamPassed, LearningError, OtherOpen, RenewalTooSoon, TooManyAttempts, TooSoon
from learning.requirements.states import RequirementStanding
from learning.standing.values import Standing

MOST_CARDS = 8
MOST_LINES = 8
LONGEST_LINE = 120
LONGEST_SUMMARY = 300
LONGEST_SPOKEN = 75
LONGEST_UNDONE = 300
DOT = " · "


@dataclass(frozen=True)
class Held:
    """A certificate that a person holds now; ``until`` is None where it never lapses."""

    since: date
    until: date | None
    standing: Standing


@dataclass(frozen=True)
class Card:
    """A certification as one person sees it.

    Attributes:
        factor: How much longer the person may take.
        left: How many attempts are left in this cycle; None for any number.
        why_not: Why the exam can't be begun now, if it can't.
        open_attempt: The id of the attempt that is open, with how many of how many questions are answered.
        undone: Where the exam is passed and no certificate issued for it: the titles of what else is still to be done.
            None where there is no such exam.
    """

    certification_id: str
    definition: Definition
    factor: float
    left: int | None
    why_not: LearningError | None
    open_attempt: tuple[str, int, int] | None
    requirements: tuple[RequirementStanding, ...]
    held: Held | None
    undone: tuple[str, ...] | None = None

    @property
    def has_passed(self) -> bool:
        """Whether no exam is ahead of the person now: it is passed, and can't be renewed yet."""
        return self.undone is not None or isinstance(self.why_not, ExamPassed | RenewalTooSoon)


def cards_message(cards: Sequence[Card], texts: Texts) -> Message:
    """All certifications."""
    said = texts.exam
    if not cards:
        blocks = [section(escape(said.no_certifications))]
        return Message(escape(said.no_certifications), stamped(blocks, "certify"))
    blocks, shown = [header(said.certifications)], 0
    for card in cards[:MOST_CARDS]:
        drawn = _card(card, texts)
        if text_units([*blocks, *drawn]) > MOST_TEXT:
            break
        blocks, shown = [*blocks, *drawn], shown + 1
    more = len(cards) - shown
    left = [context(plain(said.more_certifications.of(more)))] if more else []
    names = ", ".join(one_line(card.definition.title, LONGEST_TITLE) for card in cards[:shown])
    return Message(escape(f"{said.certifications}: {names}"), stamped([*blocks, *left], "certify"))


def _card(card: Card, texts: Texts) -> list[Block]:
    definition = card.definition
    title = f"*{escaped_line(definition.title, LONGEST_TITLE)}*"
    lines = [title, escaped_line(definition.summary, LONGEST_SUMMARY), *_exam(card, texts)]
    lines += [_requirement(one, texts) for one in card.requirements[:MOST_LINES]]
    stands = [line for line in (_holds(card, texts), _stands(card, texts)) if line]
    return [
        {"type": "divider"},
        section("\n".join(lines)),
        *(section(line) for line in stands),
        {"type": "actions", "elements": _buttons(card, texts)},
    ]


def _exam(card: Card, texts: Texts) -> list[str]:
    said, definition = texts.exam, card.definition
    passing = definition.passing
    tries = said.tries_any if card.left is None else said.tries_left.of(card.left)
    facts = [
        said.exam_items.of(sum(draw.count for draw in definition.draws)),
        said.pass_at.format(percent=figure(passing.percent, texts)),
        time_limit(definition, card.factor, texts),
        *([] if card.has_passed else [tries, *_wait(said.tries_wait, card)]),
        *([rule_line(definition.continuous, texts)] if definition.continuous is not None else []),
    ]
    return [escape(DOT.join(facts)), *(f"•  {escaped_line(line, LONGEST_LINE)}" for line in _minimums(card, texts))]


def _wait(form: Counted, card: Card) -> list[str]:
    """How long one has to wait after an attempt that is not passed, where there is another to wait for."""
    days = card.definition.waiting_days
    return [form.of(days)] if days and card.left not in (0, 1) else []


def _minimums(card: Card, texts: Texts) -> list[str]:
    """What is needed in each part: in one line where it is the same in all."""
    said, minimums = texts.exam, card.definition.passing.minimums
    titles = {one.key: one.title for one in card.definition.competencies}
    if minimums.keys() == titles.keys() and len(set(minimums.values())) == 1:
        return [said.pass_each.format(percent=figure(next(iter(minimums.values())), texts))]
    lines = [
        said.pass_minimum.format(percent=figure(percent, texts), competency=titles.get(key, key))
        for key, percent in minimums.items()
    ]
    return [*lines[:MOST_LINES], *([ELLIPSIS] if len(lines) > MOST_LINES else [])]


def time_limit(definition: Definition, factor: float, texts: Texts) -> str:
    """How much time there is, with the personal factor; plain text."""
    if definition.minutes is None:
        return texts.exam.no_limit
    minutes = round(definition.minutes * factor)
    return extra(factor, texts.exam.minutes.of(minutes), texts)


def undone_line(undone: Sequence[str], texts: Texts) -> str:
    """What is still to be done for a certificate, by the titles of it; plain text."""
    return texts.exam.still_undone.format(requirements=one_line(", ".join(undone), LONGEST_UNDONE))


def _requirement(standing: RequirementStanding, texts: Texts) -> str:
    line = f"{one_line(standing.requirement.title, LONGEST_LINE)}: {texts.exam.states[standing.state]}"
    if standing.due is not None and not standing.is_done:
        line = f"{line} ({texts.requirements.due.format(date=texts.day(standing.due))})"
    return f"•  {escape(line)}"


def _holds(card: Card, texts: Texts) -> str:
    if card.held is None:
        return ""
    said = texts.exam
    until = card.held.until
    lapses = said.certificate_lapses.format(date=texts.day(until)) if until is not None else said.certificate_stays
    lines = [said.certificate_held.format(date=texts.day(card.held.since)), lapses]
    if card.held.standing is not Standing.CURRENT:
        lines.append(said.certificate_stands.format(standing=texts.certificates.standings[card.held.standing]))
    return escape(" ".join(lines))


def _stands(card: Card, texts: Texts) -> str:
    said = texts.exam
    if card.open_attempt is not None:
        _, answered, count = card.open_attempt
        return escape(said.begun.format(answered=texts.number(answered), count=texts.number(count)))
    if card.undone is not None:
        return escape(f"{said.exam_passed} {undone_line(card.undone, texts)}" if card.undone else said.passed_ready)
    match card.why_not:
        case RenewalTooSoon():
            return escape(said.renewable_from.format(date=texts.day(card.why_not.until.date())))
        case TooSoon():
            return said.result.again_from.format(time=moment_mrkdwn(card.why_not.until, texts))
        case OtherOpen():
            title = one_line(card.why_not.title, LONGEST_TITLE)
            return escape(texts.learning.other_open.format(title=title))
        case TooManyAttempts():
            return escape(said.result.no_try_left)
        case _:
            return ""


def _buttons(card: Card, texts: Texts) -> list[Block]:
    said, key, title = texts.exam, card.certification_id, one_line(card.definition.title, LONGEST_TITLE)
    found: list[Block] = []
    if card.open_attempt is not None or isinstance(card.why_not, AlreadyOpen):
        attempt_id = card.open_attempt[0] if card.open_attempt is not None else ""
        found.append(_spoken("exam_resume", said.go_on, attempt_id, said.go_on_spoken, title))
    else:
        found.append(_spoken("practice_start", said.practise, key, said.practise_spoken, title))
        if card.why_not is None and card.undone is None:
            begin = _spoken("exam_start", said.begin, key, said.begin_spoken, title)
            found.append({**begin, "style": "primary", "confirm": _confirm(card, texts)})
    certificate = button("certificate_open", said.my_certificate, key)
    if card.undone is not None:
        found.insert(0, {**certificate, "style": "primary"})
    elif card.held is not None:
        found.append(certificate)
    if any(not one.is_done for one in card.requirements):
        found.append(button("requirement_submit", said.submit_evidence, key))
    return found


def _spoken(action: str, label: str, value: str, spoken: str, title: str) -> Block:
    return button(action, label, value, spoken=literal(spoken.format(title=title), LONGEST_SPOKEN))


def _confirm(card: Card, texts: Texts) -> Block:
    said, minutes = texts.exam, card.definition.minutes
    text = said.begin_sure
    if minutes is not None:
        text = said.begin_sure_timed.format(time=time_limit(card.definition, card.factor, texts))
    used = [said.uses_try.of(card.left)] if card.left else []
    text = " ".join([*used, *_wait(said.wait_after, card), text])
    return {
        "title": plain(said.begin_title),
        "text": plain(literal(text, 300)),
        "confirm": plain(said.begin),
        "deny": plain(said.not_now),
    }
