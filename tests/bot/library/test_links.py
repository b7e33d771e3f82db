"""Links are looked at once a week, and of a dead one somebody is told once, at work."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.links import AT_ONCE, EVENT_TYPE, Links, credible, to_look_at, week_of
from bot.library.owners import Owners
from bot.playground.people import direct
from bot.texts import LANGUAGES
from ingestion.web.asking import Limits
from ingestion.web.errors import NotReachable, Obstacle, PageRefused
from ingestion.web.links import LinkState, check_link, state_of
from knowledge.freshness.links import dead_links
from knowledge.freshness.values import DeadLink
from knowledge.members.roles import Role
from storage import jobs
from tests.bot.library.desks import Room, room
from tests.ingestion.web.site import Names, Site, page, public_or_loopback, running
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, shown

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
# Wednesday, ten o'clock where Ben is: weeks ago, so that Slack's clock is later.
WEDNESDAY = week_of(datetime.now(UTC)) - 10 * WEEK + 2 * DAY + 9 * HOUR
# The day after that on which links are found dead that failed in two weeks.
THURSDAY = WEDNESDAY + WEEK + DAY
QUICK = Limits(size=0, seconds=2.0, connect_seconds=0.5, read_seconds=0.3)


@dataclass
class Watch:
    """The job of links, with a clock that is set by hand and a web that is one site on loopback."""

    room: Room
    site: Site
    links: Links
    now: list[datetime] = field(default_factory=lambda: [WEDNESDAY])

    def check(self, now: datetime) -> None:
        """Look at this week's links."""
        self.now[0] = now
        jobs.start(f"check:{now}:{len(self.site.paths)}", self.links.check)
        jobs.finish_left_over()

    def tell(self, now: datetime) -> None:
        """Tell whoever is to be told."""
        self.now[0] = now
        jobs.start(f"tell:{now}", self.links.tell)
        jobs.finish_left_over()

    def publish(self, key: str, *, text: str, owner: str | None = None, source_url: str | None = None) -> str:
        """Publish an edition of a guide now; returns the guide's id."""
        return self.room.shelf.publish(key, text=text, owner=owner, source_url=source_url, now=self.now[0])

    def find_dead(self) -> None:
        """Look at links in two weeks."""
        for weeks in (0, 1):
            self.check(WEDNESDAY + weeks * WEEK)

    def dead(self, guide_id: str | None = None) -> list[DeadLink]:
        """The dead links that the library knows."""
        with self.room.desk.database.reading() as session:
            return dead_links(session, self.room.desk.workspace, guide_id=guide_id)

    def told(self, person: str) -> list[Message]:
        """What a person was told of dead links."""
        messages = self.room.slack.workspace.messages(direct(person))
        return [m for m in messages if m.get("metadata", {}).get("event_type") == EVENT_TYPE]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with running() as site, room(tmp_path) as office:
        now = [WEDNESDAY]
        look = partial(check_link, limits=QUICK, resolve=Names(), allowed=public_or_loopback, ports={site.port})

        def build() -> Links:
            return Links(office.desk, Owners(office.desk), lambda: now[0], look)

        office.shelf.give(AMARA, Role.OWNER)
        with jobs.running(office.desk.services.settings.jobs_database, build) as links:
            yield Watch(office, site, links, now)


def test_a_link_that_failed_in_two_weeks_is_dead_and_its_owner_is_told_once_at_work(watch: Watch) -> None:
    site = watch.site
    site.answers["/there"] = page()
    text = f"See {site.url('/there')} and {site.url('/gone')}."
    guide = watch.publish("closing.md", text=text, owner=BEN, source_url=site.url("/moved"))
    other = watch.publish("other.md", text="No links.")
    watch.check(WEDNESDAY)
    assert watch.dead() == []
    watch.check(WEDNESDAY + WEEK)
    assert [(d.url, d.problem, d.owner) for d in watch.dead(guide)] == [
        (site.url("/moved"), "status_404", BEN),
        (site.url("/gone"), "status_404", BEN),
    ]
    assert watch.dead(other) == []
    watch.tell(WEDNESDAY + WEEK)
    assert not watch.links.has_news()
    for hours in (-8, 8, 9):
        watch.tell(THURSDAY + hours * HOUR)
    assert watch.told(BEN) == []
    assert watch.links.has_news()
    for days in (1, 5, 7):
        watch.tell(THURSDAY + days * DAY)
    (message,) = watch.told(BEN)
    assert "closing.md" in shown(message)
    assert site.url("/gone") in shown(message)
    assert site.url("/there") not in shown(message)
    assert not watch.links.has_news()
    assert watch.told(AMARA) == []


