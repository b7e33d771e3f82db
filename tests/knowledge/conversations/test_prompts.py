from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.prompts import is_topic, next_headings, unasked
from knowledge.conversations.values import RecentQuestion

NOW = datetime(2026, 11, 1, tzinfo=UTC)
GUIDE = ["Matching", "Calls", "Visits", "Closing"]


def quoted(*places: tuple[str, tuple[str, ...]]) -> RecentQuestion:
    """A question whose answer quotes from these editions, under these headings."""
    return RecentQuestion("How often do we call?", Outcome.ANSWERED, NOW, places)


def unanswered(text: str = "Where is the office?") -> RecentQuestion:
    """A question of which the guides say nothing."""
    return RecentQuestion(text, Outcome.NOT_IN_GUIDES, NOW, ())


def test_what_follows_the_last_heading_that_was_quoted_comes_next() -> None:
    recent = [quoted(("e1", ("Support", "Calls"))), quoted(("e1", ("Support", "Matching")))]
    assert next_headings(recent, {"e1": GUIDE}) == ["Visits", "Closing"]


def test_a_reader_who_asked_nothing_begins_at_the_beginning() -> None:
    assert next_headings([], {"e1": GUIDE}) == GUIDE
    assert next_headings([unanswered(), quoted(("e1", ()))], {"e1": GUIDE}) == GUIDE


def test_editions_take_turns_and_a_heading_of_several_comes_once() -> None:
    other = ["Hours", "Visits"]
    assert next_headings([], {"e1": GUIDE, "e2": other}) == ["Matching", "Hours", "Calls", "Visits", "Closing"]


def test_a_heading_quoted_from_one_edition_is_still_new_in_another() -> None:
    recent = [quoted(("e1", ("Closing",)))]
    assert next_headings(recent, {"e1": GUIDE, "e2": ["Closing"]}) == ["Closing"]


def test_a_guide_read_to_its_end_and_one_without_headings_suggest_nothing() -> None:
    assert next_headings([quoted(("e1", ("Closing",)))], {"e1": GUIDE}) == []
    assert next_headings([], {"e1": [], "e2": []}) == []
    assert next_headings([], {}) == []


def test_prompts_that_were_asked_lately_are_left_out_however_they_were_written() -> None:
    recent = [unanswered("HOW OFTEN do we call?"), unanswered("¿CÓMO empezar?")]
    prompts = ["How often do we call?", "Who signs?", "¿Cómo empezar?", "Who signs?", "What now?"]
    assert list(unasked(prompts, recent)) == ["Who signs?", "What now?"]


HEADINGS = st.lists(st.sampled_from("ABCDEF"), unique=True)


@given(st.dictionaries(st.sampled_from(["e1", "e2", "e3"]), HEADINGS), st.lists(st.sampled_from("ABCDEF")))
def test_what_is_suggested_stands_in_the_guides_once_and_was_not_quoted(
    headings: dict[str, list[str]], before: list[str]
) -> None:
    recent = [quoted(*((edition, (heading,)) for edition in headings)) for heading in before]
    found = next_headings(recent, headings)
    assert len(set(found)) == len(found)
    assert set(found) <= {heading for rest in headings.values() for heading in rest} - set(before)


@pytest.mark.parametrize(
    "heading",
    ["Caseloads", "Before the visit", "In short", "What next", "Antes de la visita", "References", "More about it"],
)
def test_a_heading_that_makes_sense_only_under_another_is_no_topic(heading: str) -> None:
    assert not is_topic(heading)


@pytest.mark.parametrize(
    "heading", ["How often staff check in", "Who calls?", "Reporting a concern", "Visitas a las familias"]
)
def test_a_heading_that_names_what_it_is_about_is_a_topic(heading: str) -> None:
    assert is_topic(heading)
