"""``fieldwise ingest``: files and folders into the library."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.session import Json, print_json, services
from bot.services import Services

if TYPE_CHECKING:
    from ingestion.discovery import Found
    from ingestion.pipeline import FileRequest, FileResult, Ingestion

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
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders with files.")],
    as_json: Json = False,
) -> None:
    """Take in guides, from files and folders.

    Markdown, HTML, text, PDF, DOCX, PPTX, EPUB, and transcripts as VTT and SRT are read. A file that is in the
    library already is compared: an unchanged one costs nothing, a changed one becomes a new edition. Exit code 1
    where there is none, or where one could not be read; the others go in all the same.
    """
    from bot.terminal import IngestProgress, show_results
    from ingestion.discovery import find_files

    # People who ask meanwhile come first.
    os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    with services(as_json=as_json) as built:
        found = find_files(paths)
        with _interruptible(), IngestProgress(len(found.files), quiet=as_json) as progress:
            results = [*_failed(found), *take_in(built, found, progress.tell, progress.finished)]
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
    built: Services, found: "Found", tell: Callable[[str, str, int, int], None], finished: Callable[[], None]
) -> Iterator["FileResult"]:
    """Take files in, one durable job each, after those that an earlier process left unfinished.

    ``tell`` is called with a stage, a guide, and how much of it is done, of how much; ``finished`` when a file
    has been dealt with.
    """
    from ingestion.pipeline import FileRequest, Ingestion
    from knowledge.guides.service import forget_unused_originals
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
            return Ingestion(built.database, built.caches, lambda: built.embedder, built.sandbox, tell)

        with jobs.running(built.settings.jobs_database, ingestion) as running:
            jobs.finish_left_over()
            requests = [FileRequest(workspace, str(f.path), f.keys) for f in found.files]
            for result in _in_flight(running, requests):
                finished()
                yield result
            with built.database.transaction() as session:
                forget_unused_originals(session, workspace)


def _in_flight(ingestion: "Ingestion", requests: list["FileRequest"]) -> Iterator["FileResult"]:
    from storage import jobs
    from storage.schema import new_id

    waiting: deque[Callable[[], list[FileResult]]] = deque()
    for first in range(0, len(requests), FILES_A_JOB):
        batch = requests[first : first + FILES_A_JOB]
        edition_ids = [new_id() for _ in batch]
        waiting.append(jobs.start(f"ingest-{edition_ids[0]}", ingestion.ingest, batch, edition_ids))
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
        "warnings": list(result.warnings),
        "error": result.error,
    }
