"""How far a person is, in the Home tab, in pictures, on pages and in calendars."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.mastery.mastery import Level


@dataclass(frozen=True)
class ProgressTexts:
    """The sentences of one language.

    Attributes:
        levels: How far a competency is mastered, in two or three words.
    """

    levels: Mapping[Level, str]

    # in the Home tab
    home: str
    due: Counted
    minutes: Counted
    due_mrkdwn: str
    start: str
    start_spoken: str
    nothing_due: str
    next_due: str
    on_break: str
    streak: Counted
    topics: str
    share: str
    read_on: str
    more_topics: Counted
    more: Counted
    exam_to_do: str
    required_by: str
    way_mrkdwn: str
    path_mrkdwn: str
    path_next: str
    path_done: str
    page: str

    # the link to the page
    page_link_mrkdwn: str
    page_ends: str
    cohort_link_mrkdwn: str
    no_pages: str
    calendar: str
    calendar_link_mrkdwn: str
    calendar_warning: str
    calendar_revoke: str
    calendar_revoked: str
    calendar_no_link: str

    # pictures
    picture_own: str
    picture_own_axis: str
    picture_own_topic: str
    picture_more_topics: str
    picture_own_nothing: str
    picture_cohort: str
    picture_cohort_some: str
    picture_cohort_topics: str
    picture_cohort_more: str
    picture_cohort_nothing: str
    picture_months: str
    picture_months_count: str
    picture_months_held: str
    picture_months_lapsing: str
    picture_month: str
    picture_months_more: str
    picture_months_nothing: str
    picture_weak: str
    picture_weak_axis: str
    picture_weak_bar: str
    picture_weak_few: str
    picture_weak_nothing: str

    # the web page
    absent_title: str
    absent: str
    page_title: str
    page_until: str
    page_today: str
    page_nothing_due: str
    table_topic: str
    table_level: str
    table_share: str
    table_read: str
    table_answers: str
    never: str
    certificates: str
    table_certificate: str
    table_standing: str
    table_until: str
    left: str
    table_left: str
    exam_open: str
    name_left: str
    paths: str
    table_path: str
    table_steps: str
    table_next: str
    nothing_yet: str
    cohort_title: str
    cohort_people: Counted
    table_person: str
    table_track: str
    table_active: str
    cohort_learners: str
    cohort_weak: str
    table_weak: str
    table_answered: str
    few: str

    # in a calendar
    calendar_name: str
    event_lapses: str
    event_renew: str
    event_goal: str
    event_requirement: str


ENGLISH = ProgressTexts(
    levels={
        Level.NOT_YET: "not practised yet",
        Level.LEARNING: "still learning",
        Level.LIKELY: "likely known",
        Level.SURE: "known well",
    },
    home="Your learning",
    due=Counted("{count} question is due", "{count} questions are due"),
    minutes=Counted("about {count} minute", "about {count} minutes"),
    due_mrkdwn="*Today:* {due}, {minutes}.",
    start="Start",
    start_spoken="Start what is due today",
    nothing_due="*Today:* nothing is due.",
    next_due="The next question is due on {date}.",
    on_break="You take a break until {date}.",
    streak=Counted("{count} day in a row.", "{count} days in a row."),
    topics="*What you have learned*",
    share="{percent} % (between {low} and {high} %)",
    read_on="read or asked about on {date}",
    more_topics=Counted("And {count} more topic on your page.", "And {count} more topics on your page."),
    more=Counted("And {count} more entry on your page.", "And {count} more entries on your page."),
    exam_to_do="the exam is still to be taken",
    required_by="{title}, by {date}",
    way_mrkdwn="*{title}*. Left: {left}.",
    path_mrkdwn="*{title}*: {done} of {of} steps done. {next}",
    path_next="Next: {title}.",
    path_done="All is done.",
    page="My progress page",
    page_link_mrkdwn="Your progress, with a picture, on a page of your own: {address}",
    page_ends="Whoever has this address can see the page until {moment}. Then it ends.",
    cohort_link_mrkdwn="The cohort *{name}* on a page, with pictures: {address}",
    no_pages="No pages are served here, so there is no address to give you. Whoever runs Fieldwise can change that.",
    calendar="Put my dates into my calendar",
    calendar_link_mrkdwn="Subscribe to this address in your calendar: {address}",
    calendar_warning=(
        "It has the days on which your certificates lapse and can be renewed, and by when you are to reach what is "
        "asked of you. Keep it to yourself: whoever has it sees these days, until you end it. An address that I gave "
        "you before does not work any more."
    ),
    calendar_revoke="End this calendar",
    calendar_revoked="The address of your calendar does not work any more.",
    calendar_no_link="You have no calendar that could be ended.",
    picture_own="What I have learned",
    picture_own_axis="Share of questions that would be answered rightly; the line shows how sure that is",
    picture_own_topic="{name}: {level}, {percent} %, between {low} and {high} %.",
    picture_more_topics="And {n} more topics.",
    picture_own_nothing="There is no topic to show yet.",
    picture_cohort="{name}: who knows what",
    picture_cohort_some="The first {shown} of {of} people are shown.",
    picture_cohort_topics="The first {shown} of {of} topics are shown.",
    picture_cohort_more="And {n} more people.",
    picture_cohort_nothing="There is nobody to show yet.",
    picture_months="Certificates held and lapsing",
    picture_months_count="Certificates",
    picture_months_held="count now, or when the month begins, if none is renewed",
    picture_months_lapsing="lapse in the month",
    picture_month="{name}: {held} count, {lapsing} lapse.",
    picture_months_more="And {n} more months.",
    picture_months_nothing="Nobody holds a certificate that counts now.",
    picture_weak="Topics that are not known yet",
    picture_weak_axis="Share of people who surely don't know it yet",
    picture_weak_bar="{percent} % of {people} people",
    picture_weak_few="not shown: it would tell of single people",
    picture_weak_nothing="Nobody has answered a question on these topics yet.",
    absent_title="Nothing to see here",
    absent="There is no page at this address, or its time is over. Ask for a new one in Slack.",
    page_title="My progress",
    page_until="This address works until {moment}. Whoever has it can see this page.",
    page_today="Due today",
    page_nothing_due="nothing.",
    table_topic="Topic",
    table_level="How far",
    table_share="Share of questions that would be answered rightly",
    table_read="Last read or asked about",
    table_answers="Answers",
    never="never",
    certificates="Certificates",
    table_certificate="Certificate",
    table_standing="How it stands",
    table_until="Valid until",
    left="What is left",
    table_left="What",
    exam_open="the exam, which is open",
    name_left="the name that is to stand on it",
    paths="Learning paths",
    table_path="Path",
    table_steps="Steps done",
    table_next="Next step",
    nothing_yet="Nothing yet.",
    cohort_title="Cohort {name}",
    cohort_people=Counted("{count} learner.", "{count} learners."),
    table_person="Learner",
    table_track="How it goes",
    table_active="Last active",
    cohort_learners="Who knows what",
    cohort_weak="Topics that are not known yet",
    table_weak="Share of those who answered that surely don't know it yet",
    table_answered="People who answered",
    few="not shown: it would tell of single people",
    calendar_name="My dates in Fieldwise",
    event_lapses="{title}: the certificate lapses",
    event_renew="{title}: the certificate can be renewed from today",
    event_goal="{title}: to be reached by today ({cohort})",
    event_requirement="{title}: due today ({certification})",
)

SPANISH = ProgressTexts(
    levels={
        Level.NOT_YET: "aún sin practicar",
        Level.LEARNING: "en aprendizaje",
        Level.LIKELY: "probablemente sabido",
        Level.SURE: "bien sabido",
    },
    home="Tu aprendizaje",
    due=Counted("toca {count} pregunta", "tocan {count} preguntas"),
    minutes=Counted("alrededor de {count} minuto", "alrededor de {count} minutos"),
    due_mrkdwn="*Hoy:* {due}, {minutes}.",
    start="Empezar",
    start_spoken="Empezar con lo que toca hoy",
    nothing_due="*Hoy:* no toca nada.",
    next_due="La próxima pregunta toca el {date}.",
    on_break="Estás en pausa hasta el {date}.",
    streak=Counted("{count} día seguido.", "{count} días seguidos."),
    topics="*Lo que has aprendido*",
    share="{percent} % (entre {low} y {high} %)",
    read_on="leído o preguntado el {date}",
    more_topics=Counted("Y {count} tema más en tu página.", "Y {count} temas más en tu página."),
    more=Counted("Y {count} entrada más en tu página.", "Y {count} entradas más en tu página."),
    exam_to_do="falta hacer el examen",
    required_by="{title}, hasta el {date}",
    way_mrkdwn="*{title}*. Falta: {left}.",
    path_mrkdwn="*{title}*: {done} de {of} pasos hechos. {next}",
    path_next="Siguiente: {title}.",
    path_done="Todo está hecho.",
    page="Mi página de progreso",
    page_link_mrkdwn="Tu progreso, con una imagen, en una página propia: {address}",
    page_ends="Quien tenga esta dirección puede ver la página hasta {moment}. Después deja de funcionar.",
    cohort_link_mrkdwn="El grupo *{name}* en una página, con imágenes: {address}",
    no_pages="Aquí no se sirven páginas, así que no hay dirección que darte. Quien opera Fieldwise puede cambiarlo.",
    calendar="Poner mis fechas en mi calendario",
    calendar_link_mrkdwn="Suscríbete a esta dirección en tu calendario: {address}",
    calendar_warning=(
        "Contiene los días en que tus certificados caducan y se pueden renovar, y hasta cuándo has de alcanzar lo que "
        "se te pide. Guárdala para ti: quien la tenga ve estos días hasta que la anules. Una dirección que te "
        "di antes ya no funciona."
    ),
    calendar_revoke="Anular este calendario",
    calendar_revoked="La dirección de tu calendario ya no funciona.",
    calendar_no_link="No tienes ningún calendario que se pueda anular.",
    picture_own="Lo que he aprendido",
    picture_own_axis="Parte de las preguntas que se responderían bien; la línea indica con qué seguridad",
    picture_own_topic="{name}: {level}, {percent} %, entre {low} y {high} %.",
    picture_more_topics="Y {n} temas más.",
    picture_own_nothing="Todavía no hay ningún tema que mostrar.",
    picture_cohort="{name}: quién sabe qué",
    picture_cohort_some="Se muestran las primeras {shown} de {of} personas.",
    picture_cohort_topics="Se muestran los primeros {shown} de {of} temas.",
    picture_cohort_more="Y {n} personas más.",
    picture_cohort_nothing="Todavía no hay nadie a quien mostrar.",
    picture_months="Certificados vigentes y por caducar",
    picture_months_count="Certificados",
    picture_months_held="cuentan ahora, o al empezar el mes, si no se renueva ninguno",
    picture_months_lapsing="caducan en el mes",
    picture_month="{name}: {held} cuentan, {lapsing} caducan.",
    picture_months_more="Y {n} meses más.",
    picture_months_nothing="Nadie tiene ahora un certificado vigente.",
    picture_weak="Temas que aún no se saben",
    picture_weak_axis="Parte de las personas que seguro no lo saben aún",
    picture_weak_bar="{percent} % de {people} personas",
    picture_weak_few="no se muestra: diría algo de personas sueltas",
    picture_weak_nothing="Nadie ha respondido todavía a preguntas sobre estos temas.",
    absent_title="Aquí no hay nada que ver",
    absent="En esta dirección no hay ninguna página, o su tiempo ha terminado. Pide una nueva en Slack.",
    page_title="Mi progreso",
    page_until="Esta dirección funciona hasta {moment}. Quien la tenga puede ver esta página.",
    page_today="Lo que toca hoy",
    page_nothing_due="nada.",
    table_topic="Tema",
    table_level="Hasta dónde",
    table_share="Parte de las preguntas que se responderían bien",
    table_read="Última lectura o pregunta",
    table_answers="Respuestas",
    never="nunca",
    certificates="Certificados",
    table_certificate="Certificado",
    table_standing="Cómo está",
    table_until="Válido hasta",
    left="Lo que falta",
    table_left="Qué",
    exam_open="el examen, que está abierto",
    name_left="el nombre que ha de llevar",
    paths="Itinerarios",
    table_path="Itinerario",
    table_steps="Pasos hechos",
    table_next="Siguiente paso",
    nothing_yet="Todavía nada.",
    cohort_title="Grupo {name}",
    cohort_people=Counted("{count} persona que aprende.", "{count} personas que aprenden."),
    table_person="Persona",
    table_track="Cómo va",
    table_active="Última actividad",
    cohort_learners="Quién sabe qué",
    cohort_weak="Temas que aún no se saben",
    table_weak="Parte de quienes respondieron que seguro no lo saben aún",
    table_answered="Personas que respondieron",
    few="no se muestra: diría algo de personas sueltas",
    calendar_name="Mis fechas en Fieldwise",
    event_lapses="{title}: el certificado caduca",
    event_renew="{title}: el certificado se puede renovar desde hoy",
    event_goal="{title}: ha de alcanzarse hasta hoy ({cohort})",
    event_requirement="{title}: vence hoy ({certification})",
)
