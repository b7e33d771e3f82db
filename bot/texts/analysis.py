"""The analysis of an exam in Slack, its pictures and tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.analysis.flags import FormFlag, ItemFlag


@dataclass(frozen=True)
class AnalysisTexts:
    """The sentences of one language.

    Attributes:
        flags: What may be wrong with an item, by the value of ``ItemFlag``.
        form_flags: What may be wrong with the exam, by the value of ``FormFlag``.
        items_picture: The words in a picture, by the fields of ``ItemLabels``.
        scores_picture: The same of ``ScoreLabels``.
    """

    title: str
    nobody_yet: str
    too_early: str
    resting_on: str
    persons: Counted
    shown_in: Counted
    passed: str
    reliability: str
    likely: str
    sem: str
    sem_at_cut: str
    consistency: str
    not_yet: str
    miskeyed: str
    items: Counted
    items_about: str
    item_name: str
    facility: str
    discrimination: str
    between: str
    judged: str
    flags: Mapping[str, str]
    form_flags: Mapping[str, str]
    files: str
    files_about: str
    sent: str
    not_sent: str
    items_picture: Mapping[str, str]
    scores_picture: Mapping[str, str]


ENGLISH = AnalysisTexts(
    title="Analysis of the exam",
    nobody_yet="Nobody has ended a first attempt yet, so there is nothing to be analysed.",
    too_early=(
        "First attempts of {persons}: too few to judge by. The figures are shown, but nothing is said to be wrong "
        "before there are {enough}."
    ),
    resting_on="First attempts of {persons}.",
    persons=Counted("{count} person", "{count} people"),
    shown_in=Counted("Shown in {count} attempt.", "Shown in {count} attempts."),
    passed="Passed: {passed} of {of}",
    reliability="Reliability (alpha): {alpha}",
    likely="{figure} (95 % interval: {low} to {high})",
    sem="Standard error of a score: {sem} of {length} points",
    sem_at_cut="Standard error of a score at the cut: {percent} %",
    consistency=(
        "Another form would decide the same on {agreement} of people (kappa {kappa}); {accuracy} of decisions are "
        "right."
    ),
    not_yet="Other figures of how reliable it is can't be said yet: as a rule, they can from {enough} exams on.",
    miskeyed="The answer that counts as right is probably wrong: {items}. Look at the guide, and regrade.",
    items=Counted("Its questions: {count}", "Its questions: {count} in all"),
    items_about=(
        "How easy a question is: 1 if all answered rightly. How well it tells those who know from those who don't: "
        "1 at best, below 0 if the wrong people answer rightly. In brackets, where the true value probably lies."
    ),
    item_name="{number}. {key}, version {version}",
    facility="easy: {facility}",
    discrimination="tells apart: {correlation}",
    between="{figure} ({low} to {high})",
    judged="judges expect {percent} %",
    flags={
        ItemFlag.NEGATIVE: "Those who know more miss it more often: its answer is probably wrong.",
        ItemFlag.BEATS_KEY: "The best choose another answer than the one that counts: it is probably wrong.",
        ItemFlag.WEAK: "It hardly tells people apart.",
        ItemFlag.AT_CHANCE: "People do no better than by guessing.",
        ItemFlag.VERY_HARD: "Hardly anybody answers it rightly.",
        ItemFlag.VERY_EASY: "Nearly everybody answers it rightly.",
        ItemFlag.UNUSED: "A wrong answer is chosen by nobody.",
        ItemFlag.DRIFTED: "It has become easier or harder.",
    },
    form_flags={FormFlag.UNRELIABLE: "The scores are not reliable enough to rest decisions on them alone."},
    files="Pictures and tables",
    files_about="The pictures and tables come to you under Messages.",
    sent="“{title}”: analysis of the exam.",
    not_sent="Slack did not take the files of the analysis. Please try again.",
    items_picture={
        "title": "Questions: how easy they are, and how well they tell people apart",
        "facility": "Share of points (1: all answered rightly)",
        "discrimination": "Correlation with the rest of the exam",
        "fine": "Questions",
        "suspect": "Answer probably wrong",
        "alt": (
            "{items} questions by how easy they are and how well they tell people apart, from first attempts of {n}. "
            "Answer probably wrong: {suspects}."
        ),
        "nothing": "none",
    },
    scores_picture={
        "title": "Scores of first attempts",
        "score": "Percent of points",
        "people": "People",
        "cut": "Passed from {cut} % on",
        "alt": "Scores of {n} first attempts: {mean} % on average, {passed} passed at {cut} %.",
        "nothing": "There are no first attempts yet.",
    },
)
SPANISH = AnalysisTexts(
    title="Análisis del examen",
    nobody_yet="Aún nadie ha terminado un primer intento, así que no hay nada que analizar.",
    too_early=(
        "Primeros intentos de {persons}: muy pocos para juzgar. Se muestran las cifras, pero no se dice que algo esté "
        "mal antes de que haya {enough}."
    ),
    resting_on="Primeros intentos de {persons}.",
    persons=Counted("{count} persona", "{count} personas"),
    shown_in=Counted("Mostrado en {count} intento.", "Mostrado en {count} intentos."),
    passed="Aprobaron: {passed} de {of}",
    reliability="Fiabilidad (alfa): {alpha}",
    likely="{figure} (intervalo del 95 %: de {low} a {high})",
    sem="Error típico de una puntuación: {sem} de {length} puntos",
    sem_at_cut="Error típico de una puntuación en el corte: {percent} %",
    consistency=(
        "Otra forma decidiría lo mismo del {agreement} de las personas (kappa {kappa}); el {accuracy} de las "
        "decisiones son correctas."
    ),
    not_yet="Otras cifras de su fiabilidad no se pueden dar todavía: por lo general se dan desde {enough} exámenes.",
    miskeyed="La respuesta que cuenta como correcta probablemente no lo es: {items}. Mira la guía y corrige de nuevo.",
    items=Counted("Sus preguntas: {count}", "Sus preguntas: {count} en total"),
    items_about=(
        "Lo fácil que es una pregunta: 1 si todos acertaron. Lo bien que separa a quienes saben de quienes no: 1 como "
        "mucho, menos de 0 si aciertan quienes no saben. Entre paréntesis, dónde está probablemente el valor real."
    ),
    item_name="{number}. {key}, versión {version}",
    facility="fácil: {facility}",
    discrimination="separa: {correlation}",
    between="{figure} (de {low} a {high})",
    judged="los jueces esperan {percent} %",
    flags={
        ItemFlag.NEGATIVE: "Quienes más saben la fallan más: su respuesta probablemente está mal.",
        ItemFlag.BEATS_KEY: "Los mejores eligen otra respuesta que la que cuenta: probablemente está mal.",
        ItemFlag.WEAK: "Apenas separa a unas personas de otras.",
        ItemFlag.AT_CHANCE: "La gente no acierta más que al azar.",
        ItemFlag.VERY_HARD: "Casi nadie la acierta.",
        ItemFlag.VERY_EASY: "Casi todos la aciertan.",
        ItemFlag.UNUSED: "Hay una respuesta incorrecta que nadie elige.",
        ItemFlag.DRIFTED: "Se ha vuelto más fácil o más difícil.",
    },
    form_flags={FormFlag.UNRELIABLE: "Las puntuaciones no son tan fiables como para decidir solo con ellas."},
    files="Gráficos y tablas",
    files_about="Los gráficos y las tablas te llegan en Mensajes.",
    sent="«{title}»: análisis del examen.",
    not_sent="Slack no aceptó los archivos del análisis. Inténtalo de nuevo.",
    items_picture={
        "title": "Preguntas: lo fáciles que son y lo bien que separan",
        "facility": "Parte de los puntos (1: todos acertaron)",
        "discrimination": "Correlación con el resto del examen",
        "fine": "Preguntas",
        "suspect": "Respuesta probablemente errónea",
        "alt": (
            "{items} preguntas según lo fáciles que son y lo bien que separan, de {n} primeros intentos. Respuesta "
            "probablemente errónea: {suspects}."
        ),
        "nothing": "ninguna",
    },
    scores_picture={
        "title": "Puntuaciones de los primeros intentos",
        "score": "Porcentaje de los puntos",
        "people": "Personas",
        "cut": "Aprobado desde el {cut} %",
        "alt": "Puntuaciones de {n} primeros intentos: {mean} % de media, {passed} aprobaron con el {cut} %.",
        "nothing": "Aún no hay primeros intentos.",
    },
)
