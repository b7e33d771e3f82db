"""The bot is killed with -9 wherever it can be while a regrade is carried out: it is done, and each is told once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.playground.people import direct
from bot.playground.server import Playground
from bot.services import Services
from bot.settings import Settings, Transport
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.results.queries import untold
from storage.workspaces import LOCAL, require_workspace
from tests.journeys.bot_process import BotProcess
from tests.journeys.exam_takers import Takers
from tests.journeys.test_regrade import NOTICE, SAID
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, playground, shown
from tests.knowledge.library import NOW

TAKERS = (BEN, CARMEN, DEV)
# Each takes back what the one before gave, so that each changes all results.
DECISIONS: tuple[dict[str, Any], ...] = ({"policy": "full_credit"}, {"policy": "re_key", "accepted": ["a"]})
# The commits before which it is killed: while the job is begun, the regrade stored, people told.
COMMITS = (1, 2, 3, 4, 6, 8, 10, 12)


@contextmanager
def furnished(data_dir: Path) -> Iterator[Takers]:
    """The library, beside the bot."""
    services = Services(Settings(data_dir=data_dir, database_url=None))
    with services.database.reading() as session:
        workspace = require_workspace(session, LOCAL)
    try:
        yield Takers(services.database, workspace)
    finally:
        services.close()


def prepare(data_dir: Path) -> str:
    """Have three people miss question 1; returns the id of its version."""
    with furnished(data_dir) as takers:
        takers.furnish()
        for person in TAKERS:
            takers.sit(person, lambda number: number != 1)
        with takers.database.transaction() as session:
            give_role(session, takers.workspace, AMARA, Role.OWNER, by=OPERATOR, now=NOW)
        return takers.version_id("q1")


def effect(slack: Playground, version_id: str, values: dict[str, Any]) -> str:
    """The modal that shows what a decision would do; its id."""
    acts, workspace = slack.acts, slack.workspace
    acts.open_home(AMARA)
    home = slack.until(lambda: workspace.home(AMARA)) or {}
    acts.click_in_view(AMARA, home["id"], "panel_items")
    menu = f"item_preview:{version_id}"
    block = slack.until(lambda: [b["block_id"] for b in (workspace.home(AMARA) or {})["blocks"] if menu in str(b)])[0]
    acts.click_in_view(AMARA, home["id"], "item_menu", menu, block)
    page = slack.until(lambda: workspace.views(AMARA))[-1]
    acts.click_in_view(AMARA, page["id"], "regrade_open")
    form = slack.until(lambda: [v for v in workspace.views(AMARA) if v["callback_id"] == "regrade_form"])[-1]
    assert acts.submit(AMARA, form["id"], {"reason": "The guide says otherwise.", **values}) == {}
    filled = slack.until(lambda: [v for v in workspace.views(AMARA) if v["id"] == form["id"] and v.get("submit")])
    return str(filled[-1]["id"])


def told(slack: Playground) -> list[int]:
    """How many notices each has."""
    conversations = [slack.workspace.messages(direct(person)) for person in TAKERS]
    return [sum((m.get("metadata") or {}).get("event_type") == NOTICE for m in messages) for messages in conversations]


def test_a_regrade_is_done_and_told_once_wherever_the_bot_is_killed(data_dir: Path) -> None:
    version_id, killed = prepare(data_dir), 0
    with playground() as slack:
        bot = BotProcess(slack, data_dir, Transport.SOCKET, data_dir / "log")
        bot.start()
        for done, commit in enumerate(COMMITS, start=1):
            view = effect(slack, version_id, DECISIONS[(done - 1) % 2])
            assert SAID.changed.of(3) in shown(next(v for v in slack.workspace.views(AMARA) if v["id"] == view))
            assert bot.survives()
            bot.die_at_commit(commit)
            trouble = slack.acts.submit(AMARA, view)
            if not bot.survives():
                killed += 1
                bot.start()
                if trouble:
                    assert slack.acts.submit(AMARA, view) == {}
                assert bot.survives()
            assert told(slack) == [done] * len(TAKERS)
        bot.stop()
    assert killed >= len(COMMITS) - 2
    with furnished(data_dir) as takers, takers.database.reading() as session:
        assert untold(session, takers.workspace, limit=10) == []
