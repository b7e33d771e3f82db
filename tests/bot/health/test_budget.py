from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from bot.health import Finding
from bot.health.budget import budget_finding
from bot.services import Services
from bot.settings import Settings
from knowledge.budget.service import reserve
from storage.workspaces import LOCAL, ensure_workspace
from tests.databases import put_newest
from tests.knowledge.library import NOW

Told = Callable[..., Finding]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """What is told of a library for whose questions 1,500 tokens went today, under these limits."""
    put_newest(tmp_path / "library.sqlite")
    with ExitStack() as opened:

        def look(**limits: Any) -> Finding:
            settings = Settings(data_dir=tmp_path, database_url=None, model="openai:scripted", **limits)
            built = opened.enter_context(closing(Services(settings)))
            with built.database.transaction() as session:
                workspace = ensure_workspace(session, LOCAL, now=NOW)
                reserve(session, workspace, "U0AMARA", 1_500, settings.model_limits, now=NOW)
            return budget_finding(built, now=NOW)

        yield look


def test_what_went_today_is_told_with_the_limit_if_there_is_one(told: Told) -> None:
    assert told().says == "Used since midnight UTC: 1,500, without a limit."
    assert told(model_workspace_tokens=200_000).says == "Used since midnight UTC: 3,000 of 200,000."
