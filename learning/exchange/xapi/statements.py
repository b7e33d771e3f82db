"""What happened as statements: the same happening is the same statement, whenever it is written. Pure."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from learning.exchange.xapi.values import Happened, Kind, Outcome, Statement, Thing, ThingType, Verb

VERSION = "1.0.3"
LONGEST_NAME = 500
_ANY_LANGUAGE = "und"
_ADL = "http://adlnet.gov/expapi"
_VERBS: Mapping[Verb, str] = {
    Verb.ANSWERED: f"{_ADL}/verbs/answered",
    Verb.PASSED: f"{_ADL}/verbs/passed",
    Verb.FAILED: f"{_ADL}/verbs/failed",
    Verb.EXPERIENCED: f"{_ADL}/verbs/experienced",
    Verb.EARNED: "http://id.tincanapi.com/verb/earned",
    Verb.WAIVED: "https://w3id.org/xapi/adl/verbs/waived",
}
_TYPES: Mapping[ThingType, str] = {
    ThingType.QUESTION: f"{_ADL}/activities/question",
    ThingType.EXAM: f"{_ADL}/activities/assessment",
    ThingType.CERTIFICATE: "http://activitystrea.ms/schema/1.0/badge",
    ThingType.STEP: f"{_ADL}/activities/lesson",
    ThingType.OBSERVATION: f"{_ADL}/activities/performance",
    ThingType.EDITION: "http://id.tincanapi.com/activitytype/document",
    ThingType.GUIDE: "http://id.tincanapi.com/activitytype/document",
}


@dataclass(frozen=True)
class Naming:
    """How people and things are called outside.

    Attributes:
        workspace: Whose they are.
        address: The issuer's, without a slash at the end: below it all things have their names.
        secret: Without it nobody can tell whose a pseudonym is, or find the pseudonym of a person; None where people
            are called by their Slack ids.
    """

    workspace: str
    address: str
    secret: bytes | None

    def account(self, person: str) -> str:
        """How a person is called: always the same."""
        if self.secret is None:
            return person
        return hmac.new(self.secret, f"{self.workspace}:{person}".encode(), sha256).hexdigest()[:32]

    def id(self, kind: Kind, row: str) -> str:
        """The id of the statement about a happening."""
        return str(uuid5(UUID(self.workspace), f"{kind.value}:{row}"))


def statement(happened: Happened, naming: Naming) -> Statement:
    """A happening as a statement. Nothing in it depends on when it is written."""
    return {
        "id": naming.id(happened.kind, happened.row),
        "actor": _agent(happened.person, naming),
        "verb": {"id": _verb(happened.verb, naming), "display": {"en": happened.verb.value}},
        "object": _activity(happened.object, naming),
        **_result(happened.outcome),
        "context": _context(happened, naming),
        "timestamp": _stamp(happened.at),
        "version": VERSION,
    }


def _agent(person: str, naming: Naming) -> dict[str, Any]:
    return {"objectType": "Agent", "account": {"homePage": naming.address, "name": naming.account(person)}}


def _verb(verb: Verb, naming: Naming) -> str:
    # There is no verb in use for this one. "Voided" would take the statement back, which says something else.
    return _VERBS.get(verb, f"{naming.address}/xapi/verbs/{verb.value}")


def _activity(thing: Thing, naming: Naming) -> dict[str, Any]:
    # An empty name would have the whole batch refused.
    name = thing.name.strip()[:LONGEST_NAME] or thing.type.value
    return {
        "objectType": "Activity",
        "id": f"{naming.address}/{thing.path}",
        "definition": {"type": _TYPES[thing.type], "name": {_ANY_LANGUAGE: name}},
    }


def _result(outcome: Outcome | None) -> dict[str, Any]:
    if outcome is None:
        return {}
    score: dict[str, float] = {}
    if outcome.share is not None:
        score["scaled"] = round(outcome.share, 4)
    if outcome.points is not None and outcome.of is not None:
        score |= {"raw": round(outcome.points, 4), "min": 0.0, "max": round(outcome.of, 4)}
    found: dict[str, Any] = {"completion": True}
    if score:
        found["score"] = score
    if outcome.success is not None:
        found["success"] = outcome.success
    if outcome.duration is not None:
        found["duration"] = f"PT{max(0.0, outcome.duration.total_seconds()):.2f}S"
    return {"result": found}


def _context(happened: Happened, naming: Naming) -> dict[str, Any]:
    found: dict[str, Any] = {"platform": "Fieldwise"}
    if happened.sitting is not None:
        found["registration"] = happened.sitting
    if happened.instructor is not None:
        found["instructor"] = _agent(happened.instructor, naming)
    if happened.corrects is not None:
        found["statement"] = {"objectType": "StatementRef", "id": naming.id(happened.kind, happened.corrects)}
    activities: dict[str, Any] = {}
    if happened.parent is not None:
        activities["parent"] = [_activity(happened.parent, naming)]
    if happened.rests_on:
        activities["grouping"] = [_activity(one, naming) for one in happened.rests_on]
    if activities:
        found["contextActivities"] = activities
    return found


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
