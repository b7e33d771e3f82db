"""A question that was wrong, and exams that are graded again because of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.results.values import Policy


@dataclass(frozen=True)
class RegradeTexts:
    """The sentences of one language.

    Attributes:
        policies: What can be decided on a question, by the value of ``Policy``; ``decided`` is the same as a person
            who took the exam is told it.
    """

    title: str
    about: str
    policy_label: str
    policies: Mapping[str, str]
    accepted_label: str
    accepted_hint: str
    accepted_lines_label: str
    lines_hint_text: str
    lines_hint_order: str
    lines_hint_pair: str
    reason_label: str
    reason_hint: str
    next_step: str
    accepted_missing: str
    accepted_unread: str
    too_much: str
    dry_title: str
    unchanged: Counted
    changed: Counted
    right_now: str
    whose: Counted
    gains: Counted
    loses: Counted
    person_mrkdwn: str
    more_people: Counted
    certified: Counted
    mended: Counted
    nobody: str
    takes_label: str
    takes_choice: str
    takes_hint: str
    carry_out: str
    done: Counted
    done_nothing: str
    kept: Counted
    kept_unseen: Counted
    revoked: Counted
    outdated: Counted
    notice_mrkdwn: str
    decided: Mapping[str, str]
    points: str
    passes_now: str
    pass_kept: str
    passed_still: str
    passed_no_more: str
    certificate_revoked: str
    certificate_outdated: str
    not_passed_still: str
    my_certifications: str


ENGLISH = RegradeTexts(
    title="Regrade a question",
    about="Nothing is changed yet: the next step shows whose exams would change.",
    policy_label="What is decided?",
    policies={
        Policy.ACCEPT: "Other answers are right too",
        Policy.FULL_CREDIT: "Everybody is given its points",
        Policy.DROP: "It does not count",
        Policy.RE_KEY: "Only other answers are right",
    },
    accepted_label="Which answers? For the first and the last choice",
    accepted_hint="Those that are to count as right.",
    accepted_lines_label="Which answers, one a line? For the first and the last choice",
    lines_hint_text="Each as somebody would write it.",
    lines_hint_order="By the numbers above, for example: 2 1 3",
    lines_hint_pair="The letters that belong to the numbers, in their order, for example: b a c",
    reason_label="Why?",
    reason_hint="People whose results change read it.",
    next_step="Show the effect",
    accepted_missing="Choose which answers are right by this decision.",
    accepted_unread="That is no answer that this question allows.",
    too_much="These are more answers than fit in here. Name fewer, or shorten the reason.",
    dry_title="What would change",
    unchanged=Counted("{count} exam would not change.", "{count} exams would not change."),
    changed=Counted("The points of {count} exam would change.", "The points of {count} exams would change."),
    right_now="Right by this decision: {answers}",
    whose=Counted(
        "{count} person would have other points, and the same result:",
        "{count} people would have other points, and the same result:",
    ),
    gains=Counted("{count} person would pass:", "{count} people would pass:"),
    loses=Counted("{count} person would no longer reach the cut:", "{count} people would no longer reach the cut:"),
    person_mrkdwn="{person}: {before} % → {after} %",
    more_people=Counted("and {count} more", "and {count} others"),
    certified=Counted(
        "{count} certificate rests on these passes. It is revoked for good if you take them away.",
        "{count} certificates rest on these passes. They are revoked for good if you take them away.",
    ),
    mended=Counted(
        "{count} certificate is current only by these passes. It is outdated again if you take them away.",
        "{count} certificates are current only by these passes. They are outdated again if you take them away.",
    ),
    nobody="No exam in which it was asked would change.",
    takes_label="Those who would no longer pass",
    takes_choice="Take their passes away",
    takes_hint="Without this their points change, and their passes stay.",
    carry_out="Carry out",
    done=Counted("By this decision {count} result has changed.", "By this decision {count} results have changed."),
    done_nothing="The decision is kept. It changes the result of no exam.",
    kept=Counted("{count} pass stays by your decision.", "{count} passes stay by your decision."),
    kept_unseen=Counted(
        "{count} pass stays that you were not shown. Look at the effect again to take it away too.",
        "{count} passes stay that you were not shown. Look at the effect again to take them away too.",
    ),
    revoked=Counted(
        "{count} certificate that rested on them is revoked.", "{count} certificates that rested on them are revoked."
    ),
    outdated=Counted("{count} certificate is outdated again.", "{count} certificates are outdated again."),
    notice_mrkdwn="*{title}*: a question of your exam was wrong, so the exam was graded again.\n{reason}",
    decided={
        Policy.ACCEPT: "More answers count as right now.",
        Policy.FULL_CREDIT: "Everybody was given its points.",
        Policy.DROP: "It does not count any more.",
        Policy.RE_KEY: "Another answer counts as right now.",
    },
    points="Your points: {before} % before, {after} % now.",
    passes_now="You have passed.",
    pass_kept="You stay passed.",
    passed_still="You have passed, as before.",
    passed_no_more="With this you have not passed. Ask an admin of the library what you can do.",
    certificate_revoked="The certificate to which this exam had led is revoked.",
    certificate_outdated="The certificate that this short exam had made current is outdated again.",
    not_passed_still="You have not passed, as before.",
    my_certifications="My certifications",
)
SPANISH = RegradeTexts(
    title="Corregir de nuevo",
    about="Aún no se cambia nada: el paso siguiente muestra qué exámenes cambiarían.",
    policy_label="¿Qué se decide?",
    policies={
        Policy.ACCEPT: "También otras respuestas son correctas",
        Policy.FULL_CREDIT: "Se dan sus puntos a todos",
        Policy.DROP: "No cuenta",
        Policy.RE_KEY: "Solo otras respuestas son correctas",
    },
    accepted_label="¿Qué respuestas? Para la primera y la última opción",
    accepted_hint="Las que deben contar como correctas.",
    accepted_lines_label="¿Qué respuestas, una por línea? Para la primera y la última opción",
    lines_hint_text="Cada una como la escribiría alguien.",
    lines_hint_order="Con los números de arriba, por ejemplo: 2 1 3",
    lines_hint_pair="Las letras que van con los números, en su orden, por ejemplo: b a c",
    reason_label="¿Por qué?",
    reason_hint="Lo leen las personas cuyo resultado cambia.",
    next_step="Mostrar el efecto",
    accepted_missing="Elige qué respuestas son correctas según esta decisión.",
    accepted_unread="Esa no es una respuesta que admita esta pregunta.",
    too_much="Son más respuestas de las que caben aquí. Nombra menos o acorta el motivo.",
    dry_title="Lo que cambiaría",
    unchanged=Counted("{count} examen no cambiaría.", "{count} exámenes no cambiarían."),
    changed=Counted("Cambiarían los puntos de {count} examen.", "Cambiarían los puntos de {count} exámenes."),
    right_now="Correcto según esta decisión: {answers}",
    whose=Counted(
        "{count} persona tendría otros puntos y el mismo resultado:",
        "{count} personas tendrían otros puntos y el mismo resultado:",
    ),
    gains=Counted("{count} persona aprobaría:", "{count} personas aprobarían:"),
    loses=Counted("{count} persona ya no llegaría al corte:", "{count} personas ya no llegarían al corte:"),
    person_mrkdwn="{person}: de {before} % a {after} %",
    more_people=Counted("y {count} más", "y otras {count}"),
    certified=Counted(
        "{count} certificado se apoya en estos aprobados. Se revoca para siempre si los quitas.",
        "{count} certificados se apoyan en estos aprobados. Se revocan para siempre si los quitas.",
    ),
    mended=Counted(
        "{count} certificado está vigente solo por estos aprobados. Vuelve a quedar desactualizado si los quitas.",
        "{count} certificados están vigentes solo por estos aprobados. Vuelven a quedar desactualizados si los quitas.",
    ),
    nobody="No cambiaría ningún examen en que se hizo.",
    takes_label="Quienes ya no aprobarían",
    takes_choice="Quitarles el aprobado",
    takes_hint="Sin esto cambian sus puntos y conservan el aprobado.",
    carry_out="Llevar a cabo",
    done=Counted("Por esta decisión cambió {count} resultado.", "Por esta decisión cambiaron {count} resultados."),
    done_nothing="La decisión queda guardada. No cambia el resultado de ningún examen.",
    kept=Counted("{count} aprobado se conserva por tu decisión.", "{count} aprobados se conservan por tu decisión."),
    kept_unseen=Counted(
        "Se conserva {count} aprobado que no se te mostró. Mira otra vez el efecto para quitarlo también.",
        "Se conservan {count} aprobados que no se te mostraron. Mira otra vez el efecto para quitarlos también.",
    ),
    revoked=Counted(
        "Queda revocado {count} certificado que se apoyaba en ellos.",
        "Quedan revocados {count} certificados que se apoyaban en ellos.",
    ),
    outdated=Counted(
        "{count} certificado vuelve a estar desactualizado.", "{count} certificados vuelven a estar desactualizados."
    ),
    notice_mrkdwn="*{title}*: una pregunta de tu examen estaba mal, así que se corrigió de nuevo.\n{reason}",
    decided={
        Policy.ACCEPT: "Ahora cuentan más respuestas como correctas.",
        Policy.FULL_CREDIT: "Se dieron sus puntos a todos.",
        Policy.DROP: "Ya no cuenta.",
        Policy.RE_KEY: "Ahora cuenta otra respuesta como correcta.",
    },
    points="Tus puntos: antes {before} %, ahora {after} %.",
    passes_now="Has aprobado.",
    pass_kept="Sigues con el aprobado.",
    passed_still="Has aprobado, como antes.",
    passed_no_more="Con esto no has aprobado. Pregunta a quien administra la biblioteca qué puedes hacer.",
    certificate_revoked="El certificado al que llevó este examen queda revocado.",
    certificate_outdated="El certificado que este examen breve había puesto al día vuelve a estar desactualizado.",
    not_passed_still="No has aprobado, como antes.",
    my_certifications="Mis certificaciones",
)
