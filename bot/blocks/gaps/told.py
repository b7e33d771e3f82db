"""What askers and owners are told of a gap: who was asked, what a person answers, that the guides answer now. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.gaps.card import people_mrkdwn
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import (
    Block,
    Message,
    button,
    context,
    marked,
    plain,
    rich_quote,
    rich_section,
    rich_text,
    section,
    stamped,
    words,
)
from bot.blocks.mrkdwn import clean, escape, escaped_line, shortened
from bot.texts import Texts

ASK = "ask_person"
LONGEST_QUESTION = 300
LONGEST_QUOTE = 400
LONGEST_TITLE = 100
# Slack takes 50 blocks, and 13,200 units of text in all of them.
MOST_TOLD = 10
MOST_ASKERS = 10


@dataclass(frozen=True)
class NowAnswered:
    """A question that was asked in vain, and is answered now.

    Attributes:
        question: As it was asked.
        quote: The first sentence of its newest answer.
        source: Title and edition of the guide that it is from; None where a person said it.
        link: To the message that shows it; None where that is not known.
    """

    question: str
    asked_on: date
    quote: str
    source: tuple[str, str] | None
    link: str | None


def person_answers(by: str, askers: Sequence[str], text: str, owner: str, texts: Texts) -> Message:
    """A person's answer where it was asked, letter for letter.

    Args:
        by: Who answers.
        askers: Who asked there.
        text: What the person wrote.
        owner: Begins the ids of its blocks.
        texts: In the language of those who read there.
    """
    line = texts.asking.answers_mrkdwn.format(
        person=person_mrkdwn(by, texts), askers=people_mrkdwn(askers[:MOST_ASKERS], texts)
    )
    return Message(line, stamped([section(line), *_said(text, texts)], owner))


def person_answers_you(by: str, asker: str, questions: Sequence[str], text: str, owner: str, texts: Texts) -> Message:
    """The same in the asker's own conversation with the bot; ``questions`` are the asker's."""
    line = texts.asking.answers_mrkdwn.format(person=person_mrkdwn(by, texts), askers=person_mrkdwn(asker, texts))
    asked = [
        context(marked(texts.asking.your_question_mrkdwn.format(question=escaped_line(one, LONGEST_QUESTION) or "…")))
        for one in questions[:MOST_TOLD]
    ]
    return Message(line, stamped([section(line), *asked, *_said(text, texts)], owner))


def answered_now(found: Sequence[NowAnswered], owner: str, texts: Texts) -> Message:
    """That the guides, or a standard answer, answer what somebody asked in vain."""
    title = texts.asking.answered_now.of(len(found))
    blocks = [block for one in found[:MOST_TOLD] for block in _now(one, texts)]
    return Message(escape(title), stamped([section(escape(title)), *blocks], owner))


def still_open(questions: Sequence[str], hidden: int, owner: str, texts: Texts) -> Message:
    """What of a gap is not answered although some of it is now; ``hidden`` are not for the reader's eyes."""
    said = texts.asking
    lines = [f"•  {escaped_line(one, LONGEST_QUESTION) or '…'}" for one in questions[:MOST_TOLD]]
    left = max(0, len(questions) - MOST_TOLD) + hidden
    more = [context(plain(said.still_open.of(left)))] if left > 0 else []
    blocks = [section(said.still_open_mrkdwn), *(section(line) for line in lines), *more]
    return Message(said.still_open_mrkdwn, stamped(blocks, owner))


def given_to_you(by: str, texts: Texts) -> Message:
    """That somebody gave the reader a gap; none of its words, which may be taken back."""
    line = texts.asking.given_mrkdwn.format(person=person_mrkdwn(by, texts))
    return Message(line, stamped([section(line)], "gap_given"))


def ask_button(answer_id: str, texts: Texts) -> Block:
    """The button that gets a person to answer."""
    return button(ASK, texts.asking.ask_person, answer_id, spoken=texts.asking.ask_person_spoken)


def _said(text: str, texts: Texts) -> list[Block]:
    return [rich_text(rich_section(words(clean(text).strip() or "…"))), context(plain(texts.asking.of_a_person))]


def _now(one: NowAnswered, texts: Texts) -> list[Block]:
    said = texts.asking
    question = escaped_line(one.question, LONGEST_QUESTION) or "…"
    line = said.answered_now_mrkdwn.format(date=escape(texts.day(one.asked_on)), question=question)
    see = f"<{one.link}|{escape(said.see_answer)}>" if one.link is not None else ""
    quote = shortened(clean(one.quote).strip(), LONGEST_QUOTE)
    below = " · ".join(part for part in (_source(one.source, texts), see) if part)
    return [
        section(line),
        *([rich_text(rich_quote(words(quote)))] if quote else []),
        *([context(marked(below))] if below else []),
    ]


def _source(source: tuple[str, str] | None, texts: Texts) -> str:
    if source is None:
        return ""
    title, edition = source
    return texts.source_title.format(
        title=escaped_line(title, LONGEST_TITLE), edition=escaped_line(edition, LONGEST_TITLE)
    )
