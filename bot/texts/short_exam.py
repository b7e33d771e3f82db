"""A short exam on what guides changed under a certificate: its head, its changes, and what it came to."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class ShortExamTexts:
    """The sentences of one language."""

    title: str
    changed_mrkdwn: str
    withdrawn_mrkdwn: str
    more_changes: Counted
    stands_in_mrkdwn: str
    place: str
    mended_mrkdwn: str
    stood_in_mrkdwn: str
    reads_now_mrkdwn: str
    is_gone_mrkdwn: str
    is_withdrawn_mrkdwn: str


ENGLISH = ShortExamTexts(
    title="Short exam on what changed: {title}",
    changed_mrkdwn="Edition {edition} of *{guide}* changed a passage: {place}.",
    withdrawn_mrkdwn="Edition {edition} of *{guide}* was withdrawn.",
    more_changes=Counted("And {count} more change.", "And {count} more changes."),
    stands_in_mrkdwn="_Another question stands in: there is no question yet about {what}._",
    place="“{place}” in *{guide}*",
    mended_mrkdwn="Your certificate *{title}* is current again: you passed the questions about what changed.",
    stood_in_mrkdwn=(
        "Your certificate *{title}* is current again. Another question stood in for {what}, which changed thus:"
    ),
    reads_now_mrkdwn="• Before: “{before}”\n   Now: “{now}”",
    is_gone_mrkdwn="• No longer in the guide: “{before}”",
    is_withdrawn_mrkdwn="• {guide}, edition {edition}, was withdrawn.",
)
SPANISH = ShortExamTexts(
    title="Examen corto sobre lo que cambió: {title}",
    changed_mrkdwn="La edición {edition} de *{guide}* cambió un pasaje: {place}.",
    withdrawn_mrkdwn="Se retiró la edición {edition} de *{guide}*.",
    more_changes=Counted("Y {count} cambio más.", "Y {count} cambios más."),
    stands_in_mrkdwn="_Esta pregunta ocupa el lugar de otra: aún no hay ninguna sobre {what}._",
    place="«{place}» de *{guide}*",
    mended_mrkdwn="Tu certificado *{title}* vuelve a estar vigente: aprobaste las preguntas sobre lo que cambió.",
    stood_in_mrkdwn=(
        "Tu certificado *{title}* vuelve a estar vigente. Otra pregunta ocupó el lugar de {what}, que cambió así:"
    ),
    reads_now_mrkdwn="• Antes: “{before}”\n   Ahora: “{now}”",
    is_gone_mrkdwn="• Ya no está en la guía: “{before}”",
    is_withdrawn_mrkdwn="• Se retiró {guide}, edición {edition}.",
)
