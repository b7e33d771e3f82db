"""The first opening of the bot after its start."""

import json
from pathlib import Path

from bot.texts.english import ENGLISH
from storage import jobs
from tests.journeys.workplace import BEN, Workplace, shown, workplace


def test_the_home_tab_is_shown_at_once_and_what_to_try_when_it_is_found_out(data_dir: Path) -> None:
    with workplace(data_dir) as office:
        assert opened(office) == [False, True]
        assert opened(office) == [False, True, True]


def opened(office: Workplace) -> list[bool]:
    """Whether each view so far says what to try, after Ben has opened the tab once more."""
    before = len(views(office))
    office.slack.acts.open_home(BEN)
    office.slack.until(lambda: len(views(office)) > before)
    jobs.finish_left_over()
    return [ENGLISH.home_prompts in shown(view) for view in views(office)]


def views(office: Workplace) -> list[dict[str, object]]:
    """Those published so far."""
    given = [call.arguments["view"] for call in office.slack.calls if call.method == "views.publish"]
    return [json.loads(view) if isinstance(view, str) else view for view in given]
