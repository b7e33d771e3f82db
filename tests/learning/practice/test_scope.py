"""A question tells what its guide says: so it reaches those alone who may read the guide, whatever it is asked for."""

from dataclasses import replace

import pytest

from knowledge.guides.drafts import EVERYBODY
from learning.items.values import Pool, Quote
from learning.practice.values import Purpose, Scope
from tests.databases import on_both
from tests.knowledge.library import NOW
from tests.learning.items.bank import item
from tests.learning.practice.gym import AMARA, BEN, DAY, MINUTE, Gym, key_of
from tests.learning.standing.shelf import CALLS

SAFE, BOARD = "safe.md", "board"
CANARY, PUBLIC = "The safe stands behind the third door.", "Mentors lock the door at six."
INSIDE = Scope((EVERYBODY, BOARD))
PICKED = (Purpose.FREE, Purpose.PATH, Purpose.CONTINUOUS, Purpose.DUE)


@pytest.fixture
def private(gym: Gym) -> Gym:
    """With two items more of a competency, that rest on a guide that is not for everybody: one rests on another too."""
    gym.shelf.bank.guide(SAFE, CANARY, audience=BOARD)
    for key, quotes in (
        ("safe-1", (Quote(SAFE, CANARY),)),
        ("safe-2", (Quote(SAFE, CANARY), Quote("support.md", CALLS))),
    ):
        content = {"stem": f"{key}: which door?", "value": 1, "unit": "years"}
        draft = replace(item(key), content=content, pool=Pool.PRACTICE, quotes=quotes, competency="care")
        version_id = gym.versions[key] = gym.shelf.bank.live(draft)
        gym.items[key] = gym.shelf.bank.version(version_id).item_id
    return gym


def asked(gym: Gym, purpose: Purpose, scope: Scope, person: str) -> set[str | None]:
    """All that a person is asked who answers whatever she is asked, for four days."""
    keys = set[str | None]()
    gym.daily(50, person)
    for day in range(4):
        for turn in range(12):
            now = NOW + day * DAY + turn * MINUTE
            shown = gym.show(person, now=now, purpose=purpose, scope=replace(scope, towards=towards(gym)))
            if shown is not None:
                keys.add(key_of(gym, shown))
                gym.answer(shown.id, person=person, right=turn % 3 > 0, now=now)
    return keys


def towards(gym: Gym) -> dict[str, str]:
    return {one.key: gym.certification.id for one in gym.certification.definition.competencies}


@on_both
@pytest.mark.parametrize("purpose", PICKED)
def test_what_rests_on_a_private_guide_never_reaches_a_person_outside(private: Gym, purpose: Purpose) -> None:
    outside = asked(private, purpose, Scope(), AMARA)
    assert outside == {"year-1", "year-2", "calls-1", "calls-2", "gifts-1", "gifts-2"}
    assert private.cards().keys() == outside
    assert asked(private, purpose, INSIDE, BEN) == outside | {"safe-1", "safe-2"}


def test_what_waits_is_counted_as_far_as_it_may_be_asked(private: Gym) -> None:
    private.practise("calls-1", right=False)
    later = NOW + 2 * DAY
    assert private.today(now=later).new == 2 + 1
    private.daily(50)
    assert (private.today(now=later).new, private.today(now=later, scope=INSIDE).new) == (3, 5)


def test_who_may_not_read_a_guide_any_more_is_not_asked_what_she_was_asked_of_it(private: Gym) -> None:
    only = [private.items["safe-1"]]
    shown = private.show(scope=INSIDE, only=only)
    assert shown is not None
    private.answer(shown.id, right=False)
    later = NOW + 2 * DAY
    assert key_of(private, private.show(now=later, purpose=Purpose.DUE, scope=INSIDE, only=only)) == "safe-1"
    assert private.show(now=later, purpose=Purpose.DUE, only=only) is None
    assert private.today(now=later + DAY).due == 0
    assert private.today(now=later + DAY, scope=INSIDE).due == 1


def test_the_sibling_of_what_is_private_may_be_private_and_that_of_what_is_public_is_public(private: Gym) -> None:
    for key in ("calls-2", "gifts-1", "gifts-2"):
        private.shelf.bank.retire(private.versions[key])
    private.practise("calls-1", right=False)
    assert private.cards().keys() == {"calls-1"}
    shown = private.show(BEN, scope=INSIDE, only=[private.items["safe-1"]])
    assert shown is not None
    private.answer(shown.id, person=BEN, right=False)
    assert private.cards(BEN).keys() == {"safe-1", "safe-2"}


def test_practise_this_adds_what_the_person_may_be_asked(private: Gym) -> None:
    passage = private.passage("safe-1")
    assert private.practise_this(passage) == set()
    assert private.practise_this(private.passage("calls-1")) == {"calls-1", "calls-2"}
    assert private.practise_this(passage, scope=INSIDE) == {"safe-1", "safe-2"}


def test_for_whom_a_guide_is_now_decides_whichever_edition_proved_the_item(private: Gym) -> None:
    private.shelf.bank.guide(SAFE, CANARY, PUBLIC)
    assert {"safe-1", "safe-2"} <= asked(private, Purpose.FREE, Scope(), AMARA)
    private.shelf.bank.guide(SAFE, CANARY, audience=BOARD)
    assert asked(private, Purpose.FREE, Scope(), BEN).isdisjoint({"safe-1", "safe-2"})
