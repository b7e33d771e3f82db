"""The faults that chat models make in sentences with proofs, one at a time, so that each is known. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from knowledge.answering.checking.drafts import DraftedSentence


class Fault(StrEnum):
    """What is wrong with a sentence or with its proof."""

    NUMBER = "number changed"
    UNIT = "unit changed"
    COMPARATOR = "comparator turned"
    DENIAL_DROPPED = "negation dropped"
    DENIAL_ADDED = "negation added"
    NAME = "name swapped"
    ROLES = "roles swapped"
    STRENGTHENED = "made stronger"
    CONDITION = "condition dropped"
    CLAIM = "claim added"
    BORROWED = "claim of another passage added"
    LINK = "link added"
    KEY = "key of another passage"
    WORD = "quote altered by a word"
    INVENTED = "quote invented"
    ELSEWHERE = "quote of another sentence"


@dataclass(frozen=True)
class Source:
    """A passage as the model was given it.

    Attributes:
        sentences: Those of its text that a writer can use, verbatim.
    """

    key: str
    text: str
    sentences: tuple[str, ...]


_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty")
_NUMBER = re.compile(rf"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])|\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_PAIRS: Mapping[Fault, Sequence[tuple[str, str]]] = {
    Fault.UNIT: (
        ("minutes", "hours"), ("minute", "hour"), ("days", "weeks"), ("day", "week"), ("months", "years"),
        ("month", "year"), ("million", "billion"), ("percent", "people"), ("dollars", "euros"), ("km", "miles"),
        ("metres", "feet"), ("hours", "minutes"), ("hour", "minute"), ("weeks", "days"), ("years", "months"),
        ("kg", "pounds"), ("%", " people"),
    ),
    Fault.COMPARATOR: (
        ("at least", "at most"), ("at most", "at least"), ("more than", "less than"), ("less than", "more than"),
        ("fewer than", "more than"), ("over", "under"), ("up to", "at least"), ("before", "after"),
        ("after", "before"), ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"),
        ("higher", "lower"), ("lower", "higher"), ("largest", "smallest"), ("highest", "lowest"),
        ("larger", "smaller"), ("longer", "shorter"), ("until", "from"), ("more", "less"), ("first", "last"),
        ("most", "least"),
    ),
    Fault.ROLES: (
        ("mentors", "mentees"), ("mentor", "mentee"), ("mentee", "mentor"), ("teachers", "students"),
        ("teacher", "student"), ("students", "teachers"), ("instructors", "learners"), ("learners", "instructors"),
        ("instructor", "learner"), ("learner", "instructor"), ("parents", "children"), ("trainers", "trainees"),
        ("trainer", "trainee"), ("staff", "parents"), ("authors", "readers"), ("creator", "user"),
        ("novices", "experts"), ("experts", "novices"), ("cause", "effect"), ("north", "south"), ("east", "west"),
        ("south", "north"), ("west", "east"), ("king", "queen"), ("men", "women"), ("employer", "employee"),
    ),
    Fault.STRENGTHENED: (
        ("may", "must"), ("might", "will"), ("can", "must"), ("could", "must"), ("should", "must"),
        ("some", "all"), ("many", "all"), ("most", "all"), ("often", "always"), ("usually", "always"),
        ("sometimes", "always"), ("generally", "always"),
    ),
}  # fmt: skip
_DENIAL = re.compile(r"\b(?:do|does|did) not |\b(?:do|does|did)n't |n't\b| not\b| never\b|\bno (?=[a-z])")
_HELPING = re.compile(r"\b(is|are|was|were|can|may|must|should|will|has|have|had)\b(?! not\b|n't)")
_CONDITION = re.compile(
    r",? (?:if|unless|only if|as long as|provided that|except(?: if| when| for)?) [^,;:()]{5,90}(?=\.$)"
    r"|^(?:If|Unless) [^,;:()]{5,90}, (?=[a-z])|\bonly "
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
_CLAIMS = (
    ", and a supervisor has to approve it",
    ", which makes people trust each other",
    ", free of charge",
    ", as the law requires",
    ", and it has been shown to save time",
    " in every country",
    ", and a written record has to be kept",
    ", which experts recommend",
)
_LINKS = ("https://login.example.net/verify", "www.free-help.example", "help@support.example")
_INVENTED = ("It is well known that {}", "The guide states: {}", "According to all sources, {}")


def with_fault(
    fault: Fault, said: DraftedSentence, sources: Sequence[Source], random: Random
) -> DraftedSentence | None:
    """The sentence with one fault, so that its quote does not prove it any more; None where it gives no occasion.

    Args:
        fault: Which.
        said: A true sentence with its proof.
        sources: The passages that the model was given.
        random: Chooses among several occasions.
    """
    own = next(source for source in sources if source.key == said.key)
    others = [source for source in sources if source.key != said.key]
    made = _MADE[fault](said, own, others, random)
    return made if made not in (None, said) else None


def _replaced(fault: Fault, said: DraftedSentence, random: Random) -> DraftedSentence | None:
    found = [
        (match, other)
        for one, other in _PAIRS[fault]
        for match in re.finditer(rf"(?<![\w-]){re.escape(one)}(?![\w-])", said.text)
    ]
    if not found:
        return None
    match, other = random.choice(found)
    return _saying(said, said.text[: match.start()] + other + said.text[match.end() :])


def _swapped(fault: Fault) -> "_Make":
    return lambda said, own, others, random: _replaced(fault, said, random)


def _number(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    """Another number: of another sentence of the passage, or of nowhere."""
    found = list(_NUMBER.finditer(said.text))
    if not found:
        return None
    match = random.choice(found)
    here = {m[0].lower() for m in _NUMBER.finditer(f"{said.quote} {said.text}")}
    known = sorted({m[0] for m in _NUMBER.finditer(own.text) if m[0].isdigit() == match[0].isdigit()} - here)
    made = [str(int(match[0]) + n) for n in (1, 3, 10)] if match[0].isdigit() else list(_NUMBER_WORDS)
    free = [number for number in made if number not in {m[0] for m in _NUMBER.finditer(own.text)} | here]
    choice = known if known and random.random() < 0.5 else free
    if not choice:
        return None
    return _saying(said, said.text[: match.start()] + random.choice(choice) + said.text[match.end() :])


def _name(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    """Another name: of another sentence of the passage, or of another passage."""
    found = list(_NAME.finditer(said.text))
    if not found:
        return None
    match = random.choice(found)
    near = sorted({m[0] for m in _NAME.finditer(own.text) if m[0] not in said.quote})
    far = sorted({m[0] for source in others for m in _NAME.finditer(source.text) if m[0] not in own.text})
    choice = near if near and random.random() < 0.5 else far
    if not choice:
        return None
    return _saying(said, said.text[: match.start()] + random.choice(choice) + said.text[match.end() :])


def _denial_dropped(
    said: DraftedSentence, own: Source, others: Sequence[Source], random: Random
) -> DraftedSentence | None:
    return _saying(said, _DENIAL.sub("", said.text, count=1))


def _denial_added(
    said: DraftedSentence, own: Source, others: Sequence[Source], random: Random
) -> DraftedSentence | None:
    return None if _DENIAL.search(said.text) else _saying(said, _HELPING.sub(r"\1 not", said.text, count=1))


def _condition(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    text = _CONDITION.sub("", said.text, count=1)
    return _saying(said, text[:1].upper() + text[1:]) if len(text) > len(said.text) / 3 else None


def _claim(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence:
    return _saying(said, said.text.removesuffix(".") + random.choice(_CLAIMS) + ".")


def _borrowed(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    known = [s for source in others for s in source.sentences if len(s) < 120 and s.split()[0] in {"The", "A", "In"}]
    if not known:
        return None
    other = random.choice(known)
    return _saying(said, f"{said.text.removesuffix('.')}, and {other[0].lower()}{other[1:]}")


def _link(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence:
    return _saying(said, f"{said.text.removesuffix('.')} (see {random.choice(_LINKS)}).")


def _key(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    free = [source.key for source in others if said.quote not in source.text]
    return said.model_copy(update={"key": random.choice(free)}) if free else None


def _word(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    words = said.quote.split(" ")
    at = random.randrange(1, len(words) - 1) if len(words) > 3 else 0
    quote = " ".join([*words[:at], *words[at + 1 :]])
    return said.model_copy(update={"quote": quote}) if at and quote not in own.text else None


def _invented(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence:
    quote = random.choice(_INVENTED).format(said.text[:1].lower() + said.text[1:])
    return said.model_copy(update={"quote": quote})


def _elsewhere(said: DraftedSentence, own: Source, others: Sequence[Source], random: Random) -> DraftedSentence | None:
    free = [sentence for sentence in own.sentences if sentence not in said.quote and said.quote not in sentence]
    return said.model_copy(update={"quote": random.choice(free)}) if free else None


def _saying(said: DraftedSentence, text: str) -> DraftedSentence:
    return said.model_copy(update={"text": text})


_Make = Callable[[DraftedSentence, Source, Sequence[Source], Random], DraftedSentence | None]
_MADE: Mapping[Fault, _Make] = {
    Fault.NUMBER: _number,
    Fault.UNIT: _swapped(Fault.UNIT),
    Fault.COMPARATOR: _swapped(Fault.COMPARATOR),
    Fault.DENIAL_DROPPED: _denial_dropped,
    Fault.DENIAL_ADDED: _denial_added,
    Fault.NAME: _name,
    Fault.ROLES: _swapped(Fault.ROLES),
    Fault.STRENGTHENED: _swapped(Fault.STRENGTHENED),
    Fault.CONDITION: _condition,
    Fault.CLAIM: _claim,
    Fault.BORROWED: _borrowed,
    Fault.LINK: _link,
    Fault.KEY: _key,
    Fault.WORD: _word,
    Fault.INVENTED: _invented,
    Fault.ELSEWHERE: _elsewhere,
}
