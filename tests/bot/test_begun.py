import threading

import pytest

from bot.begun import REMEMBERED, Begun


def test_a_message_is_begun_once_by_however_many_at_the_same_time() -> None:
    begun, done = Begun(), list[int]()
    meeting = threading.Barrier(8)

    def take(number: int) -> None:
        meeting.wait()
        begun.once("C1", "1.0", lambda: done.append(number))

    threads = [threading.Thread(target=take, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1


def test_what_could_not_be_begun_is_begun_when_it_comes_again() -> None:
    begun, done = Begun(), list[str]()

    def fail() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        begun.once("C1", "1.0", fail)
    begun.once("C1", "1.0", lambda: done.append("done"))
    assert done == ["done"]


def test_the_oldest_are_forgotten() -> None:
    begun, done = Begun(), list[int]()
    for number in (0, *range(1, REMEMBERED + 1), 0):
        begun.once("C1", str(number), lambda n=number: done.append(n))  # type: ignore[misc]
    assert done.count(0) == 2


def test_a_thread_that_a_job_will_join_is_known_in_its_channel() -> None:
    begun = Begun()
    begun.joins("C1", "1.0")
    begun.joins("C1", "1.0")
    assert begun.is_joined("C1", "1.0")
    assert not begun.is_joined("C2", "1.0")
    assert not begun.is_joined("C1", "2.0")


def test_the_oldest_threads_are_forgotten() -> None:
    begun = Begun()
    for number in range(REMEMBERED + 1):
        begun.joins("C1", str(number))
    assert not begun.is_joined("C1", "0")
    assert begun.is_joined("C1", "1")
