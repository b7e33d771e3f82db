"""The bot is killed with -9 wherever it can be, and started again: every question has exactly one answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.playground.faults import Kind
from bot.playground.server import Playground
from bot.settings import Transport
from tests.databases import put_newest
from tests.journeys.bot_process import BotProcess
from tests.journeys.workplace import BEN, MENTORS, Message, playground, shown

T = TypeVar("T")
FIRST, SECOND = "what is the first wording?", "what is the second wording?"


@contextmanager
def mortal(folder: Path, transport: Transport) -> Iterator[tuple[Playground, BotProcess]]:
    """A workspace, and a bot in it that was started once."""
    put_newest(folder / "library.sqlite")
    with playground() as slack:
        bot = BotProcess(slack, folder, transport, folder / "log")
        bot.start()
        yield slack, bot
        bot.stop()


def answers(slack: Playground, root: str) -> list[Message]:
    return [m for m in slack.workspace.messages(MENTORS, root) if m["user"] == slack.workspace.bot_user_id]


def says(slack: Playground, root: str, wording: str) -> bool:
    """Whether the one answer in a thread is to this wording."""
    found = [shown(m) for m in answers(slack, root)]
    return len(found) == 1 and wording in found[0]


def told(slack: Playground, bot: BotProcess) -> bool:
    """Whether the bot took all that it was sent, or was killed."""
    done = {one.envelope_id for one in slack.deliveries if one.acknowledged}
    return bot.is_dead() or all(one.envelope_id in done for one in slack.deliveries)


def killed(slack: Playground, bot: BotProcess) -> bool:
    """Wait for what becomes of the bot; if it was killed, start it again, and have Slack tell again what it has to."""
    slack.until(lambda: told(slack, bot))
    if bot.survives():
        return False
    bot.start()
    slack.redeliver()
    slack.until(lambda: told(slack, bot))
    assert bot.survives()
    return True


def test_killed_before_each_commit_of_answering_it_answers_once(tmp_path: Path) -> None:
    roots: list[str] = []
    with mortal(tmp_path, Transport.SOCKET) as (slack, bot):
        for number in count(1):
            bot.die_at_commit(number)
            roots.append(slack.acts.post(BEN, MENTORS, f"@Fieldwise {FIRST}"))
            if not killed(slack, bot):
                break
        assert [root for root in roots if not says(slack, root, FIRST)] == []
    assert len(roots) > 8


@pytest.mark.parametrize(
    ("transport", "kind"),
    [(Transport.SOCKET, "reset_before"), (Transport.HTTP, "reset_after")],
    ids=["before", "after"],
)
def test_killed_before_or_after_slack_takes_each_call_it_answers_rewords_and_takes_back_once(
    tmp_path: Path, transport: Transport, kind: Kind
) -> None:
    deaths: list[str] = []
    with mortal(tmp_path, transport) as (slack, bot):

        def dies_at(method: str, act: Callable[[], T]) -> T:
            def strike(_arguments: dict[str, Any]) -> bool:
                bot.kill()
                deaths.append(method)
                return True

            slack.faults.add(method, kind, when=strike)
            done = act()
            assert killed(slack, bot)
            return done

        ask = partial(slack.acts.post, BEN, MENTORS, f"@Fieldwise {FIRST}")
        assert says(slack, dies_at("assistant.threads.setStatus", ask), FIRST)
        root = dies_at("chat.postMessage", ask)
        assert says(slack, root, FIRST)
        dies_at("chat.update", lambda: slack.acts.edit(BEN, MENTORS, root, f"@Fieldwise {SECOND}"))
        assert says(slack, root, SECOND)
        dies_at("chat.delete", lambda: slack.acts.delete(BEN, MENTORS, root))
        assert answers(slack, root) == []
    assert deaths == ["assistant.threads.setStatus", "chat.postMessage", "chat.update", "chat.delete"]


def test_stopped_while_slack_is_away_it_ends_and_answers_when_it_is_started_again(tmp_path: Path) -> None:
    with mortal(tmp_path, Transport.SOCKET) as (slack, bot):
        slack.faults.add("chat.postMessage", "server_error", times=1_000)
        root = slack.acts.post(BEN, MENTORS, f"@Fieldwise {FIRST}")
        slack.until(lambda: [call for call in slack.calls if call.method == "chat.postMessage"])
        bot.stop()
        slack.faults.clear()
        bot.start()
        assert says(slack, root, FIRST)
