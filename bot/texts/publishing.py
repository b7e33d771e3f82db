"""Editions on their way to readers: cards, previews, warnings, changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from knowledge.guides.changes import ChangeKind


@dataclass(frozen=True)
class PublishingTexts:
    """The sentences of one language.

    Attributes:
        kinds: What became of a passage.
    """

    # where an edition stands
    card_title_mrkdwn: str
    draft_mrkdwn: str
    sent_back_mrkdwn: str
    in_review_mrkdwn: str
    approved_mrkdwn: str
    scheduled_mrkdwn: str
    published_mrkdwn: str
    superseded_mrkdwn: str
    withdrawn_mrkdwn: str
    discarded_mrkdwn: str
    operator: str

    # what is known of it
    for_everybody: str
    for_channels_mrkdwn: str
    readers_moved_mrkdwn: str
    for_community: str
    replaces_mrkdwn: str
    more_warnings: Counted
    label_taken: str
    overtaken: str
    approved: str

    # golden questions
    golden_failed: Counted
    more_failures: Counted
    golden_refused: str
    golden_other_guide: str
    golden_other_heading: str
    golden_not_refused: str
    fails_today: str
    waits_for_approval: str

    # what can be done
    findings: str
    findings_counted: str
    changes: str
    submit: str
    publish: str
    override: str
    send_back: str
    discard: str
    discard_title: str
    discard_question: str

    # what has just happened
    to_review_mrkdwn: str
    now_approved_mrkdwn: str
    came_back_mrkdwn: str
    now_published_mrkdwn: str
    now_scheduled_mrkdwn: str
    now_withdrawn_mrkdwn: str
    guide_withdrawn: str
    publishing: str
    waiting: str
    not_found: str
    held_back: str
    held_back_mrkdwn: str
    held_back_for_you_mrkdwn: str
    told_of_approval: str
    reviewers_told: Counted
    no_reviewers: str
    no_reviewers_mrkdwn: str
    not_on_its_day: str
    not_searchable: str

    # reasons
    send_back_title: str
    send_back_label: str
    send_back_hint: str
    override_title: str
    override_label: str
    override_hint: str
    withdraw_title: str
    withdraw_label: str
    withdraw_hint: str
    withdraw_submit: str

    # what can be looked at
    one_moment: str
    impact_title: str
    no_heading: str

    # warnings
    nothing_found: str
    findings_about: str
    from_its_reader: str
    repeated_guides: str
    repeated_guide: str
    repeated_passages: str
    repeated_passage: str
    contradictions: str
    sentence_here: str
    sentence_there: str
    differing: str
    golden_passed: Counted

    # changes
    nothing_changed: str
    no_edition_before: str
    compared: str
    kinds: Mapping[ChangeKind, str]
    how_changes_are_shown: str


ENGLISH = PublishingTexts(
    card_title_mrkdwn="*{title}*, edition {edition}",
    draft_mrkdwn="A draft, added by {adder} on {date}. Readers do not see it.",
    sent_back_mrkdwn="A draft again: {person} sent it back on {date}. “{reason}”",
    in_review_mrkdwn="In review since {date}, added by {adder}. Readers do not see it yet.",
    approved_mrkdwn="In review, added by {adder}. {person} approved it on {date}. Readers do not see it yet.",
    scheduled_mrkdwn="Readers see it from {starts}. {person} scheduled it.",
    published_mrkdwn="Published: readers have seen it since {date}. {person} published it.",
    superseded_mrkdwn="Superseded by a newer edition on {date}. Old citations still open.",
    withdrawn_mrkdwn="Withdrawn by {person} on {date}: “{reason}” Old citations still open, and say so.",
    discarded_mrkdwn="Discarded by {person} on {date}. Readers never saw it.",
    operator="somebody on the command line",
    for_everybody="for everybody",
    for_channels_mrkdwn="only for {channels}",
    readers_moved_mrkdwn="*{now}* (until now: {before})",
    for_community="only for the community “{name}”",
    replaces_mrkdwn="takes the place of edition {edition}",
    more_warnings=Counted("And {count} more remark of its reader.", "And {count} more remarks of its reader."),
    label_taken=("Another edition of this guide has the same name and another text. Give this one a name of its own."),
    overtaken="a newer edition was published",
    approved="approved, but golden questions fail",
    golden_failed=Counted(
        "{count} golden question would not be answered as it must be if this edition were published:",
        "{count} golden questions would not be answered as they must be if this edition were published:",
    ),
    more_failures=Counted("And {count} more.", "And {count} others."),
    golden_refused="{question} would find no answer. It must cite: {wanted}.",
    golden_other_guide="{question} must cite {wanted}. It would cite: {got}.",
    golden_other_heading="{question} must cite what stands under {wanted}. It would cite: {got}.",
    golden_not_refused="{question} must find no answer. It would cite: {got}.",
    fails_today="{failure} It fails today as well, without this edition.",
    waits_for_approval=(
        "You added this edition yourself. Once a reviewer has approved it by pressing Publish, you can publish it all "
        "the same, with a reason."
    ),
    findings="Warnings",
    findings_counted="Warnings ({count})",
    changes="What changes",
    submit="Send to review",
    publish="Publish",
    override="Publish all the same…",
    send_back="Send back…",
    discard="Discard",
    discard_title="Discard this edition?",
    discard_question="Nobody can publish it any more. The file can be handed in again.",
    to_review_mrkdwn="{person} asks for a review.",
    now_approved_mrkdwn=(
        "{person} approved this edition, but golden questions keep it back. If it is to be published all the same, "
        "press *Publish all the same…* and say why."
    ),
    came_back_mrkdwn="{person} sent your edition back.",
    now_published_mrkdwn="{person} published this edition.",
    now_scheduled_mrkdwn="{person} approved this edition. Readers see it from {starts}.",
    now_withdrawn_mrkdwn="{person} withdrew this guide.",
    guide_withdrawn="{guide} is withdrawn. From now on no answer draws on it.",
    publishing="It is being checked and published. This message tells when that is done.",
    waiting="Somebody else is changing the library right now. This edition is published as soon as that is done.",
    not_found=(
        "It was not published: search did not find the edition's own passages. Readers see what they saw before. "
        "Please press Publish again; if it happens again, the people who run Fieldwise can rebuild the search index."
    ),
    held_back=(
        "It was not published: golden questions fail, see below. Send it back with what has to change; nobody here may "
        "publish it all the same."
    ),
    held_back_mrkdwn=(
        "It was not published: golden questions fail, see below. {people} can publish it all the same, with a reason; "
        "or send it back with what has to change."
    ),
    told_of_approval="I have told them that you approve it.",
    held_back_for_you_mrkdwn=(
        "It was not published: golden questions fail, see below. Press *Publish all the same…* and say why, or send "
        "it back with what has to change."
    ),
    reviewers_told=Counted("I told {count} person who can review it.", "I told {count} people who can review it."),
    no_reviewers="Nobody but you can review it here, and there is no owner or admin who could change that.",
    no_reviewers_mrkdwn="Nobody but you can review it here. Ask {people} to make somebody a reviewer.",
    not_on_its_day=(
        "The date of this edition has come, but it could not be published: {why} Readers see what they saw before."
    ),
    not_searchable="Search did not find the edition's own passages. Send it back, then publish it again.",
    send_back_title="Send back",
    send_back_label="What has to change?",
    send_back_hint="Who added the edition is told. The reason is kept with it.",
    override_title="Publish all the same",
    override_label="Why may golden questions fail?",
    override_hint="The reason is kept in the audit log with your name.",
    withdraw_title="Withdraw the guide",
    withdraw_label="Why is it withdrawn?",
    withdraw_hint="No answer draws on it from now on. Whoever opens an old citation reads this reason.",
    withdraw_submit="Withdraw",
    one_moment="One moment…",
    impact_title="Past answers",
    no_heading="(no heading)",
    nothing_found="Nothing was found to look at: no near copies, no contradictions, no remarks.",
    findings_about=(
        "These are candidates for a person to look at. They are found by likeness and by words and numbers that "
        "differ; nothing here decides anything."
    ),
    from_its_reader="Remarks of its reader",
    repeated_guides="Guides that say much of the same",
    repeated_guide="{guide}, edition {edition}: {repeated} of {passages} passages ({percent} %)",
    repeated_passages="Passages that another guide nearly has",
    repeated_passage="{percent} % stands in {guide}, edition {edition}, {place}",
    contradictions="Sentences that may contradict another guide",
    sentence_here="here ({place})",
    sentence_there="{guide}, edition {edition} ({place})",
    differing="What differs: “{here}” and “{there}”",
    golden_passed=Counted(
        "{count} golden question was asked and answered as it must be.",
        "{count} golden questions were asked and answered as they must be.",
    ),
    nothing_changed="All passages say what they said before.",
    no_edition_before="This is the first edition of the guide, so there is nothing to compare it with.",
    compared="Compared with edition {edition}:",
    kinds={
        ChangeKind.SAME: "As before",
        ChangeKind.MOVED: "Moved",
        ChangeKind.EDITED: "Edited",
        ChangeKind.ADDED: "Added",
        ChangeKind.REMOVED: "Removed",
    },
    how_changes_are_shown="What was taken out is struck through, what was put in is bold.",
)
SPANISH = PublishingTexts(
    card_title_mrkdwn="*{title}*, edición {edition}",
    draft_mrkdwn="Es un borrador que añadió {adder} el {date}. Los lectores no lo ven.",
    sent_back_mrkdwn="Vuelve a ser un borrador: {person} lo devolvió el {date}. «{reason}»",
    in_review_mrkdwn="En revisión desde el {date}; la añadió {adder}. Los lectores todavía no la ven.",
    approved_mrkdwn="En revisión; la añadió {adder}. {person} la aprobó el {date}. Los lectores todavía no la ven.",
    scheduled_mrkdwn="Los lectores la ven a partir del {starts}. La programó {person}.",
    published_mrkdwn="Publicada: los lectores la ven desde el {date}. La publicó {person}.",
    superseded_mrkdwn="Sustituida por una edición más nueva el {date}. Las citas antiguas se siguen abriendo.",
    withdrawn_mrkdwn="Retirada por {person} el {date}: «{reason}» Las citas antiguas se abren y lo dicen.",
    discarded_mrkdwn="Descartada por {person} el {date}. Los lectores nunca la vieron.",
    operator="alguien en la línea de órdenes",
    for_everybody="para todas las personas",
    for_channels_mrkdwn="solo para {channels}",
    readers_moved_mrkdwn="*{now}* (hasta ahora: {before})",
    for_community="solo para la comunidad «{name}»",
    replaces_mrkdwn="ocupa el lugar de la edición {edition}",
    more_warnings=Counted(
        "Y {count} observación más de quien la leyó.", "Y {count} observaciones más de quien la leyó."
    ),
    label_taken="Otra edición de esta guía se llama igual y tiene otro texto. Dale a esta un nombre propio.",
    overtaken="se publicó una edición más nueva",
    approved="aprobada, pero fallan preguntas de control",
    golden_failed=Counted(
        "{count} pregunta de control no se respondería como debe si se publicara esta edición:",
        "{count} preguntas de control no se responderían como deben si se publicara esta edición:",
    ),
    more_failures=Counted("Y {count} más.", "Y otras {count}."),
    golden_refused="{question} se quedaría sin respuesta. Tiene que citar: {wanted}.",
    golden_other_guide="{question} tiene que citar {wanted}. Citaría: {got}.",
    golden_other_heading="{question} tiene que citar lo que está bajo {wanted}. Citaría: {got}.",
    golden_not_refused="{question} tiene que quedarse sin respuesta. Citaría: {got}.",
    fails_today="{failure} Hoy también falla, sin esta edición.",
    waits_for_approval=(
        "Tú añadiste esta edición. Cuando alguien que revisa la haya aprobado pulsando Publicar, podrás publicarla de "
        "todos modos, con un motivo."
    ),
    findings="Avisos",
    findings_counted="Avisos ({count})",
    changes="Qué cambia",
    submit="Enviar a revisión",
    publish="Publicar",
    override="Publicar de todos modos…",
    send_back="Devolver…",
    discard="Descartar",
    discard_title="¿Descartar esta edición?",
    discard_question="Nadie podrá publicarla ya. El archivo se puede entregar de nuevo.",
    to_review_mrkdwn="{person} pide una revisión.",
    now_approved_mrkdwn=(
        "{person} aprobó esta edición, pero hay preguntas de control que la retienen. Si se ha de publicar de todos "
        "modos, pulsa *Publicar de todos modos…* y di por qué."
    ),
    came_back_mrkdwn="{person} devolvió tu edición.",
    now_published_mrkdwn="{person} publicó esta edición.",
    now_scheduled_mrkdwn="{person} aprobó esta edición. Los lectores la ven a partir del {starts}.",
    now_withdrawn_mrkdwn="{person} retiró esta guía.",
    guide_withdrawn="{guide} está retirada. Desde ahora ninguna respuesta se basa en ella.",
    publishing="Se está comprobando y publicando. Este mensaje dirá cuándo está hecho.",
    waiting="Otra persona está cambiando la biblioteca ahora mismo. Esta edición se publica en cuanto termine.",
    not_found=(
        "No se publicó: la búsqueda no encontró los propios pasajes de la edición. Los lectores ven lo que veían. "
        "Pulsa Publicar otra vez; si vuelve a pasar, quienes llevan Fieldwise pueden rehacer el índice de búsqueda."
    ),
    held_back=(
        "No se publicó: fallan preguntas de control, mira abajo. Devuélvela y di qué tiene que cambiar; aquí nadie "
        "puede publicarla de todos modos."
    ),
    held_back_mrkdwn=(
        "No se publicó: fallan preguntas de control, mira abajo. Pueden publicarla de todos modos, con un motivo: "
        "{people}; o devuélvela y di qué tiene que cambiar."
    ),
    told_of_approval="Les he avisado de que la apruebas.",
    held_back_for_you_mrkdwn=(
        "No se publicó: fallan preguntas de control, mira abajo. Pulsa *Publicar de todos modos…* y di por qué, o "
        "devuélvela y di qué tiene que cambiar."
    ),
    reviewers_told=Counted(
        "Avisé a {count} persona que puede revisarla.", "Avisé a {count} personas que pueden revisarla."
    ),
    no_reviewers="Nadie más que tú puede revisarla aquí, y no se conoce a quien pueda cambiarlo.",
    no_reviewers_mrkdwn="Nadie más que tú puede revisarla aquí. Pide a {people} que nombre a alguien para revisar.",
    not_on_its_day=(
        "Ha llegado la fecha de esta edición, pero no se pudo publicar: {why} Los lectores ven lo que veían."
    ),
    not_searchable="La búsqueda no encontró sus propios pasajes. Devuélvela y publícala de nuevo.",
    send_back_title="Devolver",
    send_back_label="¿Qué tiene que cambiar?",
    send_back_hint="Se avisa a quien la añadió. El motivo se guarda con la edición.",
    override_title="Publicar igualmente",
    override_label="¿Por qué pueden fallar preguntas de control?",
    override_hint="El motivo se guarda en el registro con tu nombre.",
    withdraw_title="Retirar la guía",
    withdraw_label="¿Por qué se retira?",
    withdraw_hint="Desde ahora ninguna respuesta se basa en ella. Quien abra una cita antigua lee este motivo.",
    withdraw_submit="Retirar",
    one_moment="Un momento…",
    impact_title="Respuestas anteriores",
    no_heading="(sin título)",
    nothing_found="No se encontró nada que mirar: ni copias, ni contradicciones, ni observaciones.",
    findings_about=(
        "Son indicios para que los mire una persona. Se encuentran por parecido y por palabras y números que difieren; "
        "aquí no se decide nada."
    ),
    from_its_reader="Observaciones al leerla",
    repeated_guides="Guías que dicen en gran parte lo mismo",
    repeated_guide="{guide}, edición {edition}: {repeated} de {passages} pasajes ({percent} %)",
    repeated_passages="Pasajes que otra guía tiene casi iguales",
    repeated_passage="El {percent} % está en {guide}, edición {edition}, {place}",
    contradictions="Frases que pueden contradecir a otra guía",
    sentence_here="aquí ({place})",
    sentence_there="{guide}, edición {edition} ({place})",
    differing="Lo que difiere: «{here}» y «{there}»",
    golden_passed=Counted(
        "Se hizo {count} pregunta de control y se respondió como debe.",
        "Se hicieron {count} preguntas de control y se respondieron como deben.",
    ),
    nothing_changed="Todos los pasajes dicen lo que decían.",
    no_edition_before="Es la primera edición de la guía, así que no hay con qué compararla.",
    compared="Comparada con la edición {edition}:",
    kinds={
        ChangeKind.SAME: "Como antes",
        ChangeKind.MOVED: "Trasladado",
        ChangeKind.EDITED: "Modificado",
        ChangeKind.ADDED: "Añadido",
        ChangeKind.REMOVED: "Eliminado",
    },
    how_changes_are_shown="Lo que se quitó está tachado; lo que se puso, en negrita.",
)
