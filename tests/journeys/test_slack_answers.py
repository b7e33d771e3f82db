"""Journeys in channels: ask, read the source, give an opinion, go on in the thread."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.conversations.models import OpinionRow
from tests.journeys.workplace import (
    BEN,
    CARMEN,
    DEV,
    GROUP,
    MENTORS,
    PROGRAMME_TEAM,
    QUESTION,
    Message,
    Workplace,
    shown,
)

FACT = "at least twice in the first month"


def judged(office: Workplace, answer: Message, person: str) -> tuple[bool, str | None, str | None] | None:
    """What is stored of a person's opinion of an answer: helpful, reason, comment."""
    shorter = next(
        e for block in answer["blocks"] for e in block.get("elements", ()) if e.get("action_id") == "shorter"
    )
    query = select(OpinionRow).where(OpinionRow.answer_id == shorter["value"], OpinionRow.person == person)
    with office.services.database.reading() as session:
        row = session.scalar(query)
        return (row.helpful, row.reason, row.comment) if row is not None else None


def stays_silent(office: Workplace, channel: str, root: str, act: Callable[[], object]) -> bool:
    """Whether an act brings no other message of the bot into a thread."""
    before = len(office.answers(channel, root))
    act()
    office.settle()
    return len(office.answers(channel, root)) == before


def test_a_mention_gets_a_status_and_then_one_answer_in_its_thread_with_numbered_sources(office: Workplace) -> None:
    root = office.ask(BEN, MENTORS)
    answer = office.answer_to(MENTORS, root)
    office.settle()
    assert len(office.answers(MENTORS, root)) == 1
    assert answer["thread_ts"] == root
    assert FACT in answer["text"]
    said = shown(answer)
    assert f"“\nStaff are expected to check in with the mentor and the mentee of a new match {FACT}" in said
    assert ENGLISH.sources in said
    cited = {int(number) for number in re.findall(r" \[(\d+)\]", said)}
    listed = [int(number) for number in re.findall(r"^\*\[(\d+)\]", said, re.MULTILINE)]
    assert listed == sorted(cited) == list(range(1, len(listed) + 1))
    methods = [c.method for c in office.slack.calls if root in (c.arguments.get("thread_ts"), answer["thread_ts"])]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.postMessage")
    assert office.slack.workspace.status(MENTORS, root) is None


def test_a_status_says_that_the_guides_are_searched(office: Workplace) -> None:
    office.asked(BEN, MENTORS)
    told = [c.arguments for c in office.slack.calls if c.method == "assistant.threads.setStatus"][-1]
    assert told["status"] == ENGLISH.searching_status
    assert told["loading_messages"] == [ENGLISH.searching]


def test_a_status_is_in_the_language_of_the_answer_in_a_channel_the_common_one_and_alone_the_askers(
    office: Workplace,
) -> None:
    for channel, texts in ((MENTORS, ENGLISH), (direct(CARMEN), SPANISH)):
        office.asked(CARMEN, channel)
        told = [c.arguments for c in office.slack.calls if c.method == "assistant.threads.setStatus"]
        assert {one["status"] for one in told if one["channel_id"] == channel} == {texts.searching_status}


def test_show_passage_opens_the_quote_marked_in_its_passage_with_heading_and_place(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    view = office.view(BEN, "passage", lambda: office.click(BEN, MENTORS, answer, "show_passage"))
    bold = [
        part["text"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        if element["type"] == "rich_text_quote"
        for part in element["elements"]
        if part.get("style") == {"bold": True}
    ]
    assert len(bold) == 1
    assert FACT in bold[0]
    title, heading = shown(view).splitlines()[:2]
    assert title.startswith("*[1] ")
    assert "edition" in title
    assert heading == "How often to check in with a match"


def test_the_passage_of_a_guide_with_pages_names_the_page(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS, "@Fieldwise Which background checks do we need to run on a new mentor?")
    view = office.view(BEN, "passage", lambda: office.click(BEN, MENTORS, answer, "show_passage"))
    assert re.search(r" · page \d+$", shown(view).splitlines()[1])


def test_a_thumb_up_is_kept_and_thanked_for_where_nobody_else_sees_it(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    thanks = office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "feedback", "positive"))
    assert thanks["text"] == ENGLISH.thanks
    assert judged(office, answer, DEV) == (True, None, None)


def test_a_thumb_down_asks_why_keeps_the_reason_and_thanks_for_it(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    view = office.view(DEV, "feedback_reason", lambda: office.click(DEV, MENTORS, answer, "feedback", "negative"))
    assert judged(office, answer, DEV) == (False, None, None)
    said = {"reason": "outdated", "comment": "There is a newer edition."}
    thanks = office.whispered(DEV, MENTORS, lambda: office.slack.acts.submit(DEV, view["id"], said))
    assert (thanks["text"], thanks["thread_ts"]) == (ENGLISH.thanks_for_reason, answer["thread_ts"])
    assert judged(office, answer, DEV) == (False, "outdated", "There is a newer edition.")


def test_a_reason_may_come_without_a_comment_and_the_last_opinion_counts(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    view = office.view(DEV, "feedback_reason", lambda: office.click(DEV, MENTORS, answer, "feedback", "negative"))
    assert office.slack.acts.submit(DEV, view["id"], {"reason": "unclear"}) == {}
    assert judged(office, answer, DEV) == (False, "unclear", None)
    office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "feedback", "positive"))
    assert judged(office, answer, DEV) == (True, None, None)


def test_the_thread_goes_on_without_a_mention(office: Workplace) -> None:
    root = office.ask(BEN, MENTORS)
    office.answer_to(MENTORS, root)
    office.ask(DEV, MENTORS, "And how should a match be closed?", root)
    assert "clos" in office.answer_to(MENTORS, root, 2)["text"].lower()


@pytest.mark.parametrize("said", ["Thanks!", ":+1:", "@Ben Lindqvist what do you think?"])
def test_what_is_said_in_thanks_or_to_somebody_else_is_not_answered(office: Workplace, said: str) -> None:
    root = office.ask(BEN, MENTORS)
    office.answer_to(MENTORS, root)
    assert stays_silent(office, MENTORS, root, lambda: office.ask(DEV, MENTORS, said, root))


def test_a_message_that_nobody_meant_for_the_bot_is_not_answered(office: Workplace) -> None:
    root = office.ask(BEN, MENTORS, QUESTION)
    office.settle()
    assert office.answers(MENTORS, root) == []


def test_by_the_menu_it_answers_only_mentions_in_a_thread(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    told = office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "thread_manner", "mention"))
    assert (told["text"], told["thread_ts"]) == (ENGLISH.now_on_mention, root)
    assert stays_silent(office, MENTORS, root, lambda: office.ask(BEN, MENTORS, "How should a match be closed?", root))
    office.ask(BEN, MENTORS, "@Fieldwise How should a match be closed?", root)
    office.answer_to(MENTORS, root, 2)


