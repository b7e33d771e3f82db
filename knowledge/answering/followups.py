"""A message that goes on from an earlier question, made a question that can be searched for by itself. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.answering.claims import LEAST_ASKED, claims, unclaimed
from knowledge.answering.inquiry import EarlierTurn
from knowledge.answering.small_words import is_measure, is_negation, is_small, telling_words, topic_words, words_of

# Questions that have grown longer, one follow-up after the other, are begun anew from the last that stood by itself.
LONGEST_BASE = 240
# With so many words on a matter, a message that only begins with "and" stands by itself.
LEAST_STANDING = 2
# Longer ones that begin with "in" or "for" say something.
MOST_WORDS_OF_PART = 9
# A pronoun in a message of more words than these most likely stands for one of them.
MOST_UNEXPLAINED = 3
# Of the words of a longer message, so many have to be in other words for it.
LEAST_KEPT = 2 / 3
_FLAGS = re.IGNORECASE
_START = r"^[\s¿¡,.…\"“-]*"
_GOES_ON = re.compile(
    rf"{_START}(?:(?:and |but |y |pero )?(?:what|how) about|what if|even if|only if|how so\b|how come\b|really\b"
    r"|why(?: not)?\W*$|tell me more|(?:any |some )?more\b(?! (?:than|often))|(?:please )?(?:explain|elaborate"
    r"|go on)\W*$"
    r"|(?:can you |please )?(?:give|show) (?:me |us )?an? example|(?:what|who|where|anything|anyone|something) else"
    r"|in (?:that|this|such a) case\b|since when\W*$|(?:by|for|to|with|of) wh(?:om|ich|at)\W*$"
    r"|y si\b|(?:y )?qué (?:pasa|hay|tal)\b|incluso si\b|por qué(?: no)?\W*$|cómo así|más (?:detalles|sobre"
    r"|información)"
    r"|explícalo|expl[ií]came\W*$|dame un ejemplo|(?:por|un) ejemplo\W*$|en (?:ese|este|tal) caso|(?:a|para"
    r"|con) quién\W*$"
    r"|quién más|qué más|desde cuándo\W*$)",
    _FLAGS,
)
_JOINS = re.compile(rf"{_START}(?:and|but|so|or|then|also|y|e|pero|o|entonces|también|además)\b", _FLAGS)
_PREPOSITION = re.compile(
    rf"{_START}(?:for|in|with|on|at|by|during|after|before|without|under|over|from|if|when|para|en|con|por|durante"
    rf"|después"
    r"|antes|sin|bajo|desde|si|cuando)\b",
    _FLAGS,
)
_ASKS_IN_FULL = re.compile(
    r"\b(?:what|how|who|whom|where|why|which|can|could|do|does|did|should|must|may|might|is|are|was|were|will|would|has"
    r"|have|need|qué|cómo|quién|quiénes|dónde|cuál|cuáles|cuánt\w+|puedo|puede|pueden|podemos|debo|debe|deben|debemos"
    r"|hay"
    r"|es|son|tengo|tiene|tienen)\b",
    _FLAGS,
)
# "How often?" has a word that asks, and nothing that is asked of anything.
_ASKS_WITH_VERB = re.compile(
    r"\b(?:can|could|do|does|did|should|must|may|might|is|are|was|were|will|would|has|have|need|puedo|puede[ns]?"
    r"|podemos"
    r"|debo|debe[ns]?|debemos|hay|es|son|tengo|tiene[ns]?|significa)\b",
    _FLAGS,
)
_AUXILIARY = re.compile(
    rf"{_START}(?:can|could|do|does|did|should|must|may|is|are|will|would|puede[ns]?|debe[ns]?)\b", _FLAGS
)
_NO_MATTER = re.compile(
    r"\bit(?:['’]s)?(?: is| be| was)? (?:(?:a|an|really|very|ever|still|also|not|even) )*(?:ok|okay|all right|allowed"
    r"|permitted|possible|necessary|required|important|best|better|good|bad|safe|fine|normal|legal|appropriate|useful"
    r"|helpful|takes?|means?|idea)\b|\b(?:is|are|was|were) there\b|\bthere (?:is|are)\b|\bthose (?:who|that|with|of"
    r"|in)\b"
    r"|\bthis (?:year|month|week|guide|programme|program|organi[sz]ation|workspace|channel)\b|\best[ea] (?:año|mes"
    r"|semana)\b",
    _FLAGS,
)
_STANDS_FOR = re.compile(
    r"\b(?:it|its|he|she|him|her|this|these|those|they|them|their|theirs|there)\b|\b(?:the|another|each|every|new|old"
    r"|first"
    r"|second|last|next|other|this|that|which) ones?\b|\bthe same\b|\bthat\b(?=\s*(?:[?.!,]|$|['’]s|is|was|means?"
    r"|happens?"
    r"|applies|also|true|so|right|allowed|should|would|can|will|one|case|rule|time|person|meeting))|\b(?:eso|esto"
    r"|aquello|es[ae]s?|ell[ao]s|allí|ahí"
    r"|lo mismo|l[ao]s? mism[ao]s?)\b|\b\w+[aei]rl[aoe]s?\b",
    _FLAGS,
)
_DRAWN_TOGETHER = (
    (re.compile(r"\bcan['’]?t\b|\bcannot\b", _FLAGS), "can not"),
    (re.compile(r"\bwon['’]t\b", _FLAGS), "will not"),
    (re.compile(r"n['’]t\b", _FLAGS), " not"),
    (re.compile(r"['’]s\b", _FLAGS), ""),
)
_PLURAL = re.compile(r"\b(?:they|them|their|theirs|ellos|ellas)\b", _FLAGS)


def leans(text: str) -> bool:
    """Whether a message can't be understood without what was asked before it."""
    if not any(c.isalpha() for c in text):
        return False
    return bool(claims(text) or _GOES_ON.match(text) or _is_part(text) or _stands_for_another(text))


