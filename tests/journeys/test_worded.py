"""Journeys with a chat model: a strong one, which is scripted, beside a false sentence of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.texts.english import ENGLISH
from knowledge.answering.inquiry import Stage
from knowledge.answering.trace import Check
from knowledge.members.roles import Role
from tests.journeys.home_tab import appoint
from tests.journeys.strong_model import FALSE, QUOTE, WORDED, at_work, strong
from tests.journeys.workplace import AMARA, BEN, DEV, MENTORS, Workplace, shown


@pytest.fixture(scope="module")
def worded(starter_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """The bot at work with the strong model."""
    with at_work(starter_library, tmp_path_factory.mktemp("worded"), strong) as office:
        yield office


def statuses(office: Workplace, root: str) -> list[str]:
    """What the bot was doing for a question, as people were told."""
    calls = [c.arguments for c in office.slack.calls if c.method == "assistant.threads.setStatus"]
    return [call["status"] for call in calls if call["thread_ts"] == root]


def test_a_worded_answer_has_only_checked_sentences_each_with_the_quote_that_proves_it(worded: Workplace) -> None:
    answer = worded.asked(BEN, MENTORS)
    said = shown(answer)
    assert f"{WORDED}\n [1]" in said
    assert f"“\n{QUOTE}" in said
    assert "five times" not in said
    assert ENGLISH.worded.about in said
    assert answer["text"].startswith(WORDED)


def test_the_steps_are_told_and_never_a_word_of_the_model(worded: Workplace) -> None:
    answer = worded.asked(BEN, MENTORS, "@Fieldwise How often do staff check in with a new match?")
    told = statuses(worded, answer["thread_ts"])
    said = ENGLISH.worded.statuses
    assert told[:3] == [ENGLISH.searching_status, said[Stage.WORDING], said[Stage.CHECKING]]
    before = [c.arguments for c in worded.slack.calls if c.method != "chat.postMessage"]
    assert "five times" not in repr(before)


def test_ask_again_words_the_answer_again(worded: Workplace) -> None:
    answer = worded.asked(BEN, MENTORS, "@Fieldwise How often should staff check in with a new match?")
    asked = statuses(worded, answer["thread_ts"])
    worded.click(DEV, MENTORS, answer, "regenerate")
    worded.settle()
    (again,) = worded.answers(MENTORS, answer["thread_ts"])
    assert again["edited"]
    assert shown(again) == shown(answer)
    assert statuses(worded, answer["thread_ts"])[: len(asked)] == asked


def test_who_looks_after_the_guides_sees_why_and_nobody_else(worded: Workplace) -> None:
    answer = worded.asked(BEN, MENTORS)
    # The bot notes where an answer stands once Slack has said so.
    worded.settle()
    appoint(worded, amara=Role.EDITOR)

    def ask(person: str) -> Callable[[], object]:
        return lambda: worded.slack.acts.shortcut(person, "why_this_answer", MENTORS, answer["ts"])

    said = shown(worded.view(AMARA, "why_this_answer", ask(AMARA)))
    assert WORDED in said
    assert FALSE in said
    assert ENGLISH.worded.failures[Check.NUMBER] in said
    assert "openai:scripted" in said
    told = worded.whispered(DEV, MENTORS, ask(DEV))["text"]
    assert FALSE not in told
    assert worded.slack.workspace.views(DEV) == []


def test_why_of_a_message_that_is_no_answer_says_so(worded: Workplace) -> None:
    appoint(worded, amara=Role.EDITOR)
    asked = worded.ask(BEN, MENTORS, "Good morning, everybody")
    told = worded.whispered(
        AMARA, MENTORS, lambda: worded.slack.acts.shortcut(AMARA, "why_this_answer", MENTORS, asked)
    )
    assert told["text"] == ENGLISH.worded.why_none


def test_a_question_that_the_guides_do_not_answer_is_answered_with_that(worded: Workplace) -> None:
    said = shown(worded.asked(BEN, MENTORS, "@Fieldwise What is the capital of Peru?"))
    assert ENGLISH.not_found in said
    assert ENGLISH.worded.about not in said
