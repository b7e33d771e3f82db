"""Whether a credential was revoked or suspended, as a status list tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from learning.credentials.dates import Window
from learning.credentials.issuer import Purpose
from learning.credentials.keyset import KeySet
from learning.credentials.opening import open_token
from learning.credentials.refusing import Refused
from learning.credentials.status_list import ListUnusable, is_set
from learning.credentials.values import Why

_MOST_ENTRIES = 10
_MOST_DIGITS = 9


@dataclass(frozen=True)
class StatusEntry:
    """A credential's place in a status list of its issuer."""

    purpose: Purpose
    index: int
    address: str
    issuer: str


class StatusSource(Protocol):
    """Where it is found out."""

    def is_set(self, entry: StatusEntry) -> bool | None:
        """Whether the bit of an entry is set; None where that can't be told for sure."""
        ...


@dataclass(frozen=True)
class PublishedLists:
    """Status lists as their issuers publish them, each verified before it is believed.

    Attributes:
        fetch: The signed list at an address, or None where it can't be had.
        keys: Whose signature on a list counts.
    """

    fetch: Callable[[str], str | None]
    keys: KeySet
    now: datetime

    def is_set(self, entry: StatusEntry) -> bool | None:
        """As the list says, where the credential's own issuer signed it for this purpose and it is not outdated."""
        token = self.fetch(entry.address)
        try:
            opened = open_token(token, self.keys) if token is not None else None
            if opened is None or opened.key.compromised_at is not None or not _tells(opened.claims, entry, self.now):
                return None
            return is_set(str(opened.claims["credentialSubject"].get("encodedList")), entry.index)
        except (Refused, ListUnusable):
            return None


def status_entries(claims: Mapping[str, Any], issuer: str) -> tuple[StatusEntry, ...] | None:
    """The entries of a credential; None where one of them is of a kind that is not understood."""
    said = claims.get("credentialStatus", [])
    listed = said if isinstance(said, list) else [said]
    entries = [_entry(one, issuer) for one in listed[: _MOST_ENTRIES + 1]]
    found = tuple(entry for entry in entries if entry is not None)
    return found if len(found) == len(listed) else None


def found_out(claims: Mapping[str, Any], issuer: str, source: StatusSource | None) -> tuple[Why, ...]:
    """What its status holds against a credential; that it can't be told is held against it too."""
    entries = status_entries(claims, issuer)
    if entries is None or (entries and source is None):
        return (Why.STATUS_UNKNOWN,)
    answers = [(entry, source.is_set(entry)) for entry in entries] if source is not None else []
    against = {Purpose.REVOCATION: Why.REVOKED, Purpose.SUSPENSION: Why.SUSPENDED}
    reasons = [against[entry.purpose] for entry, answer in answers if answer]
    if any(answer is None for _, answer in answers):
        reasons.append(Why.STATUS_UNKNOWN)
    return tuple(dict.fromkeys(reasons))


def _entry(said: Any, issuer: str) -> StatusEntry | None:
    if not isinstance(said, dict) or said.get("type") not in ("BitstringStatusListEntry", ["BitstringStatusListEntry"]):
        return None
    purpose, address = said.get("statusPurpose"), said.get("statusListCredential")
    index = str(said.get("statusListIndex"))
    readable = index.isascii() and index.isdigit() and len(index) <= _MOST_DIGITS and isinstance(address, str)
    if purpose not in tuple(Purpose) or not readable or said.get("statusSize", 1) != 1:
        return None
    return StatusEntry(Purpose(purpose), int(index), str(address), issuer)


def _tells(claims: Mapping[str, Any], entry: StatusEntry, now: datetime) -> bool:
    subject, kinds = claims.get("credentialSubject"), claims.get("type")
    if not isinstance(subject, dict) or not isinstance(kinds, list):
        return False
    purposes = subject.get("statusPurpose")
    issuer = claims.get("issuer")
    return (
        "BitstringStatusListCredential" in kinds
        and subject.get("type") == "BitstringStatusList"
        and entry.purpose.value in (purposes if isinstance(purposes, list) else [purposes])
        and claims.get("id") == entry.address
        and entry.issuer
        == (issuer.get("id") if isinstance(issuer, dict) else issuer)
        == claims.get("iss", entry.issuer)
        and not Window.of(claims).against(now)
    )
