"""Selects: steps of learning paths that were read."""

from collections.abc import Collection
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from learning.curriculum.definition import LearningPath, PathStep, StepKind
from learning.curriculum.models import PathVersionRow, StepDoneRow
from learning.curriculum.reading import from_data
from learning.exchange.xapi.paging import Page, Place, from_moment, is_there, next_place, page_after
from learning.exchange.xapi.values import Happened, Kind, Thing, ThingType, Verb


def steps_read(session: Session, workspace: str, since: datetime | None, place: Place) -> Page:
    """Steps that were read; not what somebody thought about, and not what she wrote."""
    row = StepDoneRow
    query = select(row.id, row.path_id, row.person, row.step, row.at)
    query = query.where(row.workspace_id == workspace, *from_moment(row.at, since), is_there(row.person))
    rows = session.execute(page_after(query, place, row.id)).all()
    paths = _versions(session, workspace, {one.path_id for one in rows})
    found = []
    for one in rows:
        path = _held(paths[one.path_id], one.at)
        step = next((each for each in path.steps if each.key == one.step), None)
        if step is None or step.kind is not StepKind.READING:
            continue
        found.append(
            Happened(
                kind=Kind.READ,
                row=one.id,
                person=one.person,
                verb=Verb.EXPERIENCED,
                object=_step(path, step),
                at=one.at,
                rests_on=_guides(step),
            )
        )
    return found, next_place([(one.id, 0) for one in rows])


def _step(path: LearningPath, step: PathStep) -> Thing:
    return Thing(f"xapi/paths/{quote(path.key, safe='')}/{quote(step.key, safe='')}", ThingType.STEP, step.title)


def _guides(step: PathStep) -> tuple[Thing, ...]:
    """What is read is what stands in the guide on that day: a step names guides, and no editions."""
    keys = sorted({one.guide for one in step.readings})
    return tuple(Thing(f"xapi/guides/{quote(key, safe='')}", ThingType.GUIDE, key) for key in keys)


def _versions(
    session: Session, workspace: str, path_ids: Collection[str]
) -> dict[str, list[tuple[datetime, LearningPath]]]:
    row = PathVersionRow
    query = select(row.path_id, row.created_at, row.definition)
    query = query.where(row.workspace_id == workspace, row.path_id.in_(path_ids)).order_by(row.number)
    found: dict[str, list[tuple[datetime, LearningPath]]] = {}
    for path_id, created_at, definition in session.execute(query):
        found.setdefault(path_id, []).append((created_at, from_data(definition, kept=True)))
    return found


def _held(versions: list[tuple[datetime, LearningPath]], moment: datetime) -> LearningPath:
    last = [path for created_at, path in versions if created_at <= moment]
    return last[-1] if last else versions[0][1]
