"""Journeys of odd questions, and of a bot that can't answer."""

import logging
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest

from bot.logs import JsonLines
from bot.playground.faults import Kind
from bot.settings import Transport
from bot.texts.english import ENGLISH
from knowledge.answering.answer import Answer
from tests.databases import put_newest
from tests.journeys.workplace import BEN, MENTORS, QUESTION, copied, scripted, shown, workplace

EACH_TRANSPORT = pytest.mark.parametrize("transport", list(Transport))
ODD = {
    "only the name": ("@Fieldwise", ENGLISH.help_title),
    "only emoji": ("@Fieldwise :tada: :+1::skin-tone-3:", ENGLISH.help_title),
    "only signs": ("@Fieldwise ?!…", ENGLISH.question_without_words),
    "10,000 characters": (
        "@Fieldwise " + "what do we do then? " * 500,
        ENGLISH.question_too_long.format(limit="2,000"),
    ),
    "a picture's code": ("@Fieldwise \U0001f469\u200d\U0001f469\u200d\U0001f467", ENGLISH.question_without_words),
}


@EACH_TRANSPORT
def test_odd_questions_are_told_what_is_wrong_with_them(
    starter_library: Path, tmp_path: Path, transport: Transport
) -> None:
    with workplace(copied(starter_library, tmp_path), transport=transport) as office:
        told = {name: office.asked(BEN, MENTORS, question)["text"] for name, (question, _) in ODD.items()}
        assert told == {name: answer for name, (_, answer) in ODD.items()}
        assert shown(office.asked(BEN, MENTORS, "@Fieldwise")).count("?") >= len(ENGLISH.prompts)


@EACH_TRANSPORT
def test_the_longest_message_that_slack_takes_and_its_edit_do_not_deafen_the_bot(
    tmp_path: Path, transport: Transport
) -> None:
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path, transport=transport, answering=scripted) as office:
        # In an event each of these is twelve letters, and stands there twice; in that of an edit, four times.
        root = office.ask(BEN, "D0BEN", "Which? " + "\U0001f600" * 39_990)
        office.answer_to("D0BEN", root)
        office.slack.acts.edit(BEN, "D0BEN", root, "Which? " + "\U0001f601" * 39_990)
        office.settle()
        assert len(office.answers("D0BEN", root)) == 1
        assert QUESTION in shown(office.asked(BEN, "D0BEN", QUESTION))


@EACH_TRANSPORT
def test_a_question_can_t_call_the_channel(starter_library: Path, tmp_path: Path, transport: Transport) -> None:
    with workplace(copied(starter_library, tmp_path), transport=transport) as office:
        whisper = office.command(BEN, MENTORS, f"<!here> <!channel> <@U0DEV> @here {QUESTION}")
        office.click(BEN, MENTORS, whisper, "share")
        office.slack.until(lambda: office.answers(MENTORS))
        sent = [call.arguments for call in office.slack.calls]
        for sign in ("<!here", "<!channel", "<@U0DEV"):
            assert sign not in str([a.get("text") for a in sent])
            assert sign not in str([marked for a in sent for marked in marked_texts(a.get("blocks"))])


@EACH_TRANSPORT
def test_without_guides_it_says_so_and_the_home_tab_too(tmp_path: Path, transport: Transport) -> None:
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path, transport=transport) as office:
        assert office.asked(BEN, MENTORS)["text"] == ENGLISH.no_guides
        assert office.command(BEN, MENTORS, QUESTION)["text"] == ENGLISH.no_guides
        office.slack.acts.open_home(BEN)
        view = office.slack.until(lambda: office.slack.workspace.home(BEN)) or {}
        assert ENGLISH.home_no_guides in shown(view)
        office.slack.acts.open_home(BEN, "messages")
        office.settle()
        assert office.slack.workspace.prompts("D0BEN") == []


@pytest.mark.parametrize("kind", ["ratelimited", "server_error", "reset_before"])
def test_who_types_a_command_is_not_kept_waiting_by_a_slack_that_does_not_say_who_that_is(
    tmp_path: Path, kind: Kind
) -> None:
    put_newest(tmp_path / "library.sqlite")
    waited: list[float] = []
    with workplace(tmp_path, answering=scripted, wait=waited.append) as office:
        office.slack.faults.add("users.info", kind, times=1_000, retry_after=30)
        assert QUESTION in shown(office.command(BEN, MENTORS, QUESTION))
        office.settle()
        office.slack.faults.clear()
    assert waited == []


@EACH_TRANSPORT
def test_an_unforeseen_error_has_a_code_that_stands_in_the_log_without_what_was_asked(
    starter_library: Path, tmp_path: Path, transport: Transport
) -> None:
    def answering(question: str, audiences: Sequence[str]) -> Answer:
        raise RuntimeError(question)

    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    try:
        with workplace(copied(starter_library, tmp_path), transport=transport, answering=answering) as office:
            told = [office.asked(BEN, MENTORS, "@Fieldwise what is a canary-4711?")["text"]]
            told.append(office.command(BEN, MENTORS, "what is a canary-4711?")["text"])
    finally:
        logging.getLogger().removeHandler(handler)
    codes = [re.search(r": ([A-Z0-9]{6})$", sentence) for sentence in told]
    for code in codes:
        assert code is not None
        (line,) = [line for line in lines.getvalue().splitlines() if code[1] in line]
        assert "RuntimeError" in line
        assert "canary-4711" not in line


def marked_texts(value: object) -> list[str]:
    """All texts in which Slack looks for mentions."""
    match value:
        case {"type": "mrkdwn", "text": text}:
            return [str(text)]
        case dict():
            return [text for inner in value.values() for text in marked_texts(inner)]
        case list() | tuple():
            return [text for inner in value for text in marked_texts(inner)]
        case _:
            return []
