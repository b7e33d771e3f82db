from dataclasses import replace
from datetime import date

import pytest

from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.schemes import shipped_schemes
from knowledge.evidence.values import (
    LONGEST_POPULATION,
    LONGEST_RATER,
    MOST_STUDIES,
    Evidence,
    EvidenceProblem,
    problems,
    tier_name,
    tier_of,
)

RATED = Evidence("effectiveness", "no_effects", 12, "young people aged 10-18", date(2025, 3, 1), "NMRC")


def test_a_rating_of_a_known_tier_has_no_problem() -> None:
    assert problems(RATED, shipped_schemes()) == {}
    assert problems(Evidence("tiers", "strong"), shipped_schemes()) == {}


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (replace(RATED, scheme="stars"), {"scheme": EvidenceProblem.UNKNOWN_SCHEME}),
        (replace(RATED, tier="strong"), {"tier": EvidenceProblem.UNKNOWN_TIER}),
        (replace(RATED, studies=-1), {"studies": EvidenceProblem.NOT_A_COUNT}),
        (replace(RATED, studies=MOST_STUDIES + 1), {"studies": EvidenceProblem.NOT_A_COUNT}),
        (replace(RATED, population="p" * (LONGEST_POPULATION + 1)), {"population": EvidenceProblem.TOO_LONG}),
        (
            replace(RATED, tier="x", rater="r" * (LONGEST_RATER + 1)),
            {"tier": EvidenceProblem.UNKNOWN_TIER, "rater": EvidenceProblem.TOO_LONG},
        ),
    ],
)
def test_what_is_wrong_with_a_rating_is_named_by_its_field(wrong: Evidence, found: dict[str, EvidenceProblem]) -> None:
    assert problems(wrong, shipped_schemes()) == found


def test_a_rating_has_the_room_of_its_columns() -> None:
    columns = EvidenceRow.__table__.columns
    room = {name: getattr(columns[name].type, "length", None) for name in ("population", "rater")}
    assert room == {"population": LONGEST_POPULATION, "rater": LONGEST_RATER}


def test_a_tier_is_named_in_the_readers_language_and_by_its_key_where_its_scheme_is_gone() -> None:
    assert tier_name(RATED, shipped_schemes(), "es") == "Sin efectos"
    assert tier_name(RATED, {}, "es") == "no effects"
    assert tier_of(RATED, {}) is None
