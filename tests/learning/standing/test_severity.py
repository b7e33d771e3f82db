"""How much a change of a guide matters to who learnt the old words."""

import pytest

from knowledge.guides.changes import ChangeKind, PassageChange
from knowledge.retrieval.ranking import Passage
from learning.standing.severity import gravest, severity_of
from learning.standing.values import Severity

MINOR, MAJOR = Severity.MINOR, Severity.MAJOR
OLD = "Staff must call the mentor 2 times in the first month."


def change(now: str, kind: ChangeKind = ChangeKind.EDITED, old: str = OLD) -> PassageChange:
    before = Passage("p", "e", "g", 0, 0, len(old), (), None, old)
    return PassageChange(kind, before, None, 0.9, now)


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("Staff must phone the mentor 2 times during the first month.", MINOR),
        ("Staff must call the mentor two times in the first month.", MINOR),
        ("Staff must call the mentor 3 times in the first month.", MAJOR),
        ("Staff must call the mentor three times in the first month.", MAJOR),
        ("Staff should call the mentor 2 times in the first month.", MAJOR),
        ("Staff must not call the mentor 2 times in the first month.", MAJOR),
        ("Staff mustn’t call the mentor 2 times in the first month.", MAJOR),
        ("Staff must call the mentor 2 times in the first week.", MAJOR),
        ("El personal nunca llama 2 veces.", MAJOR),
    ],
)
def test_another_number_duty_or_denial_is_major_and_other_words_are_minor(now: str, severity: Severity) -> None:
    assert severity_of(change(now)) is severity


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Call 3 times in May and 2 times in June.", "Call 2 times in May and 3 times in June."),
        ("You must not lend. You must report.", "You must lend. You must not report."),
        ("You must report. Nobody may lend money.", "You may lend money. Nobody must report."),
        ("A stipend of $50 is paid.", "A stipend of €50 is paid."),
        ("Call (3 days before).", "Call (4 days before)."),
        ("Llama cada semana.", "Llama cada mes."),
    ],
)
def test_a_number_or_a_duty_that_stands_in_another_place_or_for_something_else_is_major(before: str, now: str) -> None:
    assert severity_of(change(now, old=before)) is MAJOR


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Call 3 times. You must report.", "You must report. Call 3 times."),
        ("You must not lend. Tell the mentr.", "You mustn't lend. Tell the mentor."),
        ("You can’t lend  1,000 euros.", "You cannot give 1000 euros."),
        ("Close it when the family agrees.", "Close it when the family refuses."),
    ],
)
def test_what_moved_whole_or_can_not_be_told_without_understanding_it_is_minor(before: str, now: str) -> None:
    assert severity_of(change(now, old=before)) is MINOR


def test_what_is_gone_is_major() -> None:
    assert severity_of(change("", ChangeKind.REMOVED)) is MAJOR


def test_the_gravest_counts() -> None:
    assert (gravest([]), gravest([MINOR]), gravest([MINOR, MAJOR])) == (None, MINOR, MAJOR)
