import json
from collections import Counter
from collections.abc import Iterator, Mapping, MutableSequence, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.blocks.learning.exam_message import (
    Question,
    Sitting,
    ended_message,
    moved_message,
    question_message,
    time_up_message,
)
from bot.blocks.learning.given import answer_of, place_of, typed
from bot.blocks.learning.overview import overview_message
from bot.blocks.learning.practice import Exercise, exercise_message
from bot.blocks.learning.responses import worded
from bot.blocks.message import Message
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, texts_for
from learning.attempts.parts import PairUp, PutAt
from learning.attempts.tokens import shown, shuffled
from learning.items.fitting import asked_units
from learning.items.limits import MOST_ASKED
from learning.items.responses import ChooseMany, ChooseOne, Chosen, Option, Pair, Paired, PutInOrder, Write, Written
from learning.items.types import TYPES
from learning.items.values import Difficulty, ItemState, ItemVersion, Pool
from tests.bot.blocks.learning.ways import ATTEMPT, Both, both, questions, sittings
from tests.learning.attempts.hall import MINUTE, NOW
from tests.learning.items.contents import CONTENTS

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(list(LANGUAGES))
SITTING = Sitting(ATTEMPT, "Mentor essentials", (True, False, False), NOW + 30 * MINUTE, 1.0)
ASKED = Question(1, None, "What comes first?", Write(numeric=False), None)
# How many units of a message a letter takes.
WIDTHS = {"x": 1, "&": 5, "🎉": 2}
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
FEW = settings(SLOW, max_examples=15)


