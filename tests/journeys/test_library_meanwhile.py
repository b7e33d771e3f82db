"""Journeys of presses that something overtakes: what was decided on what one saw is not done to something else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.durable import time_now
from bot.library.cards import Cards, Pressed
from bot.texts.english import ENGLISH
from ingestion.given import GivenDetails
from ingestion.intake import Drafted
from knowledge.guides import life
from knowledge.guides.states import EditionState
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from tests.journeys.editions import ASKING, CHANGED, NEW, Editions, direct, library
from tests.journeys.library_desk import hand_in
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, PROGRAMME_TEAM, Message, Workplace, shown

LATER = CHANGED + "\n## Afterwards\n\nMentors write down what was said on the way home.\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workplace]:
    with library(tmp_path / "data") as office:
        yield office


@pytest.fixture
def desk(office: Workplace) -> Editions:
    return Editions(office)


def waiting(desk: Editions, draft: Drafted) -> None:
    """Ben presses Publish while somebody else changes the library, and reads that it has to wait."""
    desk.office.click(BEN, direct(BEN), desk.card(BEN, draft), "edition_publish")
    desk.office.slack.until(lambda: ENGLISH.publishing.waiting in shown(desk.card(BEN, draft)))


def told(desk: Editions, person: str) -> str:
    """What only a person is told in the own conversation with the bot."""
    desk.office.settle()
    return "\n".join(message["text"] for message in desk.office.whispers(person, direct(person)))


def test_a_guide_that_is_withdrawn_while_a_new_edition_waits_for_its_turn_stays_withdrawn(desk: Editions) -> None:
    office, first = desk.office, desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    with office.services.changing_the_library(wait=5):
        waiting(desk, second)
        with office.services.database.transaction() as session:
            life.withdraw(session, desk.workspace, first.guide_id, by=AMARA, reason="It harms.", now=time_now())
    called = "First meetings (2)"
    assert told(desk, BEN) == ENGLISH.refusals.withdrawn_since.format(edition=called)
    assert (desk.state(first), desk.state(second)) == (EditionState.WITHDRAWN, EditionState.IN_REVIEW)
    assert NEW not in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))
    desk.press(BEN, second, "edition_publish")
    assert desk.state(second) is EditionState.PUBLISHED


@pytest.mark.parametrize("again", [False, True], ids=["sent back", "sent back and into review again"])
def test_an_edition_that_is_sent_back_while_it_waits_for_its_turn_is_not_published(desk: Editions, again: bool) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    with office.services.changing_the_library(wait=5):
        waiting(desk, draft)
        with office.services.database.transaction() as session:
            edition, now = draft.edition_id, time_now()
            life.send_back(session, desk.workspace, edition, by=AMARA, reason="Page 2 is missing.", now=now)
            alone, schemes = Policy(second_person=False), office.services.schemes
            set_policy(session, desk.workspace, alone, schemes=schemes, by=AMARA, now=now)
            if again:
                life.submit(session, desk.workspace, edition, by=CARMEN, now=now)
    state = EditionState.IN_REVIEW if again else EditionState.DRAFT
    said = ENGLISH.refusals.decided_anew.format(edition="First meetings (1)", state=ENGLISH.refusals.states[state])
    assert told(desk, BEN) == said
    assert desk.state(draft) is state


def test_what_readers_see_in_another_edition_since_keeps_one_from_them_that_was_decided_on_before(
    desk: Editions,
) -> None:
    office, first = desk.office, desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id)
    third = desk.draft(LATER, guide=first.guide_id)
    for draft in (second, third):
        desk.press(CARMEN, draft, "edition_submit")
    with office.services.changing_the_library(wait=5):
        waiting(desk, third)
        with office.services.database.transaction() as session:
            now = time_now()
            life.publish(session, desk.workspace, second.edition_id, by=AMARA, now=now, golden_failures=0)
    assert told(desk, BEN) == ENGLISH.refusals.other_seen_since.format(edition="First meetings (3)", seen="2")
    assert (desk.state(second), desk.state(third)) == (EditionState.PUBLISHED, EditionState.IN_REVIEW)


def test_the_card_of_an_edition_that_was_replaced_since_does_not_take_the_new_one_away(desk: Editions) -> None:
    office, first = desk.office, desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    withdraw = lambda: office.click(AMARA, direct(AMARA), desk.card(AMARA, first), "guide_withdraw")  # noqa: E731
    asked = office.view(AMARA, "guide_withdrawn", withdraw)
    desk.press(BEN, second, "edition_publish")
    assert office.slack.acts.submit(AMARA, asked["id"], {"reason": "It is wrong."}) == {}
    said = ENGLISH.refusals.wrong_state.format(
        edition="First meetings (1)", state=ENGLISH.refusals.states[EditionState.SUPERSEDED]
    )
    assert told(desk, AMARA) == said
    assert desk.state(second) is EditionState.PUBLISHED
    assert "superseded" in shown(desk.card(AMARA, first)).lower()
    assert NEW in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def handed_in_by_form(desk: Editions, guide: str, text: str, **said: Any) -> str:
    """Carmen hands in a new edition with the form, and sends it into review; returns its id."""
    (handed,) = hand_in(desk.office, CARMEN, [("meetings.md", text.encode())], guide=guide, **said)
    edition_id = handed.edition_id
    assert edition_id is not None
    with desk.office.services.database.transaction() as session:
        life.submit(session, desk.workspace, edition_id, by=CARMEN, now=time_now())
    Cards(desk.office.bot.parts.desk).tell(BEN, edition_id)
    return edition_id


def card_of(desk: Editions, person: str, edition_id: str) -> Message:
    found = desk.office.answers(direct(person))
    return [m for m in found if f"edition:{edition_id}:" in str(m["blocks"])][-1]


def published_by_ben(desk: Editions, edition_id: str) -> EditionState:
    """What becomes of an edition that Ben presses Publish for."""
    desk.office.click(BEN, direct(BEN), card_of(desk, BEN, edition_id), "edition_publish")
    desk.office.settle()
    with desk.office.services.database.reading() as session:
        return life.state_of(session, edition_id)


def test_a_guide_that_is_for_fewer_since_an_edition_was_handed_in_is_not_for_everybody_again_without_a_word(
    desk: Editions,
) -> None:
    office, first = desk.office, desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id, given=GivenDetails(audience=f"channels:{PROGRAMME_TEAM}"))
    desk.press(CARMEN, second, "edition_submit")
    third = handed_in_by_form(desk, first.guide_id, LATER)
    desk.press(AMARA, second, "edition_publish")
    Cards(office.bot.parts.desk).show(Pressed(BEN, third, direct(BEN), card_of(desk, BEN, third)["ts"]))
    assert f"*for everybody* (until now: only for <#{PROGRAMME_TEAM}>)" in shown(card_of(desk, BEN, third))
    assert published_by_ben(desk, third) is EditionState.IN_REVIEW
    refused = ENGLISH.refusals.details_moved.format(
        edition="First meetings (3)", details=ENGLISH.refusals.details["audience"]
    )
    assert told(desk, BEN) == refused
    assert NEW not in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_an_edition_for_whose_readers_somebody_chose_everybody_is_for_everybody(desk: Editions) -> None:
    office, first = desk.office, desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id, given=GivenDetails(audience=f"channels:{PROGRAMME_TEAM}"))
    desk.press(CARMEN, second, "edition_submit")
    third = handed_in_by_form(desk, first.guide_id, LATER, audience="everybody")
    desk.press(AMARA, second, "edition_publish")
    assert published_by_ben(desk, third) is EditionState.PUBLISHED
    assert NEW in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_an_edition_of_a_guide_whose_details_are_as_they_were_is_published_as_ever(desk: Editions) -> None:
    first = desk.published(given=GivenDetails(audience=f"channels:{MENTORS}"))
    second = handed_in_by_form(desk, first.guide_id, CHANGED)
    assert "until now" not in shown(card_of(desk, BEN, second))
    assert published_by_ben(desk, second) is EditionState.PUBLISHED
