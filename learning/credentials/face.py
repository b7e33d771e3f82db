"""What is shown of a certificate: only what is signed. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

_SHOWN = 300
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LISTED = 50


@dataclass(frozen=True)
class Basis:
    """An edition of a guide that a certificate rests on, in the words that are signed, with the day of the edition."""

    title: str
    edition: str
    day: date | None
    evidence: str | None

    @property
    def which(self) -> str:
        """The edition in English, with its day: "edition 1, 1 November 2026"."""
        told = self.edition if "edition" in self.edition.casefold() else f"edition {self.edition}"
        parts = [told if self.edition else "", said_day(self.day) if self.day is not None else ""]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Face:
    """The signed facts of a certificate, each cut to a length that can be shown.

    Attributes:
        address: Where it is verified.
    """

    title: str
    holder: str
    issuer: str
    criteria: str
    issued: date | None
    expires: date | None
    competencies: tuple[str, ...]
    rests_on: tuple[Basis, ...]
    address: str


def said_day(day: date) -> str:
    """A day as English writes it."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def face_of(claims: Mapping[str, Any]) -> Face:
    """What a credential says, also one of somebody else: whatever is missing or of another kind is left out."""
    subject = _first(claims.get("credentialSubject"))
    achieved = _first(subject.get("achievement"))
    issuer = claims.get("issuer")
    evidence = _all(claims.get("evidence"))
    return Face(
        title=_text(achieved.get("name")) or _text(claims.get("name")),
        holder=_holder(subject),
        issuer=_text(issuer) if isinstance(issuer, str) else _text(_first(issuer).get("name")),
        criteria=_text(_first(achieved.get("criteria")).get("narrative"), 2000),
        issued=_day(claims.get("validFrom")),
        expires=_day(claims.get("validUntil")),
        competencies=tuple(_text(one.get("name")) for one in _all(achieved.get("resultDescription"))),
        rests_on=tuple(_basis(one) for one in evidence),
        address=_text(claims.get("id")),
    )


def _basis(evidence: Mapping[str, Any]) -> Basis:
    said = _text(evidence.get("description"))
    edition, _, last = said.rpartition(", ")
    # Otherwise the comma is one of the edition's own words.
    day = _day(last) if edition and len(last) == len("2026-11-01") else None
    told = _text(evidence.get("narrative")) or None
    return Basis(_text(evidence.get("name")), edition if day is not None else said, day, told)


def _holder(subject: Mapping[str, Any]) -> str:
    identities = _all(subject.get("identifier"))
    names = [one.get("identityHash") for one in identities if one.get("identityType") == "name"]
    return _text(names[0]) if names else _text(subject.get("name"))


def _all(value: Any) -> list[Mapping[str, Any]]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found[:_LISTED] if isinstance(one, dict)]


def _first(value: Any) -> Mapping[str, Any]:
    return next(iter(_all(value)), {})


def _text(value: Any, most: int = _SHOWN) -> str:
    return " ".join(value.split())[:most] if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None
