"""Certifications as those see them who keep them: their list, their pages, the forms, more time for a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class CertificationTexts:
    """The sentences of one language.

    Attributes:
        buttons: Of a certification, by the name of the action.
        kinds: What requirements beside the exam are called, by the value of ``RequirementKind``.
    """

    buttons: Mapping[str, str]
    kinds: Mapping[str, str]

    # the list
    count: Counted
    about: str
    none_yet: str
    more: Counted
    short: Counted
    enough: str
    retired: str
    drawn: Counted
    version: str
    put: str
    starter: str
    starter_question: str
    starter_yes: str
    starter_done: str
    starter_left_out: Counted
    time: str

    # the page
    page_title: str
    exam: str
    passed_at: str
    attempts: Counted
    any_attempts: str
    waiting: Counted
    minutes: Counted
    no_time_limit: str
    valid: Counted
    valid_always: str
    renewal: Counted
    key: str
    blueprint: str
    supply: str
    supply_short: str
    at_least: str
    requirements: str
    criteria: Counted

    # the forms
    edit_title: str
    save: str
    title_label: str
    summary_label: str
    draw_label: str
    percent_label: str
    attempts_label: str
    waiting_label: str
    minutes_label: str
    valid_label: str
    renewal_label: str
    empty_any: str
    empty_none: str
    empty_always: str
    saved: str
    too_large_for_form: str
    file_title: str
    file_about: str
    file_label: str
    file_taken: str
    exported: str
    not_exported: str
    told_elsewhere: str
    retire_title: str
    retire_question: str
    retire_send: str
    is_retired: str

    # more time
    time_title: str
    time_about: str
    time_person: str
    time_factor: str
    time_hint: str
    time_note: str
    time_note_hint: str
    time_set: str
    time_out_of_range: str


ENGLISH = CertificationTexts(
    buttons={
        "certification_open": "Open",
        "certification_edit": "Edit…",
        "certification_export": "As a file",
        "certification_retire": "Retire…",
        "analysis_open": "Analysis of the exam",
        "angoff_open": "Rate questions for the cut score",
    },
    kinds={
        "observed": "Seen in practice",
        "contribution": "A contribution",
        "attendance": "Attendance",
        "endorsement": "An endorsement",
    },
    count=Counted("Certifications: {count}", "Certifications: {count} in all"),
    about="What a certification requires holds for whoever begins from then on. Who has begun goes on as it was.",
    none_yet="There are none yet. Take the two that ship with Fieldwise, or hand in a file of your own.",
    more=Counted("And {count} more.", "And {count} others."),
    short=Counted("too few questions on {count} competency", "too few questions on {count} competencies"),
    enough="enough questions",
    retired="retired",
    drawn=Counted("{count} question", "{count} questions"),
    version="version {number}",
    put="Take from a file…",
    starter="Add the starter set",
    starter_question=(
        "This adds the certifications that ship with Fieldwise, and questions for them that the guides of the starter "
        "library prove. What you have already stays as it is."
    ),
    starter_yes="Add them",
    starter_done="Added: {certifications} certifications and {items} questions.",
    starter_left_out=Counted(
        "{count} question was left out, as no guide here proves it.",
        "{count} questions were left out, as no guide here proves them.",
    ),
    time="More time for a person…",
    page_title="Certification",
    exam="The exam",
    passed_at="passed at {percent} %",
    attempts=Counted("{count} attempt", "{count} attempts"),
    any_attempts="any number of attempts",
    waiting=Counted("{count} day from one attempt to the next", "{count} days from one attempt to the next"),
    minutes=Counted("time limit: {count} minute", "time limit: {count} minutes"),
    no_time_limit="no time limit",
    valid=Counted("the certificate is valid for {count} month", "the certificate is valid for {count} months"),
    valid_always="the certificate does not expire",
    renewal=Counted(
        "it can be renewed from {count} day before it expires", "it can be renewed from {count} days before it expires"
    ),
    key="key: {key}",
    blueprint="What is drawn",
    supply="{competency}: {wanted} drawn of {there}",
    supply_short="{competency}: {wanted} are to be drawn, but there are only {there}",
    at_least="(at least {percent} %)",
    requirements="Besides the exam",
    criteria=Counted("{count} line in its rubric", "{count} lines in its rubric"),
    edit_title="Edit a certification",
    save="Save",
    title_label="Title",
    summary_label="What a holder can do",
    draw_label="Questions on: {competency}",
    percent_label="Passed at so many percent",
    attempts_label="Attempts",
    waiting_label="Days from one attempt to the next",
    minutes_label="Minutes for the exam",
    valid_label="Valid for so many months",
    renewal_label="Days before it expires from which it can be renewed",
    empty_any="Empty for any number.",
    empty_none="Empty for no time limit.",
    empty_always="Empty if it does not expire.",
    saved="The certification is saved. It holds for whoever begins from now on.",
    too_large_for_form="This certification is too large for a form. Take it out as a file, and hand that in again.",
    file_title="Certification",
    file_about=(
        "A YAML file, as you get it with “As a file”. Where there is a certification of its key, it becomes that one's "
        "next version."
    ),
    file_label="The file",
    file_taken="“{title}” is taken in: version {number}.",
    exported="“{title}”, version {number}.",
    not_exported="Slack did not take the file with the certification. Please try again.",
    told_elsewhere="I am at it. What came of it I write to you under Messages.",
    retire_title="Retire",
    retire_question=(
        "Nobody can begin “{title}” from now on. Who has begun may end, and certificates stay valid. It is offered "
        "again when its file is handed in."
    ),
    retire_send="Retire it",
    is_retired="The certification is retired: nobody can begin it any more.",
    time_title="More time for exams",
    time_about="A person's factor holds for every exam with a time limit, and for one that is open already.",
    time_person="Who",
    time_factor="So many times as long",
    time_hint="1.5 is half as much time again; 1 takes it away.",
    time_note="Note",
    time_note_hint="Kept for you and other admins. It does not stand in the audit log.",
    time_set="Set: {after} times as long for exams; before, {before} times.",
    time_out_of_range="Choose a number from {least} to {most}.",
)
SPANISH = CertificationTexts(
    buttons={
        "certification_open": "Abrir",
        "certification_edit": "Cambiar…",
        "certification_export": "Como archivo",
        "certification_retire": "Retirar…",
        "analysis_open": "Análisis del examen",
        "angoff_open": "Valorar preguntas para el corte",
    },
    kinds={
        "observed": "Visto en la práctica",
        "contribution": "Una contribución",
        "attendance": "Asistencia",
        "endorsement": "Un aval",
    },
    count=Counted("Certificaciones: {count}", "Certificaciones: {count} en total"),
    about="Lo que exige una certificación vale para quien empieza desde entonces. Quien ya empezó sigue como estaba.",
    none_yet="Aún no hay. Toma las dos que vienen con Fieldwise o entrega un archivo propio.",
    more=Counted("Y {count} más.", "Y otras {count}."),
    short=Counted("faltan preguntas de {count} competencia", "faltan preguntas de {count} competencias"),
    enough="preguntas suficientes",
    retired="retirada",
    drawn=Counted("{count} pregunta", "{count} preguntas"),
    version="versión {number}",
    put="Tomar de un archivo…",
    starter="Añadir las iniciales",
    starter_question=(
        "Se añaden las certificaciones que vienen con Fieldwise y sus preguntas, probadas por las guías de la "
        "biblioteca inicial. Lo que ya tienes queda como está."
    ),
    starter_yes="Añadirlas",
    starter_done="Añadidas: {certifications} certificaciones y {items} preguntas.",
    starter_left_out=Counted(
        "{count} pregunta se quedó fuera porque ninguna guía la prueba aquí.",
        "{count} preguntas se quedaron fuera porque ninguna guía las prueba aquí.",
    ),
    time="Más tiempo para alguien…",
    page_title="Certificación",
    exam="El examen",
    passed_at="se aprueba con el {percent} %",
    attempts=Counted("{count} intento", "{count} intentos"),
    any_attempts="cualquier número de intentos",
    waiting=Counted("{count} día de un intento al siguiente", "{count} días de un intento al siguiente"),
    minutes=Counted("tiempo límite: {count} minuto", "tiempo límite: {count} minutos"),
    no_time_limit="sin tiempo límite",
    valid=Counted("el certificado vale {count} mes", "el certificado vale {count} meses"),
    valid_always="el certificado no caduca",
    renewal=Counted(
        "se puede renovar desde {count} día antes de que caduque",
        "se puede renovar desde {count} días antes de que caduque",
    ),
    key="clave: {key}",
    blueprint="Lo que sale",
    supply="{competency}: salen {wanted} de {there}",
    supply_short="{competency}: tienen que salir {wanted}, pero solo hay {there}",
    at_least="(al menos el {percent} %)",
    requirements="Además del examen",
    criteria=Counted("{count} línea en su rúbrica", "{count} líneas en su rúbrica"),
    edit_title="Cambiar certificación",
    save="Guardar",
    title_label="Título",
    summary_label="Lo que sabe hacer quien la tiene",
    draw_label="Preguntas sobre: {competency}",
    percent_label="Se aprueba con este porcentaje",
    attempts_label="Intentos",
    waiting_label="Días de un intento al siguiente",
    minutes_label="Minutos para el examen",
    valid_label="Vale tantos meses",
    renewal_label="Días antes de caducar desde los que se renueva",
    empty_any="Vacío: cualquier número.",
    empty_none="Vacío: sin tiempo límite.",
    empty_always="Vacío si no caduca.",
    saved="La certificación está guardada. Vale para quien empiece desde ahora.",
    too_large_for_form=(
        "Esta certificación es demasiado grande para un formulario. Sácala como archivo y entrégalo de nuevo."
    ),
    file_title="Una certificación",
    file_about=(
        "Un archivo YAML, como lo da «Como archivo». Si ya hay una certificación con su clave, pasa a ser su versión "
        "siguiente."
    ),
    file_label="El archivo",
    file_taken="«{title}» está dentro: versión {number}.",
    exported="«{title}», versión {number}.",
    not_exported="Slack no aceptó el archivo con la certificación. Inténtalo de nuevo.",
    told_elsewhere="Estoy en ello. El resultado te lo escribo en Mensajes.",
    retire_title="Retirar",
    retire_question=(
        "Desde ahora nadie podrá empezar «{title}». Quien ya empezó puede terminar, y los certificados siguen siendo "
        "válidos. Se ofrece de nuevo cuando se entrega su archivo."
    ),
    retire_send="Retirarla",
    is_retired="La certificación está retirada: ya nadie puede empezarla.",
    time_title="Más tiempo en exámenes",
    time_about="El factor de una persona vale para todo examen con tiempo límite, también para uno ya abierto.",
    time_person="Quién",
    time_factor="Tantas veces el tiempo",
    time_hint="1,5 es la mitad más de tiempo; 1 lo quita.",
    time_note="Nota",
    time_note_hint="Se guarda para ti y quienes administran. No está en el registro.",
    time_set="Fijado: {after} veces el tiempo en exámenes; antes, {before} veces.",
    time_out_of_range="Elige un número de {least} a {most}.",
)
