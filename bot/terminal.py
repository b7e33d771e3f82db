"""What the command line shows to people."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import TracebackType
from typing import IO, TYPE_CHECKING, cast

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table

from bot.blocks.cautions import caution_line, is_contrary
from bot.blocks.library.remarks import remark_text
from bot.blocks.worded import fallback_line
from bot.texts.english import ENGLISH
from knowledge.answering.answer import Answer, Citation, Mode
from knowledge.answering.cautions import cautions_of
from knowledge.answering.sufficiency import Outcome
from knowledge.evidence.schemes import Scheme
from knowledge.evidence.values import tier_name
from knowledge.guides.queries import EditionFacts
from knowledge.guides.states import EditionState
from knowledge.retrieval.ranking import RankedPassage
from knowledge.standard.values import StandardAnswer

if TYPE_CHECKING:
    from ingestion.pipeline import FileResult

WIDEST = 100
# Nothing that is shown has so long a line.
UNWRAPPED = 10_000
# As everywhere people read of such guides.
_STATUS = {"retired": EditionState.WITHDRAWN.value}
_PADDING = re.compile(r" +$", re.MULTILINE)


def wide_console(*, stderr: bool = False) -> Console:
    """A console no wider than can be read; what is written to a file or another program is neither wrapped nor padded.

    There each line is one line of what is shown, whatever its length.
    """
    console = Console(stderr=stderr, highlight=False)
    if console.is_terminal:
        console.width = min(console.width, WIDEST)
        return console
    # Of a file a console needs no more than this.
    return Console(file=cast(IO[str], Unpadded(console.file)), highlight=False, width=UNWRAPPED)


def whole(heading: str) -> Column:
    """A column of keys, which are typed or copied: never cut, and broken only where the terminal is narrower."""
    return Column(heading, no_wrap=True, overflow="fold")


class Unpadded(io.TextIOBase):
    """A stream that writes to another one what it is given, without the spaces at the ends of lines."""

    def __init__(self, stream: IO[str]) -> None:
        """Take the stream that is written to, which stays open."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write whole lines."""
        self._stream.write(_PADDING.sub("", text))
        return len(text)

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()


def show_answer(question: str, answer: Answer, *, schemes: Mapping[str, Scheme], today: date) -> None:
    """The answer, with what to know before acting on it, then the sources with the numbers of their sentences."""
    console = wide_console()
    console.print(f"[bold]{escape(question)}[/]")
    _show_about(console, answer)
    if answer.outcome is Outcome.NOT_IN_GUIDES:
        console.print("\nI did not find this in the guides.")
        if answer.related:
            console.print("\n[dim]Maybe related:[/]")
            for related in answer.related:
                console.print(f"  [dim]{escape(' > '.join([related.title, *related.heading]))}[/]")
        return
    if answer.outcome is Outcome.PARTLY:
        about = f" The quotes do not cover: {', '.join(answer.missing)}." if answer.missing else ""
        console.print(f"\n[yellow]The guides may answer this only in part.[/]{escape(about)}")
    cautions = cautions_of(answer.citations, schemes, today)
    for caution in filter(is_contrary, cautions):
        console.print(f"\n[bold red]{escape(caution_line(caution, ENGLISH))}[/]")
    console.print()
    _show_sentences(console, answer)
    for caution in cautions:
        if not is_contrary(caution):
            console.print(f"\n[yellow]{escape(caution_line(caution, ENGLISH))}[/]")
    _show_sources(console, answer.citations, schemes)
    if answer.mode is Mode.WORDED:
        _show_proofs(console, answer.citations)


def _show_about(console: Console, answer: Answer) -> None:
    """As what it was understood, who worded it or why nobody; and what a person answered before."""
    said = ENGLISH.worded
    lines = [said.understood.format(question=answer.understood)] if answer.understood else []
    lines += [said.about] if answer.mode is Mode.WORDED else []
    instead = fallback_line(answer, ENGLISH) if answer.citations else None
    lines += [instead] if instead is not None else []
    for line in lines:
        console.print(f"[dim]{escape(line)}[/]")
    if answer.standard is not None:
        _show_standard(console, answer.standard)


def _show_sentences(console: Console, answer: Answer) -> None:
    form = "{}" if answer.mode is Mode.WORDED else "“{}”"
    for sentence in answer.sentences:
        numbers = "".join(f" [cyan]\\[{n}][/]" for n in sentence.citations)
        console.print(Padding(f"{form.format(escape(sentence.text))}{numbers}", (0, 0, 0, 2)))


