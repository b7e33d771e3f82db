"""What items ask, for whoever shows or grades many of them at once."""

from collections.abc import Collection

from sqlalchemy import Text, bindparam, cast, select
from sqlalchemy.orm import Session

from learning.items.asked import Asked
from learning.items.models import ItemVersionRow

# Built once: putting a statement together takes longer than it runs.
_CONTENTS = select(ItemVersionRow.id, ItemVersionRow.type, cast(ItemVersionRow.content, Text)).where(
    ItemVersionRow.workspace_id == bindparam("workspace"),
    ItemVersionRow.id.in_(bindparam("version_ids", expanding=True)),
)


def contents(session: Session, workspace: str, version_ids: Collection[str]) -> dict[str, Asked]:
    """What those of these versions ask that the workspace has, by id; one statement."""
    found = session.execute(_CONTENTS, {"workspace": workspace, "version_ids": list(version_ids)})
    return {version_id: Asked(kind, stored) for version_id, kind, stored in found}
