"""Whether a drafted answer says what the guides say. Pure, but for what ``Support`` works with."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.checking.additions import added
from knowledge.answering.checking.causes import added_cause
from knowledge.answering.checking.clauses import displaced_person, misplaced_amount
from knowledge.answering.checking.commands import only_asked_for
from knowledge.answering.checking.drafts import LONGEST_QUOTED, LONGEST_SENTENCE, Draft, DraftedSentence
from knowledge.answering.checking.form import forged_form, forged_quotation, no_statement
from knowledge.answering.checking.links import forged_link
from knowledge.answering.checking.names import uncovered_name
from knowledge.answering.checking.narrowing import narrowed
from knowledge.answering.checking.negation import turned
from knowledge.answering.checking.numbers import uncovered_number
from knowledge.answering.checking.opposites import opposed
from knowledge.answering.checking.people import exchanged_people, replaced_person
from knowledge.answering.checking.quoting import found_at, text_within, widened
from knowledge.answering.checking.substitutes import substituted_person
from knowledge.answering.checking.support import Support
from knowledge.answering.checking.swaps import rejoined, swapped
from knowledge.answering.checking.totals import added_total
from knowledge.answering.checking.words import canonical
from knowledge.answering.quotes import Sentence
from knowledge.answering.trace import Check
from knowledge.retrieval.ranking import Passage

Failure = tuple[Check, str]


@dataclass(frozen=True)
class Checkable:
    """A passage that a draft may quote.

    Attributes:
        title: Of its guide.
        sentences: Its own, with those around it that no heading parts from it, as ``sentences_around`` gives them.
    """

    passage: Passage
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def above(self) -> str:
        """The guide's title and the headings, a line each."""
        return "\n".join((self.title, *self.passage.heading))

    @property
    def around(self) -> str:
        """The passage with the sentences around it."""
        return "\n".join((self.passage.text, *(s.text for s in self.sentences if s.passage_id != self.passage.id)))


@dataclass(frozen=True)
class CheckedSentence:
    """A drafted sentence and what came of its checks.

    Attributes:
        failed: The first check that it did not stand up to; None where it may be shown.
        fact: What that check missed: the number, the name, the address, the word.
        support: How well the quote supports it, 0 to 1; None where an earlier check failed.
        start: Of what is quoted, in the edition's stored text; ``end`` is one past the last. Whole sentences, with
            those without which they can't be understood. None where the quote was not found.
    """

    drafted: DraftedSentence
    failed: Check | None
    fact: str = ""
    support: float | None = None
    start: int | None = None
    end: int | None = None

    @property
    def passage_key(self) -> str:
        return self.drafted.key


def check(
    draft: Draft, passages: Mapping[str, Checkable], *, support: Support, question: str = ""
) -> tuple[CheckedSentence, ...]:
    """Each drafted sentence, checked, in the order of the draft.

    Args:
        draft: What the model gave.
        passages: Those that it was given, by the keys by which it was to name them.
        support: How well a quote supports a sentence. It keeps the processor busy: call this inside a turn.
        question: What was asked: what it writes in small letters is no name.
    """
    elsewhere = "\n".join((question, *(one.passage.text for one in passages.values())))
    return tuple(_checked(sentence, passages.get(sentence.key), elsewhere, support) for sentence in draft.sentences)


def is_enough(checked: Sequence[CheckedSentence]) -> bool:
    """Whether what stood up to all checks is worth showing: something, and at least half of what was drafted.

    What was only off the question speaks against none of the rest.
    """
    kept = sum(sentence.failed is None for sentence in checked)
    wrong = sum(sentence.failed not in {None, Check.BEARING} for sentence in checked)
    return kept > 0 and kept >= wrong


def said_once(checked: Sequence[CheckedSentence]) -> Iterator[CheckedSentence]:
    """Those that may be shown, without those that say again in the same words what one before them said."""
    said = set[tuple[str, ...]]()
    for one in checked:
        words = tuple(re.findall(r"\w+", canonical(one.drafted.text).casefold()))
        if one.failed is None and words not in said:
            said.add(words)
            yield one


def failures(sentence: str, *, quoted: str, around: str, above: str, elsewhere: str = "") -> Iterator[Failure]:
    """What a sentence does not stand up to by rule, beside its quoted sentences; in the order of the checks.

    Args:
        sentence: What is said.
        quoted: The sentences that are to prove it, each block on a line of its own.
        around: The passage that they stand in.
        above: The guide's title and the headings.
        elsewhere: The question, and other passages that were found for it.
    """
    passage = f"{above}\n{around}\n{quoted}"
    for check_, fact in (
        (Check.QUOTE, forged_quotation(sentence, passage)),
        (Check.NUMBER, uncovered_number(sentence, quoted)),
        (Check.NUMBER, misplaced_amount(sentence, quoted) or added_total(sentence, quoted)),
        (Check.NAME, uncovered_name(sentence, quoted=quoted, passage=around, above=above, elsewhere=elsewhere)),
        (Check.NAME, replaced_person(sentence, quoted=quoted, above=above) or substituted_person(sentence, quoted)),
        (Check.NAME, displaced_person(sentence, quoted) or exchanged_people(sentence, quoted)),
        (Check.NEGATION, _opposite(sentence, quoted)),
        (Check.LINK, forged_link(sentence, quoted) or forged_form(sentence, passage)),
        (Check.SUPPORT, no_statement(sentence, passage)),
        (Check.SUPPORT, swapped(sentence, quoted) or rejoined(sentence, quoted)),
        (Check.SUPPORT, added(sentence, quoted) or added_cause(sentence, quoted) or only_asked_for(sentence, quoted)),
    ):
        if fact is not None:
            yield check_, fact


def _opposite(sentence: str, quoted: str) -> str | None:
    return turned(sentence, quoted) or narrowed(sentence, quoted) or opposed(sentence, quoted)


def _checked(drafted: DraftedSentence, passage: Checkable | None, elsewhere: str, support: Support) -> CheckedSentence:
    if passage is None:
        return CheckedSentence(drafted, Check.KEY, drafted.key)
    if len(drafted.text) > LONGEST_SENTENCE or len(drafted.quote) > LONGEST_QUOTED:
        return CheckedSentence(drafted, Check.QUOTE, "too long")
    at = found_at(drafted.quote, passage.passage.text)
    first = passage.passage.start
    span = None if at is None else widened((first + at[0], first + at[1]), passage.sentences)
    if span is None:
        return CheckedSentence(drafted, Check.QUOTE, drafted.quote)
    quoted = text_within(span, passage.sentences)
    found = CheckedSentence(drafted, None, start=span[0], end=span[1])
    failed = failures(drafted.text, quoted=quoted, around=passage.around, above=passage.above, elsewhere=elsewhere)
    failure = next(failed, None)
    if failure is not None:
        return replace(found, failed=failure[0], fact=failure[1])
    score = support.score(drafted.text, quoted)
    return replace(found, support=score, failed=None if score >= support.threshold else Check.SUPPORT)
