"""What an answer that a model worded has more than quotes: its sentences, the proof of each, and what it is. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.blocks.learning.figures import moment_mrkdwn, moment_plain
from bot.blocks.message import Block, context, marked, plain, rich_quote, rich_section, rich_text, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, literal, shortened, units
from bot.blocks.shares import share_limit
from bot.texts import Texts
from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode
from knowledge.answering.trace import Trace

LONGEST_LINE = 1_000


def about(answer: Answer, texts: Texts) -> list[Block]:
    """What a reader is to know of how an answer was made: as what it was understood, who worded it, or why nobody."""
    said = texts.worded
    lines = [said.understood.format(question=answer.understood)] if answer.understood else []
    lines += [said.about] if answer.mode is Mode.WORDED else []
    why = fallback_line(answer, texts, moment_mrkdwn) if answer.citations else None
    return [*(context(plain(literal(line, LONGEST_LINE))) for line in lines), *([context(marked(why))] if why else [])]


def fallback_line(answer: Answer, texts: Texts, said: Callable[[datetime, Texts], str] = moment_plain) -> str | None:
    """Why an answer is in the guides' own words, if there is a model; ``said`` tells a moment."""
    if answer.fallback is None:
        return None
    again = said(answer.worded_from, texts) if answer.worded_from is not None else texts.worded.midnight
    return texts.worded.fallbacks[answer.fallback].format(moment=again)


def model_line(answer: Answer | None, trace: Trace, texts: Texts) -> str:
    """Which model worded an answer, or was asked in vain; or that none was asked."""
    said = texts.worded
    if not trace.model:
        return said.no_model
    form = said.model if answer is not None and answer.mode is Mode.WORDED else said.model_asked
    return form.format(model=trace.model, version=trace.prompt_version)


def lengths(sentences: Sequence[AnswerSentence], citations: Sequence[Citation], room: int) -> int:
    """How long each sentence and each quote may be."""
    said = [units(clean(sentence.text)) for sentence in sentences]
    return share_limit([*said, *(units(clean(citation.quote)) for citation in citations)], room)


def sentences_block(sentences: Sequence[AnswerSentence], limit: int) -> Block:
    """The sentences as one paragraph, each with its numbers."""
    parts: list[Block] = []
    for sentence in sentences:
        numbers = "".join(f" [{number}]" for number in sentence.citations)
        parts += [words(shortened(clean(sentence.text), limit)), words(numbers, bold=True), words(" ")]
    return rich_text(rich_section(*parts[:-1]))


def proof_block(citation: Citation, texts: Texts, limit: int) -> Block:
    """What a source says, word for word, with its number."""
    opening, closing = texts.quoted.split("{text}")
    # Slack takes no empty text.
    quote = shortened(clean(citation.quote), limit) or ELLIPSIS
    number = words(f" [{citation.number}]", bold=True)
    return rich_text(rich_quote(words(opening), words(quote), words(closing), number))
