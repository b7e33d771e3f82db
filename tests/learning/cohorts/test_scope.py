"""Who may see and do what in a cohort, as a table: what each is there, and what she sees."""

from datetime import UTC, datetime

import pytest

from learning.cohorts.scope import Scope, scope_of
from learning.membership.values import Member, Part

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
LEARNERS = {"lea": "mona", "lou": "mona", "lin": "moira", "lis": None}
MEMBERS = [
    *(Member(person, Part.LEARNER, mentor, NOW) for person, mentor in LEARNERS.items()),
    *(Member(person, Part.MENTOR, None, NOW) for person in ("mona", "moira", "lea")),
    *(Member(person, Part.COORDINATOR, None, NOW) for person in ("cora", "lis")),
]
ALL = frozenset(LEARNERS)


def scope(viewer: str, *, keeps: bool = False) -> Scope:
    return scope_of(viewer, keeps=keeps, members=MEMBERS)


@pytest.mark.parametrize(
    ("viewer", "keeps", "seen", "looked_after", "changes", "appoints"),
    [
        ("olga", True, ALL, ALL, True, True),
        ("cora", False, ALL, ALL, True, False),
        ("lis", False, ALL, ALL - {"lis"}, True, False),
        ("mona", False, {"lea", "lou"}, {"lea", "lou"}, False, False),
        ("moira", False, {"lin"}, {"lin"}, False, False),
        ("lea", False, {"lea"}, set(), False, False),
        ("lou", False, {"lou"}, set(), False, False),
        ("nina", False, set(), set(), False, False),
    ],
)
def test_each_sees_and_does_what_her_part_allows(
    viewer: str, keeps: bool, seen: set[str], looked_after: set[str], changes: bool, appoints: bool
) -> None:
    found = scope(viewer, keeps=keeps)
    assert (set(found.seen), set(found.looked_after)) == (seen, looked_after)
    assert (found.changes, found.appoints) == (changes, appoints)
    assert found.sees_cohort is (viewer != "nina")


def test_who_is_no_mentor_any_more_sees_no_learner_that_still_names_her() -> None:
    left = [one for one in MEMBERS if (one.person, one.part) != ("mona", Part.MENTOR)]
    assert scope_of("mona", keeps=False, members=left).seen == frozenset()


def test_figures_of_the_group_are_for_those_who_look_after_somebody() -> None:
    assert {who: scope(who).looks_after_some for who in ("cora", "mona", "lou", "nina")} == {
        "cora": True,
        "mona": True,
        "lou": False,
        "nina": False,
    }
