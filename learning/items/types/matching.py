"""To each on the left belongs one on the right. Pure.

Data: ``{stem, pairs: [{left, right}], distractors?: [text]}``. Several on the left may share one on the right, which is
then shown once; distractors belong to none. Credit is the share of those on the left that were given what belongs to
them, as in Moodle (``qtype_match``). A response that gives one on the left two on the right earns nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learning.errors import Flaw
from learning.items.limits import FEWEST_OPTIONS, LONGEST_OPTION, MOST_PAIRS
from learning.items.responses import Option, Pair, Paired, Response
from learning.items.types.fields import Fields, letters
from learning.items.types.signature import ItemType


@dataclass(frozen=True)
class Matching:
    """The pairs in authoring order, and what else stands on the right."""

    stem: str
    pairs: tuple[tuple[str, str], ...]
    distractors: tuple[str, ...] = ()

    @property
    def lefts(self) -> tuple[Option, ...]:
        texts = [left for left, _ in self.pairs]
        return tuple(Option(key, text) for key, text in zip(letters(len(texts)), texts, strict=True))

    @property
    def rights(self) -> tuple[Option, ...]:
        texts = [*dict.fromkeys(right for _, right in self.pairs), *self.distractors]
        return tuple(Option(key, text) for key, text in zip(letters(len(texts)), texts, strict=True))

    @property
    def answer(self) -> dict[str, str]:
        """The key on the right that belongs to each on the left."""
        keys = {option.text: option.key for option in self.rights}
        return {left.key: keys[right] for left, (_, right) in zip(self.lefts, self.pairs, strict=True)}


def read(data: Mapping[str, Any]) -> Matching:
    fields = Fields(data)
    fields.only("stem", "pairs", "distractors")
    stem = fields.stem()
    given = fields.entries("pairs", fewest=FEWEST_OPTIONS, most=MOST_PAIRS)
    pairs = tuple(_pair(fields.under("pairs", number, entry)) for number, entry in enumerate(given, start=1))
    others = fields.optional_entries("distractors", most=MOST_PAIRS)
    distractors = tuple(fields.texts("distractors", others, longest=LONGEST_OPTION))
    _check(fields, pairs, distractors)
    fields.done()
    return Matching(stem, pairs, distractors)


def to_data(content: Matching) -> dict[str, Any]:
    pairs = [{"left": left, "right": right} for left, right in content.pairs]
    data: dict[str, Any] = {"stem": content.stem, "pairs": pairs}
    return {**data, "distractors": list(content.distractors)} if content.distractors else data


def way(content: Matching) -> Pair:
    return Pair(content.lefts, content.rights)


def grade(content: Matching, response: Response) -> float:
    answer = content.answer
    if not isinstance(response, Paired):
        return 0.0
    given = dict(response.pairs)
    known = given.keys() <= answer.keys() and {*given.values()} <= {option.key for option in content.rights}
    if not known or len(given) < len(set(response.pairs)):
        return 0.0
    return sum(given.get(left) == right for left, right in answer.items()) / len(answer)


def right(content: Matching) -> Paired:
    return Paired(tuple(content.answer.items()))


def _pair(fields: Fields) -> tuple[str, str]:
    fields.only("left", "right")
    left = fields.text("left", longest=LONGEST_OPTION, empty=Flaw.EMPTY_OPTION)
    return left, fields.text("right", longest=LONGEST_OPTION, empty=Flaw.EMPTY_OPTION)


def _check(fields: Fields, pairs: tuple[tuple[str, str], ...], distractors: tuple[str, ...]) -> None:
    fields.distinct("pairs", [left for left, _ in pairs])
    belonging = list(dict.fromkeys(right for _, right in pairs))
    fields.distinct("rights", [*belonging, *distractors])
    there = len(belonging) + len(distractors)
    if len(pairs) >= FEWEST_OPTIONS and there < FEWEST_OPTIONS:
        fields.note(Flaw.TOO_FEW_OPTIONS, "rights", there)
    if there > MOST_PAIRS:
        fields.note(Flaw.TOO_MANY_OPTIONS, "rights", there)


TYPE = ItemType("matching", read, to_data, way, grade, right)
