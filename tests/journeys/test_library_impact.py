"""Journeys of what a new edition touches: past answers are found, and those who asked are told once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.blocks.library.impact import Impact, impact_card
from bot.durable import time_now
from bot.library.cards import Pressed
from bot.posting import Mark, Venue
from bot.texts.english import ENGLISH
from ingestion.given import GivenDetails
from ingestion.intake import Drafted
from knowledge.guides.life import set_owner, withdraw
from knowledge.guides.states import EditionState
from knowledge.members.roles import OPERATOR
from tests.journeys.editions import ASKING, CHANGED, GUIDE, NEW, OLD, Editions, buttons, direct, library
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, OLIVIA, Message, Workplace, shown

LATER = "What do mentors do when the evening bus to the meeting is late?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editions]:
    with library(tmp_path / "data") as office:
        yield Editions(office)


def report(office: Workplace, person: str) -> Message:
    """The newest message of a person that tells of past answers."""
    return [m for m in office.answers(direct(person)) if "impact:" in str(m["blocks"])][-1]


def notices(office: Workplace, person: str) -> list[Message]:
    return [m for m in office.answers(direct(person)) if "asker_notice:" in str(m["blocks"])]


def replaced(desk: Editions) -> Drafted:
    """A guide of which people have asked has a new edition."""
    office, first = desk.office, desk.published(GUIDE)
    office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}")
    office.asked(BEN, direct(BEN), ASKING)
    office.asked(BEN, MENTORS, f"@Fieldwise {LATER}")
    office.settle()
    return desk.published(CHANGED, guide=first.guide_id)


def test_who_published_is_told_of_past_answers_and_reads_only_what_was_asked_openly(desk: Editions) -> None:
    office = desk.office
    replaced(desk)
    told = report(office, AMARA)
    assert told["text"] == "2 past answers cite what edition 2 of *First meetings* changed."
    seen = desk.looked(AMARA, direct(AMARA), told, "impact_see")
    assert f"<@{DEV}> in <#{MENTORS}>: {ASKING}" in seen
    assert f"<@{BEN}>, in private" in seen
    assert seen.count(ASKING) == 1
    assert LATER not in seen


def test_an_owner_from_outside_is_told_nothing_of_past_answers(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}")
    with office.services.database.transaction() as session:
        set_owner(session, desk.workspace, first.guide_id, OLIVIA, by=OPERATOR, now=time_now())
    desk.published(CHANGED, guide=first.guide_id)
    assert "1 past answer cites" in report(office, AMARA)["text"]
    opened = [str(call) for call in office.slack.calls if call.method == "conversations.open"]
    assert [any(person in call for call in opened) for person in (AMARA, OLIVIA)] == [True, False]


def test_the_askers_are_told_once_and_ask_again_from_there(desk: Editions) -> None:
    office = desk.office
    replaced(desk)
    for _ in range(2):
        office.click(AMARA, direct(AMARA), report(office, AMARA), "askers_tell")
    office.settle()
    assert "2 people were told." in shown(report(office, AMARA))
    assert buttons(report(office, AMARA)) == ["impact_see"]
    (mine,) = notices(office, DEV)
    assert len(notices(office, BEN)) == 1
    assert f"you asked: {ASKING}" in shown(mine)
    assert NEW in shown(mine)
    before = len(office.answers(direct(DEV)))
    office.click(DEV, direct(DEV), mine, "ask_prompt")
    office.settle()
    assert NEW in shown(office.answers(direct(DEV))[before])
    office.click(DEV, direct(DEV), mine, "regenerate")
    office.settle()
    assert any(NEW in shown(m) for m in everywhere(office))
    assert not any(OLD in shown(m) for m in everywhere(office))


def everywhere(office: Workplace) -> list[Message]:
    """The bot's answers in the channel, and in its threads."""
    roots = [m["ts"] for m in office.slack.workspace.messages(MENTORS)]
    return [m for root in roots for m in office.answers(MENTORS, root)]


def test_nobody_is_told_who_has_left_or_who_took_the_question_back(desk: Editions) -> None:
    office, first = desk.office, desk.published(GUIDE)
    office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}")
    root = office.ask(BEN, MENTORS, f"@Fieldwise {ASKING}")
    office.answer_to(MENTORS, root)
    desk.published(CHANGED, guide=first.guide_id)
    assert report(office, AMARA)["text"].startswith("2 past answers")
    office.slack.acts.delete(BEN, MENTORS, root)
    office.slack.acts.deactivate(DEV)
    office.settle()
    office.click(AMARA, direct(AMARA), report(office, AMARA), "askers_tell")
    office.settle()
    assert notices(office, DEV) == notices(office, BEN) == []
    assert "1 person could not be told." in shown(report(office, AMARA))


@pytest.mark.parametrize("what", ["withdrawn", "narrowed"])
def test_nobody_is_sent_the_text_of_an_edition_that_was_withdrawn_or_whose_guide_was_narrowed_meanwhile(
    desk: Editions, what: str
) -> None:
    office, second = desk.office, replaced(desk)
    job = office.bot.parts.asker_notices
    decided = job.decide(Pressed(AMARA, second.edition_id, direct(AMARA), None))
    assert set(decided) == {BEN, DEV}
    if what == "withdrawn":
        with office.services.database.transaction() as session:
            withdraw(session, desk.workspace, second.guide_id, by=OPERATOR, reason="It hurts.", now=time_now())
    else:
        few = GivenDetails(audience="channels:CELSEWHERE")
        desk.published(f"{CHANGED}\nOnly few read this.\n", guide=second.guide_id, given=few)
    assert [job.notify(person, second.edition_id) for person in decided] == [False, False]
    assert notices(office, DEV) == notices(office, BEN) == []


def test_a_person_without_the_role_is_refused_at_an_old_report(desk: Editions) -> None:
    office = desk.office
    second = replaced(desk)
    third = desk.draft(GUIDE.replace(OLD, NEW + " And a flower."), guide=second.guide_id)
    assert desk.state(third) is EditionState.DRAFT
    told = office.whispered(CARMEN, direct(CARMEN), lambda: press_as(desk, CARMEN, "askers_tell", second.edition_id))
    office.settle()
    assert "no puedes hacer esto" in told["text"]
    assert notices(office, DEV) == []


def press_as(desk: Editions, person: str, action: str, value: str) -> None:
    """Press a button of a message that somebody had from before."""
    office = desk.office
    card = impact_card(Impact(value, "First meetings", "2", 2, None, tells=True), ENGLISH)
    posted = office.bot.parts.desk.posting.post(
        Venue(direct(person), None), Mark("fieldwise_impact", {"edition": value}), card, time_now()
    )
    office.slack.acts.click(person, direct(person), posted or "", action)


def test_a_first_edition_and_one_that_touches_nothing_send_no_report(desk: Editions) -> None:
    first = desk.published(GUIDE)
    desk.published(CHANGED, guide=first.guide_id)
    assert [m for m in desk.office.answers(direct(AMARA)) if "impact:" in str(m["blocks"])] == []
