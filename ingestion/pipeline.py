"""Files into the library, as a durable job: killed anywhere, it goes on at the step where it stopped.

Readers see the whole old edition or the whole new one: the new one is stored, embedded and indexed aside,
then found by its own passages, and only then switched active.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeGuard

from dbos import DBOS, DBOSConfiguredInstance

from ingestion.errors import DuplicateFile, GoldenFails, NotFoundAgain, Overtaken, UnreadableFile
from ingestion.given import GivenDetails, details_hash
from ingestion.giving_up import give_up
from ingestion.intake import Intake, Outcome, foreseen
from ingestion.library import (
    audience_before,
    given_up,
    last_of_command_line,
    withdrawal_before,
    withdrawn_twin,
)
from ingestion.notices import told, who_sees_it
from ingestion.placing import UPLOADED
from ingestion.probing import Probe
from ingestion.reading import SideCar
from ingestion.reasons import reason
from ingestion.sources import FetchPage, Taken, is_address, take
from ingestion.uploads.values import Stage
from ingestion.web.errors import WebError
from ingestion.web.fetching import fetch
from ingestion.web.reasons import web_reason
from knowledge.errors import GoldenFailed, KnowledgeError, SameContent
from knowledge.golden.queries import latest_runs
from knowledge.guides import queries, service
from knowledge.guides.standpoints import Standpoint, standpoint
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from storage.database import Database

# A job that has brought down its process this often is parked, so that the others go on.
ATTEMPTS = 3


class Status(StrEnum):
    """How it ended for a file; a retired one is unchanged, and its guide was taken away from readers."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    UNCHANGED = "unchanged"
    RETIRED = "retired"
    FAILED = "failed"


@dataclass(frozen=True)
class FileRequest:
    """A file to take in.

    Attributes:
        path: Where it is, or the address of a page; ``keys`` are the names its guide may have, shortest first.
    """

    workspace_id: str
    path: str
    keys: tuple[str, ...]

    @property
    def called(self) -> str:
        """Its name to people."""
        return self.keys[0] if is_address(self.path) else Path(self.path).name


@dataclass(frozen=True)
class FileResult:
    """What became of a file.

    Attributes:
        embedded: How many of its passages were not embedded already.
        error: A sentence that says what is wrong and what to do.
        scheduled_for: The day from which on readers see it, where that is yet to come.
    """

    guide: str
    title: str
    edition: str
    status: Status
    passages: int
    embedded: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None
    scheduled_for: date | None = None


@dataclass(frozen=True)
class _Kept:
    """A file that was stored as it was given.

    Attributes:
        name: With the ending that says what it is.
        url: A page's address as it was given.
        unchanged_edition: The edition of its guide that was made of the same file with the same details, if it is
            the newest one or the last one that came from the command line.
    """

    request: FileRequest
    name: str
    guide_key: str
    content_hash: str
    side_car: SideCar | None
    url: str | None
    unchanged_edition: str | None


@dataclass(frozen=True)
class _Refused:
    """A file that could not be taken in, at any step."""

    request: FileRequest
    error: UnreadableFile | WebError


@dataclass(frozen=True)
class _Read:
    """A file whose edition is stored, not published."""

    request: FileRequest
    edition_id: str
    stands: Standpoint | None = None


@dataclass(frozen=True)
class _Published:
    """An edition that readers see, or will from its date on."""

    request: FileRequest
    edition_id: str


Progress = Callable[[str, str, int, int], None]


