"""Files beside a question: read in the sandbox, within limits; what can't be read is told."""

from collections.abc import Iterator

import pytest

from bot.attached import MOST_CHARACTERS, MOST_FILES, AttachedFiles
from bot.library.upload_problems import FileNotGiven
from bot.playground.server import Playground
from ingestion.errors import NoTextFound, TooLarge, UnsupportedFormat
from ingestion.sandbox import Limits, Sandbox
from tests.bot.library.test_slack_files import files_of, sent

MOST = 500_000


@pytest.fixture
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        yield slack


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(Limits())
    yield sandbox
    sandbox.close()


def attached(slack: Playground, sandbox: Sandbox) -> AttachedFiles:
    return AttachedFiles(files_of(slack, most=MOST), sandbox)


def test_the_text_of_a_file_is_read_without_its_markup(slack: Playground, sandbox: Sandbox) -> None:
    file = sent(slack, "plan.md", b"# Overnight trip\n\nWe leave on **Friday**.\n")
    read = attached(slack, sandbox).read([(file, "plan.md")])
    (one,) = read.attached
    assert (one.name, one.text) == ("plan.md", "Overnight trip\n\nWe leave on Friday.")
    assert (read.problems, read.left) == ((), 0)


def test_what_cant_be_read_is_told_and_the_others_are_read(slack: Playground, sandbox: Sandbox) -> None:
    names = {"big.md": b"word " * (MOST // 4), "film.mp4": b"\x00\x00\x00 ftyp", "good.md": b"We leave on Friday."}
    files = [(sent(slack, name, content), name) for name, content in names.items()]
    read = attached(slack, sandbox).read(files)
    assert [type(problem) for problem in read.problems] == [TooLarge, UnsupportedFormat]
    assert [one.name for one in read.attached] == ["good.md"]


def test_a_file_without_a_word_is_told(slack: Playground, sandbox: Sandbox) -> None:
    read = attached(slack, sandbox).read([(sent(slack, "empty.md", b" \n"), "empty.md")])
    assert [type(problem) for problem in read.problems] == [NoTextFound]


def test_all_files_together_give_no_more_than_there_is_room_for(slack: Playground, sandbox: Sandbox) -> None:
    long = b"We leave on Friday. " * (MOST_CHARACTERS // 25)
    files = [(sent(slack, f"{n}.md", long), f"{n}.md") for n in range(MOST_FILES + 2)]
    read = attached(slack, sandbox).read(files)
    assert sum(len(one.text) for one in read.attached) == MOST_CHARACTERS
    assert read.left == 2


def test_a_file_that_slack_does_not_give_is_told_and_not_waited_for(slack: Playground, sandbox: Sandbox) -> None:
    file = sent(slack, "plan.md", b"We leave on Friday.")
    slack.mishaps.add("plan.md", "server_error")
    read = attached(slack, sandbox).read([(file, "plan.md")])
    assert [type(problem) for problem in read.problems] == [FileNotGiven]
    assert read.attached == ()
