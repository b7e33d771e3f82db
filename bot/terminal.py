"""What the command line shows to people."""

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Column, Table

from knowledge.answering.answer import Answer, Citation
from knowledge.answering.sufficiency import Outcome
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.queries import EditionFacts, GuideSummary
from knowledge.retrieval.ranking import Passage, RankedPassage

if TYPE_CHECKING:
    from ingestion.pipeline import FileResult

WIDEST = 100


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False)
    console.width = min(console.width, WIDEST)
    return console


def show_answer(question: str, answer: Answer) -> None:
    """The answer, then the sources with the numbers of the sentences that stand in them."""
    console = _console()
    console.print(f"[bold]{escape(question)}[/]")
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
    console.print()
    for sentence in answer.sentences:
        numbers = "".join(f" [cyan]\\[{n}][/]" for n in sentence.citations)
        console.print(Padding(f"“{escape(sentence.text)}”{numbers}", (0, 0, 0, 2)))
    console.print("\n[dim]Sources[/]")
    cited: dict[str, str] = {}
    for citation in answer.citations:
        source = _source(citation)
        cited[source] = f"{cited.get(source, '')}\\[{citation.number}]"
    for source, marks in cited.items():
        console.print(Padding(f"[cyan]{marks}[/] {escape(source)}", (0, 0, 0, 2)))


def _source(citation: Citation) -> str:
    parts = [f"{citation.title}, edition {citation.edition}"]
    if citation.heading:
        parts.append(" > ".join(citation.heading))
    if citation.place is not None:
        parts.append(str(citation.place))
    return ", ".join(parts)


def show_passages(found: Sequence[tuple[RankedPassage, EditionFacts]]) -> None:
    """Ranked passages with their scores."""
    console = _console()
    if not found:
        console.print("Nothing found.")
    for rank, (ranked, facts) in enumerate(found, start=1):
        passage = ranked.passage
        where = " > ".join([facts.title, *passage.heading]) + (f", {passage.place}" if passage.place else "")
        console.print(f"[bold]{rank}. {escape(where)}[/] [dim]{ranked.score:.3f}[/]")
        console.print(Padding(escape(passage.text), (0, 0, 1, 3)))


def show_guides(guides: Sequence[GuideSummary]) -> None:
    """Each guide's name, which other commands take, beside its title and facts."""
    table = Table.grid(Column(no_wrap=True, overflow="fold"), Column(), padding=(0, 2))
    for guide in guides:
        facts = [f"edition {guide.edition}", _counted(guide.passages, "passage"), guide.evidence_tier]
        facts.append(_audience(guide))
        facts.append(f"review by {guide.review_date}" if guide.review_date else None)
        facts.append("retired" if guide.retired_at else None)
        described = f"[bold]{escape(guide.title)}[/]\n[dim]{escape(', '.join(f for f in facts if f))}[/]"
        table.add_row(escape(guide.key), described)
    _console().print(table if guides else "There are no guides yet. Add some with `fieldwise ingest PATH`.")


def _audience(guide: GuideSummary) -> str | None:
    return f"only for {guide.audience}" if guide.audience != EVERYBODY else None


def show_guide(guide: GuideSummary, passages: Sequence[Passage]) -> None:
    """A guide's facts and its passages."""
    console = _console()
    console.print(f"[bold]{escape(guide.title)}[/], edition {escape(guide.edition)}")
    facts = [guide.key, _audience(guide), guide.owner, guide.licence, guide.evidence_tier, guide.review_date]
    console.print(f"[dim]{escape(' · '.join(str(f) for f in facts if f))}[/]\n")
    for passage in passages:
        where = " > ".join(passage.heading) + (f" ({passage.place})" if passage.place else "")
        console.print(f"[cyan]{passage.ordinal + 1}. {escape(where)}[/]")
        console.print(Padding(escape(passage.text), (0, 0, 1, 3)))


def show_results(results: Sequence["FileResult"], skipped: int) -> None:
    """What became of each file, failures last so that they are seen; and how many files were no documents."""
    console = _console()
    if not results:
        console.print("There are no guides there. Give files, or a folder with files, that can be read as guides.")
    table = Table.grid(padding=(0, 2))
    for result in sorted(results, key=lambda r: r.error is not None):
        if result.error is not None:
            table.add_row("[red]failed[/]", escape(result.error))
        else:
            what = f"{escape(result.title)} [dim]{escape(result.guide)}, {_counted(result.passages, 'passage')}[/]"
            table.add_row(f"[green]{result.status.value}[/]", what)
        for warning in result.warnings:
            table.add_row("", f"[yellow]{escape(warning)}[/]")
    console.print(table)
    if skipped:
        console.print(f"[dim]Passed over: {_counted(skipped, 'file')} of other kinds.[/]")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


class IngestProgress:
    """A bar that counts files and names what is done to the current one; silent where nobody looks."""

    def __init__(self, files: int, *, quiet: bool) -> None:
        """Show nothing when quiet, or when the error stream is no terminal."""
        console = _console(stderr=True)
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
