"""Cohorts: their list, one of them, a learner in it, and what can't be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.cohorts.values import Track
from learning.mastery.mastery import Level
from learning.membership.values import Part


@dataclass(frozen=True)
class CohortTexts:
    """The sentences of one language.

    Attributes:
        states: How a learner stands with what she is to reach.
        levels: How far it is shown that somebody knows a topic.
        parts: What somebody is in a cohort.
    """

    states: Mapping[Track, str]
    levels: Mapping[Level, str]
    parts: Mapping[Part, str]

    # the list
    cohorts: Counted
    about: str
    none_yet: str
    open: str
    open_spoken: str
    make: str
    learners: Counted
    coordinators_mrkdwn: str
    nobody_coordinates: str
    listed_where: str
    listed_none: str

    # one cohort
    all_cohorts: str
    all_states: str
    add: str
    set_goal: str
    page: str
    end: str
    end_title: str
    end_confirm: str
    end_yes: str
    goals: str
    no_goals: str
    goal_mrkdwn: str
    goal_due_mrkdwn: str
    goal_remove: str
    goal_remove_spoken: str
    topics: str
    topic_percent: str
    topic_hidden: str
    nobody_so: str
    mentor_mrkdwn: str
    no_mentor: str
    reached: str
    due: str
    expires: str
    expired: str
    last_active: str
    never_active: str
    learner_open: str
    learner_spoken: str

    # making one, and adding people
    make_title: str
    make_send: str
    name: str
    people: str
    people_hint: str
    channel: str
    channel_hint: str
    coordinators: str
    coordinators_hint: str
    add_title: str
    add_send: str
    part: str
    mentor: str
    mentor_hint: str
    name_someone: str
    made: str
    made_of_one: str
    added: Counted
    nobody_new: str
    left_out: str
    bots: Counted
    outsiders: Counted
    departed: Counted
    channel_unknown: str

    # what is to be reached
    goal_title: str
    goal_send: str
    goal: str
    goal_certification: str
    goal_path: str
    goal_day: str
    goal_day_hint: str
    nothing_to_reach: str

    # a learner
    learner_title: str
    her_topics: str
    no_topics: str
    answers: Counted
    observed: str
    notes: str
    no_notes: str
    note_write: str
    note_remove: str
    note_title: str
    note_send: str
    note_words: str
    note_hint: str
    assign: str
    take_out: str
    take_out_title: str
    take_out_confirm: str
    taken_out: str

    # what can't be done
    gone: str
    name_missing: str
    empty: str
    full: str
    not_in_it: str
    own_mentor: str
    due_over: str
    too_many_goals: str
    goal_gone: str
    note_gone: str
    words_missing: str


ENGLISH = CohortTexts(
    states={
        Track.ON_TRACK: "On track",
        Track.DUE_SOON: "Due soon",
        Track.OVERDUE: "Overdue",
        Track.DONE: "Done",
        Track.EXPIRING: "Expiring",
        Track.LAPSED: "Lapsed",
        Track.LEFT: "Left the workspace",
        Track.PAUSED: "Paused",
    },
    levels={
        Level.NOT_YET: "nothing answered yet",
        Level.LEARNING: "still learning",
        Level.LIKELY: "likely knows it",
        Level.SURE: "surely knows it",
    },
    parts={Part.LEARNER: "Learner", Part.MENTOR: "Mentor", Part.COORDINATOR: "Coordinator"},
    cohorts=Counted("{count} cohort", "{count} cohorts"),
    about="People who learn together. You see what they are to reach and how far they are, never what they ask.",
    none_yet="There is no cohort yet.",
    open="Open",
    open_spoken="Open the cohort {name}",
    make="Make a cohort…",
    learners=Counted("{count} learner", "{count} learners"),
    coordinators_mrkdwn="coordinated by {people}",
    nobody_coordinates="nobody coordinates it",
    listed_where="Open my Home tab: your cohorts are there.",
    listed_none="You look after no cohort. Whoever keeps cohorts can make you coordinator or mentor of one.",
    all_cohorts="All cohorts",
    all_states="All learners",
    add="Add people…",
    set_goal="Set a goal…",
    page="A page with pictures",
    end="End it…",
    end_title="End this cohort?",
    end_confirm="Nobody sees it any more. What its learners have learned and hold stays theirs.",
    end_yes="End it",
    goals="To be reached",
    no_goals="Nothing is to be reached yet. Set a goal: a certification, or a learning path.",
    goal_mrkdwn="*{title}*, without a day",
    goal_due_mrkdwn="*{title}* by {date}",
    goal_remove="Take away",
    goal_remove_spoken="Take away the goal {title}",
    topics="Weak topics",
    topic_percent="{topic}: {percent} % of {count} don't know it yet",
    topic_hidden="{topic}: no share is given, as it would tell of single people",
    nobody_so="Nobody stands so.",
    mentor_mrkdwn="mentor {person}",
    no_mentor="no mentor",
    reached="{reached} of {of} steps",
    due="due on {date}",
    expires="counts until {date}",
    expired="counted until {date}",
    last_active="last active on {date}",
    never_active="not active yet",
    learner_open="Open",
    learner_spoken="Open what there is to know of this learner",
    make_title="Make a cohort",
    make_send="Make it",
    name="What it is called",
    people="People",
    people_hint="Up to 100 at a time. Those whom a channel brings come on top.",
    channel="Everybody in a channel",
    channel_hint="As it is now. Bots and people of other organisations are left out.",
    coordinators="Who coordinates it",
    coordinators_hint="They see all its learners, set goals, remind and write notes.",
    add_title="Add people",
    add_send="Add",
    part="As what",
    mentor="Their mentor",
    mentor_hint="Looks after these learners and sees no others. Name learners again to give them another mentor.",
    name_someone="Name at least one person, or a channel.",
    made="The cohort {name} is made, with {learners}.",
    made_of_one="It has one learner: there are no figures of a group.",
    added=Counted("{count} person was added.", "{count} people were added."),
    nobody_new="All of them are in it already.",
    left_out="Left out: {who}.",
    bots=Counted("{count} bot", "{count} bots"),
    outsiders=Counted("{count} person of another organisation", "{count} people of other organisations"),
    departed=Counted("{count} person who has left", "{count} people who have left"),
    channel_unknown="I can't see who is in this channel. If it is private, invite me to it first.",
    goal_title="Set a goal",
    goal_send="Set it",
    goal="What is to be reached",
    goal_certification="Certificate: {title}",
    goal_path="Path: {title}",
    goal_day="By when",
    goal_day_hint="The end of this day. Without one there is no deadline.",
    nothing_to_reach="There is neither a certification nor a learning path that people could begin.",
    learner_title="A learner",
    her_topics="Topics",
    no_topics="Nothing is answered yet.",
    answers=Counted("{count} answer", "{count} answers"),
    observed="Observed practice, and what else is required",
    notes="Notes",
    no_notes="There are no notes.",
    note_write="Write a note…",
    note_remove="Take away",
    note_title="A note",
    note_send="Keep it",
    note_words="What is to be remembered",
    note_hint="Those who look after this person see it. The person gets it with all that is kept of them.",
    assign="Choose a mentor",
    take_out="Take out of the cohort…",
    take_out_title="Take out of the cohort?",
    take_out_confirm="What the person has learned and holds stays theirs.",
    taken_out="Taken out of the cohort.",
    gone="This cohort has ended.",
    name_missing="Say what the cohort is called.",
    empty="There is nobody to add. Name at least one person of this workspace, or a channel with people in it.",
    full="A cohort has at most {most} learners; this would make {wanted}. Make two cohorts.",
    not_in_it="This person is not in the cohort any more.",
    own_mentor="Nobody can be their own mentor. Choose somebody else.",
    due_over="This day is over. Choose today or a later one.",
    too_many_goals="A cohort has at most {most} goals. Take one away first.",
    goal_gone="This goal is not there any more, or nobody new may begin it.",
    note_gone="This note was taken away already.",
    words_missing="Write at least a word, and at most {most} characters.",
)
SPANISH = CohortTexts(
    states={
        Track.ON_TRACK: "En marcha",
        Track.DUE_SOON: "Vence pronto",
        Track.OVERDUE: "Atrasado",
        Track.DONE: "Logrado",
        Track.EXPIRING: "Por caducar",
        Track.LAPSED: "Caducado",
        Track.LEFT: "Ya no está en el espacio",
        Track.PAUSED: "En pausa",
    },
    levels={
        Level.NOT_YET: "aún sin respuestas",
        Level.LEARNING: "aún aprendiendo",
        Level.LIKELY: "probablemente lo sabe",
        Level.SURE: "lo sabe con seguridad",
    },
    parts={Part.LEARNER: "Aprende", Part.MENTOR: "Mentora o mentor", Part.COORDINATOR: "Coordina"},
    cohorts=Counted("{count} grupo", "{count} grupos"),
    about="Personas que aprenden juntas. Ves qué deben lograr y cuánto llevan, nunca lo que preguntan.",
    none_yet="Aún no hay ningún grupo.",
    open="Abrir",
    open_spoken="Abrir el grupo {name}",
    make="Crear un grupo…",
    learners=Counted("{count} persona que aprende", "{count} personas que aprenden"),
    coordinators_mrkdwn="coordina {people}",
    nobody_coordinates="nadie lo coordina",
    listed_where="Abre mi pestaña de inicio: ahí están tus grupos.",
    listed_none="No cuidas de ningún grupo. Quien los lleva puede ponerte a coordinar uno o a acompañar a alguien.",
    all_cohorts="Todos los grupos",
    all_states="Todas las personas",
    add="Añadir personas…",
    set_goal="Fijar una meta…",
    page="Una página con imágenes",
    end="Terminarlo…",
    end_title="¿Terminar este grupo?",
    end_confirm="Nadie lo verá más. Lo que aprendió y tiene cada persona sigue siendo suyo.",
    end_yes="Terminarlo",
    goals="Por lograr",
    no_goals="Aún no hay nada que lograr. Fija una meta: una certificación o un itinerario.",
    goal_mrkdwn="*{title}*, sin fecha",
    goal_due_mrkdwn="*{title}* hasta el {date}",
    goal_remove="Quitar",
    goal_remove_spoken="Quitar la meta {title}",
    topics="Temas flojos",
    topic_percent="{topic}: el {percent} % de {count} aún no lo sabe",
    topic_hidden="{topic}: sin porcentaje, porque diría algo de personas sueltas",
    nobody_so="Nadie está así.",
    mentor_mrkdwn="acompaña {person}",
    no_mentor="nadie acompaña",
    reached="{reached} de {of} pasos",
    due="vence el {date}",
    expires="cuenta hasta el {date}",
    expired="contó hasta el {date}",
    last_active="última actividad el {date}",
    never_active="aún sin actividad",
    learner_open="Abrir",
    learner_spoken="Abrir lo que hay que saber de esta persona",
    make_title="Crear un grupo",
    make_send="Crear",
    name="Cómo se llama",
    people="Personas",
    people_hint="Hasta 100 cada vez. A ellas se suman las que trae un canal.",
    channel="Todas las de un canal",
    channel_hint="Como está ahora. Quedan fuera los bots y las personas de otras organizaciones.",
    coordinators="Quién coordina",
    coordinators_hint="Ven a todas las personas, fijan metas, recuerdan y escriben notas.",
    add_title="Añadir personas",
    add_send="Añadir",
    part="Como qué",
    mentor="Quién las acompaña",
    mentor_hint="Acompaña a estas personas y no ve a otras. Nómbralas de nuevo para cambiar quién acompaña.",
    name_someone="Nombra al menos a una persona o un canal.",
    made="El grupo {name} está creado, con {learners}.",
    made_of_one="Tiene una sola persona: no hay cifras de grupo.",
    added=Counted("Se añadió {count} persona.", "Se añadieron {count} personas."),
    nobody_new="Todas estaban ya en él.",
    left_out="Fuera quedan: {who}.",
    bots=Counted("{count} programa", "{count} programas"),
    outsiders=Counted("{count} persona de otra organización", "{count} personas de otras organizaciones"),
    departed=Counted("{count} persona que ya se fue", "{count} personas que ya se fueron"),
    channel_unknown="No puedo ver quién está en este canal. Si es privado, invítame antes.",
    goal_title="Fijar una meta",
    goal_send="Fijar",
    goal="Qué hay que lograr",
    goal_certification="Certificado: {title}",
    goal_path="Itinerario: {title}",
    goal_day="Hasta cuándo",
    goal_day_hint="El final de ese día. Sin fecha no hay plazo.",
    nothing_to_reach="No hay ninguna certificación ni itinerario que se pueda empezar.",
    learner_title="Una persona",
    her_topics="Temas",
    no_topics="Aún no hay respuestas.",
    answers=Counted("{count} respuesta", "{count} respuestas"),
    observed="Práctica observada y lo demás que se pide",
    notes="Notas",
    no_notes="No hay notas.",
    note_write="Escribir una nota…",
    note_remove="Quitar",
    note_title="Una nota",
    note_send="Guardar",
    note_words="Qué hay que recordar",
    note_hint="La ve quien cuida de esta persona. La persona la recibe con todo lo que se guarda de ella.",
    assign="Elige quién acompaña",
    take_out="Sacar del grupo…",
    take_out_title="¿Sacar del grupo?",
    take_out_confirm="Lo que aprendió y tiene la persona sigue siendo suyo.",
    taken_out="Ya no está en el grupo.",
    gone="Este grupo terminó.",
    name_missing="Di cómo se llama el grupo.",
    empty="No hay nadie a quien añadir. Nombra al menos a una persona de este espacio, o un canal con personas.",
    full="Un grupo tiene como mucho {most} personas; así serían {wanted}. Crea dos grupos.",
    not_in_it="Esta persona ya no está en el grupo.",
    own_mentor="Nadie puede acompañarse a sí. Elige a otra persona.",
    due_over="Ese día ya pasó. Elige hoy o uno posterior.",
    too_many_goals="Un grupo tiene como mucho {most} metas. Quita antes una.",
    goal_gone="Esta meta ya no está, o nadie nuevo puede empezarla.",
    note_gone="Esta nota ya se quitó.",
    words_missing="Escribe al menos una palabra, y como mucho {most} caracteres.",
)
