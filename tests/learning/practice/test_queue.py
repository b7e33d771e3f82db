from datetime import UTC, datetime, timedelta

from fsrs import State
from hypothesis import given
from hypothesis import strategies as st

from learning.practice.queue import most_new, order, overdueness, todays
from learning.practice.scheduling import Memory
from learning.practice.values import Card

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def card(name: str, *, interval: float | None, waits: float) -> Card:
    """A card that was to come after ``interval`` days and waits for so many; new where it has no interval."""
    due = NOW - DAY * waits
    memory = Memory(1.0, 5.0, State.Review, None, due - DAY * interval) if interval is not None else None
    return Card(name, f"{name}-1", "mentor", "care", memory, due)


def names(cards: list[Card]) -> str:
    return "".join(card.item_id for card in cards)


def test_the_most_overdue_for_its_interval_comes_first() -> None:
    cards = [
        card("a", interval=30, waits=2),
        card("b", interval=1, waits=2),
        card("c", interval=10, waits=9),
        card("d", interval=2, waits=-1),
    ]
    assert [round(overdueness(one, NOW), 3) for one in cards] == [0.067, 2.0, 0.9, -0.5]
    assert names(order(cards, NOW)) == "bcad"


def test_an_interval_of_minutes_counts_as_a_day() -> None:
    assert overdueness(card("a", interval=0.007, waits=1), NOW) == 1.0


def test_what_is_new_comes_after_what_is_due_and_only_as_far_as_there_is_room() -> None:
    cards = [card("n", interval=None, waits=1), card("m", interval=None, waits=2), card("d", interval=1, waits=0)]
    assert names(todays(cards, NOW, left=5, new_left=3)) == "dmn"
    assert names(todays(cards, NOW, left=5, new_left=1)) == "dm"
    assert names(todays(cards, NOW, left=1, new_left=3)) == "d"
    assert names(todays(cards, NOW, left=0, new_left=3)) == ""


def test_after_a_break_nobody_gets_more_than_a_day_holds_and_the_rest_comes_in_the_same_order() -> None:
    backlog = [card(chr(97 + number), interval=1 + number, waits=30) for number in range(20)]
    left, asked = list(backlog), ""
    while left:
        day = todays(left, NOW, left=5, new_left=3)
        assert len(day) == 5
        asked += names(day)
        left = [one for one in left if one not in day]
    assert asked == names(order(backlog, NOW))


def test_three_in_five_may_be_new_and_one_of_one() -> None:
    assert [most_new(daily) for daily in (0, 1, 2, 3, 5, 10)] == [0, 1, 2, 2, 3, 6]


CARDS = st.lists(st.tuples(st.none() | st.floats(0, 400), st.floats(-50, 400)), max_size=40)


@given(CARDS, st.integers(-3, 12), st.integers(-3, 12))
def test_a_day_never_holds_more_than_it_may(found: list[tuple[float | None, float]], left: int, new_left: int) -> None:
    cards = [card(str(number), interval=interval, waits=waits) for number, (interval, waits) in enumerate(found)]
    day = todays(cards, NOW, left=left, new_left=new_left)
    assert len(day) <= max(left, 0)
    assert sum(one.memory is None for one in day) <= max(new_left, 0)
    assert all(one.due <= NOW for one in day)
    assert len({one.item_id for one in day}) == len(day)
    known = [one for one in cards if one.memory is not None and one.due <= NOW]
    assert sum(one.memory is not None for one in day) == min(len(known), max(left, 0))
