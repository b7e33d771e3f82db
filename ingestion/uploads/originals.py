"""Files that were kept as they were given, and that nothing was made of."""

from sqlalchemy import delete, exists
from sqlalchemy.orm import Session

from ingestion.uploads.models import UploadRow
from ingestion.uploads.values import UNDER_WAY
from knowledge.guides.models import Edition, Original
from knowledge.turns import take_turn


def forget_unused_originals(session: Session, workspace: str) -> int:
    """Delete the files that no edition was made of, and no upload is under way with; returns how many.

    To be called while the command line takes nothing in: its files are nobody's until their editions are stored.
    """
    take_turn(session, workspace)
    edition = exists().where(Edition.workspace_id == workspace, Edition.content_hash == Original.content_hash)
    upload = exists().where(
        UploadRow.workspace_id == workspace,
        UploadRow.content_hash == Original.content_hash,
        UploadRow.stage.in_(UNDER_WAY),
    )
    unused = delete(Original).where(Original.workspace_id == workspace, ~edition, ~upload)
    return len(session.scalars(unused.returning(Original.content_hash)).all())
