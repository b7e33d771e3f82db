"""Learners with histories as wild as any may become: practice, exams, certificates, requirements, paths, questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import insert

from evals.workload.used_library import Row
from knowledge.conversations.models import AnswerRow, CitationRow, QuestionRow
from knowledge.guides.models import Edition, Guide, PassageRow
from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow, ResultRow
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.credentials.models import CertificateRow, CertificateStepRow, SigningKeyRow
from learning.curriculum.models import EnrolmentRow, PathRow, PathVersionRow, StepDoneRow
from learning.items.models import ItemProofRow, ItemRow, ItemVersionRow, LiveItemRow
from learning.learners.models import LearnerRow
from learning.past.models import PastCertificateRow
from learning.practice.models import CardRow, PracticeRow
from learning.requirements.models import RequirementStepRow
from learning.standing.models import OutdatedRow
from storage.database import Database
from storage.schema import Base, new_id

COMPETENCIES = ("care", "calls", "endings")
ITEMS = 40
_AT_ONCE = 200
_YEAR = timedelta(days=350)
_CERTIFICATE_STEPS = ("suspended", "reinstated", "revoked", "made_public", "made_private", "holder_told")


@dataclass(frozen=True)
class School:
    """What all learn from: ids of what there is, by kind."""

    workspace: str
    versions: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str, str], ...]
    paths: tuple[str, ...]
    edition: str
    passages: tuple[str, ...]
    key: str
    now: datetime


def fill(database: Database, workspace: str, people: Sequence[str], *, answers: int, now: datetime) -> None:
    """Store a school, and of each of these people a history with so many items practised; the same each time.

    Args:
        database: An upgraded database without any of that.
        workspace: The id of the workspace.
        people: Who.
        answers: How many items each practised.
        now: The time up to which the histories go, and a little further.
    """
    dice, places = Random(11), count()
    rows: list[Row] = []
    school = _school(workspace, rows, now)
    _store(database, rows)
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        _store(database, [row for person in some for row in _history(school, person, answers, now, dice, places)])


def _store(database: Database, rows: Sequence[Row]) -> None:
    by_table: dict[type[Base], list[dict[str, Any]]] = {}
    for table, row in rows:
        by_table.setdefault(table, []).append(row)
    with database.transaction() as session:
        for table, found in by_table.items():
            session.execute(insert(table), found)


def _school(workspace: str, rows: list[Row], now: datetime) -> School:
    here = {"workspace_id": workspace}
    guide, edition, passages = new_id(), new_id(), tuple(new_id() for _ in range(ITEMS))
    rows.append((Guide, here | {"id": guide, "key": "histories", "created_at": now}))
    rows.append((Edition, here | {
        "id": edition, "guide_id": guide, "number": 1, "label": "1", "title": "A guide", "content_hash": "0" * 64,
        "details_hash": "", "audience": "nobody", "language": "en", "warnings": [], "created_at": now, "places": [],
        "text": "Call twice a month.",
    }))  # fmt: skip
    for ordinal, passage in enumerate(passages):
        rows.append((PassageRow, here | {
            "id": passage, "edition_id": edition, "ordinal": ordinal, "start": 0, "end": 19, "heading": [],
            "text": "Call twice a month.", "sentences": [], "embedded_hash": "0" * 64,
        }))  # fmt: skip
    key = f"histories-{new_id()}"
    rows.append((SigningKeyRow, here | {
        "id": key, "algorithm": "EdDSA", "public": {}, "created_at": now,
        "compromised_at": now - timedelta(days=200),
    }))  # fmt: skip
    versions = tuple(version for name in ("mentor", "lead") for version in _certification(here, name, rows, now))
    items = tuple(_item(here, number, edition, passages[number], rows, now) for number in range(ITEMS))
    paths = tuple(_path(here, name, rows, now) for name in ("mentor", "lead"))
    return School(workspace, versions, items, paths, edition, passages, key, now)


def _certification(here: dict[str, Any], key: str, rows: list[Row], now: datetime) -> Iterator[tuple[str, str]]:
    certification = new_id()
    rows.append((CertificationRow, here | {"id": certification, "key": key, "created_at": now}))
    for number in (1, 2):
        version = new_id()
        definition = {
            "key": key, "title": f"{key.title()} essentials", "summary": "What everybody knows.",
            "competencies": [{"key": one, "title": one.title()} for one in COMPETENCIES],
            "draws": [{"competency": one, "count": 1} for one in COMPETENCIES], "passing": {"percent": 50},
            "requirements": [
                {"key": "visit", "kind": "attendance", "title": f"A visit, as version {number} says", "days": 30},
                {"key": "talk", "kind": "contribution", "title": "A talk"},
            ][:number], "valid_months": 12, "renewal_days": 60,
            "continuous": {"weekly": 3, "floor": 2, "sure": 0.6} if number == 2 else None,
        }  # fmt: skip
        rows.append((CertificationVersionRow, here | {
            "id": version, "certification_id": certification, "number": number, "definition": definition,
            "content_hash": f"{number}" * 64, "created_by": "operator", "created_at": now,
        }))  # fmt: skip
        yield certification, version


def _item(
    here: dict[str, Any], number: int, edition: str, passage: str, rows: list[Row], now: datetime
) -> tuple[str, str, str]:
    item, version, competency = new_id(), new_id(), COMPETENCIES[number % len(COMPETENCIES)]
    pool = "practice" if number % 4 else "exam"
    options = [{"text": text, "right": text == "Twice a month"} for text in ("Twice a month", "Never", "Daily")]
    rows.append((ItemRow, here | {"id": item, "key": f"histories-{number}", "pool": pool, "created_at": now}))
    rows.append((ItemVersionRow, here | {
        "id": version, "item_id": item, "number": 1, "type": "single_choice", "competency": competency,
        "content": {"stem": f"What is asked in {number}?", "options": options}, "rationale": "The guide says so.",
        "difficulty": "medium", "content_hash": "0" * 64, "created_by": "operator", "created_at": now,
    }))  # fmt: skip
    rows.append((ItemProofRow, here | {
        "version_id": version, "number": 1, "edition_id": edition, "passage_id": passage, "start": 0, "end": 4,
        "quote": "Call",
    }))  # fmt: skip
    # Some items may not be asked any more.
    if number % 7:
        live = {"item_id": item, "version_id": version, "pool": pool, "competency": competency}
        rows.append((LiveItemRow, here | live))
    return item, version, competency


def _path(here: dict[str, Any], key: str, rows: list[Row], now: datetime) -> str:
    path = new_id()
    steps = [
        {"key": "read", "kind": "reading", "title": "Read", "readings": [{"guide": "histories"}]},
        {"key": "try", "kind": "practice", "title": "Try", "competency": "care", "count": 5, "after": ["read"]},
        {"key": "exam", "kind": "quiz", "title": "The exam", "after": ["try"]},
        {"key": "visit", "kind": "observed", "title": "A visit", "requirement": "visit"},
        {"key": "think", "kind": "reflection", "title": "Think", "question": "What will you do?", "after": ["exam"]},
    ]
    definition = {
        "key": f"to-{key}", "title": f"To {key}", "summary": "All that it takes.", "steps": steps,
        "certification": key,
    }  # fmt: skip
    rows.append((PathRow, here | {"id": path, "key": f"to-{key}", "created_at": now}))
    rows.append((PathVersionRow, here | {
        "id": new_id(), "path_id": path, "number": 1, "definition": definition, "content_hash": "0" * 64,
        "created_by": "operator", "created_at": now,
    }))  # fmt: skip
    return path


def _history(
    school: School, person: str, answers: int, now: datetime, dice: Random, places: Iterator[int]
) -> Iterator[Row]:
    here = {"workspace_id": school.workspace, "person": person}
    if dice.random() < 0.7:
        yield _learner(here, now, dice)
    yield from _practice(school, here, answers, now, dice)
    yield from _exams(school, here, now, dice, places)
    yield from _requirements(school, here, now, dice)
    yield from _on_paths(school, here, now, dice)
    yield from _questions(school, person, now, dice, places)
    if dice.random() < 0.2:
        certification, issued = school.versions[0][0], (now - timedelta(days=dice.randrange(900))).date()
        ends: date | None = issued + timedelta(days=365) if dice.random() < 0.8 else None
        told = {"certification_id": certification, "issued": issued, "expires": ends, "by": "operator", "at": now}
        yield PastCertificateRow, here | {"id": new_id()} | told


def _learner(here: dict[str, Any], now: datetime, dice: Random) -> Row:
    paused = (now + timedelta(days=dice.randrange(-20, 5))).date() if dice.random() < 0.3 else None
    return LearnerRow, here | {
        "zone": dice.choice([None, "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]),
        "daily": dice.choice([0, 1, 5, 20]), "hour": 9, "quiet_from": 20, "quiet_until": 8, "paused_until": paused,
        "muted": dice.choice([[], ["digest"]]), "next_practice": now, "since": now,
    }  # fmt: skip


def _practice(school: School, here: dict[str, Any], answers: int, now: datetime, dice: Random) -> Iterator[Row]:
    met: dict[str, tuple[str, str, datetime]] = {}
    days = dice.choice([1, 5, 60, 500])
    certification = school.versions[dice.choice([0, 2])][0]
    for _ in range(answers):
        item, version, competency = dice.choice(school.items)
        shown = now - timedelta(days=days * dice.random())
        credit = dice.choice([1.0, 1.0, 1.0, 0.5, 0.0, None])
        at = shown + timedelta(seconds=dice.randrange(5, 90)) if credit is not None else None
        met[item] = (competency, version, at or shown)
        yield PracticeRow, here | {
            "id": new_id(), "certification_id": certification, "version_id": version, "item_id": item,
            "competency": competency, "purpose": dice.choice(["free", "due", "continuous"]), "tokens": [],
            "shown_at": shown, "given": {"chosen": []} if at is not None else None, "credit": credit,
            "answered_at": at,
        }  # fmt: skip
    for item, (competency, _, at) in met.items():
        known = dice.random() < 0.8
        yield CardRow, here | {
            "item_id": item, "certification_id": certification, "competency": competency,
            "memory": {"stability": 3.0, "difficulty": 5.0, "state": "review", "step": None} if known else None,
            "due": now + timedelta(hours=dice.randrange(-72, 72)), "last": at if known else None,
            "added": "practised", "since": at,
        }  # fmt: skip


def _exams(school: School, here: dict[str, Any], now: datetime, dice: Random, places: Iterator[int]) -> Iterator[Row]:
    is_open = dice.random() < 0.2
    for certification in dict.fromkeys(one for one, _ in school.versions):
        if dice.random() < 0.4:
            continue
        own = [version for one, version in school.versions if one == certification]
        began, most = now - timedelta(days=dice.randrange(30, 800)), dice.randrange(1, 5)
        for number in range(1, most + 1):
            left_open = is_open and number == most
            is_open = is_open and not left_open
            yield from _exam(school, here, (certification, dice.choice(own)), number, began, left_open, dice, places)
            began += timedelta(days=dice.randrange(1, 200))


def _exam(
    school: School,
    here: dict[str, Any],
    of: tuple[str, str],
    number: int,
    began: datetime,
    left_open: bool,
    dice: Random,
    places: Iterator[int],
) -> Iterator[Row]:
    attempt, ended = new_id(), None if left_open else began + timedelta(minutes=20)
    kind = dice.choice(["exam", "exam", "renewal", "delta"])
    what = {"certification_id": of[0], "certification_version_id": of[1]}
    yield AttemptRow, here | what | {
        "id": attempt, "number": number, "kind": kind, "started_at": began, "factor": 1.0, "ended_at": ended,
        "ended": None if left_open else "submitted",
    }  # fmt: skip
    scoped = {"workspace_id": here["workspace_id"], "attempt_id": attempt}
    for position, competency in enumerate(COMPETENCIES, start=1):
        version = dice.choice([version for _, version, one in school.items if one == competency])
        yield AttemptSlotRow, scoped | {
            "position": position, "version_id": version, "competency": competency, "tokens": [],
        }  # fmt: skip
        if dice.random() < 0.8:
            yield ResponseRow, scoped | {
                "position": position, "sequence": 1, "act": f"{attempt}{position}", "clicked": {}, "given": {},
                "clicked_at": began, "at": began,
            }  # fmt: skip
    passed = False
    for result in range(1, 1 if left_open else dice.randrange(2, 4)):
        credits = [dice.choice([1.0, 0.5, 0.0, None]) for _ in COMPETENCIES]
        passed = dice.random() < 0.6
        yield ResultRow, scoped | {
            "number": result, "credits": credits, "points": 1.0, "of": 3.0, "passed": passed, "at": ended,
        }  # fmt: skip
    if passed and kind != "delta" and dice.random() < 0.7:
        for copy in range(1, dice.choice([2, 2, 3])):
            # A second one was issued anew with another key, or renewed by practice when the first was to lapse.
            renewed = copy == 2 and began < school.now - _YEAR and dice.random() < 0.6
            own = what | {"attempt_id": attempt, "copy": copy}
            yield from _certificate(school, here, own, began + _YEAR if renewed else began, dice, places)


def _certificate(
    school: School, here: dict[str, Any], what: dict[str, Any], began: datetime, dice: Random, places: Iterator[int]
) -> Iterator[Row]:
    certificate, issued, place = new_id(), began + timedelta(hours=1), next(places)
    ends = issued + timedelta(days=365) if dice.random() < 0.9 else None
    yield CertificateRow, here | what | {
        "id": certificate, "slug": f"{place:032x}", "name": "Somebody", "issued_at": issued, "expires_at": ends,
        "status_index": place, "key_id": school.key, "jwt": "a.b.c",
    }  # fmt: skip
    scoped = {"workspace_id": here["workspace_id"], "certificate_id": certificate}
    steps = ["issued", *dice.choices(_CERTIFICATE_STEPS, k=dice.randrange(4))]
    for number, step in enumerate(steps, start=1):
        at = issued + timedelta(days=number * dice.randrange(1, 90)) if number > 1 else issued
        yield CertificateStepRow, scoped | {"number": number, "step": step, "by": "U0BEN", "at": at, "reason": "Why."}
    for passage in dice.sample(school.passages, dice.choice([0, 0, 1, 3])):
        yield OutdatedRow, scoped | {
            "id": new_id(), "edition_id": school.edition, "passage_id": passage,
            "severity": dice.choice(["minor", "major"]), "at": issued + timedelta(days=3),
            "mended_by": what["attempt_id"] if dice.random() < 0.3 else None,
            "overtaken_by": school.edition if dice.random() < 0.3 else None,
        }  # fmt: skip


def _requirements(school: School, here: dict[str, Any], now: datetime, dice: Random) -> Iterator[Row]:
    for _ in range(dice.choice([0, 0, 1, 2, 6])):
        until = (now + timedelta(days=dice.randrange(-9, 30))).date() if dice.random() < 0.3 else None
        yield RequirementStepRow, here | {
            "id": new_id(), "certification_id": dice.choice(school.versions)[0],
            "requirement": dice.choice(["visit", "talk"]), "by": "U0BEN", "until": until,
            "state": dice.choice(["open", "submitted", "met", "repeat", "waived"]), "marks": {"choice": "met"},
            "note": "Well done.", "at": now - timedelta(hours=dice.randrange(2_000)),
        }  # fmt: skip


def _on_paths(school: School, here: dict[str, Any], now: datetime, dice: Random) -> Iterator[Row]:
    for path in school.paths:
        if dice.random() < 0.5:
            at = now - timedelta(hours=dice.randrange(2_000))
            ended = now if dice.random() < 0.3 else None
            yield EnrolmentRow, here | {"id": new_id(), "path_id": path, "by": "U0BEN", "at": at, "ended_at": ended}
        for step in ("read", "think"):
            if dice.random() < 0.4:
                yield StepDoneRow, here | {"id": new_id(), "path_id": path, "step": step, "at": now}


def _questions(school: School, person: str, now: datetime, dice: Random, places: Iterator[int]) -> Iterator[Row]:
    here = {"workspace_id": school.workspace}
    for _ in range(dice.choice([0, 1, 3])):
        question, answer, name = new_id(), new_id(), f"histories-{next(places)}"
        asked = now - timedelta(hours=dice.randrange(2_000))
        yield QuestionRow, here | {
            "id": question, "channel": "C0", "moment": name, "root": name, "asker": person, "claim": name,
            "text": "How often?", "wording": name, "asked_at": asked,
        }  # fmt: skip
        yield AnswerRow, here | {
            "id": answer, "question_id": question, "number": 1, "job": name, "outcome": "answered", "sentences": [],
            "related": [], "missing": [], "confidence": 0.9, "mode": "extractive", "created_at": asked,
        }  # fmt: skip
        yield CitationRow, here | {
            "answer_id": answer, "number": 1, "edition_id": school.edition, "passage_id": dice.choice(school.passages),
            "start": 0, "end": 4, "quote": "Call",
        }  # fmt: skip