def test_where_nobody_owns_the_guide_those_who_look_after_the_library_are_told(watch: Watch) -> None:
    watch.publish("closing.md", text=f"See {watch.site.url('/gone')}.")
    watch.find_dead()
    watch.tell(THURSDAY)
    assert len(watch.told(AMARA)) == 1


def test_each_owner_of_a_guide_with_the_same_dead_link_is_told_once_in_the_owners_language(watch: Watch) -> None:
    gone, own = watch.site.url("/gone"), watch.site.url("/own")
    watch.publish("a.md", text=f"See {gone} and {own}.", owner=BEN)
    watch.publish("b.md", text=f"See {gone}.", owner=CARMEN)
    watch.publish("c.md", text=f"See {gone}.", owner=DEV)
    watch.find_dead()
    watch.tell(THURSDAY)
    assert [len(watch.told(person)) for person in (BEN, CARMEN, DEV)] == [1, 1, 0]
    assert watch.links.has_news()
    for hours in (1, 2, 5, 8, 24, 48):
        watch.tell(THURSDAY + hours * HOUR)
    (ben,), (carmen,), (dev,) = (watch.told(person) for person in (BEN, CARMEN, DEV))
    assert not watch.links.has_news()
    english, spanish = LANGUAGES["en"].freshness, LANGUAGES["es"].freshness
    assert [english.dead_links in shown(m) for m in (ben, carmen, dev)] == [True, False, True]
    assert spanish.dead_links in shown(carmen)
    assert all(gone in shown(m) for m in (ben, carmen, dev))
    assert [key in shown(ben) for key in ("a.md", "b.md", "c.md", "/own")] == [True, False, False, True]
    watch.publish("d.md", text=f"See {gone}.", owner=AMARA)
    watch.tell(THURSDAY + 5 * DAY)
    assert [len(watch.told(person)) for person in (AMARA, BEN, CARMEN, DEV)] == [1, 1, 1, 1]
    assert not watch.links.has_news()


def test_of_several_who_look_after_the_library_each_is_told_once_when_she_is_at_work(watch: Watch) -> None:
    watch.room.shelf.give(DEV, Role.ADMIN)
    watch.publish("closing.md", text=f"See {watch.site.url('/gone')}.")
    watch.find_dead()
    counts = []
    for hours in range(-9, 24, 3):
        watch.tell(THURSDAY + hours * HOUR)
        counts.append((len(watch.told(AMARA)), len(watch.told(DEV)), watch.links.has_news()))
    # Where Amara is, the hour 0 is ten o'clock; where Dev is, it is night.
    assert counts == [*3 * [(0, 0, True)], *2 * [(1, 0, True)], *6 * [(1, 1, False)]]


def test_of_a_link_whose_guide_was_withdrawn_or_replaced_there_is_nothing_to_tell(watch: Watch) -> None:
    gone = watch.site.url("/gone")
    guide = watch.publish("a.md", text=f"See {gone}.", owner=BEN)
    watch.publish("b.md", text=f"See {gone}.", owner=BEN)
    watch.find_dead()
    watch.now[0] = THURSDAY
    assert watch.links.has_news()
    watch.room.shelf.withdraw(guide, now=THURSDAY)
    watch.publish("b.md", text="No links.", owner=BEN)
    assert not watch.links.has_news()
    watch.tell(THURSDAY)
    assert watch.told(BEN) == []


def test_a_message_that_was_posted_before_a_crash_is_found_and_not_posted_again(watch: Watch) -> None:
    watch.publish("closing.md", text=f"See {watch.site.url('/gone')}.", owner=BEN)
    watch.find_dead()
    watch.tell(THURSDAY)
    with watch.room.desk.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE link_check SET told_at = NULL")
    watch.tell(THURSDAY + HOUR)
    assert len(watch.told(BEN)) == 1
    assert not watch.links.has_news()


