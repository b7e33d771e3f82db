"""What people asked in vain, in the Home tab: the gaps, standard answers, how well people are answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class GapTexts:
    """The sentences of one language.

    Attributes:
        views: What the panel can show, by its name.
        states: How far a gap is, by the value of ``GapState``.
        moves: What can be done with a gap, by what is chosen.
    """

    about: str
    view: str
    views: Mapping[str, str]
    export: str
    draft: str
    draft_from: str

    # the gaps
    gaps: Counted
    none: str
    asked_alone: str
    questions: Counted
    unanswered: str
    askers: Counted
    asked_on: str
    asked_between: str
    owner_mrkdwn: str
    no_owner: str
    states: Mapping[str, str]
    moves: Mapping[str, str]
    give_title: str
    give_label: str
    give_send: str
    person_is_outside: str

    # standard answers
    standard: Counted
    standard_about: str
    no_standard: str
    said_mrkdwn: str
    for_audience: str
    remove: str
    remove_title: str
    remove_text: str

    # what is asked often
    often: Counted
    often_about: str
    no_often: str
    people: Counted

    # how well people are answered
    trend: str
    week: str
    no_questions: str
    answered_of: str
    partly: str
    by_person: str
    not_found: str
    unhelpful: str

    # the file
    exported: Counted
    not_exported: str


ENGLISH = GapTexts(
    about=(
        "What people asked and the guides did not answer, or not helpfully. Questions that ask the same stand "
        "together. Who asked is not shown here."
    ),
    view="Show",
    views={
        "": "Open gaps",
        "closed": "Closed gaps",
        "set_aside": "Gaps that were set aside",
        "standard": "Standard answers",
        "often": "What is asked often",
    },
    export="Send me a CSV file",
    draft="Draft quiz questions…",
    draft_from="What people ask often",
    gaps=Counted("{count} gap", "{count} gaps"),
    none="There is nothing here.",
    asked_alone="Asked where not everybody reads: the words are not shown",
    questions=Counted("{count} question", "{count} questions"),
    unanswered="{count} not answered",
    askers=Counted("{count} person", "{count} people"),
    asked_on="asked on {first}",
    asked_between="asked from {first} to {last}",
    owner_mrkdwn="{person} sees to it",
    no_owner="nobody sees to it",
    states={
        "open": "open",
        "asked": "somebody was asked to answer",
        "answered": "somebody answered; the guides don't yet",
        "closed": "closed",
        "set_aside": "set aside",
    },
    moves={
        "answer": "Answer…",
        "give": "Give to somebody…",
        "closed": "Close",
        "set_aside": "Set aside: nothing for the guides",
        "open": "Open again",
    },
    give_title="Who sees to it?",
    give_label="This person sees to it that the gap is closed",
    give_send="Give",
    person_is_outside="Choose a person who is a full member of this workspace.",
    standard=Counted("{count} standard answer", "{count} standard answers"),
    standard_about="Whoever asks the same is told what a person answered, marked as that. It is not a guide.",
    no_standard="There is no standard answer yet. One is saved where somebody answers a gap.",
    said_mrkdwn="{person} said so on {date}",
    for_audience="for {audience}",
    remove="Remove",
    remove_title="Remove this standard answer?",
    remove_text="Nobody is told it any more. What was told before stays.",
    often=Counted("{count} passage is asked for often", "{count} passages are asked for often"),
    often_about="Passages that answered at least three people in the last 90 days: worth knowing by heart.",
    no_often="Nothing was asked by three people in the last 90 days.",
    people=Counted("{count} person", "{count} people"),
    trend="How well people were answered",
    week="Week of {date}",
    no_questions="no questions",
    answered_of="{answered} of {asked} answered",
    partly="{count} in part",
    by_person="{count} by a person",
    not_found="{count} not in the guides",
    unhelpful="{count} did not help",
    exported=Counted("Here is the file with {count} gap.", "Here is the file with {count} gaps."),
    not_exported="Slack did not take the file. Please try again.",
)

SPANISH = GapTexts(
    about=(
        "Lo que se preguntó y las guías no respondieron, o no de forma útil. Las preguntas que piden lo mismo van "
        "juntas. Aquí no se ve quién preguntó."
    ),
    view="Mostrar",
    views={
        "": "Lagunas abiertas",
        "closed": "Lagunas cerradas",
        "set_aside": "Lagunas apartadas",
        "standard": "Respuestas modelo",
        "often": "Lo que se pregunta a menudo",
    },
    export="Enviarme un archivo CSV",
    draft="Redactar preguntas de examen…",
    draft_from="Lo que se pregunta a menudo",
    gaps=Counted("{count} laguna", "{count} lagunas"),
    none="Aquí no hay nada.",
    asked_alone="Se preguntó donde no leen todos: no se muestran las palabras",
    questions=Counted("{count} pregunta", "{count} preguntas"),
    unanswered="{count} sin respuesta",
    askers=Counted("{count} persona", "{count} personas"),
    asked_on="el {first}",
    asked_between="del {first} al {last}",
    owner_mrkdwn="se encarga {person}",
    no_owner="no se encarga nadie",
    states={
        "open": "abierta",
        "asked": "se pidió a alguien que responda",
        "answered": "alguien respondió; las guías todavía no",
        "closed": "cerrada",
        "set_aside": "apartada",
    },
    moves={
        "answer": "Responder…",
        "give": "Encargar a alguien…",
        "closed": "Cerrar",
        "set_aside": "Apartar: no es para las guías",
        "open": "Abrir de nuevo",
    },
    give_title="¿Quién se encarga?",
    give_label="Esta persona se encarga de que se cierre la laguna",
    give_send="Encargar",
    person_is_outside="Elige a una persona que sea miembro de pleno derecho de este espacio de trabajo.",
    standard=Counted("{count} respuesta modelo", "{count} respuestas modelo"),
    standard_about="Quien pregunta lo mismo recibe lo que respondió una persona, marcado como tal. No es una guía.",
    no_standard="Aún no hay respuestas modelo. Se guardan cuando alguien responde a una laguna.",
    said_mrkdwn="lo dijo {person} el {date}",
    for_audience="para {audience}",
    remove="Quitar",
    remove_title="¿Quitar esta respuesta modelo?",
    remove_text="Ya no se dará a nadie. Lo que se dijo antes se queda.",
    often=Counted("{count} pasaje se pide a menudo", "{count} pasajes se piden a menudo"),
    often_about="Pasajes que respondieron a tres personas o más en los últimos 90 días: conviene saberlos bien.",
    no_often="Nada fue preguntado por tres personas en los últimos 90 días.",
    people=Counted("{count} persona", "{count} personas"),
    trend="Qué tal se respondió",
    week="Semana del {date}",
    no_questions="sin preguntas",
    answered_of="{answered} de {asked} respondidas",
    partly="{count} en parte",
    by_person="{count} por una persona",
    not_found="{count} sin respuesta en las guías",
    unhelpful="{count} sin ayudar",
    exported=Counted("Aquí tienes el archivo con {count} laguna.", "Aquí tienes el archivo con {count} lagunas."),
    not_exported="Slack no aceptó el archivo. Inténtalo otra vez.",
)
