"""What is done for a person, or why not: the same sentence, whether a form shows it or a message tells it."""

from pathlib import Path

from sqlalchemy.orm import Session

from bot.durable import time_now
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.members.queries import members
from knowledge.members.roles import Act, Role
from knowledge.members.service import give_role, require
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, BEN

REFUSED = ENGLISH.refusals.not_allowed.format(role="a learner")


def told(office: Room) -> list[str]:
    return [m["text"] for m in office.slack.workspace.ephemerals(AMARA, direct(AMARA))]


def logged(office: Room) -> list[str | None]:
    with office.desk.database.reading() as session:
        found = entries(session, office.desk.workspace, Filter(action=Action.REFUSED), limit=10)
    return [entry.actor for entry in found]


def test_what_is_allowed_is_done_and_nobody_is_told_anything(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk = office.desk
        office.shelf.give(AMARA, Role.ADMIN)

        def act(session: Session) -> Role:
            return require(session, desk.workspace, AMARA, Act.SEE_LIBRARY)

        assert desk.acting.why_not(AMARA, act) is None
        assert desk.acting.attempt(AMARA, None, act) is Role.ADMIN
        assert (told(office), logged(office)) == ([], [])


def test_who_may_not_hears_one_sentence_nothing_is_changed_and_it_is_in_the_audit_log(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk = office.desk

        def act(session: Session) -> Role:
            give_role(session, desk.workspace, BEN, Role.EDITOR, by="operator", now=time_now())
            return require(session, desk.workspace, AMARA, Act.SEE_LIBRARY)

        assert desk.acting.why_not(AMARA, act) == REFUSED
        assert told(office) == []
        assert desk.acting.attempt(AMARA, None, act) is None
        assert told(office) == [REFUSED]
        assert logged(office) == [AMARA, AMARA]
        with desk.database.reading() as session:
            assert members(session, desk.workspace) == []
