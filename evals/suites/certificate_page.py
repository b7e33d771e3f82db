"""How fast the public page of a certificate is: a real one, on the starter library, asked for over a connection."""

import http.client
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom
from time import perf_counter

import numpy as np
from sqlalchemy.orm import Session

from bot.commands.ingest import take_in
from bot.commands.scene import certify
from bot.issuing import certificate_pages, issuing
from bot.services import Services
from bot.settings import Settings
from bot.web.app import pages_app
from bot.web.server import listening
from evals.measured import Measured
from ingestion.discovery import find_files
from knowledge.members.roles import OPERATOR
from learning.attempts.service import answer, start
from learning.attempts.tokens import in_tokens
from learning.attempts.values import Slot
from learning.certifications.service import put
from learning.certifications.starter import starter_certifications
from learning.credentials.issuing import issue
from learning.credentials.service import make_public
from learning.items.queries import version
from learning.items.responses import Response
from learning.items.types import TYPES
from learning.results.ending import submit
from storage.workspaces import LOCAL, ensure_workspace

STARTER = Path(__file__).parents[2] / "knowledge/starter"
ADDRESS = "https://certificates.example.org"
LEARNER = "U0DEV"
LOOKS, MOST_MS = 200, 50.0


def run() -> Iterator[tuple[str, Measured]]:
    """Certify somebody, and look at the certificate again and again."""
    with tempfile.TemporaryDirectory() as place:
        built = Services(Settings(data_dir=Path(place), database_url=None, public_url=ADDRESS))
        for _ in take_in(built, find_files([STARTER]), lambda *_: None, lambda: None):
            pass
        certify(built)
        slug = _certified(built)
        with listening(pages_app(certificate_pages(built).routes()), "127.0.0.1", 0) as port:
            waits = [_look(port, slug) for _ in range(LOOKS)]
        built.close()
    yield "page of a certificate: p50", Measured(float(np.quantile(waits, 0.5)), "ms")
    yield "page of a certificate: p95", Measured(float(np.quantile(waits, 0.95)), "ms", MOST_MS, at_least=False)


def _certified(built: Services) -> str:
    """Let somebody answer all questions right; returns what names the certificate in its address."""
    now, database = datetime.now(UTC), built.database
    definition = replace(starter_certifications()[0], requirements=())
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=now)
        put(session, workspace, definition, by=OPERATOR, now=now)
        begun = start(session, workspace, definition.key, LEARNER, now=now, dice=SystemRandom())
        for slot in begun.slots:
            answer(
                session, workspace, begun.id, slot.position, _right(session, workspace, slot),
                act=str(slot.position), person=LEARNER, clicked_at=now, now=now,
            )  # fmt: skip
        submit(session, workspace, begun.id, LEARNER, now=now)
    made = issue(database, workspace, begun.id, name="Dev", using=issuing(built), now=now)
    with database.transaction() as session:
        make_public(session, workspace, made.id, by=LEARNER, now=now)
    return made.slug


def _right(session: Session, workspace: str, slot: Slot) -> Response:
    item = version(session, workspace, slot.version_id)
    item_type = TYPES[item.type]
    return in_tokens(slot.tokens, item_type.right(item_type.read(item.content)))


def _look(port: int, slug: str) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began = perf_counter()
    connection.request("GET", f"/c/{slug}")
    answered = connection.getresponse()
    page = answered.read()
    seconds = perf_counter() - began
    connection.close()
    if answered.status != 200 or slug.encode() not in page:
        raise RuntimeError(f"the page of the certificate answered {answered.status}")
    return seconds * 1000
