"""A worded answer, put together of the sentences that stood up to their checks. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.answering.answer import Answer, AnswerSentence, Citation, Mode
from knowledge.answering.checking.checking import Checkable, CheckedSentence, said_once
from knowledge.answering.citing import citation_of
from knowledge.answering.crossing import telling_names
from knowledge.answering.sufficiency import Outcome, missing_words, names_in
from knowledge.answering.trace import Check
from knowledge.guides.queries import EditionFacts
from knowledge.languages.detecting import language_of
from knowledge.retrieval.ranking import RankedPassage, Ranking

# Edition, first character, one past the last.
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Given:
    """What a model is given to draw on.

    Attributes:
        passages: By key, best first.
        checkable: The same, as drafts are checked against them.
        facts: Of their editions, by id.
        languages: Of their editions, by id.
    """

    passages: Mapping[str, RankedPassage]
    checkable: Mapping[str, Checkable]
    facts: Mapping[str, EditionFacts]
    languages: Mapping[str, str]

    def in_languages(self, codes: Collection[str]) -> "Given":
        """The part that is in these languages."""
        return self.of([key for key, one in self.passages.items() if self.languages[one.passage.edition_id] in codes])

    def of(self, keys: Iterable[str]) -> "Given":
        """The part that has these keys."""
        kept = {key: self.passages[key] for key in keys}
        return replace(self, passages=kept, checkable={key: self.checkable[key] for key in kept})


def place_of(sentence: CheckedSentence, given: Given) -> Place | None:
    """Where what it quotes stands; None where it was not kept."""
    if sentence.failed is not None or sentence.start is None or sentence.end is None:
        return None
    return given.checkable[sentence.passage_key].passage.edition_id, sentence.start, sentence.end


def verbatim(
    checked: Sequence[CheckedSentence], given: Given, texts: Mapping[Place, str]
) -> tuple[CheckedSentence, ...]:
    """The same; but none is kept whose quote the stored text does not hold at its place, sentence for sentence.

    Args:
        checked: The drafted sentences.
        given: What they were drafted from.
        texts: What the database holds at the places of those that were kept.
    """
    return tuple(
        replace(one, failed=Check.QUOTE) if place is not None and not _holds(one, place, given, texts[place]) else one
        for one in checked
        for place in [place_of(one, given)]
    )


def composed(
    ranking: Ranking,
    extractive: Answer,
    checked: Sequence[CheckedSentence],
    given: Given,
    texts: Mapping[Place, str],
) -> Answer:
    """The answer of what was kept; sentences that rest on the same quote share its number.

    It answers no more than the extractive answer, and only in part where no quote holds a name of the question.
    """
    kept = [(one, place) for one in said_once(checked) if (place := place_of(one, given)) is not None]
    numbers = {place: number for number, place in enumerate(dict.fromkeys(place for _, place in kept), start=1)}
    proof = {place: one for one, place in reversed(kept)}
    citations = tuple(_citation(number, proof[place], place, given, texts[place]) for place, number in numbers.items())
    above = frozenset[str]().union(*(given.passages[one.passage_key].heading_terms for one, _ in kept))
    missing = missing_words(ranking, [citation.quote for citation in citations], above)
    if language_of(ranking.question) not in {None, *(citation.language for citation in citations)}:
        missing = tuple(word for word in missing if word in telling_names(ranking.question))
    is_partly = extractive.outcome is Outcome.PARTLY or bool(names_in(ranking.question).intersection(missing))
    return replace(
        extractive,
        outcome=Outcome.PARTLY if is_partly else Outcome.ANSWERED,
        sentences=tuple(AnswerSentence(one.drafted.text.strip(), (numbers[place],)) for one, place in kept),
        citations=citations,
        missing=missing if is_partly else (),
        mode=Mode.WORDED,
    )


def _holds(one: CheckedSentence, place: Place, given: Given, text: str) -> bool:
    _, start, end = place
    inside = [s for s in given.checkable[one.passage_key].sentences if start <= s.start and s.end <= end]
    return bool(inside) and all(text[s.start - start : s.end - start] == s.text for s in inside)


def _citation(number: int, one: CheckedSentence, place: Place, given: Given, text: str) -> Citation:
    edition, start, end = place
    checkable = given.checkable[one.passage_key]
    begins = next(s.passage_id for s in checkable.sentences if s.start >= start)
    return citation_of(
        given.facts[edition],
        text,
        number=number,
        edition_id=edition,
        passage_id=begins,
        heading=checkable.passage.heading,
        start=start,
        end=end,
    )
