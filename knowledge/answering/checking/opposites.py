"""Whether a sentence says the opposite of its quote by one word: more for less, after for before. Pure."""

import re

from knowledge.answering.checking.negation import compared
from knowledge.answering.checking.words import content_words, language_of, listed, stems_of

_BEFORE = re.compile(r"\b(?:before|prior to|ahead of|until|antes de(?: que|l)?|hasta(?: que)?)\b")
_AFTER = re.compile(r"\b(?:after|once|following|as soon as|despues de(?: que|l)?|tras|una vez)\b")
_WITHIN = re.compile(r"\b(?:within|inside|dentro de)\b")
# What one says and the other denies, and how many words behind it tell what comes later. "Within the hour" has one:
# "within a day of the meeting" is "after the meeting".
_ORDERS = ((_BEFORE, _AFTER, 3), (_AFTER, _BEFORE, 3), (_WITHIN, _AFTER, 1), (_AFTER, _WITHIN, 1))
_PAIRS = tuple(
    (frozenset(listed(one)), frozenset(listed(other)))
    for one, other in (
        ("more greater larger bigger higher mas mayor mayores", "less fewer smaller lower menos menor menores"),
        ("longer", "shorter"),
        ("older", "younger"),
        ("increase increases increased raise raises raised grow grows grew aumenta aumentan aumento",
         "decrease decreases decreased reduce reduces reduced decline declines declined disminuye disminuyen reduce"),
        ("better stronger strong mejor mejores fuerte", "worse weaker weak peor peores debil"),
        ("earlier early temprano", "later late tarde"),
        ("minimum minimo", "maximum maximo"),
        ("safe seguro segura", "unsafe dangerous inseguro insegura peligroso peligrosa"),
        ("legal lawful", "illegal unlawful ilegal"),
        ("inside", "outside"),
        ("best mejor", "worst peor"),
        ("majority mayoria", "minority minoria"),
        ("public publico publica", "private privado privada"),
        ("likely probable", "unlikely improbable"),
        ("include includes including incluye incluyen", "exclude excludes excluding excluye excluyen"),
        ("accept accepts accepted acepta aceptan",
         "reject rejects rejected refuse refuses refused rechaza rechazan decline declines declined"),
        ("many muchos muchas", "few pocos pocas"),
        ("high alto alta altos altas", "low baja bajas bajos"),
        ("large big grande grandes", "small pequeno pequena pequenos pequenas"),
        ("keep keeps kept", "break breaks broke broken"),
        ("start starts started begin begins began empieza empiezan comienza comienzan inicia inician",
         "stop stops stopped end ends ended cease ceases detiene detienen termina terminan"),
        ("continue continues continued continua continuan sigue siguen",
         "stop stops stopped cease ceases detiene detienen"),
        ("support supports supported apoya apoyan", "oppose opposes opposed opone oponen"),
        ("cheap inexpensive barato baratos barata baratas", "expensive costly caro caros cara caras"),
        ("together juntos juntas", "separately"),
        ("fulltime", "parttime"),
        ("same mismo misma mismos mismas", "different easier harder stricter distinto distinta distintos distintas"),
        ("written writing escrito escrita", "spoken oral orally verbal verbally verbalmente"),
        ("open opens opened abre abren abierto abierta", "close closes closed cierra cierran cerrado cerrada"),
        ("positive positivo positiva", "negative negativo negativa"),
        ("most greatest largest biggest highest maximo mayor", "least fewest smallest lowest minimo menor"),
        ("longest", "shortest"),
        ("oldest", "youngest newest"),
        ("earliest", "latest"),
        ("man men boy boys male hombre hombres", "woman women girl girls female mujer mujeres"),
        ("king rey", "queen reina"),
        ("father padre", "mother madre"),
        ("son sons hijo hijos", "daughter daughters hija hijas"),
        ("mentor mentors mentora mentoras mentores", "mentee mentees aprendiz aprendices"),
        ("teacher teachers instructor instructors trainer trainers", "student students learner learners pupil pupils"
         " trainee trainees"),
        ("employer employers", "employee employees"),
        ("novice novices beginner beginners", "expert experts"),
        ("author authors", "reader readers"),
        ("import imports", "export exports"),
        ("advantage advantages", "disadvantage disadvantages"),
        ("top", "bottom"),
    )
)  # fmt: skip
_WHOLE_OR_PART = re.compile(r"\b(full|part)[- ]time\b")
# "Are" in Spanish.
_SON = "son"
# Of each of these a thing is only one.
_KINDS = tuple(
    tuple(frozenset(listed(words)) for words in kind)
    for kind in (
        ("north northern", "south southern", "east eastern", "west western"),
        ("dollar dollars usd", "euro euros", "peso pesos", "yen"),
        ("winter invierno", "spring primavera", "summer verano", "autumn otono"),
        ("morning mornings", "evening evenings", "afternoon afternoons"),
        ("seconds segundos", "minute minutes minuto minutos", "hour hours hourly hora horas",
         "day days daily dia dias diario diaria", "week weeks weekly semana semanas semanal",
         "month months monthly mes meses mensual", "year years yearly annual annually ano anos anual",
         "decade decades decada decadas", "century centuries siglo siglos"),
    )
)  # fmt: skip
# In front of what they are said of: "to last" and "first of all" are something else.
_OF_ORDER = r"(?:\b(?:the|its|their|his|her|your|my|our|at)|'s) (?:very )?"
_FIRST, _LAST = re.compile(rf"{_OF_ORDER}first\b"), re.compile(rf"{_OF_ORDER}last\b")
# A bound, and a unit with its number, are looked after as numbers.
_COUNTED = re.compile(
    r"\bat (?:the )?(?:most|least)\b"
    r"|(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|per|each|every|first|second|third"
    r"|un|una|dos|tres|cada|por)|\b(?:throughout|during|all|same|this|that|next|following|last)(?: the)?)[\s-]+"
    r"(?:full |whole |calendar |school )?"
    r"(?:second|minute|hour|day|week|month|year|decade|segundo|minuto|hora|dia|semana|mes|ano)(?:e?s)?\b"
)


