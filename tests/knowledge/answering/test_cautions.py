from dataclasses import replace
from datetime import date

import pytest

from knowledge.answering.answer import Citation
from knowledge.answering.cautions import ReviewOverdue, WeakEvidence, cautions_of
from knowledge.evidence.schemes import shipped_schemes
from knowledge.evidence.values import Evidence, tier_of
from knowledge.guides.states import EditionState

TODAY = date(2026, 11, 25)
SCHEMES = shipped_schemes()
PLAIN = Citation(1, "a.md", "A", "1", "a", "p", (), None, "Call.", 0, 5, None, None, None, None)
NO_EFFECTS = Evidence("effectiveness", "no_effects")
UNKNOWN = Evidence("effectiveness", "insufficient_research")


def cited(name: str, evidence: Evidence | None = None, review_date: date | None = None) -> Citation:
    return replace(PLAIN, title=name, edition_id=name, evidence=evidence, review_date=review_date)


def weak(evidence: Evidence, *titles: str) -> WeakEvidence:
    tier = tier_of(evidence, SCHEMES)
    assert tier is not None
    return WeakEvidence(tuple((title, tier) for title in titles))


def test_a_guide_that_is_well_rated_or_not_rated_needs_no_caution() -> None:
    for evidence in (None, Evidence("tiers", "strong"), Evidence("effectiveness", "promising")):
        assert cautions_of([cited("A", evidence)], SCHEMES, TODAY) == ()


def test_what_speaks_against_it_comes_first_then_what_is_overdue_and_what_is_unproven_is_no_caution() -> None:
    due = cited("C", review_date=date(2025, 5, 3))
    assert cautions_of([due, cited("B", UNKNOWN), cited("A", NO_EFFECTS)], SCHEMES, TODAY) == (
        weak(NO_EFFECTS, "A"),
        ReviewOverdue(("C",), date(2025, 5, 3)),
    )


def test_a_guide_that_is_quoted_twice_is_named_once() -> None:
    again = replace(cited("A", NO_EFFECTS), number=2)
    assert cautions_of([cited("A", NO_EFFECTS), again, cited("B", NO_EFFECTS)], SCHEMES, TODAY) == (
        weak(NO_EFFECTS, "A", "B"),
    )


def test_a_rating_whose_scheme_is_gone_has_no_caution() -> None:
    assert cautions_of([cited("A", NO_EFFECTS)], {}, TODAY) == ()


def test_a_review_is_overdue_from_the_day_after_and_the_earliest_counts() -> None:
    days = [date(2026, 11, 24), TODAY, date(2025, 5, 3), None]
    found = cautions_of([cited(str(day), review_date=day) for day in days], SCHEMES, TODAY)
    assert found == (ReviewOverdue(("2026-11-24", "2025-05-03"), date(2025, 5, 3)),)


@pytest.mark.parametrize("state", [EditionState.SUPERSEDED, EditionState.WITHDRAWN])
def test_an_edition_that_no_longer_counts_is_not_overdue(state: EditionState) -> None:
    old = replace(cited("A", review_date=date(2025, 5, 3)), state=state)
    assert cautions_of([old], SCHEMES, TODAY) == ()
