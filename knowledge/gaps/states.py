"""In which state gaps are, as statements: the last step of each tells."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased

from knowledge.gaps.models import GapRow, GapStepRow
from knowledge.gaps.values import UNDONE, GapState


def gaps_of(workspace: str) -> Select[*tuple[Any, ...]]:
    """The gaps of a workspace, each with the name of its state and since when it is in it."""
    return (
        select(GapRow, GapStepRow.state, GapStepRow.at)
        .join(GapStepRow, (GapStepRow.gap_id == GapRow.id) & _is_last())
        .where(GapRow.workspace_id == workspace)
    )


def is_one_of(states: Collection[GapState]) -> ColumnElement[bool]:
    """That a step led to one of these states, in a statement from ``GapStepRow``."""
    return GapStepRow.state.in_([state.value for state in states])


def ids_in(workspace: str, states: Collection[GapState]) -> Select[str]:
    """The ids of the gaps of a workspace that are in one of these states, with their last step to be joined on."""
    return select(GapStepRow.gap_id).where(GapStepRow.workspace_id == workspace, is_one_of(states), _is_last())


def undone(workspace: str) -> Select[str]:
    """The ids of the gaps of a workspace that nobody is done with."""
    return ids_in(workspace, UNDONE)


def _is_last() -> ColumnElement[bool]:
    later = aliased(GapStepRow)
    overtaken = exists().where(later.gap_id == GapStepRow.gap_id, later.number > GapStepRow.number)
    return ~overtaken.correlate(GapStepRow)
