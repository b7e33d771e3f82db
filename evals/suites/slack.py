"""How fast the bot is in Slack: the real process of ``fieldwise serve``, in the playground's workspace.

The waits are those of this machine alone: the playground answers on loopback, without Slack's own time and limits.
"""

import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np

from bot.commands.playground import opened
from bot.playground.people import AMARA, MENTORS, SEED
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
from evals.measured import Measured
from evals.suites import home, uploads
from evals.suites.acknowledging import acknowledged
from evals.workload.library import write_guides
from evals.workload.sentences import sentence_pool

STARTER = Path(__file__).parents[2] / "knowledge/starter"
QUESTIONS = (
    "how often should we check in with a new match?",
    "how soon does a mentor have to report suspected abuse?",
    "what has to be done before a mentor meets a young person?",
    "how should a match be closed?",
    "which payroll software should we buy?",
)
ROUNDS = 60
ASKERS = 10
# Each is two events, its mention and its message, and the answer is a third.
ASKED, ASKED_A_SECOND = 500, 25
INGESTED_GUIDES = 60
PATIENCE_SECONDS = 120.0
SHOWING = ("chat.postMessage", "chat.update")


def run() -> Iterator[tuple[str, Measured]]:
    """Measure all, each figure as soon as it is there."""
    with tempfile.TemporaryDirectory() as place:
        environment = _environment(Path(place) / "data")
        _command(environment, "ingest", str(STARTER))
        yield "playground open on a used machine", Measured(_opening(environment), "s", 10, at_least=False)
        yield from home.run()
        with opened(0) as slack, _serving(slack, environment) as process:
            yield from _one_after_another(slack)
            yield from _at_once(slack)
            yield "memory at rest", Measured(_resident_mib(process.pid), "MiB")
            yield from uploads.run(slack, lambda number: _answered(slack, _ask(slack, number)))
            yield from _while_guides_go_in(slack, environment, Path(place) / "guides")


def _one_after_another(slack: Playground) -> Iterator[tuple[str, Measured]]:
    _answered(slack, _ask(slack, 0))
    seconds = [_answered(slack, _ask(slack, number)) for number in range(ROUNDS)]
    yield from _quantiles("1 asker", seconds, {0.5: None, 0.95: None})


def _at_once(slack: Playground) -> Iterator[tuple[str, Measured]]:
    seconds: list[float] = []
    for first in range(0, ROUNDS, ASKERS):
        asked = [_ask(slack, first + number) for number in range(ASKERS)]
        seconds += [_answered(slack, question) for question in asked]
    yield from _quantiles(f"{ASKERS} askers", seconds, {0.5: None, 0.95: None})


def _while_guides_go_in(
    slack: Playground, environment: Mapping[str, str], guides: Path
) -> Iterator[tuple[str, Measured]]:
    """Questions at a steady pace, faster than they can be answered, while another process takes in guides."""
    write_guides(guides, sentence_pool(Services(Settings()).embedder, None), INGESTED_GUIDES)
    before = len(slack.deliveries)
    ingest = subprocess.Popen(
        [*_fieldwise(), "ingest", "--json", str(guides)], env=environment, stdout=subprocess.DEVNULL
    )
    began = time.perf_counter()
    asked = []
    pace = Event()
    for number in range(ASKED):
        pace.wait(max(0.0, began + number / ASKED_A_SECOND - time.perf_counter()))
        asked.append(_ask(slack, number))
    sent = time.perf_counter() - began
    still = ingest.poll() is None
    for question in asked:
        _answered(slack, question)
    drained = time.perf_counter() - began
    ingest.wait()
    taken = acknowledged(slack, before)
    never = taken.count(math.inf)
    yield "events a second", Measured((len(taken) - never) / sent, "", 50)
    yield "guides still going in at the end", Measured(float(still), "")
    for share, target in ((0.5, None), (0.99, 300.0), (1.0, 2_000.0)):
        yield (
            f"acknowledgement p{share * 100:.0f}",
            Measured(float(np.quantile(taken, share, method="higher")), "ms", target, False),
        )
    yield "events never acknowledged", Measured(never, "", 0, at_least=False)
    yield "all answered after", Measured(drained, "s")
    answers = Counter(len(_answers(slack, moment)) for moment, *_ in asked)
    yield "questions without exactly one answer", Measured(ASKED - answers[1], "", 0, at_least=False)


# A question's moment, when it was asked, and how many calls there were before.
Asked = tuple[str, float, int]


def _ask(slack: Playground, number: int) -> Asked:
    """Ask in a channel."""
    person = [one for one in SEED if not one.is_stranger][number % 4]
    began, before = time.time(), len(slack.calls)
    moment = slack.acts.post(person.id, MENTORS, f"@Fieldwise {QUESTIONS[number % len(QUESTIONS)]}")
    return moment, began, before


def _answered(slack: Playground, asked: Asked) -> float:
    """Wait for the answer; returns the seconds from the question to it, not to a word on the place in the line."""
    moment, began, before = asked

    def shown() -> float | None:
        calls = [call for call in slack.calls[before:] if call.method in SHOWING]
        ours = {call.response.get("ts") for call in calls if call.arguments.get("thread_ts") == moment}
        final = (call for call in calls if call.response.get("ts") in ours and not _waits(call.arguments))
        return next((call.at for call in final), None)

    return (slack.until(shown, PATIENCE_SECONDS) or math.inf) - began


def _answers(slack: Playground, moment: str) -> list[object]:
    return [m for m in slack.workspace.messages(MENTORS, moment) if m.get("bot_id") and not _waits(m)]


def _waits(message: Mapping[str, Any]) -> bool:
    """Whether a message only holds the place of an answer."""
    return any(block["type"] == "task_card" for block in message.get("blocks", ()))


def _quantiles(
    name: str, seconds: Sequence[float], targets: Mapping[float, float | None]
) -> Iterator[tuple[str, Measured]]:
    for share, target in targets.items():
        value = float(np.quantile(seconds, share)) * 1000
        yield f"question to answer, {name}: p{share * 100:.0f}", Measured(value, "ms", target, at_least=False)


@contextmanager
def _serving(slack: Playground, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    tokens = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "FIELDWISE_SLACK_API_URL": slack.api_url,
        "FIELDWISE_OWNER": AMARA.id,
    }
    command = [*_fieldwise(), "serve", "--log-level", "warning"]
    process = subprocess.Popen(command, env={**environment, **tokens})
    try:
        slack.until(lambda: slack.connections > 0 or process.poll() is not None, PATIENCE_SECONDS)
        yield process
    finally:
        process.terminate()
        process.wait()


def _opening(environment: Mapping[str, str]) -> float:
    """Seconds from ``fieldwise playground`` to the line that says where it is open."""
    began = time.perf_counter()
    command = [*_fieldwise(), "playground", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        next(line for line in process.stdout if "open at" in line)
        seconds = time.perf_counter() - began
        process.terminate()
    return seconds


def _environment(data_dir: Path) -> dict[str, str]:
    around = os.environ  # noqa: TID251 - handed on, not read
    kept = {name: value for name, value in around.items() if not name.startswith(("FIELDWISE_", "SLACK_"))}
    return {**kept, "FIELDWISE_DATA_DIR": str(data_dir), "FIELDWISE_CACHE_DIR": str(Settings().cache_dir)}


def _command(environment: Mapping[str, str], *arguments: str) -> None:
    subprocess.run([*_fieldwise(), *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)


def _fieldwise() -> list[str]:
    return [sys.executable, "-m", "bot.cli"]


def _resident_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kib) / 1024
