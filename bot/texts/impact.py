"""Which past answers a new edition touches, and what their askers are told."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ImpactTexts:
    """The sentences of one language."""

    # for who looks after the guide
    touched_by_this: Counted
    would_take_out: Counted
    would_outdate: Counted
    touched_mrkdwn: Counted
    certificates_touched_mrkdwn: str
    asked_openly_mrkdwn: str
    asked_privately_mrkdwn: str
    see_them: str
    tell_askers: str
    tell_title: str
    tell_question: str
    nothing_touched: str
    askers_told: Counted
    not_told: Counted

    # for an asker
    notice_mrkdwn: str
    your_question_mrkdwn: str
    now_edited: str
    now_removed: str
    still_stands: str
    renew: str
    more_of_yours: Counted


ENGLISH = ImpactTexts(
    touched_by_this=Counted("{count} past answer quotes what changes.", "{count} past answers quote what changes."),
    would_take_out=Counted(
        "Publishing it takes {count} question out until somebody looks at it.",
        "Publishing it takes {count} questions out until somebody looks at them.",
    ),
    would_outdate=Counted(
        "Publishing it makes {count} certificate outdated.", "Publishing it makes {count} certificates outdated."
    ),
    touched_mrkdwn=Counted(
        "{count} past answer cites what edition {{edition}} of *{{title}}* changed.",
        "{count} past answers cite what edition {{edition}} of *{{title}}* changed.",
    ),
    certificates_touched_mrkdwn="Edition {edition} of *{title}* touches exams and certificates.",
    asked_openly_mrkdwn="{date}, {person} in {channel}: {question}",
    asked_privately_mrkdwn="{date}, {person}, in private",
    see_them="See the answers",
    tell_askers="Tell the askers",
    tell_title="Tell the askers?",
    tell_question="Each of them gets one direct message that names the answer and what changed.",
    nothing_touched="No past answer cites what changed.",
    askers_told=Counted("{count} person was told.", "{count} people were told."),
    not_told=Counted("{count} person could not be told.", "{count} people could not be told."),
    notice_mrkdwn=(
        "*{title}* has a new edition, {edition}. An answer that I gave you quotes what it changed, so look at it again "
        "before you rely on it."
    ),
    your_question_mrkdwn="On {date} you asked: {question}",
    now_edited="What I quoted reads differently now:",
    now_removed="What I quoted is no longer in the guide.",
    still_stands="The words that I quoted stand as they were; what stands around them changed.",
    renew="Renew it where it stands",
    more_of_yours=Counted("And {count} more of your questions.", "And {count} others of your questions."),
)
SPANISH = ImpactTexts(
    touched_by_this=Counted(
        "{count} respuesta anterior cita lo que cambia.", "{count} respuestas anteriores citan lo que cambia."
    ),
    would_take_out=Counted(
        "Publicarla aparta {count} pregunta hasta que alguien la mire.",
        "Publicarla aparta {count} preguntas hasta que alguien las mire.",
    ),
    would_outdate=Counted(
        "Publicarla deja desactualizado {count} certificado.", "Publicarla deja desactualizados {count} certificados."
    ),
    touched_mrkdwn=Counted(
        "{count} respuesta anterior cita lo que cambió la edición {{edition}} de *{{title}}*.",
        "{count} respuestas anteriores citan lo que cambió la edición {{edition}} de *{{title}}*.",
    ),
    certificates_touched_mrkdwn="La edición {edition} de *{title}* afecta a exámenes y certificados.",
    asked_openly_mrkdwn="{date}: {person} en {channel}: {question}",
    asked_privately_mrkdwn="{date}: {person}, en privado",
    see_them="Ver las respuestas",
    tell_askers="Avisar a quienes preguntaron",
    tell_title="¿Avisar?",
    tell_question="Cada persona recibe un mensaje directo que nombra la respuesta y lo que cambió.",
    nothing_touched="Ninguna respuesta anterior cita lo que cambió.",
    askers_told=Counted("Se avisó a {count} persona.", "Se avisó a {count} personas."),
    not_told=Counted("No se pudo avisar a {count} persona.", "No se pudo avisar a {count} personas."),
    notice_mrkdwn=(
        "*{title}* tiene una edición nueva, {edition}. Una respuesta que te di cita lo que cambió, así que mírala de "
        "nuevo antes de confiar en ella."
    ),
    your_question_mrkdwn="El {date} preguntaste: {question}",
    now_edited="Lo que cité dice ahora otra cosa:",
    now_removed="Lo que cité ya no está en la guía.",
    still_stands="Las palabras que cité siguen igual; cambió lo que está a su alrededor.",
    renew="Renovarla donde está",
    more_of_yours=Counted("Y {count} más de tus preguntas.", "Y otras {count} de tus preguntas."),
)
