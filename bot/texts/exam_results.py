"""What an exam came to, and practice, in which each answer has its result at once."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ResultTexts:
    """The sentences of one language."""

    # its result
    passed: str
    not_passed: str
    score: str
    rule: str
    rule_reached: str
    rule_missed: str
    by_competency: str
    competency: str
    competency_reached: str
    competency_missed: str
    more_parts: Counted
    regraded: str
    by_time: str
    missed_below: Counted
    nothing_missed: str
    again_from: str
    again_now: str
    no_try_left: str
    missed: str
    not_answered: str
    missed_partly: str
    you_answered: str
    you_did_not_answer: str
    right_answer: str
    why: str
    proof_spoken: str
    proof_withheld: str
    more_proofs: Counted

    # practice
    practice: str
    check: str
    right: str
    not_right: str
    partly_right: str
    another: str
    nothing_to_practise: str
    no_practice_now: str
    choose_first: str
    order_first: str


ENGLISH = ResultTexts(
    passed="Passed: {title}",
    not_passed="Not passed: {title}",
    score="{points} of {of} points ({percent} %)",
    rule="In all, {percent} % are needed",
    rule_reached="{rule}: reached.",
    rule_missed="{rule}: not reached.",
    by_competency="By part",
    competency="{title}: {points} of {of}",
    competency_reached="{line}; {percent} % are needed: reached",
    competency_missed="{line}; {percent} % are needed: not reached",
    more_parts=Counted("And {count} more part.", "And {count} more parts."),
    regraded="A question of this exam had been found to be wrong. Your points take that into account.",
    by_time="It ended when its time was up: {time}.",
    missed_below=Counted(
        "In the thread of this message: {count} question that you missed or left unanswered, with what is right and "
        "where it stands.",
        "In the thread of this message: {count} questions that you missed or left unanswered, with what is right and "
        "where it stands.",
    ),
    nothing_missed="You missed nothing.",
    again_from="You can try again from {time} on.",
    again_now="You can try again whenever you like.",
    no_try_left="All attempts that this certification allows are used up. Ask an admin of the library what to do.",
    missed="Question {number}: not right",
    not_answered="Question {number}: not answered",
    missed_partly="Question {number}: right in part ({percent} %)",
    you_answered="You answered: {text}",
    you_did_not_answer="You did not answer.",
    right_answer="Right: {text}",
    why="Why: {text}",
    proof_spoken="Show the passage that proves the answer, source {number}",
    proof_withheld="The guide that proves it may not be shown to you.",
    more_proofs=Counted("And {count} more source.", "And {count} more sources."),
    practice="{title} · practice",
    check="Check my answer",
    right="Right.",
    not_right="Not right.",
    partly_right="Right in part: {percent} %.",
    another="Another one",
    nothing_to_practise="There are no practice questions for this certification yet.",
    no_practice_now="You have an exam open, so there is no practice until you hand it in.",
    choose_first="Answer first, then press the button.",
    order_first="Put each entry at one place, and no two at the same one.",
)
SPANISH = ResultTexts(
    passed="Aprobado: {title}",
    not_passed="No aprobado: {title}",
    score="{points} de {of} puntos ({percent} %)",
    rule="En total hace falta el {percent} %",
    rule_reached="{rule}: alcanzado.",
    rule_missed="{rule}: no alcanzado.",
    by_competency="Por partes",
    competency="{title}: {points} de {of}",
    competency_reached="{line}; hace falta el {percent} %: alcanzado",
    competency_missed="{line}; hace falta el {percent} %: no alcanzado",
    more_parts=Counted("Y {count} parte más.", "Y {count} partes más."),
    regraded="Ya se había visto que una pregunta de este examen estaba mal, y aquí se tiene en cuenta.",
    by_time="Terminó al acabarse su tiempo: {time}.",
    missed_below=Counted(
        "En el hilo de este mensaje: {count} pregunta que fallaste o dejaste sin responder, con lo correcto y dónde "
        "está escrito.",
        "En el hilo de este mensaje: {count} preguntas que fallaste o dejaste sin responder, con lo correcto y dónde "
        "está escrito.",
    ),
    nothing_missed="No fallaste nada.",
    again_from="Puedes intentarlo otra vez desde {time}.",
    again_now="Puedes intentarlo otra vez cuando quieras.",
    no_try_left=(
        "Ya están hechos todos los intentos que permite esta certificación. Pregunta a quien administra la biblioteca."
    ),
    missed="Pregunta {number}: incorrecta",
    not_answered="Pregunta {number}: sin responder",
    missed_partly="Pregunta {number}: correcta en parte ({percent} %)",
    you_answered="Respondiste: {text}",
    you_did_not_answer="No respondiste.",
    right_answer="Correcto: {text}",
    why="Por qué: {text}",
    proof_spoken="Mostrar el pasaje que prueba la respuesta, fuente {number}",
    proof_withheld="La guía que lo prueba no se te puede mostrar.",
    more_proofs=Counted("Y {count} fuente más.", "Y {count} fuentes más."),
    practice="{title} · práctica",
    check="Comprobar mi respuesta",
    right="Correcto.",
    not_right="Incorrecto.",
    partly_right="Correcto en parte: {percent} %.",
    another="Otra",
    nothing_to_practise="Todavía no hay preguntas de práctica para esta certificación.",
    no_practice_now="Tienes un examen abierto, así que no hay práctica hasta que lo entregues.",
    choose_first="Responde primero y pulsa luego el botón.",
    order_first="Pon cada elemento en un puesto, y no dos en el mismo.",
)
