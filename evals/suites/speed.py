"""How fast and how large: embedding, ingest, asking and rebuilding, beside what this machine can do at most."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from sqlalchemy import select

from bot.commands.ingest import take_in
from bot.services import Services
from bot.settings import Settings
from evals.measured import Measured
from evals.workload.library import fill, write_guides
from evals.workload.sentences import SentencePool, sentence_pool
from ingestion.discovery import find_files
from knowledge.embeddings.pooling import TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.guides.drafts import heading_line
from knowledge.guides.models import Edition, PassageRow
from storage.upgrade import upgrade_url
from storage.workspaces import LOCAL, ensure_workspace

ROUNDS = 3
EMBEDDED = 384
GUIDES = 40
QUESTIONS = 200
SEED = 7

T = TypeVar("T")


@dataclass(frozen=True)
class IngestRound:
    """One round: guides into an empty library, then the same passages embedded and nothing else; in seconds."""

    ingest_seconds: float
    raw_seconds: float
    passages: int
    failed: int


def run(folder: Path | None, sizes: Sequence[int]) -> Iterator[tuple[str, Measured]]:
    """Measure everything, each figure as soon as it is there.

    Args:
        folder: Where the sentences come from: a data folder, or the starter library if None.
        sizes: The library sizes, in passages, at which questions are timed.
    """
    yield "processor cores", Measured(len(os.sched_getaffinity(0)), platform.machine())
    with _services() as services:
        embedder = services.embedder
        pool = sentence_pool(embedder, folder)
    yield from _embedding(embedder, pool)
    yield from _ingest(embedder, pool)
    for size in sizes:
        yield from _library(pool, size)


def _embedding(embedder: Embedder, pool: SentencePool) -> Iterator[tuple[str, Measured]]:
    passages = [pool.passages[i % len(pool.passages)] for i in range(EMBEDDED)]
    with tempfile.TemporaryDirectory() as place:
        texts, vectors = Path(place) / "texts.json", Path(place) / "vectors.npy"
        texts.write_text(json.dumps([passage.text for passage in passages]), encoding="utf-8")
        torch_seconds = float(_child("evals.workload.torch_rate", texts, vectors))
        expected = np.load(vectors)
    seconds, made = _best(lambda: embedder.embed_passages(passages))
    cosines = np.sum(np.stack([embedding.vector for embedding in made]) * expected, axis=1)
    question_seconds, _ = _best(lambda: embedder.embed_question("How often should we check in with a new match?"))
    yield "torch", Measured(EMBEDDED / torch_seconds, "passages/s")
    yield "runtime", Measured(EMBEDDED / seconds, "passages/s")
    yield "runtime against torch", Measured(torch_seconds / seconds, "times", 2.0)
    yield "lowest cosine to torch", Measured(float(cosines.min()), "", 0.999)
    yield "embedding a question", Measured(question_seconds * 1000, "ms")


def _ingest(embedder: Embedder, pool: SentencePool) -> Iterator[tuple[str, Measured]]:
    """Ingest and raw embedding in turn, a few rounds of each, and the best of both compared."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as until_measured:
        write_guides(Path(place), pool, GUIDES)
        libraries = [until_measured.enter_context(_services()) for _ in range(ROUNDS)]
        rounds = [_ingest_round(services, embedder, Path(place)) for services in libraries]
        ingest, raw = min(r.ingest_seconds for r in rounds), min(r.raw_seconds for r in rounds)
        count = rounds[0].passages
        yield "ingest, the first in its process", Measured(count / rounds[0].ingest_seconds, "passages/s")
        yield "ingest", Measured(count / ingest, "passages/s")
        yield "raw embedding of the same", Measured(count / raw, "passages/s")
        yield "ingest against raw embedding", Measured(raw / ingest, "", 0.85)
        yield "guides that failed", Measured(sum(r.failed for r in rounds), "", 0, at_least=False)
        yield from _fresh_process(libraries[0].settings.data_dir)


def _ingest_round(services: Services, embedder: Embedder, guides: Path) -> IngestRound:
    """Take the guides into an empty library, then embed the same passages and do nothing else."""
    services.embedder = embedder
    began = perf_counter()
    results = list(take_in(services, find_files([guides]), lambda *_: None, lambda: None))
    ingested = perf_counter()
    passages = _texts_in(services)
    embedding = perf_counter()
    embedder.embed_passages(passages)
    failed = sum(result.error is not None for result in results)
    return IngestRound(ingested - began, perf_counter() - embedding, len(passages), failed)


