"""Everything with a lifetime, built once and only when it is first needed."""

import atexit
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from sqlalchemy.orm import Session

from bot.settings import Settings
from knowledge.answering.rations import Purse
from knowledge.answering.responder import Responder, Worder
from knowledge.answering.sufficiency import FITTED, SufficiencyModel
from knowledge.answering.wording import Wording
from knowledge.embeddings.export import exported
from knowledge.embeddings.languages import bridged_languages
from knowledge.embeddings.likeness import Scale
from knowledge.embeddings.model import ModelCard, export_name
from knowledge.embeddings.runtime import Embedder
from knowledge.evidence.schemes import Scheme, load_schemes
from knowledge.guides.drafts import EVERYBODY
from knowledge.index.caches import Caches
from knowledge.outages.watching import WatchedChat
from knowledge.retrieval.search import Retriever
from knowledge.standard.finding import StandardAnswers
from storage.database import Database
from storage.errors import FolderUnusable, LibraryBusy, StorageError
from storage.exclusion import only_one
from storage.upgrade import require_current

if TYPE_CHECKING:
    from ingestion.intake import Intake, Switched
    from ingestion.sandbox import Sandbox
    from knowledge.answering.checking.bearing import Bearing
    from knowledge.answering.checking.support import Support
    from knowledge.chat.model import ChatModel
    from knowledge.golden.values import GoldenRun

# Who asks, in Slack or on the command line, reads what is for all.
AUDIENCES = (EVERYBODY,)


@cache
def _loaded(folder: Path) -> Embedder:
    """A model takes long to load: once in a process, however many libraries are opened with it."""
    return Embedder(folder)


@cache
def _reading() -> "Sandbox":
    """What reads files takes long to start, too: once in a process. It ends with the process, however that ends."""
    from ingestion.sandbox import Limits, Sandbox

    sandbox = Sandbox(Limits())
    atexit.register(sandbox.close)
    return sandbox


def _following(session: Session, workspace: str, edition_id: str) -> "Switched":
    """Have items and certificates follow an edition that readers see from now on."""
    from learning.standing.service import compared, edition_published

    known = compared(session, workspace, edition_id, now=datetime.now(UTC))
    return lambda writing, now: edition_published(writing, workspace, edition_id, now=now, known=known)


