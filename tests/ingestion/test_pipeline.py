"""What becomes of files that were edited, renamed, moved, retired or refused before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.ingest import take_in
from bot.services import Services
from bot.settings import Settings
from ingestion.discovery import find_files
from ingestion.documents import LoadedFile
from ingestion.pipeline import FileResult, Status
from ingestion.sandbox import Limits, Sandbox
from knowledge.guides import queries, service
from knowledge.index.verify import verify
from storage.workspaces import LOCAL, workspace_id

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
CALLS = "Call each mentor every month."


@dataclass
class Home:
    """A library, and a folder of guides."""

    services: Services
    guides: Path

    def write(self, name: str, text: str) -> Path:
        path = self.guides / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def ingest(self, *paths: Path) -> list[FileResult]:
        return list(take_in(self.services, find_files(paths or [self.guides]), lambda *_: None, lambda: None))

    def listed(self) -> list[queries.GuideSummary]:
        with self.services.database.reading() as session:
            return queries.guide_summaries(session, workspace_id(session, LOCAL) or "")

    def is_sound(self) -> bool:
        with self.services.database.reading() as session:
            workspace = workspace_id(session, LOCAL) or ""
        model = self.services.embedder.model_id
        return verify(self.services.database, self.services.caches, workspace, model, now=NOW).sound


@pytest.fixture
def home(tmp_path: Path, database_url: str) -> Iterator[Home]:
    settings = Settings.model_validate({"data_dir": tmp_path / "data", "database_url": database_url})
    home = Home(Services(settings), tmp_path / "guides")
    home.guides.mkdir()
    yield home
    home.services.close()


def retire(home: Home, key: str) -> None:
    with home.services.database.transaction() as session:
        service.retire(session, workspace_id(session, LOCAL) or "", key, now=NOW)


def test_a_retired_guide_stays_retired_until_its_file_changes(home: Home) -> None:
    home.write("calls.txt", CALLS)
    home.ingest()
    retire(home, "calls.txt")
    (again,) = home.ingest()
    assert again.status is Status.UNCHANGED
    assert "retired" in again.warnings[0]
    assert home.listed()[0].retired_at is not None
    home.write("calls.txt", CALLS + " Write it down.")
    assert home.ingest()[0].status is Status.PUBLISHED
    assert (home.listed()[0].retired_at, home.listed()[0].edition) == (None, "2")


def test_a_renamed_file_is_the_same_guide(home: Home) -> None:
    path = home.write("calls.txt", CALLS)
    home.ingest()
    path.rename(home.guides / "monthly-calls.txt")
    (renamed,) = home.ingest()
    assert (renamed.guide, renamed.status) == ("calls.txt", Status.UNCHANGED)


def test_a_file_of_the_same_name_elsewhere_does_not_take_over_a_guide_whose_file_is_gone(home: Home) -> None:
    path = home.write("calls.txt", CALLS)
    home.ingest()
    path.unlink()
    other = home.write("elsewhere/calls.txt", "Ring the bell at noon.")
    (taken,) = home.ingest(other)
    assert (taken.guide, taken.status) == ("elsewhere/calls.txt", Status.PUBLISHED)


def test_a_refused_edition_is_not_counted_and_hides_no_guide(home: Home) -> None:
    home.write("calls.txt", CALLS)
    home.write("twin.txt", "Say goodbye in person.")
    home.ingest()
    home.write("twin.txt", CALLS)
    refused = {r.guide: r.status for r in home.ingest()}
    assert refused == {"calls.txt": Status.UNCHANGED, "twin.txt": Status.FAILED}
    assert [(g.key, g.edition) for g in home.listed()] == [("calls.txt", "1"), ("twin.txt", "1")]
    assert home.is_sound()


def test_nothing_of_a_replaced_edition_is_left_in_the_caches(home: Home) -> None:
    for text in (CALLS, CALLS + " Write it down.", "Call each mentor every week."):
        home.write("calls.txt", text)
        home.ingest()
    assert home.listed()[0].edition == "3"
    assert home.is_sound()


def test_a_guide_for_others_is_taken_in_with_a_word_of_warning(home: Home) -> None:
    home.write("staff.md", "---\naudience: staff\n---\n\nKeep the keys in the safe.\n")
    (taken,) = home.ingest()
    assert taken.status is Status.PUBLISHED
    assert '"staff"' in taken.warnings[0]


class BrokenSandbox(Sandbox):
    """Meets a bug of ours in one of the files."""

    def load(self, path: Path) -> LoadedFile:
        if path.name == "bad.txt":
            raise KeyError("a bug of ours")
        return super().load(path)


def test_a_bug_met_in_one_file_fails_that_file_alone_and_is_logged(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    home.services.sandbox = BrokenSandbox(Limits())
    home.write("bad.txt", "Ring the bell at noon.")
    home.write("calls.txt", CALLS)
    taken = {result.guide: result for result in home.ingest()}
    assert taken["calls.txt"].status is Status.PUBLISHED
    assert taken["bad.txt"].status is Status.FAILED
    assert "bad.txt" in (taken["bad.txt"].error or "")
    assert [guide.key for guide in home.listed()] == ["calls.txt"]
    assert home.is_sound()
    (logged,) = [record for record in caplog.records if record.name == "ingestion.pipeline"]
    assert logged.exc_info is not None
    assert "KeyError: 'a bug of ours'" in caplog.text


def test_a_file_in_which_a_bug_was_met_goes_in_once_the_bug_is_mended(home: Home) -> None:
    home.services.sandbox = BrokenSandbox(Limits())
    home.write("bad.txt", "Ring the bell at noon.")
    assert home.ingest()[0].status is Status.FAILED
    home.services.sandbox.close()
    home.services.sandbox = Sandbox(Limits())
    assert (home.ingest()[0].status, home.listed()[0].edition) == (Status.PUBLISHED, "1")
