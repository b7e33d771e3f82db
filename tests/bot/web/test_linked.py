"""Pages behind links: they show what whoever made them may see now, end, and tell nobody anything else."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from PIL import Image
from starlette.testclient import TestClient

from bot.learning.home_learning import learning_of
from bot.texts import LANGUAGES
from bot.web.app import pages_app
from bot.web.linked import LinkedPages, Reader
from evals.workload.histories import fill
from learning.exchange.links import make_link, revoke_links
from learning.exchange.values import LinkKind
from learning.learners.service import leave
from learning.membership.values import Part
from learning.practice.values import OPEN
from storage.database import Database
from storage.upgrade import upgrade
from storage.workspaces import LOCAL, ensure_workspace
from tests.bot.web.test_certificates import Outline, contrast
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.cohorts.campus import CERTIFICATION, PATH, Campus

ADDRESS = "https://badges.example.org"
SAID = LANGUAGES["en"].progress
HOUR = timedelta(hours=1)


@dataclass
class Pages:
    """The pages of a campus, with a clock and a reader that the test sets."""

    campus: Campus
    client: TestClient
    now: list[datetime]
    reader: list[Reader]

    def link(self, person: str, kind: LinkKind = LinkKind.PROGRESS, subject: str | None = None) -> str:
        return self.campus.do(
            lambda session: make_link(
                session, self.campus.workspace, person, kind, subject=subject, by=person, now=self.now[0]
            )
        )

    def get(self, path: str, language: str = "en") -> Any:
        return self.client.get(path, headers={"accept-language": language})

    def text(self, path: str, language: str = "en") -> str:
        answer = self.get(path, language)
        assert answer.status_code == 200
        return Outline(answer.text).text


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('linked') / 'library.sqlite'}")
    upgrade(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def campus(sqlite: Database) -> Campus:
    campus = Campus.open(sqlite)
    campus.goal(CERTIFICATION, (NOW + 20 * DAY).date())
    campus.goal(PATH)
    return campus


@pytest.fixture
def pages(campus: Campus) -> Pages:
    now, reader = [NOW], [Reader(ZoneInfo("UTC"), OPEN.audiences)]
    names = {"lea": "Léa <b>Osei</b>", "lou": "لو"}
    made = LinkedPages(campus.school.database, ADDRESS, lambda people: names, lambda person: reader[0], lambda: now[0])
    return Pages(campus, TestClient(pages_app(made.routes())), now, reader)


def test_a_person_s_own_page_shows_her_progress_with_a_picture(pages: Pages) -> None:
    secret = pages.link("lea")
    said = pages.text(f"/p/{secret}")
    for fact in (SAID.page_title, SAID.left, SAID.certificates, SAID.paths, "2 November 2026"):
        assert fact in said
    answer = pages.get(f"/p/{secret}/own.png")
    assert answer.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).width == 1200
    page = Outline(pages.get(f"/p/{secret}").text)
    assert [(one["src"], bool(one["alt"])) for tag, one in page.tags if tag == "img"] == [
        (f"{ADDRESS}/p/{secret}/own.png", True)
    ]


def test_a_page_ends_after_a_day_and_then_is_as_if_it_had_never_been(pages: Pages) -> None:
    secret = pages.link("lea")
    pages.now[0] = NOW + 24 * HOUR - timedelta(seconds=1)
    assert pages.get(f"/p/{secret}").status_code == 200
    pages.now[0] = NOW + 24 * HOUR
    over, never = pages.get(f"/p/{secret}"), pages.get(f"/p/{'x' * 43}")
    assert (over.status_code, over.content, dict(over.headers)) == (404, never.content, dict(never.headers))
    pictures = pages.get(f"/p/{secret}/own.png"), pages.get(f"/p/{'x' * 43}/own.png")
    assert [(one.status_code, one.content) for one in pictures] == [(404, b"")] * 2


@pytest.mark.parametrize("secret", ["x", "%00", "x" * 43, "..%2f..", "é" * 43, "x" * 9_000])
def test_what_is_no_secret_opens_nothing(pages: Pages, secret: str) -> None:
    for path in (f"/p/{secret}", f"/p/{secret}/own.png", f"/calendar/{secret}.ics"):
        assert pages.get(path).status_code == 404


def test_an_address_for_one_thing_opens_no_other(pages: Pages) -> None:
    own, calendar = pages.link("lou"), pages.link("lou", LinkKind.CALENDAR)
    cohort = pages.link("cora", LinkKind.COHORT, pages.campus.cohort)
    for path in (
        f"/p/{calendar}", f"/p/{calendar}/own.png", f"/calendar/{own}.ics", f"/calendar/{cohort}.ics",
        f"/p/{own}/cohort.png", f"/p/{own}/none.png", f"/p/{cohort}/own.png",
    ):  # fmt: skip
        assert pages.get(path).status_code == 404, path


def test_a_cohort_s_page_shows_what_its_maker_may_see(pages: Pages) -> None:
    cohort = pages.campus.cohort
    everybody = pages.text(f"/p/{pages.link('cora', LinkKind.COHORT, cohort)}")
    assert "Cohort Spring" in everybody
    assert "Léa <b>Osei</b>" in everybody
    assert all(person in everybody for person in ("لو", "lin", "lis"))
    hers = pages.text(f"/p/{pages.link('mona', LinkKind.COHORT, cohort)}")
    assert "Léa" in hers
    assert "lin" not in re.findall(r"\w+", hers)
    for person in ("ed", "nobody"):
        assert pages.get(f"/p/{pages.link(person, LinkKind.COHORT, cohort)}").status_code == 404
    for picture in ("cohort", "weak"):
        assert pages.get(f"/p/{pages.link('cora', LinkKind.COHORT, cohort)}/{picture}.png").status_code == 200


def test_who_loses_the_right_to_see_a_cohort_loses_the_page_at_once(pages: Pages) -> None:
    pages.campus.add("cleo", part=Part.COORDINATOR)
    secret = pages.link("cleo", LinkKind.COHORT, pages.campus.cohort)
    assert pages.get(f"/p/{secret}").status_code == 200
    pages.campus.remove("cleo", Part.COORDINATOR)
    assert pages.get(f"/p/{secret}").status_code == 404


def test_the_pages_of_who_has_left_show_nothing(pages: Pages) -> None:
    secret, calendar = pages.link("gone"), pages.link("gone", LinkKind.CALENDAR)
    pages.campus.do(lambda session: leave(session, pages.campus.workspace, "gone", now=NOW))
    assert pages.get(f"/p/{secret}").status_code == pages.get(f"/calendar/{calendar}.ics").status_code == 404


def test_a_calendar_has_a_day_for_each_date_until_it_is_revoked(pages: Pages) -> None:
    secret = pages.link("lea", LinkKind.CALENDAR)
    answer = pages.get(f"/calendar/{secret}.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["summary"], event.decoded("dtstart")) == (
        "Mentor essentials: to be reached by today (Spring)", (NOW + 20 * DAY).date(),
    )  # fmt: skip
    pages.now[0] = NOW + 400 * DAY
    assert pages.get(f"/calendar/{secret}.ics").status_code == 200
    pages.campus.do(lambda session: revoke_links(session, pages.campus.workspace, "lea", LinkKind.CALENDAR))
    assert pages.get(f"/calendar/{secret}.ics").status_code == 404


def test_a_calendar_is_in_the_language_that_stands_in_its_address(pages: Pages) -> None:
    secret = pages.link("lea", LinkKind.CALENDAR)
    for language in LANGUAGES:
        calendar = Calendar.from_ical(pages.get(f"/calendar/{secret}.ics?language={language}", "").content)
        assert calendar["x-wr-calname"] == LANGUAGES[language].progress.calendar_name
    assert SAID.calendar_name in pages.get(f"/calendar/{secret}.ics?language=none", "").text


@pytest.mark.parametrize("hours", [0, 7, 15])
def test_a_page_says_what_the_home_tab_says_is_due(tmp_path: Path, hours: int) -> None:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
    people, now = [f"U{number}" for number in range(12)], NOW + hours * HOUR
    fill(database, workspace, people, answers=12, now=NOW)
    hers = Reader(ZoneInfo("Asia/Tokyo"), ("everybody", "nobody"))
    client = TestClient(pages_app(LinkedPages(database, ADDRESS, lambda _: {}, lambda _: hers, lambda: now).routes()))
    found = set[int]()
    for person in people:
        with database.transaction() as session:
            secret = make_link(session, workspace, person, LinkKind.PROGRESS, by=person, now=now)
            told = learning_of(session, workspace, person, hers.zone, now, hers.audiences)
        assert told is not None
        due = SAID.due.of(told.to_practise) if told.to_practise else SAID.page_nothing_due
        assert f"{SAID.page_today}: {due}" in Outline(client.get(f"/p/{secret}").text).text
        found.add(told.to_practise)
    assert len(found) > 2
    database.close()


def test_a_new_calendar_takes_the_place_of_the_one_before(pages: Pages) -> None:
    first = pages.link("lea", LinkKind.CALENDAR)
    second = pages.link("lea", LinkKind.CALENDAR)
    assert [pages.get(f"/calendar/{one}.ics").status_code for one in (first, second)] == [404, 200]


def test_pages_are_kept_and_found_by_nobody(pages: Pages) -> None:
    secret = pages.link("lea")
    for path in (f"/p/{secret}", f"/p/{secret}/own.png", f"/p/{'x' * 43}", f"/calendar/{'x' * 43}.ics"):
        headers = pages.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "script" not in headers["content-security-policy"]
        assert "set-cookie" not in headers
    page = Outline(pages.get(f"/p/{secret}").text)
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "form", "object", "embed", "link"}


def test_pages_can_be_read_aloud(pages: Pages) -> None:
    for secret in (pages.link("lea"), pages.link("cora", LinkKind.COHORT, pages.campus.cohort)):
        page = Outline(pages.get(f"/p/{secret}").text)
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == tags.count("main") == tags.count("title") == 1
        assert page.tags[0] == ("html", {"lang": "en"})
        assert [tag for tag in tags if re.fullmatch("h[1-6]", tag)][1:] == ["h2"] * tags.count("h2")
        assert all(one["scope"] in ("col", "row") for tag, one in page.tags if tag == "th")
        assert tags.index("table") < tags.index("img")


def test_a_page_speaks_the_language_that_its_reader_likes_best(pages: Pages) -> None:
    secret = pages.link("lea")
    assert LANGUAGES["es"].progress.page_title in pages.text(f"/p/{secret}", "es-MX,en;q=0.5")
    assert pages.get(f"/p/{secret}", "es").headers["content-language"] == "es"


def test_colours_have_enough_contrast_by_day_and_by_night() -> None:
    style = (Path(__file__).parents[3] / "bot/web/pages/progress.css").read_text("utf-8")
    themes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", line)) for line in style.splitlines() if "--ground:" in line]
    assert len(themes) == 2
    for colours in themes:
        for ground in ("sheet", "row"):
            assert min(contrast(colours[ground], colours[ink]) for ink in ("ink", "soft", "accent")) >= 4.5
