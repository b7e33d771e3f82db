"""Certificates: issued, shown to others, outdated by a guide, kept by those who look after them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.standing.values import Severity, Standing


@dataclass(frozen=True)
class CertificateTexts:
    """The sentences of one language.

    Attributes:
        standings: How a certificate stands, in a word or two.
        severities: How grave it is that a guide changed.
    """

    standings: Mapping[Standing, str]
    severities: Mapping[Severity, str]

    # in the Home tab
    home: str
    nothing_held: str
    held_mrkdwn: str
    held_until: str
    held_for_good: str
    practised_on: str
    not_practised: str
    begun_mrkdwn: str
    waits_for_mrkdwn: str
    waits_for_name_mrkdwn: str
    certify: str

    # before it is issued
    ask_name_mrkdwn: str
    ask_name: str
    ask_name_spoken: str
    named_mrkdwn: str
    waits_for_key: str
    keeper_waits_mrkdwn: str
    name_title: str
    name_label: str
    name_hint: str
    name_send: str
    name_missing: str

    # the card
    issued_mrkdwn: str
    issued_anew_mrkdwn: str
    card_mrkdwn: str
    issued_on: str
    lapses_on: str
    never_lapses: str
    renew_from: str
    public_mrkdwn: str
    private: str
    private_only: str
    make_public: str
    make_public_title: str
    make_public_question: str
    make_private: str
    files: str
    files_sent: str
    files_not_sent: str
    renew: str
    delta: str
    open: str
    open_spoken: str
    no_certificate: str
    because_mrkdwn: str
    outdated_mrkdwn: str

    # what the holder is told
    suspended_mrkdwn: str
    reinstated_mrkdwn: str
    revoked_mrkdwn: str
    changed_mrkdwn: str
    withdrawn_mrkdwn: str
    severity_mrkdwn: str
    how_to_mend: str
    reads_now: str
    is_gone: str
    more_changes: Counted

    # what who looks after the guide is told
    items_out: Counted
    resting: Counted
    resting_major: Counted
    tell_holders: str
    tell_holders_title: str
    tell_holders_question: str
    holders_told: Counted

    # the panel
    certificates: Counted
    about: str
    none: str
    all_standings: str
    row_mrkdwn: str
    named: str
    suspend: str
    reinstate: str
    revoke: str
    export: str
    exported: Counted
    not_exported: str
    grant: str
    reason_label: str
    reason_hint: str
    suspend_title: str
    revoke_title: str
    revoke_hint: str
    done_suspended: str
    done_reinstated: str
    done_revoked: str


ENGLISH = CertificateTexts(
    standings={
        Standing.CURRENT: "current",
        Standing.EXPIRING: "to be renewed",
        Standing.EXPIRED: "expired",
        Standing.OUTDATED: "outdated by a guide",
        Standing.SUSPENDED: "suspended",
        Standing.REVOKED: "revoked",
    },
    severities={
        Severity.MINOR: "minor: no number or duty changed, as far as can be told",
        Severity.MAJOR: "major: a number or a duty changed, or something is gone",
    },
    home="Certificates",
    nothing_held="You hold no certificate yet.",
    held_mrkdwn="*{title}*: {standing}\n{facts}",
    held_until="valid until {date}",
    held_for_good="does not expire",
    practised_on="last practised on {date}",
    not_practised="not practised yet",
    begun_mrkdwn="*{title}*: your exam is open.",
    waits_for_mrkdwn="*{title}*: the exam is passed. Still open: {requirements}",
    waits_for_name_mrkdwn=(
        "*{title}*: passed. As soon as the certificate can be signed, I ask you for the name on it, under Messages."
    ),
    certify="Certify me",
    ask_name_mrkdwn=(
        "You have met all that *{title}* requires. Before your certificate is signed: which name should stand on it?"
    ),
    ask_name="Choose the name…",
    ask_name_spoken="Choose the name that is to stand on the certificate {title}",
    named_mrkdwn="Your certificate *{title}* is signed, with the name {name}.",
    waits_for_key=(
        "You have met all that “{title}” requires. The certificate can't be signed just yet: those who look after this "
        "library know what is missing. I will write to you as soon as it can, and nothing is lost."
    ),
    keeper_waits_mrkdwn="Somebody has earned a certificate that can't be issued. {why}",
    name_title="Your name",
    name_label="The name on the certificate",
    name_hint="The name is signed and can't be changed later. Only you, and those who keep the library, see the "
    "certificate until you show it to others. The picture and the PDF print Latin, Greek and Cyrillic letters: a name "
    "in others stands in the signed text and on the page, to which they point.",
    name_send="Issue it",
    name_missing="Write your name.",
    issued_mrkdwn="Congratulations! Your certificate *{title}* is issued.",
    issued_anew_mrkdwn=(
        "Your certificate *{title}* is issued anew: the key of the one before is no longer trusted, so that one no "
        "longer counts. Give the new one to those who have the old one."
    ),
    card_mrkdwn="*{title}*\nIssued to {name}: {standing}",
    issued_on="issued on {date}",
    lapses_on="valid until {date}",
    never_lapses="does not expire",
    renew_from="can be renewed from {date}",
    public_mrkdwn="Whoever has this address can verify it: {address}",
    private=(
        "Only you see it, and those who keep the library see that you hold it. Show it to others, and it has an "
        "address at which anybody can verify it."
    ),
    private_only=(
        "Only you see it, and those who keep the library see that you hold it. It can't be shown to others while no "
        "pages of certificates are served here; its files can be verified all the same."
    ),
    make_public="Show it to others",
    make_public_title="Show it to others?",
    make_public_question=(
        "Whoever has its address then sees your name, what it certifies, and whether it is still valid. You can take "
        "that back at any time."
    ),
    make_private="Hide it again",
    files="Send me the files",
    files_sent=(
        "Your certificate “{title}” as a picture (PNG and SVG), as PDF and as signed text (JWT). Each of them can be "
        "verified on its own."
    ),
    files_not_sent="Slack did not take the files. Press the button again.",
    renew="Renew it",
    delta="Take the short exam on what changed",
    open="Show",
    open_spoken="Show the certificate {title}",
    no_certificate="You hold no such certificate.",
    because_mrkdwn="The reason: {reason}",
    outdated_mrkdwn="A guide on which it rests has changed since ({severity}).",
    suspended_mrkdwn="Your certificate *{title}* is suspended: it does not count for now.",
    reinstated_mrkdwn="Your certificate *{title}* counts again.",
    revoked_mrkdwn="Your certificate *{title}* is revoked: it does not count any more.",
    changed_mrkdwn=(
        "*{guide}* has a new edition, {edition}. It changes what your certificate *{certificate}* rests on."
    ),
    withdrawn_mrkdwn="*{guide}*, edition {edition}, was withdrawn. Your certificate *{certificate}* rests on it.",
    severity_mrkdwn="How much it matters: {severity}.",
    how_to_mend=(
        "Your certificate counts as outdated until you pass a short exam about what changed. Where something is gone, "
        "or there is no question about it yet, another question stands in."
    ),
    reads_now="It reads differently now:",
    is_gone="This is no longer in the guide:",
    more_changes=Counted("And {count} more change.", "And {count} more changes."),
    items_out=Counted(
        "{count} question was taken out until somebody looks at it: on Home, under “Exam questions”.",
        "{count} questions were taken out until somebody looks at them: on Home, under “Exam questions”.",
    ),
    resting=Counted("{count} certificate rests on what changed", "{count} certificates rest on what changed"),
    resting_major=Counted("for {count} it is major", "for {count} of them it is major"),
    tell_holders="Tell the holders",
    tell_holders_title="Tell the holders?",
    tell_holders_question=(
        "Each of them gets one direct message: what changed, and how to bring the certificate up to date."
    ),
    holders_told=Counted("{count} holder was told.", "{count} holders were told."),
    certificates=Counted("Certificates: {count}", "Certificates: {count} in all"),
    about="Who holds which certificate, and how it stands: by its own steps, the calendar, and what guides changed.",
    none="There is no such certificate.",
    all_standings="However they stand",
    row_mrkdwn="{person}: *{title}*, {standing}\n{facts}",
    named="in the name of {name}",
    suspend="Suspend…",
    reinstate="Reinstate",
    revoke="Revoke…",
    export="Send me the list as CSV",
    exported=Counted("The list with {count} certificate.", "The list with {count} certificates."),
    not_exported="Slack did not take the list. Press the button again.",
    grant="Waive or extend a requirement…",
    reason_label="Why",
    reason_hint="The holder is told, in these words. They are kept in the audit log.",
    suspend_title="Suspend it",
    revoke_title="Revoke it",
    revoke_hint="It can't be taken back. The holder is told, in these words. They are kept in the audit log.",
    done_suspended="The certificate is suspended, and its holder is told.",
    done_reinstated="The certificate counts again, and its holder is told.",
    done_revoked="The certificate is revoked, and its holder is told.",
)
SPANISH = CertificateTexts(
    standings={
        Standing.CURRENT: "vigente",
        Standing.EXPIRING: "por renovar",
        Standing.EXPIRED: "caducado",
        Standing.OUTDATED: "desactualizado por una guía",
        Standing.SUSPENDED: "suspendido",
        Standing.REVOKED: "revocado",
    },
    severities={
        Severity.MINOR: "leve: hasta donde se puede ver, no cambió ningún número ni ninguna obligación",
        Severity.MAJOR: "grave: cambió un número o una obligación, o algo ya no está",
    },
    home="Certificados",
    nothing_held="Todavía no tienes ningún certificado.",
    held_mrkdwn="*{title}* · {standing}\n{facts}",
    held_until="hasta el {date}",
    held_for_good="sin fecha de fin",
    practised_on="última práctica el {date}",
    not_practised="aún sin práctica",
    begun_mrkdwn="*{title}* · tu examen está abierto.",
    waits_for_mrkdwn="*{title}* · el examen está aprobado. Queda pendiente: {requirements}",
    waits_for_name_mrkdwn=(
        "*{title}* · conseguido. En cuanto se pueda firmar el certificado, te pregunto en Mensajes qué nombre lleva."
    ),
    certify="Certificarme",
    ask_name_mrkdwn=(
        "Has cumplido todo lo que exige *{title}*. Antes de firmar tu certificado: ¿qué nombre quieres que lleve?"
    ),
    ask_name="Elegir el nombre…",
    ask_name_spoken="Elegir el nombre que llevará el certificado {title}",
    named_mrkdwn="Tu certificado *{title}* está firmado, a nombre de {name}.",
    waits_for_key=(
        "Has cumplido todo lo que exige «{title}». El certificado aún no se puede firmar: quienes llevan esta "
        "biblioteca saben qué falta. Te escribiré en cuanto se pueda, y no se pierde nada."
    ),
    keeper_waits_mrkdwn="Alguien se ha ganado un certificado que no se puede emitir. {why}",
    name_title="Tu nombre",
    name_label="El nombre en el certificado",
    name_hint="Se firma con él y luego no se puede cambiar. Solo lo veis tú y quienes administran la "
    "biblioteca, hasta que lo muestres a otras personas. "
    "La imagen y el PDF solo imprimen letras latinas, griegas y cirílicas: un nombre en otras figura en el texto "
    "firmado y en la página, a los que remiten.",
    name_send="Emitirlo",
    name_missing="Escribe tu nombre.",
    issued_mrkdwn="¡Enhorabuena! Tu certificado *{title}* está emitido.",
    issued_anew_mrkdwn=(
        "Tu certificado *{title}* se ha emitido de nuevo: ya no se confía en la clave del anterior, así que ese ya no "
        "cuenta. Da el nuevo a quienes tienen el anterior."
    ),
    card_mrkdwn="*{title}*\nA nombre de {name} · {standing}",
    issued_on="emitido el {date}",
    lapses_on="vale hasta el {date}",
    never_lapses="vale sin fecha de fin",
    renew_from="se puede renovar desde el {date}",
    public_mrkdwn="Quien tenga esta dirección puede verificarlo: {address}",
    private=(
        "Solo lo ves tú, y quienes administran la biblioteca ven que lo tienes. Si lo muestras, tendrá una dirección "
        "en la que cualquiera puede verificarlo."
    ),
    private_only=(
        "Solo lo ves tú, y quienes administran la biblioteca ven que lo tienes. No se puede mostrar mientras aquí no "
        "se sirvan páginas de certificados; sus archivos se pueden verificar de todos modos."
    ),
    make_public="Mostrarlo a otras personas",
    make_public_title="¿Mostrarlo?",
    make_public_question=(
        "Quien tenga su dirección verá tu nombre, lo que has demostrado saber y si sigue vigente. Puedes volver atrás "
        "cuando quieras."
    ),
    make_private="Volver a ocultarlo",
    files="Enviarme los archivos",
    files_sent=(
        "Tu certificado «{title}» como imagen (PNG y SVG), en PDF y como texto firmado (JWT). Cada uno se puede "
        "verificar por sí solo."
    ),
    files_not_sent="Slack no aceptó los archivos. Vuelve a pulsar el botón.",
    renew="Renovarlo",
    delta="Hacer el examen corto sobre lo que cambió",
    open="Ver",
    open_spoken="Ver el certificado {title}",
    no_certificate="No tienes ningún certificado así.",
    because_mrkdwn="El motivo: {reason}",
    outdated_mrkdwn="Desde entonces cambió una guía en la que se apoya ({severity}).",
    suspended_mrkdwn="Tu certificado *{title}* está suspendido: por ahora no cuenta.",
    reinstated_mrkdwn="Tu certificado *{title}* vuelve a contar.",
    revoked_mrkdwn="Tu certificado *{title}* está revocado: ya no cuenta.",
    changed_mrkdwn=(
        "*{guide}* tiene una edición nueva, {edition}. Cambia aquello en lo que se apoya tu certificado "
        "*{certificate}*."
    ),
    withdrawn_mrkdwn="Se retiró *{guide}*, edición {edition}. Tu certificado *{certificate}* se apoya en ella.",
    severity_mrkdwn="Cuánto importa: {severity}.",
    how_to_mend=(
        "Tu certificado cuenta como desactualizado hasta que apruebes un examen corto sobre lo que cambió. Si algo ya "
        "no está, o aún no hay ninguna pregunta sobre ello, otra pregunta ocupa su lugar."
    ),
    reads_now="Ahora dice otra cosa:",
    is_gone="Esto ya no está en la guía:",
    more_changes=Counted("Y {count} cambio más.", "Y {count} cambios más."),
    items_out=Counted(
        "Se apartó {count} pregunta hasta que alguien la mire: en Inicio, en «Preguntas de examen».",
        "Se apartaron {count} preguntas hasta que alguien las mire: en Inicio, en «Preguntas de examen».",
    ),
    resting=Counted("{count} certificado se apoya en lo que cambió", "{count} certificados se apoyan en lo que cambió"),
    resting_major=Counted("para {count} es grave", "para {count} de ellos es grave"),
    tell_holders="Avisar a quienes lo tienen",
    tell_holders_title="¿Avisar?",
    tell_holders_question="Cada persona recibe un mensaje directo: qué cambió y cómo poner al día el certificado.",
    holders_told=Counted("Se avisó a {count} titular.", "Se avisó a {count} titulares."),
    certificates=Counted("Certificados: {count}", "Certificados: {count} en total"),
    about="Quién tiene qué certificado y cómo está: por sus propios pasos, el calendario y lo que cambiaron las guías.",
    none="No hay ningún certificado así.",
    all_standings="En cualquier estado",
    row_mrkdwn="{person} · *{title}*, {standing}\n{facts}",
    named="a nombre de {name}",
    suspend="Suspender…",
    reinstate="Restablecer",
    revoke="Revocar…",
    export="Enviarme la lista en CSV",
    exported=Counted("La lista con {count} certificado.", "La lista con {count} certificados."),
    not_exported="Slack no aceptó la lista. Vuelve a pulsar el botón.",
    grant="Dispensar de un requisito o dar más tiempo…",
    reason_label="Por qué",
    reason_hint="Se le dice a quien lo tiene, con estas palabras. Quedan en el registro.",
    suspend_title="Suspenderlo",
    revoke_title="Revocarlo",
    revoke_hint="No se puede deshacer. Se le dice a quien lo tiene, con estas palabras. Quedan en el registro.",
    done_suspended="El certificado está suspendido y su titular lo sabe.",
    done_reinstated="El certificado vuelve a contar y su titular lo sabe.",
    done_revoked="El certificado está revocado y su titular lo sabe.",
)
