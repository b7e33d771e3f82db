"""The library in the Home tab: its bar, its guides, what is to be reviewed, the page of a guide."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from knowledge.guides.library import ShelfState


@dataclass(frozen=True)
class LibraryTexts:
    """The sentences of one language.

    Attributes:
        panels: What each panel is called, by the value of ``Panel``.
        states: What a guide of each state is called; ``all_states`` stands for any.
        counted: How many guides stand how.
    """

    # the bar
    panels: Mapping[str, str]
    add_guide: str
    no_owner: str
    claim: str
    claimed: str
    claimed_before: str
    not_the_keeper: str

    # the guides
    guides: Counted
    find: str
    find_hint: str
    all_states: str
    states: Mapping[ShelfState, str]
    awaiting: str
    counted: Mapping[ShelfState, str]
    clear: str
    guides_found: Counted
    none_found: str
    no_guides: str
    owned_by_mrkdwn: str
    owned_by_nobody: str
    waiting_draft: str
    waiting_in_review: str
    waiting_scheduled: str
    answered: Counted
    thumbs_down: Counted
    next_review: str
    open: str
    new_edition: str
    still_right: str
    withdraw: str
    page_of: str
    back: str
    forth: str

    # what is to be reviewed
    to_review: Counted
    nothing_to_review: str
    items_to_review: Counted
    items_taken_out: Counted
    own_drafts: Counted
    no_own_drafts: str
    other_drafts: Counted
    scheduled: Counted
    added_by_mrkdwn: str
    more_waiting: Counted
    card_sent: str
    card_there: str
    card_not_sent: str

    # the page of a guide
    guide_title: str
    key_mrkdwn: str
    owner_label: str
    owner_is_outside: str
    in_force_from: str
    source_mrkdwn: str
    edition_warnings: Counted
    preview: str
    changes: str
    begin_review: str
    editions: str
    edition_mrkdwn: str
    step_mrkdwn: str
    step_reason: str
    more_editions: Counted
    reviews: str
    no_reviews: str
    review_open_mrkdwn: str
    review_unchanged_mrkdwn: str
    review_replaced_mrkdwn: str
    review_withdrawn_mrkdwn: str
    dead_links: str
    golden: str
    no_golden: str
    more_golden: Counted


ENGLISH = LibraryTexts(
    panels={
        "start": "Home",
        "library": "Guides",
        "reviews": "Reviews",
        "certificates": "Certificates",
        "people": "People",
        "gaps": "Gaps",
        "golden": "Golden questions",
        "items": "Exam questions",
        "certifications": "Certifications",
        "paths": "Learning paths",
        "cohorts": "Cohorts",
        "audit": "Audit log",
        "settings": "Settings",
    },
    add_guide="Add a guide…",
    no_owner="Nobody answers for this library yet. Somebody who keeps this workspace can take charge of it.",
    claim="Take charge of the library",
    claimed="You answer for the library now. Give others their roles under People.",
    claimed_before="Somebody else has taken charge of the library already. Nothing was changed.",
    not_the_keeper="Only an owner or admin of this Slack workspace can take charge of the library.",
    guides=Counted("The library: {count} guide", "The library: {count} guides"),
    find="Find a guide",
    find_hint="Words of its title, its file's name or its owner; then press Enter",
    all_states="All guides",
    states={
        ShelfState.OVERDUE: "Content review overdue",
        ShelfState.DUE: "Content review due",
        ShelfState.UNDER_REVIEW: "Content under review",
        ShelfState.CURRENT: "Current",
        ShelfState.DRAFT: "Not published yet",
        ShelfState.WITHDRAWN: "Withdrawn",
    },
    awaiting="New edition waits",
    counted={
        ShelfState.OVERDUE: "{count} with content review overdue",
        ShelfState.DUE: "{count} with content review due",
        ShelfState.UNDER_REVIEW: "{count} with content under review",
        ShelfState.CURRENT: "{count} current",
        ShelfState.DRAFT: "{count} not published yet",
        ShelfState.WITHDRAWN: "{count} withdrawn",
    },
    clear="Show all",
    guides_found=Counted("{count} guide found", "{count} guides found"),
    none_found="No guide is like that. Look for other words, or show all.",
    no_guides="There are no guides here yet. Add the first one.",
    owned_by_mrkdwn="owner: {owner}",
    owned_by_nobody="no owner",
    waiting_draft="a new edition is being prepared",
    waiting_in_review="a new edition waits for its review",
    waiting_scheduled="a new edition waits for its date",
    answered=Counted("{count} question answered from it", "{count} questions answered from it"),
    thumbs_down=Counted("{count} thumb down", "{count} thumbs down"),
    next_review="next review {date}",
    open="Open",
    new_edition="New edition…",
    still_right="Still right, next review in a year",
    withdraw="Withdraw…",
    page_of="Page {page} of {pages}",
    back="Previous page",
    forth="Next page",
    to_review=Counted("In review: {count} edition", "In review: {count} editions"),
    nothing_to_review="No edition waits for its review.",
    items_to_review=Counted("{count} question waits for its review.", "{count} questions wait for their review."),
    items_taken_out=Counted(
        "{count} question is taken out of the exams and waits for somebody to look at it.",
        "{count} questions are taken out of the exams and wait for somebody to look at them.",
    ),
    own_drafts=Counted("Your own draft: {count}", "Your own drafts: {count}"),
    no_own_drafts="You have no drafts.",
    other_drafts=Counted("Draft of somebody else: {count}", "Drafts of others: {count}"),
    scheduled=Counted("Approved, waits for its day: {count}", "Approved, wait for their day: {count}"),
    added_by_mrkdwn="added by {person}, here since {date}",
    more_waiting=Counted("And {count} more edition.", "And {count} more editions."),
    card_sent="I have sent you the edition: look under Messages.",
    card_there="The card of this edition is under Messages already: the last one from me about it, of {date}.",
    card_not_sent="Slack did not let me send you the edition. Write to me under Messages, then press this again.",
    guide_title="Guide",
    key_mrkdwn="File: {key}",
    owner_label="Who answers for it",
    owner_is_outside="Only people of this organisation can answer for a guide. Nothing was changed.",
    in_force_from="in force from {date} on",
    source_mrkdwn="Source: {source}",
    edition_warnings=Counted("{count} remark from its reader", "{count} remarks from its reader"),
    preview="Preview",
    changes="What changed",
    begin_review="I am reviewing it",
    editions="Editions",
    edition_mrkdwn="*Edition {edition}*",
    step_mrkdwn="{date}: {state}, {person}",
    step_reason="{step} ({reason})",
    more_editions=Counted("And {count} earlier edition.", "And {count} earlier editions."),
    reviews="Reviews of the guide",
    no_reviews="Nobody has reviewed it here yet.",
    review_open_mrkdwn="{person} has been reviewing it since {date}.",
    review_unchanged_mrkdwn="{date}: {person} found that nothing had to change.",
    review_replaced_mrkdwn="{date}: a new edition ended the review by {person}.",
    review_withdrawn_mrkdwn="{date}: the guide was withdrawn during the review by {person}.",
    dead_links="Dead links",
    golden="Golden questions about it",
    no_golden="None yet.",
    more_golden=Counted("And {count} more question.", "And {count} more questions."),
)
SPANISH = LibraryTexts(
    panels={
        "start": "Inicio",
        "library": "Guías",
        "reviews": "Revisiones",
        "certificates": "Certificados",
        "people": "Personas",
        "gaps": "Lagunas",
        "golden": "Preguntas de control",
        "items": "Preguntas de examen",
        "certifications": "Certificaciones",
        "paths": "Itinerarios",
        "cohorts": "Grupos",
        "audit": "Registro",
        "settings": "Ajustes",
    },
    add_guide="Añadir una guía…",
    no_owner="Nadie responde aún de esta biblioteca. Puede hacerlo quien administra este espacio de trabajo.",
    claim="Hacerme responsable de la biblioteca",
    claimed="Ahora respondes de la biblioteca. Da a los demás sus papeles en Personas.",
    claimed_before="Otra persona ya se hizo responsable de la biblioteca. No se cambió nada.",
    not_the_keeper="Solo quien posee o administra este espacio de Slack puede hacerse responsable de la biblioteca.",
    guides=Counted("La biblioteca: {count} guía", "La biblioteca: {count} guías"),
    find="Buscar una guía",
    find_hint="Palabras de su título, de su archivo o de su responsable; luego pulsa Intro",
    all_states="Todas las guías",
    states={
        ShelfState.OVERDUE: "Revisión del contenido atrasada",
        ShelfState.DUE: "Toca revisar el contenido",
        ShelfState.UNDER_REVIEW: "Contenido en revisión",
        ShelfState.CURRENT: "Al día",
        ShelfState.DRAFT: "Sin publicar",
        ShelfState.WITHDRAWN: "Retirada",
    },
    awaiting="Espera una edición nueva",
    counted={
        ShelfState.OVERDUE: "{count} con la revisión del contenido atrasada",
        ShelfState.DUE: "{count} con el contenido por revisar",
        ShelfState.UNDER_REVIEW: "{count} con el contenido en revisión",
        ShelfState.CURRENT: "{count} al día",
        ShelfState.DRAFT: "{count} sin publicar",
        ShelfState.WITHDRAWN: "{count} retiradas",
    },
    clear="Mostrar todas",
    guides_found=Counted("{count} guía encontrada", "{count} guías encontradas"),
    none_found="Ninguna guía es así. Busca otras palabras o muestra todas.",
    no_guides="Todavía no hay guías aquí. Añade la primera.",
    owned_by_mrkdwn="responsable: {owner}",
    owned_by_nobody="sin responsable",
    waiting_draft="se prepara una edición nueva",
    waiting_in_review="una edición nueva espera su revisión",
    waiting_scheduled="una edición nueva espera su fecha",
    answered=Counted("{count} pregunta respondida con ella", "{count} preguntas respondidas con ella"),
    thumbs_down=Counted("{count} pulgar abajo", "{count} pulgares abajo"),
    next_review="próxima revisión: {date}",
    open="Abrir",
    new_edition="Nueva edición…",
    still_right="Sigue siendo válida: próxima revisión en un año",
    withdraw="Retirar…",
    page_of="Página {page} de {pages}",
    back="Página anterior",
    forth="Página siguiente",
    to_review=Counted("Por revisar: {count} edición", "Por revisar: {count} ediciones"),
    nothing_to_review="Ninguna edición espera su revisión.",
    items_to_review=Counted("{count} pregunta espera su revisión.", "{count} preguntas esperan su revisión."),
    items_taken_out=Counted(
        "{count} pregunta está retirada de los exámenes y espera que alguien la mire.",
        "{count} preguntas están retiradas de los exámenes y esperan que alguien las mire.",
    ),
    own_drafts=Counted("Tu borrador: {count}", "Tus borradores: {count}"),
    no_own_drafts="No tienes borradores.",
    other_drafts=Counted("Borrador de otra persona: {count}", "Borradores de otras personas: {count}"),
    scheduled=Counted("Aprobada, espera su día: {count}", "Aprobadas, esperan su día: {count}"),
    added_by_mrkdwn="la añadió {person}; está así desde el {date}",
    more_waiting=Counted("Y {count} edición más.", "Y {count} ediciones más."),
    card_sent="Te he enviado la edición: mira en Mensajes.",
    card_there="La ficha de esta edición ya está en Mensajes: la última que te envié sobre ella, del {date}.",
    card_not_sent="Slack no me dejó enviarte la edición. Escríbeme en Mensajes y vuelve a pulsar aquí.",
    guide_title="Guía",
    key_mrkdwn="Archivo: {key}",
    owner_label="Quién responde de ella",
    owner_is_outside="Solo personas de esta organización pueden responder de una guía. No se cambió nada.",
    in_force_from="en vigor desde el {date}",
    source_mrkdwn="Fuente: {source}",
    edition_warnings=Counted("{count} aviso al leerla", "{count} avisos al leerla"),
    preview="Vista previa",
    changes="Qué cambió",
    begin_review="La estoy revisando",
    editions="Ediciones",
    edition_mrkdwn="*Edición {edition}*",
    step_mrkdwn="{date} · {state} · {person}",
    step_reason="{step}; {reason}",
    more_editions=Counted("Y {count} edición anterior.", "Y {count} ediciones anteriores."),
    reviews="Revisiones de la guía",
    no_reviews="Nadie la ha revisado aquí todavía.",
    review_open_mrkdwn="{person} la está revisando desde el {date}.",
    review_unchanged_mrkdwn="{date}: {person} vio que no había que cambiar nada.",
    review_replaced_mrkdwn="{date}: una edición nueva puso fin a la revisión de {person}.",
    review_withdrawn_mrkdwn="{date}: la guía se retiró durante la revisión de {person}.",
    dead_links="Enlaces que no llevan a ninguna parte",
    golden="Preguntas de control sobre ella",
    no_golden="Todavía ninguna.",
    more_golden=Counted("Y {count} pregunta más.", "Y {count} preguntas más."),
)
