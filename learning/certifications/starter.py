"""The certifications that ship with the product, and the items that the guides of the starter library prove."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from learning.certifications.definition import Definition
from learning.certifications.queries import certifications
from learning.certifications.reading import read_certification
from learning.certifications.service import put
from learning.errors import GuideUnknown, QuoteNotFound
from learning.formats import yaml_items
from learning.items.queries import versions_of
from learning.items.service import add, publish
from learning.items.values import ItemDraft

STARTER = Path(__file__).parents[1] / "starter"


@dataclass(frozen=True)
class StarterPut:
    """What a workspace was given, by key.

    Attributes:
        kept: Items of the workspace, in whatever state, which stay as they are.
        left_out: Why items are not there: what proves them does not stand in the guides that readers see.
    """

    certifications: tuple[str, ...]
    items: tuple[str, ...]
    kept: tuple[str, ...]
    left_out: tuple[GuideUnknown | QuoteNotFound, ...]


def starter_certifications() -> tuple[Definition, ...]:
    """The certifications, by key."""
    return tuple(read_certification(path.read_text(encoding="utf-8")) for path in sorted(STARTER.glob("*.yaml")))


def starter_items() -> tuple[ItemDraft, ...]:
    """The items for exams and for practice, by competency."""
    files = sorted((STARTER / "items").glob("*.yaml"))
    return tuple(draft for path in files for draft in yaml_items.read(path.read_bytes()).drafts)


def put_starter(session: Session, workspace: str, *, by: str, now: datetime) -> StarterPut:
    """Give a workspace the certifications and items of the starter library that it does not have, ready to be drawn.

    What it has already stays, whatever became of it since. Done once more, it changes nothing, but for items whose
    proof has come into the guides meanwhile.

    Args:
        session: The transaction.
        workspace: Whose certifications they are to be.
        by: Where the workspace wants a second person to publish items, this has to be the operator, who needs none.
        now: The moment.

    Raises:
        NotAllowed: The person may not keep certifications, or not write or publish items.
        AuthorPublishes: A second person is wanted.
    """
    there = {one.definition.key for one in certifications(session, workspace)}
    missing = [definition for definition in starter_certifications() if definition.key not in there]
    for definition in missing:
        put(session, workspace, definition, by=by, now=now)
    keys = tuple(definition.key for definition in missing)
    return _put_items(session, workspace, starter_items(), keys, by=by, now=now)


def _put_items(
    session: Session, workspace: str, drafts: Iterable[ItemDraft], certified: tuple[str, ...], *, by: str, now: datetime
) -> StarterPut:
    given, kept, left_out = [], [], []
    for draft in drafts:
        if versions_of(session, workspace, draft.key):
            kept.append(draft.key)
            continue
        try:
            version_id = add(session, workspace, draft, by=by, now=now)
        except (GuideUnknown, QuoteNotFound) as error:
            left_out.append(error)
            continue
        publish(session, workspace, version_id, by=by, now=now)
        given.append(draft.key)
    return StarterPut(certified, tuple(given), tuple(kept), tuple(left_out))
