"""Golden questions in Slack: their list, the forms, what came of asking them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from knowledge.golden.csv import COLUMNS, MOST_QUESTIONS
from knowledge.golden.flaws import LONGEST_HEADING
from knowledge.golden.values import Flaw, Problem
from knowledge.retrieval.questions import LONGEST_QUESTION


@dataclass(frozen=True)
class GoldenTexts:
    """The sentences of one language.

    Attributes:
        flaws: What is wrong with a question, or with a file of them; ``fact`` is what stands there.
        problems: What came of a question in place of what was wanted.
    """

    # the list
    questions: Counted
    about: str
    none_yet: str
    must_cite: str
    must_be_refused: str
    waits_withdrawn: str
    waits_unpublished: str
    ran_on: str
    never_ran: str
    told_elsewhere: str
    add: str
    take_in: str
    export: str
    run: str
    remove_title: str
    remove_question: str

    # the form
    add_title: str
    question_label: str
    question_hint: str
    guide_label: str
    guide_hint: str
    heading_label: str
    heading_hint: str
    refuse_label: str
    refuse_choice: str
    add_send: str
    twice: str

    # a file of them
    import_title: str
    import_about: str
    file_label: str
    import_send: str
    imported: str
    added: Counted
    retired: Counted
    kept: Counted
    not_imported: str
    flaw_line: str
    more_flaws: Counted
    flaws: Mapping[Flaw, str]
    exported: Counted
    not_exported: str

    # what came of asking them
    run_passed: Counted
    run_failed: str
    nothing_to_ask: str
    problems: Mapping[Problem, str]
    more_failures: Counted


ENGLISH = GoldenTexts(
    questions=Counted("Golden questions: {count}", "Golden questions: {count} in all"),
    about=(
        "Questions that the library has to answer well, whatever changes. They are asked before an edition is "
        "published; one that fails keeps it back."
    ),
    none_yet="There are none yet. Add the questions that people ask most, and one or two that no guide may answer.",
    must_cite="must cite {wanted}",
    must_be_refused="must be refused",
    waits_withdrawn="Not asked while the guide is withdrawn.",
    waits_unpublished="Not asked until the guide is published.",
    ran_on="Last asked on {date}: {passed} of {asked} passed.",
    never_ran="They were not asked yet.",
    told_elsewhere="The file that you export, and what comes of asking, I send you under Messages.",
    add="Add a question…",
    take_in="Import…",
    export="Export",
    run="Ask them now",
    remove_title="Remove this question?",
    remove_question="It is asked no more. The audit log keeps that you removed it.",
    add_title="Add a golden question",
    question_label="The question, as people ask it",
    question_hint="For example: How often should we check in with a new match?",
    guide_label="The guide that the answer must cite",
    guide_hint="Leave it empty for a question that must be refused.",
    heading_label="Under this heading of the guide",
    heading_hint="As it stands in the guide, or leave it empty: then any heading will do.",
    refuse_label="Or is it one that the guides must not answer?",
    refuse_choice="It must be refused",
    add_send="Add",
    twice="There is such a question already.",
    import_title="Import golden questions",
    import_about=(
        f"A CSV file in UTF-8 with the columns {', '.join(COLUMNS)}. Its questions take the place of all that there "
        "are now; export them first if you want to add to them. Where a line can't be taken, nothing is changed."
    ),
    file_label="The file",
    import_send="Import",
    imported="The golden questions were imported: {added}, {retired}, {kept}.",
    added=Counted("{count} question added", "{count} questions added"),
    retired=Counted("{count} taken out", "{count} were taken out"),
    kept=Counted("{count} stays as it was", "{count} stay as they were"),
    not_imported=(
        "The golden questions were not imported, and nothing was changed. Mend the file, then import it again."
    ),
    flaw_line="Line {line}: {flaw}",
    more_flaws=Counted("And {count} more line.", "And {count} more lines."),
    flaws={
        Flaw.EMPTY: "the question is empty.",
        Flaw.TOO_LONG: f"the question is longer than {LONGEST_QUESTION:,} characters.",
        Flaw.NO_WORDS: "the question has no words in it.",
        Flaw.NO_TARGET: "name the guide that the answer must cite, or that the question must be refused.",
        Flaw.TWO_TARGETS: "either a guide is cited or the question is refused, not both.",
        Flaw.HEADING_ALONE: "there is a heading, but no guide that it stands in.",
        Flaw.HEADING_TOO_LONG: f"the heading is longer than {LONGEST_HEADING} characters.",
        Flaw.UNKNOWN_GUIDE: "there is no guide “{fact}”. The file names of the guides are on their pages.",
        Flaw.UNKNOWN_HEADING: "the guide, as readers see it, has no such heading. The closest is “{fact}”.",
        Flaw.NO_HEADINGS: "the guide, as readers see it, has no headings. Leave this empty.",
        Flaw.TWICE: "the question stands on line {fact} already.",
        Flaw.UNCLEAR_REFUSE: "“refuse” says “{fact}”. Write yes, or leave it empty.",
        Flaw.TOO_MANY_CELLS: "there are {fact} cells, more than columns. A text with a comma needs quotation marks.",
        Flaw.TOO_MANY_QUESTIONS: f"there are {{fact}} questions, and {MOST_QUESTIONS:,} are the most that are asked.",
        Flaw.WRONG_COLUMNS: f"the columns must be {', '.join(COLUMNS)}. These are there: {{fact}}.",
        Flaw.BROKEN_QUOTES: "a quotation mark opens or closes in the wrong place.",
        Flaw.NOT_UTF8: "the letters can't be read. Save the file as CSV in UTF-8.",
        Flaw.NO_QUESTIONS: "there are no questions.",
    },
    exported=Counted("{count} golden question", "{count} golden questions"),
    not_exported="Slack did not take the file with the golden questions. Please try again.",
    run_passed=Counted(
        "{count} golden question was asked, and it passed.", "All {count} golden questions were asked, and all passed."
    ),
    run_failed="The golden questions were asked: {failed} of {asked} did not pass.",
    nothing_to_ask="There is no golden question that can be asked: none is here, or their guides are not published.",
    problems={
        Problem.REFUSED: "It must cite {wanted}, but was not found in the guides.",
        Problem.NOT_REFUSED: "It must be refused, but is answered from {got}.",
        Problem.OTHER_GUIDE: "It must cite {wanted}, but cites {got}.",
        Problem.OTHER_HEADING: "It must cite the heading {wanted}, but cites {got}.",
    },
    more_failures=Counted("And {count} more did not pass.", "And {count} others did not pass."),
)
SPANISH = GoldenTexts(
    questions=Counted("Preguntas de control: {count}", "Preguntas de control: {count} en total"),
    about=(
        "Preguntas que la biblioteca tiene que responder bien, cambie lo que cambie. Se hacen antes de publicar una "
        "edición, y la que falla la retiene."
    ),
    none_yet="Aún no hay. Añade las que más se preguntan, y alguna que ninguna guía deba responder.",
    must_cite="tiene que citar {wanted}",
    must_be_refused="no se tiene que responder",
    waits_withdrawn="No se hace mientras la guía esté retirada.",
    waits_unpublished="No se hace hasta que se publique la guía.",
    ran_on="Se hicieron el {date}: {passed} de {asked} salieron bien.",
    never_ran="Todavía no se han hecho.",
    told_elsewhere="El archivo que exportas y el resultado de hacerlas te los envío en Mensajes.",
    add="Añadir una pregunta…",
    take_in="Importar…",
    export="Exportar",
    run="Hacerlas ahora",
    remove_title="¿Quitar esta pregunta?",
    remove_question="No se hará más. El registro guarda que la quitaste.",
    add_title="Pregunta de control",
    question_label="La pregunta, como la hace la gente",
    question_hint="Por ejemplo: ¿Cada cuánto hay que hablar con una pareja nueva?",
    guide_label="La guía que la respuesta tiene que citar",
    guide_hint="Déjalo vacío si la pregunta no se tiene que responder.",
    heading_label="En este apartado de la guía",
    heading_hint="Tal como está en la guía; si lo dejas vacío, vale cualquiera.",
    refuse_label="¿O es una que las guías no deben responder?",
    refuse_choice="No se tiene que responder",
    add_send="Añadir",
    twice="Esa pregunta ya existe.",
    import_title="Importar preguntas",
    import_about=(
        f"Un archivo CSV en UTF-8 con las columnas {', '.join(COLUMNS)}. Sus preguntas sustituyen a todas las que hay; "
        "expórtalas antes si quieres añadir otras. Si una línea no vale, no se cambia nada."
    ),
    file_label="El archivo",
    import_send="Importar",
    imported="Se importaron las preguntas de control: {added}, {retired}, {kept}.",
    added=Counted("{count} pregunta añadida", "{count} preguntas añadidas"),
    retired=Counted("{count} quitada", "{count} quitadas"),
    kept=Counted("{count} queda como estaba", "{count} quedan como estaban"),
    not_imported=(
        "No se importaron las preguntas de control ni se cambió nada. Corrige el archivo e impórtalo de nuevo."
    ),
    flaw_line="Línea {line}: {flaw}",
    more_flaws=Counted("Y {count} línea más.", "Y {count} líneas más."),
    flaws={
        Flaw.EMPTY: "la pregunta está vacía.",
        Flaw.TOO_LONG: f"la pregunta tiene más de {LONGEST_QUESTION} caracteres.",
        Flaw.NO_WORDS: "en la pregunta no hay palabras.",
        Flaw.NO_TARGET: "di qué guía tiene que citar la respuesta, o que no se tiene que responder.",
        Flaw.TWO_TARGETS: "o se cita una guía o no se responde, no las dos cosas.",
        Flaw.HEADING_ALONE: "hay un apartado, pero no la guía en que está.",
        Flaw.HEADING_TOO_LONG: f"el apartado tiene más de {LONGEST_HEADING} caracteres.",
        Flaw.UNKNOWN_GUIDE: "no existe la guía «{fact}». Los nombres de archivo de las guías están en sus páginas.",
        Flaw.UNKNOWN_HEADING: "la guía, como la ven los lectores, no tiene ese apartado. El más parecido es «{fact}».",
        Flaw.NO_HEADINGS: "la guía, como la ven los lectores, no tiene apartados. Deja esto vacío.",
        Flaw.TWICE: "la pregunta ya está en la línea {fact}.",
        Flaw.UNCLEAR_REFUSE: "en «refuse» pone «{fact}». Escribe yes o déjalo vacío.",
        Flaw.TOO_MANY_CELLS: "hay {fact} celdas, más que columnas. Un texto con comas necesita comillas.",
        Flaw.TOO_MANY_QUESTIONS: f"hay {{fact}} preguntas, y se hacen {MOST_QUESTIONS} como máximo.",
        Flaw.WRONG_COLUMNS: f"las columnas tienen que ser {', '.join(COLUMNS)}. Están estas: {{fact}}.",
        Flaw.BROKEN_QUOTES: "unas comillas se abren o se cierran donde no deben.",
        Flaw.NOT_UTF8: "no se pueden leer las letras. Guarda el archivo como CSV en UTF-8.",
        Flaw.NO_QUESTIONS: "no hay preguntas.",
    },
    exported=Counted("{count} pregunta de control", "{count} preguntas de control"),
    not_exported="Slack no aceptó el archivo con las preguntas de control. Inténtalo de nuevo.",
    run_passed=Counted(
        "Se hizo {count} pregunta de control y salió bien.", "Se hicieron las {count} preguntas de control: todas bien."
    ),
    run_failed="Se hicieron las preguntas de control: {failed} de {asked} no salieron bien.",
    nothing_to_ask="No hay preguntas de control que se puedan hacer: no existen, o sus guías no están publicadas.",
    problems={
        Problem.REFUSED: "Tiene que citar {wanted}, pero no se encontró en las guías.",
        Problem.NOT_REFUSED: "No se tiene que responder, pero se responde con {got}.",
        Problem.OTHER_GUIDE: "Tiene que citar {wanted}, pero cita {got}.",
        Problem.OTHER_HEADING: "Tiene que citar el apartado {wanted}, pero cita {got}.",
    },
    more_failures=Counted("Y {count} más no salió bien.", "Y otras {count} no salieron bien."),
)
