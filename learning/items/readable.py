"""Whom an item may be shown: it tells what its guides say, so that it is for those who may read them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, select

from knowledge.guides.models import ActiveEdition, Edition
from learning.items.models import ItemProofRow, LiveItemRow


def is_readable(workspace: str, audiences: Collection[str] | BindParameter[Any]) -> ColumnElement[bool]:
    """That a live item rests on no guide that is for others than these audiences.

    For whom a guide is, says the edition of it that readers see now, whichever edition once proved the item.
    """
    closed = (
        select(Edition.guide_id)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .where(ActiveEdition.workspace_id == workspace, Edition.audience.not_in(audiences))
    )
    resting = (
        select(ItemProofRow.version_id)
        .join(Edition, Edition.id == ItemProofRow.edition_id)
        .where(Edition.guide_id.in_(closed))
    )
    return LiveItemRow.version_id.not_in(resting)


def audiences_of(version_id: str) -> Select[str]:
    """Select the audiences of the guides on which a version of an item rests, as readers see these guides now."""
    guides = (
        select(Edition.guide_id)
        .join(ItemProofRow, ItemProofRow.edition_id == Edition.id)
        .where(ItemProofRow.version_id == version_id)
    )
    return (
        select(Edition.audience)
        .join(ActiveEdition, ActiveEdition.edition_id == Edition.id)
        .where(Edition.guide_id.in_(guides))
        .distinct()
    )
