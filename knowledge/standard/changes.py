"""Since when there may be more to answer from."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge.guides.models import Edition
from knowledge.standard.models import StandardAnswerRow


def last_addition(session: Session, workspace: str) -> datetime | None:
    """When an edition was published last, or a standard answer saved; None where neither ever was."""
    published = select(func.max(Edition.published_at)).where(Edition.workspace_id == workspace)
    saved = select(func.max(StandardAnswerRow.created_at)).where(StandardAnswerRow.workspace_id == workspace)
    found = (session.scalar(published), session.scalar(saved))
    return max((at for at in found if at is not None), default=None)
