"""What somebody is shown who is asked to answer in the guides' place. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.mentions import mention
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    header,
    marked,
    plain,
    rich_quote,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import ELLIPSIS, clean, escape, escaped_line, shortened
from bot.blocks.sources import DOT, heading_line
from bot.texts import Texts
from knowledge.answering.answer import Citation
from knowledge.standard.values import StandardAnswer

CARD = "gap_card"
ANSWER, NOT_MINE = "gap_answer", "gap_not_mine"
LONGEST_QUESTION = 1_000
LONGEST_NAME = 100
MOST_QUOTED = 3
LONGEST_QUOTE = 300
LONGEST_TITLE = 100
LONGEST_HEADING = 150


class Standing(StrEnum):
    """How it stands with what somebody was asked."""

    WAITING = "waiting"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    CLOSED = "closed"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class AskedCard:
    """What is shown.

    Attributes:
        question_id: The question for which the person is asked.
        question: As it was asked.
        asker: Who asked it; ``wanted_by`` is who wants a person to answer, often the same.
        channel: Where it was asked; None for a conversation of one person with the bot.
        others: How many other questions of the gap wait for an answer.
        is_unhelpful: Whether the guides did answer, and that did not help.
        is_guides: Whether the person is asked for a guide that is hers; else for looking after the library.
        is_partly: Whether the guides answer a part of it.
        cited: What was quoted to who asked, as far as the person may read it.
        before: What a person answered to something close to it.
        by: Who answered, ``at`` this time.
        next: Who was asked in the person's place, and has not handed it on too.
        others_asked: Who was asked too and may answer yet.
    """

    gap_id: str
    question_id: str
    question: str
    asker: str
    wanted_by: str
    asked_at: datetime
    channel: str | None
    others: int
    is_unhelpful: bool
    is_guides: bool
    standing: Standing
    is_partly: bool = False
    cited: tuple[Citation, ...] = ()
    before: StandardAnswer | None = None
    by: str | None = None
    at: datetime | None = None
    next: tuple[str, ...] = ()
    others_asked: tuple[str, ...] = ()


def asked_card(card: AskedCard, texts: Texts, news: Sequence[str] = ()) -> Message:
    """The message that asks, or says what became of it; ``news`` are sentences of what has just come of a press."""
    said = texts.asking
    title = said.title_unhelpful if card.is_unhelpful else said.title_partly if card.is_partly else said.title
    waits = card.standing is Standing.WAITING
    why = said.why_guides if card.is_guides else said.why_keeper
    others = f" {said.others.of(card.others)}" if card.others and waits else ""
    blocks = [
        header(title),
        section(_asks(card, texts)),
        context(marked(_where(card, texts))),
        *([context(plain(f"{why}{others}")), *_known(card, texts)] if waits else [section(_became(card, texts))]),
        *([section(escape(" ".join(news)))] if news else []),
        *([_buttons(f"{card.gap_id}:{card.question_id}", texts)] if waits else []),
    ]
    summary = _asks(card, texts) if waits else _became(card, texts)
    return Message(summary, stamped(blocks, f"{CARD}:{card.gap_id}:{card.standing.value}"))


def taken_back_card(texts: Texts) -> Message:
    """The card of a question that was taken back: nothing of it is left."""
    line = escape(texts.asking.taken_back)
    return Message(line, stamped([section(line)], f"{CARD}:gone"))


def standing_shown(blocks: Iterable[Mapping[str, Any]]) -> Standing | None:
    """How it stands as a card shows it; None for one that was taken back."""
    ids = (str(block.get("block_id") or "").split(":") for block in blocks)
    return next((Standing(parts[2]) for parts in ids if parts[0] == CARD and len(parts) > 3), None)


def people_mrkdwn(people: Sequence[str], texts: Texts) -> str:
    """People by name, as mrkdwn."""
    return ", ".join(person_mrkdwn(person, texts) for person in people)


def _asks(card: AskedCard, texts: Texts) -> str:
    said, question = texts.asking, escaped_line(card.question, LONGEST_QUESTION) or "…"
    wanted = person_mrkdwn(card.wanted_by, texts)
    if card.wanted_by == card.asker:
        return said.asks_mrkdwn.format(person=wanted, question=question)
    asker = person_mrkdwn(card.asker, texts)
    return said.wants_mrkdwn.format(person=wanted, asker=asker, question=question)


def _where(card: AskedCard, texts: Texts) -> str:
    said, day = texts.asking, escape(texts.day(card.asked_at.date()))
    if card.channel is None:
        return escape(said.asked_alone.format(date=texts.day(card.asked_at.date())))
    return said.asked_in_mrkdwn.format(channel=mention(card.channel, LONGEST_NAME), date=day)


def _known(card: AskedCard, texts: Texts) -> list[Block]:
    """What there is already that comes near an answer: from the guides, and of a person."""
    said, before = texts.asking, card.before
    blocks = [section(escape(said.guides_said))] if card.cited else []
    blocks += [block for one in card.cited[:MOST_QUOTED] for block in _cited(one, texts)]
    if before is not None:
        person, day = person_mrkdwn(before.by, texts), escape(texts.day(before.at.date()))
        line = said.answered_before_mrkdwn.format(person=person, date=day)
        blocks += [section(line), rich_text(rich_quote(words(_short(before.text))))]
    return blocks


def _cited(one: Citation, texts: Texts) -> list[Block]:
    title = texts.source_title.format(
        title=escaped_line(one.title, LONGEST_TITLE), edition=escaped_line(one.edition, LONGEST_TITLE)
    )
    heading, became = heading_line(one.heading, LONGEST_HEADING), escape(texts.standing(one.state))
    quote = rich_text(rich_quote(words(texts.quoted.format(text=_short(one.quote)))))
    return [quote, context(marked(DOT.join(part for part in (title, heading, became) if part)))]


def _short(text: str) -> str:
    # Slack takes no empty text.
    return shortened(clean(text).strip(), LONGEST_QUOTE) or ELLIPSIS


def _became(card: AskedCard, texts: Texts) -> str:
    said = texts.asking
    match card.standing:
        case Standing.PASSED_ON if card.next:
            return said.passed_on_mrkdwn.format(people=people_mrkdwn(card.next, texts))
        case Standing.PASSED_ON if card.others_asked:
            return said.still_with_mrkdwn.format(people=people_mrkdwn(card.others_asked, texts))
        case Standing.PASSED_ON:
            return escape(said.passed_to_nobody)
        case Standing.ANSWERED if card.by is not None and card.at is not None:
            day = escape(texts.day(card.at.date()))
            return said.answered_mrkdwn.format(person=person_mrkdwn(card.by, texts), date=day)
        case Standing.SET_ASIDE:
            return escape(said.set_aside)
        case _:
            return escape(said.closed)


def _buttons(value: str, texts: Texts) -> Block:
    said = texts.asking
    answer = {**button(ANSWER, said.answer, value), "style": "primary"}
    return {"type": "actions", "elements": [answer, button(NOT_MINE, said.not_mine, value)]}
