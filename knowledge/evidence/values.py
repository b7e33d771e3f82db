"""How the evidence behind an edition was rated. Values and their rules; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.evidence.tiers import Scheme, Tier

MOST_STUDIES = 100_000
LONGEST_POPULATION = 500
LONGEST_RATER = 200


@dataclass(frozen=True)
class Evidence:
    """A tier of a scheme, and what the rating rests on.

    Attributes:
        scheme: The key of the scheme; ``tier`` is that of one of its tiers.
        studies: How many studies were found.
        population: Whom they were about.
        searched_on: When they were last searched for.
        rater: Who gave the rating.
    """

    scheme: str
    tier: str
    studies: int | None = None
    population: str | None = None
    searched_on: date | None = None
    rater: str | None = None


class EvidenceProblem(StrEnum):
    """What is wrong with a rating."""

    UNKNOWN_SCHEME = "unknown_scheme"
    UNKNOWN_TIER = "unknown_tier"
    NOT_A_COUNT = "not_a_count"
    TOO_LONG = "too_long"


def tier_of(evidence: Evidence, schemes: Mapping[str, Scheme]) -> Tier | None:
    """The tier of a rating; None where its scheme is not there, or has no such tier."""
    scheme = schemes.get(evidence.scheme)
    return scheme.tier(evidence.tier) if scheme is not None else None


def tier_name(evidence: Evidence, schemes: Mapping[str, Scheme], language: str) -> str:
    """The name of a rating's tier in a language; its key as words where its scheme is not there."""
    tier = tier_of(evidence, schemes)
    return tier.name(language) if tier is not None else evidence.tier.replace("_", " ")


def problems(evidence: Evidence, schemes: Mapping[str, Scheme]) -> dict[str, EvidenceProblem]:
    """What is wrong with a rating, by the field that it is wrong in; nothing where it can be stored."""
    found: dict[str, EvidenceProblem] = {}
    if evidence.scheme not in schemes:
        found["scheme"] = EvidenceProblem.UNKNOWN_SCHEME
    elif tier_of(evidence, schemes) is None:
        found["tier"] = EvidenceProblem.UNKNOWN_TIER
    if evidence.studies is not None and not 0 <= evidence.studies <= MOST_STUDIES:
        found["studies"] = EvidenceProblem.NOT_A_COUNT
    if len(evidence.population or "") > LONGEST_POPULATION:
        found["population"] = EvidenceProblem.TOO_LONG
    if len(evidence.rater or "") > LONGEST_RATER:
        found["rater"] = EvidenceProblem.TOO_LONG
    return found
