"""The line, with real threads that wait for each other and never for the clock."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from time import monotonic

import pytest

from bot.fairness import Mark
from bot.line import Line

# So long nothing here ever takes; so short that being told does not make tests slow.
LONG, SHORT = 30.0, 0.01


def untold(ahead: int) -> None:
    raise AssertionError(ahead)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(64) as pool:
        yield pool


class Person:
    """Somebody who goes into a line, is told their place there, and stays inside until let go."""

    def __init__(self, line: Line, pool: ThreadPoolExecutor, told: Callable[[int], None] | None = None) -> None:
        self.places = SimpleQueue[int]()
        self.inside, self.let_go = threading.Event(), threading.Event()
        self.done: Future[None] = pool.submit(self._go, line, told or self.places.put)

    def _go(self, line: Line, told: Callable[[int], None]) -> None:
        with line.turn(told):
            self.inside.set()
            assert self.let_go.wait(LONG)

    def next_place(self) -> int:
        return self.places.get(timeout=LONG)

    def leave(self) -> None:
        assert self.inside.wait(LONG)
        self.let_go.set()
        self.done.result(LONG)


@contextmanager
def leaving(*people: Person) -> Iterator[None]:
    """Let everybody go whatever happens: threads that wait for ever would hide what failed."""
    try:
        yield
    finally:
        for person in people:
            person.let_go.set()


def test_whoever_takes_another_turn_goes_before_those_who_came_later(pool: ThreadPoolExecutor) -> None:
    line, order = Line(1, SHORT), SimpleQueue[str]()

    def go(name: str, told: threading.Event, place: Mark | None = None) -> None:
        with line.turn(lambda _: told.set(), name, place=place):
            order.put(name)

    place = line.place("amara")
    with line.turn(untold, place=place):
        pass
    before = Person(line, pool)
    with leaving(before):
        assert before.inside.wait(LONG)
        going: list[Future[None]] = []
        for name, kept in (("ben", None), ("carmen", None), ("amara", place)):
            told = threading.Event()
            going.append(pool.submit(go, name, told, kept))
            assert told.wait(LONG)
        before.leave()
        for one in going:
            one.result(LONG)
    assert [order.get(timeout=LONG) for _ in going] == ["amara", "ben", "carmen"]


def test_where_there_is_room_nobody_waits_or_is_told_anything() -> None:
    line = Line(2)
    with line.turn(untold), line.turn(untold):
        pass
    with line.turn(untold):
        pass


def test_who_waits_is_told_how_many_are_before_and_then_goes_in(pool: ThreadPoolExecutor) -> None:
    line = Line(1, SHORT)
    first = Person(line, pool)
    with leaving(first):
        assert first.inside.wait(LONG)
        second = Person(line, pool)
        with leaving(second):
            assert second.next_place() == 1
            third = Person(line, pool)
            with leaving(third):
                assert third.next_place() == 2
                first.leave()
                assert third.next_place() == 1
                second.leave()
                third.leave()
    assert [person.places.empty() for person in (first, second, third)] == [True] * 3


def test_those_who_are_served_count_as_before_one(pool: ThreadPoolExecutor) -> None:
    line = Line(3, SHORT)
    served = [Person(line, pool) for _ in range(3)]
    with leaving(*served):
        assert all(person.inside.wait(LONG) for person in served)
        last = Person(line, pool)
        with leaving(last):
            assert last.next_place() == 3
            served[1].leave()
            last.leave()


def test_people_who_ask_once_go_in_in_the_order_in_which_they_came(pool: ThreadPoolExecutor) -> None:
    line, order = Line(1, SHORT), SimpleQueue[int]()
    waiting: list[Future[None]] = []

    def go(number: int, told: threading.Event) -> None:
        with line.turn(lambda _: told.set()):
            order.put(number)

    with line.turn(untold):
        for number in range(12):
            told = threading.Event()
            waiting.append(pool.submit(go, number, told))
            assert told.wait(LONG)
    for one in waiting:
        one.result(LONG)
    assert [order.get_nowait() for _ in waiting] == list(range(12))


def test_never_more_are_inside_than_there_are_places_and_no_place_stays_empty(pool: ThreadPoolExecutor) -> None:
    # Each waits inside until both places are taken: a place left empty while somebody waits would break the pair.
    line, pair = Line(2, 10 * LONG), threading.Barrier(2)
    inside, most = 0, 0
    counting = threading.Lock()

    def go() -> None:
        nonlocal inside, most
        with line.turn(untold):
            with counting:
                inside += 1
                most = max(most, inside)
            pair.wait(LONG)
            with counting:
                inside -= 1

    for _ in range(20):
        for one in [pool.submit(go) for _ in range(40)]:
            one.result(LONG)
    assert (inside, most) == (0, 2)


def test_an_error_inside_gives_the_place_to_the_next(pool: ThreadPoolExecutor) -> None:
    line = Line(1, SHORT)
    inside, failing = threading.Event(), threading.Event()

    def fail() -> None:
        with line.turn(untold):
            inside.set()
            assert failing.wait(LONG)
            raise LookupError

    failed = pool.submit(fail)
    assert inside.wait(LONG)
    waiting = Person(line, pool)
    assert waiting.next_place() == 1
    failing.set()
    with pytest.raises(LookupError):
        failed.result(LONG)
    waiting.leave()


def test_who_can_not_be_told_leaves_the_line_to_the_others(pool: ThreadPoolExecutor) -> None:
    line = Line(1, SHORT)
    first = Person(line, pool)
    with leaving(first):
        assert first.inside.wait(LONG)

        def fail(ahead: int) -> None:
            raise ConnectionError(ahead)

        unlucky = Person(line, pool, fail)
        with pytest.raises(ConnectionError, match="1"):
            unlucky.done.result(LONG)
        last = Person(line, pool)
        with leaving(last):
            assert last.next_place() == 1
            first.leave()
            last.leave()
    with line.turn(untold):
        pass


def test_who_is_being_told_holds_up_nobody_and_keeps_the_place(pool: ThreadPoolExecutor) -> None:
    line = Line(1, SHORT)
    telling, told = threading.Event(), threading.Event()

    def tell_slowly(_: int) -> None:
        telling.set()
        assert told.wait(LONG)

    first = Person(line, pool)
    with leaving(first):
        assert first.inside.wait(LONG)
        slow = Person(line, pool, tell_slowly)
        assert telling.wait(LONG)
        second = Person(line, pool)
        with leaving(slow, second):
            assert second.next_place() == 2
            first.leave()
            assert second.inside.wait(LONG)
            third = Person(line, pool)
            with leaving(third):
                # Who is still being told counts as before one.
                assert third.next_place() == 2
                told.set()
                # Whichever of the two is ready first goes in first, and out at once.
                third.let_go.set()
                second.leave()
                slow.leave()
                third.leave()


def test_a_person_is_told_only_what_is_new(pool: ThreadPoolExecutor) -> None:
    line = Line(1, SHORT)
    first = Person(line, pool)
    with leaving(first):
        assert first.inside.wait(LONG)
        patient = Person(line, pool)
        with leaving(patient):
            assert patient.next_place() == 1
            later = Person(line, pool)
            with leaving(later):
                # Who came later has waited for the whole of a patience since, and so has the patient one, again.
                assert later.next_place() == 2
                assert patient.places.empty()
                for person in (first, patient, later):
                    person.leave()
    assert patient.places.empty()


def test_who_gives_way_goes_on_when_nobody_is_served_or_waits_any_more(pool: ThreadPoolExecutor) -> None:
    line = Line(places=1)
    line.until_empty(LONG)
    with line.turn(untold):
        given_way = pool.submit(line.until_empty, LONG)
        line.until_empty(SHORT)
        assert not given_way.done()
    given_way.result(LONG)


def test_who_gives_way_waits_from_the_arrival_of_a_question_until_its_answer_is_shown(pool: ThreadPoolExecutor) -> None:
    line = Line(places=1)
    with line.expected():
        given_way = pool.submit(line.until_empty, LONG)
        with line.turn(untold):
            pass
        line.until_empty(SHORT)
        assert not given_way.done()
    given_way.result(LONG)


def test_nobody_gives_way_longer_than_a_patience_to_an_answer_that_slack_does_not_take() -> None:
    line = Line(1, patience=0.0)
    with line.expected():
        began = monotonic()
        line.until_empty(LONG)
    assert monotonic() - began < LONG


def test_who_asks_once_goes_before_the_many_of_somebody_else(pool: ThreadPoolExecutor) -> None:
    line, order = Line(1, SHORT), SimpleQueue[str]()
    waiting: list[Future[None]] = []

    def go(person: str, told: threading.Event) -> None:
        with line.turn(lambda _: told.set(), person):
            order.put(person)

    with line.turn(untold, "amara"):
        for person in [*["amara"] * 10, "ben"]:
            told = threading.Event()
            waiting.append(pool.submit(go, person, told))
            assert told.wait(LONG)
    for one in waiting:
        one.result(LONG)
    assert [order.get_nowait() for _ in waiting] == ["ben", *["amara"] * 10]
