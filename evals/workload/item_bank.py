"""A bank of items for exams that are live, made without the guides that would prove them."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR
from learning.items.models import ItemRow, ItemStepRow, ItemVersionRow, LiveItemRow
from learning.items.values import Difficulty, ItemState, Pool
from storage.schema import new_id


def add_live(
    session: Session,
    workspace: str,
    key: str,
    kind: str,
    content: dict[str, Any],
    competency: str,
    *,
    scenario: str | None = None,
    now: datetime,
) -> str:
    """Add an item that may be drawn; returns the id of its version. ``scenario`` is the key of one, and its text."""
    item_id, version_id, pool = new_id(), new_id(), Pool.EXAM.value
    here = {"workspace_id": workspace}
    drawn = here | {"competency": competency, "scenario_key": scenario}
    asked = {"type": kind, "content": content, "rationale": "The guide says so.", "scenario": scenario}
    made = {"content_hash": "0" * 64, "created_by": OPERATOR, "created_at": now, "difficulty": Difficulty.MEDIUM.value}
    step = {"version_id": version_id, "number": 1, "state": ItemState.PUBLISHED.value, "by": OPERATOR, "at": now}
    session.execute(insert(ItemRow).values(id=item_id, key=key, pool=pool, created_at=now, **here))
    session.execute(insert(ItemVersionRow).values(id=version_id, item_id=item_id, number=1, **drawn, **asked, **made))
    session.execute(insert(ItemStepRow).values(**here, **step))
    session.execute(insert(LiveItemRow).values(item_id=item_id, version_id=version_id, pool=pool, **drawn))
    return version_id


def four_options(stem: str) -> dict[str, Any]:
    """A single choice whose first option is right."""
    texts = ("Twice a month", "Never", "Every day", "Once a year")
    return {"stem": stem, "options": [{"text": text, "right": text is texts[0]} for text in texts]}
