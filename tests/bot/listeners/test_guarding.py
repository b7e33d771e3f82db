"""What goes wrong in a handler is told to the person behind the request."""

import re
from pathlib import Path

from bot.playground.people import TEAM
from bot.texts.english import ENGLISH
from tests.databases import put_newest
from tests.journeys.workplace import BEN, workplace


def test_an_error_in_a_modal_is_told_in_the_person_s_own_conversation(tmp_path: Path) -> None:
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path) as office:
        view = {"id": "V1", "type": "modal", "callback_id": "feedback_reason", "state": {"values": {}}}
        sent = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": BEN, "team_id": TEAM}, "view": view}
        told = office.whispered(BEN, "D0BEN", lambda: office.slack.platform.deliveries.send("interactive", sent))
    assert re.fullmatch(re.escape(ENGLISH.incident).replace(r"\{code\}", r"\w{6}"), told["text"])
