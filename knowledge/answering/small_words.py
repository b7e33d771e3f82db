"""Words that only join others, in English and in Spanish: what somebody asks about is in the rest. Pure.

None of them says no: a question that was put in other words may hold them though its asker did not write them.
"""

from knowledge.answering.sufficiency import SLIGHT_WORDS, WORD
from knowledge.index.terms import terms_of

_ENGLISH = """
a about after again all also am an and any anybody anyone anything are as at be because been before being between both
but by can could did do does doing done during each either else even ever every for from had has have having he her
here hers him his how however i if in into is it its just let like long many may me might mine more most much must my
of off often on once one ones only or other our ours out over own please really same shall she should so some somebody
someone something soon still such than that the their them then there these they thing things this those though through
to too under until up upon us very was we were what when where whether which while who whom whose why will with would
yet you your yours okay ok right long far kind sort way case cases else yes
"""
_SPANISH = """
a al algo alguien algun alguna algunas alguno algunos ante antes aquel aquella aquello asi aun aunque bajo bien cada
como con contra cosa cosas cual cuales cualquier cuando cuanta cuantas cuanto cuantos de debe deben debemos debo debe
del desde despues donde dos durante e el ella ellas ello ellos en entonces entre era es esa esas ese eso esos esta estan
estar estas este esto estos fue ha hace hacer hacia han hasta hay la las le les lo los mas me mi mis mismo misma mucho
muy o os otra otras otro otros para pero poco por porque pues puede pueden puedo podemos que quien quienes se sea ser
si sido sobre solo son su sus tal tambien tan tanto te tengo tenemos tiene tienen ti todo todos tras tu tus u un una
unas uno unos usted ustedes va vez veces y ya yo nos nosotros hemos he
"""
_NEGATIONS = {"no", "not", "never", "nor", "without", "nunca", "sin", "ni", "jamas"}


# What is counted or measured, and when: it tells little of what is asked about.
_MEASURES = """
time times hour hours day days week weeks weekly month months monthly year years minute minutes first second third
last next later session sessions visit visits question questions percent hora horas dia dias semana semanas mes meses
ano anos minuto minutos primer primero primera segundo segunda tercer tercero ultimo ultima proximo proxima sesion
sesiones pregunta preguntas
"""


def words_of(text: str) -> list[str]:
    """The words of a text in order, each in the form in which it is looked up: without endings and accents."""
    return [form for word in WORD.findall(text) for form in terms_of(word) or [word.casefold()]]


_SMALL = frozenset(words_of(_ENGLISH + _SPANISH)) - _NEGATIONS


_COUNTED = frozenset(words_of(_MEASURES))


def is_measure(word: str) -> bool:
    """Whether a word, as ``words_of`` gives it, says how often, how long or when."""
    return word in _COUNTED


def is_negation(word: str) -> bool:
    """Whether a word, as ``words_of`` gives it, says no."""
    return word in _NEGATIONS


def is_small(word: str) -> bool:
    """Whether a word, as ``words_of`` gives it, only joins others."""
    return word in _SMALL


def telling_words(text: str) -> list[str]:
    """Those that say what a text is about, in order, with repeats; as ``words_of`` gives them."""
    return [word for word in words_of(text) if word not in _SMALL and word not in SLIGHT_WORDS]


def topic_words(text: str) -> list[str]:
    """The telling words of a text that are no measures: with a few of them it is about something of its own."""
    return [word for word in telling_words(text) if word not in _COUNTED and not word.isdigit()]
