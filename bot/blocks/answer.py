"""An answer as a message: sentences as they are quoted, their sources, and what can be done with it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.cautions import LONGEST_CAUTION, caution_line, is_contrary
from bot.blocks.controls import answer_controls
from bot.blocks.mentions import mention
from bot.blocks.message import (
    Block,
    Message,
    context,
    header,
    marked,
    plain,
    rich_list,
    rich_quote,
    rich_section,
    rich_text,
    section,
    stamped,
    text_units,
    words,
)
from bot.blocks.mrkdwn import clean, escaped_line, literal, one_line, shortened, units
from bot.blocks.shares import share_limit
from bot.blocks.sources import STEP, WIDEST_SOURCE, source_section
from bot.blocks.standard import standard_blocks, standard_summary
from bot.blocks.worded import about, lengths, proof_block, sentences_block
from bot.texts import Texts
from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode, Related
from knowledge.answering.cautions import AnswerCaution, cautions_of
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.values import Manner
from knowledge.evidence.schemes import Scheme, shipped_schemes

# Slack takes 13,200 units of text in all blocks of a message, and 50 blocks.
MOST_TEXT = 12_500
# Sources are never cut off: a sentence whose sources have no room is left out as a whole.
MOST_SOURCES = 16
ROOM_FOR_SOURCES = 6_400
LONGEST_LINE = 300
LONGEST_NOTE = 1_000
LONGEST_TITLE = 150


@dataclass(frozen=True)
class _Shown:
    """The part of an answer that is shown: whole sentences with all their sources."""

    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    left_out: int


def answer_message(
    answer: Answer,
    *,
    answer_id: str,
    texts: Texts,
    today: date,
    private: bool = False,
    asked: str | None = None,
    note: str | None = None,
    manner: Manner | None = Manner.FOLLOW,
    schemes: Mapping[str, Scheme] | None = None,
) -> Message:
    """The message that gives an answer.

    Whatever the texts of guides and people hold, it stays within Slack's limits: when it would be too long, sentences
    are shortened, sources are not.

    Args:
        answer: What the guides say.
        answer_id: Stands in the values of all buttons.
        texts: In the reader's language.
        today: From which ages are counted.
        private: Only the asker sees it: it can be shared, and has no thread to behave in.
        asked: Who asked what, as ``asked_line`` makes it.
        note: One more line, as plain text.
        manner: How the assistant behaves in the thread at present; None where it can be told nothing of that kind, as
            in a direct message.
        schemes: By which evidence is rated; those that ship if none are given.
    """
    schemes = schemes if schemes is not None else shipped_schemes()
    shown = _shown(answer)
    found = answer.outcome is not Outcome.NOT_IN_GUIDES and bool(shown.sentences)
    above = [*([context(marked(asked))] if asked else []), *about(answer, texts)]
    above += standard_blocks(answer.standard, texts, guides_answer=found) if answer.standard is not None else []
    noted = escaped_line(note or "", LONGEST_NOTE)
    below = [context(marked(noted))] if noted else []
    below += answer_controls(
        answer_id,
        texts,
        can_shorten=found and len(shown.sentences) > 1,
        can_practise=found,
        can_ask_person=answer.standard is None and answer.outcome is not Outcome.ANSWERED,
        private=private,
        manner=manner,
    )
    if not found:
        told = _not_found(answer.related, texts) if answer.standard is None else []
        return Message(_told(answer, texts.not_found_summary, texts), stamped([*above, *told, *below], answer_id))
    cautions = cautions_of(shown.citations, schemes, today)
    contrary = [caution_line(caution, texts) for caution in cautions if is_contrary(caution)]
    above += _in_part(answer.missing, texts) if answer.outcome is Outcome.PARTLY else []
    above += [header(texts.contrary), *(rich_text(rich_section(words(line))) for line in contrary)] if contrary else []
    noticed = [*_noted(cautions, texts), *_left_out(shown, texts), section(f"*{texts.sources}*")]
    sources = _sources(shown, answer_id, texts, today, schemes)
    room = MOST_TEXT - text_units([*above, *noticed, *(block for _, block in sources), *below])
    said, proved = (_worded if answer.mode is Mode.WORDED else _quoted)(shown, sources, texts, room)
    summary = " ".join(
        [*(escaped_line(line, LONGEST_CAUTION) for line in contrary), _summary(answer.outcome, shown, texts)]
    )
    return Message(_told(answer, summary, texts), stamped([*above, *said, *noticed, *proved, *below], answer_id))


def asked_line(person: str, question: str, texts: Texts) -> str:
    """Who asked what, as mrkdwn: for an answer that is shared.

    Args:
        person: The id of a Slack user; shown as plain text if it is none.
        question: As it was asked.
        texts: In the language of those it is shared with.
    """
    name = mention(person, LONGEST_TITLE)
    return texts.asked_by_mrkdwn.format(person=name, question=escaped_line(question, LONGEST_LINE))


def _shown(answer: Answer) -> _Shown:
    first = {citation.number: citation for citation in answer.citations[:MOST_SOURCES]}
    given = [sentence for sentence in answer.sentences if sentence.citations and clean(sentence.text).strip()]
    sentences = [sentence for sentence in given if first.keys() >= set(sentence.citations)][:MOST_SOURCES]
    cited = {number for sentence in sentences for number in sentence.citations}
    return _Shown(
        tuple(sentences),
        tuple(citation for number, citation in first.items() if number in cited),
        len(given) - len(sentences),
    )


def _quoted(
    shown: _Shown, sources: Sequence[tuple[Citation, Block]], texts: Texts, room: int
) -> tuple[list[Block], list[Block]]:
    """What is said, in quotes, and the sources of that."""
    around = [_quote(sentence, "", shown.citations, texts) for sentence in shown.sentences]
    limit = share_limit([units(clean(s.text)) for s in shown.sentences], room - text_units(around))
    said = [
        _quote(sentence, shortened(clean(sentence.text), limit), shown.citations, texts) for sentence in shown.sentences
    ]
    return said, [block for _, block in sources]


def _worded(
    shown: _Shown, sources: Sequence[tuple[Citation, Block]], texts: Texts, room: int
) -> tuple[list[Block], list[Block]]:
    """What is said, in words that are nobody's, and each source below what it says itself."""
    around = [sentences_block(shown.sentences, 0), *(proof_block(citation, texts, 0) for citation, _ in sources)]
    limit = lengths(shown.sentences, shown.citations, room - text_units(around))
    proved = [part for citation, block in sources for part in (proof_block(citation, texts, limit), block)]
    return [sentences_block(shown.sentences, limit)], proved


