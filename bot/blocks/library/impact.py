"""Which past answers a new edition touches, and what their askers are told. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.library.edition_card import LONGEST_LABEL, LONGEST_TITLE, person_mrkdwn
from bot.blocks.library.pages import Look, paged_view
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    plain,
    rich_quote,
    rich_section,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import clean, escape, escaped_line, one_line, shortened, units
from bot.texts import Texts
from knowledge.impact.values import Told, TouchedAnswer
from learning.standing.queries import NOTHING_HIT, Hit

LONGEST_QUESTION = 300
LONGEST_NOW = 600
# Slack takes so much as the value of a button.
LONGEST_VALUE = 2_000
# Of more answers than these their asker is told how many there are.
MOST_OF_AN_ASKER = 8


@dataclass(frozen=True)
class Impact:
    """What a published edition touches.

    Attributes:
        answers: How many past answers quote what it changed.
        told: How far their askers were told; None where nobody decided that yet.
        tells: Whether who reads this may have them told, and the holders of certificates.
        hit: Which items and certificates rest on what it changed.
    """

    edition_id: str
    title: str
    label: str
    answers: int
    told: Told | None
    tells: bool
    hit: Hit = NOTHING_HIT


@dataclass(frozen=True)
class YourAnswer:
    """An answer that its asker is told of.

    Attributes:
        now: What stands now in the place of what it quotes; None where nothing does.
        stands: Whether the quoted words stand there still.
        in_channel: Whether others can read the answer, which can be renewed there.
    """

    answer_id: str
    question: str
    asked_on: date
    now: str | None
    stands: bool
    in_channel: bool


def impact_card(impact: Impact, texts: Texts) -> Message:
    """The message that tells of the past answers, items and certificates which an edition touches."""
    said, hit = texts.impact, impact.hit
    names = {"title": escaped_line(impact.title, LONGEST_TITLE), "edition": escaped_line(impact.label, LONGEST_LABEL)}
    touched = said.touched_mrkdwn.of(impact.answers).format(**names) if impact.answers else ""
    line = touched or said.certificates_touched_mrkdwn.format(**names)
    known = [_told(impact.told, texts), texts.certificates.holders_told.of(hit.told) if hit.told else ""]
    see = [button("impact_see", said.see_them, impact.edition_id)] if impact.answers else []
    tell = [_tell(impact.edition_id, texts)] if impact.answers and impact.tells and impact.told is None else []
    holders = [_tell_holders(impact.edition_id, texts)] if impact.tells and hit.untold else []
    blocks = [
        section(line),
        *([section(escape(certified))] if (certified := _certified(hit, texts)) else []),
        *([context(plain(" ".join(how)))] if (how := [one for one in known if one]) else []),
        *([{"type": "actions", "elements": elements}] if (elements := [*see, *tell, *holders]) else []),
    ]
    return Message(line, stamped(blocks, f"impact:{impact.edition_id}"))


def impact_view(touched: Sequence[TouchedAnswer], look: Look, texts: Texts) -> Block:
    """A modal with the answers: when each question was asked, and by whom; its words only if all could read them."""
    if not touched:
        return paged_view(look, [[rich_text(rich_section(words(texts.impact.nothing_touched)))]], texts)
    return paged_view(look, [[section(_asked(one, texts))] for one in touched], texts)


def asker_notice(edition: tuple[str, str], answers: Sequence[YourAnswer], texts: Texts) -> Message:
    """The message that tells an asker what changed.

    Args:
        edition: Title and label.
        answers: The asker's own that quote what changed; at least one.
        texts: In the asker's language.
    """
    title, label = edition
    line = texts.impact.notice_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), edition=escaped_line(label, LONGEST_LABEL)
    )
    left = len(answers) - MOST_OF_AN_ASKER
    more = [context(plain(texts.impact.more_of_yours.of(left)))] if left > 0 else []
    told = [block for answer in answers[:MOST_OF_AN_ASKER] for block in _yours(answer, texts)]
    return Message(line, stamped([section(line), *told, *more], "asker_notice"))


def _told(told: Told | None, texts: Texts) -> str:
    if told is None:
        return ""
    said = texts.impact
    missing = [said.not_told.of(told.untold)] if told.untold else []
    return " ".join([said.askers_told.of(told.told), *missing])


def _certified(hit: Hit, texts: Texts) -> str:
    """What it does to exams and certificates, in plain words."""
    said = texts.certificates
    items = said.items_out.of(hit.quarantined) if hit.quarantined else ""
    if not hit.certificates:
        return items
    major = f" ({said.resting_major.of(hit.major)})" if hit.major else ""
    return f"{items} {said.resting.of(hit.certificates)}{major}.".strip()


def _tell_holders(edition_id: str, texts: Texts) -> Block:
    said = texts.certificates
    asked = {
        "title": plain(said.tell_holders_title),
        "text": plain(said.tell_holders_question),
        "confirm": plain(said.tell_holders),
        "deny": plain(texts.cancel),
    }
    return {**button("holders_tell", said.tell_holders, edition_id), "confirm": asked}


def _tell(edition_id: str, texts: Texts) -> Block:
    said = texts.impact
    asked = {
        "title": plain(said.tell_title),
        "text": plain(said.tell_question),
        "confirm": plain(said.tell_askers),
        "deny": plain(texts.cancel),
    }
    return {**button("askers_tell", said.tell_askers, edition_id), "style": "primary", "confirm": asked}


def _asked(one: TouchedAnswer, texts: Texts) -> str:
    day, person = escape(texts.day(one.asked_at.date())), person_mrkdwn(one.asker, texts)
    if one.question is None:
        return texts.impact.asked_privately_mrkdwn.format(date=day, person=person)
    question = escaped_line(one.question, LONGEST_QUESTION) or "…"
    channel = f"<#{one.channel}>" if one.channel.isalnum() else escape(one.channel)
    return texts.impact.asked_openly_mrkdwn.format(date=day, person=person, channel=channel, question=question)


def _yours(answer: YourAnswer, texts: Texts) -> Iterator[Block]:
    said = texts.impact
    question = escaped_line(answer.question, LONGEST_QUESTION) or "…"
    yield section(said.your_question_mrkdwn.format(date=escape(texts.day(answer.asked_on)), question=question))
    now = shortened(clean(answer.now or ""), LONGEST_NOW).strip()
    if answer.stands or not now:
        yield rich_text(rich_section(words(said.still_stands if answer.stands else said.now_removed)))
    else:
        yield rich_text(rich_section(words(said.now_edited)), rich_quote(words(now)))
    if buttons := _renewing(answer, texts):
        yield {"type": "actions", "elements": buttons}


def _renewing(answer: YourAnswer, texts: Texts) -> list[Block]:
    question = clean(answer.question).strip()
    fits = one_line(question, LONGEST_VALUE) != "" and units(question) <= LONGEST_VALUE
    again = [button("ask_prompt", texts.ask_again, question)] if fits else []
    renew = [button("regenerate", texts.impact.renew, answer.answer_id)] if answer.in_channel else []
    return [*again, *renew]
