"""A card is what a person remembers of an item: it begins with her first answer, and each answer moves it once."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from knowledge.members.roles import OPERATOR
from learning.certifications.service import put
from learning.errors import AttemptOpen
from learning.practice.rating import Rating
from learning.practice.scheduling import Memory, after, as_data
from learning.practice.values import Added, Purpose
from storage.schema import new_id
from tests.databases import on_both
from tests.knowledge.library import NOW
from tests.learning.practice.gym import AMARA, BEN, DAY, MINUTE, SECOND, Gym, key_of
from tests.learning.standing.shelf import CALLS, GIFTS, YEAR

ANSWERED = NOW + 5 * SECOND


@on_both
def test_a_card_begins_when_an_item_is_answered_first_not_when_it_is_shown(gym: Gym) -> None:
    shown = gym.shown("year-1")
    assert gym.cards() == {}
    gym.answer(shown.id)
    (card,) = gym.cards().values()
    expected = after(None, Rating.GOOD, ANSWERED)
    assert (card.memory, card.due, card.last) == (as_data(expected.memory), expected.due, ANSWERED)
    assert (card.added, card.since, card.competency) == (Added.PRACTISED.value, ANSWERED, "matching")
    assert gym.cards(BEN) == {}


def test_pressing_twice_moves_the_card_once(gym: Gym) -> None:
    shown = gym.shown("year-1")
    first = gym.answer(shown.id)
    before = gym.cards()["year-1"]
    assert gym.answer(shown.id, right=False, now=NOW + DAY) == first
    after_it = gym.cards()
    assert after_it.keys() == {"year-1"}
    assert (after_it["year-1"].memory, after_it["year-1"].due) == (before.memory, before.due)


def test_a_slow_right_answer_is_hard_and_a_wrong_one_is_asked_again(gym: Gym) -> None:
    slow, wrong = gym.shown("year-1"), gym.shown("calls-1")
    gym.answer(slow.id, now=NOW + 2 * MINUTE)
    gym.answer(wrong.id, right=False)
    cards = gym.cards()
    assert cards["year-1"].memory == as_data(after(None, Rating.HARD, NOW + 2 * MINUTE).memory)
    assert cards["calls-1"].memory == as_data(after(None, Rating.AGAIN, ANSWERED).memory)


def test_what_is_slow_is_told_by_what_the_person_usually_takes(gym: Gym) -> None:
    for day in range(5):
        gym.practise("calls-1", now=NOW + day * DAY)
    later = NOW + 9 * DAY
    gym.answer(gym.shown("year-1", now=later).id, now=later + 11 * SECOND)
    gym.answer(gym.shown("year-1", BEN, now=later).id, person=BEN, now=later + 11 * SECOND)
    assert gym.cards()["year-1"].memory == as_data(after(None, Rating.HARD, later + 11 * SECOND).memory)
    assert gym.cards(BEN)["year-1"].memory == as_data(after(None, Rating.GOOD, later + 11 * SECOND).memory)


@on_both
def test_a_missed_item_brings_another_of_the_same_passage_a_day_later(gym: Gym) -> None:
    gym.practise("calls-1", right=False)
    cards = gym.cards()
    assert cards.keys() == {"calls-1", "calls-2"}
    sibling = cards["calls-2"]
    assert (sibling.due, sibling.added, sibling.memory) == (ANSWERED + DAY, Added.SIBLING.value, None)
    assert cards["calls-1"].due < sibling.due


def test_where_no_other_rests_on_the_passage_one_of_the_competency_comes(gym: Gym) -> None:
    gym.shelf.bank.retire(gym.versions["calls-2"])
    gym.practise("calls-1", right=False)
    assert gym.cards().keys() == {"calls-1", "gifts-1"}


def test_where_there_is_no_sibling_the_missed_item_comes_alone(gym: Gym) -> None:
    gym.shelf.bank.retire(gym.versions["year-2"])
    gym.practise("year-1", right=False)
    assert gym.cards().keys() == {"year-1"}


def test_a_sibling_is_of_the_certification_for_which_somebody_practises(gym: Gym) -> None:
    gym.shelf.bank.retire(gym.versions["calls-2"])
    gym.write("calls-3", CALLS, competency="driving")
    gym.practise("calls-1", right=False)
    assert gym.cards().keys() == {"calls-1", "gifts-1"}


@on_both
def test_a_sibling_that_comes_anyway_is_enough_else_one_that_was_never_asked_is_better(gym: Gym) -> None:
    gym.write("calls-3", CALLS)
    for turn in range(4):
        gym.practise("calls-2", now=NOW - (40 - 10 * turn) * DAY)
    gym.practise("calls-2", person=BEN, now=NOW - DAY)
    for person, keys in ((AMARA, {"calls-1", "calls-2", "calls-3"}), (BEN, {"calls-1", "calls-2"})):
        before = gym.cards(person)["calls-2"]
        gym.practise("calls-1", right=False, person=person)
        cards = gym.cards(person)
        assert cards.keys() == keys
        assert cards["calls-2"].due == before.due


def test_a_sibling_that_was_to_come_later_is_brought_forward_and_one_that_comes_anyway_stays(gym: Gym) -> None:
    for turn in range(4):
        gym.practise("calls-2", now=NOW - (40 - 10 * turn) * DAY)
    long = gym.cards()["calls-2"]
    assert long.due > NOW + 5 * DAY
    gym.practise("calls-1", right=False)
    brought = gym.cards()["calls-2"]
    assert (brought.due, brought.memory) == (ANSWERED + DAY, long.memory)
    gym.practise("calls-1", right=False, now=NOW + 2 * MINUTE)
    assert gym.cards()["calls-2"].due == ANSWERED + DAY
    assert gym.cards().keys() == {"calls-1", "calls-2"}


def test_what_is_not_live_any_more_brings_and_moves_nothing(gym: Gym) -> None:
    shown = gym.shown("calls-1")
    gym.shelf.bank.retire(gym.versions["calls-1"])
    assert gym.answer(shown.id, right=False).is_answered
    assert gym.cards() == {}


def test_a_card_follows_the_version_of_its_item_that_is_live(gym: Gym) -> None:
    first = gym.practise("year-1")
    newer = gym.write("year-1", YEAR, asks="For how many years?")
    assert newer != first.version_id
    shown = gym.show(now=NOW + DAY, purpose=Purpose.DUE, only=[gym.items["year-1"]])
    assert shown is not None
    assert shown.version_id == newer


@on_both
def test_what_is_retired_or_in_quarantine_is_never_asked(gym: Gym) -> None:
    for key in ("year-1", "year-2"):
        gym.practise(key)
    gym.shelf.bank.retire(gym.versions["year-1"])
    gym.shelf.bank.quarantine(gym.versions["year-2"], gym.shelf.first)
    assert gym.show(now=NOW + 30 * DAY, purpose=Purpose.DUE) is None
    assert gym.today(now=NOW + 30 * DAY).due == 0
    gym.shelf.bank.release(gym.versions["year-2"])
    assert key_of(gym, gym.show(now=NOW + 30 * DAY, purpose=Purpose.DUE)) == "year-2"


def test_an_open_exam_forbids_what_is_due(gym: Gym) -> None:
    gym.practise("year-1")
    gym.shelf.begun(AMARA, now=NOW + DAY)
    with pytest.raises(AttemptOpen):
        gym.show(now=NOW + DAY, purpose=Purpose.DUE)


def test_a_clock_that_was_set_back_loses_no_answer(gym: Gym) -> None:
    gym.practise("year-1", now=NOW)
    before = gym.cards()["year-1"]
    gym.practise("year-1", now=NOW - 3 * DAY)
    card = gym.cards()["year-1"]
    assert card.last == before.last
    assert card.due > NOW
    assert card.memory != before.memory


def test_whatever_is_answered_in_whatever_order_a_memory_is_a_fold_of_the_answers(gym: Gym) -> None:
    dice, now = Random(11), NOW
    expected = dict[str, Memory]()
    for _ in range(40):
        now += timedelta(hours=dice.choice((-2, 0, 1, 30, 200)))
        key, right = dice.choice(["year-1", "calls-1", "calls-2"]), dice.random() < 0.7
        gym.practise(key, right=right, now=now)
        rating = Rating.GOOD if right else Rating.AGAIN
        expected[key] = after(expected.get(key), rating, now + 5 * SECOND).memory
    cards = gym.cards()
    assert {key: (cards[key].memory, cards[key].last) for key in expected} == {
        key: (as_data(memory), memory.last) for key, memory in expected.items()
    }


@on_both
def test_practise_this_adds_the_items_that_a_passage_proves(gym: Gym) -> None:
    assert gym.practise_this(gym.passage("calls-1")) == {"calls-1", "calls-2"}
    assert {key: (card.due, card.added) for key, card in gym.cards().items()} == {
        "calls-1": (NOW, Added.ASKED.value),
        "calls-2": (NOW, Added.ASKED.value),
    }
    assert gym.practise_this(gym.passage("calls-1"), now=NOW + MINUTE) == {"calls-1", "calls-2"}
    assert gym.cards()["calls-1"].due == NOW
    assert gym.practise_this(new_id(), "no id") == set()
    assert gym.practise_this() == set()


def test_practise_this_brings_forward_what_was_to_come_later(gym: Gym) -> None:
    gym.practise("calls-1")
    memory = gym.cards()["calls-1"].memory
    gym.practise_this(gym.passage("calls-1"), now=NOW + MINUTE)
    card = gym.cards()["calls-1"]
    assert (card.due, card.memory, card.added) == (NOW + MINUTE, memory, Added.PRACTISED.value)


def test_practise_this_knows_the_passages_of_an_edition_before_where_they_did_not_change(gym: Gym) -> None:
    calls, gifts = gym.passage("calls-1"), gym.passage("gifts-1")
    gym.shelf.edition(CALLS, YEAR, "Mentors give no gifts at all.", now=NOW + DAY)
    assert gym.passage("calls-1") != calls
    assert gym.practise_this(calls, gifts) == {"calls-1", "calls-2"}
    assert gym.practise_this(gym.passage("calls-1"), person=BEN) == {"calls-1", "calls-2"}


def test_items_of_no_certification_are_not_added(gym: Gym) -> None:
    definition = gym.certification.definition
    fewer = replace(definition, competencies=definition.competencies[:1], draws=definition.draws[:1])
    with gym.database.transaction() as session:
        put(session, gym.workspace, fewer, by=OPERATOR, now=NOW)
    assert gym.practise_this(gym.passage("calls-1")) == set()
    assert gym.practise_this(gym.passage("year-1")) == {"year-1", "year-2"}


@on_both
def test_an_edit_of_a_passage_makes_exactly_its_cards_begin_anew(gym: Gym) -> None:
    for person in (AMARA, BEN):
        for key in ("year-1", "calls-1", "gifts-1", "gifts-2"):
            gym.practise(key, person=person)
    before = {person: gym.cards(person) for person in (AMARA, BEN)}
    gym.shelf.edition(CALLS, YEAR, "Mentors give no gifts at all.", now=NOW + 3 * DAY)
    for person, cards in before.items():
        for key, card in gym.cards(person).items():
            if key.startswith("gifts"):
                assert (card.memory, card.due, card.since) == (None, NOW + 3 * DAY, NOW + 3 * DAY)
            else:
                old = cards[key]
                assert (card.memory, card.due, card.last, card.since) == (old.memory, old.due, old.last, old.since)
        assert gym.cards(person).keys() == cards.keys()


def test_what_began_anew_is_new_again_once_it_is_asked(gym: Gym) -> None:
    gym.practise("gifts-1")
    gym.shelf.edition(CALLS, YEAR, "Mentors give no gifts at all.", now=NOW + 3 * DAY)
    gym.shelf.edition(CALLS, YEAR, GIFTS, now=NOW + 4 * DAY)
    gym.shelf.bank.release(gym.versions["gifts-1"])
    gym.practise("gifts-1", now=NOW + 5 * DAY)
    card = gym.cards()["gifts-1"]
    assert card.memory == as_data(after(None, Rating.GOOD, NOW + 5 * DAY + 5 * SECOND).memory)
    assert card.since == NOW + 5 * DAY + 5 * SECOND
