"""The bot is killed with -9 wherever it can be while a file comes in: in the end all of it is one draft."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.durable import time_now
from bot.playground.faults import Kind
from bot.playground.people import direct
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from ingestion.uploads import queries
from ingestion.uploads.values import Stage
from knowledge.guides import life
from knowledge.guides.queries import passage_count
from knowledge.guides.states import EditionState
from knowledge.index.verify import verify
from knowledge.members.roles import OPERATOR
from knowledge.members.service import give_role
from storage.workspaces import LOCAL, ensure_workspace
from tests.journeys.bot_process import BotProcess
from tests.journeys.library_desk import GUIDE, ROLES, empty
from tests.journeys.workplace import BEN, Message, playground, shown
from tests.knowledge.library import NOW


@contextmanager
def library(folder: Path) -> Iterator[tuple[Services, str]]:
    """The library, beside the bot."""
    services = Services(Settings(data_dir=folder, database_url=None))
    with services.database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    try:
        yield services, workspace
    finally:
        services.close()


@contextmanager
def mortal(folder: Path, transport: Transport) -> Iterator[tuple[Playground, BotProcess]]:
    """A workspace with an editor in it, and a bot that was started once."""
    with library(empty(folder)) as (services, workspace), services.database.transaction() as session:
        for person, role in ROLES.items():
            give_role(session, workspace, person, role, by=OPERATOR, now=NOW)
    with playground() as slack:
        bot = BotProcess(slack, folder, transport, folder / "log")
        bot.start()
        yield slack, bot
        bot.stop()


def opened(slack: Playground, bot: BotProcess, number: int) -> str:
    """The form for a file of its own, once the bot has nothing else to do; its view's id."""
    told = len(slack.deliveries)
    text = GUIDE.replace(b"month", f"month and {number} days".encode())
    ts = slack.acts.upload(BEN, direct(BEN), [(f"guide-{number}.md", text)])
    before = {view["id"] for view in slack.workspace.views(BEN)}
    slack.acts.shortcut(BEN, "add_guide", direct(BEN), ts)
    view = slack.until(lambda: [v for v in slack.workspace.views(BEN) if v["id"] not in before])[-1]
    slack.until(lambda: all(one.acknowledged for one in slack.deliveries[told:]))
    assert bot.survives()
    return str(view["id"])


def submitted(slack: Playground, bot: BotProcess, view: str) -> bool:
    """Send the form, again if Slack tells of trouble; returns whether the bot was killed meanwhile."""
    trouble = slack.acts.submit(BEN, view)
    if bot.survives():
        assert trouble == {}
        return False
    bot.start()
    if trouble:
        assert slack.acts.submit(BEN, view) == {}
    assert bot.survives()
    return True


def cards(slack: Playground) -> list[Message]:
    messages = slack.workspace.messages(direct(BEN))
    return [m for m in messages if (m.get("metadata") or {}).get("event_type") == "fieldwise_upload"]


def assert_all_are_drafts(folder: Path, slack: Playground, forms: int) -> None:
    """Each file is one draft with all its passages embedded, has one card that says so, and is in no cache."""
    assert sorted("Ready" in shown(card) for card in cards(slack)) == [True] * forms
    with library(folder) as (services, workspace):
        with services.database.reading() as session:
            found = queries.uploads(session, workspace, list(Stage))
            assert [upload.stage for upload in found] == [Stage.READY] * forms
            editions = [upload.edition_id or "" for upload in found]
            assert {life.state_of(session, edition) for edition in editions} == {EditionState.DRAFT}
            assert [passage_count(session, edition) for edition in editions] == [upload.passages for upload in found]
        assert sum(services.intake.embed(workspace, editions).values()) == 0
        model = services.embedder.model_id
        assert verify(services.database, services.caches, workspace, model, now=time_now()).sound


def test_killed_before_commits_of_every_step_a_file_becomes_one_draft_with_one_card(tmp_path: Path) -> None:
    forms = 0
    with mortal(tmp_path, Transport.SOCKET) as (slack, bot):
        # Each step commits some four times: of its own work, and of that of its job.
        for number in count(1, 4):
            view = opened(slack, bot, number)
            bot.die_at_commit(number)
            forms += 1
            if not submitted(slack, bot, view):
                break
    assert_all_are_drafts(tmp_path, slack, forms)
    assert forms > 6


@pytest.mark.parametrize("kind", ["reset_before", "reset_after"])
def test_killed_before_or_after_slack_takes_each_call_a_file_becomes_one_draft_with_one_card(
    tmp_path: Path, kind: Kind
) -> None:
    deaths: list[str] = []
    with mortal(tmp_path, Transport.HTTP) as (slack, bot):

        def dies_at(method: str, act: Callable[[], object]) -> None:
            def strike(_arguments: dict[str, Any]) -> bool:
                bot.kill()
                deaths.append(method)
                return True

            slack.faults.add(method, kind, when=strike)
            act()

        for number, method in enumerate(["conversations.open", "chat.postMessage", "files.info", "chat.update"]):
            view = opened(slack, bot, number)
            dies_at(method, lambda view=view: submitted(slack, bot, view))  # type: ignore[misc]
    assert deaths == ["conversations.open", "chat.postMessage", "files.info", "chat.update"]
    assert_all_are_drafts(tmp_path, slack, 4)
