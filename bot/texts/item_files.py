"""Items as files, and drafts of items from guides."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.formats.values import Why


@dataclass(frozen=True)
class ItemFileTexts:
    """The sentences of one language.

    Attributes:
        formats: What each is called, by the value of ``Format``.
        whys: Why something of a file was not taken over as it is, by the value of ``Why``.
    """

    import_title: str
    import_about: str
    file_label: str
    import_send: str
    export_title: str
    export_about: str
    format_label: str
    formats: Mapping[str, str]
    both_pools: str
    export_send: str
    exported: Counted
    export_left_out: Counted
    nothing_to_export: str
    not_exported: str
    not_in_file: str
    draft_title: str
    draft_about: str
    draft_guide_label: str
    draft_send: str
    draft_from: str
    no_guides: str
    told_elsewhere: str
    taken: str
    taken_from: str
    new_drafts: str
    not_stored: str
    added: Counted
    kept: Counted
    new_versions: Counted
    line: str
    more_left_out: Counted
    submit_all: Counted
    sent: Counted
    none_sent: str
    told: Counted
    nobody_told: str
    moved_on: Counted
    still_drafts: Counted
    to_review_mrkdwn: str
    whys: Mapping[str, str]


ENGLISH = ItemFileTexts(
    import_title="Import questions",
    import_about=(
        "A file in GIFT, Moodle XML or our own YAML; I recognise which. Its questions become drafts. Those without a "
        "quote from a guide need one before they can be reviewed."
    ),
    file_label="The file",
    import_send="Import",
    export_title="Export questions",
    export_about="The newest version of each question that is not retired, with answers. Mind who can read the file.",
    format_label="Format",
    formats={
        "yaml": "YAML, our own: nothing is lost",
        "gift": "GIFT, for Moodle",
        "moodle": "Moodle XML",
        "qti": "QTI 3, for other test systems",
        "anki": "Anki cards, for practice questions only",
    },
    both_pools="for practice and for exams",
    export_send="Export",
    exported=Counted("{count} question.", "{count} questions."),
    export_left_out=Counted(
        "{count} thing is not in the file; I say below which.", "{count} things are not in the file; I say below which."
    ),
    nothing_to_export="There is no question to export.",
    not_exported="Slack did not take the file with the questions. Please try again.",
    not_in_file="The file can't hold all that the questions have. Not in it, or changed:",
    draft_title="Draft questions",
    draft_about=(
        "From sentences of the guide that say what must be done, or how often, I make questions with a blank, and "
        "statements that are true or false. They are drafts: improve them, and send the good ones to review."
    ),
    draft_guide_label="From which guide?",
    draft_send="Draft",
    draft_from="Draft questions…",
    no_guides="Readers see no guide yet that questions could be drafted from.",
    told_elsewhere="I am at it. What came of it I write to you under Messages.",
    taken="Questions: {added}, {kept}.",
    taken_from="Questions of “{file}”: {added}, {kept}.",
    new_drafts="New drafts: {keys}",
    not_stored="{key} was not stored. {why}",
    added=Counted("{count} new draft", "{count} new drafts"),
    kept=Counted("{count} is as it was", "{count} are as they were"),
    new_versions=Counted(
        "{count} of the drafts is a new version of a question that is here already:",
        "{count} of the drafts are new versions of questions that are here already:",
    ),
    line="Line {line}",
    more_left_out=Counted("And {count} more.", "And {count} others."),
    submit_all=Counted("Send {count} draft to review", "Send {count} drafts to review"),
    sent=Counted("{count} question was sent to review.", "{count} questions were sent to review."),
    none_sent="No question was sent to review.",
    told=Counted("{count} person was told.", "{count} people were told."),
    nobody_told=(
        "Nobody else can publish questions yet: ask an owner or admin of the library to make somebody a reviewer."
    ),
    moved_on=Counted(
        "{count} is no draft any more: it was sent before, replaced or retired.",
        "{count} are no drafts any more: they were sent before, replaced or retired.",
    ),
    still_drafts=Counted(
        "{count} can't be sent yet and is still a draft:", "{count} can't be sent yet and are drafts:"
    ),
    to_review_mrkdwn=(
        "{person} asks you to look at questions that wait for review: {count}. You find them in my Home tab under Exam "
        "questions."
    ),
    whys={
        Why.TOO_LARGE: "the file is too large.",
        Why.NOT_UTF8: "the letters can't be read. Save the file in UTF-8.",
        Why.NOT_XML: "this can't be read as XML.",
        Why.FORBIDDEN_XML: "the file declares a document type or entities, which is not accepted.",
        Why.NOT_MOODLE: "this XML is no file of Moodle questions.",
        Why.NOT_YAML: "this can't be read as YAML.",
        Why.SYNTAX: "this can't be read.",
        Why.BRACE_OPEN: "the question can't be read: a closing brace is missing.",
        Why.BRACE_STRAY: "the question can't be read: a brace is too many. Before one that is text, put a backslash.",
        Why.TITLE_OPEN: "the question can't be read: the “::” after its name is missing.",
        Why.UNKNOWN_TYPE: "there is no such type of question here.",
        Why.ESSAY: "an essay can't be graded here.",
        Why.DESCRIPTION: "this asks nothing.",
        Why.BAD_ITEM: "this can't be a question.",
        Why.NO_RIGHT_ANSWER: "no answer is right.",
        Why.KEY_TWICE: "there is such a key in the file already.",
        Why.MISSING: "something is missing.",
        Why.WRONG_KIND: "this is not of the kind that is needed.",
        Why.UNKNOWN_FIELD: "there is no such field.",
        Why.UNKNOWN_SCENARIO: "the file tells no such story.",
        Why.EXAM_ITEM: "a question for exams is not given away with its answer.",
        Why.FEEDBACK: "what is said of an answer was left out.",
        Why.PARTIAL_CREDIT: "partial credit for one answer was left out.",
        Why.WEIGHTS: "the weights of the answers were left out.",
        Why.WILDCARD: "an answer with a wildcard was left out.",
        Why.OTHER_RIGHT_ANSWER: "another right answer was left out.",
        Why.SEVERAL_RIGHT: "several answers are right where only one can be.",
        Why.TAGS: "tags were left out.",
        Why.IMAGE: "a picture or a sound was left out.",
        Why.UNITS: "the unit was left out.",
        Why.GRADING: "another way of grading was left out.",
        Why.SELECTION: "there only some of the entries are shown at a time, here all of them are.",
        Why.FIXED_ORDER: "there the answers stand in a fixed order, here they are shuffled.",
        Why.TRUE_BY_ORDER: "the first answer was taken for “true”.",
        Why.OWN_FIELDS: "our own fields can't be read and were left out.",
        Why.PROOF: "the proof is seen by nobody but us.",
        Why.SCENARIO: "the story is not told, or told in another way.",
        Why.CHARACTERS: "characters that XML can't hold were left out.",
        Why.WRITTEN_AS_MATCHING: "it is written as a question of matching.",
        Why.CLASSIFICATION: "competency, difficulty and pool were left out.",
    },
)
SPANISH = ItemFileTexts(
    import_title="Importar preguntas",
    import_about=(
        "Un archivo en GIFT, Moodle XML o nuestro YAML; reconozco cuál es. Sus preguntas pasan a ser borradores. Las "
        "que no citan ninguna guía necesitan una cita antes de la revisión."
    ),
    file_label="El archivo",
    import_send="Importar",
    export_title="Exportar preguntas",
    export_about=(
        "La versión más nueva de cada pregunta que no está retirada, con sus respuestas. Cuida quién lee el archivo."
    ),
    format_label="Formato",
    formats={
        "yaml": "YAML, el nuestro: no se pierde nada",
        "gift": "GIFT, para Moodle",
        "moodle": "XML de Moodle",
        "qti": "QTI 3, para otros sistemas de examen",
        "anki": "Tarjetas de Anki, solo preguntas de práctica",
    },
    both_pools="para practicar y para exámenes",
    export_send="Exportar",
    exported=Counted("{count} pregunta.", "{count} preguntas."),
    export_left_out=Counted(
        "{count} cosa no está en el archivo; abajo digo cuál.",
        "{count} cosas no están en el archivo; abajo digo cuáles.",
    ),
    nothing_to_export="No hay ninguna pregunta que exportar.",
    not_exported="Slack no aceptó el archivo con las preguntas. Inténtalo de nuevo.",
    not_in_file="El archivo no puede contener todo lo que tienen las preguntas. No está, o cambió:",
    draft_title="Borradores",
    draft_about=(
        "De las frases de la guía que dicen qué hay que hacer, o cada cuánto, hago preguntas con un hueco y "
        "afirmaciones verdaderas o falsas. Son borradores: mejóralos y envía los buenos a revisión."
    ),
    draft_guide_label="¿De qué guía?",
    draft_send="Hacer borradores",
    draft_from="Borradores de preguntas…",
    no_guides="Los lectores aún no ven ninguna guía de la que hacer borradores.",
    told_elsewhere="Estoy en ello. El resultado te lo escribo en Mensajes.",
    taken="Preguntas: {added} y {kept}.",
    taken_from="Preguntas de «{file}»: {added} y {kept}.",
    new_drafts="Borradores nuevos: {keys}",
    not_stored="No se guardó {key}. {why}",
    added=Counted("{count} borrador nuevo", "{count} borradores nuevos"),
    kept=Counted("{count} que queda como estaba", "{count} que quedan como estaban"),
    new_versions=Counted(
        "{count} de los borradores es una versión nueva de una pregunta que ya está aquí:",
        "{count} de los borradores son versiones nuevas de preguntas que ya están aquí:",
    ),
    line="Línea {line}",
    more_left_out=Counted("Y {count} más.", "Y otras {count}."),
    submit_all=Counted("Enviar {count} borrador a revisión", "Enviar {count} borradores a revisión"),
    sent=Counted("{count} pregunta pasó a revisión.", "{count} preguntas pasaron a revisión."),
    none_sent="Ninguna pregunta pasó a revisión.",
    told=Counted("Se avisó a {count} persona.", "Se avisó a {count} personas."),
    nobody_told=(
        "Aún nadie más puede publicar preguntas: pide a quien es responsable o administra la biblioteca que dé a "
        "alguien el papel de revisión."
    ),
    moved_on=Counted(
        "{count} ya no es borrador: se envió antes, se sustituyó o se quitó.",
        "{count} ya no son borradores: se enviaron antes, se sustituyeron o se quitaron.",
    ),
    still_drafts=Counted(
        "{count} aún no se puede enviar y queda como borrador:",
        "{count} aún no se pueden enviar y quedan como borradores:",
    ),
    to_review_mrkdwn=(
        "{person} te pide que mires preguntas que esperan revisión: {count}. Las encuentras en mi pestaña Inicio, en "
        "Preguntas de examen."
    ),
    whys={
        Why.TOO_LARGE: "el archivo es demasiado grande.",
        Why.NOT_UTF8: "no se pueden leer las letras. Guarda el archivo en UTF-8.",
        Why.NOT_XML: "no se puede leer como XML.",
        Why.FORBIDDEN_XML: "el archivo declara un tipo de documento o entidades, y eso no se acepta.",
        Why.NOT_MOODLE: "este XML no es un archivo de preguntas de Moodle.",
        Why.NOT_YAML: "no se puede leer como YAML.",
        Why.SYNTAX: "no se puede leer.",
        Why.BRACE_OPEN: "la pregunta no se puede leer: falta una llave de cierre.",
        Why.BRACE_STRAY: "la pregunta no se puede leer: sobra una llave. Ante la que es texto, pon una barra inversa.",
        Why.TITLE_OPEN: "la pregunta no se puede leer: faltan los «::» después de su nombre.",
        Why.UNKNOWN_TYPE: "aquí no existe ese tipo de pregunta.",
        Why.ESSAY: "una redacción no se puede calificar aquí.",
        Why.DESCRIPTION: "no pregunta nada.",
        Why.BAD_ITEM: "no puede ser una pregunta.",
        Why.NO_RIGHT_ANSWER: "ninguna respuesta es correcta.",
        Why.KEY_TWICE: "esa clave ya está en el archivo.",
        Why.MISSING: "falta algo.",
        Why.WRONG_KIND: "no es del tipo que hace falta.",
        Why.UNKNOWN_FIELD: "no existe ese campo.",
        Why.UNKNOWN_SCENARIO: "el archivo no cuenta esa historia.",
        Why.EXAM_ITEM: "una pregunta de examen no se regala con su respuesta.",
        Why.FEEDBACK: "se omitió lo que se dice de una respuesta.",
        Why.PARTIAL_CREDIT: "se omitió el crédito parcial de una respuesta.",
        Why.WEIGHTS: "se omitieron los pesos de las respuestas.",
        Why.WILDCARD: "se omitió una respuesta con comodín.",
        Why.OTHER_RIGHT_ANSWER: "se omitió otra respuesta correcta.",
        Why.SEVERAL_RIGHT: "hay varias respuestas correctas donde solo cabe una.",
        Why.TAGS: "se omitieron las etiquetas.",
        Why.IMAGE: "se omitió una imagen o un sonido.",
        Why.UNITS: "se omitió la unidad.",
        Why.GRADING: "se omitió otra manera de calificar.",
        Why.SELECTION: "allí se muestra solo una parte de los elementos; aquí, todos.",
        Why.FIXED_ORDER: "allí las respuestas tienen un orden fijo; aquí se barajan.",
        Why.TRUE_BY_ORDER: "se tomó la primera respuesta por «verdadero».",
        Why.OWN_FIELDS: "nuestros propios campos no se pueden leer y se omitieron.",
        Why.PROOF: "la prueba no la ve nadie más que nosotros.",
        Why.SCENARIO: "la historia no se cuenta, o se cuenta de otro modo.",
        Why.CHARACTERS: "se omitieron caracteres que XML no admite.",
        Why.WRITTEN_AS_MATCHING: "se escribe como una pregunta de emparejar.",
        Why.CLASSIFICATION: "se omitieron competencia, dificultad y grupo.",
    },
)
