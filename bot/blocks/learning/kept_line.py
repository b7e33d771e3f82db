"""How a certificate stands that is kept by practice, and what its year came to. Pure."""

from collections.abc import Sequence

from bot.blocks.message import Block, button, context, marked, section
from bot.blocks.mrkdwn import escape, escaped_line, literal
from bot.texts import Texts
from learning.certifications.definition import Continuous
from learning.continuous.values import Outcome, Week, Year

LONGEST_TITLE = 150
LONGEST_STEM = 300
LONGEST_SPOKEN = 75
MOST_MISSED = 3


def kept_fact(year: Year, texts: Texts) -> str:
    """How far a year is, in a few words."""
    answered, floor = texts.number(year.so_far.answered), texts.number(year.floor)
    return texts.continuing.kept.format(answered=answered, floor=floor)


def kept_line(year: Year, rule: Continuous, texts: Texts) -> str:
    """How a year stands, in words with the numbers; plain text."""
    said, so_far = texts.continuing, year.so_far
    counts = said.kept_until.format(
        date=texts.day(year.ends.date()),
        answered=texts.number(so_far.answered),
        floor=texts.number(year.floor),
        right=texts.number(so_far.right),
    )
    if not so_far.answered:
        return f"{counts} {said.nothing_answered}"
    # Enough is only what is so too if nothing more is answered.
    if year.at_the_end.passed:
        return f"{counts} {said.enough.format(percent=percent(so_far.mastery))}"
    if year.missing:
        return f"{counts} {said.so_far.format(percent=percent(so_far.mastery))} {said.more.of(year.missing)}"
    return f"{counts} {said.not_enough.format(percent=percent(so_far.mastery), needed=percent(rule.sure))}"


def percent(probability: float) -> str:
    """A probability as a percentage that is never said to be sure, nor impossible."""
    return f"{min(99, max(1, int(100 * probability)))}"


def rule_line(rule: Continuous, texts: Texts) -> str:
    """What a certification says of it; plain text."""
    return (
        f"{texts.continuing.rule.of(rule.weekly)}, {texts.continuing.rule_floor.format(count=texts.number(rule.floor))}"
    )


def ask_button(week: Week, texts: Texts) -> Block:
    """The button that asks the next question of the week."""
    said, title = texts.continuing, week.certification.definition.title
    spoken = literal(said.ask_spoken.format(title=title), LONGEST_SPOKEN)
    ask = button("continuous_next", said.ask.of(week.left), week.certification.id, spoken=spoken)
    return {**ask, "style": "primary"}


def week_section(week: Week, texts: Texts) -> Block:
    """How many questions of the week are left for a certificate, with the button that asks them."""
    title = escaped_line(week.certification.definition.title, LONGEST_TITLE)
    return section(texts.continuing.week_mrkdwn.format(title=title, count=week.left), ask_button(week, texts))


def outcome_line(outcome: Outcome, texts: Texts) -> str:
    """What the answers of a year were; plain text."""
    said = texts.continuing
    missing = [said.unanswered.of(outcome.unanswered)] if outcome.unanswered else []
    return " ".join(
        [said.answered.of(outcome.answered), said.rightly.format(count=texts.number(outcome.right)), *missing]
    )


def renewed_news(title: str, until: str, outcome: Outcome, texts: Texts) -> str:
    """That a certificate is renewed, as mrkdwn."""
    return texts.continuing.renewed_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), date=escape(until), answers=escape(outcome_line(outcome, texts))
    )


def not_renewed_news(title: str, outcome: Outcome, texts: Texts) -> str:
    """That a certificate has lapsed and was not renewed, as mrkdwn, with the way back."""
    said = texts.continuing
    first = said.not_renewed_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), answers=escape(outcome_line(outcome, texts))
    )
    return f"{first}\n{escape(said.way_back)}"


def missed_lines(stems: Sequence[str], texts: Texts) -> list[Block]:
    """What was missed last; nothing where nothing was."""
    if not stems:
        return []
    lines = [
        escape(texts.continuing.missed),
        *(f"• {escaped_line(stem, LONGEST_STEM)}" for stem in stems[:MOST_MISSED]),
    ]
    return [context(marked("\n".join(lines)))]
