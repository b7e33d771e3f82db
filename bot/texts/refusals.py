"""Why something can't be done to the library."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.guides.states import EditionState
from knowledge.members.roles import Role


@dataclass(frozen=True)
class RefusalTexts:
    """The sentences of one language.

    Attributes:
        roles: What a person of each role is called; ``as_role`` is that in ``not_allowed``.
        states: What an edition of each state is called.
        details: What each detail is called that an edition may have as its guide has it.
    """

    roles: Mapping[Role, str]
    as_role: Mapping[Role, str]
    states: Mapping[EditionState, str]
    details: Mapping[str, str]
    not_allowed: str
    last_owner: str
    wrong_state: str
    second_person: str
    newer_published: str
    decided_anew: str
    withdrawn_since: str
    other_seen_since: str
    details_moved: str
    same_content: str
    golden_failed: str
    golden_too_many: str
    reason_missing: str
    guide_gone: str
    gap_gone: str
    gap_owner_unfit: str
    answered_meanwhile: str
    standard_empty: str
    standard_too_long: str
    community_name: str
    scheme_unknown: str
    review_date_over: str


ENGLISH = RefusalTexts(
    roles={
        Role.OWNER: "owner",
        Role.ADMIN: "admin",
        Role.EDITOR: "editor",
        Role.REVIEWER: "reviewer",
        Role.LEARNER: "learner",
    },
    as_role={
        Role.OWNER: "an owner",
        Role.ADMIN: "an admin",
        Role.EDITOR: "an editor",
        Role.REVIEWER: "a reviewer",
        Role.LEARNER: "a learner",
    },
    states={
        EditionState.DRAFT: "a draft",
        EditionState.IN_REVIEW: "in review",
        EditionState.SCHEDULED: "scheduled",
        EditionState.PUBLISHED: "published",
        EditionState.SUPERSEDED: "superseded by a newer edition",
        EditionState.WITHDRAWN: "withdrawn",
        EditionState.DISCARDED: "discarded",
    },
    details={"title": "its title", "audience": "who may read it", "evidence": "how its evidence is rated"},
    not_allowed=(
        "As {role} you can't do this here. Ask an owner or admin of the library to do it, or to change your role."
    ),
    last_owner="This is the only owner of the library. Make somebody else an owner first.",
    wrong_state="“{edition}” is {state} by now, so this can't be done to it any more. Nothing was changed.",
    second_person=(
        "You added this edition yourself, and here a second person has to look at it before readers see it. "
        "Send it to review, and a reviewer can publish it."
    ),
    newer_published=(
        "Readers see the newer edition {newer} of this guide already, and this one would take them back. "
        "Hand the file in again if it is to replace that one."
    ),
    decided_anew=(
        "After you pressed, somebody decided on “{edition}” anew: it is {state} now, and it was not published. "
        "Look at it again, and publish it then if it is right."
    ),
    withdrawn_since=(
        "After you pressed, the guide was withdrawn. “{edition}” would have brought it back, so it was not published. "
        "Publish it again if readers are to see the guide."
    ),
    other_seen_since=(
        "After you pressed, edition {seen} of the guide was published, so “{edition}” was not. "
        "Look at what it changes now, and publish it then if it is right."
    ),
    details_moved=(
        "“{edition}” was to have these as its guide has them, and they were changed there since it was handed in: "
        "{details}. So it was not published. Discard it and hand the file in again: then it has them as they are now."
    ),
    same_content=(
        "The guide “{guide}” was made of the very same file. Change its details instead, or withdraw it first."
    ),
    golden_failed="Some golden questions would not be answered as they must be, so it was not published.",
    golden_too_many="There can be {limit:,} golden questions at most. Remove one that is needed least first.",
    reason_missing="Please say why: the reason is kept with what was done.",
    guide_gone="There is no such guide any more. Nothing was changed.",
    answered_meanwhile="Somebody answered this in the meantime. Look at that answer first. Nothing was sent.",
    gap_gone="There is no such gap any more: whoever asked took the question back. Nothing was changed.",
    gap_owner_unfit="As {role} this person can't close gaps. Choose an editor, a reviewer, an admin or an owner.",
    standard_empty="A standard answer can't be empty. Say in a few sentences what people are to be told.",
    standard_too_long="A standard answer can have {limit} characters at most. Make a guide of a longer text.",
    community_name="A community can't be called “{name}”. Choose another name, with a letter in it.",
    scheme_unknown="There is no such scheme of evidence any more. Open the settings again and choose another one.",
    review_date_over="The next review has to lie ahead. Choose a day after today.",
)
SPANISH = RefusalTexts(
    roles={
        Role.OWNER: "responsable",
        Role.ADMIN: "administración",
        Role.EDITOR: "edición",
        Role.REVIEWER: "revisión",
        Role.LEARNER: "aprendiz",
    },
    as_role={
        Role.OWNER: "responsable",
        Role.ADMIN: "persona administradora",
        Role.EDITOR: "persona editora",
        Role.REVIEWER: "persona revisora",
        Role.LEARNER: "aprendiz",
    },
    states={
        EditionState.DRAFT: "un borrador",
        EditionState.IN_REVIEW: "en revisión",
        EditionState.SCHEDULED: "programada",
        EditionState.PUBLISHED: "publicada",
        EditionState.SUPERSEDED: "sustituida por una edición más nueva",
        EditionState.WITHDRAWN: "retirada",
        EditionState.DISCARDED: "descartada",
    },
    details={"title": "su título", "audience": "quién puede leerla", "evidence": "cómo se clasifica su evidencia"},
    not_allowed=(
        "Como {role} no puedes hacer esto aquí. Pide a quien es responsable o administra la biblioteca que "
        "lo haga, o que cambie tu papel."
    ),
    last_owner="Es la única persona responsable de la biblioteca. Nombra antes a otra.",
    wrong_state="«{edition}» ya está así: {state}. Por eso no se puede hacer esto. No se cambió nada.",
    second_person=(
        "Añadiste tú esta edición, y aquí otra persona tiene que mirarla antes de que la vean los lectores. "
        "Envíala a revisión y una persona revisora podrá publicarla."
    ),
    newer_published=(
        "Los lectores ya ven la edición {newer} de esta guía, que es más nueva, y con esta volverían atrás. "
        "Entrega el archivo de nuevo si debe sustituirla."
    ),
    decided_anew=(
        "Después de que pulsaras, alguien decidió de nuevo sobre «{edition}» (ahora: {state}), así que no se publicó. "
        "Mírala otra vez y publícala entonces si está bien."
    ),
    withdrawn_since=(
        "Después de que pulsaras, se retiró la guía. «{edition}» la habría traído de vuelta, así que no se publicó. "
        "Publícala otra vez si los lectores deben ver la guía."
    ),
    other_seen_since=(
        "Después de que pulsaras, se publicó la edición {seen} de la guía, así que «{edition}» no se publicó. "
        "Mira qué cambia ahora y publícala entonces si está bien."
    ),
    details_moved=(
        "«{edition}» debía tener esto como lo tiene su guía, y allí se cambió después de que se entregara: {details}. "
        "Por eso no se publicó. Descártala y entrega el archivo de nuevo: entonces lo tendrá como está ahora."
    ),
    same_content="La guía «{guide}» se hizo del mismo archivo. Cambia sus datos o retírala antes.",
    golden_failed="Algunas preguntas de control no se responderían como deben, así que no se publicó.",
    golden_too_many="Puede haber {limit} preguntas de control como máximo. Quita antes la que menos haga falta.",
    reason_missing="Di por qué, por favor: el motivo se guarda junto con lo que se hizo.",
    guide_gone="Esa guía ya no existe. No se cambió nada.",
    answered_meanwhile="Mientras tanto alguien ya respondió. Mira primero esa respuesta. No se envió nada.",
    gap_gone="Esa laguna ya no existe: quien preguntó retiró la pregunta. No se cambió nada.",
    gap_owner_unfit="Como {role}, no puede cerrar lagunas. Elige a alguien que edite, revise o administre.",
    standard_empty="Una respuesta modelo no puede estar vacía. Di en pocas frases qué se le debe decir a la gente.",
    standard_too_long="Una respuesta modelo tiene {limit} caracteres como máximo. Haz una guía de un texto más largo.",
    community_name="Una comunidad no puede llamarse «{name}». Elige otro nombre que tenga alguna letra.",
    scheme_unknown="Ese esquema de evidencia ya no existe. Abre de nuevo los ajustes y elige otro.",
    review_date_over="La próxima revisión tiene que estar por venir. Elige un día después de hoy.",
)
