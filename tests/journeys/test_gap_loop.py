"""Journeys from a question that the guides don't answer, over a person who does, back to everybody who asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.audiences.service import set_community
from knowledge.freshness.states import a_year_after
from knowledge.gaps.values import GapState
from knowledge.guides.life import submit
from knowledge.members.roles import OPERATOR
from storage import jobs
from tests.journeys.editions import Editions, direct
from tests.journeys.gap_desk import (
    ANSWER,
    LIKE_IT,
    QUESTION,
    SAID,
    answered,
    asked,
    belongs,
    cards,
    disliked,
    field,
    form,
    gathered,
    only_gap,
    small_library,
    wanted,
)
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, GROUP, MENTORS, shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editions]:
    with small_library(tmp_path) as desk:
        yield desk


def test_from_an_unanswered_question_by_a_draft_and_its_review_to_all_who_asked(desk: Editions) -> None:
    office = desk.office
    first, second = asked(desk), asked(desk, BEN, GROUP, LIKE_IT)
    assert wanted(desk, DEV, MENTORS, first) == SAID.asked_mrkdwn.format(people=f"<@{AMARA}>, <@{CARMEN}>, <@{BEN}>")
    wanted(desk, BEN, GROUP, second)
    title, due = "Snacks mentors with a nut allergy share with their mentee", a_year_after(time_now().date())
    offered = form(desk, CARMEN)
    assert field(offered, "title")["initial_value"] == title
    assert field(offered, "review")["initial_date"] == due.isoformat()
    assert answered(desk, CARMEN, "draft") == {}
    uploads = [m for m in office.answers(direct(CARMEN)) if "edition:" in str(m.get("blocks"))]
    office.click(CARMEN, direct(CARMEN), uploads[-1], "edition_submit")
    office.settle()
    review = [m for m in office.answers(direct(BEN)) if "edition_publish" in str(m.get("blocks"))]
    office.click(BEN, direct(BEN), review[-1], "edition_publish")
    office.settle()
    for channel, answer in ((MENTORS, first), (GROUP, second)):
        now = next(m for m in office.answers(channel, answer["thread_ts"]) if m["ts"] == answer["ts"])
        assert ANSWER in shown(now)
        assert ENGLISH.sources in shown(now)
        assert title in shown(now)
        assert ENGLISH.review(due, time_now().date()) in shown(now)
    for person in (DEV, BEN):
        told = [m for m in office.answers(direct(person)) if "answered_now:" in str(m.get("blocks"))]
        assert [m["text"] for m in told] == [SAID.answered_now.of(1)]
        assert ANSWER in shown(told[0])
    assert only_gap(desk).summary.state is GapState.CLOSED


def test_asked_twice_it_is_on_its_way(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    again = wanted(desk, BEN, GROUP, asked(desk, BEN, GROUP, LIKE_IT))
    assert again.startswith("This is on its way: I asked")
    assert [len(cards(desk, person)) for person in (AMARA, CARMEN, BEN)] == [1, 1, 1]
    assert len(only_gap(desk).questions) == 2


def test_nobody_has_anothers_question_passed_on_from_where_not_everybody_reads_but_its_asker_may(
    desk: Editions,
) -> None:
    answer = asked(desk, BEN, GROUP)
    assert wanted(desk, DEV, GROUP, answer) == SAID.not_yours
    assert [cards(desk, person) for person in (AMARA, CARMEN)] == [[], []]
    assert wanted(desk, BEN, GROUP, answer).startswith("I have asked")
    assert QUESTION in shown(cards(desk, AMARA)[0])


def test_an_answer_goes_to_all_who_asked_and_a_kept_one_answers_whoever_asks_next(desk: Editions) -> None:
    office = desk.office
    first, second = asked(desk), asked(desk, BEN, direct(BEN))
    wanted(desk, DEV, MENTORS, first)
    assert answered(desk, AMARA, "send", "standard") == {}
    sent = office.answers(MENTORS, first["thread_ts"])[-1]
    assert sent["text"] == SAID.answers_mrkdwn.format(person=f"<@{AMARA}>", askers=f"<@{DEV}>")
    assert ANSWER in shown(sent)
    assert SAID.of_a_person in shown(sent)
    assert ANSWER in shown(office.answers(direct(BEN), second["thread_ts"])[-1])
    assert SAID.sent.of(2) in shown(cards(desk, AMARA)[-1])
    assert "answered this on" in shown(cards(desk, BEN)[-1])
    now = next(m for m in office.answers(MENTORS, first["thread_ts"]) if m["ts"] == first["ts"])
    assert ANSWER in shown(now)
    told = [m for m in office.answers(direct(DEV)) if "answered_now:" in str(m.get("blocks"))]
    assert told == []
    assert ANSWER in shown(office.asked(CARMEN, MENTORS, f"@Fieldwise {QUESTION}"))
    assert only_gap(desk).summary.state is GapState.CLOSED


def test_who_hands_it_on_is_not_asked_any_more_and_the_next_is(desk: Editions) -> None:
    office = desk.office
    belongs(desk, CARMEN)
    assert disliked(desk, DEV) == SAID.asked_mrkdwn.format(people=f"<@{CARMEN}>")
    assert cards(desk, AMARA) == []
    office.click(CARMEN, direct(CARMEN), cards(desk, CARMEN)[0], "gap_not_mine")
    office.settle()
    (card,) = cards(desk, CARMEN)
    assert SPANISH.asking.passed_on_mrkdwn.format(people=f"<@{AMARA}>") in shown(card)
    assert "gap_answer" not in str(card["blocks"]).replace("gap_answered", "")
    assert "gap_answer" in str(cards(desk, AMARA)[0]["blocks"])


def test_an_answer_that_did_not_help_goes_to_whom_the_guide_belongs_and_who_is_no_editor_may_only_send(
    desk: Editions,
) -> None:
    office = desk.office
    belongs(desk, DEV)
    assert disliked(desk, BEN) == SAID.asked_mrkdwn.format(people=f"<@{DEV}>")
    assert SAID.title_unhelpful in shown(cards(desk, DEV)[0])
    uses = next(block for block in form(desk, DEV)["blocks"] if block["block_id"] == "uses")
    assert [option["value"] for option in uses["element"]["options"]] == ["send"]
    view = office.slack.workspace.views(DEV)[-1]
    assert office.slack.acts.submit(DEV, view["id"], {"text": ANSWER}) == {}
    office.settle()
    assert ANSWER in shown(office.answers(MENTORS)[-1])


def test_a_question_that_is_deleted_leaves_no_word_on_the_card_of_who_was_asked(desk: Editions) -> None:
    office = desk.office
    answer = asked(desk)
    wanted(desk, DEV, MENTORS, answer)
    assert "nut allergy" in str(cards(desk, AMARA)[0])
    (card,) = cards(desk, AMARA)
    office.slack.acts.delete(DEV, MENTORS, answer["thread_ts"])
    office.settle()
    now = next(m for m in office.answers(direct(AMARA)) if m["ts"] == card["ts"])
    assert now["text"] == SAID.taken_back
    assert "nut allergy" not in str(now)
    assert office.answers(MENTORS, answer["thread_ts"]) == []


@pytest.mark.parametrize("is_erased", [True, False])
def test_of_who_is_erased_and_of_what_is_too_old_no_word_stays_on_the_cards_of_others(
    desk: Editions, is_erased: bool
) -> None:
    office, my_data = desk.office, desk.office.bot.parts.my_data
    wanted(desk, DEV, MENTORS, asked(desk))
    assert "nut allergy" in str(cards(desk, AMARA)[0])
    if is_erased:
        jobs.start("erase:here", my_data.erase, DEV, DEV, "here", time_now())
    else:
        office.services.settings.keep_questions_days = 0
        jobs.start("forget:here", my_data.forget_old)
    office.settle()
    for person, texts in ((AMARA, ENGLISH), (CARMEN, SPANISH), (BEN, ENGLISH)):
        said = str(office.answers(direct(person)))
        assert texts.asking.taken_back in said
        assert "nut allergy" not in said


def test_nobody_answers_what_the_guides_answer_by_now_and_the_card_says_so(desk: Editions) -> None:
    office = desk.office
    answer = asked(desk)
    wanted(desk, DEV, MENTORS, answer)
    early = form(desk, BEN)
    draft = desk.draft(f"# Snacks\n\n## {QUESTION}\n\n{ANSWER}\n", name="snacks.md", by=AMARA)
    with office.services.database.transaction() as session:
        submit(session, desk.workspace, draft.edition_id, by=OPERATOR, now=time_now())
    office.services.intake.switch(desk.workspace, [draft.edition_id], by=OPERATOR)
    office.click(DEV, MENTORS, answer, "regenerate")
    office.settle()
    sent = {"text": "Crisps.", "uses": ["send"]}
    assert office.slack.acts.submit(BEN, early["id"], sent) == {"text": SAID.closed}
    card = cards(desk, AMARA)[-1]
    told = office.whispered(AMARA, direct(AMARA), lambda: office.click(AMARA, direct(AMARA), card, "gap_answer"))
    assert told["text"] == SAID.closed
    gathered(desk)
    assert SAID.closed in shown(cards(desk, AMARA)[-1])


def test_who_comes_second_is_told_that_there_is_an_answer_and_keeps_the_text(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    late = form(desk, BEN)
    assert answered(desk, AMARA, "send") == {}
    sent = desk.office.slack.acts.submit(BEN, late["id"], {"text": "Crisps.", "uses": ["send"]})
    assert sent == {"text": SAID.answered_meanwhile}
    assert len([m for m in desk.office.answers(MENTORS) if "person_answer:" in str(m.get("blocks"))]) == 1


def test_what_was_asked_in_private_is_offered_neither_as_a_title_nor_to_everybody(desk: Editions) -> None:
    wanted(desk, BEN, direct(BEN), asked(desk, BEN, direct(BEN)))
    private = form(desk, AMARA)
    assert "initial_value" not in field(private, "called")
    assert "initial_value" not in field(private, "title")
    assert "initial_option" not in field(private, "audience")


def test_an_answer_goes_to_the_questions_that_stay_ticked_and_to_none_that_its_author_did_not_see(
    desk: Editions,
) -> None:
    office = desk.office
    first, second = asked(desk), asked(desk, CARMEN, MENTORS, LIKE_IT)
    hidden = asked(desk, BEN, direct(BEN), f"{LIKE_IT[:-1]} at school?")
    gathered(desk)
    wanted(desk, DEV, MENTORS, first)
    assert len(only_gap(desk).questions) == 3
    boxes = field(form(desk, AMARA), "asked_0")
    assert [one["text"]["text"] for one in boxes["initial_options"]] == [QUESTION, LIKE_IT]
    ticked = boxes["options"][0]["value"]
    assert answered(desk, AMARA, "send", asked_0=[ticked]) == {}
    assert ANSWER in shown(office.answers(MENTORS, first["thread_ts"])[-1])
    for channel, answer in ((MENTORS, second), (direct(BEN), hidden)):
        assert ANSWER not in str(office.answers(channel, answer["thread_ts"]))
    assert SAID.sent.of(1) in shown(cards(desk, AMARA)[-1])


def test_an_answer_to_nothing_is_none(desk: Editions) -> None:
    first = asked(desk)
    asked(desk, CARMEN, MENTORS, LIKE_IT)
    gathered(desk)
    wanted(desk, DEV, MENTORS, first)
    assert "asked_0" in answered(desk, AMARA, "send", asked_0=[])


def test_an_answer_needs_words_and_a_use(desk: Editions) -> None:
    wanted(desk, DEV, MENTORS, asked(desk))
    assert answered(desk, AMARA, "send", text=" ") == {"text": SAID.no_text}


def test_what_is_for_a_community_goes_to_its_people_alone_and_is_kept_for_them(desk: Editions) -> None:
    office = desk.office
    first, second = asked(desk), asked(desk, BEN, GROUP)
    with office.services.database.transaction() as session:
        set_community(session, desk.workspace, "newcomers", [], [DEV], by=AMARA, now=time_now())
    wanted(desk, DEV, MENTORS, first)
    assert answered(desk, AMARA, "send", "standard", audience="newcomers") == {}
    assert ANSWER not in str(office.answers(MENTORS)) + str(office.answers(GROUP)) + str(office.answers(direct(BEN)))
    (told,) = [m for m in office.answers(direct(DEV)) if "person_answer:" in str(m.get("blocks"))]
    assert ANSWER in shown(told)
    assert f"{SAID.sent.of(1)} {SAID.not_sent.of(1)}" in shown(cards(desk, AMARA)[-1])
    assert ANSWER in shown(office.answer_to(direct(DEV), office.ask(DEV, direct(DEV), QUESTION)))
    assert ANSWER not in shown(office.answer_to(direct(BEN), office.ask(BEN, direct(BEN), QUESTION)))
    assert second["text"] == ENGLISH.not_found_summary


def test_a_question_that_one_person_alone_saw_is_answered_in_her_own_conversation(desk: Editions) -> None:
    office = desk.office
    whisper = office.command(DEV, MENTORS, QUESTION)
    wanted(desk, DEV, MENTORS, whisper)
    assert answered(desk, AMARA, "send", "standard", audience="everybody") == {"called": SAID.not_called}
    said = {"audience": "everybody", "called": "Which snacks may mentors with a nut allergy share?"}
    assert answered(desk, AMARA, "send", "standard", **said) == {}
    told = [m for m in office.answers(direct(DEV)) if "person_answer:" in str(m.get("blocks"))]
    assert [ANSWER in shown(m) for m in told] == [True]
    assert office.answers(MENTORS) == []


def test_what_is_published_on_the_command_line_is_noticed_within_minutes(desk: Editions) -> None:
    office = desk.office
    answer = asked(desk)
    wanted(desk, DEV, MENTORS, answer)
    draft = desk.draft(f"# Snacks\n\n## {QUESTION}\n\n{ANSWER}\n", name="snacks.md", by=AMARA)
    with office.services.database.transaction() as session:
        submit(session, desk.workspace, draft.edition_id, by=OPERATOR, now=time_now())
    office.services.intake.switch(desk.workspace, [draft.edition_id], by=OPERATOR)
    office.bot.parts.schedule.tick(time_now())
    office.settle()
    now = next(m for m in office.answers(MENTORS, answer["thread_ts"]) if m["ts"] == answer["ts"])
    assert ANSWER in shown(now)
    assert only_gap(desk).summary.state is GapState.CLOSED


def test_a_draft_that_does_not_answer_the_question_is_told_to_whoever_sees_to_the_gap(desk: Editions) -> None:
    office = desk.office
    wanted(desk, DEV, MENTORS, asked(desk))
    closed = "The office is closed between Christmas and the new year."
    said = {"text": closed, "title": "Opening hours", "called": "When is the office open?"}
    assert answered(desk, AMARA, "draft", **said) == {}
    card = [m for m in office.answers(direct(AMARA)) if "edition_submit" in str(m.get("blocks"))][-1]
    office.click(AMARA, direct(AMARA), card, "edition_submit")
    office.settle()
    review = [m for m in office.answers(direct(BEN)) if "edition_publish" in str(m.get("blocks"))]
    office.click(BEN, direct(BEN), review[-1], "edition_publish")
    office.settle()
    (told,) = [m for m in office.answers(direct(AMARA)) if "still_open:" in str(m.get("blocks"))]
    assert QUESTION in shown(told)
    assert [m for m in office.answers(direct(DEV)) if "answered_now:" in str(m.get("blocks"))] == []
    assert only_gap(desk).summary.state is GapState.ANSWERED
