import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ingestion.documents import Block
from ingestion.errors import (
    EmptyFile,
    NoTextFound,
    ParserCrashed,
    TookTooLong,
    TooMuchMemory,
    TooMuchText,
    WrongExtension,
)
from ingestion.sandbox import MIB, Limits, Sandbox

LIMITS = Limits()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox(LIMITS)
    yield sandbox
    sandbox.close()


def under(path: Path, **limits: float) -> None:
    strict = Sandbox(replace(LIMITS, **limits))  # type: ignore[arg-type]  # each of its fields takes a number
    try:
        strict.load(path)
    finally:
        strict.close()


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_file_comes_back_as_its_loader_read_it(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.\n\nWrite it down – “today”.")
    assert sandbox.load(path).blocks == (Block("Call the mentor."), Block("Write it down – “today”."))


def test_what_a_loader_refuses_is_refused_with_the_same_facts(tmp_path: Path, sandbox: Sandbox) -> None:
    with pytest.raises(EmptyFile) as empty:
        sandbox.load(written(tmp_path, "empty.txt", ""))
    assert empty.value == EmptyFile("empty.txt")
    with pytest.raises(WrongExtension) as wrong:
        sandbox.load(written(tmp_path, "guide.txt", "%PDF-1.7\n"))
    assert wrong.value == WrongExtension("guide.txt", ".txt", "pdf")
    with pytest.raises(NoTextFound):
        sandbox.load(written(tmp_path, "blank.txt", " \n \n"))


def test_a_file_may_be_given_less_time_than_others(tmp_path: Path) -> None:
    patient = Sandbox(Limits(seconds=60))
    path = written(tmp_path, "endless.txt", "a b\n\n" * 8_000_000)
    with pytest.raises(TookTooLong) as slow:
        patient.load(path, seconds=0.5)
    patient.close()
    assert slow.value == TookTooLong("endless.txt", 0.5)


def test_a_parser_that_does_not_finish_is_ended(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "endless.txt", "a b\n\n" * 8_000_000)
    with pytest.raises(TookTooLong):
        under(path, seconds=0.5)


def test_a_parser_that_needs_too_much_memory_is_ended(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "large.txt", "word " * 8_000_000)
    with pytest.raises(TooMuchMemory):
        under(path, memory_bytes=260 * MIB)


@pytest.mark.parametrize("length", [3_000, 300_000])
def test_more_text_than_a_guide_has_is_refused(tmp_path: Path, length: int) -> None:
    path = written(tmp_path, "long.txt", "é" * length)
    with pytest.raises(TooMuchText):
        under(path, text_bytes=4_000)


def test_reading_gives_way_to_what_else_the_machine_does(tmp_path: Path, sandbox: Sandbox) -> None:
    sandbox.load(written(tmp_path, "guide.txt", "Call the mentor."))
    assert sandbox._server is not None
    assert os.getpriority(os.PRIO_PROCESS, sandbox._server.pid) > os.getpriority(os.PRIO_PROCESS, 0)


def test_a_server_that_was_killed_is_started_again(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    sandbox.load(path)
    assert sandbox._server is not None
    sandbox._server.kill()
    sandbox._server.wait()
    assert sandbox.load(path).blocks == (Block("Call the mentor."),)


def test_a_server_that_hangs_is_ended_and_the_next_file_has_a_new_one(tmp_path: Path) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    sandbox = Sandbox(LIMITS)
    try:
        sandbox.load(path)
        assert sandbox._server is not None
        hung = sandbox._server
        hung.send_signal(signal.SIGSTOP)
        sandbox.limits = replace(LIMITS, start_seconds=0.01)
        before = descriptors()
        with pytest.raises(ParserCrashed):
            sandbox.load(path)
        assert hung.poll() == -signal.SIGKILL
        assert descriptors() < before
        sandbox.limits = LIMITS
        assert sandbox.load(path).blocks == (Block("Call the mentor."),)
    finally:
        sandbox.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may have any number of processes")
def test_a_server_that_may_not_fork_now_goes_on(tmp_path: Path) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    sandbox = Sandbox(LIMITS)
    try:
        sandbox.load(path)
        server = sandbox._server
        assert server is not None
        _, most = resource.prlimit(server.pid, resource.RLIMIT_NPROC)
        resource.prlimit(server.pid, resource.RLIMIT_NPROC, (0, most))
        with pytest.raises(ParserCrashed):
            sandbox.load(path)
        resource.prlimit(server.pid, resource.RLIMIT_NPROC, (most, most))
        assert sandbox.load(path).blocks == (Block("Call the mentor."),)
        assert sandbox._server is server
    finally:
        sandbox.close()


def test_no_descriptor_is_left_open(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    empty = written(tmp_path, "empty.txt", "")
    sandbox.load(path)
    before = descriptors()
    for _ in range(3):
        sandbox.load(path)
        with pytest.raises(EmptyFile):
            sandbox.load(empty)
    assert descriptors() == before


def test_files_are_read_where_a_thousand_others_are_open(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2048:
        pytest.skip("so many may not be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2048), hard))
    held = [os.open(path, os.O_RDONLY) for _ in range(1100)]
    try:
        assert sandbox.load(path).blocks == (Block("Call the mentor."),)
    finally:
        for descriptor in held:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not show what is open")
def test_the_server_has_none_of_the_programs_own_streams(tmp_path: Path, sandbox: Sandbox) -> None:
    sandbox.load(written(tmp_path, "guide.txt", "Call the mentor."))
    assert sandbox._server is not None
    streams = [(Path("/proc") / str(sandbox._server.pid) / "fd" / str(number)).readlink() for number in range(3)]
    assert streams == [Path(os.devnull)] * 3


@pytest.mark.parametrize(
    "message", [b"", b'{"blocks": [["Call', b"[]", b"[" * 100_000, b'{"error": "made_up"}', b"\xff"]
)
def test_a_reader_that_says_something_else_has_crashed(message: bytes, sandbox: Sandbox) -> None:
    with pytest.raises(ParserCrashed) as caught:
        sandbox._told(message, Path("guide.txt"))
    assert caught.value.path_name == "guide.txt"


def descriptors() -> int:
    """How many are open."""
    return sum(is_open(number) for number in range(1024))


def is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def test_many_files_are_read_at_once(tmp_path: Path, sandbox: Sandbox) -> None:
    paths = [written(tmp_path, f"{i}.txt", f"Call mentor {i}.") for i in range(40)]
    with ThreadPoolExecutor(8) as pool:
        texts = [loaded.blocks[0].text for loaded in pool.map(sandbox.load, paths)]
    assert texts == [f"Call mentor {i}." for i in range(40)]


def test_one_that_was_closed_starts_no_server_again(tmp_path: Path) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    sandbox = Sandbox(LIMITS)
    sandbox.load(path)
    sandbox.close()
    with pytest.raises(ParserCrashed):
        sandbox.load(path)
    assert sandbox._server is None
