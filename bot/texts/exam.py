"""Certifications as a learner meets them: what they require, practice, the exam, its result."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts import exam_results
from bot.texts.counted import Counted
from bot.texts.exam_results import ResultTexts
from learning.requirements.values import RequirementState


@dataclass(frozen=True)
class ExamTexts:
    """The sentences of one language.

    Attributes:
        decimal: What stands before the tenths of a number.
        states: How a person stands with a requirement.
    """

    decimal: str

    # what a certification requires
    certifications: str
    no_certifications: str
    exam_items: Counted
    pass_at: str
    pass_minimum: str
    pass_each: str
    no_limit: str
    minutes: Counted
    extra_time: str
    tries_left: Counted
    tries_wait: Counted
    tries_any: str
    certificate_held: str
    certificate_lapses: str
    certificate_stays: str
    certificate_stands: str
    renewable_from: str
    exam_passed: str
    still_undone: str
    passed_ready: str
    states: Mapping[RequirementState, str]
    begun: str
    more_certifications: Counted
    practise: str
    practise_spoken: str
    begin: str
    begin_spoken: str
    begin_title: str
    begin_sure: str
    begin_sure_timed: str
    uses_try: Counted
    wait_after: Counted
    not_now: str
    go_on: str
    go_on_spoken: str
    my_certificate: str
    submit_evidence: str

    # a question
    question_of: str
    moment: str
    moment_slack: str
    ends: str
    ends_extra: str
    no_end: str
    scenario: str
    true: str
    false: str
    either: str
    choose_one: str
    choose_many: str
    pair: str
    put_in_order: str
    write: str
    write_number: str
    write_unit: str
    write_hint: str
    write_hint_practice: str
    choices: str
    place: str
    keep_order: str
    select: str
    choose_spoken: str
    chosen_spoken: str
    your_answer: str
    your_answer_stored: str
    nothing_yet: str

    # the way through the exam
    back: str
    next: str
    overview: str
    hand_in: str
    answered_of: str
    all_answered: str
    missing: str
    missing_sure: Counted
    nothing_missing_sure: str
    hand_in_now: str
    go_to: str
    option_answered: str
    option_missing: str
    back_to: str
    moved: str
    longer: str
    late: str
    not_offered: str
    not_yours: str
    time_up: str
    time_up_hand_in: str
    ended: str
    ended_by_time: str

    result: ResultTexts

    # while an exam is open
    withheld: str
    withheld_passage: str
    withheld_aside: str


ENGLISH = ExamTexts(
    decimal=".",
    certifications="Certifications",
    no_certifications="There is no certification here yet. The people who look after the guides can add one.",
    exam_items=Counted("Exam: {count} question", "Exam: {count} questions"),
    pass_at="pass mark {percent} %",
    pass_each="at least {percent} % in each part",
    pass_minimum="at least {percent} % in “{competency}”",
    no_limit="no time limit",
    minutes=Counted("{count} minute", "{count} minutes"),
    extra_time="{time}, with your extra time (times {factor})",
    tries_left=Counted("{count} attempt left", "{count} attempts left"),
    tries_wait=Counted("{count} day to wait after a failed one", "{count} days to wait after a failed one"),
    tries_any="as many attempts as you need",
    certificate_held="You have held this certificate since {date}.",
    certificate_lapses="It is valid until {date}.",
    certificate_stays="It does not expire.",
    certificate_stands="It is {standing} now.",
    renewable_from="It can be renewed from {date} on.",
    exam_passed="You have passed the exam.",
    still_undone="Still to be done before you get the certificate: {requirements}.",
    passed_ready="You have done all that it requires. Under “My certificate” you choose the name that stands on it.",
    states={
        RequirementState.OPEN: "still to do",
        RequirementState.SUBMITTED: "handed in, somebody has to look at it",
        RequirementState.MET: "done",
        RequirementState.REPEAT: "to be done once more",
        RequirementState.WAIVED: "not needed from you",
    },
    begun="You have begun the exam: {answered} of {count} questions are answered.",
    more_certifications=Counted("And {count} more certification.", "And {count} more certifications."),
    practise="Practise",
    practise_spoken="Practise for {title}",
    begin="Begin the exam",
    begin_spoken="Begin the exam of {title}",
    begin_title="Begin the exam?",
    begin_sure=(
        "You can stop and go on whenever you like, and change answers until you hand it in. Meanwhile I do not answer "
        "questions about what it asks."
    ),
    begin_sure_timed=(
        "The time runs from now on: {time}. You can change answers until you hand it in. Meanwhile I do not answer "
        "questions about what it asks."
    ),
    uses_try=Counted(
        "It uses up the {count} attempt that you have left.",
        "It uses up one of the {count} attempts that you have left.",
    ),
    wait_after=Counted(
        "If you do not pass, you wait {count} day for the next.",
        "If you do not pass, you wait {count} days for the next.",
    ),
    not_now="Not now",
    go_on="Go on",
    go_on_spoken="Go on with the exam of {title}",
    my_certificate="My certificate",
    submit_evidence="Hand in evidence…",
    question_of="{title} · question {position} of {count}",
    moment="{day} {time} UTC",
    moment_slack="{date_short_pretty} {time}",
    ends="Ends {time}",
    ends_extra="Ends {time} (with your extra time)",
    no_end="No time limit",
    scenario="The situation",
    true="True",
    false="False",
    either="or",
    choose_one="Choose one.",
    choose_many="Choose all that apply.",
    pair="Choose for each what belongs to it.",
    put_in_order="Put these into the right order. For each place, choose what belongs there.",
    write="Your answer",
    write_number="Your answer, as a number",
    write_unit="Your answer, as a number ({unit})",
    write_hint="Press Enter to store it. The buttons below store it too.",
    write_hint_practice="Then press the button below.",
    choices="What you can choose from",
    place="Place {number}",
    keep_order="Answer with this order",
    select="Choose",
    choose_spoken="Choose {number}: {text}",
    chosen_spoken="Chosen: {number}: {text}",
    your_answer="Your answer: {text}",
    your_answer_stored="Your answer is stored as it is shown.",
    nothing_yet="Not answered yet.",
    back="Back",
    next="Next",
    overview="Overview",
    hand_in="Hand in…",
    answered_of="{answered} of {count} answered",
    all_answered="All questions are answered. You can look at them again, or hand the exam in.",
    missing="Not answered yet: {numbers}.",
    missing_sure=Counted(
        "{count} question is not answered. Hand in all the same?",
        "{count} questions are not answered. Hand in all the same?",
    ),
    nothing_missing_sure="All questions are answered. Hand in? After that nothing can be changed.",
    hand_in_now="Hand in now",
    go_to="Go to a question",
    option_answered="Question {number}: answered",
    option_missing="Question {number}: not answered",
    back_to="Back to question {number}",
    moved="Your exam goes on in a newer message below.",
    longer="You were given more time: your exam ends {time} now.",
    late="That answer came after the time was up, so it does not count.",
    not_offered="That choice does not belong to this question any more. This is what is stored.",
    not_yours="This is not your exam, so nothing was changed.",
    time_up="The time was up: {time}.",
    time_up_hand_in=(
        "What you answered until then counts. Hand it in to see the result; in some minutes I do it for you."
    ),
    ended="This exam is handed in. Nothing can be changed any more.",
    ended_by_time="This exam ended when its time was up. Nothing can be changed any more.",
    result=exam_results.ENGLISH,
    withheld=(
        "You have an exam open that asks about this, so I do not answer it until you hand the exam in. That you "
        "asked is kept with the exam, and nobody is shown it."
    ),
    withheld_passage=(
        "You have an exam open that asks about this, so I do not show it until you hand the exam in. Open it "
        "again then."
    ),
    withheld_aside="I have replied privately to the person who asked.",
)
SPANISH = ExamTexts(
    decimal=",",
    certifications="Certificaciones",
    no_certifications="Aquí no hay todavía ninguna certificación. Quienes cuidan las guías pueden añadir una.",
    exam_items=Counted("Examen: {count} pregunta", "Examen: {count} preguntas"),
    pass_at="se aprueba desde el {percent} %",
    pass_each="al menos el {percent} % en cada parte",
    pass_minimum="al menos el {percent} % en «{competency}»",
    no_limit="sin límite de tiempo",
    minutes=Counted("{count} minuto", "{count} minutos"),
    extra_time="{time}, con tu tiempo adicional (por {factor})",
    tries_left=Counted("queda {count} intento", "quedan {count} intentos"),
    tries_wait=Counted("{count} día de espera si no apruebas", "{count} días de espera si no apruebas"),
    tries_any="tantos intentos como necesites",
    certificate_held="Tienes este certificado desde el {date}.",
    certificate_lapses="Vale hasta el {date}.",
    certificate_stays="No caduca.",
    certificate_stands="Ahora está {standing}.",
    renewable_from="Se puede renovar desde el {date}.",
    exam_passed="Aprobaste el examen.",
    still_undone="Para tener el certificado falta aún: {requirements}.",
    passed_ready="Hiciste todo lo que exige. En «Mi certificado» eliges el nombre que figura en él.",
    states={
        RequirementState.OPEN: "por hacer",
        RequirementState.SUBMITTED: "entregado, alguien tiene que mirarlo",
        RequirementState.MET: "hecho",
        RequirementState.REPEAT: "hay que hacerlo otra vez",
        RequirementState.WAIVED: "no hace falta en tu caso",
    },
    begun="Ya empezaste el examen: hay respuesta en {answered} de {count} preguntas.",
    more_certifications=Counted("Y {count} certificación más.", "Y {count} certificaciones más."),
    practise="Practicar",
    practise_spoken="Practicar para {title}",
    begin="Empezar el examen",
    begin_spoken="Empezar el examen de {title}",
    begin_title="¿Empezar el examen?",
    begin_sure=(
        "Puedes parar y seguir cuando quieras, y cambiar respuestas hasta que lo entregues. Mientras tanto no respondo "
        "preguntas sobre lo que pregunta."
    ),
    begin_sure_timed=(
        "El tiempo corre desde ahora: {time}. Puedes cambiar respuestas hasta que lo entregues. Mientras tanto no "
        "respondo preguntas sobre lo que pregunta."
    ),
    uses_try=Counted("Gasta el {count} intento que te queda.", "Gasta uno de los {count} intentos que te quedan."),
    wait_after=Counted(
        "Si no apruebas, el siguiente es {count} día después.", "Si no apruebas, el siguiente es {count} días después."
    ),
    not_now="Ahora no",
    go_on="Seguir",
    go_on_spoken="Seguir con el examen de {title}",
    my_certificate="Mi certificado",
    submit_evidence="Enviar evidencia…",
    question_of="{title} · pregunta {position} de {count}",
    moment="el {day} a las {time} UTC",
    moment_slack="{date_short_pretty} a las {time}",
    ends="Termina {time}",
    ends_extra="Termina {time} (con tu tiempo adicional)",
    no_end="Sin límite de tiempo",
    scenario="La situación",
    true="Verdadero",
    false="Falso",
    either="o",
    choose_one="Elige una.",
    choose_many="Elige todas las que correspondan.",
    pair="Elige para cada una lo que le corresponde.",
    put_in_order="Ponlas en el orden correcto. Para cada puesto, elige lo que va ahí.",
    write="Tu respuesta",
    write_number="Tu respuesta, en forma de número",
    write_unit="Tu respuesta, en forma de número ({unit})",
    write_hint="Pulsa Intro para guardarla. Los botones de abajo también la guardan.",
    write_hint_practice="Pulsa luego el botón de abajo.",
    choices="Entre qué puedes elegir",
    place="Puesto {number}",
    keep_order="Responder con este orden",
    select="Elegir",
    choose_spoken="Elegir {number}: {text}",
    chosen_spoken="Elegida: {number}: {text}",
    your_answer="Tu respuesta: {text}",
    your_answer_stored="Tu respuesta está guardada tal como se ve.",
    nothing_yet="Sin respuesta todavía.",
    back="Atrás",
    next="Siguiente",
    overview="Resumen",
    hand_in="Entregar…",
    answered_of="{answered} de {count} con respuesta",
    all_answered="Todas las preguntas tienen respuesta. Puedes mirarlas otra vez o entregar el examen.",
    missing="Sin respuesta todavía: {numbers}.",
    missing_sure=Counted(
        "Queda {count} pregunta sin respuesta. ¿Entregar de todos modos?",
        "Quedan {count} preguntas sin respuesta. ¿Entregar de todos modos?",
    ),
    nothing_missing_sure="Todas las preguntas tienen respuesta. ¿Entregar? Después no se puede cambiar nada.",
    hand_in_now="Entregar ya",
    go_to="Ir a una pregunta",
    option_answered="Pregunta {number}: con respuesta",
    option_missing="Pregunta {number}: sin respuesta",
    back_to="Volver a la pregunta {number}",
    moved="Tu examen sigue en un mensaje más abajo.",
    longer="Se te dio más tiempo: tu examen termina ahora {time}.",
    late="Esa respuesta llegó cuando el tiempo ya había terminado, así que no cuenta.",
    not_offered="Esa opción ya no es de esta pregunta. Esto es lo que está guardado.",
    not_yours="Este examen no es tuyo, así que no se cambió nada.",
    time_up="El tiempo se acabó: {time}.",
    time_up_hand_in=(
        "Cuenta lo que respondiste hasta entonces. Entrégalo para ver el resultado; en unos minutos lo hago yo."
    ),
    ended="Este examen está entregado. Ya no se puede cambiar nada.",
    ended_by_time="Este examen terminó al acabarse su tiempo. Ya no se puede cambiar nada.",
    result=exam_results.SPANISH,
    withheld=(
        "Tienes abierto un examen que pregunta sobre esto, así que no lo respondo hasta que lo entregues. Que lo "
        "preguntaste queda guardado con el examen, y no se le muestra a nadie."
    ),
    withheld_passage=(
        "Tienes abierto un examen que pregunta sobre esto, así que no lo muestro hasta que lo entregues. Ábrelo "
        "entonces otra vez."
    ),
    withheld_aside="A quien preguntó ya le respondí en privado.",
)