def test_the_menus_of_all_answers_in_a_thread_mark_what_holds_now(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    office.ask(BEN, MENTORS, "How should a match be closed?", root)
    office.answer_to(MENTORS, root, 2)
    for manner, label in (("mute", ENGLISH.mute), ("mention", ENGLISH.mention), ("follow", ENGLISH.follow)):
        office.click(DEV, MENTORS, answer, "thread_manner", manner)
        office.settle()
        marks = [
            str(m["blocks"]).count(ENGLISH.current_choice.format(choice=label)) for m in office.answers(MENTORS, root)
        ]
        assert marks == [1, 1]


def test_by_the_menu_it_is_quiet_in_a_thread_and_follows_it_again(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    told = office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "thread_manner", "mute"))
    assert told["text"] == ENGLISH.now_muted
    assert stays_silent(office, MENTORS, root, lambda: office.ask(BEN, MENTORS, "How should a match be closed?", root))
    told = office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "thread_manner", "follow"))
    assert told["text"] == ENGLISH.now_following
    office.ask(BEN, MENTORS, "How should a match be closed?", root)
    office.answer_to(MENTORS, root, 2)


def test_asked_to_be_quiet_it_still_answers_who_mentions_it_as_it_says(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    office.whispered(DEV, MENTORS, lambda: office.click(DEV, MENTORS, answer, "thread_manner", "mute"))
    office.ask(BEN, MENTORS, "@Fieldwise How should a match be closed?", root)
    office.answer_to(MENTORS, root, 2)


def test_a_shorter_answer_takes_the_place_of_the_long_one(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    root = answer["thread_ts"]
    office.click(BEN, MENTORS, answer, "shorter")
    changed = office.slack.until(lambda: [m for m in office.answers(MENTORS, root) if "edited" in m])
    assert [m["ts"] for m in changed] == [answer["ts"]]
    assert len(shown(changed[0])) < len(shown(answer))
    assert FACT in changed[0]["text"]
    office.settle()
    assert len(office.answers(MENTORS, root)) == 1


def test_two_people_who_press_shorter_at_once_get_one_shorter_answer(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    for person in (BEN, DEV, CARMEN, BEN):
        office.click(person, MENTORS, answer, "shorter")
    office.settle()
    (left,) = office.answers(MENTORS, answer["thread_ts"])
    assert left["ts"] == answer["ts"]
    assert 0 < len(shown(left)) < len(shown(answer))


def test_a_mention_in_a_private_channel_and_in_a_group_message_is_answered(office: Workplace) -> None:
    for channel in (PROGRAMME_TEAM, GROUP):
        root = office.ask(BEN, channel)
        assert FACT in office.answer_to(channel, root)["text"]


def test_a_group_message_that_does_not_name_the_bot_is_not_for_it(office: Workplace) -> None:
    root = office.ask(BEN, GROUP, QUESTION)
    office.settle()
    assert office.answers(GROUP, root) == []


def test_a_question_that_no_guide_answers_is_told_so_without_a_source(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS, "@Fieldwise which payroll software should we buy?")
    assert answer["text"] == ENGLISH.not_found_summary
    assert "show_passage" not in str(answer["blocks"])


def test_a_question_in_somebody_else_s_thread_is_answered_there(office: Workplace) -> None:
    root = office.ask(DEV, MENTORS, "Does anybody know?")
    office.ask(BEN, MENTORS, f"@Fieldwise {QUESTION}", root)
    assert office.answer_to(MENTORS, root)["thread_ts"] == root
