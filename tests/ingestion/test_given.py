import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.errors import BadDetails, DetailProblem
from ingestion.given import GivenDetails, checked, details_hash, given_from
from ingestion.reading import file_name
from ingestion.reasons import reason
from knowledge.evidence.schemes import shipped_schemes
from knowledge.evidence.values import LONGEST_POPULATION, Evidence
from knowledge.guides.drafts import EditionDetails

SCHEMES = shipped_schemes()
RATED = Evidence("effectiveness", "promising", studies=4, searched_on=date(2026, 5, 1))
ALL = GivenDetails(
    title="First calls",
    label="2026.1",
    owner="Mentoring team",
    owner_person="U0BEN",
    audience="channels:C1,C2",
    evidence=RATED,
    effective_date=date(2027, 1, 1),
    review_date=date(2028, 1, 1),
    language="es",
    source_url="https://example.org/calls",
)


@pytest.mark.parametrize("said", [ALL, GivenDetails(), GivenDetails(evidence=Evidence("tiers", "strong"))])
def test_what_was_said_comes_out_of_json_as_it_went_in(said: GivenDetails) -> None:
    assert given_from(json.loads(json.dumps(said.values))) == said


def test_what_was_said_wins_and_the_rest_stays_as_the_file_says() -> None:
    read = EditionDetails(title="calls", label="7", licence="CC-BY-4.0", audience="staff")
    over = GivenDetails(title="First calls", audience="everybody").over(read)
    assert over == EditionDetails(title="First calls", label="7", licence="CC-BY-4.0", audience="everybody")
    assert GivenDetails().over(read) == read


def test_nothing_said_is_the_same_as_no_side_car_and_anything_said_is_not() -> None:
    assert GivenDetails().hash == details_hash(b"")
    assert len({GivenDetails().hash, ALL.hash, GivenDetails(title="First calls").hash}) == 3


def test_blank_answers_say_nothing_and_the_others_are_on_one_line() -> None:
    said = GivenDetails(
        title=" First\n calls ", owner="  ", evidence=replace(RATED, population=" the\nyoung ", rater=" ")
    )
    evidence = replace(RATED, population="the young")
    assert checked("a.pdf", said, SCHEMES) == GivenDetails(title="First calls", evidence=evidence)
    assert checked("a.pdf", ALL, SCHEMES) == ALL


def test_a_detail_without_room_is_named_as_people_know_it() -> None:
    with pytest.raises(BadDetails) as refused:
        checked("a.pdf", GivenDetails(label="x" * 101), SCHEMES)
    assert reason(refused.value) == (
        'For a.pdf, the detail "edition" can\'t be used, because there is too much text. '
        "Shorten it, then add the file again."
    )


@pytest.mark.parametrize(
    ("said", "key", "problem"),
    [
        (GivenDetails(owner_person="Ben"), "owner_person", DetailProblem.NOT_A_PERSON),
        (GivenDetails(owner_person="U" * 300), "owner_person", DetailProblem.NOT_A_PERSON),
        (GivenDetails(evidence=Evidence("stars", "five")), "evidence_scheme", DetailProblem.UNKNOWN_SCHEME),
        (GivenDetails(evidence=Evidence("tiers", "five")), "evidence_tier", DetailProblem.UNKNOWN_TIER),
        (GivenDetails(evidence=replace(RATED, studies=-1)), "studies", DetailProblem.NOT_A_COUNT),
        (GivenDetails(evidence=replace(RATED, studies=10**12)), "studies", DetailProblem.NOT_A_COUNT),
        (
            GivenDetails(evidence=replace(RATED, population="x" * (LONGEST_POPULATION + 1))),
            "population",
            DetailProblem.TOO_LONG,
        ),
        (GivenDetails(evidence=replace(RATED, rater="x" * 300)), "rater", DetailProblem.TOO_LONG),
    ],
)
def test_an_owner_who_is_nobody_and_a_rating_that_can_not_be_are_refused(
    said: GivenDetails, key: str, problem: DetailProblem
) -> None:
    with pytest.raises(BadDetails) as refused:
        checked("a.pdf", said, SCHEMES)
    assert (refused.value.key, refused.value.problem) == (key, problem)


@pytest.mark.parametrize(
    ("handed_in", "name"),
    [
        ("First calls.pdf", "First calls.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("a\\b\x00.md", "a-b.md"),
        (".pdf", "pdf"),
        ("", "guide"),
        ("Ü" * 300 + ".docx", "Ü" * 97 + ".docx"),
    ],
)
def test_a_file_has_a_name_that_any_file_system_takes(handed_in: str, name: str) -> None:
    assert file_name(handed_in) == name


@given(st.text(st.characters(codec=None, categories=None)))
def test_whatever_the_name_it_leads_nowhere_and_fits(handed_in: str) -> None:
    name = file_name(handed_in)
    assert name
    assert not {"/", "\\", "\0", "\n"} & set(name)
    assert not name.startswith(".")
    assert len(name.encode()) <= 240
    assert file_name(name) == name
