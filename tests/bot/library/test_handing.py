"""The card of an edition that somebody asks for."""

from datetime import timedelta
from pathlib import Path

from bot.durable import time_now
from bot.library.cards import Cards
from bot.library.handing import hand
from bot.texts.english import ENGLISH
from knowledge.guides import life
from knowledge.guides.service import add_edition
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.knowledge.library import edition_draft

AMARA, NOBODY = "U0AMARA", "U0NOBODY"


def drafted(there: Room, person: str) -> str:
    """A draft of a person who may see it."""
    edition_id, now = new_id(), time_now()
    with there.desk.database.transaction() as session:
        give_role(session, there.desk.workspace, person, Role.EDITOR, by=OPERATOR, now=now)
        draft = edition_draft("Group mentoring", "Group mentoring needs two staff.")
        add_edition(session, there.desk.workspace, edition_id, draft, by=person, now=now)
    return edition_id


def test_it_is_sent_once_also_where_it_is_tried_again_much_later(tmp_path: Path) -> None:
    with room(tmp_path) as there:
        edition_id, pressed = drafted(there, AMARA), time_now() - timedelta(hours=2)
        cards = Cards(there.desk)
        said = [hand(there.desk, cards, AMARA, edition_id, pressed) for _ in range(2)]
        assert said == [ENGLISH.library.card_sent] * 2
        assert len([call for call in there.slack.calls if call.method == "chat.postMessage"]) == 1
        hand(there.desk, cards, AMARA, edition_id, pressed + timedelta(minutes=1))
        assert len([call for call in there.slack.calls if call.method == "chat.postMessage"]) == 2


def test_it_is_not_sent_again_while_the_last_card_says_what_holds(tmp_path: Path) -> None:
    with room(tmp_path) as there:
        edition_id, cards = drafted(there, AMARA), Cards(there.desk)
        hand(there.desk, cards, AMARA, edition_id, time_now())
        later = time_now() + timedelta(hours=1)
        said = hand(there.desk, cards, AMARA, edition_id, later)
        assert said == ENGLISH.library.card_there.format(date=ENGLISH.day(time_now().date()))
        assert len([call for call in there.slack.calls if call.method == "chat.postMessage"]) == 1
        with there.desk.database.transaction() as session:
            life.submit(session, there.desk.workspace, edition_id, by=AMARA, now=time_now())
        assert hand(there.desk, cards, AMARA, edition_id, later) == ENGLISH.library.card_sent
        assert len([call for call in there.slack.calls if call.method == "chat.postMessage"]) == 2


def test_it_is_not_said_to_be_sent_where_slack_refuses_it(tmp_path: Path) -> None:
    with room(tmp_path) as there:
        edition_id = drafted(there, NOBODY)
        said = hand(there.desk, Cards(there.desk), NOBODY, edition_id, time_now())
        assert said == ENGLISH.library.card_not_sent
