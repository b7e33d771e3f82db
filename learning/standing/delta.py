"""A short exam about only what guides changed under a person's certificates."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import ColumnElement, Uuid, insert, literal, select
from sqlalchemy.orm import Session

from knowledge.turns import take_turn
from learning.attempts.assembling import Blueprint
from learning.attempts.candidates import live, seen
from learning.attempts.service import start
from learning.attempts.values import Attempt, Kind
from learning.certifications.definition import Definition, Draw
from learning.certifications.values import Certification
from learning.credentials.queries import CertificateFilter
from learning.errors import NotEnoughItems, NothingToRenew
from learning.items.models import ItemProofRow, ItemVersionRow
from learning.items.proving import is_current
from learning.items.values import Candidate, Pool
from learning.standing.changes import active_edition, became, places_of
from learning.standing.models import OutdatedRow, ShortExamRow
from learning.standing.queries import held, is_open
from learning.standing.standing import OVER

# Items in the order in which they are chosen.
_Rank = Callable[[Candidate], tuple[int, int, str]]


@dataclass(frozen=True)
class ShortExam:
    """What a short exam asks, and what it is for.

    Attributes:
        mends: The ids of the changes that it mends when it is passed.
    """

    blueprint: Blueprint
    mends: tuple[str, ...]


def begin(
    session: Session, workspace: str, certification: Certification, person: str, *, now: datetime, dice: Random
) -> Attempt:
    """Begin a short exam, and keep what it is for.

    Raises:
        NothingToRenew: None of the person's certificates is outdated.
        NotEnoughItems: Nothing at all can be asked yet.
        LearningError: As ``starting.prepare``.
    """
    planned = short_exam(session, workspace, certification, person, now)
    begun = start(
        session,
        workspace,
        certification.definition.key,
        person,
        kind=Kind.DELTA,
        blueprint=planned.blueprint,
        now=now,
        dice=dice,
    )
    keep_aims(session, workspace, begun.id, planned)
    return begun


def keep_aims(session: Session, workspace: str, attempt_id: str, planned: ShortExam) -> None:
    """Keep what a short exam that was just begun is for, as far as that was not overtaken since it was planned."""
    take_turn(session, workspace)
    columns = ("attempt_id", "outdated_id", "workspace_id")
    left = select(_id(attempt_id), OutdatedRow.id, _id(workspace)).where(OutdatedRow.id.in_(planned.mends), is_open())
    session.execute(insert(ShortExamRow).from_select(columns, left))


def short_exam(session: Session, workspace: str, certification: Certification, person: str, now: datetime) -> ShortExam:
    """What is asked for all that is to be mended under a person's certificates of a certification.

    Each passage that changed has a question about it, as it reads now; more of them are asked as far as a whole exam
    would ask as many of the competency. Where a passage is gone, or nothing is asked about it yet, a question of the
    same competency stands in for it alone, or else one of another competency. Nobody stays outdated because there is
    nothing to ask: where all are asked that there are, these stand in together.

    Raises:
        NothingToRenew: None of the person's certificates is outdated.
        NotEnoughItems: Nothing at all can be asked yet.
    """
    asked = CertificateFilter(certification.id, person)
    counting = [one.certificate.id for one in held(session, workspace, now, asked) if one.standing not in OVER]
    left = select(OutdatedRow.id, OutdatedRow.passage_id).where(OutdatedRow.certificate_id.in_(counting), is_open())
    changes = {row_id: passage for row_id, passage in session.execute(left)}
    if not changes:
        raise NothingToRenew
    competencies = [one.key for one in certification.definition.competencies]
    candidates = {one.version_id: one for one in live(session, workspace, Pool.EXAM, competencies)}
    passages = sorted(set(changes.values()))
    touched = _competencies_of(session, workspace, passages)
    if not candidates:
        raise NotEnoughItems(min((key for keys in touched.values() for key in keys), default=""), 1, 0)
    met = seen(session, workspace, person)
    about = {
        passage: [candidates[version] for version in versions if version in candidates]
        for passage, versions in proved_now(session, workspace, passages).items()
    }
    chosen = _chosen(
        {passage: about.get(passage, []) for passage in passages},
        touched,
        tuple(candidates.values()),
        certification.definition,
        lambda one: (met.get(one.item_id, 0), one.exposure, one.item_id),
    )
    return ShortExam(_blueprint(chosen), tuple(sorted(changes)))


def _chosen(
    about: Mapping[str, Collection[Candidate]],
    touched: Mapping[str, Collection[str]],
    candidates: Collection[Candidate],
    definition: Definition,
    rank: _Rank,
) -> list[Candidate]:
    """The items of a short exam.

    Args:
        about: The items about each passage that changed.
        touched: The competencies of a passage.
        candidates: All items that may be drawn.
        definition: Says how many items of a competency a whole exam asks.
        rank: Those that come first are chosen first.
    """
    chosen: list[Candidate] = []
    for items in about.values():
        if items and not any(one in chosen for one in items):
            chosen.append(min(items, key=rank))
    most = {draw.competency: draw.count for draw in definition.draws}
    asked = Counter(one.competency for one in chosen)
    for one in sorted({one for items in about.values() for one in items}.difference(chosen), key=rank):
        if asked[one.competency] < most.get(one.competency, 0):
            asked[one.competency] += 1
            chosen.append(one)
    for passage in (passage for passage, items in about.items() if not items):
        others = [one for one in candidates if one not in chosen]
        same = [one for one in others if one.competency in touched.get(passage, ())]
        chosen += sorted(same or others, key=rank)[:1]
    return chosen


def _blueprint(chosen: Iterable[Candidate]) -> Blueprint:
    """All of these are drawn."""
    items = tuple(chosen)
    counts = Counter(one.competency for one in items)
    return Blueprint(tuple(Draw(key, count) for key, count in sorted(counts.items())), items)


def _id(value: str) -> ColumnElement[str]:
    return literal(value, Uuid(as_uuid=False))


def proved_now(session: Session, workspace: str, passages: Collection[str]) -> dict[str, list[str]]:
    """The versions of items that are proved now by what readers see in the place of each passage."""
    now_read = _now_read(session, workspace, passages)
    query = select(ItemProofRow.passage_id, ItemProofRow.version_id).where(
        ItemProofRow.workspace_id == workspace, ItemProofRow.passage_id.in_(set(now_read.values())), is_current()
    )
    proved: dict[str, list[str]] = {}
    for passage, version in session.execute(query.distinct()):
        proved.setdefault(passage, []).append(version)
    return {passage: proved.get(now, []) for passage, now in now_read.items()}


def _now_read(session: Session, workspace: str, passages: Collection[str]) -> dict[str, str]:
    """The passage that readers see now in the place of each of these, where they see one."""
    places = places_of(session, workspace, passages)
    found: dict[str, str] = {}
    for edition, guide in sorted(set(places.values())):
        active = active_edition(session, guide)
        if active is None:
            continue
        own = [passage for passage, place in places.items() if place == (edition, guide)]
        if active == edition:
            found |= {one: one for one in own}
            continue
        changes = became(session, workspace, edition, active)
        for one in own:
            change = changes.get(one)
            if change is not None and change.after is not None:
                found[one] = change.after.id
    return found


def _competencies_of(session: Session, workspace: str, passages: Collection[str]) -> dict[str, set[str]]:
    """The competencies of the items that each passage proves, or has proved."""
    query = (
        select(ItemProofRow.passage_id, ItemVersionRow.competency)
        .join(ItemVersionRow, ItemVersionRow.id == ItemProofRow.version_id)
        .where(ItemProofRow.workspace_id == workspace, ItemProofRow.passage_id.in_(passages))
    )
    found: dict[str, set[str]] = {}
    for passage, competency in session.execute(query.distinct()):
        found.setdefault(passage, set()).add(competency)
    return found
