"""Learning paths: as learners walk them, and as those see them who keep them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.curriculum.definition import StepKind


@dataclass(frozen=True)
class PathTexts:
    """The sentences of one language.

    Attributes:
        kinds: What a step of each kind is, as a word before its state.
        buttons: What is pressed at a step of each kind; ``spoken`` says the same with the step's title.
    """

    kinds: Mapping[StepKind, str]
    buttons: Mapping[StepKind, str]
    spoken: Mapping[StepKind, str]

    # a learner and her path
    paths: str
    none_offered: str
    choose: str
    for_role: str
    steps: Counted
    begin: str
    begin_spoken: str
    open: str
    open_spoken: str
    done_of: str
    next_mrkdwn: str
    all_done: str
    state_done: str
    state_open: str
    state_handed_in: str
    state_locked: str
    state_locked_several: str
    practised: str
    practised_enough: str
    again: str
    leave: str
    leave_question: str
    leave_question_retired: str
    leave_yes: str
    others: str
    more_paths: Counted

    # reading and thinking
    read_title: str
    one_moment: str
    have_read: str
    withheld: str
    part_gone: str
    part_closed: str
    nothing_here: str
    think_title: str
    think_label: str
    think_hint: str
    think_send: str
    note_missing: str

    # those who keep paths
    count: Counted
    about: str
    none_yet: str
    more: Counted
    retired: str
    faulty: Counted
    version: str
    leads_to: str
    put: str
    draft: str
    edit: str
    retire: str
    offer: str
    form_title: str
    form_about: str
    part: str
    too_large_for_form: str
    save: str
    saved: str
    file_title: str
    file_about: str
    file_label: str
    file_taken: str
    told_elsewhere: str
    draft_title: str
    draft_about: str
    draft_guide: str
    draft_send: str
    left_out: Counted
    no_guides: str
    retire_title: str
    retire_question: str
    retire_send: str
    is_retired: str
    is_offered: str
    starter_added: Counted

    # what is refused
    bad_path: str
    path_gone: str
    path_there: str
    path_key_fixed: str
    not_on_path: str
    step_gone: str
    step_locked: str
    nothing_to_read: str


ENGLISH = PathTexts(
    kinds={
        StepKind.READING: "Reading",
        StepKind.PRACTICE: "Practice",
        StepKind.QUIZ: "Exam",
        StepKind.OBSERVED: "Seen by others",
        StepKind.REFLECTION: "Thinking",
    },
    buttons={
        StepKind.READING: "Read",
        StepKind.PRACTICE: "Practise",
        StepKind.QUIZ: "To the exam",
        StepKind.OBSERVED: "Hand in…",
        StepKind.REFLECTION: "Write…",
    },
    spoken={
        StepKind.READING: "Read: {title}",
        StepKind.PRACTICE: "Practise: {title}",
        StepKind.QUIZ: "To the exam: {title}",
        StepKind.OBSERVED: "Hand in: {title}",
        StepKind.REFLECTION: "Write down: {title}",
    },
    paths="Learning paths",
    none_offered="There are no learning paths yet. Write “certify me” to see what you can be certified in.",
    choose="A path leads you step by step: you read, practise, think and show what you can.",
    for_role="For: {role}",
    steps=Counted("{count} step", "{count} steps"),
    begin="Begin",
    begin_spoken="Begin the path: {title}",
    open="Open",
    open_spoken="Open the path: {title}",
    done_of="{done} of {count} steps done",
    next_mrkdwn="Next: *{title}*",
    all_done="You have done all of it.",
    state_done="done",
    state_open="you can do this now",
    state_handed_in="handed in; somebody has to look at it",
    state_locked="opens after step {before}",
    state_locked_several="opens after steps {before}",
    practised="{reached} of {of} different questions answered rightly",
    practised_enough="This step of your path is done. Write “my path” to go on.",
    again="Where I stand now",
    leave="Stop this path…",
    leave_question="You can begin it again as long as it is offered. What you have done stays.",
    leave_question_retired="It is not offered any more, so you can't begin it again. What you have done stays.",
    leave_yes="Stop it",
    others="Other paths",
    more_paths=Counted("And {count} more path.", "And {count} more paths."),
    read_title="To read",
    one_moment="One moment…",
    have_read="I have read it",
    withheld="You have an exam open, so I show no guides until you hand it in. Open this again then.",
    part_gone="“{heading}” of “{guide}” is not there any more.",
    part_closed="A part of this step is not there any more, or it is for others.",
    nothing_here="So there is nothing here for you to read. Please tell whoever looks after the learning paths.",
    think_title="To think about",
    think_label="What you think",
    think_hint="Nobody else reads this: it is for you alone. You can change it later.",
    think_send="Keep it",
    note_missing="Write a sentence or two.",
    count=Counted("Learning paths: {count}", "Learning paths: {count} in all"),
    about="Steps of reading, practice, thinking, an exam and more. A change holds for all who are on a path.",
    none_yet="There are none yet. The starter set under Certifications brings two; or draft one from a guide.",
    more=Counted("And {count} more.", "And {count} others."),
    retired="retired",
    faulty=Counted(
        "{count} place names what is not there any more: change it, and save, to see which.",
        "{count} places name what is not there any more: change it, and save, to see which.",
    ),
    version="version {number}",
    leads_to="leads to {certification}",
    put="Take from a file…",
    draft="Draft from a guide…",
    edit="Edit…",
    retire="Retire…",
    offer="Offer again",
    form_title="Learning path",
    form_about=(
        "A path is written in YAML, a field for its head and one or more for its steps. A step has a key, a kind "
        "(reading, practice, quiz, observed, reflection), a title, and under “after” the keys of what comes before it."
    ),
    part="Part {number} of {count}",
    too_large_for_form="A step of this path is longer than fits into a form. Change it in a file instead.",
    save="Save",
    saved="The path is saved.",
    file_title="A path from a file",
    file_about="A YAML file with one path. One with the same key becomes a new version of it.",
    file_label="The file",
    file_taken="The path “{title}” is there in version {number}.",
    told_elsewhere="I write to you in your own conversation with me what came of it.",
    draft_title="Draft a path",
    draft_about=(
        "From the chapters of a guide I write a first draft: one step of reading for each, and practice where there "
        "are questions on them. You change it before it is saved."
    ),
    draft_guide="Guide",
    draft_send="Draft it",
    left_out=Counted(
        "{count} chapter of the guide did not fit into this draft.",
        "{count} chapters of the guide did not fit into this draft.",
    ),
    no_guides="Readers see no guide yet.",
    retire_title="Retire a path",
    retire_question="Nobody can begin “{title}” any more. Whoever is on it goes on.",
    retire_send="Retire it",
    is_retired="Nobody can begin the path any more.",
    is_offered="People can begin the path again.",
    starter_added=Counted("{count} learning path was added, too.", "{count} learning paths were added, too."),
    bad_path="This learning path can't be taken as it is written. Nothing was changed.",
    path_gone="This learning path is not offered any more.",
    path_there="There is a learning path with the key “{key}” already. Give the new one another key.",
    path_key_fixed="The key of this learning path is “{key}”, and stays. Write it so; another path is made by a file.",
    not_on_path="You are not on this learning path. Write “my path” to see where you stand.",
    step_gone="This step is not part of the path any more. Write “my path” to see how it goes on.",
    step_locked="Something else comes before this step. Write “my path” to see what.",
    nothing_to_read="There is nothing here for you to read, so the step is not done. Tell whoever looks after it.",
)
SPANISH = PathTexts(
    kinds={
        StepKind.READING: "Lectura",
        StepKind.PRACTICE: "Práctica",
        StepKind.QUIZ: "Examen",
        StepKind.OBSERVED: "Visto por otras personas",
        StepKind.REFLECTION: "Reflexión",
    },
    buttons={
        StepKind.READING: "Leer",
        StepKind.PRACTICE: "Practicar",
        StepKind.QUIZ: "Al examen",
        StepKind.OBSERVED: "Entregar…",
        StepKind.REFLECTION: "Escribir…",
    },
    spoken={
        StepKind.READING: "Leer: {title}",
        StepKind.PRACTICE: "Practicar: {title}",
        StepKind.QUIZ: "Al examen: {title}",
        StepKind.OBSERVED: "Entregar: {title}",
        StepKind.REFLECTION: "Escribir: {title}",
    },
    paths="Itinerarios",
    none_offered="Aún no hay itinerarios. Escribe «certifícame» para ver en qué te puedes certificar.",
    choose="Un itinerario te lleva paso a paso: lees, practicas, piensas y muestras lo que sabes hacer.",
    for_role="Para: {role}",
    steps=Counted("{count} paso", "{count} pasos"),
    begin="Empezar",
    begin_spoken="Empezar el itinerario: {title}",
    open="Abrir",
    open_spoken="Abrir el itinerario: {title}",
    done_of="{done} de {count} pasos hechos",
    next_mrkdwn="Ahora: *{title}*",
    all_done="Lo has hecho todo.",
    state_done="hecho",
    state_open="puedes hacerlo ahora",
    state_handed_in="entregado; alguien tiene que verlo",
    state_locked="se abre tras el paso {before}",
    state_locked_several="se abre tras los pasos {before}",
    practised="{reached} de {of} preguntas distintas bien respondidas",
    practised_enough="Este paso de tu itinerario está hecho. Escribe «mi itinerario» para seguir.",
    again="Cómo voy ahora",
    leave="Dejar este itinerario…",
    leave_question="Puedes volver a empezarlo mientras se ofrezca. Lo que has hecho se conserva.",
    leave_question_retired="Ya no se ofrece, así que no podrás volver a empezarlo. Lo que has hecho se conserva.",
    leave_yes="Dejarlo",
    others="Otros itinerarios",
    more_paths=Counted("Y {count} itinerario más.", "Y {count} itinerarios más."),
    read_title="Para leer",
    one_moment="Un momento…",
    have_read="Lo he leído",
    withheld="Tienes un examen abierto, así que no muestro guías hasta que lo entregues. Ábrelo entonces otra vez.",
    part_gone="«{heading}» de «{guide}» ya no está.",
    part_closed="Una parte de este paso ya no está, o es para otras personas.",
    nothing_here="Así que aquí no hay nada que puedas leer. Díselo a quien cuida los itinerarios.",
    think_title="Para pensar",
    think_label="Lo que piensas",
    think_hint="Nadie más lo lee: es solo para ti. Puedes cambiarlo después.",
    think_send="Guardarlo",
    note_missing="Escribe una o dos frases.",
    count=Counted("Itinerarios: {count}", "Itinerarios: {count} en total"),
    about="Pasos de lectura, práctica, reflexión, examen y más. Un cambio vale para quienes ya están en él.",
    none_yet="Aún no hay ninguno. El conjunto inicial, en Certificaciones, trae dos; o haz un borrador desde una guía.",
    more=Counted("Y {count} más.", "Y otros {count}."),
    retired="retirado",
    faulty=Counted(
        "{count} lugar nombra algo que ya no está: edítalo y guárdalo para ver cuál.",
        "{count} lugares nombran algo que ya no está: edítalo y guárdalo para ver cuáles.",
    ),
    version="versión {number}",
    leads_to="lleva a {certification}",
    put="Tomar de un archivo…",
    draft="Borrador desde una guía…",
    edit="Editar…",
    retire="Retirar…",
    offer="Ofrecer otra vez",
    form_title="Itinerario",
    form_about=(
        "Un itinerario se escribe en YAML: un campo para la cabecera y uno o más para los pasos. Un paso tiene una "
        "clave (key), un tipo (kind: reading, practice, quiz, observed, reflection), un título (title) y, en «after», "
        "las claves de lo que va antes."
    ),
    part="Parte {number} de {count}",
    too_large_for_form="Un paso de este itinerario no cabe en un formulario. Cámbialo en un archivo y tómalo de ahí.",
    save="Guardar",
    saved="El itinerario está guardado.",
    file_title="De un archivo",
    file_about="Un archivo YAML con un itinerario. Si ya hay uno con esa clave, será su nueva versión.",
    file_label="El archivo",
    file_taken="El itinerario «{title}» está en la versión {number}.",
    told_elsewhere="Te escribo en tu conversación conmigo qué resultó.",
    draft_title="Hacer un borrador",
    draft_about=(
        "Con los capítulos de una guía escribo un borrador: un paso de lectura por cada uno, y práctica donde hay "
        "preguntas sobre ellos. Lo cambias antes de guardarlo."
    ),
    draft_guide="Guía",
    draft_send="Hacerlo",
    left_out=Counted(
        "{count} capítulo de la guía no cupo en este borrador.",
        "{count} capítulos de la guía no cupieron en este borrador.",
    ),
    no_guides="Los lectores aún no ven ninguna guía.",
    retire_title="Retirar un itinerario",
    retire_question="Nadie podrá empezar ya «{title}». Quien está en él sigue.",
    retire_send="Retirarlo",
    is_retired="Nadie puede empezar ya el itinerario.",
    is_offered="El itinerario se puede empezar otra vez.",
    starter_added=Counted("También se añadió {count} itinerario.", "También se añadieron {count} itinerarios."),
    bad_path="Este itinerario no se puede tomar como está escrito. No se cambió nada.",
    path_gone="Este itinerario ya no se ofrece.",
    path_there="Ya hay un itinerario con la clave «{key}». Dale otra clave al nuevo.",
    path_key_fixed="La clave de este itinerario es «{key}», y no cambia. Escríbela así; otro se hace con un archivo.",
    not_on_path="No estás en este itinerario. Escribe «mi itinerario» para ver cómo vas.",
    step_gone="Este paso ya no forma parte del itinerario. Escribe «mi itinerario» para ver cómo sigue.",
    step_locked="Antes de este paso va otro. Escribe «mi itinerario» para ver cuál.",
    nothing_to_read="Aquí no hay nada que puedas leer, así que el paso no está hecho. Díselo a quien lo cuida.",
)
