"""Which items a form is made of."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.attempts.assembling import Blueprint, draw_form
from learning.certifications.definition import Draw
from learning.errors import NotEnoughItems
from learning.items.values import Candidate


def item(name: str, competency: str = "care", story: str | None = None, exposure: int = 0) -> Candidate:
    return Candidate(name, f"version of {name}", competency, story, exposure)


def names(form: tuple[Candidate, ...]) -> list[str]:
    return [one.item_id for one in form]


def test_items_that_were_not_seen_come_first_then_those_seen_and_shown_least() -> None:
    there = (item("a"), item("b", exposure=9), item("c", exposure=4), item("d", exposure=1), item("e", exposure=2))
    seen = {"a": 1, "d": 2, "e": 1}
    for seed in range(20):
        assert set(names(draw_form(Blueprint((Draw("care", 1),), there), seen, Random(seed)))) == {"c"}
        assert set(names(draw_form(Blueprint((Draw("care", 2),), there), seen, Random(seed)))) == {"c", "b"}
        assert set(names(draw_form(Blueprint((Draw("care", 4),), there), seen, Random(seed)))) == {"c", "b", "a", "e"}


def test_the_items_of_a_scenario_are_drawn_together_and_stand_side_by_side_as_written() -> None:
    alone = (*(item(f"alone-{n}") for n in range(4)), item("alone-4", "calls"))
    there = (*alone, item("s2", story="s"), item("s1", story="s"), item("s3", "calls", "s"))
    drawn = []
    for seed in range(40):
        form = names(draw_form(Blueprint((Draw("care", 3), Draw("calls", 1)), there), {}, Random(seed)))
        assert len(form) == 4
        drawn.append([name for name in form if name.startswith("s")])
        if drawn[-1]:
            place = form.index("s1")
            assert form[place : place + 3] == drawn[-1] == ["s1", "s2", "s3"]
    assert 5 < sum(map(bool, drawn)) < 35


def test_a_scenario_that_is_larger_than_its_room_is_cut_rather_than_nothing_drawn() -> None:
    there = tuple(item(f"s{n}", story="s") for n in range(4))
    assert names(draw_form(Blueprint((Draw("care", 2),), there), {}, Random(1))) == ["s0", "s1"]


def test_a_retake_cuts_a_scenario_where_nothing_was_seen_and_least_was_shown() -> None:
    there = tuple(item(f"s{n}", story="s", exposure=3 - n) for n in range(4))
    assert names(draw_form(Blueprint((Draw("care", 2),), there), {}, Random(1))) == ["s2", "s3"]
    for seed in range(9):
        form = draw_form(Blueprint((Draw("care", 2),), there), {"s2": 1, "s3": 1, "alone": 1}, Random(seed))
        assert names(form) == ["s0", "s1"]
        more = draw_form(Blueprint((Draw("care", 3),), (*there, item("alone"))), {"s0": 1, "s1": 1}, Random(seed))
        assert set(names(more)) == {"s2", "s3", "alone"}


def test_of_scenarios_that_are_cut_the_one_comes_first_of_which_least_shown_items_are_left() -> None:
    shown = {"s0": 0, "s1": 9, "s2": 9, "t0": 4, "t1": 4, "t2": 4}
    there = tuple(item(name, story=name[0], exposure=count) for name, count in shown.items())
    for seed in range(9):
        assert names(draw_form(Blueprint((Draw("care", 1),), there), {}, Random(seed))) == ["s0"]


def test_a_blueprint_that_asks_for_more_than_is_live_is_refused() -> None:
    draws = (Draw("care", 2), Draw("calls", 3), Draw("trust", 1))
    there = (item("a"), item("b"), item("c", "calls"))
    with pytest.raises(NotEnoughItems) as told:
        draw_form(Blueprint(draws, there), {}, Random(1))
    assert (told.value.competency, told.value.wanted, told.value.there) == ("calls", 3, 1)


def test_another_throw_of_the_dice_gives_another_form_in_another_order() -> None:
    there = tuple(item(f"i{n}") for n in range(20))
    forms = {tuple(names(draw_form(Blueprint((Draw("care", 5),), there), {}, Random(seed)))) for seed in range(30)}
    assert len(forms) == 30
    assert len({frozenset(form) for form in forms}) > 25


CANDIDATES = st.lists(
    st.builds(
        item,
        st.integers(0, 60).map("i{:02}".format),
        st.sampled_from(["care", "calls", "trust"]),
        st.sampled_from([None, None, "s", "t"]),
        st.integers(0, 3),
    ),
    unique_by=lambda one: one.item_id,
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(CANDIDATES, st.dictionaries(st.integers(0, 60).map("i{:02}".format), st.integers(1, 3)), st.integers())
def test_a_form_has_just_what_the_blueprint_asks_for_and_no_seen_item_before_an_unseen_one(
    there: list[Candidate], seen: dict[str, int], seed: int
) -> None:
    live = Counter(one.competency for one in there)
    draws = tuple(Draw(key, (count + 1) // 2) for key, count in sorted(live.items()))
    form = draw_form(Blueprint(draws, tuple(there)), seen, Random(seed))
    assert Counter(one.competency for one in form) == Counter({draw.competency: draw.count for draw in draws})
    assert len(set(names(form))) == len(form)
    assert set(form) <= set(there)
    for competency in live:
        drawn = [seen.get(one.item_id, 0) for one in form if one.competency == competency]
        left = [seen.get(one.item_id, 0) for one in set(there) - set(form) if one.competency == competency]
        assert not left or max(drawn) <= min(left)
    places = [place for place, one in enumerate(form) if one.scenario_key == "s"]
    assert not places or places == list(range(places[0], places[-1] + 1))
