"""All that is recorded of a person's learning, read in one statement and told by the rules that tell it elsewhere."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, Uuid, bindparam
from sqlalchemy.orm import Session

from learning.attempts.models import AttemptRow
from learning.attempts.queries import past_value
from learning.attempts.rules import Past
from learning.certifications import reading as certification_reading
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.certifications.values import Certification
from learning.continuous.answers import answers_of
from learning.continuous.asking import askable
from learning.continuous.queries import counting_since
from learning.credentials.models import CertificateRow, CertificateStepRow
from learning.credentials.queries import certificate_value
from learning.credentials.values import CertificateStep
from learning.curriculum import reading as path_reading
from learning.curriculum.aims import aims_of
from learning.curriculum.models import EnrolmentRow, PathRow, PathVersionRow, StepDoneRow
from learning.curriculum.values import Path
from learning.learners.hours import day_of, first_at, zone_of
from learning.learners.models import LearnerRow
from learning.learners.pauses import Pause, from_data
from learning.learners.queries import preferences_value
from learning.learners.values import DEFAULT, Preferences
from learning.mastery.mastery import Mastery
from learning.mastery.queries import exam_answers, practised_days, shown_by
from learning.mastery.topics import topics_of
from learning.past.models import PastCertificateRow
from learning.past.values import PastCertificate, best_of
from learning.practice.queries import LONGEST_STREAK, ONE_DAY
from learning.practice.queue import today_of
from learning.practice.values import OPEN, Today
from learning.practice.waiting import answers, cards_latest, cards_waiting, counts_of, unbegun
from learning.progress import rows
from learning.progress.earning import Life
from learning.progress.rows import Rows, columns_of, row_of
from learning.requirements.models import RequirementStepRow
from learning.requirements.queries import step_value
from learning.requirements.values import Step
from learning.standing.models import OutdatedRow
from learning.standing.queries import outdated_values
from learning.standing.values import Outdated
from storage.schema import UtcDateTime
from storage.together import Together

# No day of anybody's, in whatever zone, began longer ago.
_A_DAY = timedelta(hours=50)
_NOW: Any = bindparam("now", type_=UtcDateTime())
_LATELY: Any = bindparam("lately", type_=UtcDateTime())
_FIRST: Any = bindparam("first", type_=UtcDateTime())
_KEPT: Any = bindparam("kept", type_=UtcDateTime())
_WORKSPACE: Any = bindparam("workspace", type_=Uuid(as_uuid=False))
_PERSON: Any = bindparam("person", type_=String())
_AUDIENCES: Any = bindparam("audiences", type_=String(), expanding=True)
_OWN = (_WORKSPACE, _PERSON)
_QUERIES: Mapping[str, Select[*tuple[Any, ...]]] = {
    "certifications": rows.certifications(_WORKSPACE),
    "paths": rows.paths(_WORKSPACE),
    "items": rows.items_for_practice(_WORKSPACE),
    "attempts": rows.attempts(*_OWN),
    "versions": rows.versions_begun(*_OWN),
    "certificates": rows.certificates(*_OWN),
    "certificate_steps": rows.certificate_steps(*_OWN),
    "outdated": rows.outdated(*_OWN),
    "past": rows.of_person(PastCertificateRow, *_OWN),
    "steps": rows.of_person(RequirementStepRow, *_OWN),
    "practised": rows.practised_last(*_OWN),
    "right": rows.answered_rightly(*_OWN),
    "practised_days": practised_days(_WORKSPACE, [_PERSON]),
    "exam_answers": exam_answers(_WORKSPACE, [_PERSON]),
    "read": topics_of(*_OWN),
    "enrolments": rows.of_person(EnrolmentRow, *_OWN),
    "steps_done": rows.of_person(StepDoneRow, *_OWN),
    "learner": rows.of_person(LearnerRow, *_OWN),
    "waiting": cards_waiting(*_OWN, _AUDIENCES, _NOW, _LATELY),
    "latest": cards_latest(*_OWN, _AUDIENCES, _LATELY),
    "unbegun": unbegun(*_OWN, _AUDIENCES),
    "answers": answers(*_OWN, _FIRST),
    "kept": answers_of(*_OWN, _KEPT),
    "askable": askable(_WORKSPACE, _AUDIENCES),
}
_ALL = Together(list(_QUERIES.values()))


@dataclass(frozen=True)
class Facts:
    """What is recorded of a person, and what there is to learn.

    Attributes:
        zone: In which she has her days.
        certifications: All with their newest versions, by id, in the order of their keys.
        paths: All with their newest versions, by key.
        items: How many there are for practice, by competency.
        attempts: Hers, the first first; ``begun`` has what the certification was like then, by the attempt's id.
        lives: All certificates that she holds or held, the newest first.
        outdated: What guides changed under certificates, by the certificate's id.
        past: The certificate from elsewhere that counts longest, by the certification's id.
        steps: What was done for requirements, the first first, by the certification's id and the requirement.
        practised: When she last practised, by the certification's id.
        right: How many different items she answered rightly in practice, by competency.
        mastery: As far as anything was answered, by competency.
        read: When she last read of it, by competency.
        enrolled: Since when she is on a path, by its id; None where she was, and left it.
        marked: The steps of a path that she marked as done, by its id.
        kept: What she answered to keep certificates, and
        askable: of how many questions she may be asked by competency, as ``continuous.queries.years_by`` takes them.
    """

    zone: ZoneInfo
    certifications: Mapping[str, Certification]
    paths: Sequence[Path]
    items: Mapping[str, int]
    attempts: Sequence[Past]
    begun: Mapping[str, Certification]
    lives: Sequence[Life]
    outdated: Mapping[str, tuple[Outdated, ...]]
    past: Mapping[str, PastCertificate]
    steps: Mapping[str, Mapping[str, Sequence[Step]]]
    practised: Mapping[str, datetime]
    right: Mapping[str, int]
    mastery: Mapping[str, Mastery]
    read: Mapping[str, datetime]
    enrolled: Mapping[str, datetime | None]
    marked: Mapping[str, frozenset[str]]
    preferences: Preferences
    today: Today
    kept: Rows
    askable: Mapping[str, int]


def facts_of(
    session: Session,
    workspace: str,
    person: str,
    zone: ZoneInfo,
    now: datetime,
    audiences: Sequence[str] = OPEN.audiences,
) -> Facts:
    """What is recorded of a person; one statement. She has her days in this zone, unless she said in which.

    What waits for her is counted as far as it rests on guides for these audiences.
    """
    parameters = {
        "workspace": workspace,
        "person": person,
        "audiences": audiences,
        "now": now,
        "lately": now - _A_DAY,
        "first": now - LONGEST_STREAK,
        "kept": counting_since(now),
    }
    found = dict(zip(_QUERIES, _ALL.rows(session, parameters), strict=True))
    return _told(found, person, zone, now)


def _told(found: Mapping[str, Rows], person: str, zone: ZoneInfo, now: datetime) -> Facts:
    learner = next((row_of(LearnerRow, row) for row in found["learner"]), None)
    preferences = preferences_value(learner) if learner is not None else DEFAULT
    pauses = from_data(learner.pauses) if learner is not None else ()
    zone = zone_of(preferences.zone) if preferences.zone is not None else zone
    attempts = [(row_of(AttemptRow, row[:-3]), row[-3:]) for row in found["attempts"]]
    versions = {one.version_id: one for one in map(_certification, found["versions"])}
    in_order = sorted(map(_certification, found["certifications"]), key=lambda one: one.definition.key)
    certifications = {one.id: one for one in in_order}
    paths = sorted(map(_path, found["paths"]), key=lambda one: one.definition.key)
    enrolled = _enrolled(found["enrolments"])
    on = [one for one in paths if enrolled.get(one.id) is not None]
    aims = aims_of(certifications.values(), on, {row.certification_id for row, _ in attempts})
    return Facts(
        zone=zone,
        certifications=certifications,
        paths=paths,
        items=dict(_pairs(found["items"])),
        attempts=sorted(
            (past_value(row, *result) for row, result in attempts), key=lambda one: (one.started_at, one.number)
        ),
        begun={row.id: versions[row.certification_version_id] for row, _ in attempts},
        lives=_lives(found["certificates"], found["certificate_steps"]),
        outdated=_outdated(found["outdated"]),
        past=_past(found["past"]),
        steps=_steps(found["steps"]),
        practised=dict(_pairs(found["practised"])),
        right=dict(_pairs(found["right"])),
        mastery=shown_by(found["practised_days"], found["exam_answers"], now).get(person, {}),
        read=dict(_pairs(found["read"])),
        enrolled=enrolled,
        marked=_marked(found["steps_done"]),
        preferences=preferences,
        today=_today(found, aims, (preferences.daily, pauses), zone, now),
        kept=found["kept"],
        askable=dict(_pairs(found["askable"])),
    )


def _certification(values: Sequence[Any]) -> Certification:
    split = len(columns_of(CertificationRow))
    row, version = row_of(CertificationRow, values[:split]), row_of(CertificationVersionRow, values[split:])
    definition = certification_reading.from_data(version.definition, kept=True)
    return Certification(row.id, version.id, version.number, definition, row.retired_at is not None)


def _path(values: Sequence[Any]) -> Path:
    split = len(columns_of(PathRow))
    row, version = row_of(PathRow, values[:split]), row_of(PathVersionRow, values[split:])
    definition = path_reading.from_data(version.definition, kept=True)
    return Path(row.id, version.id, version.number, definition, bool(row.retired_at))


def _lives(certificates: Rows, steps: Rows) -> tuple[Life, ...]:
    taken: dict[str, list[CertificateStepRow]] = {}
    for step in sorted((row_of(CertificateStepRow, row) for row in steps), key=lambda one: one.number):
        taken.setdefault(step.certificate_id, []).append(step)
    found = [(row_of(CertificateRow, row[:-1]), row[-1]) for row in certificates]
    newest = sorted(found, key=lambda one: (one[0].issued_at, one[0].id), reverse=True)
    return tuple(_life(row, compromised_at, taken.get(row.id, ())) for row, compromised_at in newest)


def _life(row: CertificateRow, compromised_at: datetime | None, steps: Sequence[CertificateStepRow]) -> Life:
    turns = tuple((CertificateStep(step.step), step.at) for step in steps)
    return Life(certificate_value(row, compromised_at, steps), row.copy, turns)


def _outdated(found: Rows) -> dict[str, tuple[Outdated, ...]]:
    changed = (row_of(OutdatedRow, row) for row in found)
    return outdated_values(sorted(changed, key=lambda one: (one.at, one.edition_id, one.passage_id)))


def _past(found: Rows) -> dict[str, PastCertificate]:
    past = (row_of(PastCertificateRow, row) for row in found)
    values = (PastCertificate(row.certification_id, row.person, row.issued, row.expires, row.source) for row in past)
    return {one.certification_id: one for one in best_of(values).values()}


def _steps(found: Rows) -> dict[str, dict[str, list[Step]]]:
    steps: dict[str, dict[str, list[Step]]] = {}
    for row in sorted((row_of(RequirementStepRow, row) for row in found), key=lambda one: (one.at, one.id)):
        steps.setdefault(row.certification_id, {}).setdefault(row.requirement, []).append(step_value(row))
    return steps


def _enrolled(found: Rows) -> dict[str, datetime | None]:
    enrolments = (row_of(EnrolmentRow, row) for row in found)
    return {row.path_id: row.at if row.ended_at is None else None for row in enrolments}


def _marked(found: Rows) -> dict[str, frozenset[str]]:
    marked: dict[str, set[str]] = {}
    for row in (row_of(StepDoneRow, row) for row in found):
        marked.setdefault(row.path_id, set()).add(row.step)
    return {path_id: frozenset(steps) for path_id, steps in marked.items()}


def _today(
    found: Mapping[str, Rows],
    aims: Collection[str],
    wanted: tuple[int, Collection[Pause]],
    zone: ZoneInfo,
    now: datetime,
) -> Today:
    day = day_of(now, zone)
    begins, ends = first_at(zone, day, 0), first_at(zone, day + ONE_DAY, 0)
    (waiting,), latest, without_card = found["waiting"], found["latest"], found["unbegun"]
    counts = counts_of(waiting, latest, without_card, aims, begins=begins, ends=ends, now=now)
    days = [day_of(at, zone) for (at,) in found["answers"]]
    return today_of(counts, days, day, *wanted, ends=ends)


def _pairs(found: Rows) -> Iterable[tuple[str, Any]]:
    return ((key, value) for key, value in found if value is not None)
