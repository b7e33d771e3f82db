"""What services do about the folders that they live in, and about other machines."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli import app
from bot.services import Services
from bot.settings import Settings
from storage.errors import FolderUnusable, LibraryBusy

PROGRAM = [sys.executable, "-W", "ignore", "-m", "bot.cli"]
GUIDE = "# Calls\n\nStaff call each mentor twice in the first month of a match."
# Root without the right to pass over permissions, as in a container that drops it.
BOUND = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if os.geteuid() == 0 else []


def is_bound(folder: Path) -> bool:
    """Whether a process can be kept from writing to a folder that is closed to it."""
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    try:
        return subprocess.run([*BOUND, "touch", str(closed / "a")], capture_output=True, check=False).returncode == 1
    except FileNotFoundError:
        return False


def environment(**settings: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("FIELDWISE_")}  # noqa: TID251 - handed on
    return inherited | {f"FIELDWISE_{name.upper()}": str(value) for name, value in settings.items()}


def test_machines_with_folders_of_their_own_change_one_library_one_at_a_time(tmp_path: Path, postgres_url: str) -> None:
    near, far = (
        Services(Settings(data_dir=tmp_path / name, database_url=SecretStr(postgres_url))) for name in ("near", "far")
    )
    with near.changing_the_library(wait=0), pytest.raises(LibraryBusy), far.changing_the_library(wait=0):
        pass
    with far.changing_the_library(wait=0):
        pass


@pytest.mark.parametrize("closed", [".", "index", "library.sqlite"])
def test_a_library_that_may_not_be_written_to_is_told_with_what_to_do(tmp_path: Path, closed: str) -> None:
    if not is_bound(tmp_path):
        pytest.skip("nothing is closed to this user")
    guide, data = tmp_path / "calls.md", tmp_path / "data"
    guide.write_text(GUIDE, encoding="utf-8")
    taken = CliRunner().invoke(app, ["ingest", str(guide)], env={"FIELDWISE_DATA_DIR": str(data)})
    assert taken.exit_code == 0, taken.output
    mode = (data / closed).stat().st_mode
    (data / closed).chmod(mode & ~0o222)
    ask = [*BOUND, *PROGRAM, "ask", "How often do staff call each mentor?"]
    told = subprocess.run(ask, env=environment(data_dir=data), capture_output=True, text=True, check=False)
    (data / closed).chmod(mode)
    assert told.returncode == 1
    assert told.stderr.startswith(f"The folder {data} can't be used: Fieldwise writes to it, also to answer.")
    assert len(told.stderr.splitlines()) == 1


def test_preparing_the_model_is_told_before_it_begins_and_never_once_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the place of the folder", encoding="utf-8")
    told: list[str] = []
    first = Services(Settings(data_dir=tmp_path, cache_dir=tmp_path / "cache"), preparing=lambda: told.append("now"))
    with pytest.raises(FolderUnusable):
        _ = first.model_folder
    assert told == ["now"]
    done = Services(Settings(data_dir=tmp_path), preparing=lambda: told.append("again"))
    assert done.model_folder.is_dir()
    assert told == ["now"]


@pytest.mark.parametrize(("options", "shown"), [([], True), (["--json"], False)])
def test_only_a_person_at_a_terminal_is_told_that_the_model_is_prepared(
    tmp_path: Path, options: list[str], shown: bool
) -> None:
    (tmp_path / "calls.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "cache").write_text("a file in the place of the folder", encoding="utf-8")
    terminal, inside = pty.openpty()
    command = [*PROGRAM, "ingest", str(tmp_path / "calls.md"), *options]
    places = environment(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    done = subprocess.run(command, env=places, stdout=subprocess.PIPE, stderr=inside, check=False)
    os.close(inside)
    told = b""
    while part := _read(terminal):
        told += part
    os.close(terminal)
    assert (b"Preparing the embedding model" in told) is shown
    assert b"Preparing" not in done.stdout
    assert done.returncode == 1


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:
        # Linux says so when the other end is closed.
        return b""
