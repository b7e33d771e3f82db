"""Presses on the Home tab: what each does to the library, and in which order people see what came of them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from bot.blocks.library.showing import Showing
from bot.locks import Locks
from bot.remembering import remember
from knowledge.audiences.service import remove_community
from knowledge.gaps.service import move
from knowledge.gaps.values import GapState
from knowledge.golden.service import retire
from knowledge.policies.queries import policy
from knowledge.policies.service import set_policy
from knowledge.standard.service import retire as retire_standard
from learning.cohorts.goals import remove_goal
from learning.cohorts.service import archive


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
class Turn:
    """What a Home tab is to show; each turn has a number of its own."""

    showing: Showing
    number: int


@dataclass(frozen=True)
class Press:
    """A button of the Home tab that changes something: one of ``ACTS``, with its value."""

    what: str
    value: str


# The transaction, the workspace, who does it, the value, the keys of the schemes of evidence, the time.
Act = Callable[[Session, str, str, str, Collection[str], datetime], object]


def _remove_golden(
    session: Session, workspace: str, by: str, question_id: str, _schemes: Collection[str], now: datetime
) -> None:
    retire(session, workspace, question_id, by=by, now=now)


def _remove_community(
    session: Session, workspace: str, by: str, name: str, _schemes: Collection[str], now: datetime
) -> None:
    remove_community(session, workspace, name, by=by, now=now)


def _second_person(
    session: Session, workspace: str, by: str, value: str, schemes: Collection[str], now: datetime
) -> None:
    decided = replace(policy(session, workspace), second_person=value == "on")
    set_policy(session, workspace, decided, schemes=schemes, by=by, now=now)


def _scheme(session: Session, workspace: str, by: str, key: str, schemes: Collection[str], now: datetime) -> None:
    decided = replace(policy(session, workspace), evidence_scheme=key)
    set_policy(session, workspace, decided, schemes=schemes, by=by, now=now)


def _report_channel(
    session: Session, workspace: str, by: str, channel: str, schemes: Collection[str], now: datetime
) -> None:
    decided = replace(policy(session, workspace), report_channel=channel or None)
    set_policy(session, workspace, decided, schemes=schemes, by=by, now=now)


def _no_report(session: Session, workspace: str, by: str, _value: str, schemes: Collection[str], now: datetime) -> None:
    decided = replace(policy(session, workspace), report_channel=None)
    set_policy(session, workspace, decided, schemes=schemes, by=by, now=now)


def _end_cohort(
    session: Session, workspace: str, by: str, cohort_id: str, _schemes: Collection[str], now: datetime
) -> None:
    archive(session, workspace, cohort_id, by=by, now=now)


def _remove_goal(
    session: Session, workspace: str, by: str, value: str, _schemes: Collection[str], now: datetime
) -> None:
    cohort_id, _, goal_id = value.partition(":")
    remove_goal(session, workspace, cohort_id, goal_id, by=by, now=now)


def _move_gap(session: Session, workspace: str, by: str, value: str, _schemes: Collection[str], now: datetime) -> None:
    state, _, gap_id = value.partition(":")
    move(session, workspace, gap_id, GapState(state), by=by, now=now)


def _remove_standard(
    session: Session, workspace: str, by: str, standard_id: str, _schemes: Collection[str], now: datetime
) -> None:
    retire_standard(session, workspace, standard_id, by=by, now=now)


ACTS: Mapping[str, Act] = {
    "golden_remove": _remove_golden,
    "gap_move": _move_gap,
    "standard_remove": _remove_standard,
    "community_remove": _remove_community,
    "policy_second_person": _second_person,
    "policy_scheme": _scheme,
    "policy_report_channel": _report_channel,
    "policy_report_off": _no_report,
    "cohort_end": _end_cohort,
    "cohort_goal_remove": _remove_goal,
}


class Order:
    """Lets the last of a person's presses be what the person sees in the end. Safe to share between threads."""

    def __init__(self) -> None:
        """Know of no press yet."""
        self._locks = Locks()
        self._last: dict[str, tuple[float, Showing]] = {}
        self._numbers = count(1)
        self._newest: dict[str, int] = {}

    @contextmanager
    def turn(self, turned: Turned) -> Iterator[Turn | None]:
        """Publish a Home tab while inside: what it is to show; None where a later press has overtaken this one."""
        person = turned.person
        with self._locks.of(person):
            known = self._last.get(person)
            if not turned.moment or turned.showing is None:
                showing = known[1] if known is not None else turned.showing
                yield self._numbered(person, showing) if showing is not None else None
                return
            moment = float(turned.moment)
            if known is not None and moment < known[0]:
                yield None
                return
            yield self._numbered(person, turned.showing)
            remember(self._last, person, (moment, turned.showing))

    @contextmanager
    def more(self, person: str, turn: Turn) -> Iterator[bool]:
        """Publish the same Home tab with more on it while inside; not where another one was published since."""
        with self._locks.of(person):
            yield self._newest.get(person) == turn.number

    def expected(self, turned: Turned) -> Showing | None:
        """What is likely to be shown when the turn comes: nothing waits for it."""
        known = self._last.get(turned.person)
        if turned.moment and turned.showing is not None:
            return turned.showing
        return known[1] if known is not None else turned.showing

    def _numbered(self, person: str, showing: Showing) -> Turn:
        number = next(self._numbers)
        remember(self._newest, person, number)
        return Turn(showing, number)
