"""A person whose job meets what nobody foresaw is told so, with a code to quote."""

from pathlib import Path

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.pages import Look, LookKind, waiting_view
from bot.blocks.library.showing import Showing
from bot.blocks.message import Message
from bot.durable import step, time_now, workflow
from bot.home import Homes, Opened
from bot.library.asker_notices import AskerNotices
from bot.library.cards import Cards, Pressed
from bot.library.desk import Desk
from bot.library.guide_page import GuidePages
from bot.library.impacts import Impacts, Touching
from bot.library.looking import Looking
from bot.library.mishaps import apologising
from bot.library.owners import Owners
from bot.library.people import People
from bot.library.presses import Press, Turned
from bot.playground.modals import put
from bot.playground.people import direct
from bot.readers import Readers
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from storage import jobs
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, BEN, scripted, shown

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


class Unknown(People):
    """People of whom nobody can say who is here."""

    def is_here(self, person: str) -> bool:
        raise ZeroDivisionError

    def keeps_workspace(self, person: str) -> bool:
        raise ZeroDivisionError


class Unshowable(Cards):
    """Cards that nobody can make."""

    def message(self, edition_id: str, person: str, news: str | None = None) -> Message | None:
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


def test_whoever_opens_home_or_presses_something_there_is_told_the_code_of_what_went_wrong(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk, edition = office.desk, office.shelf.store("a.md")
        turned = Turned(AMARA, Showing())

        def build() -> Homes:
            readers = Readers(desk.database, desk.workspace, desk.identity)
            return Homes(desk, scripted, readers, Unknown(desk.calls, desk.identity.own), Unshowable(desk))

        with jobs.running(desk.services.settings.jobs_database, build) as homes:
            jobs.start("open", homes.welcome, Opened(AMARA, direct(AMARA), "home"))()
            jobs.start("turn", homes.turn, turned)()
            jobs.start("act", homes.act, turned, Press("policy_second_person", "off"))()
            jobs.start("claim", homes.claim, turned)()
            office.shelf.give(AMARA, Role.ADMIN)
            jobs.start("hand over", homes.hand_over, turned, edition, time_now())()
        said = whispers(office)
        assert [text.startswith(APOLOGY) for text in said] == [True] * 5
        assert len(set(said)) == 5


def test_whoever_presses_something_on_a_guides_page_is_told_the_code_of_what_went_wrong(tmp_path: Path) -> None:
    with room(tmp_path) as office:
        desk, guide = office.desk, office.shelf.publish("a.md")
        office.shelf.give(AMARA, Role.ADMIN)

        def build() -> GuidePages:
            return GuidePages(desk, Unknown(desk.calls, desk.identity.own), Unshowable(desk))

        with jobs.running(desk.services.settings.jobs_database, build) as pages:
            jobs.start("own", pages.own, AMARA, guide, BEN, "V1")()
            jobs.start("hand over", pages.hand_over, AMARA, guide, office.shelf.store("b.md"), "V1", time_now())()
        assert [text.startswith(APOLOGY) for text in whispers(office)] == [True] * 2