def _fresh_process(data_dir: Path) -> Iterator[tuple[str, Measured]]:
    """The command line, from nothing to an answer; then whether torch was imported on the way."""
    code = (
        "import sys\nfrom bot.cli import app\napp(sys.argv[1:], standalone_mode=False)\nprint('torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "ask", "How often should we check in with a new match?", "--json"]
    environment = {**os.environ, "FIELDWISE_DATA_DIR": str(data_dir)}  # noqa: TID251 - handed on, not read
    environment.pop("FIELDWISE_DATABASE_URL", None)

    def ask() -> str:
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    seconds, printed = _best(ask)
    yield "ask in a fresh process", Measured(seconds, "s", 2.0, at_least=False)
    yield "torch imported by it", Measured(printed.strip().endswith("True"), "", 0, at_least=False)


def _library(pool: SentencePool, size: int) -> Iterator[tuple[str, Measured]]:
    with _services() as services, tempfile.TemporaryDirectory() as place:
        with services.database.transaction() as session:
            workspace = ensure_workspace(session, LOCAL, now=datetime.now(UTC))
        now = datetime.now(UTC)
        fill(services.database, workspace, services.embedder.model_id, pool, size, now=now)
        began = perf_counter()
        count = services.caches.rebuild(now=now)
        yield f"rebuild of {size:,}", Measured(count / (perf_counter() - began), "passages/s", 3_000)
        services.close()
        asked = Path(place) / "questions.json"
        asked.write_text(json.dumps(_questions(pool)), encoding="utf-8")
        found = json.loads(_child("evals.workload.asking", services.settings.data_dir, asked))
    times = found["milliseconds"]
    small = size <= 10_000
    yield f"ask at {size:,}: p50", Measured(float(np.quantile(times, 0.5)), "ms", 40 if small else None, at_least=False)
    yield (
        f"ask at {size:,}: p95",
        Measured(float(np.quantile(times, 0.95)), "ms", 120 if small else 200, at_least=False),
    )
    yield f"memory at {size:,}", Measured(found["resident_mib"], "MiB", 1024, at_least=False)
    yield f"peak memory at {size:,}", Measured(found["peak_mib"], "MiB")


def _questions(pool: SentencePool) -> list[str]:
    """Questions of the length that people ask: half the words of a sentence, in their order."""
    rng = np.random.default_rng(SEED)
    questions = []
    for index in pool.sample(rng, QUESTIONS):
        words = pool.texts[index].split()[:20]
        kept = sorted(rng.choice(len(words), max(2, len(words) // 2), replace=False)) if len(words) > 3 else range(2)
        questions.append("what about " + " ".join(words[i] for i in kept if i < len(words)) + "?")
    return questions


def _texts_in(services: Services) -> list[TextToEmbed]:
    """The texts that ingest embedded, with their sentences."""
    with services.database.reading() as session:
        rows = session.execute(
            select(PassageRow.text, PassageRow.heading, PassageRow.sentences, Edition.title)
            .join(Edition, Edition.id == PassageRow.edition_id)
            .order_by(PassageRow.edition_id, PassageRow.ordinal)
        ).all()
    texts = []
    for text, heading, sentences, title in rows:
        line = heading_line(title, tuple(heading)) + "\n"
        texts.append(TextToEmbed(line + text, tuple((len(line) + a, len(line) + b) for a, b in sentences)))
    return texts


@contextmanager
def _services() -> Iterator[Services]:
    with tempfile.TemporaryDirectory() as place:
        services = Services(Settings(data_dir=Path(place), database_url=None))
        upgrade_url(services.settings.database)
        try:
            yield services
        finally:
            services.close()


def _best(function: Callable[[], T]) -> tuple[float, T]:
    """The shortest of a few rounds, in seconds, and what it gave."""

    def timed() -> tuple[float, T]:
        began = perf_counter()
        result = function()
        return perf_counter() - began, result

    return min((timed() for _ in range(ROUNDS)), key=lambda pair: pair[0])


def _child(module: str, *arguments: Path) -> str:
    command = [sys.executable, "-W", "ignore", "-m", module, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