def opposed(sentence: str, quoted: str) -> str | None:
    """The word of a sentence that says the opposite of one of the quoted text's; None where none does.

    A word that the quoted text has itself opposes nothing, nor does one whose opposite the sentence has too.
    """
    said, known = (_alike(text) for text in (sentence, quoted))
    words, there = (set(re.findall(r"\w+", _COUNTED.sub(" ", text))) for text in (said, known))
    every = set(re.findall(r"\w+", known))
    return _reordered(said, known) or _replaced(words, there) or _of_another_kind(words, there, every)


def _alike(text: str) -> str:
    plain = _LAST.sub(" latest", _FIRST.sub(" earliest", compared(text)))
    plain = re.sub(rf"\b{_SON}\b", " ", plain) if language_of(text) == "es" else plain
    return _WHOLE_OR_PART.sub(r"\1time", plain)


def _replaced(said: set[str], known: set[str]) -> str | None:
    for pair in _PAIRS:
        for one, other in (pair, pair[::-1]):
            found = said & one
            if found and not known & one and known & other and not said & other:
                return min(found)
    return None


def _of_another_kind(said: set[str], known: set[str], every: set[str]) -> str | None:
    """A word for one of several that exclude each other, where the quoted text has another that the sentence has not.

    Args:
        said: The words of the sentence, without those that go with a number.
        known: The same of the quoted text.
        every: All words of the quoted text.
    """
    for kind in _KINDS:
        mine = [one for one in kind if said & one and not every & one]
        theirs = [one for one in kind if known & one and not said & one]
        if mine and theirs:
            return min(said & mine[0])
    return None


def _reordered(said: str, known: str) -> str | None:
    for same, opposite, telling in _ORDERS:
        for match in same.finditer(said):
            later = _told_by(match, said, telling)
            if any(later & _told_by(m, known, telling) for m in opposite.finditer(known)) and not any(
                later & _told_by(m, known, telling) for m in same.finditer(known)
            ):
                return match[0]
    return None


def _told_by(connective: "re.Match[str]", text: str, telling: int) -> set[str]:
    clause = re.split(r"[,.;:!?\n]", text[connective.end() :])[0]
    return set(stems_of(content_words(clause)[:telling]))
