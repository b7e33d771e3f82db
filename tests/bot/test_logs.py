"""What goes out in the logs of a process: facts for an operator, nothing that people wrote, no secret."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import HIDDEN, OURS, JsonLines, redacted

CANARY = "did Marisol really miss two visits"
SECRETS = (
    "xoxb-2148-9930-aBcDeFgHiJkL",
    "xoxp-1-2-3-0a1b2c",
    "xoxe.xoxp-1-Mi0yLTEyMzQ",
    "xoxe-1-My0xLTEyMzQ",
    "xapp-1-A012-345-0123456789abcdef0123456789abcdef0123456789abcdef",
    "8f742231b10e8888abcd99yyyzzz85a5".replace("y", "1").replace("z", "2"),
)


def lines_of(script: str, level: str = "INFO") -> list[dict[str, Any]]:
    """The lines that a process logs: its own loggers are of the whole process."""
    begin = f"import logging\nfrom bot.logs import configure\nconfigure({level!r})\n"
    done = subprocess.run([sys.executable, "-c", begin + script], capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stderr.splitlines()]


def formatted(name: str, message: str, *arguments: object, **fields: object) -> str:
    record = logging.LogRecord(name, logging.WARNING, "/x/client.py", 7, message, arguments, None)
    vars(record).update(fields)
    return JsonLines().format(record)


def test_a_record_is_one_line_with_what_happened_and_with_what() -> None:
    (line,) = lines_of(
        "logging.getLogger('bot.delivery').info('answer posted', extra={'workspace': 'T1', 'question': 'q-7', "
        "'incident': None, 'milliseconds': 12.5})"
    )
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info", "logger": "bot.delivery", "event": "answer posted",
        "workspace": "T1", "question": "q-7", "incident": None, "milliseconds": 12.5,
    }  # fmt: skip


def test_what_people_wrote_gets_into_no_line_however_it_is_logged() -> None:
    lines = lines_of(
        f"text = {CANARY!r}\n"
        "import threading, warnings\n"
        "own, bolt = logging.getLogger('bot.listeners.ask'), logging.getLogger('slack_bolt.App')\n"
        "own.warning('could not answer %s', text)\n"
        "own.warning('could not answer', extra={'question': text, 'blocks': [text], 'event_id': 'Ev1'})\n"
        "bolt.error(f'Unhandled request ({text})')\n"
        "warnings.warn(text)\n"
        "try:\n    raise ValueError(text)\n"
        "except ValueError as error:\n"
        "    own.exception('could not answer')\n"
        "    bolt.exception(f'Failed: {error}')\n"
        "    logging.getLogger('uvicorn.error').exception(f'Failed: {error}')\n"
        "    try:\n        raise RuntimeError(text) from error\n"
        "    except RuntimeError:\n        own.exception('could not answer')\n"
        "thread = threading.Thread(target=lambda: int(text))\nthread.start()\nthread.join()\n"
        "raise KeyError(text)\n"
    )
    assert len(lines) == 10
    assert CANARY.split()[1] not in json.dumps(lines)
    assert lines[1]["question"] == "(str)"
    assert lines[1]["blocks"] == "(list)"
    assert lines[1]["event_id"] == "Ev1"
    assert lines[4]["exception"]["type"] == "builtins.ValueError"
    assert lines[4]["exception"]["lines"][0].endswith("<module>")
    assert lines[7]["exception"]["cause"]["type"] == "builtins.ValueError"
    assert [line["event"] for line in lines[8:]] == ["uncaught error", "uncaught error"]


def test_slack_s_own_name_of_a_failure_is_kept() -> None:
    lines = lines_of(
        "from slack_sdk.errors import SlackApiError\n"
        f"raise SlackApiError({CANARY!r}, {{'ok': False, 'error': 'channel_not_found'}})"
    )
    assert lines[0]["exception"]["slack"] == "channel_not_found"
    assert "Marisol" not in json.dumps(lines)


def test_libraries_are_quiet_below_warnings_even_when_the_program_is_not() -> None:
    names = ("slack_bolt.App", "slack_sdk.web.base_client", "urllib3.connectionpool", "dbos", "uvicorn.access")
    lines = lines_of(f"for name in {names}:\n    logging.getLogger(name).info('x')\n    logging.debug('x')", "DEBUG")
    assert lines == []
    assert len(lines_of("logging.getLogger('bot.app').debug('x')", "DEBUG")) == 1


def test_every_package_of_ours_is_logged_as_ours() -> None:
    root = Path(__file__).parents[2]
    packages = {file.parent.name for file in root.glob("*/__init__.py")} - {"tests"}
    assert {"bot", "learning"} < packages
    assert set(OURS) == packages


def test_the_server_s_words_are_shown_and_no_other_library_s() -> None:
    told = json.loads(formatted("uvicorn.error", "closed (%s)", "timed out"))
    assert told["event"] == "closed (timed out)"
    assert json.loads(formatted("slack_bolt.App", "closed (%s)", "timed out"))["event"] == "client:7"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_hidden_wherever_it_stands(secret: str) -> None:
    for line in (
        formatted("bot.app", f"token {secret} refused"),
        formatted("bot.app", "refused", token=secret),
        formatted("uvicorn.error", "refused: %s", f"Bearer {secret}"),
    ):
        assert secret not in line
        assert HIDDEN in line
        json.loads(line)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://field:wise@db/x", "postgresql://[hidden]@db/x"),
        ("wss://wss.slack.com/link?ticket=ab-12%3D&app_id=1", "wss://wss.slack.com/link?ticket=[hidden]&app_id=1"),
        ("https://hooks.slack.com/commands/T1/2/abc", "https://hooks.slack.com/[hidden]"),
        ("0190a8b2-7c1e-7000-8000-000000000001", "0190a8b2-7c1e-7000-8000-000000000001"),
        ("a" * 64, "a" * 64),
    ],
)
def test_addresses_lose_their_secret_part_and_ids_and_hashes_stay(text: str, shown: str) -> None:
    assert redacted(text) == shown


@given(before=st.text(), after=st.text(), name=st.sampled_from(["bot.app", "uvicorn.error", "slack_bolt.App"]))
def test_whatever_surrounds_a_token_the_line_is_json_and_holds_no_token(before: str, after: str, name: str) -> None:
    line = formatted(name, f"{before}{SECRETS[0]}{after}".replace("%", ""), detail=before)
    assert SECRETS[0] not in line
    assert json.loads(line)["logger"] == name
    assert "\n" not in line
