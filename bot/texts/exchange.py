"""How learners stand, taken out as a table; people and past certificates, taken over from a list."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.exchange.tables import Form
from learning.exchange.taking_over import Wrong


@dataclass(frozen=True)
class ExchangeTexts:
    """The sentences of one language.

    Attributes:
        forms: What a table may be, as a choice.
        wrongs: What is wrong with a line of a list; ``fact`` is what stands there.
    """

    export: str
    export_spoken: str
    export_title: str
    export_about: str
    form_label: str
    forms: Mapping[Form, str]
    export_send: str
    exported: str
    not_exported: str
    take_over: str
    take_over_spoken: str
    take_over_title: str
    take_over_about_mrkdwn: str
    file_label: str
    take_over_send: str
    told_elsewhere: str
    foreseen: str
    done: str
    nothing_new: str
    certificates: Counted
    corrected: Counted
    taken_back: Counted
    into_cohorts: Counted
    meant: str
    more_meant: Counted
    same: Counted
    left_out: Counted
    more_left_out: Counted
    line: str
    carry_out: str
    carry_out_spoken: str
    changed_meanwhile: str
    recorded: Counted
    recorded_about: str
    recorded_row: str
    recorded_until: str
    recorded_for_good: str
    elsewhere: str
    elsewhere_mrkdwn: str
    wrongs: Mapping[Wrong, str]


ENGLISH = ExchangeTexts(
    export="Export learners…",
    export_spoken="Export how learners stand as a table",
    export_title="Export learners",
    export_about=(
        "A row for each person: how she stands with each certificate, since when and until when; her cohort and "
        "mentor. Nothing of what anybody asked or answered. I write down that you took it out; mind who reads the file."
    ),
    form_label="As what?",
    forms={Form.CSV: "CSV, for any spreadsheet", Form.XLSX: "XLSX, a workbook"},
    export_send="Export",
    exported="How learners stand today.",
    not_exported="Slack did not take the table. Please try again.",
    take_over="Take over…",
    take_over_spoken="Take over people and past certificates from a list",
    take_over_title="Take over from a list",
    take_over_about_mrkdwn=(
        "A CSV file with a line for each certificate that somebody has from before, or for each person who is to come "
        "into a cohort. Its columns: `person` (a Slack id, or @username), `certification` (its key), `issued` and "
        "`expires` (as 2026-03-31), `source`, `cohort` (its name). Those that you don't need may be missing.\n"
        "First I only say what I would do. Such certificates count here, and are not signed here."
    ),
    file_label="The list",
    take_over_send="Look at it",
    told_elsewhere="I am at it. What comes of it I write to you under Messages.",
    foreseen="From this list I would take over: {what}.",
    done="Taken over: {what}.",
    nothing_new="There is nothing new in this list to take over.",
    certificates=Counted("{count} certificate", "{count} certificates"),
    corrected=Counted("{count} certificate corrected", "{count} certificates corrected"),
    taken_back=Counted("{count} certificate taken back", "{count} certificates taken back"),
    into_cohorts=Counted("{count} person into a cohort", "{count} people into cohorts"),
    meant="Whom I understand it to mean:",
    more_meant=Counted("And {count} line more.", "And {count} lines more."),
    same=Counted("{count} line says what is here already.", "{count} lines say what is here already."),
    left_out=Counted(
        "{count} thing is wrong; I leave its line out:", "{count} things are wrong; I leave these lines out:"
    ),
    more_left_out=Counted("And {count} more.", "And {count} others."),
    line="Line {line}: {what}",
    carry_out="Take over",
    carry_out_spoken="Take over what this list holds",
    changed_meanwhile=(
        "I understand this list otherwise now than when I looked at it, so I took nothing over. Please hand it in "
        "again."
    ),
    recorded=Counted("{count} certificate from elsewhere", "{count} certificates from elsewhere"),
    recorded_about="These were taken over from a list. They count until they lapse, and are not signed here.",
    recorded_row="{title}, issued {issued}, {until}",
    recorded_until="until {date}",
    recorded_for_good="for good",
    elsewhere="from elsewhere",
    elsewhere_mrkdwn="*{title}*: from elsewhere, {until}; it is not signed here",
    wrongs={
        Wrong.TOO_LARGE: "the file is larger than {fact} MB. Split it.",
        Wrong.NOT_TEXT: "this is no CSV file. In your spreadsheet, save the list as CSV.",
        Wrong.BROKEN_QUOTES: (
            "a quotation mark is not closed, or a cell is far too long, so nothing after it is sure. Nothing is taken "
            "over."
        ),
        Wrong.WRONG_COLUMNS: (
            "these can't be the columns: {fact}. Take person, and of certification, issued, expires, source and cohort "
            "those that you need, each once."
        ),
        Wrong.TOO_MANY_LINES: "there are {fact} lines, and 20,000 are the most. Split the list.",
        Wrong.NO_LINES: "there are no lines.",
        Wrong.TOO_MANY_CELLS: "there are {fact} cells, more than columns.",
        Wrong.NO_PERSON: "it does not say who is meant.",
        Wrong.UNKNOWN_PERSON: "“{fact}” is nobody's Slack id, username or address here.",
        Wrong.SEVERAL_PEOPLE: "“{fact}” may be several people. Take the Slack id.",
        Wrong.NOTHING_TO_DO: "there is neither a certification nor a cohort.",
        Wrong.UNKNOWN_CERTIFICATION: "there is no certification “{fact}”.",
        Wrong.NO_ISSUED: "it does not say when the certificate was issued.",
        Wrong.BAD_DATE: "“{fact}” is no date as 2026-03-31.",
        Wrong.NOT_YET: "{fact} is yet to come.",
        Wrong.ENDS_FIRST: "it would lapse on {fact}, before it was issued.",
        Wrong.TOO_LONG: "the source is too long: “{fact}”",
        Wrong.UNKNOWN_COHORT: "there is no cohort “{fact}” that you may change.",
        Wrong.SEVERAL_COHORTS: "several cohorts are called “{fact}”. Give one of them another name first.",
        Wrong.COHORT_FULL: "the cohort would have more than {fact} learners.",
        Wrong.TWICE: "line {fact} says the same.",
        Wrong.CONTRADICTION: "line {fact} says something else of the same certificate.",
    },
)
SPANISH = ExchangeTexts(
    export="Exportar participantes…",
    export_spoken="Exportar cómo va cada participante, en una tabla",
    export_title="Exportar",
    export_about=(
        "Una fila por persona: cómo está con cada certificado, desde cuándo y hasta cuándo; su cohorte y su mentor. "
        "Nada de lo que alguien preguntó o respondió. Anoto que lo sacaste; cuida quién puede leer el archivo."
    ),
    form_label="¿En qué formato?",
    forms={Form.CSV: "CSV, para cualquier hoja de cálculo", Form.XLSX: "XLSX, un libro de Excel"},
    export_send="Exportar",
    exported="Cómo va cada participante hoy.",
    not_exported="Slack no aceptó la tabla. Inténtalo de nuevo.",
    take_over="Incorporar…",
    take_over_spoken="Incorporar personas y certificados anteriores de una lista",
    take_over_title="Incorporar una lista",
    take_over_about_mrkdwn=(
        "Un archivo CSV con una línea por cada certificado que alguien tiene de antes, o por cada persona que debe "
        "entrar en una cohorte. Sus columnas: `persona` (un id de Slack o un @usuario), `certificación` (su clave), "
        "`emitido` y `vence` (como 2026-03-31), `fuente`, `cohorte` (su nombre). Las que no necesites pueden faltar.\n"
        "Primero solo te digo qué haría. Esos certificados cuentan aquí, y no están firmados aquí."
    ),
    file_label="La lista",
    take_over_send="Mirarla",
    told_elsewhere="Estoy en ello. El resultado te lo escribo en Mensajes.",
    foreseen="De esta lista incorporaría: {what}.",
    done="Incorporado: {what}.",
    nothing_new="En esta lista no hay nada nuevo que incorporar.",
    certificates=Counted("{count} certificado", "{count} certificados"),
    corrected=Counted("{count} certificado corregido", "{count} certificados corregidos"),
    taken_back=Counted("{count} certificado retirado", "{count} certificados retirados"),
    into_cohorts=Counted("{count} persona a una cohorte", "{count} personas a cohortes"),
    meant="A quiénes entiendo que se refiere:",
    more_meant=Counted("Y {count} línea más.", "Y {count} líneas más."),
    same=Counted("{count} línea dice lo que ya está aquí.", "{count} líneas dicen lo que ya está aquí."),
    left_out=Counted("Hay {count} error; omito su línea:", "Hay {count} errores; omito estas líneas:"),
    more_left_out=Counted("Y {count} más.", "Y otros {count}."),
    line="Línea {line}: {what}",
    carry_out="Incorporar",
    carry_out_spoken="Incorporar lo que contiene esta lista",
    changed_meanwhile=(
        "Ahora entiendo esta lista de otra forma que cuando la miré; no incorporé nada. Entrégala otra vez."
    ),
    recorded=Counted("{count} certificado de otro lugar", "{count} certificados de otro lugar"),
    recorded_about="Vienen de una lista. Cuentan hasta que vencen, y no están firmados aquí.",
    recorded_row="{title}, emitido el {issued}, {until}",
    recorded_until="hasta el {date}",
    recorded_for_good="sin vencimiento",
    elsewhere="de otro lugar",
    elsewhere_mrkdwn="*{title}*: de otro lugar, {until}; no está firmado aquí",
    wrongs={
        Wrong.TOO_LARGE: "el archivo pesa más de {fact} MB. Divídelo.",
        Wrong.NOT_TEXT: "no es un archivo CSV. En tu hoja de cálculo, guarda la lista como CSV.",
        Wrong.BROKEN_QUOTES: (
            "hay comillas sin cerrar o una celda demasiado larga, y nada de lo que sigue es seguro. No se incorpora "
            "nada."
        ),
        Wrong.WRONG_COLUMNS: (
            "estas no pueden ser las columnas: {fact}. Pon persona y, de certificación, emitido, vence, fuente y "
            "cohorte, las que necesites, cada una una vez."
        ),
        Wrong.TOO_MANY_LINES: "hay {fact} líneas, y el máximo son 20.000. Divide la lista.",
        Wrong.NO_LINES: "no hay líneas.",
        Wrong.TOO_MANY_CELLS: "hay {fact} celdas, más que columnas.",
        Wrong.NO_PERSON: "no dice de quién se trata.",
        Wrong.UNKNOWN_PERSON: "«{fact}» no es aquí el id de Slack, el usuario ni el correo de nadie.",
        Wrong.SEVERAL_PEOPLE: "«{fact}» puede ser varias personas. Pon el id de Slack.",
        Wrong.NOTHING_TO_DO: "no hay ni certificación ni cohorte.",
        Wrong.UNKNOWN_CERTIFICATION: "no existe la certificación «{fact}».",
        Wrong.NO_ISSUED: "no dice cuándo se emitió el certificado.",
        Wrong.BAD_DATE: "«{fact}» no es una fecha como 2026-03-31.",
        Wrong.NOT_YET: "{fact} aún no ha llegado.",
        Wrong.ENDS_FIRST: "vencería el {fact}, antes de emitirse.",
        Wrong.TOO_LONG: "la fuente es demasiado larga: «{fact}»",
        Wrong.UNKNOWN_COHORT: "no hay ninguna cohorte «{fact}» que puedas cambiar.",
        Wrong.SEVERAL_COHORTS: "varias cohortes se llaman «{fact}». Cambia antes el nombre de una.",
        Wrong.COHORT_FULL: "la cohorte tendría más de {fact} participantes.",
        Wrong.TWICE: "la línea {fact} dice lo mismo.",
        Wrong.CONTRADICTION: "la línea {fact} dice otra cosa del mismo certificado.",
    },
)
