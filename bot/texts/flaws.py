"""What is wrong with an item, a certification or a learning path that somebody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from learning.errors import Flaw
from learning.items.limits import FEWEST_OPTIONS, FEWEST_QUOTED_LETTERS, FEWEST_QUOTED_WORDS, MOST_ASKED


@dataclass(frozen=True)
class FlawTexts:
    """The sentences of one language.

    Attributes:
        said: Each flaw as a clause, in small letters and with its full stop; ``fact`` is what stands there.
        at: A flaw, and in which field it is.
        in_line: A flaw in a field of several lines, and in which of them.
    """

    said: Mapping[Flaw, str]
    at: str
    in_line: str


ENGLISH = FlawTexts(
    said={
        Flaw.NO_STEM: "nothing is asked yet: write the question.",
        Flaw.TOO_LONG: "this is longer than fits into a message ({fact}).",
        Flaw.TOO_SHORT: (
            f"“{{fact}}” is too short to prove anything: quote the whole sentence, at least {FEWEST_QUOTED_WORDS} "
            f"words or {FEWEST_QUOTED_LETTERS} letters."
        ),
        Flaw.TOO_LONG_TOGETHER: (
            "the story, the question and all that can be answered are longer together than fits into one message: "
            f"{{fact}} characters, and {MOST_ASKED} fit."
        ),
        Flaw.TOO_FEW_OPTIONS: f"there are too few of these: at least {FEWEST_OPTIONS} are needed.",
        Flaw.TOO_MANY_OPTIONS: "there are more of these than fit into a message ({fact}).",
        Flaw.NO_RIGHT_ANSWER: "no answer is marked as right.",
        Flaw.TWO_RIGHT_ANSWERS: "several answers are marked as right, and only one can be chosen.",
        Flaw.ALL_RIGHT: "all answers are marked as right, so that nothing is asked.",
        Flaw.SAME_OPTION_TWICE: "“{fact}” stands there twice.",
        Flaw.EMPTY_OPTION: "this has no text.",
        Flaw.NO_NUMBER: "a number is needed here.",
        Flaw.BAD_TOLERANCE: "how far an answer may be off is a number from 0 on.",
        Flaw.NO_RATIONALE: "it is not said why the answer is right.",
        Flaw.NO_COMPETENCY: "it belongs to no competency.",
        Flaw.UNKNOWN_COMPETENCY: "there is no competency “{fact}”.",
        Flaw.UNKNOWN_TYPE: "there is no type of question “{fact}”.",
        Flaw.UNKNOWN_FIELD: "this is no field that anything is read from.",
        Flaw.WRONG_KIND: "“{fact}” is not of the kind that is needed here.",
        Flaw.MISSING: "this is missing.",
        Flaw.NO_PROOF: "no guide proves it: name one, and the words that stand in it.",
        Flaw.BAD_KEY: "“{fact}” can't be a key.",
        Flaw.KEY_TWICE: "“{fact}” is there twice.",
        Flaw.BAD_NUMBER: "{fact} is not within what is possible.",
        Flaw.DRAWS_NOTHING: "no question is drawn.",
        Flaw.NEVER_DRAWN: "no question of “{fact}” is drawn, so that nothing of it can be reached.",
        Flaw.NOT_YAML: "this can't be read as YAML.",
        Flaw.NOT_UTF8: "the letters can't be read. Save the file in UTF-8.",
        Flaw.SCENARIO_WITHOUT_TEXT: "the story has a key but no text.",
        Flaw.OTHER_POOL: "an earlier version is in the other pool ({fact}), and the two never mix. Take another key.",
        Flaw.UNKNOWN_STEP: "there is no step “{fact}” in this path.",
        Flaw.GOES_ROUND: "“{fact}” comes after itself, so that it could never be begun.",
        Flaw.UNKNOWN_GUIDE: "readers see no guide “{fact}”.",
        Flaw.UNKNOWN_HEADING: "the guide has no heading “{fact}”.",
        Flaw.UNKNOWN_CERTIFICATION: "there is no certification “{fact}”.",
        Flaw.UNKNOWN_REQUIREMENT: "the certification has no requirement “{fact}”.",
        Flaw.TOO_FEW_ITEMS: "there are not so many questions for practice: {fact}.",
    },
    at="{where}: {flaw}",
    in_line="Line {line}: {flaw}",
)
SPANISH = FlawTexts(
    said={
        Flaw.NO_STEM: "aún no se pregunta nada: escribe la pregunta.",
        Flaw.TOO_LONG: "es más largo de lo que cabe en un mensaje ({fact}).",
        Flaw.TOO_SHORT: (
            f"«{{fact}}» es demasiado corto para probar algo: cita la frase entera, al menos {FEWEST_QUOTED_WORDS} "
            f"palabras o {FEWEST_QUOTED_LETTERS} letras."
        ),
        Flaw.TOO_LONG_TOGETHER: (
            "la historia, la pregunta y todo lo que se puede responder juntos no caben en un mensaje: son {fact} "
            f"caracteres y caben {MOST_ASKED}."
        ),
        Flaw.TOO_FEW_OPTIONS: f"hay muy pocos elementos: hacen falta al menos {FEWEST_OPTIONS}.",
        Flaw.TOO_MANY_OPTIONS: "hay más elementos de los que caben en un mensaje ({fact}).",
        Flaw.NO_RIGHT_ANSWER: "ninguna respuesta está marcada como correcta.",
        Flaw.TWO_RIGHT_ANSWERS: "hay varias respuestas marcadas como correctas y solo se puede elegir una.",
        Flaw.ALL_RIGHT: "todas las respuestas están marcadas como correctas, así que no se pregunta nada.",
        Flaw.SAME_OPTION_TWICE: "«{fact}» está dos veces.",
        Flaw.EMPTY_OPTION: "no tiene texto.",
        Flaw.NO_NUMBER: "aquí hace falta un número.",
        Flaw.BAD_TOLERANCE: "el margen de error es un número de 0 en adelante.",
        Flaw.NO_RATIONALE: "no se dice por qué la respuesta es correcta.",
        Flaw.NO_COMPETENCY: "no pertenece a ninguna competencia.",
        Flaw.UNKNOWN_COMPETENCY: "no existe la competencia «{fact}».",
        Flaw.UNKNOWN_TYPE: "no existe el tipo de pregunta «{fact}».",
        Flaw.UNKNOWN_FIELD: "no es un campo del que se lea nada.",
        Flaw.WRONG_KIND: "«{fact}» no es del tipo que hace falta aquí.",
        Flaw.MISSING: "falta.",
        Flaw.NO_PROOF: "ninguna guía lo prueba: indica una y las palabras que están en ella.",
        Flaw.BAD_KEY: "«{fact}» no puede ser una clave.",
        Flaw.KEY_TWICE: "«{fact}» aparece dos veces.",
        Flaw.BAD_NUMBER: "{fact} está fuera de lo posible.",
        Flaw.DRAWS_NOTHING: "no se saca ninguna pregunta.",
        Flaw.NEVER_DRAWN: "no se saca ninguna pregunta de «{fact}», así que no se puede alcanzar nada en ella.",
        Flaw.NOT_YAML: "no se puede leer como YAML.",
        Flaw.NOT_UTF8: "no se pueden leer las letras. Guarda el archivo en UTF-8.",
        Flaw.SCENARIO_WITHOUT_TEXT: "la historia tiene clave, pero no texto.",
        Flaw.OTHER_POOL: (
            "una versión anterior está en el otro grupo ({fact}) y los dos nunca se mezclan. Usa otra clave."
        ),
        Flaw.UNKNOWN_STEP: "este itinerario no tiene ningún paso «{fact}».",
        Flaw.GOES_ROUND: "«{fact}» viene después de sí mismo, así que nunca se podría empezar.",
        Flaw.UNKNOWN_GUIDE: "los lectores no ven ninguna guía «{fact}».",
        Flaw.UNKNOWN_HEADING: "la guía no tiene ningún título «{fact}».",
        Flaw.UNKNOWN_CERTIFICATION: "no existe la certificación «{fact}».",
        Flaw.UNKNOWN_REQUIREMENT: "la certificación no tiene el requisito «{fact}».",
        Flaw.TOO_FEW_ITEMS: "no hay tantas preguntas para practicar: {fact}.",
    },
    at="en {where}: {flaw}",
    in_line="Línea {line}: {flaw}",
)
