"""``fieldwise ingest``: pages of the web, editions that are scheduled, and those that are refused once stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.commands.ingest import take_in
from bot.services import Services
from bot.settings import Settings
from ingestion.discovery import find_sources
from ingestion.pipeline import FileResult, Status
from ingestion.web.fetching import fetch
from knowledge.guides import life, queries
from knowledge.guides.models import Edition, EditionStep
from knowledge.guides.queries import IndexEntry
from knowledge.index.caches import Caches
from storage.upgrade import create_if_empty
from storage.workspaces import LOCAL, require_workspace
from tests.bot.commands_at import Run, commands_at, values
from tests.ingestion.web.site import HOST, Names, Site, page, public_or_loopback, running, status

CALLS = "<html><head><title>First calls</title></head><body><h1>First calls</h1><p>Call every {}.</p></body></html>"


@dataclass
class Library:
    """A library that takes in what is given on the command line; its web is a site on loopback."""

    services: Services
    site: Site

    def ingest(self, *given: str) -> list[FileResult]:
        fetched = partial(fetch, resolve=Names(), allowed=public_or_loopback, ports={self.site.port})
        found = find_sources(given)
        return list(take_in(self.services, found, lambda *_: None, lambda: None, fetched))

    def serve(self, path: str, text: str, content_type: str = "text/html") -> str:
        """Let the site have such a page; returns its address."""
        self.site.answers[path] = page(text.encode(), content_type)
        return self.site.url(path)

    def editions(self) -> list[tuple[str, str, str | None]]:
        """The label, the state and the source of all editions, in the order in which they came in."""
        with self.services.database.reading() as session:
            ids = session.scalars(select(Edition.id).order_by(Edition.id)).all()
            facts = queries.edition_facts(session, ids)
            return [(facts[i].label, life.state_of(session, i).value, facts[i].source_url) for i in ids]

    def seen(self) -> list[tuple[str, str]]:
        """The key and the edition of each guide that readers see."""
        with self.services.database.reading() as session:
            listed = queries.guide_summaries(session, require_workspace(session, LOCAL))
            return [(guide.key, guide.edition) for guide in listed if guide.retired_at is None]


@pytest.fixture
def library(tmp_path: Path, database_url: str) -> Iterator[Library]:
    settings = Settings.model_validate({"data_dir": tmp_path / "data", "database_url": database_url})
    services = Services(settings)
    with running() as site:
        yield Library(services, site)
    services.close()


def test_a_page_goes_in_beside_files_under_its_address(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bye.txt").write_text("Say goodbye in person.", encoding="utf-8")
    library.site.answers["/start"] = status(302, Location="/guides/First%20calls.html?v=2")
    library.serve("/guides/First%20calls.html?v=2", CALLS.format("month"))
    file, taken = library.ingest(library.site.url("/start"), str(tmp_path))
    assert (file.guide, file.status) == ("bye.txt", Status.PUBLISHED)
    assert (taken.guide, taken.title, taken.status) == (
        f"{HOST}:{library.site.port}/start",
        "First calls",
        Status.PUBLISHED,
    )
    assert ("1", "published", library.site.url("/start")) in library.editions()


def test_a_page_that_did_not_change_costs_nothing_and_a_changed_one_is_a_new_edition(library: Library) -> None:
    address = library.serve("/calls.html", CALLS.format("month"))
    assert [r.status for r in library.ingest(address, address.replace("http", "HTTP") + "#top")] == [Status.PUBLISHED]
    (same,) = library.ingest(address)
    assert (same.status, same.embedded) == (Status.UNCHANGED, 0)
    library.serve("/calls.html", CALLS.format("week"))
    (changed,) = library.ingest(address)
    assert (changed.guide, changed.status, changed.edition) == (same.guide, Status.PUBLISHED, "2")
    assert [state for _, state, _ in library.editions()] == ["superseded", "published"]


def test_a_copy_of_a_page_on_this_machine_is_not_taken_for_the_page_itself(library: Library, tmp_path: Path) -> None:
    address = library.serve("/calls.html", CALLS.format("month"))
    (taken,) = library.ingest(address)
    folder = tmp_path / f"{HOST}:{library.site.port}"
    folder.mkdir()
    (folder / "calls.html").write_text(CALLS.format("month"), encoding="utf-8")
    (copy,) = library.ingest(str(tmp_path / folder.name))
    assert copy.status is Status.FAILED
    assert taken.guide in (copy.error or "")
    (folder / "calls.html").write_text(CALLS.format("day"), encoding="utf-8")
    (other,) = library.ingest(str(tmp_path / folder.name))
    assert (other.guide, other.status) == ("calls.html", Status.PUBLISHED)
    assert library.ingest(address)[0].status is Status.UNCHANGED


def test_pages_that_differ_in_their_query_alone_are_two_guides(library: Library) -> None:
    first, second = (library.serve(f"/wiki?title={word}", CALLS.format(word)) for word in ("month", "week"))
    place = f"{HOST}:{library.site.port}/wiki"
    assert [r.guide for r in library.ingest(first, second)] == [f"{place}?title=month", f"{place}?title=week"]
    assert [r.status for r in library.ingest(second, first)] == [Status.UNCHANGED] * 2


def test_a_page_that_can_not_be_had_is_told_like_a_file_and_the_others_go_in(library: Library) -> None:
    good = library.serve("/calls.html", CALLS.format("month"))
    picture = library.serve("/picture.png", "no text", "image/png")
    empty = library.serve("/empty.html", "")
    wordless = library.serve("/guide/index.html", "<html><body></body></html>")
    gone, private = library.site.url("/gone"), library.site.url("/secret", "192.168.0.1")
    outcomes = library.ingest(
        gone, picture, private, good, empty, wordless, "https://", library.site.url("/x", "localhost")
    )
    assert [r.status is Status.FAILED for r in outcomes] == [True, True, True, False, True, True, True, True]
    told = [r.error or "" for r in outcomes]
    assert told[0].startswith(f"There is no page at {gone}.")
    assert "image/png" in told[1]
    assert "not on the public internet" in told[2]
    assert "/empty.html is empty" in told[4]
    assert told[5].startswith(f"{HOST}:{library.site.port}/guide/index.html holds no text")
    assert "not the address of a page" in told[6]
    assert "not on the public internet" in told[7]
    assert library.seen() == [(f"{HOST}:{library.site.port}/calls.html", "1")]


def test_the_command_never_reaches_a_private_address(tmp_path: Path, database_url: str) -> None:
    with running() as site:
        run = commands_at(tmp_path / "data", database_url)
        addresses = [site.url("/calls.html", "127.0.0.1"), "http://127.0.0.1/calls.html", "http://[::1]/calls.html"]
        result = run("ingest", *addresses, "--json")
        assert site.requests == []
    assert result.exit_code == 1
    failed = values(result)["guides"]
    assert [(g["status"], g["scheduled_for"]) for g in failed] == [("failed", None)] * 3
    assert all("not on the public internet" in g["error"] for g in failed[1:])
    told = run("ingest", *addresses)
    assert "not on the public internet" in " ".join(told.stdout.split())


def test_the_same_file_of_a_retired_guide_is_told_as_retired_with_the_reason(tmp_path: Path, database_url: str) -> None:
    run = commands_at(tmp_path / "data", database_url)
    (tmp_path / "calls.md").write_text("Call monthly.", encoding="utf-8")
    run("ingest", str(tmp_path / "calls.md"))
    run("guides", "retire", "calls.md", "--reason", "The law has changed")
    again = run("ingest", str(tmp_path / "calls.md"), "--json")
    (told,) = values(again)["guides"]
    assert (again.exit_code, told["status"], told["error"]) == (0, "retired", None)
    assert "(The law has changed)" in told["warnings"][0]
    shown = " ".join(run("ingest", str(tmp_path / "calls.md")).stdout.split())
    assert "withdrawn" in shown
    assert "change the file or its details" in shown
    assert values(run("guides", "list", "--json"))["guides"][0]["status"] == "retired"


def test_a_date_to_come_is_told_in_the_table_and_in_json_and_the_next_ingest_publishes_what_is_due(
    tmp_path: Path, database_url: str
) -> None:
    run = commands_at(tmp_path / "data", database_url)
    (tmp_path / "calls.md").write_text("---\neffective_date: 2999-01-01\n---\n\nCall monthly.\n", encoding="utf-8")
    (tmp_path / "bye.md").write_text("Say goodbye in person.", encoding="utf-8")
    (taken,) = values(run("ingest", str(tmp_path / "calls.md"), "--json"))["guides"]
    assert (taken["status"], taken["scheduled_for"], taken["error"]) == ("scheduled", "2999-01-01", None)
    (again,) = values(run("ingest", str(tmp_path / "calls.md"), "--json"))["guides"]
    assert (again["status"], again["scheduled_for"]) == ("unchanged", "2999-01-01")
    assert "unchanged, scheduled for 2999-01-01" in run("ingest", str(tmp_path / "calls.md")).stdout
    services = Services(Settings.model_validate({"data_dir": tmp_path / "data", "database_url": database_url}))
    with services.database.transaction() as session:
        session.execute(update(Edition).values(effective_date=date(2020, 1, 2)))
    services.close()
    assert values(run("guides", "list", "--json"))["guides"][0]["state"] == "scheduled", "to list publishes nothing"
    run("ingest", str(tmp_path / "bye.md"))
    assert {g["state"] for g in values(run("guides", "list", "--json"))["guides"]} == {"published"}
    assert values(run("guides", "verify", "--json"))["sound"]


CALLED = "How often are mentors called?"


@pytest.fixture
def golden(tmp_path: Path, database_url: str) -> Run:
    """Commands in a library with one guide, about which there is a golden question."""
    run = commands_at(tmp_path / "data", database_url)
    (tmp_path / "calls.md").write_text("# Calls\n\nMentors are called every month.\n", encoding="utf-8")
    (tmp_path / "golden.csv").write_text(f"question,guide,heading,refuse\n{CALLED},calls.md,,\n", encoding="utf-8")
    assert run("ingest", str(tmp_path / "calls.md")).exit_code == 0
    assert run("golden", "import", str(tmp_path / "golden.csv")).exit_code == 0
    return run


def test_a_file_that_makes_a_golden_question_fail_is_refused_unless_the_operator_says_why(
    golden: Run, tmp_path: Path
) -> None:
    guide = tmp_path / "calls.md"
    (tmp_path / "bye.md").write_text("Say goodbye in person.", encoding="utf-8")
    guide.write_text("# Notes\n\nWrite down what was agreed.\n", encoding="utf-8")
    refused = golden("ingest", str(guide), str(tmp_path / "bye.md"), "--json")
    assert refused.exit_code == 1
    taken, failed = sorted(values(refused)["guides"], key=lambda guide: str(guide["guide"]))
    assert (failed["status"], taken["status"]) == ("failed", "published")
    assert failed["error"] == (
        f'calls.md was not published: with it, the golden question "{CALLED}" would not be answered as it must be. '
        "Mend it or the questions, or give a reason with --override."
    )
    shown = {g["guide"]: g["edition"] for g in values(golden("guides", "list", "--json"))["guides"]}
    assert shown == {"calls.md": "1", "bye.md": "1"}
    empty = golden("ingest", str(guide), "--override", " \u200b ")
    assert (empty.exit_code, empty.stderr.startswith("The reason is empty.")) == (1, True)
    told = golden("ingest", str(guide), "--override", "Nobody calls any more.", "--json")
    assert (told.exit_code, values(told)["guides"][0]["status"]) == (0, "published")
    (entry,) = values(golden("audit", "--action", "golden questions overridden", "--json"))["entries"]
    assert (entry["actor"], entry["after"]["reason"]) == ("operator", "Nobody calls any more.")


def test_what_has_come_due_and_makes_a_golden_question_fail_is_told_with_each_ingest(
    golden: Run, tmp_path: Path, database_url: str
) -> None:
    guide = tmp_path / "calls.md"
    guide.write_text("---\neffective_date: 2999-01-01\n---\n\nWrite down what was agreed.\n", encoding="utf-8")
    golden("ingest", str(guide), "--override", "Nobody calls any more.")
    services = Services(Settings.model_validate({"data_dir": tmp_path / "data", "database_url": database_url}))
    with services.database.transaction() as session:
        session.execute(update(Edition).where(Edition.number == 2).values(effective_date=date(2020, 1, 2)))
        session.execute(update(EditionStep).values(reason=None))
    services.close()
    told = golden("ingest", str(guide), "--override", "This is said of the file alone.", "--json")
    assert told.exit_code == 1
    kept_back, same = values(told)["guides"]
    assert (kept_back["guide"], kept_back["status"], same["status"]) == ("calls.md", "failed", "unchanged")
    assert kept_back["error"].startswith("calls.md was not published on its day: with it, the golden question")


class ForgetfulCaches(Caches):
    """Caches in which nothing that is put in is found again."""

    def put(self, entries: Sequence[IndexEntry], *, now: datetime) -> None:
        """Lose it."""


def test_an_edition_that_is_not_found_again_leaves_no_draft_behind(library: Library, tmp_path: Path) -> None:
    services = library.services
    (tmp_path / "calls.txt").write_text("Call each mentor every month.", encoding="utf-8")
    create_if_empty(services.settings.database)
    folder = tmp_path / "data" / "index"
    services.caches = ForgetfulCaches(folder, services.database, services.embedder.model_id)
    (lost,) = library.ingest(str(tmp_path / "calls.txt"))
    assert lost.status is Status.FAILED
    assert "could be found again" in (lost.error or "")
    assert [state for _, state, _ in library.editions()] == ["discarded"]
