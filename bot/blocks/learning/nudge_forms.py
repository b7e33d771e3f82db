"""A reminder to learners of a cohort: the modal in which it is written, its preview, and the message. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.blocks.learning.cohorts_panel import people_mrkdwn, state_of
from bot.blocks.library.bar import small
from bot.blocks.library.choices import field, form, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, context, plain, rich_quote, rich_text, section, stamped, words
from bot.blocks.mrkdwn import clean, escape, escaped_line, literal
from bot.texts import Texts
from learning.cohorts.values import LONGEST_WORDS, NoNudge, NudgePlan, Track

ASK_FORM, SURE_FORM = "cohort_nudge_asked", "cohort_nudge_sure"
STATE, WORDS = "state", "words"
MOST_NAMED = 60
LONGEST_NAME = 150
# Whoever stands so has something to do, and can be reached.
STATES = (Track.OVERDUE, Track.DUE_SOON, Track.EXPIRING, Track.LAPSED, Track.ON_TRACK)


@dataclass(frozen=True)
class Asked:
    """A reminder that was written, before it is sent.

    Attributes:
        noted: What the Home tab shows, with the cohort.
        state: Who is to get it: those who stand so.
        seen: A digest of those whom its preview showed; empty before there was one.
    """

    noted: str
    state: Track
    words: str
    seen: str = ""


def digest(people: Sequence[str]) -> str:
    """A digest of these people: another one where others are to be reached."""
    return f"{len(people)}-{crc32(','.join(sorted(people)).encode()):08x}"


def ask_form(noted: str, state: Track | None, texts: Texts) -> Block:
    """The modal in which a reminder is written; ``state`` is chosen to begin with."""
    said = texts.nudges
    states = [option(texts.cohorts.states[one], one.value) for one in STATES]
    entry = {"type": "plain_text_input", "action_id": WORDS, "multiline": True, "max_length": LONGEST_WORDS}
    first = (state if state in STATES else Track.OVERDUE) or Track.OVERDUE
    blocks = [
        field(STATE, said.states, select(STATE, states, first.value)),
        field(WORDS, said.words, {**entry, "initial_value": said.first_words}, hint=said.words_hint),
    ]
    return form(ASK_FORM, said.title, said.next, texts.cancel, noted, blocks)


def asked(view: Mapping[str, Any]) -> Asked:
    """What was written, and for whom."""
    values = view["state"]["values"]
    state = state_of(str(values[STATE][STATE]["selected_option"]["value"])) or Track.OVERDUE
    words_given = clean(str(values[WORDS][WORDS].get("value") or ""))
    return Asked(view["private_metadata"], state, words_given.strip())


def sure_form(wanted: Asked, plan: NudgePlan, cohort: str, by: str, texts: Texts, *, changed: bool = False) -> Block:
    """The preview: the exact words, who gets them and who does not, with why; it can be sent where anybody does.

    Args:
        wanted: What was written.
        plan: Whom it reaches.
        cohort: What the cohort is called.
        by: Who sends it.
        texts: In her language.
        changed: Whether it has changed whom it reaches since she looked at it before.
    """
    said = texts.nudges
    held = {"noted": wanted.noted, "state": wanted.state.value, "words": wanted.words, "seen": digest(plan.to)}
    to = f"{escape(said.preview_to.of(len(plan.to)))} {people_mrkdwn(plan.to, MOST_NAMED, texts)}"
    blocks = [
        *([section(f"*{escape(said.preview_changed)}*")] if changed else []),
        section(f"*{escape(said.preview)}*"),
        *_said(wanted.words, cohort, by, texts),
        {"type": "divider"},
        section(to if plan.to else escape(said.preview_nobody)),
        *_not_to(plan, texts),
    ]
    found = form(SURE_FORM, said.title, said.send, texts.cancel, json.dumps(held, ensure_ascii=False), blocks)
    if not plan.to:
        found.pop("submit")
    return found


def sure(view: Mapping[str, Any]) -> Asked:
    """The reminder whose preview was sent on."""
    held = json.loads(view["private_metadata"])
    return Asked(held["noted"], Track(held["state"]), held["words"], held["seen"])


def nudge_message(given: str, cohort: str, by: str, nudge_id: str, texts: Texts) -> Message:
    """What a learner gets."""
    blocks = _said(given, cohort, by, texts)
    return Message(blocks[0]["text"]["text"], stamped(blocks, f"nudge:{nudge_id}"))


def _said(given: str, cohort: str, by: str, texts: Texts) -> list[Block]:
    said = texts.nudges
    names = {"person": person_mrkdwn(by, texts), "cohort": escaped_line(cohort, LONGEST_NAME)}
    return [
        section(said.from_mrkdwn.format(**names)),
        rich_text(rich_quote(words(clean(given)))),
        context(plain(literal(said.rarely, LONGEST_NAME * 2))),
    ]


def _not_to(plan: NudgePlan, texts: Texts) -> list[Block]:
    """Those who do not get it, by why."""
    said = texts.nudges
    if not plan.not_to:
        return []
    reasons = {
        reason: [person for person, why in plan.not_to.items() if why is reason]
        for reason in NoNudge
        if reason in plan.not_to.values()
    }
    lines = (
        section(said.reasons[reason].format(people=people_mrkdwn(people, MOST_NAMED, texts)))
        for reason, people in reasons.items()
    )
    return [small(escape(said.preview_not_to.of(len(plan.not_to)))), *lines]
