"""Use cases of the library: a file is known again and kept, an edition of it comes in and is made searchable."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import numpy as np
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.evidence.service import rate
from knowledge.guides import life, queries
from knowledge.guides.drafts import DraftPassage, EditionDraft, embedded_hash, text_to_embed
from knowledge.guides.labels import label_of, warnings_of
from knowledge.guides.models import Edition, EditionStep, EmbeddingRow, Guide, Original, PassageRow
from knowledge.guides.moves import name_owner, same_content
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from knowledge.turns import take_turn
from storage.database import Database, insert_missing
from storage.schema import new_id

EMBED_BATCH = 256

Embedded = Callable[[int, int], None]


@dataclass(frozen=True)
class Standing:
    """How a file stands to the library before it is read.

    Attributes:
        guide_key: The key of the guide that the file is, or would be, an edition of.
        same_edition: The edition that is shown of the guide, if it is this very file with these details.
        retired: Whether that guide has been taken away from readers.
        same_as: The key of another guide whose active edition is the same file.
    """

    guide_key: str
    same_edition: str | None
    retired: bool
    same_as: str | None


def content_hash(data: bytes) -> str:
    """Names a file by its content."""
    return hashlib.sha256(data).hexdigest()


def paths_of_like_guides(session: Session, workspace: str, *, keys: Sequence[str], content: str) -> set[str]:
    """Where the guides came from that have this content, or one of these keys: the file may be one of them, moved."""
    with_this_content = select(Edition.guide_id).where(
        Edition.workspace_id == workspace, Edition.content_hash == content
    )
    like = or_(Guide.key.in_(keys), Guide.id.in_(with_this_content))
    paths = select(Guide.source_path).where(Guide.workspace_id == workspace, Guide.source_path.is_not(None), like)
    return {path for path in session.scalars(paths) if path is not None}


def standing(
    session: Session,
    workspace: str,
    *,
    keys: Sequence[str],
    source_path: str | None,
    content: str,
    details: str,
    gone: Collection[str],
    now: datetime,
) -> Standing:
    """Find the guide that a file belongs to, and reserve its key.

    The guide is the one that came from this path before; else one whose own file is no longer where it was, and
    that has this content, or a key of this file and a folder of the same name: then it was moved. Else it is a new
    one, under the first of the keys (short to long) that is free.

    ``gone`` are those of ``paths_of_like_guides`` at which there is no file any more. They are looked for before the
    transaction.
    """
    take_turn(session, workspace)
    guide = _guide_of(session, workspace, keys, source_path, content, gone)
    if guide is None:
        guide = Guide(id=new_id(), workspace_id=workspace, key=_free_key(session, workspace, keys), created_at=now)
        session.add(guide)
    guide.source_path = source_path
    session.flush()
    hashes = select(Edition.id, Edition.content_hash, Edition.details_hash)
    shown = session.execute(hashes.join(Guide, Edition.id == shown_edition()).where(Guide.id == guide.id)).one_or_none()
    same = shown is not None and shown[1:] == (content, details)
    same_as = same_content(session, workspace, content, besides=guide.id)
    return Standing(
        guide_key=guide.key,
        same_edition=shown[0] if shown is not None and same else None,
        retired=guide.retired_at is not None,
        same_as=same_as,
    )


def keep_original(session: Session, workspace: str, data: bytes, *, now: datetime) -> str:
    """Store a file as it was given, once; returns its content hash."""
    name = content_hash(data)
    there = select(Original.size).where(Original.workspace_id == workspace, Original.content_hash == name)
    if session.scalar(there) is None:
        row = {"workspace_id": workspace, "content_hash": name, "size": len(data), "data": data, "created_at": now}
        insert_missing(session, Original, [row])
    return name


def add_edition(
    session: Session, workspace: str, edition_id: str, draft: EditionDraft, *, by: str = OPERATOR, now: datetime
) -> None:
    """Store an edition with its passages, as a draft. Done once for an id, however often it is called.

    Where its label is that of an earlier edition with another text, it is warned of. Whom it names as the owner answers
    for the guide once readers see it; at once where they never saw any of the guide.

    Raises:
        NotAllowed: Who adds it may not.
    """
    take_turn(session, workspace)
    if session.get(Edition, edition_id) is not None:
        return
    guide = session.scalar(select(Guide).where(Guide.workspace_id == workspace, Guide.key == draft.guide_key))
    if guide is None:
        guide = Guide(id=new_id(), workspace_id=workspace, key=draft.guide_key, created_at=now)
        guide.source_path = draft.source_path
        session.add(guide)
        session.flush()
    of_guide = select(func.count()).select_from(Edition).where(Edition.guide_id == guide.id)
    number = session.execute(of_guide).scalar_one() + 1
    discarded = EditionStep.state == EditionState.DISCARDED.value
    kept = select(Edition.label).where(Edition.guide_id == guide.id)
    kept = kept.where(~exists().where(EditionStep.edition_id == Edition.id, discarded))
    label = label_of(draft.details.label, session.scalars(kept).all(), number=number)
    same_label = kept.where(Edition.label == label, Edition.text != draft.text).limit(1)
    taken = session.scalar(same_label) is not None
    warned = replace(draft, warnings=(*draft.warnings, *warnings_of(taken=taken)))
    session.add(_edition_row(workspace, edition_id, guide.id, number, label, warned, now))
    session.flush()
    life.draft(session, workspace, edition_id, by=by, now=now)
    if draft.details.evidence is not None:
        rate(session, workspace, edition_id, draft.details.evidence)
    if draft.details.owner_person is not None:
        name_owner(session, workspace, edition_id, draft.details.owner_person, by=by, now=now)
    insert_missing(
        session,
        PassageRow,
        [
            _passage_row(workspace, edition_id, ordinal, draft.details.title, passage)
            for ordinal, passage in enumerate(draft.passages)
        ],
    )


def embed_editions(
    database: Database,
    embedder: Embedder,
    workspace: str,
    edition_ids: Sequence[str],
    *,
    progress: Embedded | None = None,
    batch: int = EMBED_BATCH,
) -> dict[str, int]:
    """Embed the passages that are not embedded yet, so many at a time, each batch in a transaction of its own.

    Returns:
        For each edition how many of its passages were not embedded yet; the others cost nothing.
    """
    with database.reading() as session:
        missing, counts = _missing(session, workspace, edition_ids, embedder.model_id)
    for first in range(0, len(missing), batch):
        part = missing[first : first + batch]
        vectors = embedder.embed_passages([text for _, text in part])
        rows = [
            {
                "workspace_id": workspace,
                "model": embedder.model_id,
                "embedded_hash": name,
                "vector": made.vector.astype(np.float32).tobytes(),
                "sentence_vectors": made.sentences.astype(np.float16).tobytes(),
            }
            for (name, _), made in zip(part, vectors, strict=True)
        ]
        with database.transaction() as session:
            insert_missing(session, EmbeddingRow, rows)
        if progress is not None:
            progress(first + len(part), len(missing))
    return counts


def _guide_of(
    session: Session,
    workspace: str,
    keys: Sequence[str],
    source_path: str | None,
    content: str,
    gone: Collection[str],
) -> Guide | None:
    here = select(Guide).where(Guide.workspace_id == workspace)
    if source_path is not None:
        found = session.scalar(here.where(Guide.source_path == source_path))
        if found is not None:
            return found
    with_this_content = (
        here.join(Edition, Edition.guide_id == Guide.id)
        .where(Edition.content_hash == content)
        .where(Edition.id == shown_edition())
    )
    renamed = next((guide for guide in session.scalars(with_this_content) if guide.source_path in gone), None)
    if renamed is not None:
        return renamed
    named = session.scalars(here.where(Guide.key.in_(keys))).all()
    return next((g for g in named if g.source_path is None or _was_moved(g.source_path, source_path, gone)), None)


def _was_moved(before: str, now: str | None, gone: Collection[str]) -> bool:
    return now is not None and before in gone and PurePath(before).parent.name == PurePath(now).parent.name


def _free_key(session: Session, workspace: str, keys: Sequence[str]) -> str:
    taken = set(session.scalars(select(Guide.key).where(Guide.workspace_id == workspace, Guide.key.in_(keys))))
    return next((key for key in keys if key not in taken), f"{keys[-1]} ({new_id()[-6:]})")


def _missing(
    session: Session, workspace: str, edition_ids: Sequence[str], model: str
) -> tuple[list[tuple[str, TextToEmbed]], dict[str, int]]:
    """What is to be embedded, each text once, and how many passages of each edition that are."""
    query = (
        select(PassageRow, Edition.title)
        .join(Edition, Edition.id == PassageRow.edition_id)
        .outerjoin(EmbeddingRow, queries.embedding_of(model))
        .where(PassageRow.edition_id.in_(edition_ids), PassageRow.is_of(workspace))
        .where(EmbeddingRow.embedded_hash.is_(None))
        .order_by(PassageRow.edition_id, PassageRow.ordinal)
    )
    missing: dict[str, TextToEmbed] = {}
    counts: Counter[str] = Counter()
    for row, title in session.execute(query):
        missing.setdefault(row.embedded_hash, text_to_embed(title, _draft(row)))
        counts[row.edition_id] += 1
    return list(missing.items()), dict(counts)


def _draft(row: PassageRow) -> DraftPassage:
    sentences = tuple((a, b) for a, b in row.sentences)
    return DraftPassage(row.start, row.end, tuple(row.heading), None, row.text, sentences)


def _edition_row(
    workspace: str, edition_id: str, guide_id: str, number: int, label: str, draft: EditionDraft, now: datetime
) -> Edition:
    details = draft.details
    return Edition(
        id=edition_id,
        workspace_id=workspace,
        guide_id=guide_id,
        number=number,
        label=label,
        title=details.title,
        content_hash=draft.content_hash,
        details_hash=draft.details_hash,
        text=draft.text,
        places=[[c.start, c.place.kind.value, c.place.number, c.place.exact] for c in draft.places],
        owner=details.owner,
        audience=details.audience,
        evidence_tier=details.evidence_tier,
        effective_date=details.effective_date,
        review_date=details.review_date,
        licence=details.licence,
        language=details.language,
        source_url=details.source_url,
        warnings=list(draft.warnings),
        created_at=now,
    )


def _passage_row(workspace: str, edition_id: str, ordinal: int, title: str, passage: DraftPassage) -> dict[str, Any]:
    place = passage.place
    return {
        "id": new_id(),
        "workspace_id": workspace,
        "edition_id": edition_id,
        "ordinal": ordinal,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "heading": list(passage.heading),
        "place_kind": place.kind.value if place else None,
        "place_number": place.number if place else None,
        "place_exact": place.exact if place else None,
        "sentences": [list(span) for span in passage.sentences],
        "embedded_hash": embedded_hash(text_to_embed(title, passage)),
    }
