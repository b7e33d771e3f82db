"""The bank of items in Slack: its list, cards and pages of items, their reviews."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ItemTexts:
    """The sentences of one language.

    Attributes:
        types, types_short, pools, difficulties, states: What each is called, by its value.
        buttons: Of an item, by the name of the action.
    """

    types: Mapping[str, str]
    types_short: Mapping[str, str]
    pools: Mapping[str, str]
    difficulties: Mapping[str, str]
    states: Mapping[str, str]
    buttons: Mapping[str, str]

    # the list
    bank: Counted
    bank_found: Counted
    bank_about: str
    none_yet: str
    none_found: str
    find: str
    all_states: str
    all_pools: str
    all_competencies: str
    clear: str
    add: str
    take_in: str
    export: str
    draft: str
    proofs: Counted
    no_proof: str
    no_competency: str
    version_of: str
    facility: str

    # an item
    page_title: str
    as_learner: str
    for_keepers: str
    choose_one: str
    choose_many: str
    pair: str
    put_in_order: str
    write_text: str
    write_number: str
    write_unit: str
    true: str
    false: str
    right: str
    is_right: str
    is_wrong: str
    because: str
    no_rationale: str
    more_proofs: Counted
    stands_no_more: str
    too_long_for_card: str
    since_mrkdwn: str
    since_because_mrkdwn: str
    taken_out_mrkdwn: str
    changed_by: str

    # a review
    to_review_mrkdwn: str
    came_back_mrkdwn: str
    now_published_mrkdwn: str
    now_retired_mrkdwn: str
    submitted: Counted
    nobody_to_review: str
    published: str
    released: str
    sent_back: str
    retired: str
    send_back_title: str
    send_back_label: str
    send_back_hint: str
    retire_title: str
    retire_label: str
    retire_hint: str


ENGLISH = ItemTexts(
    types={
        "single_choice": "One right answer of several",
        "multiple_choice": "Several right answers",
        "true_false": "True or false",
        "matching": "Match what belongs together",
        "ordering": "Put in order",
        "short_text": "A short text",
        "numeric": "A number",
    },
    types_short={
        "single_choice": "One right answer",
        "multiple_choice": "Several right answers",
        "true_false": "True or false",
        "matching": "Match",
        "ordering": "Put in order",
        "short_text": "A short text",
        "numeric": "A number",
    },
    pools={"practice": "for practice", "exam": "for exams"},
    difficulties={"easy": "easy", "medium": "medium", "hard": "hard"},
    states={
        "draft": "draft",
        "in_review": "in review",
        "published": "published",
        "quarantined": "taken out until somebody looks at it",
        "superseded": "superseded by a newer version",
        "retired": "retired",
    },
    buttons={
        "item_preview": "Open",
        "item_version": "New version…",
        "item_submit": "Send to review",
        "item_publish": "Publish",
        "item_release": "Still right: let it in again",
        "item_send_back": "Send back…",
        "item_retire": "Retire…",
        "regrade_open": "Regrade…",
    },
    bank=Counted("Questions for exams and practice: {count}", "Questions for exams and practice: {count} in all"),
    bank_found=Counted("{count} question found", "{count} questions found"),
    bank_about=(
        "Each is proved by words that stand in a guide, and is published by somebody else than its author. Questions "
        "for exams are never used for practice."
    ),
    none_yet="There are no questions yet. Write the first one, import a file, or have some drafted from a guide.",
    none_found="No question is like that. Look for something else, or show all.",
    find="Find questions by their words, then press Enter",
    all_states="In any state",
    all_pools="Exams and practice",
    all_competencies="Any competency",
    clear="Show all questions",
    add="Write a question…",
    take_in="Import a file…",
    export="Export…",
    draft="Draft from a guide…",
    proofs=Counted("proved by {count} quote", "proved by {count} quotes"),
    no_proof="not proved by any guide yet",
    no_competency="no competency",
    version_of="{key}, version {number}",
    facility="easy: {facility} ({persons})",
    page_title="Question",
    as_learner="This is what a learner sees; the order of the answers changes each time.",
    for_keepers="For those who write and review",
    choose_one="One of them is to be chosen.",
    choose_many="Any number of them can be chosen.",
    pair="To each numbered one belongs one of those with letters.",
    put_in_order="They are to be put in order.",
    write_text="A short text is to be written.",
    write_number="A number is to be written.",
    write_unit="A number is to be written, in {unit}.",
    true="True",
    false="False",
    right="Right is:",
    is_right="✓ {option}",
    is_wrong="✗ {option}",
    because="Why:",
    no_rationale="It is not said yet why this is right.",
    more_proofs=Counted("{count} more quote proves it.", "{count} more quotes prove it."),
    stands_no_more="does not stand in the edition that readers see now",
    too_long_for_card="This question is too long for a message. Open it to see all of it.",
    since_mrkdwn="{date}: {state} ({person})",
    since_because_mrkdwn="{date}: {state} ({person}): {reason}",
    taken_out_mrkdwn="{date}: {state}. An edition changed or withdrew what proves it: {reason}",
    changed_by="Edition {edition} of {title} changed this passage",
    to_review_mrkdwn="{person} asks you to look at this question. Does the guide prove its answer?",
    came_back_mrkdwn="{person} has sent this question back to you.",
    now_published_mrkdwn="{person} has published this question.",
    now_retired_mrkdwn="{person} has retired this question.",
    submitted=Counted("Sent to review. {count} person was told.", "Sent to review. {count} people were told."),
    nobody_to_review=(
        "Sent to review, but nobody else can publish questions yet. Ask an owner or admin of the library to make "
        "somebody a reviewer."
    ),
    published="The question is published: it can be drawn from now on.",
    released="The question can be drawn again.",
    sent_back="The question was sent back to its author.",
    retired="The question is retired: it is drawn no more.",
    send_back_title="Send back",
    send_back_label="What has to be changed?",
    send_back_hint="The author reads it.",
    retire_title="Retire",
    retire_label="Why is it given up?",
    retire_hint="It is drawn no more. Exams in which it was asked stay as they are.",
)
SPANISH = ItemTexts(
    types={
        "single_choice": "Una respuesta correcta entre varias",
        "multiple_choice": "Varias respuestas correctas",
        "true_false": "Verdadero o falso",
        "matching": "Emparejar lo que va junto",
        "ordering": "Poner en orden",
        "short_text": "Un texto corto",
        "numeric": "Un número",
    },
    types_short={
        "single_choice": "Una sola correcta",
        "multiple_choice": "Varias correctas",
        "true_false": "Verdadero o falso",
        "matching": "Emparejar",
        "ordering": "Poner en orden",
        "short_text": "Un texto corto",
        "numeric": "Un número",
    },
    pools={"practice": "para practicar", "exam": "para exámenes"},
    difficulties={"easy": "fácil", "medium": "media", "hard": "difícil"},
    states={
        "draft": "borrador",
        "in_review": "en revisión",
        "published": "publicada",
        "quarantined": "apartada hasta que alguien la mire",
        "superseded": "sustituida por una versión más nueva",
        "retired": "retirada",
    },
    buttons={
        "item_preview": "Abrir",
        "item_version": "Nueva versión…",
        "item_submit": "Enviar a revisión",
        "item_publish": "Publicar",
        "item_release": "Sigue bien: dejarla entrar de nuevo",
        "item_send_back": "Devolver…",
        "item_retire": "Retirar…",
        "regrade_open": "Corregir de nuevo…",
    },
    bank=Counted("Preguntas de examen y práctica: {count}", "Preguntas de examen y práctica: {count} en total"),
    bank_found=Counted("{count} pregunta encontrada", "{count} preguntas encontradas"),
    bank_about=(
        "Cada una está probada por palabras de una guía y la publica otra persona que no la escribió. Las preguntas "
        "de examen nunca se usan para practicar."
    ),
    none_yet="Aún no hay preguntas. Escribe la primera, importa un archivo o pide borradores de una guía.",
    none_found="No hay ninguna pregunta así. Busca otra cosa o muéstralas todas.",
    find="Busca preguntas por sus palabras y pulsa Intro",
    all_states="En cualquier estado",
    all_pools="Examen y práctica",
    all_competencies="Cualquier competencia",
    clear="Mostrar todas las preguntas",
    add="Escribir una pregunta…",
    take_in="Importar un archivo…",
    export="Exportar a un archivo…",
    draft="Borradores de una guía…",
    proofs=Counted("probada por {count} cita", "probada por {count} citas"),
    no_proof="ninguna guía la prueba todavía",
    no_competency="sin competencia",
    version_of="{key}, versión {number}",
    facility="fácil: {facility} ({persons})",
    page_title="Pregunta",
    as_learner="Esto es lo que ve quien aprende; el orden de las respuestas cambia cada vez.",
    for_keepers="Para quienes escriben y revisan",
    choose_one="Hay que elegir una.",
    choose_many="Se puede elegir cualquier número de ellas.",
    pair="A cada número le corresponde una de las letras.",
    put_in_order="Hay que ponerlas en orden.",
    write_text="Hay que escribir un texto corto.",
    write_number="Hay que escribir un número.",
    write_unit="Hay que escribir un número, en {unit}.",
    true="Verdadero",
    false="Falso",
    right="Lo correcto es:",
    is_right="✓ {option} (correcta)",
    is_wrong="✗ {option} (incorrecta)",
    because="Por qué:",
    no_rationale="Aún no se dice por qué es correcto.",
    more_proofs=Counted("Otra cita más la prueba ({count}).", "Otras {count} citas la prueban."),
    stands_no_more="no está en la edición que ven ahora los lectores",
    too_long_for_card="Esta pregunta es demasiado larga para un mensaje. Ábrela para verla entera.",
    since_mrkdwn="{date} · {state} ({person})",
    since_because_mrkdwn="{date} · {state} ({person}): {reason}",
    taken_out_mrkdwn="{date} · {state}. Una edición cambió o retiró lo que la prueba: {reason}",
    changed_by="La edición {edition} de {title} cambió este pasaje",
    to_review_mrkdwn="{person} te pide que mires esta pregunta. ¿Prueba la guía su respuesta?",
    came_back_mrkdwn="{person} te ha devuelto esta pregunta.",
    now_published_mrkdwn="{person} ha publicado esta pregunta.",
    now_retired_mrkdwn="{person} ha retirado esta pregunta.",
    submitted=Counted("Enviada a revisión. Se avisó a {count} persona.", "Enviada a revisión. Avisadas: {count}."),
    nobody_to_review=(
        "Enviada a revisión, pero aún nadie más puede publicar preguntas. Pide a quien es responsable o administra la "
        "biblioteca que dé a alguien el papel de revisión."
    ),
    published="La pregunta está publicada: desde ahora puede salir.",
    released="La pregunta puede salir de nuevo.",
    sent_back="La pregunta se devolvió a quien la escribió.",
    retired="La pregunta está retirada: ya no sale más.",
    send_back_title="Devolver",
    send_back_label="¿Qué hay que cambiar?",
    send_back_hint="Lo lee quien la escribió.",
    retire_title="Retirar",
    retire_label="¿Por qué se abandona?",
    retire_hint="Ya no sale más. Los exámenes en que se hizo quedan como están.",
)
