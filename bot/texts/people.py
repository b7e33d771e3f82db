"""Who is what in the library, what was done to it, and what the workspace has decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.audit import (
    ENGLISH_ACTIONS,
    ENGLISH_ACTS,
    ENGLISH_FACTS,
    SPANISH_ACTIONS,
    SPANISH_ACTS,
    SPANISH_FACTS,
)
from bot.texts.counted import Counted
from knowledge.members.roles import Act


@dataclass(frozen=True)
class PeopleTexts:
    """The sentences of one language.

    Attributes:
        actions: What was done, by the value of ``Action``.
        acts: What can be done to a library, as it is said of whoever may not.
        facts: What the facts of an entry are called; ``yes``, ``no`` and ``nothing`` are what they can be.
    """

    # people
    people: Counted
    people_about: str
    nobody_yet: str
    given_by_mrkdwn: str
    give: str
    change: str
    give_title: str
    change_title: str
    present_role: str
    role_given: str
    role_taken: str
    person_label: str
    role_label: str
    role_hint: str
    give_send: str
    person_is_outside: str

    # the audit log
    audit_about: str
    entry_mrkdwn: str
    became: str
    nothing_done: str
    anybody: str
    anything: str
    any_guide: str
    older: str
    newer: str
    actions: Mapping[str, str]
    facts: Mapping[str, str]
    acts: Mapping[Act, str]
    yes: str
    no: str
    nothing: str

    # settings
    second_person: str
    second_person_on: str
    second_person_off: str
    report: str
    report_about: str
    report_off: str
    one_person: str
    turn_off_title: str
    turn_off_question: str
    turn_off_confirm: str
    turn_on: str
    turn_off: str
    scheme: str
    scheme_about: str
    communities: str
    communities_about: str
    no_communities: str
    community_add: str
    community_title: str
    community_name: str
    community_name_hint: str
    community_channels: str
    community_people: str
    community_empty: str
    community_save: str
    channels: Counted
    persons: Counted
    guides_for_it: Counted
    remove_title: str
    remove_question: str
    remove_question_guides: Counted


ENGLISH = PeopleTexts(
    people=Counted("People: {count} with a role", "People: {count} with roles"),
    people_about=(
        "Owners may do all; admins too, but for the roles of owners and admins. Editors add guides and keep them "
        "fresh. Reviewers look at what others added, publish it and withdraw it. Everybody else is a learner, who asks."
    ),
    nobody_yet="Nobody has a role yet.",
    given_by_mrkdwn="{role} since {date}, by {person}",
    give="Give a role…",
    change="Change…",
    give_title="Give a role",
    change_title="Change a role",
    present_role="The role now: {role}.",
    role_given="Your role in the library is now {role}. Home shows what you can do there.",
    role_taken="You have no role in the library any more. You can still ask, and you get answers as everybody does.",
    person_label="Who",
    role_label="The role",
    role_hint="A learner only asks. To make somebody a learner takes the role away.",
    give_send="Give it",
    person_is_outside="Only people of this organisation can have a role here.",
    audit_about="What was done to the library, the newest first. It can't be changed.",
    entry_mrkdwn="*{action}*: {name}\n{person}, {date}, {time} UTC",
    became="{fact}: {before} → {after}",
    nothing_done="Nothing was done that fits.",
    anybody="Anybody",
    anything="Whatever was done",
    any_guide="Whichever guide",
    older="Older",
    newer="Newer",
    actions=ENGLISH_ACTIONS,
    facts=ENGLISH_FACTS,
    acts=ENGLISH_ACTS,
    yes="yes",
    no="not so",
    nothing="none",
    second_person="A second person publishes",
    second_person_on="Who adds an edition can't publish it: somebody else looks at it first.",
    second_person_off="Who adds an edition may publish it alone, with a role that allows to publish.",
    report="A chart each month",
    report_about="Each month I tell this channel how many certificates count and lapse, without names. Invite me.",
    report_off="No chart",
    one_person="One person is enough to publish",
    turn_off_title="Let one person publish alone?",
    turn_off_question=(
        "Nobody has to look at an edition any more before readers see it. The audit log keeps that you decided so."
    ),
    turn_off_confirm="Let one do it",
    turn_on="Ask for a second person",
    turn_off="Let one person do it alone",
    scheme="How evidence is rated",
    scheme_about="New editions are rated by this scheme. Those that are rated already stay as they are.",
    communities="Communities",
    communities_about="A community is a group of channels and people that guides can be for.",
    no_communities="There are no communities yet.",
    community_add="Add a community…",
    community_title="A community",
    community_name="Its name",
    community_name_hint="Guides name it as their audience, in exactly these words.",
    community_channels="Its channels: who is in one belongs to it",
    community_people="Its people",
    community_empty="Choose a channel or a person: nobody belongs to an empty community.",
    community_save="Save",
    channels=Counted("{count} channel", "{count} channels"),
    persons=Counted("{count} person", "{count} persons"),
    guides_for_it=Counted("{count} guide is for it", "{count} guides are for it"),
    remove_title="Remove this community?",
    remove_question="No guide is for it, so nobody misses anything.",
    remove_question_guides=Counted(
        "{count} guide is for it. Nobody can read it any more until a new edition of it has another audience.",
        "{count} guides are for it. Nobody can read them any more until new editions of them have another audience.",
    ),
)
SPANISH = PeopleTexts(
    people=Counted("Personas: {count} con papel", "Personas: {count} con papeles"),
    people_about=(
        "Responsables pueden hacerlo todo; administración también, salvo los papeles de responsables y "
        "administración. Quien edita añade guías y las mantiene al día. Quien revisa mira lo que otros añadieron, lo "
        "publica y lo retira. Las demás personas aprenden y preguntan."
    ),
    nobody_yet="Nadie tiene aún un papel.",
    given_by_mrkdwn="{role} desde el {date}, por {person}",
    give="Dar un papel…",
    change="Cambiar…",
    give_title="Dar un papel",
    change_title="Cambiar un papel",
    present_role="El papel de ahora: {role}.",
    role_given="Tu papel en la biblioteca es ahora: {role}. En Inicio ves lo que puedes hacer.",
    role_taken="Ya no tienes ningún papel en la biblioteca. Puedes seguir preguntando, como todo el mundo.",
    person_label="A quién",
    role_label="El papel",
    role_hint="Aprendiz es quien solo pregunta. Con él se quita el papel que hubiera.",
    give_send="Darlo",
    person_is_outside="Solo personas de esta organización pueden tener un papel aquí.",
    audit_about="Lo que se hizo con la biblioteca, lo más nuevo primero. No se puede cambiar.",
    entry_mrkdwn="*{action}* · {name}\n{person}, {date}, {time} UTC",
    became="{fact}: de {before} a {after}",
    nothing_done="No se hizo nada así.",
    anybody="Cualquiera",
    anything="Cualquier cosa",
    any_guide="Cualquier guía",
    older="Anteriores",
    newer="Posteriores",
    actions=SPANISH_ACTIONS,
    facts=SPANISH_FACTS,
    acts=SPANISH_ACTS,
    yes="sí",
    no="no",
    nothing="ninguno",
    second_person="Publica una segunda persona",
    second_person_on="Quien añade una edición no puede publicarla: antes la mira otra persona.",
    second_person_off="Quien añade una edición puede publicarla sin nadie más, si su papel permite publicar.",
    report="Un gráfico cada mes",
    report_about="En este canal cuento cada mes cuántos certificados valen y caducan, sin nombres. Invítame antes.",
    report_off="Sin gráfico",
    one_person="Para publicar basta una persona",
    turn_off_title="¿Dejar que baste una?",
    turn_off_question=(
        "Nadie tendrá que mirar una edición antes de que la vean los lectores. El registro guarda que lo decidiste."
    ),
    turn_off_confirm="Que baste una",
    turn_on="Pedir una segunda persona",
    turn_off="Dejar que baste una",
    scheme="Cómo se clasifica la evidencia",
    scheme_about="Así se clasifican las ediciones nuevas. Las que ya están clasificadas quedan como están.",
    communities="Comunidades",
    communities_about="Una comunidad es un grupo de canales y personas para el que puede haber guías.",
    no_communities="Todavía no hay comunidades.",
    community_add="Añadir una comunidad…",
    community_title="Una comunidad",
    community_name="Su nombre",
    community_name_hint="Las guías la nombran como su público con estas mismas palabras.",
    community_channels="Sus canales: quien está en uno pertenece a ella",
    community_people="Sus personas",
    community_empty="Elige un canal o una persona: a una comunidad vacía no pertenece nadie.",
    community_save="Guardar",
    channels=Counted("{count} canal", "{count} canales"),
    persons=Counted("{count} persona", "{count} personas"),
    guides_for_it=Counted("{count} guía es para ella", "{count} guías son para ella"),
    remove_title="¿Quitar esta comunidad?",
    remove_question="Ninguna guía es para ella, así que nadie pierde nada.",
    remove_question_guides=Counted(
        "{count} guía es para ella. Nadie podrá leerla hasta que una edición nueva tenga otro público.",
        "{count} guías son para ella. Nadie podrá leerlas hasta que sus ediciones nuevas tengan otro público.",
    ),
)
