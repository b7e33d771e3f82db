"""A file on its way into the library, step by step: kept, read, embedded, checked, published.

Each step may be done again after a kill anywhere in it. Where a step changes the caches, the caller is the only
one that changes the library meanwhile.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from ingestion.errors import EmptyFile, TooLarge, Unforeseen, UnreadableFile
from ingestion.given import GivenDetails
from ingestion.placing import Source, placed
from ingestion.probing import Probe, probe
from ingestion.reading import Reading, SideCar, file_name, read_file
from ingestion.sandbox import Sandbox
from ingestion.uploads.kept import moved_since
from ingestion.uploads.service import claim, stored
from ingestion.uploads.values import Stage
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import DetailsMoved, KnowledgeError
from knowledge.evidence.schemes import Scheme
from knowledge.golden.values import GoldenRun
from knowledge.guides import life, queries, service
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.standpoints import Standpoint
from knowledge.guides.states import EditionState, may_become
from knowledge.guides.steps import due_editions, subject_of
from knowledge.index.caches import Caches, Collection
from storage.database import Database, passes_by_itself

_log = logging.getLogger(__name__)

Tell = Callable[[Stage, int, int], None]
# Asks a workspace's golden questions as if an edition were published that is in the caches; None where there are none.
AskGolden = Callable[[str, str], GoldenRun | None]
# Where an edition stands after it was to be published; or the probe that did not find it, or what else kept it back.
Outcome = EditionState | Probe | KnowledgeError
# Called in the transaction in which readers are switched to an edition, with the time.
Switched = Callable[[Session, datetime], object]
# Asked before, in a session that reads, what is to be called: session, workspace, edition.
Following = Callable[[Session, str, str], Switched]
# Publishes an edition with which so many golden questions fail, at a time.
_Publish = Callable[[Session, str, int, datetime], EditionState]


@dataclass(frozen=True)
class Drafted:
    """A draft edition, as it was stored.

    Attributes:
        passages: How many it has.
        warnings: What its reviewer should know.
    """

    edition_id: str
    guide_id: str
    guide_key: str
    title: str
    label: str
    passages: int
    warnings: tuple[str, ...]


def quiet(_stage: Stage, _done: int, _of: int) -> None:
    """Tell nobody how far a step is."""


def unheard(_session: Session, _workspace: str, _edition_id: str) -> Switched:
    """Do nothing else where readers are switched to an edition."""
    return lambda _session, _now: None


@contextmanager
def foreseen(name: str) -> Iterator[None]:
    """Let nothing but what the library foresees come out of the work on a file; a bug of ours is logged.

    Raises:
        Unforeseen: In place of an error that is neither one of a file nor of the library, nor of the database itself.
    """
    try:
        yield
    except (UnreadableFile, KnowledgeError):
        raise
    except Exception as error:
        if passes_by_itself(error):
            raise  # no file can go in
        _log.exception("%s could not be read", name)
        raise Unforeseen(name, type(error).__name__) from error


class Intake:
    """The steps. Safe to share between threads."""

    def __init__(
        self,
        database: Database,
        caches: Caches,
        embedder: Callable[[], Embedder],
        sandbox: Sandbox,
        ask_golden: AskGolden,
        schemes: Mapping[str, Scheme] | None = None,
        following: Following = unheard,
    ) -> None:
        """The embedder is made on first use only.

        Nothing is published before ``ask_golden`` was called with it. Evidence is rated by ``schemes``, those that ship
        if none are given. Whatever rests on what readers see follows in the same transaction, by what ``following``
        has prepared; it may be called again for an edition that is published already.
        """
        self._database = database
        self._caches = caches
        self._embedder = embedder
        self._sandbox = sandbox
        self._ask_golden = ask_golden
        self._schemes = schemes
        self._following = following
        self._embedding = threading.Lock()

    @property
    def most_bytes(self) -> int:
        """The size of the largest file that is taken."""
        return self._sandbox.limits.file_bytes

    def keep(self, workspace: str, name: str, data: bytes, *, upload_id: str | None = None) -> str:
        """Store a file as it was given, and take it in hand for an upload if one is named; returns its content hash.

        Raises:
            EmptyFile: It has no bytes.
            TooLarge: It has more than ``most_bytes``.
            AlreadyInHand: Somebody else is handing in the very same file.
        """
        if not data:
            raise EmptyFile(name)
        if len(data) > self.most_bytes:
            raise TooLarge(name, len(data), self.most_bytes)
        with self._database.transaction() as session:
            if upload_id is not None:
                claim(session, workspace, upload_id, service.content_hash(data), now=_now())
            return service.keep_original(session, workspace, data, now=_now())

    def read(
        self,
        workspace: str,
        *,
        name: str,
        content_hash: str,
        edition_id: str,
        given: GivenDetails,
        guide: str | None,
        by: str,
        upload_id: str | None = None,
        tell: Tell = quiet,
    ) -> Drafted:
        """Parse a file that was kept, split it, and store it as a draft.

        Args:
            workspace: Whose library it is for.
            name: The file's name as it was handed in.
            content_hash: What ``keep`` returned.
            edition_id: The id that the edition is to have.
            given: What the person said of it.
            guide: The id of the guide of which it is a new edition; None for a new guide.
            by: Who hands it in.
            upload_id: The upload that it is noted for, if it is one.
            tell: Told of the stage.

        Raises:
            UnchangedFile: It is what readers see of that guide, with the same details.
            DuplicateFile: Readers see another guide that was made of the very same file.
            AlreadyInHand: An edition made of the very same file waits to be published.
            GuideNotFound: There is no such guide.
            NotAllowed: The person's role does not allow it.
            UnreadableFile: Another subclass says why it can't be read.
        """
        tell(Stage.READING, 0, 0)
        source = Source(workspace, file_name(name), content_hash, edition_id, given, guide)
        known = self._drafted(edition_id)
        if known is not None:
            return known
        reading = self.reading(workspace, source.name, content_hash, given=given)
        with foreseen(source.name), self._database.transaction() as session:
            key, path = placed(session, source, now=_now())
            draft = reading.draft(key, path, content_hash, given.hash)
            service.add_edition(session, workspace, edition_id, draft, by=by, now=_now())
            if upload_id is not None:
                guide_id, count = subject_of(session, workspace, edition_id).guide_id, len(draft.passages)
                stored(
                    session, workspace, upload_id, guide_id=guide_id, edition_id=edition_id, passages=count, now=_now()
                )
        drafted = self._drafted(edition_id)
        if drafted is None:
            raise LookupError(f"edition {edition_id} was not stored")
        return drafted

    def reading(
        self,
        workspace: str,
        name: str,
        content_hash: str,
        *,
        side_car: SideCar | None = None,
        given: GivenDetails | None = None,
        audience: str = EVERYBODY,
    ) -> Reading:
        """What stands in a file that was kept; it is for this audience where nothing says whom it is for.

        Raises:
            UnreadableFile: The subclass says why it can't be read. A bug of ours is ``Unforeseen``, and is logged.
        """
        with self._database.reading() as session:
            data = queries.original(session, workspace, content_hash)
        count_tokens, said = self._embedder().count_tokens, given or GivenDetails()
        with foreseen(name):
            return read_file(
                name,
                data,
                side_car=side_car,
                given=said,
                sandbox=self._sandbox,
                count_tokens=count_tokens,
                schemes=self._schemes,
                audience=audience,
            )

    def embed(
        self, workspace: str, edition_ids: Sequence[str], *, tell: Tell = quiet, batch: int = service.EMBED_BATCH
    ) -> dict[str, int]:
        """Embed what is new in these editions, so many at a time; returns how many passages that were, by edition."""

        def told(done: int, of: int) -> None:
            tell(Stage.EMBEDDING, done, of)

        # One at a time: other files are read meanwhile, and published.
        with self._embedding:
            return service.embed_editions(
                self._database, self._embedder(), workspace, edition_ids, progress=told, batch=batch
            )

    @contextmanager
    def indexed(self, workspace: str, edition_ids: Sequence[str]) -> Iterator[list[Probe]]:
        """Have these editions in the caches while inside, with how many of their passages were found in them.

        Readers see none of it: what they are answered from is asked of the database.
        """
        # A model that was changed while they waited has not embedded them; else this finds nothing to do.
        service.embed_editions(self._database, self._embedder(), workspace, edition_ids)
        with self._database.reading() as session:
            model = self._embedder().model_id
            entries = [list(queries.index_entries(session, model, edition)) for edition in edition_ids]
        try:
            self._caches.put([entry for found in entries for entry in found], now=_now())
            yield probe(self._database, self._caches, entries, now=_now())
        finally:
            self.forget(edition_ids)

    def check(self, workspace: str, edition_ids: Sequence[str], *, tell: Tell = quiet) -> list[Probe]:
        """Search for passages of each of these editions, without publishing any."""
        tell(Stage.CHECKING, 0, len(edition_ids))
        with self.indexed(workspace, edition_ids) as probes:
            tell(Stage.CHECKING, len(edition_ids), len(edition_ids))
            return probes

    def switch(
        self,
        workspace: str,
        edition_ids: Sequence[str],
        *,
        by: str,
        override: str | None = None,
        decided: Mapping[str, Standpoint] | None = None,
    ) -> dict[str, Outcome]:
        """Let readers see each of these editions that is found by its own passages; as ``life.publish`` does.

        The golden questions are asked of each as if it were published, after those before it were; where some fail it
        is kept back, unless ``override`` says why it is not. One that is kept back does not keep back the others; so is
        one that no longer stands as it did when it was ``decided`` on, or that has other details than it was to keep.
        """
        stood = decided or {}

        def publish(session: Session, edition_id: str, failures: int, now: datetime) -> EditionState:
            return life.publish(
                session,
                workspace,
                edition_id,
                by=by,
                now=now,
                override=override,
                golden_failures=failures,
                decided=stood.get(edition_id),
            )

        return self._switched(workspace, edition_ids, publish)

    def switch_due(self, workspace: str) -> dict[str, Outcome]:
        """Let readers see the scheduled editions whose date, of UTC, has come, as far as golden questions let them."""

        def publish(session: Session, edition_id: str, failures: int, now: datetime) -> EditionState:
            return life.publish_scheduled(session, workspace, edition_id, now=now, golden_failures=failures)

        with self._database.reading() as session:
            due = due_editions(session, workspace, _now().date())
        return self._switched(workspace, due, publish) if due else {}

    def forget(self, edition_ids: Sequence[str]) -> None:
        """Take what nobody reads of these editions' guides out of the caches; the database keeps it for old citations.

        What that is is asked of the database, so that a step that is done again forgets the same.
        """
        with self._database.reading() as session:
            unread = queries.unread_passages(session, edition_ids)
        for place, ids in unread.items():
            self._caches.delete(Collection(*place), ids, now=_now())

    def _switched(self, workspace: str, edition_ids: Sequence[str], publish: _Publish) -> dict[str, Outcome]:
        with self.indexed(workspace, edition_ids) as probes:
            return {
                edition_id: self._published(workspace, edition_id, publish) if probed.is_ready else probed
                for edition_id, probed in zip(edition_ids, probes, strict=True)
            }

    def _published(self, workspace: str, edition_id: str, publish: _Publish) -> Outcome:
        failures = self._golden_failures(workspace, edition_id)
        try:
            with self._database.reading() as session:
                follow = self._following(session, workspace, edition_id)
            now = _now()
            with self._database.transaction() as session:
                before, moved = life.state_of(session, edition_id), moved_since(session, workspace, edition_id)
                after = publish(session, edition_id, failures, now)
                # Asked last, for whoever may not publish it is to hear just that; what was done is undone.
                if moved and after is not before:
                    raise DetailsMoved(subject_of(session, workspace, edition_id).called, moved)
                if after is EditionState.PUBLISHED:
                    follow(session, now)
                return after
        except KnowledgeError as error:
            return error

    def _golden_failures(self, workspace: str, edition_id: str) -> int:
        with self._database.reading() as session:
            if not may_become(life.state_of(session, edition_id), EditionState.PUBLISHED):
                return 0  # it was decided on already: whatever the answers, readers will not be led to it now
        run = self._ask_golden(workspace, edition_id)
        return len(run.failures) if run is not None else 0

    def _drafted(self, edition_id: str) -> Drafted | None:
        with self._database.reading() as session:
            facts = queries.edition_facts(session, [edition_id]).get(edition_id)
            if facts is None:
                return None
            count = queries.passage_count(session, edition_id)
        return Drafted(edition_id, facts.guide_id, facts.key, facts.title, facts.label, count, facts.warnings)


def _now() -> datetime:
    return datetime.now(UTC)
