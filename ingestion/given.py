"""What a person says of a guide, in a form: it wins over what the file says. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from ingestion.cleaning import one_line
from ingestion.details import PERSON, ROOM
from ingestion.errors import BadDetails, DetailProblem
from knowledge.evidence.schemes import Scheme
from knowledge.evidence.values import Evidence, problems
from knowledge.guides.drafts import EditionDetails

# The names of those details that side-cars and people call otherwise.
_NAMES = {
    "label": "edition",
    "source_url": "source",
    "scheme": "evidence_scheme",
    "tier": "evidence_tier",
}
_DATES = ("effective_date", "review_date")


@dataclass(frozen=True)
class GivenDetails:
    """Details of an edition; None is what the person did not say, so that the file may."""

    title: str | None = None
    label: str | None = None
    owner: str | None = None
    owner_person: str | None = None
    audience: str | None = None
    evidence: Evidence | None = None
    effective_date: date | None = None
    review_date: date | None = None
    language: str | None = None
    source_url: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """What was said, as JSON holds it."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        return {name: _value(value) for name, value in said.items()}

    @property
    def hash(self) -> str:
        """Names what was said; where nothing was, it is that of a file without a side-car."""
        return details_hash(json.dumps(self.values, sort_keys=True).encode() if self.values else b"")

    def over(self, read: EditionDetails) -> EditionDetails:
        """What the file says, but for what was said here."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(read, **{name: value for name, value in said.items() if value is not None})


def given_from(values: Mapping[str, Any]) -> GivenDetails:
    """Details as ``GivenDetails.values`` tells them."""
    said = dict(values)
    for name in _DATES:
        if name in said:
            said[name] = date.fromisoformat(said[name])
    if "evidence" in said:
        searched_on = said["evidence"].get("searched_on")
        day = date.fromisoformat(searched_on) if searched_on is not None else None
        said["evidence"] = Evidence(**said["evidence"] | {"searched_on": day})
    return GivenDetails(**said)


def checked(path_name: str, given: GivenDetails, schemes: Mapping[str, Scheme]) -> GivenDetails:
    """The details on one line each, without those that say nothing.

    Raises:
        BadDetails: There is no room for one, the owner's id is none, or the rating is not one of these schemes.
    """
    said: dict[str, str | None] = {}
    for name, room in ROOM.items():
        value = one_line(getattr(given, name, None) or "")
        if len(value) > room:
            raise BadDetails(path_name, "", _NAMES.get(name, name), DetailProblem.TOO_LONG)
        if hasattr(given, name):
            said[name] = value or None
    if given.owner_person is not None and not PERSON.fullmatch(given.owner_person):
        raise BadDetails(path_name, "", "owner_person", DetailProblem.NOT_A_PERSON)
    evidence = _rated(path_name, given.evidence, schemes) if given.evidence is not None else None
    return replace(given, evidence=evidence, **said)  # type: ignore[arg-type]  # these are the fields that hold text


def _rated(path_name: str, given: Evidence, schemes: Mapping[str, Scheme]) -> Evidence:
    lines = {name: one_line(getattr(given, name) or "") or None for name in ("population", "rater")}
    rating = replace(given, **lines)  # type: ignore[arg-type]  # these are the fields that hold text
    for name, problem in problems(rating, schemes).items():
        raise BadDetails(path_name, "", _NAMES.get(name, name), DetailProblem(problem.value))
    return rating


def details_hash(details: bytes) -> str:
    """Names the details that were given beside a file."""
    return hashlib.sha256(details).hexdigest()


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _value(inner) for name, inner in value.items() if inner is not None}
    return value.isoformat() if isinstance(value, date) else value
