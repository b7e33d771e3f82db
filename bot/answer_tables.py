"""Why an answer is as it is, in the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from bot.blocks.worded import fallback_line, model_line
from bot.terminal import wide_console
from bot.texts.english import ENGLISH
from knowledge.answering.answer import Answer
from knowledge.answering.trace import Trace, TracedSentence
from knowledge.conversations.why import Why


def show_why(why: Why) -> None:
    """The question, what was found, and each drafted sentence with what came of its checks."""
    console, said = wide_console(), ENGLISH.worded
    console.print(f"[bold]{escape(why.given.question.text)}[/]")
    if why.given.answer is not None:
        console.print(f"{said.outcome}: {said.outcomes[why.given.answer.outcome]}")
        instead = fallback_line(why.given.answer, ENGLISH)
        if instead is not None:
            console.print(f"[yellow]{escape(instead)}[/]")
    if why.trace is None:
        console.print(said.why_nothing_kept)
        return
    console.print(f"{said.searched}: {escape(why.trace.question)}")
    _show_model(console, why.given.answer, why.trace)
    table = Table("Rank", "Key", "Guide", "Heading", "Score", title=said.found, title_justify="left")
    for rank, one in enumerate(why.found, start=1):
        table.add_row(str(rank), one.key, escape(one.title), escape(" > ".join(one.heading)), said.figure(one.score))
    console.print(table)
    for sentence in why.trace.sentences:
        _show_sentence(console, sentence)


def _show_model(console: Console, answer: Answer | None, trace: Trace) -> None:
    said = ENGLISH.worded
    spent = said.spent.format(
        tokens=ENGLISH.number(trace.tokens), seconds=said.figure(trace.milliseconds / 1000, 1)
    )  # fmt: skip
    console.print(escape(f"{model_line(answer, trace, ENGLISH)}; {spent}"))


def _show_sentence(console: Console, one: TracedSentence) -> None:
    said = ENGLISH.worded
    verdict = said.kept if one.failed is None else said.dropped_for.format(why=said.failures[one.failed], fact=one.fact)
    support = f", {said.supported.format(support=said.figure(one.support))}" if one.support is not None else ""
    console.print(f"\n{escape(one.text)}")
    console.print(Padding(f"[dim]{escape(one.key)}: “{escape(one.quote)}”[/]", (0, 0, 0, 2)))
    console.print(
        Padding(f"{'[green]' if one.failed is None else '[red]'}{escape(verdict + support)}[/]", (0, 0, 0, 2))
    )
