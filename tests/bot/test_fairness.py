"""Who asks little never waits for all that somebody else asked before."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.fairness import Mark, Turns

PEOPLE = st.sampled_from(["amara", "ben", "carmen"])
# A question of somebody comes, or, where nobody is named, the next one that waits is taken.
EVENTS = st.lists(PEOPLE | st.none(), max_size=60)


def order(events: list[str | None]) -> tuple[list[tuple[int, str]], dict[int, list[tuple[int, str]]]]:
    """Questions in the order in which they are taken, and for each which others were waiting when it came."""
    turns, waiting = Turns(), dict[Mark, tuple[int, str]]()
    taken, before = [], dict[int, list[tuple[int, str]]]()
    for number, person in enumerate([*events, *[None] * len(events)]):
        if person is not None:
            before[number] = list(waiting.values())
            waiting[turns.come(person)] = (number, person)
        elif waiting:
            mark = min(waiting)
            turns.take(mark)
            taken.append(waiting.pop(mark))
    return taken, before


@given(EVENTS)
def test_everybody_is_served_once_and_each_person_in_the_order_of_asking(events: list[str | None]) -> None:
    taken, _ = order(events)
    assert sorted(number for number, _ in taken) == [n for n, person in enumerate(events) if person is not None]
    for person in ("amara", "ben", "carmen"):
        own = [number for number, asker in taken if asker == person]
        assert own == sorted(own)


@given(EVENTS)
def test_nobody_waits_for_more_of_another_than_two_and_as_many_as_of_oneself(events: list[str | None]) -> None:
    taken, before = order(events)
    place = {number: index for index, (number, _) in enumerate(taken)}
    askers = dict(taken)
    for number, others in before.items():
        own = sum(asker == askers[number] for _, asker in others)
        sooner = taken[: place[number]]
        passed = Counter(asker for other, asker in sooner if (other, asker) in others or other > number)
        assert all(count <= own + 2 for asker, count in passed.items() if asker != askers[number])


def test_one_question_comes_before_all_but_the_first_of_fifty() -> None:
    turns = Turns()
    many = [turns.come("amara") for _ in range(50)]
    turns.take(many[0])
    one = turns.come("ben")
    assert many[0] < one < many[1]


def test_who_asks_many_waits_for_nobody_where_nobody_else_asks() -> None:
    turns = Turns()
    for _ in range(50):
        turns.take(turns.come("amara"))
    late = turns.come("ben")
    assert late < turns.come("amara")


def test_what_nobody_asks_goes_in_the_order_of_coming() -> None:
    turns = Turns()
    marks = [turns.come(None) for _ in range(5)]
    assert marks == sorted(marks)
