"""Selects over learning paths, and how far people are on them."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from learning.certifications.models import CertificationRow
from learning.curriculum.facts import facts_of, supply_of
from learning.curriculum.models import EnrolmentRow, PathRow, PathVersionRow, StepDoneRow
from learning.curriculum.reading import from_data
from learning.curriculum.standing import standing_on
from learning.curriculum.values import Path, PathStanding, StepStanding
from learning.errors import PathNotFound
from storage.schema import is_id

_other = aliased(PathVersionRow)
_last = select(func.max(_other.number)).where(_other.path_id == PathRow.id).scalar_subquery()
# Built once: putting a statement together takes longer than it runs.
_NEWEST = (
    select(PathRow, PathVersionRow)
    .join(PathVersionRow, and_(PathVersionRow.path_id == PathRow.id, PathVersionRow.number == _last))
    .where(PathRow.workspace_id == bindparam("workspace"))
    .order_by(PathRow.key)
    .execution_options(populate_existing=True)
)
_OF_KEY, _OF_ID = _NEWEST.where(PathRow.key == bindparam("key")), _NEWEST.where(PathRow.id == bindparam("id"))


def paths(session: Session, workspace: str) -> list[Path]:
    """All of them with their newest versions, retired ones too, by key."""
    return [_value(row, version) for row, version in session.execute(_NEWEST, {"workspace": workspace})]


def path(session: Session, workspace: str, key: str) -> Path:
    """The one with this key, retired or not.

    Raises:
        PathNotFound: There is none.
    """
    found = session.execute(_OF_KEY, {"workspace": workspace, "key": key}).one_or_none()
    if found is None:
        raise PathNotFound(key)
    return _value(found[0], found[1])


def path_of(session: Session, workspace: str, path_id: str) -> Path:
    """The one with this id, retired or not.

    Raises:
        PathNotFound: There is none.
    """
    wanted = {"workspace": workspace, "id": path_id}
    found = session.execute(_OF_ID, wanted).one_or_none() if is_id(path_id) else None
    if found is None:
        raise PathNotFound(path_id)
    return _value(found[0], found[1])


def enrolled(session: Session, workspace: str, person: str) -> list[str]:
    """The ids of the paths that a person is on, the one that she began last first."""
    query = select(EnrolmentRow.path_id).where(
        EnrolmentRow.workspace_id == workspace, EnrolmentRow.person == person, EnrolmentRow.ended_at.is_(None)
    )
    return list(session.scalars(query.order_by(EnrolmentRow.at.desc(), EnrolmentRow.id.desc())))


def on_path(session: Session, workspace: str, path_id: str) -> list[str]:
    """The people who are on a path, in the order in which they began it."""
    query = select(EnrolmentRow.person).where(
        EnrolmentRow.workspace_id == workspace, EnrolmentRow.path_id == path_id, EnrolmentRow.ended_at.is_(None)
    )
    return list(session.scalars(query.order_by(EnrolmentRow.at, EnrolmentRow.id)))


def note_of(session: Session, workspace: str, path_id: str, person: str, step: str) -> str | None:
    """What a person wrote at a step that asks her to think; None where she has not yet. It is hers alone."""
    query = select(StepDoneRow.note).where(
        StepDoneRow.workspace_id == workspace,
        StepDoneRow.path_id == path_id,
        StepDoneRow.person == person,
        StepDoneRow.step == step,
    )
    return session.scalar(query)


def practising_on(
    session: Session, workspace: str, person: str, certification_id: str, competency: str
) -> list[StepStanding]:
    """How far a person is with the steps that ask her to practise a competency, on the paths that she is on."""
    named = select(CertificationRow.key).where(
        CertificationRow.workspace_id == workspace, CertificationRow.id == certification_id
    )
    key, on = session.scalar(named), set(enrolled(session, workspace, person))
    hers = [one for one in paths(session, workspace) if one.id in on and one.definition.certification == key]
    found = standings(session, workspace, [person], hers)
    return [one for path in hers for one in found[person, path.id].steps if one.step.competency == competency]


def standing_of(session: Session, workspace: str, path: Path, person: str) -> PathStanding:
    """How far a person is on a path."""
    return standings(session, workspace, [person], [path])[person, path.id]


def standings(
    session: Session, workspace: str, people: Collection[str], paths: Sequence[Path]
) -> dict[tuple[str, str], PathStanding]:
    """How far each of these people is on each of these paths, also where she is not enrolled, by person and path's id.

    At most five statements, however many they are.
    """
    supply = supply_of(session, workspace, paths)
    facts = facts_of(session, workspace, people, paths)
    return {(person, one.id): standing_on(one, facts[person, one.id], supply) for person, one in _each(people, paths)}


def _each(people: Iterable[str], paths: Sequence[Path]) -> Iterable[tuple[str, Path]]:
    return ((person, one) for person in dict.fromkeys(people) for one in paths)


def _value(row: PathRow, version: PathVersionRow) -> Path:
    definition = from_data(version.definition, kept=True)
    return Path(row.id, version.id, version.number, definition, row.retired_at is not None)
