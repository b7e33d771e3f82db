"""Whether two questions about one thing ask for something else of it, in English and in Spanish. Pure.

Vectors hardly tell "how often" from "how long", or who gives from who takes. What no rule speaks of may be the same.
"""

import re
from dataclasses import dataclass

from knowledge.answering.checking.people import people_in, with_others
from knowledge.answering.checking.words import canonical, unaccented

_SPANS = r"(?:minutes?|hours?|days?|weeks?|months?|years?|minutos?|horas?|dias?|semanas?|mes|meses|anos?)"
# What is asked for, by the words that ask for it, without accents.
_KINDS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "how often": rf"how (?:often|frequently|regularly)|how many times|frequency|how many \w+ (?:a|per|each|every)"
        rf" {_SPANS}|(?:every|each) \w+ or (?:every|each)|cada cuant[oa]s?|con que (?:frecuencia|regularidad)"
        rf"|cuantas veces|frecuencia|cuant[oa]s \w+ (?:por|al?|a la|cada) {_SPANS}",
        "how long": rf"how long|length|duration|how many {_SPANS}|how much time|period|cuanto (?:dura|duran|tiempo)"
        rf"|cuant[oa]s {_SPANS}|duracion|plazo",
        "what time": r"what time|how early|how late|a que hora",
        "what cost": r"pays?|paid|costs?|price|fees?|charge|how much money|budget|spend|reimbursed|expenses"
        r"|pagan?|pagar|cuestan?|costes?|costos?|precio|tarifa|gastos?|gastar|presupuesto|cuanto dinero",
        "what age": r"how old|ages?|que edad|edad|cuantos anos (?:hay que|debe|tiene)",
        "how many": rf"how many (?!times\b|{_SPANS}\b)\w+|(?:maximum |minimum )?number of|more than one|caseload"
        rf"|cuant[oa]s (?!veces\b|{_SPANS}\b)\w+|numero (?:maximo |minimo )?de|mas de un[oa]?",
    }.items()
}
_GIVES = re.compile(r"\b(?:gives?|giving|buy|offer|send|da|dar|doy|regalar|regalo|comprar|ofrecer|enviar)\b")
_TAKES = re.compile(r"\b(?:accept\w*|receiv\w*|take (?:it|them)|get from|acept\w+|recib\w+)\b")
# Who asks may be a mentor, a parent, or anybody.
_ASKER = re.compile(r"\b(?:i|me|my|we|us|our|yo|mi|mis|nos|nuestr[oa]s?)\b")


@dataclass(frozen=True)
class Asked:
    """What a question asks for; ``people`` is empty where it may be about whoever asks."""

    kinds: frozenset[str]
    people: frozenset[str]
    gives: bool
    takes: bool


def asks_otherwise(one: Asked, other: Asked) -> bool:
    """Whether one asks how often and the other how long, one about mentors and the other about parents, and so on."""
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return True
    if one.people and other.people and not with_others(one.people) & other.people:
        return True
    return (one.takes and other.gives and not other.takes) or (other.takes and one.gives and not one.takes)


def asked_in(question: str) -> Asked:
    """What a question asks for."""
    plain = unaccented(canonical(question).casefold())
    return Asked(
        kinds=frozenset(name for name, pattern in _KINDS.items() if pattern.search(plain)),
        people=frozenset() if _ASKER.search(plain) else frozenset(people_in(question)),
        gives=bool(_GIVES.search(plain)),
        takes=bool(_TAKES.search(plain)),
    )
