"""Why an answer is as it is, in a modal for those who look after the guides. Pure."""

from bot.blocks.message import (
    Block,
    context,
    header,
    plain,
    rich_list,
    rich_quote,
    rich_section,
    rich_text,
    stamped,
    words,
)
from bot.blocks.mrkdwn import ELLIPSIS, clean, literal, one_line, shortened
from bot.blocks.sources import DOT, STEP
from bot.blocks.worded import fallback_line, model_line
from bot.texts import Texts
from knowledge.answering.trace import Trace, TracedSentence
from knowledge.conversations.why import FoundPassage, Why

MOST_PASSAGES, MOST_SENTENCES = 10, 20
LONGEST_LINE, LONGEST_SENTENCE = 300, 600


def why_view(why: Why, texts: Texts) -> Block:
    """What was searched, found, drafted and checked for an answer."""
    said = texts.worded
    kept = [context(plain(said.why_nothing_kept))] if why.trace is None else _traced(why, why.trace, texts)
    named = context(plain(said.answer_id.format(id=why.given.id)))
    return {
        "type": "modal",
        "callback_id": "why_this_answer",
        "title": plain(said.why_title),
        "close": plain(texts.close),
        "blocks": list(stamped([*_asked(why, texts), *kept, named], "why")),
    }


def _asked(why: Why, texts: Texts) -> list[Block]:
    said, given = texts.worded, why.given
    lines = [(said.asked, given.question.text)]
    searched = why.trace.question if why.trace is not None else given.question.text
    lines += [(said.searched, searched)] if searched != given.question.text else []
    lines += [(said.outcome, said.outcomes[given.answer.outcome])] if given.answer is not None else []
    return [
        rich_text(rich_section(words(f"{name}: ", bold=True), words(one_line(text, LONGEST_SENTENCE) or ELLIPSIS)))
        for name, text in lines
    ]


def _traced(why: Why, trace: Trace, texts: Texts) -> list[Block]:
    said = texts.worded
    spent = said.spent.format(tokens=texts.number(trace.tokens), seconds=said.figure(trace.milliseconds / 1000, 1))
    instead = fallback_line(why.given.answer, texts) if why.given.answer is not None else None
    lines = [model_line(why.given.answer, trace, texts), spent, *([instead] if instead is not None else [])]
    found = [_found(rank, one, texts) for rank, one in enumerate(why.found[:MOST_PASSAGES], start=1)]
    titles = {one.key: one for one in why.found if one.key}
    drafted = trace.sentences[:MOST_SENTENCES]
    left_out = len(trace.sentences) - len(drafted)
    return [
        *(context(plain(literal(line, LONGEST_LINE))) for line in lines),
        header(said.found),
        rich_text(rich_list(found)) if found else context(plain(said.found_nothing)),
        *([header(said.drafted.of(len(trace.sentences)))] if trace.model else []),
        *(block for one in drafted for block in _drafted(one, titles.get(one.key), texts)),
        *([context(plain(said.not_shown.of(left_out)))] if left_out else []),
    ]


def _found(rank: int, one: FoundPassage, texts: Texts) -> str:
    said = texts.worded
    heading = STEP.join([texts.source_title.format(title=one.title, edition=one.edition), *one.heading])
    where = DOT.join([*([said.quoted_from.format(key=one.key)] if one.key else []), heading])
    return one_line(said.found_line.format(rank=rank, where=where, score=said.figure(one.score)), LONGEST_LINE)


def _drafted(one: TracedSentence, passage: FoundPassage | None, texts: Texts) -> list[Block]:
    """A sentence of a draft, what it quotes, and what came of its checks."""
    text, quote = (shortened(clean(part), LONGEST_SENTENCE) for part in (one.text, one.quote))
    source = texts.worded.quoted_from.format(key=one.key or ELLIPSIS)
    parts = [_verdict(one, texts), source if passage is None else f"{source}: {passage.title}"]
    quoted = [rich_quote(words(texts.quoted.format(text=quote)))] if quote else []
    return [
        rich_text(rich_section(words(text or texts.worded.words_not_kept)), *quoted),
        context(plain(literal(DOT.join(parts), LONGEST_LINE))),
    ]


def _verdict(one: TracedSentence, texts: Texts) -> str:
    said = texts.worded
    support = f" ({said.supported.format(support=said.figure(one.support))})" if one.support is not None else ""
    if one.failed is None:
        return f"{said.kept}{support}"
    why = said.failures[one.failed]
    form = said.dropped_for.format(why=why, fact=one.fact) if one.fact else said.dropped.format(why=why)
    return f"{form}{support}"