def test_a_link_is_looked_at_once_in_a_week_however_often_the_job_runs(watch: Watch) -> None:
    watch.site.answers["/there"] = page()
    watch.publish("closing.md", text=f"See {watch.site.url('/there')}.")
    for days in (0, 1, 4):
        watch.check(WEDNESDAY + days * DAY)
    assert watch.site.paths == ["/there"]
    watch.check(WEDNESDAY + 5 * DAY)
    assert watch.site.paths == ["/there", "/there"]


def test_a_batch_that_is_looked_at_again_after_a_kill_asks_for_nothing_that_was_recorded(watch: Watch) -> None:
    first, second = watch.site.url("/first"), watch.site.url("/second")
    watch.site.answers |= {"/first": page(), "/second": page()}
    watch.links.look_at([first], WEDNESDAY)
    watch.links.look_at([first, second], WEDNESDAY)
    assert watch.site.paths == ["/first", "/second"]


def test_what_is_left_when_the_time_is_up_is_looked_at_first_in_the_next_week(tmp_path: Path) -> None:
    looked: list[str] = []

    def look(url: str) -> LinkState:
        looked.append(url)
        return LinkState(url, True, "")

    now = [WEDNESDAY]
    with room(tmp_path) as office:
        every = [f"https://guides.example/{number}" for number in range(AT_ONCE + 5)]
        office.shelf.publish("closing.md", text="\n".join(every))

        def build() -> Links:
            return Links(office.desk, Owners(office.desk), lambda: now[0], look, budget=0.0)

        with jobs.running(office.desk.services.settings.jobs_database, build) as links:
            jobs.start("one week", links.check)()
            assert looked == every[:AT_ONCE]
            now[0] += WEEK
            jobs.start("next week", links.check)()
            assert looked[AT_ONCE:] == every[AT_ONCE:] + every[: AT_ONCE - 5]


def test_where_no_name_is_known_at_all_it_is_the_network_that_is_away() -> None:
    def unknown(host: str, alive: bool | None = False) -> LinkState:
        return LinkState(f"https://{host}.example/x", alive, "name_unknown")

    there = LinkState("https://c.example/x", True, "")
    assert credible([unknown("a"), unknown("b")]) == [unknown("a", None), unknown("b", None)]
    assert credible([unknown("a"), unknown("b"), there]) == [unknown("a"), unknown("b"), there]
    assert credible([unknown("a"), unknown("a")]) == [unknown("a"), unknown("a")]
    assert credible([]) == []


def test_an_address_inside_the_house_is_not_connected_to_and_is_not_called_dead(watch: Watch) -> None:
    private = f"http://10.0.0.1:{watch.site.port}/secret"
    watch.publish("closing.md", text=f"See {private}.")
    for weeks in (0, 1, 2):
        watch.check(WEDNESDAY + weeks * WEEK)
    assert watch.site.paths == []
    assert watch.dead() == []


urls = st.builds("https://{}.example/{}".format, st.sampled_from("abc"), st.integers(0, 5))
days_ago = st.integers(0, 20).map(lambda days: WEDNESDAY - days * DAY)


@given(st.lists(urls), st.dictionaries(urls, days_ago))
def test_each_link_that_was_not_looked_at_this_week_is_and_once(links: list[str], last: dict[str, datetime]) -> None:
    since = week_of(WEDNESDAY)
    found = to_look_at(links, last, since)
    assert sorted(found) == sorted({link for link in links if link not in last or last[link] < since})


def test_hosts_take_turns_and_what_was_never_looked_at_comes_first() -> None:
    links = [f"https://{host}.example/{page}" for host in "ab" for page in range(3)]
    last = {links[0]: WEDNESDAY - 2 * WEEK, links[1]: WEDNESDAY - 3 * WEEK}
    assert to_look_at(links, last, WEDNESDAY) == [links[2], links[3], links[1], links[4], links[0], links[5]]


def test_a_week_begins_on_monday() -> None:
    monday = week_of(WEDNESDAY)
    assert (monday.weekday(), monday.hour, WEDNESDAY - monday) == (0, 0, 2 * DAY + 9 * HOUR)
    assert week_of(monday) == monday


def test_there_is_a_sentence_for_each_problem_of_a_dead_link() -> None:
    url = "https://a.example"
    errors = [*(PageRefused(url, code) for code in range(400, 600)), *(NotReachable(url, one) for one in Obstacle)]
    found: list[LinkState] = [state_of(url, error) for error in errors]
    dead = {state.problem for state in found if state.alive is False}
    assert all(set(texts.freshness.problems) == dead for texts in LANGUAGES.values())
