"""Why something can't be done in certification."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class LearningTexts:
    """The sentences of one language."""

    bad_item: str
    bad_definition: str
    guide_unknown: str
    quote_not_found: str
    quote_goes_on: str
    proof_gone: str
    item_gone: str
    wrong_item_state: str
    author_publishes: str
    certification_gone: str
    not_enough_items: str
    already_open: str
    other_open: str
    too_many_attempts: Counted
    too_soon: str
    renewal_too_soon: str
    exam_passed: str
    nothing_to_renew: str
    attempt_gone: str
    attempt_open: str
    takes_passes: Counted
    not_met: str
    pass_overtaken: str
    no_key: str
    no_address: str
    key_unusable: str
    certificate_gone: str
    not_the_holder: str
    reason_missing: str
    changed_since: str
    bad_rating: str
    bad_factor: str
    requirement_gone: str
    wrong_requirement_state: str
    decided_meanwhile: str
    certificate_rests: str
    marks_own: str
    marks_incomplete: str
    link_unusable: str
    no_such_answer: str


ENGLISH = LearningTexts(
    bad_item="This question can't be taken as it is written. Nothing was changed.",
    bad_definition="This certification can't be taken as it is written. Nothing was changed.",
    guide_unknown="Readers see no guide “{guide}”, so nothing in it can prove a question.",
    quote_not_found="These words do not stand in the edition of “{guide}” that readers see: “{quote}”.",
    quote_goes_on=(
        "These words begin in one passage of “{guide}” and end in another. Quote what stands in each by itself: "
        "“{quote}”."
    ),
    proof_gone=(
        "“{guide}” does not say any more what proves the question “{item}”, so it can't be let in again as it is. "
        "Write a new version of it, or ask an editor to."
    ),
    item_gone="This question is not there any more.",
    wrong_item_state="The question “{item}” stands otherwise by now, so this can't be done to it. Nothing was changed.",
    author_publishes=(
        "You wrote this question yourself, and here a second person has to look at it before it is asked. Send it to "
        "review."
    ),
    certification_gone="This certification is not offered any more.",
    not_enough_items=(
        "There are too few questions for this exam just now: {there} of {wanted} on “{competency}”. Whoever looks "
        "after the certification has to add some."
    ),
    already_open="You have begun this exam already. Go on with it, or hand it in.",
    other_open=(
        "Your exam “{title}” is open, and there is one at a time. Go on with it or hand it in before you begin another."
    ),
    too_many_attempts=Counted(
        "You have made the {count} attempt that this certification allows. Ask an admin of the library what to do.",
        "You have made all {count} attempts that this certification allows. Ask an admin of the library what to do.",
    ),
    too_soon="The next attempt can be begun on {date} at {time} UTC.",
    renewal_too_soon="You hold this certificate. It can be renewed from {date} on.",
    exam_passed="You have passed this exam already. Write “certify me” to see what is left to do, if anything.",
    nothing_to_renew="There is nothing to renew just now.",
    attempt_gone="There is no such exam of yours.",
    attempt_open="You have an exam open. This can be seen once you have handed it in.",
    takes_passes=Counted(
        "This would take the pass from {count} person. It is done only by somebody who says so expressly.",
        "This would take the pass from {count} persons. It is done only by somebody who says so expressly.",
    ),
    not_met="The certificate can't be issued yet: something that it requires is still open.",
    pass_overtaken=(
        "This exam leads to no certificate: a newer one does, or your certificate is suspended or was revoked since. "
        "Write “certify me” to see how things stand."
    ),
    no_key="There is no key to sign certificates with yet. An admin can make one with `fieldwise keys new`.",
    no_address=(
        "It is not set yet where certificates are verified. Who runs the bot has to set FIELDWISE_PUBLIC_URL to the "
        "https address at which everybody reaches it."
    ),
    key_unusable=(
        "The key that signs certificates can't be used. Who runs the bot can see why with `fieldwise keys list`."
    ),
    certificate_gone="There is no such certificate.",
    not_the_holder="Only who holds a certificate may do this with it.",
    reason_missing="This needs a reason. Say in a sentence why it is done.",
    changed_since="Somebody has changed this since you opened the form. Close it and open it again.",
    bad_rating="A rating is a share from 0 to 100 percent.",
    bad_factor="Nobody can be given {factor} times as long for an exam.",
    requirement_gone="The certification does not require this any more.",
    wrong_requirement_state="This requirement stands otherwise by now. Nothing was changed.",
    decided_meanwhile="Somebody decided on this while you were looking at it: {state}. Nothing was changed.",
    certificate_rests=(
        "A certificate rests on this decision, so nothing was changed. If the certificate should not count any more, "
        "an owner or admin suspends or revokes it: on the Home tab, under “Certificates”."
    ),
    marks_own="Nobody decides on their own requirements. Ask somebody else who observes.",
    marks_incomplete="Mark each line, please.",
    link_unusable="That is no address on the web. It has to begin with https:// or http://.",
    no_such_answer="Choose what is to count as right from the answers that the question has.",
)
SPANISH = LearningTexts(
    bad_item="Esta pregunta no se puede aceptar como está escrita. No se cambió nada.",
    bad_definition="Esta certificación no se puede aceptar como está escrita. No se cambió nada.",
    guide_unknown="No hay a la vista ninguna guía «{guide}», así que nada en ella puede probar una pregunta.",
    quote_not_found="Estas palabras no están en la edición a la vista de «{guide}»: «{quote}».",
    quote_goes_on=(
        "Estas palabras empiezan en un pasaje de «{guide}» y acaban en otro. Cita por separado lo que dice cada uno: "
        "«{quote}»."
    ),
    proof_gone=(
        "«{guide}» ya no dice lo que prueba la pregunta «{item}», así que no puede volver tal como está. Escribe una "
        "versión nueva, o pídesela a quien edita preguntas."
    ),
    item_gone="Esta pregunta ya no está.",
    wrong_item_state="La pregunta «{item}» está ahora en otro estado, así que no se puede hacer. No se cambió nada.",
    author_publishes=(
        "Escribiste esta pregunta, y aquí la tiene que mirar otra persona antes de que se haga. Envíala a revisión."
    ),
    certification_gone="Esta certificación ya no se ofrece.",
    not_enough_items=(
        "Ahora mismo hay muy pocas preguntas para este examen: {there} de {wanted} sobre «{competency}». Quien lleva "
        "la certificación tiene que añadir algunas."
    ),
    already_open="Ya empezaste este examen. Sigue con él o entrégalo.",
    other_open=(
        "Tu examen «{title}» está abierto, y solo puede haber un examen a la vez. Sigue con él o entrégalo; después "
        "empieza este."
    ),
    too_many_attempts=Counted(
        "Ya hiciste el {count} intento que permite esta certificación. Pregunta a quien administra la biblioteca.",
        "Ya hiciste los {count} intentos que permite esta certificación. Pregunta a quien administra la biblioteca.",
    ),
    too_soon="El próximo intento se puede empezar el {date} a las {time} UTC.",
    renewal_too_soon="Ya tienes este certificado. Se puede renovar desde el {date}.",
    exam_passed="Este examen ya lo aprobaste. Escribe «certifícame» y te muestro qué falta, si falta algo.",
    nothing_to_renew="Ahora mismo no hay nada que renovar.",
    attempt_gone="No hay ningún examen tuyo así.",
    attempt_open="Tienes un examen abierto. Esto se puede ver cuando lo hayas entregado.",
    takes_passes=Counted(
        "Esto quitaría el aprobado a {count} persona. Solo lo hace quien lo diga expresamente.",
        "Esto quitaría el aprobado a {count} personas. Solo lo hace quien lo diga expresamente.",
    ),
    not_met="Todavía no se puede emitir el certificado: queda pendiente algo que exige.",
    pass_overtaken=(
        "Este examen no lleva a ningún certificado: lo hace otro más reciente, o tu certificado está suspendido o se "
        "revocó después. Escribe «certifícame» para ver cómo está todo."
    ),
    no_key="Aún no hay clave con la que firmar certificados. Quien administra la crea con `fieldwise keys new`.",
    no_address=(
        "Aún no está fijado dónde se verifican los certificados. Quien mantiene el bot tiene que poner en "
        "FIELDWISE_PUBLIC_URL la dirección https en la que todo el mundo lo alcanza."
    ),
    key_unusable="La clave que firma certificados no se puede usar. Con `fieldwise keys list` se ve por qué.",
    certificate_gone="No hay ningún certificado así.",
    not_the_holder="Eso solo lo puede hacer quien tiene el certificado.",
    reason_missing="Hace falta un motivo. Di en una frase por qué se hace.",
    changed_since="Alguien cambió esto desde que abriste el formulario. Ciérralo y ábrelo de nuevo.",
    bad_rating="Una valoración es una parte de 0 a 100 por ciento.",
    bad_factor="A nadie se le puede dar {factor} veces más tiempo para un examen.",
    requirement_gone="La certificación ya no exige esto.",
    wrong_requirement_state="Este requisito está ahora en otro estado. No se cambió nada.",
    decided_meanwhile="Alguien decidió sobre esto mientras lo mirabas: {state}. No se cambió nada.",
    certificate_rests=(
        "Un certificado se apoya en esta decisión, así que no se cambió nada. Si ya no debe contar, quien administra "
        "la biblioteca lo suspende o lo revoca: en la pestaña Inicio, en «Certificados»."
    ),
    marks_own="Nadie decide sobre sus propios requisitos. Pídelo a otra persona que observe.",
    marks_incomplete="Valora cada línea, por favor.",
    link_unusable="Eso no es una dirección de la web. Tiene que empezar por https:// o http://.",
    no_such_answer="Elige qué vale como acierto entre las respuestas que tiene la pregunta.",
)
