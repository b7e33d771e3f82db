"""What a certification requires beside its exam: handed in, observed, waived, given more time."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.requirements.values import Mark, RequirementState


@dataclass(frozen=True)
class RequirementTexts:
    """The sentences of one language.

    Attributes:
        marks: What an observer can say of a line of the rubric.
        decided: What can be decided.
    """

    marks: Mapping[Mark, str]
    decided: Mapping[RequirementState, str]

    # the learner hands something in
    submit_title: str
    submit_send: str
    which: str
    link: str
    link_hint: str
    note: str
    note_hint: str
    say_something: str
    nothing_open: str
    submitted_mrkdwn: str
    nobody_observes: str

    # whoever observes
    card_mrkdwn: str
    linked_mrkdwn: str
    noted_mrkdwn: str
    rubric: str
    due: str
    overdue: str
    waiting: Counted
    decide: str
    decide_anew: str
    grant: str
    decide_title: str
    decide_next: str
    mark_label: str
    for_her: str
    suggest_repeat: str
    suggest_met: str
    decision: str
    decide_send: str
    card_decided_mrkdwn: str

    # waived, or given more time
    grant_title: str
    grant_send: str
    person: str
    what: str
    waive: str
    extend: str
    until: str
    until_hint: str
    until_missing: str
    until_over: str
    reason: str
    reason_hint: str
    granted: str

    # the learner is told
    met_mrkdwn: str
    repeat_mrkdwn: str
    waived_mrkdwn: str
    extended_mrkdwn: str
    grows_mrkdwn: str


ENGLISH = RequirementTexts(
    marks={Mark.MET: "Met", Mark.GROWTH: "Needs growth"},
    decided={RequirementState.MET: "It is met", RequirementState.REPEAT: "Ask to repeat it"},
    submit_title="Hand in evidence",
    submit_send="Hand in",
    which="For what",
    link="A link",
    link_hint="Where it can be seen: a document, a recording, a page.",
    note="A note",
    note_hint="What you did, when, and with whom. Name no young people.",
    say_something="Give a link or write a note.",
    nothing_open="This certification requires nothing that you could hand in now.",
    submitted_mrkdwn=(
        "Your evidence for *{requirement}* ({title}) is with those who observe. I will tell you what they say."
    ),
    nobody_observes="Nobody in this library observes yet. An owner or admin has to make somebody a reviewer.",
    card_mrkdwn="{person} has handed in evidence for *{requirement}* ({title}).",
    linked_mrkdwn="The link: {link}",
    noted_mrkdwn="The note: {note}",
    rubric="What to look at:",
    due="due on {date}",
    overdue="was due on {date}",
    waiting=Counted("{count} piece of evidence to look at", "{count} pieces of evidence to look at"),
    decide="Look at it and decide…",
    decide_anew="Decide otherwise…",
    grant="Waive or extend…",
    decide_title="What you observed",
    decide_next="Next",
    mark_label="How was it?",
    for_her="What you want to say to the person",
    suggest_repeat="Three lines or more need growth: your marks suggest asking to repeat it. You decide.",
    suggest_met="Fewer than three lines need growth: your marks suggest that it is met. You decide.",
    decision="Your decision",
    decide_send="Decide",
    card_decided_mrkdwn="{person}, *{requirement}* ({title}): {state}, decided by {by}.",
    grant_title="Waive or extend",
    grant_send="Do it",
    person="For whom",
    what="What is done",
    waive="Waive it: it is not asked of this person",
    extend="Give more time",
    until="Until",
    until_hint="Only where you give more time.",
    until_missing="Choose the last day.",
    until_over="Choose a day that is yet to come.",
    reason="Why",
    reason_hint="The person is told, in these words.",
    granted="Done, and the person is told.",
    met_mrkdwn="*{requirement}* ({title}) is met. {by} decided so.",
    repeat_mrkdwn="{by} asks you to repeat *{requirement}* ({title}).",
    waived_mrkdwn="*{requirement}* ({title}) is not asked of you any more. {by} decided so.",
    extended_mrkdwn="You have until {date} for *{requirement}* ({title}). {by} decided so.",
    grows_mrkdwn="What needs growth: {lines}",
)
SPANISH = RequirementTexts(
    marks={Mark.MET: "Cumplido", Mark.GROWTH: "Tiene que crecer"},
    decided={RequirementState.MET: "Está cumplido", RequirementState.REPEAT: "Pedir que se repita"},
    submit_title="Enviar evidencia",
    submit_send="Enviar",
    which="Para qué",
    link="Un enlace",
    link_hint="Dónde se puede ver: un documento, una grabación, una página.",
    note="Una nota",
    note_hint="Qué hiciste, cuándo y con quién. No nombres a jóvenes.",
    say_something="Pon un enlace o escribe una nota.",
    nothing_open="Esta certificación no exige nada que puedas enviar ahora.",
    submitted_mrkdwn="Tu evidencia para *{requirement}* ({title}) la tienen quienes observan. Te diré qué dicen.",
    nobody_observes="En esta biblioteca aún no observa nadie. Hace falta dar a alguien el papel de revisar.",
    card_mrkdwn="{person} ha enviado evidencia para *{requirement}* ({title}).",
    linked_mrkdwn="El enlace: {link}",
    noted_mrkdwn="La nota: {note}",
    rubric="En qué fijarse:",
    due="plazo hasta el {date}",
    overdue="el plazo terminó el {date}",
    waiting=Counted("{count} evidencia por mirar", "{count} evidencias por mirar"),
    decide="Mirarlo y decidir…",
    decide_anew="Decidir otra cosa…",
    grant="Dispensar o dar tiempo…",
    decide_title="Lo que observaste",
    decide_next="Seguir",
    mark_label="¿Cómo fue?",
    for_her="Lo que quieres decirle",
    suggest_repeat="Tienen que crecer tres líneas o más: tus marcas sugieren pedir que se repita. Decides tú.",
    suggest_met="Tienen que crecer menos de tres líneas: tus marcas sugieren que está cumplido. Decides tú.",
    decision="Tu decisión",
    decide_send="Decidir",
    card_decided_mrkdwn="{person}, *{requirement}* ({title}): {state}, lo decidió {by}.",
    grant_title="Dispensar o dar más",
    grant_send="Hacerlo",
    person="A quién",
    what="Qué se hace",
    waive="Dispensar: no se le pide a esta persona",
    extend="Dar más tiempo",
    until="Hasta",
    until_hint="Solo si das más tiempo.",
    until_missing="Elige el último día.",
    until_over="Elige un día que esté por venir.",
    reason="Por qué",
    reason_hint="Se le dice a la persona, con estas palabras.",
    granted="Hecho, y la persona lo sabe.",
    met_mrkdwn="*{requirement}* ({title}) está cumplido. Lo decidió {by}.",
    repeat_mrkdwn="{by} te pide repetir *{requirement}* ({title}).",
    waived_mrkdwn="*{requirement}* ({title}) ya no se te pide. Lo decidió {by}.",
    extended_mrkdwn="Tienes hasta el {date} para *{requirement}* ({title}). Lo decidió {by}.",
    grows_mrkdwn="Lo que tiene que crecer: {lines}",
)
