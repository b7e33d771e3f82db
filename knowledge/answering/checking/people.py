"""Whether a sentence names somebody in the place of somebody else: the parent for the safeguarding lead. Pure."""

import re
from collections.abc import Iterable

from knowledge.answering.checking.words import canonical, is_one_language, unaccented

# Who is spoken of, by the words for them in English and in Spanish. Words for the same are one.
_PEOPLE = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in {
        "young": r"young(?:er)? (?:person|people|adult)s?|youths?|child(?:ren)?|kids?|teens?|teenagers?|mentees?|boys?"
        r"|girls?|jovene?s?|adolescentes?|nin[oa]s?|aprendi(?:z|ces)|chic[oa]s?",
        "student": r"students?|pupils?|learners?|trainees?|estudiantes?|alumn[oa]s?",
        "mentor": r"mentors?|mentor[ae]s?|volunteers?|voluntari[oa]s?",
        "parent": r"parents?|guardians?|famil(?:y|ies)|mothers?|fathers?|carers?|caregivers?|familias?|padres?|madres?"
        r"|tutor(?:es|as?)?",
        "staff": r"staff|workers?|teams?|practitioners?|trabajador(?:es|as?)?|equipos?|(?:el|del|al|un) personal",
        "coordinator": r"coordinators?|case managers?|coordinador(?:es|as?)?",
        "supervisor": r"supervisors?|managers?|supervisor(?:es|as?)?|gerentes?",
        "protection": r"(?:safeguarding|protection) (?:lead|officer)s?|responsables? de (?:la )?proteccion",
        "board": r"deput(?:y|ies)|chair(?:person|s)?|board|trustees?|junta|president[ea]s?",
        "police": r"police|policia",
        "authority": r"authorit(?:y|ies)|autoridad(?:es)?",
        "emergency": r"emergency services?|ambulances?|servicios? de emergencias?|ambulancias?",
        "funder": r"funders?|donors?|financiador(?:es|as?)?|donantes?",
        "teacher": r"teachers?|instructors?|trainers?|maestr[oa]s?|profesor(?:es|as?)?|docentes?|instructor(?:es|as?)?",
        "neighbour": r"neighbou?rs?|vecin[oa]s?",
        "press": r"journalists?|newspapers?|prensa|periodistas?",
    }.items()
}
# Who may be called by the word for another: a coordinator is staff, a student may be young.
_ALSO = {
    "staff": {"coordinator", "supervisor"},
    "coordinator": {"staff"},
    "supervisor": {"staff"},
    "young": {"student"},
    "student": {"young"},
}
# Where one of these stands, a part may be told first that comes last in the other text, or it is told from the side of
# whom it is done to: who calls, and who receives a call from whom.
_MOVABLE = re.compile(
    r",|;|:|\b(?:if|when|unless|before|after|until|while|who|which|that|by|si|cuando|antes|despues|hasta|mientras|que|quien"
    r"|por|se|from|gets?|receiv\w+|recib\w+|obtien\w+|cuentan? con)\b"
)
# Nobody is meant who is not named: these are named or have no part.
_OUTSIDE = frozenset({"police", "authority", "emergency", "funder", "neighbour", "press", "board"})


def replaced_person(sentence: str, *, quoted: str, above: str) -> str | None:
    """Whom a sentence names though its quote and the headings don't, where the quote has somebody it leaves out.

    Somebody from outside, such as the police, also where nobody is left out. None where there is nobody like that.
    In English and in Spanish, also between the two.

    Args:
        sentence: What is said.
        quoted: The sentences that are to prove it.
        above: The guide's title and the headings.
    """
    said, known = people_in(sentence), people_in(quoted)
    here = with_others(known | people_in(above))
    strange = [name for name in said if name not in here]
    left_out = known.keys() - with_others(said)
    outside = [name for name in strange if name in _OUTSIDE]
    return next((said[name] for name in (strange if left_out else outside)), None)


def exchanged_people(sentence: str, quoted: str) -> str | None:
    """The first of two people of a sentence who stand the other way round in a quote in the other language.

    Only where both texts are of one clause: "a concern about the lead goes to the deputy". None without.
    """
    plain, other = (unaccented(canonical(text).casefold().rstrip(".")) for text in (sentence, quoted))
    if is_one_language(sentence, quoted) or _MOVABLE.search(plain) or _MOVABLE.search(other):
        return None
    said, known = _in_order(plain), _in_order(other)
    both = [name for name in said if name in known]
    return both[0] if len(both) == 2 and [name for name in known if name in both] != both else None


def with_others(people: Iterable[str]) -> set[str]:
    """Those with who may be called by the same words."""
    return set(people).union(*(_ALSO.get(name, set()) for name in people))


def people_in(text: str) -> dict[str, str]:
    """Who is spoken of in a text, each with the first word for them."""
    plain = unaccented(canonical(text).casefold())
    return {name: found[0] for name, pattern in _PEOPLE.items() if (found := pattern.search(plain))}


def _in_order(plain: str) -> list[str]:
    """Who is spoken of, in the order in which they are first."""
    first = {name: found.start() for name, pattern in _PEOPLE.items() if (found := pattern.search(plain))}
    return sorted(first, key=lambda name: first[name])
