"""What the bot leaves behind: logs without a word of people and without a secret, and payloads that Slack takes."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.listeners.private import SHORTCUT
from bot.playground.limits import message_problems, problems
from bot.playground.server import Playground
from bot.settings import Transport
from tests.journeys.bot_process import BotProcess
from tests.journeys.workplace import (
    BEN,
    CARMEN,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    QUESTION,
    Message,
    Workplace,
    badly_formed,
    copied,
    playground,
)

CANARY = "canary4711"


@pytest.mark.parametrize("transport", list(Transport))
def test_the_log_of_a_whole_journey_holds_nothing_that_people_wrote_and_no_secret(
    starter_library: Path, tmp_path: Path, transport: Transport
) -> None:
    log = tmp_path / "log"
    with playground() as slack:
        bot = BotProcess(slack, copied(starter_library, tmp_path), transport, log, from_guides=True)
        bot.start()
        journey(slack)
        assert bot.survives()
        bot.stop()
        secrets = [slack.bot_token, slack.app_token, slack.signing_secret]
    written = log.read_text(encoding="utf-8")
    assert len(written.splitlines()) > 1
    assert "rate limited" in written
    people = [CANARY, "Ben Lindqvist", "check in with a new match", "at least twice in the first month"]
    assert [word for word in [*people, *secrets] if word in written] == []


def journey(slack: Playground) -> None:
    """Ask in every way, also where it fails; each text has the canary in it."""
    slack.faults.add("chat.postMessage", "ratelimited", retry_after=0.1)
    slack.faults.add("assistant.threads.setStatus", "html")
    root = slack.acts.post(BEN, MENTORS, f"@Fieldwise {QUESTION} {CANARY}")
    answer_in(slack, root)
    slack.acts.edit(BEN, MENTORS, root, f"@Fieldwise {QUESTION} Really? {CANARY}")
    answer = answer_in(slack, root)
    slack.faults.add("views.open", "server_error")
    slack.acts.click(BEN, MENTORS, answer["ts"], "feedback", value="negative")
    slack.until(lambda: slack.workspace.ephemerals(BEN, MENTORS))
    slack.acts.click(BEN, MENTORS, answer_in(slack, root)["ts"], "feedback", value="negative")
    view = slack.until(lambda: slack.workspace.views(BEN))[-1]
    slack.acts.submit(BEN, view["id"], {"reason": "wrong", "comment": CANARY})
    slack.acts.command(BEN, MENTORS, "/fieldwise", f"{QUESTION} {CANARY}")
    slack.acts.post(OLIVIA, PARTNER_NETWORK, f"@Fieldwise {QUESTION} {CANARY}")
    slack.acts.post(CARMEN, "D0CARMEN", f"{QUESTION} {CANARY}")
    slack.until(lambda: slack.workspace.messages("D0CARMEN")[1:])
    slack.acts.delete(BEN, MENTORS, root)
    slack.disconnect()
    slack.until(lambda: all(one.acknowledged for one in slack.deliveries))


def answer_in(slack: Playground, root: str) -> Message:
    """The answer in a thread, once there is one to say something of: before that, a place in line may be shown."""
    return slack.until(lambda: [m for m in slack.workspace.messages(MENTORS, root) if "feedback" in str(m)])[-1]


def test_the_log_tells_by_ids_what_became_of_each_question(starter_library: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with playground() as slack:
        bot = BotProcess(slack, copied(starter_library, tmp_path), Transport.SOCKET, log, from_guides=True)
        bot.start()
        root = slack.acts.post(BEN, MENTORS, f"@Fieldwise {QUESTION}")
        slack.until(lambda: with_event(log, "shown"))
        slack.acts.delete(BEN, MENTORS, root)
        slack.until(lambda: not [m for m in slack.workspace.messages(MENTORS, root) if m.get("bot_id")])
        slack.acts.command(BEN, MENTORS, "/fieldwise", "Which payroll software should we buy?")
        whisper = slack.until(lambda: slack.workspace.ephemerals(BEN, MENTORS))[-1]
        slack.acts.click(BEN, MENTORS, whisper["ts"], "share")
        lines = slack.until(lambda: with_event(log, "shared") and records(log))
        bot.stop()
        events = {one.payload["event_id"] for one in slack.deliveries if one.kind == "events_api"}
    first, second = (one["question"] for one in lines if one["event"] == "question taken")
    # Where the machine is slow, the place in line is shown first.
    assert [event for event in told(lines, first) if event != "place in line shown"] == [
        "question taken",
        "question answered",
        "shown",
        "withdrawn",
    ]
    assert told(lines, second) == ["question taken", "question answered", "shown", "shared"]
    answered = [one for one in lines if one["event"] == "question answered"]
    assert [(one["outcome"], one["ahead"]) for one in answered] == [("answered", 0), ("not_in_guides", 0)]
    assert answered[0]["job"] in events
    assert all(one["milliseconds"] > 0 and one["workspace"] for one in answered)


def records(log: Path) -> list[dict[str, Any]]:
    """The whole lines of a log."""
    return [
        json.loads(line) for line in log.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")
    ]


def with_event(log: Path, event: str) -> list[dict[str, Any]]:
    return [one for one in records(log) if one["event"] == event]


def told(lines: list[dict[str, Any]], question: str) -> list[str]:
    return [one["event"] for one in lines if one.get("question") == question]


def test_every_kind_of_payload_that_the_bot_sends_is_one_that_slack_takes(office: Workplace) -> None:
    answer = office.asked(BEN, MENTORS)
    office.view(BEN, "passage", lambda: office.click(BEN, MENTORS, answer, "show_passage"))
    office.view(BEN, "feedback_reason", lambda: office.click(BEN, MENTORS, answer, "feedback", "negative"))
    office.whispered(BEN, MENTORS, lambda: office.click(BEN, MENTORS, answer, "feedback", "positive"))
    office.click(BEN, MENTORS, answer, "shorter")
    office.asked(BEN, MENTORS, "@Fieldwise which payroll software should we buy?")
    office.command(BEN, MENTORS, "help")
    office.command(BEN, MENTORS, QUESTION)
    office.whispered(BEN, MENTORS, lambda: office.slack.acts.shortcut(BEN, SHORTCUT, MENTORS, answer["thread_ts"]))
    office.slack.acts.open_home(BEN)
    office.slack.until(lambda: office.slack.workspace.home(BEN))
    office.settle()
    sent = {call.method: call.arguments for call in office.slack.calls if {"blocks", "view"} & set(call.arguments)}
    assert set(sent) >= {"chat.postMessage", "chat.update", "views.open", "views.publish"}
    assert badly_formed(office.slack) == []
    whispers = office.whispers(BEN, MENTORS)
    assert len(whispers) >= 4
    assert [message_problems(whisper) for whisper in whispers] == [[]] * len(whispers)
    assert problems(sent["chat.postMessage"]["blocks"] * 10, "message") != []
