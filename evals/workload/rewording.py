"""Sentences said in other words, by rules that keep what they say: what a good writer does. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

# How often each way of saying it otherwise is tried.
_SHARE = 0.75
_TOLD = 0.1
_SPACED_MARK = re.compile(r" (?=[,.;:!?)%])|(?<=\() ")
_LEAD = re.compile(
    r"^(?:However|Therefore|Moreover|Furthermore|Also|Thus|Hence|In addition|For example|For instance|In fact"
    r"|Of course|Finally|Similarly|In general|Overall|As a result|In other words|Additionally|Meanwhile), (?=\w)"
)
_ASIDE = re.compile(
    r" \((?!\d)[^()]{3,80}\)(?=[\s,.])|, (?:which|who|whose|where) [^,;:()]{5,80}(?:(?=\.$)|,(?= [a-z]))"
    r"|; [^;:()]{10,120}(?=\.$)|, [a-z]+ing [^;:()]{10,160}(?=\.$)|, such as [^;:()]{5,120}(?=\.$)"
)
_FRONTED = re.compile(
    r"^(?P<lead>If|When|Once|Before|After|In|During|At|Because|To|With|From|Between) (?P<first>[^,;:()]{4,70}), "
    r"(?P<rest>(?!and\b|or\b|however\b)[^,;:()]{20,160})\.$"
)
_SMALL_FIRST = r"(?:The|A|An|You|We|They|There|Each|Every|Some|Many|Most|One|All|Our|Your|It|These|This)\b"
_TRAILING = re.compile(
    rf"^(?P<head>{_SMALL_FIRST} [^,;:()]{{15,140}}) "
    rf"(?P<lead>if|when|once|before|after|because|during|in(?= \d{{4}}\.)) (?P<last>[^,;:()]{{4,70}})\.$"
)
_TOLD_ABOUT = re.compile(rf"^{_SMALL_FIRST}")
# What is denied or narrowed may reach as far as where it stands.
_NOT_TO_BE_TURNED = re.compile(r"\b(?:not|no|never|nor|n't|only|even|just|in order|to)\b", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {str(n): word for n, word in enumerate(_NUMBERS, start=2)}
_LONE_DIGITS = re.compile(
    r"(?<![\w.,:/$€£#-] )(?<![\w.,:/$€£#-])(?:[2-9]|1[0-2])(?= (?!hundred|thousand|million|billion)[a-z]{4,})"
)
_LONE_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_NUMBERS)})(?= (?!hundred|thousand|million|billion)[a-z]{{4,}})")
_SAME_PATTERNS = (
    (r"\b(do|does|did|is|are|was|were|should|could|would) not\b", r"\1n't"),
    (r"\b(learners|trainees|instructors|mentors|programmes|you|we|they) must\b", r"\1 have to"),
    (r"\bat least (\d[\d.,]*|two|three|four|five|ten) (minutes|hours|days|weeks|months|years)", r"\1 \2 or more"),
    (r"\bmore than (?=\d)", "over "),
    (r"(\d) ?%", r"\1 percent"),
    (r"\bmany (?=[a-z]+s\b)", "a lot of "),
)
_SAME: Mapping[str, str] = {
    "cannot": "can't", "for example": "for instance", "approximately": "about", "in order to": "to",
    "begin": "start", "began": "started", "begins": "starts", "prior to": "before", "often": "frequently",
    "because": "as", "although": "even though", "large": "big", "purchase": "buy", "should": "ought to",
    "everybody": "everyone", "nobody": "no one", "twice": "two times", "unless": "except if",
    "only if": "only when", "until": "till", "such as": "like", "due to": "because of",
    "primarily": "mainly", "ensure": "make sure", "ensures": "makes sure",
    "focus on": "concentrate on", "focuses on": "concentrates on", "create": "make", "creating": "making",
    "allowed": "permitted", "required": "needed", "requires": "needs", "require": "need", "normal": "usual",
    "known as": "called", "region": "area", "established": "founded", "constructed": "built", "located": "situated",
    "obtain": "get", "assist": "help", "currently": "now",
    "additional": "further", "difficult": "hard", "select": "choose", "entire": "whole",
    "occur": "happen", "occurs": "happens", "occurred": "happened", "error": "mistake", "errors": "mistakes",
    "quickly": "fast", "famous": "well-known", "film": "movie", "originally": "at first", "permit": "allow",
    "receive": "get", "received": "got", "think about": "consider", "problem": "issue", "problems": "issues",
    "goal": "aim", "goals": "aims", "task": "job", "tasks": "jobs",
    "take care not to": "be careful not to", "as well as": "and also", "fill out": "complete",
    "immediately after": "right after",
    "usually": "normally", "almost": "nearly",
    "children": "kids",


}  # fmt: skip
_WORDS = re.compile(r"\b(?:" + "|".join(sorted(_SAME, key=lambda word: -len(word))) + r")\b")


def reworded(sentence: str, random: Random) -> str:
    """A sentence in other words that say the same, or less of the same; at times as it is.

    Args:
        sentence: One sentence that ends with a full stop.
        random: Decides in which ways it is changed.
    """
    ways: Sequence[Callable[[str], str]] = (_without_lead, _without_aside, _turned_round, _in_other_words, _in_figures)
    said = tidied(sentence)
    for way in ways:
        said = way(said) if random.random() < _SHARE else said
    return _told(said) if random.random() < _TOLD else said


def merged(first: str, second: str) -> str | None:
    """Two sentences as one; None where the second one does not begin with a word that may be written small."""
    word, _, rest = tidied(second).partition(" ")
    if word not in {"It", "They", "The", "This", "These", "He", "She", "In", "A", "You", "We", "Each", "There"}:
        return None
    return f"{tidied(first).removesuffix('.')}, and {word.lower()} {rest}"


def tidied(sentence: str) -> str:
    """A sentence without the traces of how its text was taken apart."""
    plain = sentence.replace("`` ", '"').replace("``", '"').replace(" ''", '"').replace("''", '"')
    return _SPACED_MARK.sub("", " ".join(plain.replace(" - ", "-").replace(" 's", "'s").split()))


def _without_lead(sentence: str) -> str:
    return _risen(_LEAD.sub("", sentence))


def _without_aside(sentence: str) -> str:
    return _ASIDE.sub("", sentence, count=1)


def _turned_round(sentence: str) -> str:
    if found := _FRONTED.match(sentence):
        if not _NOT_TO_BE_TURNED.search(found["rest"]):
            return f"{_risen(found['rest'])} {found['lead'].lower()} {found['first']}."
    elif (found := _TRAILING.match(sentence)) and not _NOT_TO_BE_TURNED.search(sentence):
        return f"{_risen(found['lead'])} {found['last']}, {_sunk(found['head'])}."
    return sentence


def _in_other_words(sentence: str) -> str:
    if '"' in sentence:
        return sentence
    for pattern, other in _SAME_PATTERNS:
        sentence = re.sub(pattern, other, sentence)
    said = _WORDS.sub(lambda found: _SAME[found[0]], sentence)
    return re.sub(r"\ba (?=area|issue|aim)", "an ", said)


def _in_figures(sentence: str) -> str:
    if _LONE_WORD.search(sentence):
        return _LONE_WORD.sub(lambda found: str(_NUMBERS.index(found[0]) + 2), sentence)
    return _LONE_DIGITS.sub(lambda found: _DIGITS[found[0]], sentence)


def _told(sentence: str) -> str:
    return f"According to the guide, {_sunk(sentence)}" if _TOLD_ABOUT.match(sentence) else sentence


def _risen(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _sunk(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
