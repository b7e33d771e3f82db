"""Items drafted from a guide's own sentences, each proved by the sentence it was made of. Pure.

They are for a person to pick from and to improve: a draft goes to review like anything that somebody wrote.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.guides.changes import PassageText
from learning.drafting.benchmarks import ENGLISH, Benchmark, benchmarks
from learning.drafting.negation import opposite
from learning.drafting.numbers import Number, accepted, contradicts, numbers_in, others, values_in
from learning.drafting.words import Words
from learning.items.reading import checked
from learning.items.values import Difficulty, ItemDraft, Pool, Quote

BLANK = "_____"
FEWEST_WRONG, MOST_WRONG = 2, 3
# With what makes a key of it, that is less than a key may have.
_LONGEST_GUIDE = 150


def drafts_of(
    passages: Sequence[PassageText],
    *,
    guide: str,
    pool: Pool,
    competency: str,
    language: str = ENGLISH,
    only: Collection[str] | None = None,
) -> tuple[ItemDraft, ...]:
    """At most one sentence with a blank and one true or false statement of each benchmark sentence, in reading order.

    The same guide gives the same drafts under the same keys. Of guides that are not in English there are only blanks
    for numbers.

    Args:
        passages: The guide's edition.
        guide: Its key, for the quotes.
        pool: Whether the items are to be for practice or for exams.
        competency: What they are to be counted for.
        language: The guide's, as a code of two letters.
        only: The ids of the passages whose sentences are taken; None for all. The others help to make wrong options.
    """
    taken = passages if only is None else [one for one in passages if one.passage.id in only]
    return tuple(_Drafting(passages, guide, pool, competency, language).drafts(benchmarks(taken, language)))


@dataclass(frozen=True)
class _Made:
    """What was made of a sentence."""

    name: str
    type: str
    content: Mapping[str, Any]
    difficulty: Difficulty


class _Drafting:
    def __init__(self, passages: Sequence[PassageText], guide: str, pool: Pool, competency: str, language: str) -> None:
        self._guide, self._pool, self._competency, self._language = guide, pool, competency, language
        self._benchmarks = benchmarks(passages, language)
        sentences = [sentence for passage in passages for sentence in passage.sentences]
        self._numbers = [number for sentence in sentences for number in numbers_in(sentence, language)]
        self._words = Words(sentences)

    def drafts(self, sentences: Sequence[Benchmark]) -> Iterator[ItemDraft]:
        for benchmark in sentences:
            for made in self._made(benchmark):
                yield self._draft(benchmark.text, made)

    def _made(self, benchmark: Benchmark) -> Iterator[_Made]:
        sentence = benchmark.text
        numbers = numbers_in(sentence, self._language)
        if numbers:
            yield self._number_blank(sentence, numbers)
        elif benchmark.is_duty and (word := self._words.telling(sentence)):
            stem = sentence[: word.start()] + BLANK + sentence[word.end() :]
            content = {"stem": stem, "accepted": [word.group()]}
            yield _Made("word", "short_text", content, Difficulty.HARD)
        if self._language == ENGLISH and (statement := self._statement(sentence, numbers)):
            yield statement

    def _number_blank(self, sentence: str, numbers: Sequence[Number]) -> _Made:
        number = numbers[0]
        stem = sentence[: number.start] + BLANK + sentence[number.end :]
        wrong = list(self._others(sentence, number))[:MOST_WRONG]
        if len(wrong) < FEWEST_WRONG:
            content = {"stem": stem, "accepted": accepted(number, self._language)}
            return _Made("number", "short_text", content, Difficulty.MEDIUM)
        texts = sorted([number.written, *wrong], key=lambda text: _digest(sentence + text))
        options = [{"text": text, "right": text == number.written} for text in texts]
        return _Made("number", "single_choice", {"stem": stem, "options": options}, Difficulty.MEDIUM)

    def _statement(self, sentence: str, numbers: Sequence[Number]) -> _Made | None:
        """The sentence itself, or, for half of those that can be made false, what is false of it."""
        false = self._false(sentence, numbers)
        if false is None:
            return None
        if int(_digest(sentence), 16) % 2:
            return _Made("statement", "true_false", {"stem": sentence, "right": True}, Difficulty.EASY)
        return _Made("statement", "true_false", {"stem": false, "right": False}, Difficulty.MEDIUM)

    def _false(self, sentence: str, numbers: Sequence[Number]) -> str | None:
        if not numbers:
            return opposite(sentence)
        number, *more = numbers
        wrong = [text for text, v in self._others(sentence, number).items() if contradicts(sentence, number, v)]
        return sentence[: number.start] + wrong[0] + sentence[number.end :] if wrong and not more else None

    def _others(self, sentence: str, number: Number) -> dict[str, float]:
        return others(number, self._numbers, values_in(sentence, self._language))

    def _draft(self, sentence: str, made: _Made) -> ItemDraft:
        return checked(
            ItemDraft(
                key=f"{_named(self._guide)}-{made.name}-{_digest(sentence)[:10]}",
                type=made.type,
                pool=self._pool,
                content=made.content,
                rationale=f"“{sentence}”",
                competency=self._competency,
                difficulty=made.difficulty,
                quotes=(Quote(self._guide, sentence),),
            )
        )


def _named(guide: str) -> str:
    """A guide's key as a part of another key: cut where it is long, and still its own."""
    return guide if len(guide) <= _LONGEST_GUIDE else f"{guide[:_LONGEST_GUIDE]}-{_digest(guide)[:10]}"


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode(errors="replace")).hexdigest()
