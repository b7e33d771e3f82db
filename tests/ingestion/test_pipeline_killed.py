"""Ingestion killed with -9 before each of its commits in turn: the next run makes everything whole."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services import Services
from bot.settings import Settings
from knowledge.guides import queries
from knowledge.index.verify import verify
from storage.workspaces import LOCAL, workspace_id
from tests.ingestion.ingest_and_die import dying, is_killed, lives, take_in_whole

OLD = {"calls.txt": "Call each mentor every month.", "closing.txt": "Say goodbye in person."}
NEW = OLD | {"calls.txt": "Call each mentor every week."}
# So many processes take in side by side.
TOGETHER = 3


@dataclass(frozen=True)
class Home:
    """A library's data directory, and the folder of its guides."""

    data: Path
    guides: Path

    def copy(self, name: str) -> "Home":
        """The same library in a data directory of its own."""
        data = self.data.with_name(name)
        shutil.copytree(self.data, data)
        return Home(data, self.guides)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A library of two guides, one of which has been edited since."""
    place = tmp_path_factory.mktemp("killed")
    home = Home(place / "data", place / "guides")
    home.guides.mkdir()
    for name, text in OLD.items():
        (home.guides / name).write_text(text, encoding="utf-8")
    lives(home.data, home.guides)
    for name, text in NEW.items():
        (home.guides / name).write_text(text, encoding="utf-8")
    return home


def readable(home: Home) -> list[str]:
    """The text of every passage that readers can be answered from."""
    services = Services(Settings(data_dir=home.data, database_url=None))
    with services.database.reading() as session:
        workspace = workspace_id(session, LOCAL) or ""
        guides = queries.guide_summaries(session, workspace)
        texts = [p.text for g in guides for p in queries.passages_of(session, g.edition_id)]
    services.close()
    return sorted(texts)


def is_sound(home: Home) -> bool:
    services = Services(Settings(data_dir=home.data, database_url=None))
    with services.database.reading() as session:
        workspace = workspace_id(session, LOCAL) or ""
    found = verify(services.database, services.caches, workspace, services.embedder.model_id, now=datetime.now(UTC))
    services.close()
    return found.sound


def killed(home: Home, fatal: Sequence[int]) -> list[Home]:
    """Copies of the library, each left by a process that was killed before the commit of this number."""
    homes = [home.copy(f"data-{number}") for number in fatal]
    processes = [dying(mine.data, mine.guides, number) for mine, number in zip(homes, fatal, strict=True)]
    assert [is_killed(process) for process in processes] == [True] * len(fatal), fatal
    return homes


def assert_run_again_it_is_whole(mine: Home) -> None:
    assert readable(mine) in ([*OLD.values()], [*NEW.values()]), mine
    take_in_whole(mine.data, mine.guides)
    assert readable(mine) == [*NEW.values()], mine
    assert is_sound(mine), mine


def test_killed_before_any_commit_it_loses_nothing_and_shows_no_half_edition(home: Home) -> None:
    counted = home.copy("counted")
    commits = lives(counted.data, counted.guides)
    assert commits > 10
    for first in range(1, commits + 1, TOGETHER):
        for mine in killed(home, range(first, min(first + TOGETHER, commits + 1))):
            assert_run_again_it_is_whole(mine)
