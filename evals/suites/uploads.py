"""How fast files that people hand in are ready, and how fast the bot answers meanwhile."""

import time
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import numpy as np

from bot.playground.people import AMARA, direct
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings
from evals.measured import Measured
from evals.suites.acknowledging import acknowledged
from evals.workload.pdfs import pdf_guide
from evals.workload.sentences import sentence_pool

PAGES, AT_ONCE = 20, 10
READY_SECONDS, ACKNOWLEDGED_MS, TIMES_IDLE = 15.0, 1_000.0, 2.0
IDLE_QUESTIONS = 30
PATIENCE_SECONDS = 300.0

Ask = Callable[[int], float]


def run(slack: Playground, ask: Ask) -> Iterator[tuple[str, Measured]]:
    """Hand files in to the bot that runs in this workspace, where Amara owns the library.

    Args:
        slack: The workspace.
        ask: Asks a question and waits for its answer; returns the seconds that took.
    """
    pool = sentence_pool(Services(Settings()).embedder, None)
    files = [(f"guide-{number}.pdf", pdf_guide(pool, PAGES, number)) for number in range(AT_ONCE + 1)]
    came = len(slack.calls)
    first = _handed_in(slack, files[:1])
    ready = _ready(slack, 1, came) - first
    yield f"{PAGES} pages ready after", Measured(ready, "s", READY_SECONDS, at_least=False)
    idle = [ask(number) for number in range(IDLE_QUESTIONS)]
    before, came = len(slack.deliveries), len(slack.calls)
    meanwhile = _asking(ask)
    began = _handed_in(slack, files[1:])
    last = _ready(slack, AT_ONCE, came) - began
    busy = meanwhile()
    yield f"{AT_ONCE} files ready after", Measured(last, "s")
    longest = Measured(max(acknowledged(slack, before)), "ms", ACKNOWLEDGED_MS, at_least=False)
    yield f"longest acknowledgement, {AT_ONCE} files at once", longest
    ninety_fifth = [float(np.quantile(seconds, 0.95)) for seconds in (idle, busy)]
    yield "question to answer, idle: p95", Measured(ninety_fifth[0] * 1000, "ms")
    yield f"question to answer, {AT_ONCE} files at once: p95", Measured(ninety_fifth[1] * 1000, "ms")
    times = Measured(ninety_fifth[1] / ninety_fifth[0], "", TIMES_IDLE, at_least=False)
    yield "times the idle p95", times


def _handed_in(slack: Playground, files: list[tuple[str, bytes]]) -> float:
    """Send files to the bot and fill in its form; returns when that was acknowledged."""
    box = direct(AMARA.id)
    root = slack.acts.upload(AMARA.id, box, files)
    offer = slack.until(lambda: _with(slack, "upload_open", root), PATIENCE_SECONDS)[0]
    before = {view["id"] for view in slack.workspace.views(AMARA.id)}
    slack.acts.click(AMARA.id, box, offer["ts"], "upload_open")

    def opened() -> list[dict[str, Any]]:
        return [view for view in slack.workspace.views(AMARA.id) if view["id"] not in before]

    view = slack.until(opened, PATIENCE_SECONDS)[-1]
    wrong = slack.acts.submit(AMARA.id, view["id"])
    if wrong:
        raise RuntimeError(f"the form is refused: {wrong}")
    return time.time()


def _ready(slack: Playground, count: int, came: int) -> float:
    """Wait until so many cards are ready for their review, by calls after the first ``came``; returns the time.

    Each call is looked at once, and no message is copied: looking must not slow what is measured.
    """
    ready: set[str] = set()

    def enough() -> bool:
        nonlocal came
        calls = slack.calls[came:]
        came += len(calls)
        ready.update(call.response["ts"] for call in calls if "edition_submit" in str(call.arguments.get("blocks")))
        return len(ready) >= count

    slack.until(enough, PATIENCE_SECONDS)
    return time.time()


def _with(slack: Playground, action: str, root: str) -> list[dict[str, Any]]:
    """The messages below this one in Amara's box that have this button."""
    found = slack.workspace.messages(direct(AMARA.id), root)
    return [m for m in found if f"'{action}'" in str(m.get("blocks", ""))]


def _asking(ask: Ask) -> Callable[[], list[float]]:
    """Ask one question after the other until the function returned is called; it returns the seconds of each."""
    enough, seconds = Event(), list[float]()

    def asking() -> None:
        while not enough.is_set():
            seconds.append(ask(len(seconds)))

    thread = Thread(target=asking)
    thread.start()

    def ended() -> list[float]:
        enough.set()
        thread.join()
        return seconds

    return ended