class Services:
    """The parts of the product, put together from settings."""

    def __init__(self, settings: Settings, *, preparing: Callable[[], None] = lambda: None) -> None:
        """Build nothing yet.

        Args:
            settings: All settings.
            preparing: Called before the embedding model is prepared for its first use, which takes a while.
        """
        self.settings = settings
        self._preparing = preparing

    @cached_property
    def database(self) -> Database:
        self.make_data_dir()
        database = Database(self.settings.database)
        try:
            require_current(database)
        except StorageError:
            database.close()
            raise
        return database

    @cached_property
    def model_folder(self) -> Path:
        name, cache = self.settings.embedding_model, self.settings.cache_dir
        try:
            if not (cache / "models" / export_name(name)).exists():
                self._preparing()
            return exported(name, cache)
        except (PermissionError, FileExistsError, NotADirectoryError) as error:
            raise FolderUnusable(str(self.settings.cache_dir)) from error

    @cached_property
    def embedder(self) -> Embedder:
        return _loaded(self.model_folder)

    @cached_property
    def caches(self) -> Caches:
        folder, model = self.settings.data_dir / "index", ModelCard.read(self.model_folder).id
        return Caches(folder, self.database, model, server=self.settings.chroma_url)

    @cached_property
    def sandbox(self) -> "Sandbox":
        return _reading()

    @cached_property
    def schemes(self) -> Mapping[str, Scheme]:
        """By which evidence is rated: those that ship, and the operator's own."""
        own = self.settings.evidence_schemes
        return load_schemes([own] if own is not None else [])

    @cached_property
    def intake(self) -> "Intake":
        from ingestion.intake import Intake

        return Intake(
            self.database,
            self.caches,
            lambda: self.embedder,
            self.sandbox,
            self.ask_golden,
            schemes=self.schemes,
            following=_following,
        )

    @cached_property
    def retriever(self) -> Retriever:
        return Retriever(self.database, self.caches, self.embedder)

    @cached_property
    def sufficiency(self) -> SufficiencyModel:
        return SufficiencyModel.load(FITTED, self.embedder.model_id)

    @cached_property
    def bridged(self) -> Mapping[str, Scale]:
        """The languages that the embedding model brings together, and what its cosines say across them."""
        return bridged_languages(self.model_folder, self.embedder)

    @cached_property
    def chat(self) -> "ChatModel | None":
        """The chat model that words answers; None where none is set.

        Raises:
            ModelUnusable: The settings name one that can't be asked.
        """
        from knowledge.chat.model import ChatModel

        choice = self.settings.model_choice
        return ChatModel(choice) if choice is not None else None

    @cached_property
    def support(self) -> "Support":
        """What tells how well a quote supports a sentence: the operator's cross-encoder, or likeness.

        Raises:
            EntailmentNotFound: The settings name a cross-encoder that is not there.
            EntailmentUnsupported: They name one that can't tell whether a text follows from another.
        """
        from knowledge.answering.checking import support

        if self.settings.entailment_model is not None:
            from knowledge.answering.checking.entailment import Entailment

            return Entailment(self.settings.entailment_model, support.fitted_thresholds(support.FITTED))
        model = support.SupportModel.load(support.FITTED, self.embedder.model_id)
        return support.Similarity(self.embedder, model, self.bridged)

    @cached_property
    def bearing(self) -> "Bearing":
        """What tells whether a quote has to do with a question."""
        from knowledge.answering.checking.bearing import Bearing

        return Bearing(self.embedder, self.bridged)

    def responder(self, workspace: str, *, worded: bool = True) -> Responder:
        """What answers the questions of a workspace, in a model's words where there is one and ``worded`` says so.

        Raises:
            ModelUnusable: The settings name a chat model that can't be asked.
            EntailmentNotFound: They name a cross-encoder that is not there.
            EntailmentUnsupported: They name one that can't tell whether a text follows from another.
        """
        return Responder(
            self.database,
            lambda: self.retriever,
            lambda: self.sufficiency,
            lambda: self.bridged,
            StandardAnswers(self.database, lambda: self.embedder, workspace),
            workspace,
            lambda: datetime.now(UTC),
            self._worder(workspace) if worded else None,
        )

    def _worder(self, workspace: str) -> Worder | None:
        choice, chat = self.settings.model_choice, self.chat
        if choice is None or chat is None:
            return None
        if self.settings.entailment_model is not None:
            # Whoever chose it learns at once that it can't be used, not from answers that nobody words.
            _ = self.support
        purse = Purse(self.database, workspace, self.settings.model_limits, lambda: datetime.now(UTC))
        watched = WatchedChat(chat, self.database, workspace, lambda: datetime.now(UTC))
        wording = Wording(self.database, lambda: self.support, lambda: self.bridged, lambda: self.bearing)
        return Worder(watched, choice, purse, wording)

    def ask_golden(
        self, workspace: str, instead: str | None = None, give_way: Callable[[], None] | None = None
    ) -> "GoldenRun | None":
        """Ask the golden questions of the library as it is, or as if the edition ``instead`` were published.

        None where there are none, which costs nothing; the rest as ``golden.running.run_golden``.
        """
        from knowledge.golden.queries import golden_questions
        from knowledge.golden.running import run_golden

        with self.database.reading() as session:
            if not golden_questions(session, workspace):
                return None
        now = datetime.now(UTC)
        return run_golden(
            self.database, self.retriever, self.sufficiency, workspace, instead=instead, now=now, give_way=give_way
        )

    @contextmanager
    def changing_the_library(self, *, wait: float) -> Iterator[None]:
        """Be the only process that changes the library, on this machine and on all that share its database.

        Raises:
            LibraryBusy: Another one is, and did not finish within ``wait`` seconds.
            FolderUnusable: The data directory can't be made or written to.
            DatabaseUnreachable: The database's server can't be reached.
        """
        self.make_data_dir()
        try:
            alone = FileLock(self.settings.data_dir / "changing.lock", timeout=wait).acquire()
        except Timeout as error:
            raise LibraryBusy from error
        except OSError as error:
            raise FolderUnusable(str(self.settings.data_dir)) from error
        with alone:
            database = Database(self.settings.database)
            try:
                with only_one(database, wait=wait):
                    yield
            finally:
                database.close()

    def make_data_dir(self) -> None:
        """Make the data directory if it is not there.

        Raises:
            FolderUnusable: It can't be made, or it or what is kept in it can't be written to. Answering needs
                that too: the caches and SQLite lock and note in files.
        """
        folder = self.settings.data_dir
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderUnusable(str(folder)) from error
        kept = (path for path in (folder / "library.sqlite", folder / "index") if path.exists())
        if not all(os.access(path, os.W_OK) for path in (folder, *kept)):
            raise FolderUnusable(str(folder))

    def close(self) -> None:
        """Give back what was opened."""
        if "caches" in self.__dict__:
            self.caches.close()
        if "database" in self.__dict__:
            self.database.close()
