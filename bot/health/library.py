"""Whether the database, the library, its search caches and the model are in order."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.exc import DatabaseError

from bot.errors import sentence
from bot.health import Finding
from bot.services import Services
from knowledge.errors import IndexAway, IndexBusy, KnowledgeError
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.queries import guide_summaries, passage_counts
from knowledge.index.caches import Collection
from knowledge.index.chroma_server import ChromaServer
from knowledge.index.verify import verify
from storage.errors import StorageError
from storage.upgrade import require_current
from storage.workspaces import LOCAL, require_workspace

DATABASE, LIBRARY, INDEX, MODEL, CHROMA = "database", "library", "search index", "model", "Chroma server"
# The index is held by one process at a time while guides come in; that does not stop questions.
WAIT_SECONDS = 2.0


def database_finding(built: Services) -> Finding:
    """Whether the database can be reached and has this program's schema."""

    def look() -> Finding:
        require_current(built.database)
        return Finding(DATABASE, good=True, says=f"{built.database.address} is reached, and its schema is current.")

    return _found(built, DATABASE, look)


def library_finding(built: Services) -> Finding:
    """Whether there is a guide to answer from."""

    def look() -> Finding:
        with built.database.reading() as session:
            guides = guide_summaries(session, require_workspace(session, LOCAL))
            published = [guide.edition_id for guide in guides if guide.retired_at is None]
            passages = sum(passage_counts(session, published).values())
        if not published:
            return Finding(LIBRARY, good=False, says="There is no guide in it.", remedy="Run `fieldwise ingest PATH`.")
        return Finding(LIBRARY, good=True, says=f"Guides: {len(published)}, passages: {passages}.")

    return _found(built, LIBRARY, look)


def index_finding(built: Services) -> Finding:
    """Whether passages can be searched for, by meaning and by words."""

    def look() -> Finding:
        now = datetime.now(UTC)
        with built.database.reading() as session:
            collection = Collection(require_workspace(session, LOCAL), EVERYBODY)
        built.caches.matching(collection, ["guide"], 1, now=now)
        vector = built.embedder.embed_question("guide")
        try:
            built.caches.nearest(collection, vector[None, :], 1, now=now, wait=WAIT_SECONDS)
        except IndexBusy:
            return Finding(INDEX, good=True, says="In use by another process.")
        return Finding(INDEX, good=True, says="Passages are found by meaning and by words.")

    return _found(built, INDEX, look)


def verified_index_finding(built: Services) -> Finding:
    """Whether the search caches hold what the database does; takes seconds for each 100,000 passages."""

    def look() -> Finding:
        with built.database.reading() as session:
            workspace = require_workspace(session, LOCAL)
        found = verify(built.database, built.caches, workspace, built.embedder.model_id, now=datetime.now(UTC))
        if not found.sound:
            remedy = "Run `fieldwise guides rebuild`."
            return Finding(INDEX, good=False, says="The caches differ from the database.", remedy=remedy)
        return Finding(INDEX, good=True, says=f"Both caches hold the {found.passages} passages of the database.")

    return _found(built, INDEX, look)


def chroma_finding(address: str) -> Finding:
    """Whether the Chroma server at this address answers."""
    server = ChromaServer(address, owner="", building="")
    try:
        server.reach()
    except IndexAway as error:
        return Finding(CHROMA, good=False, says=sentence(error))
    finally:
        server.close()
    return Finding(CHROMA, good=True, says="It answers.")


def model_finding(built: Services) -> Finding:
    """Whether the embedding model can be loaded and embeds."""

    def look() -> Finding:
        dimensions = len(built.embedder.embed_question("guide"))
        return Finding(MODEL, good=True, says=f"{built.embedder.model_id}, {dimensions} dimensions.")

    return _found(built, MODEL, look)


def _found(built: Services, check: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (KnowledgeError, StorageError) as error:
        return Finding(check, good=False, says=sentence(error))
    except DatabaseError as error:
        return Finding(check, good=False, says=sentence(built.database.unreachable(error)))
