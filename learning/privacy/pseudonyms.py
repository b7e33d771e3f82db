"""Under which names is kept what is left of a person: none leads to her, and those of two areas not to each other."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from uuid import uuid4

from knowledge.members.roles import ERASED
from learning.privacy.values import Area

# Entries of the audit log about these tell whose they are: two of them must not be joined by who did it.
_TELLING = frozenset({"certificate", "person"})


def pseudonym() -> str:
    """A new one."""
    return f"{ERASED}{uuid4().hex}"


def pseudonyms() -> Mapping[Area, str]:
    """A new one for each area."""
    return {area: pseudonym() for area in Area}


def pseudonyms_in_log() -> Callable[[str, str], str]:
    """What gives a pseudonym for an entry about a subject of some kind: one for all she did to the library.

    Of each certificate and each person it is another one.
    """
    known: defaultdict[tuple[str, str] | None, str] = defaultdict(pseudonym)
    return lambda kind, subject: known[(kind, subject) if kind in _TELLING else None]
