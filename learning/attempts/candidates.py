"""Which items may be drawn, and which a person has been shown."""

from collections.abc import Collection

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow, AttemptSlotRow
from learning.items.models import ItemVersionRow, LiveItemRow
from learning.items.values import Candidate, Pool

# In so many places of the latest forms it is counted how often an item was shown: a start must not take the longer the
# more exams there ever were, and what was shown long ago tells nobody of today what will be asked.
MOST_COUNTED = 500

_latest = (
    select(AttemptSlotRow.version_id)
    .where(AttemptSlotRow.workspace_id == bindparam("workspace"))
    .order_by(AttemptSlotRow.attempt_id.desc(), AttemptSlotRow.position.desc())
    .limit(MOST_COUNTED)
    .subquery()
)
_shown = (
    select(ItemVersionRow.item_id, func.count().label("times"))
    .join(_latest, _latest.c.version_id == ItemVersionRow.id)
    .group_by(ItemVersionRow.item_id)
    .subquery()
)
# Built once: putting a statement together takes longer than it runs. So does turning ids from the form in which SQLite
# keeps them into ours and back, so that is left to ``_id``.
_LIVE = (
    select(
        cast(LiveItemRow.item_id, Text),
        cast(LiveItemRow.version_id, Text),
        LiveItemRow.competency,
        LiveItemRow.scenario_key,
        func.coalesce(_shown.c.times, 0),
    )
    .outerjoin(_shown, _shown.c.item_id == LiveItemRow.item_id)
    .where(LiveItemRow.workspace_id == bindparam("workspace"), LiveItemRow.pool == bindparam("pool"))
    .where(LiveItemRow.competency.in_(bindparam("competencies", expanding=True)))
    .order_by(LiveItemRow.item_id)
)
_SEEN = (
    select(ItemVersionRow.item_id, func.count())
    .join(AttemptSlotRow, AttemptSlotRow.version_id == ItemVersionRow.id)
    .join(AttemptRow, AttemptRow.id == AttemptSlotRow.attempt_id)
    .where(AttemptRow.workspace_id == bindparam("workspace"), AttemptRow.person == bindparam("person"))
    .group_by(ItemVersionRow.item_id)
)


def live(session: Session, workspace: str, pool: Pool, competencies: Collection[str]) -> list[Candidate]:
    """The items of these competencies that may be drawn, by the time they were made; one statement."""
    wanted = {"workspace": workspace, "pool": pool.value, "competencies": list(competencies)}
    return [
        Candidate(_id(item), _id(version), competency, scenario, shown)
        for item, version, competency, scenario, shown in session.execute(_LIVE, wanted)
    ]


def seen(session: Session, workspace: str, person: str) -> dict[str, int]:
    """In how many attempts a person was shown each item, in any version, by the item's id."""
    found = session.execute(_SEEN, {"workspace": workspace, "person": person})
    return {item_id: count for item_id, count in found}


def _id(text: str) -> str:
    """An id as it is written in the program: SQLite keeps it without its dashes."""
    return text if "-" in text else f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
