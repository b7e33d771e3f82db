"""``fieldwise ingest``: files, folders and pages of the web into the library."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.blocks.library.remarks import remark_text
from bot.commands.session import Json, fail, print_json, services
from bot.services import Services
from bot.texts.english import ENGLISH

if TYPE_CHECKING:
    from ingestion.discovery import Found
    from ingestion.pipeline import FileRequest, FileResult, Ingestion
    from ingestion.sources import FetchPage

# So many files make one job: they are embedded and indexed together. While one job embeds, the next one's files are
# read and the last one's are published.
FILES_A_JOB = 8
IN_FLIGHT = 3
WAIT_SECONDS = 600.0
NICENESS = 10


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ingest)


def ingest(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH_OR_ADDRESS...", help="Files, folders with files, or addresses of public web pages."
        ),
    ],
    override: Annotated[
        str | None,
        typer.Option(
            metavar="REASON", help="Publish also what makes golden questions fail, and why; kept in the audit log."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Take in guides, from files, folders and public web pages.

    Markdown, HTML, text, PDF, DOCX, PPTX, EPUB, and transcripts as VTT and SRT are read. A file or page that is in the
    library already is compared: an unchanged one costs nothing, a changed one becomes a new edition. The same file of
    a guide that was withdrawn does not bring it back; a changed one does. One whose effective date is yet to come is
    scheduled; those whose date has come are published first. One that makes golden questions fail is not published.
    Exit code 1 where there is nothing to take in, or where something could not be read or published; the others go in
    all the same.
    """
    from bot.terminal import IngestProgress, show_results
    from ingestion.cleaning import one_line
    from ingestion.discovery import find_sources

    if override is not None and not one_line(override):
        fail("The reason is empty. Say in a sentence why guides go in although golden questions fail.", as_json=as_json)
    # People who ask meanwhile come first.
    os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    with services(as_json=as_json) as built:
        found = find_sources(sources)
        with _interruptible(), IngestProgress(len(found.sources), quiet=as_json) as progress:
            results = [*_failed(found), *take_in(built, found, progress.tell, progress.finished, override=override)]
        if as_json:
            print_json({"guides": [_document(r) for r in results]})
        else:
            show_results(results, found.skipped)
        if not results or any(r.error is not None for r in results):
            raise typer.Exit(1)


@contextmanager
def _interruptible() -> Iterator[None]:
    """End at once on Ctrl-C, as if killed: a job goes on where it stopped, so there is nothing to wait for."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Stopped. Nothing is lost: run the same command again to go on.", err=True)
        sys.stderr.flush()
        os._exit(130)


def take_in(
    built: Services,
    found: "Found",
    tell: Callable[[str, str, int, int], None],
    finished: Callable[[], None],
    fetch_page: "FetchPage | None" = None,
    override: str | None = None,
) -> Iterator["FileResult"]:
    """Take files and pages in, one durable job for some, after those that an earlier process left unfinished.

    What was scheduled and has come due is published before them; what was kept back of it comes out first.

    Args:
        built: The services.
        found: What to take in.
        tell: Called with a stage, a guide, and how much of it is done, of how much.
        finished: Called when a file or page has been dealt with.
        fetch_page: Fetches a page; without one, what may be fetched is on the public internet.
        override: Why they are published although golden questions fail; it is not said of what has come due.
    """
    from ingestion.pipeline import FileRequest, Ingestion
    from ingestion.uploads.originals import forget_unused_originals
    from ingestion.web.fetching import fetch
    from storage import jobs
    from storage.upgrade import create_if_empty
    from storage.workspaces import LOCAL, ensure_workspace

    with built.changing_the_library(wait=WAIT_SECONDS):
        built.sandbox.start()
        create_if_empty(built.settings.database)
        with built.database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=datetime.now(UTC))
        built.caches.require_model(now=datetime.now(UTC))

        def ingestion() -> Ingestion:
            return Ingestion(built.database, built.intake, tell, fetch_page or fetch)

        with jobs.running(built.settings.jobs_database, ingestion) as running:
            jobs.give_up_older()
            jobs.finish_left_over()
            yield from running.settle(workspace)
            requests = [FileRequest(workspace, one.source, one.keys) for one in found.sources]
            for result in _in_flight(running, requests, override):
                finished()
                yield result
            with built.database.transaction() as session:
                forget_unused_originals(session, workspace)


def _in_flight(ingestion: "Ingestion", requests: list["FileRequest"], override: str | None) -> Iterator["FileResult"]:
    from storage import jobs
    from storage.schema import new_id

    waiting: deque[Callable[[], list[FileResult]]] = deque()
    for first in range(0, len(requests), FILES_A_JOB):
        batch = requests[first : first + FILES_A_JOB]
        edition_ids = [new_id() for _ in batch]
        waiting.append(jobs.start(f"ingest-{edition_ids[0]}", ingestion.ingest, batch, edition_ids, override))
        if len(waiting) >= IN_FLIGHT:
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _failed(found: "Found") -> list["FileResult"]:
    from ingestion.pipeline import FileResult, Status
    from ingestion.reasons import reason

    return [FileResult(e.path_name, "", "", Status.FAILED, 0, error=reason(e)) for e in found.errors]


def _document(result: "FileResult") -> dict[str, Any]:
    return {
        "guide": result.guide,
        "title": result.title,
        "edition": result.edition,
        "status": result.status.value,
        "passages": result.passages,
        "embedded": result.embedded,
        "warnings": [remark_text(warning, ENGLISH) for warning in result.warnings],
        "error": result.error,
        "scheduled_for": result.scheduled_for,
    }
