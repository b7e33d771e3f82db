"""A cut score that judges set, question after question."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class AngoffTexts:
    """The sentences of one language."""

    place: str
    how: str
    of_hundred: str
    choose: str
    elsewhere: str
    done: str
    nobody: str
    cut: str
    judges: Counted
    between: str
    no_interval: str
    too_few: str
    look_again: str
    use: str
    use_question: str
    use_yes: str
    used: str
    not_used: str


ENGLISH = AngoffTexts(
    place="{title}: question {position} of {of}",
    how=(
        "Think of somebody who can just do what the certificate says. How many of 100 such people would answer this "
        "rightly?"
    ),
    of_hundred="{count} of 100",
    choose="How many of 100?",
    elsewhere="I ask you about one question after the other under Messages.",
    done="{title}: you have rated {rated} of {of} questions.",
    nobody="Nobody has rated a question yet.",
    cut="{judges} put the cut score at {percent} % by {items} questions.",
    judges=Counted("{count} judge", "{count} judges"),
    between="Other judges and other questions would put it between {low} and {high} %.",
    no_interval="How far another panel would be from that can be said once several judges rated the same questions.",
    too_few="A cut score should not rest on fewer than {enough} judges, and some questions have {fewest} so far.",
    look_again="Look at them again",
    use="Use as the cut score",
    use_question="Whoever begins the exam from now on passes by this cut score.",
    use_yes="Use it",
    used="The exam is passed at {percent} % from now on.",
    not_used="A cut score needs {enough} judges for each question. Nothing was changed.",
)
SPANISH = AngoffTexts(
    place="{title}: pregunta {position} de {of}",
    how=(
        "Piensa en alguien que justo sabe hacer lo que dice el certificado. ¿Cuántas de 100 personas así acertarían "
        "esta pregunta?"
    ),
    of_hundred="{count} de 100",
    choose="¿Cuántas de 100?",
    elsewhere="Te pregunto por una pregunta tras otra en Mensajes.",
    done="{title}: has valorado {rated} de {of} preguntas.",
    nobody="Nadie ha valorado aún ninguna pregunta.",
    cut="{judges} ponen el corte en el {percent} % según {items} preguntas.",
    judges=Counted("{count} juez", "{count} jueces"),
    between="Otros jueces y otras preguntas lo pondrían entre el {low} y el {high} %.",
    no_interval="Cuánto se apartaría otro grupo se puede decir cuando varios jueces valoren las mismas preguntas.",
    too_few="Un corte no debería apoyarse en menos de {enough} jueces, y hay preguntas que tienen {fewest} por ahora.",
    look_again="Mirarlas otra vez",
    use="Usar como corte",
    use_question="Quien empiece el examen desde ahora aprueba con este corte.",
    use_yes="Usarlo",
    used="Desde ahora el examen se aprueba con el {percent} %.",
    not_used="Un corte necesita {enough} jueces en cada pregunta. No se cambió nada.",
)
