"""Whether what a sentence says of an amount, or of somebody, its quote says of another one, in another clause. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answering.checking.numbers import figures_of
from knowledge.answering.checking.people import people_in, with_others
from knowledge.answering.checking.quantities import Quantity
from knowledge.answering.checking.words import canonical, content_words, is_one_language, stems_of, unaccented

_ENDS = r"[;:.!?\n](?:\s|$)|[()]|,\s|\s-\s"
# What stands in brackets parts nothing around it.
_ASIDE = re.compile(r"\([^()]*\)")
_OPENS = r"but|while|whereas|if|when|unless|who|which|pero|mientras|si|cuando|quien|que"
# What is joined by "and the" may as well be two things of one clause.
_APART = re.compile(rf"{_ENDS}|\s(?:(?:and|or|y|e|o)(?!\s(?:the|an?|el|las?|los|una?)\b)|{_OPENS})\s")
# In a clause with one of these, it is said of what stands before: "when staff suspect abuse, they report it".
_TAKES_UP = re.compile(
    r"\b(?:it|they|them|this|these|he|she|who|whom|whose|which|que|quien(?:es)?|esto|eso|ello|ellos|ellas)\b"
)
# A clause that begins so, or that a colon ends, leads into the next one: "per match, plan 200 dollars".
_LEADS_IN = re.compile(
    r"\W*(?:per|in|on|at|for|with|during|before|after|from|if|when|unless|while|en|por|para|con|durante|antes|despues"
    r"|desde|si|cuando)\b"
)
# People that are listed stand together.
_LISTED = re.compile(rf"{_ENDS}|\s(?:{_OPENS})\s")
# Of two clauses that are about one thing, so many telling words at least are the same, besides who and how much.
_FEWEST = 2
_LEAST_SHARE = 0.6
# And so many where somebody else stands in one of them.
_SAME = 0.75


@dataclass(frozen=True)
class _Clause:
    """A part of a sentence: the stems of its telling words, without people, and who it names.

    Attributes:
        before: The words of the clause before it that it goes on from; none where it does not.
    """

    start: int
    end: int
    words: frozenset[str]
    people: frozenset[str]
    before: frozenset[str]


def misplaced_amount(sentence: str, quoted: str) -> str | None:
    """The amount of a sentence that its quote gives for something else; None without.

    Of "discussed within two days and reported that week" nobody may make "reported within two days". Only where the
    quote's clause with the amount has nothing of what the sentence says of it, and another one has.
    """
    if not is_one_language(sentence, quoted):
        return None
    said, known = figures_of(sentence), figures_of(quoted)
    clauses = list(_clauses(known.text, _APART))
    for quantity in said.quantities:
        same = [q for q in known.quantities if q.value == quantity.value and q.measure == quantity.measure]
        here = _words_of(said.text, quantity)
        places = [clause for clause in clauses if any(clause.start <= q.start < clause.end for q in same)]
        others = [clause for clause in clauses if clause not in places]
        if not places or len(here) < _FEWEST:
            continue
        nearest = _word_before(said.text, quantity)
        is_elsewhere = not any(_is_open(clause, here) for clause in places) and any(_is_about(c, here) for c in others)
        # With no word of its own before it, it is said of what the clause before says.
        own = [_word_before(known.text, q) for q in same]
        is_left = (
            None not in own
            and here.isdisjoint(own)
            and all(nearest not in one.words | one.before and here.isdisjoint(one.before) for one in places)
        )
        if is_elsewhere or (is_left and any(nearest in clause.words for clause in others)):
            return quantity.written
    return None


def displaced_person(sentence: str, quoted: str) -> str | None:
    """Whom a sentence names in a clause where its quote names somebody else, who stands there in the quote alone.

    Of "if the concern is about the mentor, tell the parent" nobody may make "if the concern is about the parent". None
    where there is nobody like that.
    """
    if not is_one_language(sentence, quoted):
        return None
    known = list(_clauses(unaccented(canonical(quoted).casefold()), _LISTED))
    everybody = frozenset[str]().union(*(one.people for one in known))
    for said in _clauses(unaccented(canonical(sentence).casefold()), _LISTED):
        about = [one for one in known if said.words and len(one.words & said.words) >= _SAME * len(said.words)]
        if not said.people or not said.people <= everybody or not about or not all(one.people for one in about):
            continue
        if not any(with_others(one.people) & said.people for one in about):
            return next(iter(sorted(said.people)))
    return None


def _words_of(text: str, quantity: Quantity) -> frozenset[str]:
    """What the clause with the amount says."""
    found = (one for one in _clauses(text, _APART) if one.start <= quantity.start < one.end)
    return next((one.words for one in found), frozenset())


def _word_before(text: str, quantity: Quantity) -> str | None:
    """The telling word in front of an amount, in its clause, that names nobody."""
    clause = next((one for one in _clauses(text, _APART) if one.start <= quantity.start < one.end), None)
    before = stems_of(content_words(text[clause.start : quantity.start])) if clause else []
    return next((word for word in reversed(before) if clause and word in clause.words), None)


def _is_open(clause: _Clause, words: frozenset[str]) -> bool:
    """Whether the clause may be said of it: it, or what it goes on from, shares a word with it, or it has none."""
    return not clause.words or bool((clause.words | clause.before) & words)


def _is_about(clause: _Clause, words: frozenset[str]) -> bool:
    shared = len(clause.words & words)
    return shared >= _FEWEST and shared >= _LEAST_SHARE * len(words)


def _clauses(plain: str, parting: re.Pattern[str]) -> Iterator[_Clause]:
    """The clauses of a text in their order, then what stands in brackets in them."""
    whole = _ASIDE.sub(lambda aside: " " * len(aside[0]), plain)
    start, opened, before, leads_in = 0, "", frozenset[str](), False
    for end, following in [*(m.span() for m in parting.finditer(whole)), (len(plain), len(plain))]:
        part, ended = whole[start:end], whole[end:following]
        goes_on = leads_in or _TAKES_UP.search(opened + part) is not None
        clause = _clause(whole, start, end, before if goes_on else frozenset())
        yield clause
        before = clause.words | clause.before
        leads_in = ended.startswith(":") or (ended.startswith(",") and _LEADS_IN.match(part) is not None)
        start, opened = following, ended
    for aside in _ASIDE.finditer(plain):
        yield _clause(plain, *aside.span(), frozenset())


def _clause(plain: str, start: int, end: int, before: frozenset[str]) -> _Clause:
    part = plain[start:end]
    people = people_in(part)
    named = {word for phrase in people.values() for word in stems_of(content_words(phrase))}
    amounts = {word for q in figures_of(part).quantities for word in stems_of(content_words(q.written))}
    words = frozenset(stems_of(content_words(part))) - named - amounts
    return _Clause(start, end, words, frozenset(people), before)
