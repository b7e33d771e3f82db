"""Answers that are given bit by bit, stored: concurrent clicks on several parts lose nothing."""

from functools import partial
from typing import Any

from learning.attempts.parts import PairUp, PutAt
from learning.attempts.values import Attempt, Recording
from learning.certifications.definition import Competency, Draw
from learning.items.responses import Ordered, Paired
from tests.learning.attempts.hall import MINUTE, NOW, SECOND, Hall, at_once

PAIRS = {"stem": "What belongs to what?", "pairs": [{"left": f"L{n}", "right": f"R{n}"} for n in range(6)]}
ENTRIES = {"stem": "In which order?", "entries": ["First", "Second", "Third"]}


def sat(hall: Hall, kind: str, content: dict[str, Any]) -> Attempt:
    """An exam with one question of this kind."""
    hall.write(f"the-{kind}", kind, content, kind)
    hall.certify(competencies=(Competency(kind, kind),), draws=(Draw(kind, 1),))
    return hall.start("amara")


def test_pairs_that_are_clicked_at_once_are_all_stored(hall: Hall) -> None:
    begun = sat(hall, "matching", PAIRS)
    tokens = begun.slots[0].tokens
    lefts = [token for token, _ in tokens if token[0] == "l"]
    rights = {key: token for token, key in tokens if token[0] == "r"}
    keys = dict(tokens)
    clicks = [partial(hall.answer, begun.id, 1, PairUp(left, rights[keys[left]])) for left in lefts]
    assert {one.recording for one in at_once(clicks) if not isinstance(one, Exception)} == {Recording.RECORDED}
    given = hall.stored(begun.id).slots[0].given
    assert isinstance(given, Paired)
    assert sorted(given.pairs) == [(key, key) for key in "abcdef"]
    assert hall.submit(begun.id).score.points == 1.0


def test_an_order_is_made_entry_by_entry_and_a_forged_part_changes_nothing(hall: Hall) -> None:
    begun = sat(hall, "ordering", ENTRIES)
    tokens = {key: token for token, key in begun.slots[0].tokens}
    for place, key in enumerate("abc", 1):
        hall.answer(begun.id, 1, PutAt(tokens[key], place))
    assert hall.stored(begun.id).slots[0].given == Ordered(("a", "b", "c"))
    for forged in (PutAt("pforged", 1), PairUp("l", "r")):
        assert hall.answer(begun.id, 1, forged).recording is Recording.FOREIGN
    assert hall.stored(begun.id).slots[0].given == Ordered(("a", "b", "c"))


def test_parts_count_in_the_order_in_which_they_were_clicked_whenever_they_are_delivered(hall: Hall) -> None:
    begun = sat(hall, "ordering", ENTRIES)
    tokens = {key: token for token, key in begun.slots[0].tokens}
    made = [PutAt(tokens["c"], 1), PutAt(tokens["a"], 1), PutAt(tokens["b"], 2), PutAt(tokens["b"], 1)]
    for number in (2, 0, 3, 1):
        hall.answer(begun.id, 1, made[number], clicked_at=NOW + number * SECOND, now=NOW + MINUTE)
    assert hall.stored(begun.id).slots[0].given == Ordered(("b", "a", "c"))
    whole = Ordered(tuple(token for token, _ in begun.slots[0].tokens))
    late = hall.answer(begun.id, 1, whole, clicked_at=NOW + SECOND, now=NOW + MINUTE)
    assert late.given == Ordered(("b", "a", "c"))


def test_a_pair_that_is_delivered_late_overrides_no_later_one_and_is_not_lost(hall: Hall) -> None:
    begun = sat(hall, "matching", PAIRS)
    left = {key: token for token, key in begun.slots[0].tokens if token[0] == "l"}
    right = {key: token for token, key in begun.slots[0].tokens if token[0] == "r"}
    for seconds, part in (
        (5, PairUp(left["a"], right["a"])),
        (1, PairUp(left["a"], right["b"])),
        (2, PairUp(left["c"], right["c"])),
    ):
        hall.answer(begun.id, 1, part, clicked_at=NOW + seconds * SECOND, now=NOW + MINUTE)
    given = hall.stored(begun.id).slots[0].given
    assert isinstance(given, Paired)
    assert sorted(given.pairs) == [("a", "a"), ("c", "c")]


def test_a_part_takes_one_statement_more_however_much_was_answered(hall: Hall) -> None:
    begun = sat(hall, "ordering", ENTRIES)
    tokens = {key: token for token, key in begun.slots[0].tokens}
    counts = set()
    for number in range(6):
        with hall.statements() as sent:
            hall.answer(begun.id, 1, PutAt(tokens["c"], 1 + number % 3))
        counts.add(len(sent))
    assert counts == {3}
