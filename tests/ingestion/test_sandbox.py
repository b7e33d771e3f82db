from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from ingestion.documents import Block
from ingestion.errors import (
    EmptyFile,
    NoTextFound,
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


def test_a_server_that_was_killed_is_started_again(tmp_path: Path, sandbox: Sandbox) -> None:
    path = written(tmp_path, "guide.txt", "Call the mentor.")
    sandbox.load(path)
    assert sandbox._server is not None
    sandbox._server.kill()
    sandbox._server.wait()
    assert sandbox.load(path).blocks == (Block("Call the mentor."),)


def test_many_files_are_read_at_once(tmp_path: Path, sandbox: Sandbox) -> None:
    paths = [written(tmp_path, f"{i}.txt", f"Call mentor {i}.") for i in range(40)]
    with ThreadPoolExecutor(8) as pool:
        texts = [loaded.blocks[0].text for loaded in pool.map(sandbox.load, paths)]
    assert texts == [f"Call mentor {i}." for i in range(40)]
