"""The learning paths that ship with the product: one for each starter certification."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from learning.curriculum.definition import LearningPath
from learning.curriculum.queries import paths
from learning.curriculum.reading import read_path
from learning.curriculum.service import store
from learning.errors import BadPath

STARTER = Path(__file__).parents[1] / "starter/paths"


@dataclass(frozen=True)
class PathsPut:
    """What a workspace was given, by key.

    Attributes:
        left_out: Why paths are not there: they name guides, or questions for practice, that are not there.
    """

    paths: tuple[str, ...]
    left_out: tuple[BadPath, ...]


def starter_paths() -> tuple[LearningPath, ...]:
    """The paths, by key."""
    return tuple(read_path(file.read_text(encoding="utf-8")) for file in sorted(STARTER.glob("*.yaml")))


def put_starter_paths(session: Session, workspace: str, *, by: str, now: datetime) -> PathsPut:
    """Give a workspace those of the starter paths that it does not have, once their certifications are there.

    What it has already stays, whatever became of it since.

    Raises:
        NotAllowed: The person may not keep learning paths.
    """
    there = {one.definition.key for one in paths(session, workspace)}
    given, left_out = [], []
    for path in starter_paths():
        if path.key in there:
            continue
        try:
            store(session, workspace, path, by=by, now=now)
        except BadPath as error:
            left_out.append(error)
            continue
        given.append(path.key)
    return PathsPut(tuple(given), tuple(left_out))
