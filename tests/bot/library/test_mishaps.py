"""A person whose job meets what nobody foresaw is told so, with a code to quote."""

from pathlib import Path

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.pages import Look, LookKind, waiting_view
from bot.durable import step, workflow
from bot.library.asker_notices import AskerNotices
from bot.library.cards import Pressed
from bot.library.desk import Desk
from bot.library.impacts import Impacts, Touching
from bot.library.looking import Looking
from bot.library.mishaps import apologising
from bot.library.owners import Owners
from bot.playground.modals import put
from bot.playground.people import direct
from bot.readers import Readers
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from storage import jobs
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, shown

APOLOGY = ENGLISH.incident.partition("{code}")[0]


def whispers(office: Room) -> list[str]:
    return [m["text"] for m in office.slack.workspace.ephemerals(AMARA, direct(AMARA))]


@DBOS.dbos_class()
class Sums(DBOSConfiguredInstance):
    """A job that goes wrong."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("sums")
        self._desk = desk

    @workflow
    def do(self) -> None:
        with apologising(self._desk, AMARA):
            self.divide(0)

    @step
    def divide(self, by: int) -> float:
        return 1 / by


class Unknowable(Impacts):
    """Impacts that nobody can find out."""

    def touching(self, edition_id: str, *, in_words: bool = False) -> Touching:
        raise ZeroDivisionError


def test_who_started_a_job_that_goes_wrong_is_told_the_code(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        with jobs.running(office.desk.services.settings.jobs_database, lambda: Sums(office.desk)) as sums:
            jobs.start("sum", sums.do)()
        (said,) = whispers(office)
        assert said.startswith(APOLOGY)


def test_a_modal_that_can_not_be_filled_does_not_wait_for_ever(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk, edition = office.desk, office.shelf.store("a.md")
        office.shelf.give(AMARA, Role.ADMIN)
        look = Look(LookKind.CHANGES, edition)
        view_id = put(office.slack.platform, AMARA, waiting_view(look, ENGLISH), on_top=False)["id"]
        with jobs.running(desk.services.settings.jobs_database, lambda: Looking(desk, Unknowable(desk))) as looking:
            jobs.start("look", looking.fill, view_id, look, AMARA)()
        (view,) = office.slack.workspace.views(AMARA)
        assert APOLOGY in shown(view)


def test_who_tells_the_askers_of_an_edition_that_is_gone_is_told_so(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk = office.desk
        office.shelf.give(AMARA, Role.ADMIN)

        def build() -> AskerNotices:
            readers = Readers(desk.database, desk.workspace, desk.identity)
            return AskerNotices(desk, Impacts(desk), Owners(desk), readers)

        with jobs.running(desk.services.settings.jobs_database, build) as notices:
            jobs.start("tell", notices.tell, Pressed(AMARA, new_id()))()
        assert whispers(office) == [ENGLISH.refusals.guide_gone]
