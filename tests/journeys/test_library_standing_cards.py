"""Journeys of cards that nobody pressed: they say what holds now, and are not sent twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.texts.english import ENGLISH
from knowledge.guides.life import set_owner
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from tests.journeys.editions import (
    ASKING,
    CHANGED,
    GOLDEN,
    GUIDE,
    WITHOUT_LATE,
    Editions,
    buttons,
    direct,
    keep_golden,
    library,
)
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, Message, shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editions]:
    with library(tmp_path / "data") as office:
        yield Editions(office)


def test_who_publishes_what_golden_questions_keep_back_reads_why_and_who_can_do_it(desk: Editions) -> None:
    first = desk.published(GUIDE)
    keep_golden(desk)
    second = desk.draft(WITHOUT_LATE, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    desk.press(BEN, second, "edition_publish")
    card = shown(desk.card(BEN, second))
    assert card.startswith("It was not published: golden questions fail, see below.")
    assert f"<@{AMARA}> can publish it all the same, with a reason" in card.replace("&lt;", "<").replace("&gt;", ">")
    assert ENGLISH.publishing.told_of_approval in card
    assert f"“{GOLDEN}” would find no answer. It must cite: First meetings > Being late." in card.replace("&gt;", ">")
    assert f"<@{BEN}> approved this edition, but golden questions keep it back." in desk.card(AMARA, second)["text"]
    assert len([m for m in desk.cards(AMARA, second) if "approved this" in m["text"]]) == 1
    desk.press(BEN, second, "edition_publish")
    assert len([m for m in desk.cards(AMARA, second) if "approved this" in m["text"]]) == 1


def test_who_added_an_edition_publishes_it_all_the_same_once_a_reviewer_has_approved_it(desk: Editions) -> None:
    first = desk.published(GUIDE)
    keep_golden(desk)
    second = desk.draft(WITHOUT_LATE, by=AMARA, guide=first.guide_id)
    desk.press(AMARA, second, "edition_submit")
    assert "edition_override" not in buttons(desk.card(AMARA, second))
    desk.press(BEN, second, "edition_publish")
    assert desk.state(second) is EditionState.IN_REVIEW
    assert "edition_override" in buttons(desk.card(AMARA, second))
    assert desk.reason(AMARA, second, "edition_override", "edition_overridden", "The bus no longer runs.") == {}
    assert desk.state(second) is EditionState.PUBLISHED


def test_all_cards_of_a_guide_say_what_holds_after_an_edition_was_published(desk: Editions) -> None:
    first = desk.published(GUIDE)
    second = desk.draft(CHANGED, guide=first.guide_id)
    desk.press(CARMEN, second, "edition_submit")
    desk.press(BEN, second, "edition_publish")
    for person in (AMARA, BEN, CARMEN):
        for card in desk.cards(person, second):
            assert not {"edition_publish", "edition_send_back", "edition_submit"} & set(buttons(card))
        for card in desk.cards(person, first):
            assert "guide_withdraw" not in buttons(card)
    assert "readers have seen it since" in shown(desk.card(AMARA, second))
    assert "Superseded by a newer edition" in shown(desk.card(AMARA, first))
    assert f"<@{BEN}> publicó esta edición." in desk.card(CARMEN, second)["text"]


def test_cards_of_others_say_what_holds_after_an_edition_was_sent_back_or_withdrawn(desk: Editions) -> None:
    draft = desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    assert desk.reason(BEN, draft, "edition_send_back", "edition_sent_back", "Page 2 is missing.") == {}
    assert "Page 2 is missing." in shown(desk.card(AMARA, draft))
    assert "edition_publish" not in buttons(desk.card(AMARA, draft))
    desk.press(CARMEN, draft, "edition_submit")
    desk.press(BEN, draft, "edition_publish")
    assert desk.reason(AMARA, draft, "guide_withdraw", "guide_withdrawn", "The family is allergic.") == {}
    for person in (AMARA, BEN, CARMEN):
        for card in desk.cards(person, draft):
            assert "The family is allergic." in shown(card)
            assert "guide_withdraw" not in buttons(card)


def test_the_withdrawal_names_the_guide_and_its_edition(desk: Editions) -> None:
    office, draft = desk.office, desk.published()
    act = lambda: office.click(AMARA, direct(AMARA), desk.card(AMARA, draft), "guide_withdraw")  # noqa: E731
    assert "*First meetings*, edition 1" in shown(office.view(AMARA, "guide_withdrawn", act))


def test_once_askers_were_told_nobody_is_asked_to_tell_them_any_more(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}")
    second = desk.draft(CHANGED, by=CARMEN, guide=first.guide_id)
    with office.services.database.transaction() as session:
        set_owner(session, desk.workspace, first.guide_id, AMARA, by=OPERATOR, now=time_now())
    desk.press(CARMEN, second, "edition_submit")
    desk.press(BEN, second, "edition_publish")
    assert "askers_tell" in buttons(report(desk, AMARA))
    office.click(BEN, direct(BEN), report(desk, BEN), "askers_tell")
    office.settle()
    assert "1 person was told." in shown(report(desk, AMARA))
    assert buttons(report(desk, AMARA)) == ["impact_see"]


def report(desk: Editions, person: str) -> Message:
    """The newest message of a person that tells of past answers."""
    return [m for m in desk.office.answers(direct(person)) if "impact:" in str(m["blocks"])][-1]