def _show_standard(console: Console, said: StandardAnswer) -> None:
    console.print(Padding(escape(said.text), (1, 0, 0, 2)))
    by = ENGLISH.worded.standard_mrkdwn.format(person=said.by, date=ENGLISH.day(said.at.date()))
    console.print(Padding(f"[dim]{escape(by)}[/]", (0, 0, 1, 2)))


def _show_proofs(console: Console, citations: Sequence[Citation]) -> None:
    """What the sources say, word for word."""
    console.print("\n[dim]Quotes[/]")
    for citation in citations:
        console.print(Padding(f"[cyan]\\[{citation.number}][/] “{escape(citation.quote)}”", (0, 0, 0, 2)))


def _show_sources(console: Console, citations: Sequence[Citation], schemes: Mapping[str, Scheme]) -> None:
    console.print("\n[dim]Sources[/]")
    cited: dict[str, str] = {}
    for citation in citations:
        source = _source(citation)
        cited[source] = f"{cited.get(source, '')}\\[{citation.number}]"
    known = {_source(citation): _known(citation, schemes) for citation in citations}
    for source, marks in cited.items():
        console.print(Padding(f"[cyan]{marks}[/] {escape(source)}", (0, 0, 0, 2)))
        for line in known[source]:
            console.print(Padding(f"[dim]{escape(line)}[/]", (0, 0, 0, 6)))


def _known(citation: Citation, schemes: Mapping[str, Scheme]) -> list[str]:
    """What became of the edition, and how the evidence behind it is rated."""
    standing, rated = ENGLISH.standing(citation.state, citation.withdrawn_because or ""), citation.evidence
    rating = ENGLISH.rating(tier_name(rated, schemes, ENGLISH.language), rated) if rated is not None else ""
    return [line for line in (standing, rating) if line]


def _source(citation: Citation) -> str:
    parts = [f"{citation.title}, edition {citation.edition}"]
    if citation.heading:
        parts.append(" > ".join(citation.heading))
    if citation.place is not None:
        parts.append(str(citation.place))
    return ", ".join(parts)


def show_passages(found: Sequence[tuple[RankedPassage, EditionFacts]]) -> None:
    """Ranked passages with their scores."""
    console = wide_console()
    if not found:
        console.print("Nothing found.")
    for rank, (ranked, facts) in enumerate(found, start=1):
        passage = ranked.passage
        where = " > ".join([facts.title, *passage.heading]) + (f", {passage.place}" if passage.place else "")
        console.print(f"[bold]{rank}. {escape(where)}[/] [dim]{ranked.score:.3f}[/]")
        console.print(Padding(escape(passage.text), (0, 0, 1, 3)))


def show_results(results: Sequence["FileResult"], skipped: int) -> None:
    """What became of each file or page, failures last so that they are seen; and how many files were no documents."""
    console = wide_console()
    if not results:
        console.print("There are no guides there. Give files, or a folder with files, that can be read as guides.")
    table = Table.grid(padding=(0, 2))
    for result in sorted(results, key=lambda r: r.error is not None):
        if result.error is not None:
            table.add_row("[red]failed[/]", escape(result.error))
        else:
            what = f"{escape(result.title)} [dim]· {escape(result.guide)} · {counted(result.passages, 'passage')}[/]"
            table.add_row(_status(result), what)
        for warning in result.warnings:
            table.add_row("", f"[yellow]{escape(remark_text(warning, ENGLISH))}[/]")
    console.print(table)
    if skipped:
        console.print(f"[dim]Passed over: {counted(skipped, 'file')} of other kinds.[/]")


def _status(result: "FileResult") -> str:
    """What became of it; with the day, where readers do not see it before."""
    if result.scheduled_for is None:
        colour = "yellow" if result.status.value == "retired" else "green"
        return f"[{colour}]{_STATUS.get(result.status.value, result.status.value)}[/]"
    before = "" if result.status.value == EditionState.SCHEDULED.value else f"{result.status.value}, "
    return f"[yellow]{before}scheduled for {result.scheduled_for}[/]"


def counted(count: int, noun: str) -> str:
    """A number of things."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class IngestProgress:
    """A bar that counts files and names what is done to the current one; silent where nobody looks."""

    def __init__(self, files: int, *, quiet: bool) -> None:
        """Show nothing when quiet, or when the error stream is no terminal."""
        console = wide_console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            console=console, disable=quiet or not console.is_terminal, transient=True,
        )  # fmt: skip
        self._task = self._bar.add_task("starting", total=files)

    def tell(self, stage: str, guide: str, done: int, of: int) -> None:
        """Name the stage and the guide."""
        count = f" {done}/{of}" if of else ""
        self._bar.update(self._task, description=f"{stage} {escape(guide)}{count}")

    def finished(self) -> None:
        """Count one file."""
        self._bar.advance(self._task)

    def __enter__(self) -> "IngestProgress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
