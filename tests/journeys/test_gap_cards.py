"""Journeys of those who are asked in the guides' place: what their cards and forms tell them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blocks.gaps.form import WHERE_ASKED
from bot.texts.spanish import SPANISH
from ingestion.given import GivenDetails
from tests.journeys.editions import OLD, Editions, direct
from tests.journeys.gap_desk import (
    ANSWER,
    LIKE_IT,
    SAID,
    answered,
    asked,
    belongs,
    cards,
    disliked,
    field,
    form,
    only_gap,
    small_library,
    wanted,
)
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, GROUP, MENTORS, PROGRAMME_TEAM, shown

NOTES = "Supervisors read the match notes aloud on the second Tuesday."
TEAM_GUIDE = f"# Supervision\n\n## Match notes\n\n{NOTES}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editions]:
    with small_library(tmp_path) as desk:
        yield desk


def press(desk: Editions, person: str, action: str) -> None:
    """Press a button of a person's newest card, and wait until all is done."""
    desk.office.click(person, direct(person), cards(desk, person)[-1], action)
    desk.office.settle()


def test_who_is_to_do_better_sees_what_the_guides_said_and_where(desk: Editions) -> None:
    belongs(desk, DEV)
    disliked(desk, BEN)
    card = shown(cards(desk, DEV)[0])
    assert f"“{OLD}”" in card
    assert "First meetings" in card
    assert "What to bring" in card


def test_a_card_quotes_no_guide_that_its_reader_may_not_read(desk: Editions) -> None:
    office = desk.office
    desk.published(TEAM_GUIDE, given=GivenDetails(audience=f"channels:{PROGRAMME_TEAM}"), name="supervision.md")
    answer = office.asked(BEN, PROGRAMME_TEAM, "@Fieldwise When do supervisors read the match notes aloud?")
    assert NOTES in shown(answer)
    view = office.view(
        BEN, "feedback_reason", lambda: office.click(BEN, PROGRAMME_TEAM, answer, "feedback", "negative")
    )
    thanks = office.whispered(
        BEN, PROGRAMME_TEAM, lambda: office.slack.acts.submit(BEN, view["id"], {"reason": "unclear"})
    )
    wanted(desk, BEN, PROGRAMME_TEAM, thanks)
    assert NOTES in shown(cards(desk, AMARA)[0])
    (card,) = cards(desk, CARMEN)
    assert NOTES not in str(card)
    assert "Supervision" not in str(card)


def test_who_says_not_mine_is_told_who_else_has_it_and_that_nobody_does_once_all_have_said_so(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    press(desk, CARMEN, "gap_not_mine")
    said = SPANISH.asking
    assert said.still_with_mrkdwn.format(people=f"<@{AMARA}>, <@{BEN}>") in shown(cards(desk, CARMEN)[0])
    press(desk, AMARA, "gap_not_mine")
    assert said.still_with_mrkdwn.format(people=f"<@{BEN}>") in shown(cards(desk, CARMEN)[0])
    press(desk, BEN, "gap_not_mine")
    assert said.passed_to_nobody in shown(cards(desk, CARMEN)[0])
    for person in (AMARA, BEN):
        assert SAID.passed_to_nobody in shown(cards(desk, person)[0])


def test_what_was_answered_before_stands_on_the_card_of_a_question_like_it_and_begins_its_form(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    assert answered(desk, CARMEN, "send", "standard") == {}
    wanted(desk, BEN, GROUP, asked(desk, BEN, GROUP, LIKE_IT))
    assert len(only_gap(desk).questions) == 2
    card = shown(cards(desk, AMARA)[-1])
    assert LIKE_IT in card
    assert f"<@{CARMEN}>" in card
    assert ANSWER in card
    assert field(form(desk, AMARA), "text")["initial_value"] == ANSWER
    assert ANSWER not in shown(cards(desk, AMARA)[0])


def test_words_that_not_everybody_may_read_stand_on_the_card_but_begin_no_answer_to_others(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    assert answered(desk, CARMEN, "send", "standard", audience=WHERE_ASKED) == {}
    wanted(desk, BEN, GROUP, asked(desk, BEN, GROUP, LIKE_IT))
    assert len(only_gap(desk).questions) == 2
    assert ANSWER in shown(cards(desk, AMARA)[-1])
    assert "initial_value" not in field(form(desk, AMARA), "text")
