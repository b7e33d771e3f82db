"""Journeys on opening the bot: the Home tab, and the questions that it suggests."""

from typing import Any, Literal

import pytest

from bot.playground.events import publish
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from storage import jobs
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    OLIVIA,
    QUESTION,
    Message,
    Workplace,
    shown,
)

GUIDES = 9
FACT = "at least twice in the first month"


def home(office: Workplace, person: str) -> dict[str, Any]:
    """The Home tab as it is when somebody has opened it, and all is found out that it shows."""
    before = (office.slack.workspace.home(person) or {}).get("hash")
    office.slack.acts.open_home(person)

    def published() -> dict[str, Any] | None:
        view = office.slack.workspace.home(person)
        return view if view is not None and view["hash"] != before else None

    office.slack.until(published)
    jobs.finish_left_over()
    return published() or {}


def prompts(office: Workplace, person: str) -> list[str]:
    """What is suggested on opening the conversation with the bot."""
    told = [c for c in office.slack.calls if c.method == "assistant.threads.setSuggestedPrompts"]
    office.slack.acts.open_home(person, "messages")

    def suggested() -> list[Any]:
        return [c for c in office.slack.calls if c.method == "assistant.threads.setSuggestedPrompts"][len(told) :]

    office.slack.until(suggested)
    return [prompt["message"] for prompt in office.slack.workspace.prompts(direct(person))]


def new_answer(office: Workplace, person: str, before: list[Message]) -> Message:
    seen = {m["ts"] for m in before}
    channel = direct(person)
    return office.slack.until(lambda: [m for m in office.answers(channel) if m["ts"] not in seen])[0]


def test_the_home_tab_tells_what_it_does_how_to_ask_and_which_guides_there_are(office: Workplace) -> None:
    said = shown(home(office, AMARA))
    assert ENGLISH.home_about in said
    assert all(way in said for way in ENGLISH.how_to_ask_mrkdwn)
    assert ENGLISH.library.guides.of(GUIDES) in said
    assert said.count(", edition ") == GUIDES
    assert ENGLISH.home_no_questions in said


def test_a_question_on_the_home_tab_is_answered_in_the_reader_s_own_conversation(office: Workplace) -> None:
    view = home(office, DEV)
    before = office.answers(direct(DEV))
    office.slack.acts.click_in_view(DEV, view["id"], "ask_prompt")
    assert FACT in new_answer(office, DEV, before)["text"]


def test_the_home_tab_lists_what_the_reader_asked_with_its_outcome_and_asks_it_again(office: Workplace) -> None:
    office.answer_to("D0BEN", office.ask(BEN, "D0BEN", "Which payroll software should we buy?"))
    view = home(office, BEN)
    said = shown(view)
    assert "Which payroll software should we buy?" in said
    assert ENGLISH.recent_not_found.partition("{")[0] in said
    assert "Which payroll software should we buy?" not in shown(home(office, CARMEN))


def test_a_reader_of_spanish_has_a_home_tab_in_spanish(office: Workplace) -> None:
    said = shown(home(office, CARMEN))
    assert SPANISH.home_about in said
    assert ENGLISH.home_about not in said


def test_suggested_questions_are_answered_by_the_guides_and_follow_on_what_was_asked(office: Workplace) -> None:
    first = prompts(office, AMARA)
    assert 1 <= len(first) <= 4
    office.answer_to("D0AMARA", office.ask(AMARA, "D0AMARA", QUESTION))
    then = prompts(office, AMARA)
    assert QUESTION not in then
    assert then != first
    for prompt in then:
        answer = office.answer_to("D0AMARA", office.ask(AMARA, "D0AMARA", prompt))
        assert answer["text"] != ENGLISH.not_found_summary, prompt


@pytest.mark.parametrize("tab", ["home", "messages"])
def test_an_outsider_and_who_slack_does_not_know_see_nothing_of_the_guides(
    office: Workplace, tab: Literal["home", "messages"]
) -> None:
    office.slack.faults.add("users.info", "server_error", times=1_000, when=lambda a: a["user"] == DEV)
    before = len(office.slack.calls)
    for person in (OLIVIA, DEV):
        opened = {"type": "app_home_opened", "user": person, "channel": direct(person), "tab": tab}
        publish(office.slack.platform, opened)
    office.settle()
    office.slack.faults.clear()
    told = {call.method for call in office.slack.calls[before:]}
    assert told & {"views.publish", "assistant.threads.setSuggestedPrompts"} == set()
    assert "users.info" in told


def test_a_tab_that_is_not_known_does_nothing(office: Workplace) -> None:
    office.settle()
    before = len(office.slack.calls)
    office.slack.acts.open_home(BEN, "about")  # type: ignore[arg-type]
    office.settle()
    assert len(office.slack.calls) == before
