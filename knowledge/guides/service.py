"""Use cases of the library: an edition comes in, is made searchable, is published; a guide is retired."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import numpy as np
from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from knowledge.embeddings.pooling import TextToEmbed
from knowledge.embeddings.runtime import Embedder
from knowledge.errors import GuideNotFound, SameContent
from knowledge.guides import queries
from knowledge.guides.drafts import DraftPassage, EditionDraft, embedded_hash, text_to_embed
from knowledge.guides.labels import label_of, warnings_of
from knowledge.guides.models import ActiveEdition, Edition, EmbeddingRow, Guide, Original, PassageRow
from storage.database import Database, insert_missing
from storage.schema import Workspace, new_id

EMBED_BATCH = 256

Embedded = Callable[[int, int], None]


@dataclass(frozen=True)
class Standing:
    """How a file stands to the library before it is read.

    Attributes:
        guide_key: The key of the guide that the file is, or would be, an edition of.
        same_edition: The guide's newest edition, if it is this very file with these details.
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
    _one_at_a_time(session, workspace)
    guide = _guide_of(session, workspace, keys, source_path, content, gone)
    if guide is None:
        guide = Guide(id=new_id(), workspace_id=workspace, key=_free_key(session, workspace, keys), created_at=now)
        session.add(guide)
    guide.source_path = source_path
    session.flush()
    newest = session.scalar(
        select(Edition)
        .where(Edition.guide_id == guide.id, Edition.published_at.is_not(None))
        .order_by(Edition.number.desc())
        .limit(1)
    )
    same = newest is not None and (newest.content_hash, newest.details_hash) == (content, details)
    same_as = same_content(session, workspace, content, besides=guide.id)
    return Standing(
        guide_key=guide.key,
        same_edition=newest.id if newest is not None and same else None,
        retired=guide.retired_at is not None,
        same_as=same_as,
    )


def same_content(session: Session, workspace: str, content: str, *, besides: str) -> str | None:
    """The key of another guide whose active edition is this very file, if there is one."""
    return session.scalar(
        select(Guide.key)
        .join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(Guide.workspace_id == workspace, Edition.content_hash == content, Guide.id != besides)
        .limit(1)
    )


def keep_original(session: Session, workspace: str, data: bytes, *, now: datetime) -> str:
    """Store a file as it was given, once; returns its content hash."""
    name = content_hash(data)
    if session.get(Original, (workspace, name)) is None:
        session.add(Original(workspace_id=workspace, content_hash=name, size=len(data), data=data, created_at=now))
    return name


def forget_unused_originals(session: Session, workspace: str) -> int:
    """Delete the files that no edition was made of, as those that could not be read; returns how many.

    To be called while no file is on its way in.
    """
    used = exists().where(Edition.workspace_id == workspace, Edition.content_hash == Original.content_hash)
    unused = delete(Original).where(Original.workspace_id == workspace, ~used)
    return len(session.scalars(unused.returning(Original.content_hash)).all())


def add_edition(session: Session, workspace: str, edition_id: str, draft: EditionDraft, *, now: datetime) -> None:
    """Store an edition with its passages, unpublished. Done once for an id, however often it is called.

    Where its label is that of an earlier edition with another text, it is warned of.
    """
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
    published = of_guide.where(Edition.published_at.is_not(None))
    label = label_of(draft.details.label, session.execute(published).scalar_one())
    same_label = session.execute(published.where(Edition.label == label, Edition.text != draft.text)).scalar_one()
    warned = replace(draft, warnings=(*draft.warnings, *warnings_of(label, taken=same_label > 0)))
    session.add(_edition_row(workspace, edition_id, guide.id, number, label, warned, now))
    session.flush()
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
) -> dict[str, int]:
    """Embed the passages that are not embedded yet, each batch in a transaction of its own.

    Returns:
        For each edition how many of its passages were not embedded yet; the others cost nothing.
    """
    with database.reading() as session:
        missing, counts = _missing(session, workspace, edition_ids, embedder.model_id)
    for first in range(0, len(missing), EMBED_BATCH):
        batch = missing[first : first + EMBED_BATCH]
        vectors = embedder.embed_passages([text for _, text in batch])
        rows = [
            {
                "workspace_id": workspace,
                "model": embedder.model_id,
                "embedded_hash": name,
                "vector": made.vector.astype(np.float32).tobytes(),
                "sentence_vectors": made.sentences.astype(np.float16).tobytes(),
            }
            for (name, _), made in zip(batch, vectors, strict=True)
        ]
        with database.transaction() as session:
            insert_missing(session, EmbeddingRow, rows)
        if progress is not None:
            progress(first + len(batch), len(missing))
    return counts


def publish(session: Session, edition_id: str, *, now: datetime) -> None:
    """Switch readers to this edition, from one moment to the next.

    Raises:
        SameContent: Another guide has been published from the same file meanwhile.
    """
    edition = session.get_one(Edition, edition_id)
    guide = session.get_one(Guide, edition.guide_id)
    _one_at_a_time(session, guide.workspace_id)
    same_as = same_content(session, guide.workspace_id, edition.content_hash, besides=guide.id)
    if same_as is not None:
        raise SameContent(guide.key, same_as)
    active = session.get(ActiveEdition, guide.id)
    if active is None:
        session.add(ActiveEdition(guide_id=guide.id, workspace_id=guide.workspace_id, edition_id=edition_id))
    else:
        active.edition_id = edition_id
    edition.published_at = edition.published_at or now
    guide.retired_at = None


def retire(session: Session, workspace: str, key: str, *, now: datetime) -> str:
    """Take a guide away from readers; its editions stay, for old citations.

    Returns:
        The id of the edition that readers saw.

    Raises:
        GuideNotFound: There is no such guide, or it is retired already.
    """
    guide = session.scalar(select(Guide).where(Guide.workspace_id == workspace, Guide.key == key))
    active = session.get(ActiveEdition, guide.id) if guide is not None else None
    if guide is None or active is None:
        raise GuideNotFound(key)
    session.execute(delete(ActiveEdition).where(ActiveEdition.guide_id == guide.id))
    guide.retired_at = now
    return active.edition_id


def _one_at_a_time(session: Session, workspace: str) -> None:
    """Let no other transaction choose keys in this workspace, or publish in it, until this one ends.

    On SQLite a transaction that may write is alone anyway.
    """
    session.execute(select(Workspace.id).where(Workspace.id == workspace).with_for_update())


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
        here.join(ActiveEdition, ActiveEdition.guide_id == Guide.id)
        .join(Edition, Edition.id == ActiveEdition.edition_id)
        .where(Edition.content_hash == content)
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
