"""Presses on the Home tab: what each does to the library, and in which order people see what came of them."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.blocks.library.showing import Showing
from knowledge.audiences.service import remove_community
from knowledge.golden.service import retire
from knowledge.policies.queries import policy
from knowledge.policies.service import set_policy

MOST_REMEMBERED = 10_000
_LOCKS = 64


@dataclass(frozen=True)
class Turned:
    """A Home tab that is to be shown.

    Attributes:
        showing: What it shows; None for what the person looks at.
        moment: Slack's stamp of the press that asks for it; empty where nobody pressed there: then what the person
            looks at stays, as far as that is known.
        pressed: Whether it was asked for, and not only opened.
    """

    person: str
    showing: Showing | None
    moment: str = ""
    pressed: bool = True


@dataclass(frozen=True)
class Press:
    """A button of the Home tab that changes something: one of ``ACTS``, with its value."""

    what: str
    value: str


# The transaction, the workspace, who does it, the value, the time.
Act = Callable[[Session, str, str, str, datetime], object]


def _remove_golden(session: Session, workspace: str, by: str, question_id: str, now: datetime) -> None:
    retire(session, workspace, question_id, by=by, now=now)


def _remove_community(session: Session, workspace: str, by: str, name: str, now: datetime) -> None:
    remove_community(session, workspace, name, by=by, now=now)


def _second_person(session: Session, workspace: str, by: str, value: str, now: datetime) -> None:
    decided = replace(policy(session, workspace), second_person=value == "on")
    set_policy(session, workspace, decided, by=by, now=now)


def _scheme(session: Session, workspace: str, by: str, key: str, now: datetime) -> None:
    set_policy(session, workspace, replace(policy(session, workspace), evidence_scheme=key), by=by, now=now)


ACTS: Mapping[str, Act] = {
    "golden_remove": _remove_golden,
    "community_remove": _remove_community,
    "policy_second_person": _second_person,
    "policy_scheme": _scheme,
}


class Order:
    """Lets the last of a person's presses be what the person sees in the end. Safe to share between threads."""

    def __init__(self) -> None:
        """Know of no press yet."""
        self._locks = [threading.Lock() for _ in range(_LOCKS)]
        self._last: dict[str, tuple[float, Showing]] = {}

    @contextmanager
    def turn(self, turned: Turned) -> Iterator[Showing | None]:
        """Publish a Home tab while inside: what it is to show; None where a later press has overtaken this one."""
        person = turned.person
        with self._locks[hash(person) % _LOCKS]:
            known = self._last.get(person)
            if not turned.moment or turned.showing is None:
                yield known[1] if known is not None else turned.showing
                return
            moment = float(turned.moment)
            if known is not None and moment < known[0]:
                yield None
                return
            yield turned.showing
            if len(self._last) >= MOST_REMEMBERED:
                self._last.clear()
            self._last[person] = moment, turned.showing