def _quote(sentence: AnswerSentence, text: str, citations: Sequence[Citation], texts: Texts) -> Block:
    """A sentence with its numbers; in quotation marks only if it is a quote."""
    numbers = words("".join(f" [{number}]" for number in sentence.citations), bold=True)
    verbatim = any(c.quote == sentence.text for c in citations if c.number in sentence.citations)
    if not verbatim:
        return rich_text(rich_section(words(text), numbers))
    opening, closing = texts.quoted.split("{text}")
    return rich_text(rich_quote(words(opening), words(text), words(closing), numbers))


def _noted(cautions: Sequence[AnswerCaution], texts: Texts) -> list[Block]:
    """What is good to know, but does not speak against what is quoted."""
    lines = [caution_line(caution, texts) for caution in cautions if not is_contrary(caution)]
    return [context(plain(literal(line, LONGEST_CAUTION))) for line in lines]


def _left_out(shown: _Shown, texts: Texts) -> list[Block]:
    return [context(plain(texts.sentences_left_out.of(shown.left_out)))] if shown.left_out else []


def _sources(
    shown: _Shown, answer_id: str, texts: Texts, today: date, schemes: Mapping[str, Scheme]
) -> list[tuple[Citation, Block]]:
    """The sources in the order of their numbers, which is that in which the sentences need them."""
    room = min(WIDEST_SOURCE, ROOM_FOR_SOURCES // len(shown.citations))
    ordered = sorted(shown.citations, key=lambda c: c.number)
    above = [None, *(c.edition_id for c in ordered)]
    return [
        (
            c,
            source_section(
                c,
                answer_id=answer_id,
                texts=texts,
                today=today,
                schemes=schemes,
                room=room,
                repeated=c.edition_id == before,
            ),
        )
        for c, before in zip(ordered, above, strict=False)
    ]


def _in_part(missing: Sequence[str], texts: Texts) -> list[Block]:
    named = one_line(", ".join(texts.quoted.format(text=word) for word in missing), LONGEST_LINE)
    line = texts.partly_missing.format(words=named) if named else texts.partly_unsure
    return [header(texts.partly), rich_text(rich_section(words(line)))]


def _not_found(related: Sequence[Related], texts: Texts) -> list[Block]:
    headings = [one_line(STEP.join([r.title, *r.heading]), LONGEST_LINE) for r in related[:MOST_SOURCES]]
    blocks = [
        header(texts.not_found),
        rich_text(rich_section(words(texts.not_found_kindly)), rich_list(texts.not_found_next)),
    ]
    if any(headings):
        blocks.append(rich_text(rich_section(words(texts.not_found_related)), rich_list(h for h in headings if h)))
    return blocks


def _told(answer: Answer, summary: str, texts: Texts) -> str:
    """The one line: what a person answered, where somebody did; else what the guides say."""
    return standard_summary(answer.standard, texts) if answer.standard is not None else summary


def _summary(outcome: Outcome, shown: _Shown, texts: Texts) -> str:
    """The first sentence and its source."""
    sentence = shown.sentences[0]
    source = next(c for c in shown.citations if c.number in sentence.citations)
    form = texts.partly_summary if outcome is Outcome.PARTLY else texts.summary
    title = texts.source_title.format(
        title=escaped_line(source.title, LONGEST_TITLE), edition=escaped_line(source.edition, LONGEST_TITLE)
    )
    text = escaped_line(sentence.text, LONGEST_LINE)
    verbatim = source.quote == sentence.text
    return form.format(quote=texts.quoted.format(text=text) if verbatim else text, source=title)
