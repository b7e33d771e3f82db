"""Who looks after the library hears once that the model is away, and reads it in Home until it answers again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.blocks.library.outage import outage_message
from bot.blocks.library.showing import Showing
from bot.library.outages import OutageNews
from bot.library.owners import Owners
from bot.library.panels import Panels
from bot.library.people import People
from bot.playground.limits import message_problems
from bot.playground.people import direct
from bot.services import Services
from bot.texts import LANGUAGES
from bot.texts.english import ENGLISH
from knowledge.answering.trace import Fallback
from knowledge.members.roles import Role
from knowledge.outages import service
from knowledge.outages.values import Outage
from storage import jobs
from storage.schema import new_id
from tests.bot.library.desks import Room, room
from tests.journeys.workplace import AMARA, BEN, DEV

NOW = datetime.now(UTC)
MODEL, DENIED = "openai:gpt-5.5", "it does not accept the key (HTTP 401)"


@dataclass
class Watch:
    """A library with an owner and an admin, and a model that fails."""

    room: Room
    news: OutageNews

    def fail(self, times: int, at: datetime = NOW) -> None:
        desk = self.room.desk
        with desk.database.transaction() as session:
            for _ in range(times):
                service.failed(session, desk.workspace, MODEL, Fallback.AWAY, DENIED, now=at)

    def recover(self) -> None:
        with self.room.desk.database.transaction() as session:
            service.answered(session, self.room.desk.workspace)

    def look(self) -> None:
        """What the schedule does each minute."""
        if self.news.is_due(NOW):
            jobs.start(new_id(), self.news.tell)()

    def told(self, person: str) -> list[str]:
        return [message["text"] for message in self.room.slack.workspace.messages(direct(person))]

    def home(self, person: str) -> str:
        panels = Panels(self.room.desk, People(self.room.desk.calls, self.room.desk.identity.own))
        stands = panels.standing(person)
        return str(panels.top(person, stands, Showing(), None, ENGLISH, looks_after=False))


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with room(tmp_path) as office:
        chosen = office.desk.services.settings.model_copy(update={"model": MODEL})
        desk = replace(office.desk, services=Services(chosen))
        for person, role in ((AMARA, Role.OWNER), (BEN, Role.ADMIN), (DEV, Role.EDITOR)):
            office.shelf.give(person, role)
        with jobs.running(chosen.jobs_database, lambda: OutageNews(desk, Owners(desk), lambda: NOW)) as news:
            yield Watch(replace(office, desk=desk), news)


def test_owners_and_admins_are_told_once_however_long_it_lasts(watch: Watch) -> None:
    watch.fail(4)
    watch.look()
    assert (watch.told(AMARA), watch.told(BEN)) == ([], [])
    watch.fail(1)
    for _ in range(3):
        watch.look()
        watch.fail(2, NOW + timedelta(minutes=20))
    for person in (AMARA, BEN):
        (told,) = watch.told(person)
        assert told.startswith(ENGLISH.outage.title)
    assert watch.told(DEV) == []


def test_after_it_answered_and_failed_anew_they_are_told_again(watch: Watch) -> None:
    for hour in (0, 1):
        watch.fail(5, NOW + timedelta(hours=hour))
        watch.look()
        watch.recover()
        watch.look()
    assert len(watch.told(AMARA)) == 2


def test_who_was_told_when_the_bot_was_killed_before_it_noted_that_is_not_told_twice(watch: Watch) -> None:
    watch.fail(5)
    watch.look()
    # The same outage, as it stands in the database of a bot that was killed at the worst moment.
    watch.recover()
    watch.fail(5)
    assert watch.news.is_due(NOW)
    watch.look()
    assert len(watch.told(AMARA)) == 1
    assert not watch.news.is_due(NOW)


def test_home_says_so_to_those_who_can_have_it_mended_until_it_answers(watch: Watch) -> None:
    title = ENGLISH.outage.title
    watch.fail(5)
    watch.look()
    assert [title in watch.home(person) for person in (AMARA, BEN, DEV)] == [True, True, False]
    assert DENIED in watch.home(AMARA)
    watch.recover()
    assert title not in watch.home(AMARA)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("why", [Fallback.AWAY, Fallback.SLOW, Fallback.REFUSED, Fallback.GARBLED])
def test_slack_takes_the_message_and_nothing_in_it_acts(language: str, why: Fallback) -> None:
    named = Outage("openai:<!channel>&" + "x" * 180, why, "<@U1> *said*" * 15, NOW, NOW, 5)
    message = outage_message(named, LANGUAGES[language])
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "<!channel>" not in str(message)
    assert "<@U1>" not in str(message)