def refused(message: Message) -> list[str]:
    return message_problems({"text": message.text, "blocks": list(message.blocks)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_nothing_is_missing_is_said_once(language: str) -> None:
    said, done = LANGUAGES[language], replace(SITTING, answered=(True, True, True))
    whole = str(overview_message(done, 1, said, sure=False).blocks)
    asked = str(overview_message(done, 1, said, sure=True).blocks)
    assert (said.exam.all_answered in whole, said.exam.nothing_missing_sure in whole) == (True, False)
    assert (said.exam.all_answered in asked, said.exam.nothing_missing_sure in asked) == (False, True)


def elements(message: Message) -> list[tuple[str, dict[str, Any]]]:
    """All elements, each with its block's id."""
    found = []
    for block in message.blocks:
        for one in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
            if one is not None and "action_id" in one:
                found.append((block["block_id"], one))
    return found


@SLOW
@given(sittings(), questions(), LANGUAGE, st.sampled_from([None, ENGLISH.exam.withheld]))
@example(replace(SITTING, title="\u2067"), ASKED, "en", None)
@example(replace(SITTING, title="\u2067", deadline=None), ASKED, "es", None)
@example(replace(SITTING, title="\u3164", deadline=None), ASKED, "es", None)
def test_slack_takes_every_screen_of_every_exam(
    sitting: Sitting, question: Question, language: str, note: str | None
) -> None:
    said = LANGUAGES[language]
    assert refused(question_message(sitting, question, said, note)) == []
    assert refused(time_up_message(sitting, question.position, said, note)) == []
    assert refused(ended_message(sitting.title, True, said)) == []
    assert refused(moved_message(said)) == []
    for sure in (True, False):
        assert refused(overview_message(sitting, question.position, said, sure=sure, note=note)) == []
    exercise = Exercise(ATTEMPT, sitting.title, question.scenario, question.stem, question.way)
    assert refused(exercise_message(exercise, said, note)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", ["x", "&", "🎉"])
@pytest.mark.parametrize("pairs", [2, 10, 25])
def test_what_may_be_published_is_asked_whole(language: str, letter: str, pairs: int) -> None:
    each = min(150, 4_000 // (2 * pairs * WIDTHS[letter]))
    left, right = (tuple(Option(f"{s}{n:011}", f"{n:02}{letter * (each - 2)}") for n in range(pairs)) for s in "lr")
    stem, story = ((letter * (1_490 // WIDTHS[letter])) + end for end in ("END?", "TOLD."))
    title = Sitting(ATTEMPT, "&" * 150, (True,) * 200, NOW, 1.5)
    given_ = Paired(tuple((one.key, right[0].key) for one in left))
    message = question_message(
        title, Question(200, story, stem, Pair(left, right), given_), LANGUAGES[language], ENGLISH.exam.withheld
    )
    content = {"stem": stem, "pairs": [{"left": a.text, "right": b.text} for a, b in zip(left, right, strict=True)]}
    asked = ItemVersion(
        "v",
        "i",
        "k",
        1,
        "matching",
        Pool.EXAM,
        content,
        "",
        "",
        Difficulty.EASY,
        "s",
        story,
        (),
        ItemState.DRAFT,
        "U",
        NOW,
    )
    assert 3_000 < asked_units(asked) <= MOST_ASKED
    assert refused(message) == []
    assert all(f"{letter}{end}" in str(message.blocks) for end in ("END?", "TOLD."))


@SLOW
@given(both(), LANGUAGE)
def test_whatever_is_pressed_stands_for_the_option_that_it_shows(pair: Both, language: str) -> None:
    way, stored = pair
    message = question_message(SITTING, Question(2, None, "What?", way, stored), LANGUAGES[language])
    for block_id, element in elements(message):
        if not element["action_id"].startswith("answer_"):
            continue
        assert place_of(block_id) == (ATTEMPT, 2)
        for option in element.get("options", [None]):
            told = {**element, "selected_option": option, "selected_options": [option] if option else []}
            said = answer_of({**told, "value": element.get("value", "4")})
            match way:
                case ChooseOne(options) | ChooseMany(options):
                    assert isinstance(said, Chosen)
                    assert said.keys <= {one.key for one in options}
                case Pair(left, right):
                    assert isinstance(said, PairUp)
                    assert (said.left in {one.key for one in left}, said.right in {o.key for o in right}) == (
                        True,
                        True,
                    )
                case PutInOrder(options):
                    assert isinstance(said, PutAt)
                    assert said.entry in {one.key for one in options}
                    assert 1 <= said.place <= len(options)
                case Write():
                    assert said == Written("4")


def _counted(numbers: Iterator[int]) -> str:
    """Tokens that are the same for items that differ only in what is right."""
    return f"{next(numbers):012}"


def rightly_and_wrongly(kind: str, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same item with another key: nothing that is shown may depend on it."""
    match kind:
        case "single_choice" | "multiple_choice":
            texts = [one["text"] for one in data["options"]]
            keyed = [
                {
                    "stem": data["stem"],
                    "options": [{"text": t, **({"right": True} if t == right else {})} for t in texts],
                }
                for right in texts
            ]
            for item in keyed:
                item["options"][0].setdefault("feedback", "canary")
            return keyed
        case "true_false":
            return [{**data, "right": True}, {**data, "right": False}]
        case "short_text":
            return [dict(data), {**data, "accepted": ["canary"], "case_sensitive": True}]
        case "numeric":
            return [dict(data), {**data, "value": 424242, "tolerance": 7}]
        case _:
            raise AssertionError(kind)


# With these it is the order in which the author wrote them that is right, so that no order of theirs may be shown.
BY_ORDER = {"matching", "ordering"}
KEYED = st.sampled_from(sorted(TYPES.keys() - BY_ORDER)).flatmap(lambda kind: st.tuples(st.just(kind), CONTENTS[kind]))


@SLOW
@given(KEYED, st.integers(0, 9))
def test_what_is_shown_of_an_item_is_the_same_whatever_is_right(item: tuple[str, dict[str, Any]], seed: int) -> None:
    kind, data = item
    screens = set()
    for keyed in rightly_and_wrongly(kind, data):
        screens.add(screen(kind, keyed, Random(seed)))
    assert len(screens) == 1
    assert "canary" not in screens.pop()


def screen(kind: str, data: Mapping[str, Any], dice: Random) -> str:
    """All that is sent of an item's question, with tokens that are the same in each attempt."""
    content = TYPES[kind].read(data)
    way = worded(TYPES[kind].way(content), ENGLISH)
    tokens = shuffled(way, dice, partial(_counted, count()))
    question = Question(2, None, TYPES[kind].stem(content), shown(way, tokens), None)
    return json.dumps(question_message(SITTING, question, ENGLISH).blocks)


class Dealt(Random):
    """Shuffles into these orders, one after the other."""

    def __init__(self, *orders: Sequence[int]) -> None:
        super().__init__(0)
        self._orders = iter(orders)

    def shuffle(self, x: MutableSequence[Any]) -> None:
        x[:] = [x[place] for place in next(self._orders)]


def every_screen(kind: str, data: Mapping[str, Any], *sides: int) -> Counter[str]:
    """What is sent for each order in which the options of all sides, so many, can come; how often each."""
    return Counter(
        screen(kind, data, Dealt(*orders)) for orders in product(*(permutations(range(side)) for side in sides))
    )


@FEW
@given(CONTENTS["ordering"], st.randoms(use_true_random=False))
def test_an_order_is_asked_for_in_every_order_alike_whichever_is_right(data: dict[str, Any], dice: Random) -> None:
    entries = data["entries"][:4]
    otherwise = dice.sample(entries, len(entries))
    one, other = ({**data, "entries": order} for order in (entries, otherwise))
    assert every_screen("ordering", one, len(entries)) == every_screen("ordering", other, len(entries))


@FEW
@given(CONTENTS["matching"], st.randoms(use_true_random=False))
def test_pairs_are_asked_for_alike_whatever_belongs_together(data: dict[str, Any], dice: Random) -> None:
    lefts = [pair["left"] for pair in data["pairs"][:2]]
    rights = list(dict.fromkeys([*(pair["right"] for pair in data["pairs"][:2]), *data["distractors"]]))
    one, other = (paired(data["stem"], lefts, order) for order in (rights, dice.sample(rights, len(rights))))
    sides = len(lefts), len(rights)
    assert every_screen("matching", one, *sides) == every_screen("matching", other, *sides)


def paired(stem: str, lefts: list[str], rights: list[str]) -> dict[str, Any]:
    """A matching in which the first on the right belong to those on the left, and the others to none."""
    pairs = [{"left": left, "right": right} for left, right in zip(lefts, rights, strict=False)]
    return {"stem": stem, "pairs": pairs, "distractors": rights[len(lefts) :]}


@SLOW
@given(st.sampled_from(["matching", "ordering"]).flatmap(lambda kind: st.tuples(st.just(kind), CONTENTS[kind])))
def test_only_tokens_stand_for_options_and_none_tells_its_key(item: tuple[str, dict[str, Any]]) -> None:
    kind, data = item
    content = TYPES[kind].read(data)
    way = TYPES[kind].way(content)
    tokens = shuffled(way, Random(1))
    question = Question(2, None, "What?", shown(way, tokens), None)
    known = {token for token, _ in tokens}
    for _, element in elements(question_message(SITTING, question, ENGLISH)):
        if element["action_id"].startswith("answer_"):
            values = [option["value"] for option in element.get("options", ())] or [element["value"]]
            assert all(set(value.split(":")) - known <= {str(n) for n in range(1, 30)} for value in values)


@pytest.mark.parametrize("block_id", ["", "exam", "exam::", "exam:x", "exam:x:-1:0", "exam:x:²:0", "answer:x:1:0"])
def test_a_block_of_nothing_stands_for_no_place(block_id: str) -> None:
    assert place_of(block_id) == ("", 0)


def test_what_was_typed_and_not_entered_is_new_only_where_it_differs_from_what_the_message_shows() -> None:
    message = question_message(SITTING, Question(2, None, "Per what?", Write(False), Written("month")), ENGLISH)
    field = next(block for block in message.blocks if block["type"] == "input")

    def body(value: str | None) -> dict[str, Any]:
        state = {field["block_id"]: {"answer_text": {"type": "plain_text_input", "value": value}}}
        return {"message": {"blocks": list(message.blocks)}, "state": {"values": state}}

    assert typed(body("month")) is None
    assert typed(body("months")) == Written("months")
    assert typed(body(None)) == Written("")
    assert typed({"message": {"blocks": []}}) is None