@DBOS.dbos_class()
class Ingestion(DBOSConfiguredInstance):
    """Takes files in. Build it before the durable jobs run, so that they find it."""

    def __init__(
        self, database: Database, intake: Intake, progress: Progress | None = None, fetch_page: FetchPage = fetch
    ) -> None:
        super().__init__("ingestion")
        self._database = database
        self._intake = intake
        self._progress = progress
        self._fetch_page = fetch_page

    @DBOS.workflow(max_recovery_attempts=ATTEMPTS)
    def ingest(
        self, batch: Sequence[FileRequest], edition_ids: Sequence[str], override: str | None = None
    ) -> list[FileResult]:
        """Take files in, and tell what became of each; one that can't be read is a result, not an error.

        Args:
            batch: The files, of one workspace.
            edition_ids: For each file the id that its edition will have, if it makes one.
            override: Why they are published although golden questions fail; None where then they are not.
        """
        kept = self.keep(batch)
        read = [
            self.read(file, edition_id) if _is_new(file) else file
            for file, edition_id in zip(kept, edition_ids, strict=True)
        ]
        new = [file for file in read if isinstance(file, _Read)]
        embedded = self.embed(new) if new else {}
        published = self.publish(new, override) if new else []
        refused = {file.request.path for file in published if isinstance(file, _Refused)}
        if refused:
            self.discard([file for file in new if file.request.path in refused])
        outcome = {file.request.path: file for file in [*read, *published]}
        return [self._result(outcome[request.path], embedded) for request in batch]

    @DBOS.step()
    def keep(self, batch: Sequence[FileRequest]) -> list[_Kept | _Refused]:
        """Store the files as they were given, pages as they are now, and see which are new."""
        return [self._kept(request) for request in batch]

    @DBOS.step()
    def read(self, kept: _Kept, edition_id: str) -> _Read | _Refused:
        """Parse the file as it was kept, split it, store the edition."""
        request, name = kept.request, kept.name
        self._tell(Stage.READING, kept.guide_key, 0, 0)
        with self._database.reading() as session:
            before = audience_before(session, request.workspace_id, kept.guide_key)
        try:
            reading = self._intake.reading(
                request.workspace_id,
                name,
                kept.content_hash,
                side_car=kept.side_car,
                given=GivenDetails(source_url=kept.url),
                audience=before,
            )
            told = replace(reading, warnings=(*reading.warnings, *who_sees_it(reading.details.audience, before)))
            draft = told.draft(kept.guide_key, request.path, kept.content_hash, _details_hash(kept.side_car))
            with foreseen(name), self._database.transaction() as session:
                service.add_edition(session, request.workspace_id, edition_id, draft, by=OPERATOR, now=_now())
                stands = standpoint(session, request.workspace_id, edition_id)
        except UnreadableFile as error:
            return _Refused(request, _named(error, request))
        return _Read(request, edition_id, stands)

    @DBOS.step()
    def embed(self, files: Sequence[_Read]) -> dict[str, int]:
        """Embed what is new in their editions, together; returns how many passages that were, by edition."""
        name = files[0].request.keys[0] if len(files) == 1 else f"{len(files)} guides"

        def tell(stage: Stage, done: int, of: int) -> None:
            self._tell(stage, name, done, of)

        return self._intake.embed(files[0].request.workspace_id, [file.edition_id for file in files], tell=tell)

    @DBOS.step()
    def publish(self, files: Sequence[_Read], override: str | None = None) -> list[_Published | _Refused]:
        """Index all aside, then switch readers to each that is found by its own passages and fails no golden question.

        Those that fail some go in too where ``override`` says why.
        """
        workspace, stand = (
            files[0].request.workspace_id,
            {file.edition_id: file.stands for file in files if file.stands},
        )
        outcomes = self._intake.switch(
            workspace, [file.edition_id for file in files], by=OPERATOR, override=override, decided=stand
        )
        return [self._published(file, outcomes[file.edition_id]) for file in files]

    @DBOS.step()
    def discard(self, files: Sequence[_Read]) -> None:
        """Give the editions up that could not be published."""
        for file in files:
            self._give_up(file.request.workspace_id, file.edition_id)

    def settle(self, workspace: str) -> list[FileResult]:
        """Publish what has come due, and give up the drafts of jobs that came to nothing.

        To be called while no job is unfinished.

        Returns:
            Those that have come due and were kept back, with the reason.
        """
        due = self._intake.switch_due(workspace)
        kept_back = [self._kept_back(workspace, edition_id, outcome) for edition_id, outcome in due.items()]
        with self._database.reading() as session:
            drafts = given_up(session, workspace)
        for edition_id in drafts:
            self._give_up(workspace, edition_id)
        if drafts:
            self._intake.forget(drafts)
        return [result for result in kept_back if result is not None]

    def _kept(self, request: FileRequest) -> _Kept | _Refused:
        if is_address(request.path):
            self._tell("fetching", request.called, 0, 0)
        try:
            taken = take(request.path, at_most=self._intake.most_bytes, fetch_page=self._fetch_page)
            content = self._intake.keep(request.workspace_id, taken.name, taken.data)
            return self._known(request, taken, content)
        except WebError as error:
            return _Refused(request, error)
        except UnreadableFile as error:
            return _Refused(request, _named(error, request))

    def _known(self, request: FileRequest, taken: Taken, content: str) -> _Kept:
        workspace, details = request.workspace_id, _details_hash(taken.side_car)
        with self._database.reading() as session:
            known = service.paths_of_like_guides(session, workspace, keys=request.keys, content=content)
        gone = {path for path in known if _is_file(path) and not Path(path).exists()}
        with self._database.transaction() as session:
            stands = service.standing(
                session,
                workspace,
                keys=request.keys,
                source_path=request.path,
                content=content,
                details=details,
                gone=gone,
                now=_now(),
            )
            if stands.same_as is not None:
                raise DuplicateFile(request.called, stands.same_as)
            unchanged = stands.same_edition
            if unchanged is None:
                last = last_of_command_line(session, workspace, stands.guide_key)
                same = last is not None and (last.content_hash, last.details_hash) == (content, details)
                unchanged = last.edition_id if last is not None and same else None
        return _Kept(request, taken.name, stands.guide_key, content, taken.side_car, taken.url, unchanged)

    def _published(self, file: _Read, outcome: Outcome) -> _Published | _Refused:
        if isinstance(outcome, EditionState):
            return _Published(file.request, file.edition_id)
        return _Refused(
            file.request, self._why_not(file.request.workspace_id, file.edition_id, file.request.called, outcome)
        )

    def _kept_back(self, workspace: str, edition_id: str, outcome: Outcome) -> FileResult | None:
        if isinstance(outcome, EditionState):
            return None
        with self._database.reading() as session:
            facts = queries.edition_facts(session, [edition_id])[edition_id]
        error = self._why_not(workspace, edition_id, facts.key, outcome)
        if isinstance(error, GoldenFails):
            error = replace(error, scheduled=True)
        return FileResult(facts.key, facts.title, facts.label, Status.FAILED, 0, error=reason(error))

    def _why_not(self, workspace: str, edition_id: str, name: str, outcome: Probe | KnowledgeError) -> UnreadableFile:
        match outcome:
            case Probe(found=found, of=of):
                return NotFoundAgain(name, found, of)
            case SameContent(same_as=same_as):
                return DuplicateFile(name, same_as)
            case GoldenFailed(failures=failures):
                with self._database.reading() as session:
                    (run,) = latest_runs(session, workspace, limit=1, edition_id=edition_id)
                return GoldenFails(name, failures, run.failures[0].question)
            case _:
                return Overtaken(name)

    def _give_up(self, workspace: str, edition_id: str) -> None:
        with self._database.transaction() as session:
            give_up(session, workspace, edition_id, now=_now())

    def _result(self, file: _Kept | _Refused | _Read | _Published, embedded: Mapping[str, int]) -> FileResult:
        match file:
            case _Refused(request=request, error=error):
                said = web_reason(error) if isinstance(error, WebError) else reason(error)
                return FileResult(request.keys[0], "", "", Status.FAILED, 0, error=said)
            case _Kept(unchanged_edition=str(edition_id)) | _Published(edition_id=edition_id):
                return self._taken(edition_id, new=isinstance(file, _Published), embedded=embedded.get(edition_id, 0))
            case _:
                raise LookupError(f"nothing became of {file.request.path}")

    def _taken(self, edition_id: str, *, new: bool, embedded: int) -> FileResult:
        with self._database.reading() as session:
            facts = queries.edition_facts(session, [edition_id])[edition_id]
            count = queries.passage_count(session, edition_id)
            withdrawn = withdrawal_before(session, facts.guide_id, besides=edition_id if new else None)
            twin = withdrawn_twin(session, edition_id) if new else None
        status = _status(facts.state, new=new, away=withdrawn is not None)
        self._tell(status, facts.key, count, count)
        return FileResult(
            guide=facts.key,
            title=facts.title,
            edition=facts.label,
            status=status,
            passages=count,
            embedded=embedded,
            warnings=(*facts.warnings, *told(facts, new=new, withdrawn=withdrawn, twin=twin)),
            scheduled_for=facts.edition_date if facts.state is EditionState.SCHEDULED else None,
        )

    def _tell(self, stage: str, guide: str, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress(str(stage), guide, done, of)


def _status(state: EditionState, *, new: bool, away: bool) -> Status:
    scheduled = state is EditionState.SCHEDULED
    if new:
        return Status.SCHEDULED if scheduled else Status.PUBLISHED
    return Status.RETIRED if away and not scheduled else Status.UNCHANGED


def _is_new(file: _Kept | _Refused) -> TypeGuard[_Kept]:
    return isinstance(file, _Kept) and file.unchanged_edition is None


def _is_file(source_path: str) -> bool:
    """Whether a guide came from a file, not from the web nor from somebody's hand."""
    return not source_path.startswith(UPLOADED) and not is_address(source_path)


def _named(error: UnreadableFile, request: FileRequest) -> UnreadableFile:
    """The error as it is told: a page is called by its address."""
    return replace(error, path_name=request.called) if is_address(request.path) else error


def _details_hash(side_car: SideCar | None) -> str:
    return details_hash(side_car.data if side_car is not None else b"")


def _now() -> datetime:
    return datetime.now(UTC)
