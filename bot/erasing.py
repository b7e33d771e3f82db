"""People are erased everywhere: in the database, in what is kept of jobs, in the files; then they are looked for.

The command line and Slack do the same.
"""

import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

# The tables of uploads, which erasing looks into, are ingestion's.
import ingestion.uploads.models  # noqa: F401
from bot.services import Services
from knowledge.errors import KnowledgeError
from knowledge.index.remains import blank_unused
from knowledge.members.roles import OPERATOR
from learning.attempts.queries import open_exam
from learning.errors import LearningError
from learning.privacy.erasing import erase, erasures_done, unfinished
from learning.privacy.proof import mentions
from learning.privacy.values import Erased
from storage.database import Database
from storage.errors import LibraryBusy
from storage.job_traces import SETTLED, ended_jobs, forget, forget_about
from storage.scrubbing import files_with, scrub

log = logging.getLogger(__name__)

# The jobs whose names begin so were given, after who asked for it, whom they erase, until they are swept.
ERASING = "erase:"
# So long is waited for whoever changes the library.
INDEX_SECONDS = 10


@dataclass(frozen=True)
class Remains:
    """What was still found of people who were erased.

    Attributes:
        jobs: Of so many jobs what was kept is gone.
        at_work: So many jobs hold an id and are not done yet.
        rows: In how many rows of which tables an id still stands; empty if it does nowhere.
        files: The files under the data directory in which one still stands.
        is_scrubbed: Whether the files of the database were written anew; not, where somebody had it in use.
        is_in_files: Whether the database is in files that were searched, and not on a server.
    """

    jobs: int
    at_work: int
    rows: Mapping[str, int]
    files: tuple[str, ...]
    is_scrubbed: bool
    is_in_files: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found, and nothing is left to do."""
        return self.is_settled and not self.rows and not self.files

    @property
    def is_settled(self) -> bool:
        """Whether what was found, if anything, will not go by itself."""
        return self.is_scrubbed and not self.at_work


@dataclass(frozen=True)
class Erasure:
    """What became of a person, and what of her was still found afterwards."""

    erased: Erased
    remains: Remains


def erase_person(
    services: Services, workspace: str, person: str, *, by: str, now: datetime, job: str | None = None
) -> Erasure:
    """Erase a person; ``job`` is the id of the job that does it, if one does: its own traces go after it.

    Raises:
        NotAllowed: It is somebody else, and the role does not allow it.
        LastOwner: She alone answers for the library.
        PersonErased: It is what stands for somebody who was erased.
    """
    with services.database.transaction() as session:
        erased = erase(session, workspace, person, by=by, now=now)
    remains = clear(services, [person], now=now, but=[job] if job is not None else [])
    # A job that does it is a trace itself: once that is swept, it is done.
    if remains.is_whole and job is None:
        with services.database.transaction() as session:
            erasures_done(session, workspace, [erased.id], now=now)
    return Erasure(erased, remains)


def clear(
    services: Services, people: Collection[str], *, now: datetime, but: Collection[str] = (), locking: bool = True
) -> Remains:
    """Forget what is kept of jobs, leave nothing of deleted rows in files, and look for people who were erased.

    Args:
        services: The parts of the product.
        people: Their ids.
        now: The time.
        but: The jobs that are kept, as those that do this.
        locking: As ``scrub`` has it.
    """
    jobs = forget_about(services.settings.jobs_database, people, now=now, but=but)
    is_scrubbed = scrub_all(services, locking=locking)
    _blank_index(services)
    with services.database.reading() as session:
        rows = mentions(session, *people)
    files, is_in_files = files_naming(services, people), services.database.is_sqlite
    remains = Remains(jobs.forgotten, jobs.left, rows, files, is_scrubbed, is_in_files)
    if not remains.is_whole:
        found = {"rows": sum(rows.values()), "files": len(files), "jobs": jobs.left, "scrubbed": is_scrubbed}
        log.error("somebody who was erased is still found", extra=found)
    return remains


def finish(services: Services, workspace: str, *, now: datetime) -> bool:
    """Take a second look for the people whom jobs erased, forget these jobs, and finish what was broken off.

    What other jobs wrote of them meanwhile goes too. Of an erasure that was broken off nobody knows any more whose it
    was: it is finished once all jobs are gone that ended by then.

    Returns:
        Whether nothing is left to do.
    """
    url = services.settings.jobs_database
    ended = ended_jobs(url, ERASING)
    people = sorted({str(job.given[1]) for job in ended.values() if job.result is not None})
    for person in people:
        _erase_again(services, workspace, person, now=now)
    with services.database.reading() as session:
        still_open = unfinished(session, workspace, before=now if people else now - SETTLED)
    if forget_about(url, people, now=now, but=ended).left:
        return False
    forget(url, ended)
    if not scrub_all(services):
        return False
    with services.database.transaction() as session:
        erasures_done(session, workspace, still_open, now=now)
    return True


def scrub_all(services: Services, *, locking: bool = True) -> bool:
    """Leave nothing of deleted rows in the files of the library, and of jobs where theirs are others; as ``scrub``."""
    done = scrub(services.database, locking=locking)
    if services.settings.jobs_database != services.settings.database:
        jobs = Database(services.settings.jobs_database)
        try:
            done &= scrub(jobs, locking=locking)
        finally:
            jobs.close()
    return done


def _blank_index(services: Services) -> None:
    """Leave no pieces of memory in files of the index; where somebody writes to it now, they are found, and told."""
    with suppress(LibraryBusy), services.changing_the_library(wait=INDEX_SECONDS):
        blank_unused(services.settings.data_dir / "index")


def files_naming(services: Services, people: Collection[str]) -> tuple[str, ...]:
    """The files under the data directory that hold the id of any of these people, by their names there."""
    folder = services.settings.data_dir
    found = files_with(folder, [person.encode() for person in people])
    return tuple(dict.fromkeys(str(path.relative_to(folder)) for path, _ in found))


def _erase_again(services: Services, workspace: str, person: str, *, now: datetime) -> None:
    """Erase what was written of a person meanwhile, unless she came back and sits an exam."""
    try:
        with services.database.transaction() as session:
            if mentions(session, person) and open_exam(session, workspace, person) is None:
                erase(session, workspace, person, by=OPERATOR, now=now)
    except (KnowledgeError, LearningError) as error:
        log.error("not erased", extra={"why": type(error).__name__})