def merged(text: str, earlier: Sequence[EarlierTurn]) -> str:
    """A message that leans, put together with the question before it.

    What it claims is left out: then the question before it is asked again, or, where the claim is on another matter,
    what that is.
    """
    said = unclaimed(text)
    if not said:
        return _base(earlier)
    own = len(topic_words(said)) >= LEAST_ASKED
    if claims(text) and own and not _stands_for_another(said):
        return said
    return f"{_base(earlier)} {said}"


def without_claims(earlier: Sequence[EarlierTurn]) -> tuple[EarlierTurn, ...]:
    """The same turns without what was held out in them; none of which nothing is left."""
    kept = [(turn, unclaimed(turn.text), unclaimed(turn.understood)) for turn in earlier]
    return tuple(
        replace(turn, text=text or understood, understood=understood) for turn, text, understood in kept if understood
    )


def is_faithful(rewritten: str, text: str, earlier: Sequence[EarlierTurn]) -> bool:
    """Whether other words for a message say nothing that was not asked.

    They may only hold words of the message, of the questions before it and of the headings that were quoted; of what
    the message claims none but what that is about. And they have to ask what the message asks: they hold most of its
    own words, whatever it denies, and are not just a question before it again.
    """
    said, rewritten = _in_full(unclaimed(text)), _in_full(rewritten)
    known = [part for turn in earlier for part in (turn.text, turn.understood, *turn.headings)]
    allowed = {word for part in (said, *map(_in_full, known)) for word in words_of(part)}
    written = words_of(rewritten)
    if not telling_words(rewritten) or not all(word in allowed or is_small(word) for word in written):
        return False
    return _asks_as(rewritten, said) and not (telling_words(said) and _is_one_of(rewritten, earlier))


def _asks_as(rewritten: str, said: str) -> bool:
    """Whether most of the words of a message are in other words for it, and all by which it denies something."""
    own, written = set(telling_words(said)), set(words_of(rewritten))
    least = len(own) if len(own) <= MOST_UNEXPLAINED else len(own) * LEAST_KEPT
    denied = {word for word in words_of(said) if is_negation(word)}
    return len(own & written) >= least and denied <= written


def _is_one_of(rewritten: str, earlier: Sequence[EarlierTurn]) -> bool:
    """Whether it is a question before it once more."""
    asked = set(telling_words(rewritten))
    before = (_in_full(part) for turn in earlier for part in (turn.text, turn.understood))
    return any(asked == set(telling_words(part)) for part in before)


def _in_full(text: str) -> str:
    """The same with what is drawn together in English written out: of "doesn't" no word says no."""
    for drawn, full in _DRAWN_TOGETHER:
        text = drawn.sub(full, text)
    return text


def _is_part(text: str) -> bool:
    """Whether it is no question in full: "for groups?", "how often?", "and in the second year?"."""
    telling = telling_words(text)
    if not telling:
        return True
    full, has_verb = (asks.search(text) is not None for asks in (_ASKS_IN_FULL, _ASKS_WITH_VERB))
    if _JOINS.match(text):
        return not has_verb or len(topic_words(text)) < LEAST_STANDING
    if len(telling) == 1:
        return not has_verb or (_AUXILIARY.match(text) is not None and len(text.split()) <= 3)
    return _PREPOSITION.match(text) is not None and not full and len(text.split()) <= MOST_WORDS_OF_PART


def _stands_for_another(text: str) -> bool:
    plain = _NO_MATTER.sub(" ", text)
    found = _STANDS_FOR.search(plain)
    if found is None:
        return False
    before = telling_words(plain[: found.start()])
    if not before:
        return True
    if _PLURAL.fullmatch(found[0]) and _has_plural(plain[: found.start()]):
        return False
    return len(telling_words(plain)) <= MOST_UNEXPLAINED


def _has_plural(text: str) -> bool:
    nouns = [word for word in re.findall(r"\w{4,}s\b", text.casefold()) if not is_small(words_of(word)[0])]
    return any(not is_measure(words_of(noun)[0]) for noun in nouns)


def _base(earlier: Sequence[EarlierTurn]) -> str:
    """The question that is gone on from."""
    last = earlier[-1]
    if len(last.understood) <= LONGEST_BASE:
        return last.understood
    standing = [turn.text for turn in earlier if not leans(turn.text)]
    return standing[-1] if standing else last.understood
