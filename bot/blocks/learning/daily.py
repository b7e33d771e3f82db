"""The message of the day that asks a person to practise, and what came of its buttons. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.blocks.learning.kept_line import week_section
from bot.blocks.message import Block, Message, button, section, stamped
from bot.blocks.mrkdwn import escape
from bot.blocks.sources import DOT
from bot.texts import Texts
from learning.continuous.values import Week
from learning.practice.values import Today

# How long a question takes, in seconds, as people are told.
SECONDS_EACH = 25
LEAST_STREAK = 2
MOST_WEEKS = 5


def minutes(questions: int) -> int:
    """About how many minutes so many questions take; one at least."""
    return max(1, round(questions * SECONDS_EACH / 60))


def daily_message(today: Today, notice_id: str, texts: Texts, weeks: Sequence[Week] = ()) -> Message:
    """So many questions wait, they take so long, and a button begins.

    Args:
        today: What is due.
        notice_id: Of the notice that the message is.
        texts: In which language.
        weeks: The questions of this week by which certificates are kept, of which some are left: each has its button.
    """
    said, count = texts.daily, today.due + today.new + sum(week.left for week in weeks)
    facts = DOT.join([said.waiting.of(count), said.minutes.of(minutes(count))])
    kept = said.streak.of(today.streak.days) if today.streak.days >= LEAST_STREAK else ""
    text = "\n".join(line for line in (f"*{escape(said.title)}*", escape(facts), escape(kept)) if line)
    start = {**button("practice_due", said.start, notice_id, spoken=said.start_spoken), "style": "primary"}
    pause = button("practice_pause", said.pause, notice_id, spoken=said.pause_spoken)
    begins = [start] if today.due + today.new else []
    buttons: Block = {"type": "actions", "elements": [*begins, pause, settings_button(texts)]}
    blocks = [section(text), *(week_section(week, texts) for week in weeks[:MOST_WEEKS]), buttons]
    return Message(escape(f"{said.title}: {facts}"), stamped(blocks, f"daily:{notice_id}"))


def paused_message(through: date, texts: Texts) -> Message:
    """Practice is paused, and can go on."""
    line = texts.daily.paused.format(date=texts.day(through))
    go_on = button("practice_go_on", texts.daily.go_on, "go_on")
    blocks = [section(escape(line)), {"type": "actions", "elements": [go_on, settings_button(texts)]}]
    return Message(escape(line), stamped(blocks, f"paused:{through.isoformat()}"))


def goes_on_message(hour: int | None, texts: Texts) -> Message:
    """Practice goes on, from this hour of each day; None for who wants no daily questions."""
    line = texts.daily.goes_on.at(hour) if hour is not None else texts.daily.goes_on_off
    blocks = [section(escape(line)), {"type": "actions", "elements": [settings_button(texts)]}]
    return Message(escape(line), stamped(blocks, "goes_on"))


def settings_button(texts: Texts) -> Block:
    """The button that opens how a person wants to be reached."""
    return button("preferences_open", texts.daily.settings, "open", spoken=texts.preferences.change_spoken)


def closing_line(today: Today, next_day: date | None, texts: Texts) -> str:
    """What is said when the last question of a day is answered: plain text.

    Args:
        today: What there was.
        next_day: The day on which the next questions come; None where none are planned.
        texts: In which language.
    """
    said = texts.daily
    kept = said.streak.of(today.streak.days) if today.streak.days >= LEAST_STREAK else ""
    following = said.done_next.format(date=texts.day(next_day)) if next_day is not None else said.done_nothing_next
    return " ".join(line for line in (said.done.of(today.answered_today), kept, following) if line)
