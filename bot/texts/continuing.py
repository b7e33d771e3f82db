"""Certificates that are kept by a few questions each week: how the year stands, and what it came to."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ContinuingTexts:
    """The sentences of one language."""

    # on the certificate and on Home
    kept: str
    kept_until: str
    enough: str
    so_far: str
    more: Counted
    not_enough: str
    nothing_answered: str
    lapsed: str

    # the questions of the week
    week_mrkdwn: str
    ask: Counted
    ask_spoken: str
    none_left: str
    too_late: str

    # what the year came to
    renewed_mrkdwn: str
    not_renewed_mrkdwn: str
    answered: Counted
    rightly: str
    unanswered: Counted
    way_back: str
    missed: str

    # what a certification says
    rule: Counted
    rule_floor: str
    few_to_ask: str
    weekly_label: str
    weekly_hint: str
    floor_label: str
    floor_hint: str


ENGLISH = ContinuingTexts(
    kept="kept by practice: {answered} of {floor} questions answered",
    kept_until="Kept by practice until {date}: {answered} of at least {floor} questions answered, {right} rightly.",
    enough="By these answers it is {percent}% probable that you master it: enough to renew it without an exam.",
    so_far="So far it is {percent}% probable that you master it.",
    more=Counted("{count} more has to be answered.", "{count} more have to be answered."),
    not_enough="By these answers it is {percent}% probable that you master it; {needed}% are needed.",
    nothing_answered="Each answer makes it clearer whether you still master it.",
    lapsed=(
        "You held it until {date}, and that stays in your history. The way back is short: the renewal exam. What else "
        "you had done for it still counts."
    ),
    week_mrkdwn="To keep *{title}* this week: {count} to answer.",
    ask=Counted("Answer this week's question ({count})", "Answer this week's questions ({count})"),
    ask_spoken="Answer the next question that keeps the certificate {title}",
    none_left="There is no more question this week. The next ones come on Monday.",
    too_late="This question is of another week: the answer counts as practice only.",
    renewed_mrkdwn="Your certificate *{title}* is renewed by practice, until {date}. {answers} No exam is needed.",
    not_renewed_mrkdwn=(
        "Your certificate *{title}* has lapsed: the questions of the year did not renew it this time. {answers}"
    ),
    answered=Counted("In the year you answered {count} question,", "In the year you answered {count} questions,"),
    rightly="{count} of them rightly.",
    unanswered=Counted(
        "{count} that was not answered counts as wrong.", "{count} that were not answered count as wrong."
    ),
    way_back=(
        "What you know stays with you, and that you held it stays in your history. The way back is short: take the "
        "renewal exam. What else you had done for it still counts."
    ),
    missed="What you missed most recently:",
    rule=Counted("Kept by {count} question a week", "Kept by {count} questions a week"),
    rule_floor="at least {count} in a year",
    few_to_ask="Only {count} questions for practice so far: fewer are asked a week, and fewer have to be answered",
    weekly_label="Questions a week that keep the certificate, instead of another exam",
    weekly_hint="Empty: by an exam alone. Needs 12 months or more, and many more questions for practice than these.",
    floor_label="So many of them have to be answered in the last year",
    floor_hint="What is not answered counts as wrong. At most 52 times the questions of a week.",
)
SPANISH = ContinuingTexts(
    kept="se mantiene con práctica · {answered} de {floor} preguntas contestadas",
    kept_until="Se mantiene con práctica hasta el {date}: {answered} de {floor} preguntas como mínimo, {right} bien.",
    enough=(
        "Por estas respuestas, la probabilidad de que lo domines es del {percent} %: basta para renovarlo sin examen."
    ),
    so_far="Hasta ahora, la probabilidad de que lo domines es del {percent} %.",
    more=Counted("Queda {count} por contestar.", "Quedan {count} por contestar."),
    not_enough="Por estas respuestas, la probabilidad de que lo domines es del {percent} %; hace falta el {needed} %.",
    nothing_answered="Cada respuesta aclara si lo sigues dominando.",
    lapsed=(
        "Lo tuviste hasta el {date}, y eso queda en tu historial. Volver es corto: el examen de renovación. Lo demás "
        "que habías hecho sigue contando."
    ),
    week_mrkdwn="Para mantener *{title}* esta semana, por contestar: {count}.",
    ask=Counted("Contestar la pregunta de esta semana ({count})", "Contestar las preguntas de esta semana ({count})"),
    ask_spoken="Contestar la siguiente pregunta que mantiene el certificado {title}",
    none_left="Esta semana no quedan más preguntas. Las siguientes llegan el lunes.",
    too_late="Esta pregunta es de otra semana: la respuesta solo cuenta como práctica.",
    renewed_mrkdwn="Tu certificado *{title}* queda renovado con práctica, hasta el {date}. {answers} Sin examen.",
    not_renewed_mrkdwn=(
        "Tu certificado *{title}* ha caducado: esta vez las preguntas del año no lo renovaron. {answers}"
    ),
    answered=Counted("En el año contestaste {count} pregunta,", "En el año contestaste {count} preguntas,"),
    rightly="{count} de ellas bien.",
    unanswered=Counted("{count} sin contestar cuenta como mal.", "{count} sin contestar cuentan como mal."),
    way_back=(
        "Lo que sabes sigue contigo, y haberlo tenido queda en tu historial. Volver es corto: haz el examen de "
        "renovación. Lo demás que habías hecho sigue contando."
    ),
    missed="Lo último que fallaste:",
    rule=Counted("Se mantiene con {count} pregunta por semana", "Se mantiene con {count} preguntas por semana"),
    rule_floor="al menos {count} al año",
    few_to_ask="Preguntas de práctica que hay: {count}. Se hacen menos por semana, y hay que contestar menos",
    weekly_label="Preguntas por semana que mantienen el certificado, en lugar de otro examen",
    weekly_hint="Vacío: solo con un examen. Hacen falta 12 meses o más, y muchas más preguntas de práctica que estas.",
    floor_label="Cuántas hay que contestar en el último año",
    floor_hint="Lo que no se contesta cuenta como mal. Como mucho, 52 veces las preguntas de una semana.",
)
