"""The bot is killed with -9 while it tells those who asked that the guides answer now: each is told once."""

from pathlib import Path
from typing import Any

import pytest

from bot.durable import time_now
from bot.playground.server import Playground
from ingestion.intake import Drafted
from knowledge.guides import life
from tests.journeys.bot_process import BotProcess
from tests.journeys.editions import ASKING, drafted
from tests.journeys.test_library_killed import Desk, at_work, press
from tests.journeys.workplace import BEN, CARMEN, DEV, Message, shown

BOX, OF_BEN = "D0DEV", "D0BEN"
OTHER = "# Expenses\n\n## Trains\n\nThe office pays for a second class train ticket when the form is signed.\n"


def of_something_else(desk: Desk) -> Drafted:
    """A guide in review that does not answer what Dev asks."""
    draft = drafted(desk.services.intake, desk.workspace, OTHER, name="forms.md", check=False)
    with desk.services.database.transaction() as session:
        life.submit(session, desk.workspace, draft.edition_id, by=CARMEN, now=time_now())
    return draft


def asked_in_vain(slack: Playground) -> Message:
    """The bot's answer to a question of Dev, who has nobody else with him."""
    root = slack.acts.post(DEV, BOX, ASKING)
    return slack.until(lambda: [m for m in slack.workspace.messages(BOX, root) if "regenerate" in str(m)])[-1]


def told(slack: Playground) -> list[Message]:
    """What says to Dev that it is answered now."""
    return [m for m in slack.workspace.messages(BOX) if "answered_now:" in str(m.get("blocks"))]


@pytest.mark.parametrize(("method", "words"), [("chat.update", "1 apples"), ("chat.postMessage", "answered_now:")])
def test_killed_in_between_each_asker_is_told_once(tmp_path: Path, method: str, words: str) -> None:
    with at_work(tmp_path / "data") as (desk, bot):
        other = of_something_else(desk)
        assert press(desk, bot, other, desk.card_for_ben(other))
        before = asked_in_vain(desk.slack)
        strike(desk.slack, bot, method, words)
        draft = desk.in_review(1)
        desk.slack.acts.click(BEN, OF_BEN, desk.card_for_ben(draft), "edition_publish")
        desk.slack.until(bot.is_dead, 30)
        assert not bot.survives()
        bot.start()
        assert bot.survives()
        (now,) = [m for m in desk.slack.workspace.messages(BOX) if m["ts"] == before["ts"]]
        assert "1 apples" in shown(now)
        assert len(told(desk.slack)) == 1
        bot.stop()


def strike(slack: Playground, bot: BotProcess, method: str, words: str) -> None:
    """Have the bot killed right after Slack has taken a call with these words in it."""

    def is_it(arguments: dict[str, Any]) -> bool:
        if words not in str(arguments.get("blocks")):
            return False
        bot.kill()
        return True

    slack.faults.add(method, "reset_after", when=is_it)
