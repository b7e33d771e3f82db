"""Reminders that those who look after a cohort send to its learners."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from learning.cohorts.values import NoNudge


@dataclass(frozen=True)
class NudgeTexts:
    """The sentences of one language.

    Attributes:
        reasons: Why a reminder does not reach somebody, with ``{people}``.
    """

    reasons: Mapping[NoNudge, str]
    remind: str
    title: str
    next: str
    send: str
    states: str
    words: str
    words_hint: str
    first_words: str
    from_mrkdwn: str
    rarely: str
    preview: str
    preview_to: Counted
    preview_nobody: str
    preview_not_to: Counted
    preview_changed: str
    and_more: str
    nudged: Counted
    nobody: str


ENGLISH = NudgeTexts(
    reasons={
        NoNudge.LEFT: "Left the workspace: {people}",
        NoNudge.PAUSED: "Paused: {people}",
        NoNudge.MUTED: "Want no reminders: {people}",
        NoNudge.THIS_WEEK: "Reminded within the last seven days, or about to be: {people}",
        NoNudge.OWN: "You yourself: {people}",
    },
    remind="Remind…",
    title="Remind learners",
    next="Preview",
    send="Send",
    states="Whom",
    words="Your words",
    words_hint="Everybody gets these words, letter for letter, once a week at most.",
    first_words="Your goal is waiting. A few minutes today bring you nearer. If something is in the way, tell me.",
    from_mrkdwn="{person} sends you this as one who looks after the cohort *{cohort}*:",
    rarely="You get at most one such reminder a week, and none while you have paused.",
    preview="This is what they get",
    preview_to=Counted("It goes to {count} person:", "It goes to {count} people:"),
    preview_nobody="It reaches nobody now.",
    preview_not_to=Counted("It does not go to {count} person:", "It does not go to {count} people:"),
    preview_changed="Since you looked, it has changed whom this reaches. Look again before you send it.",
    and_more="and {count} more",
    nudged=Counted(
        "{count} person is reminded; where it is night, in the morning.",
        "{count} people are reminded; where it is night, in the morning.",
    ),
    nobody="It reaches nobody now.",
)
SPANISH = NudgeTexts(
    reasons={
        NoNudge.LEFT: "Ya no están en el espacio: {people}",
        NoNudge.PAUSED: "En pausa: {people}",
        NoNudge.MUTED: "No quieren recordatorios: {people}",
        NoNudge.THIS_WEEK: "Ya recibieron uno en los últimos siete días, o está por llegarles: {people}",
        NoNudge.OWN: "Tú: {people}",
    },
    remind="Recordar…",
    title="Recordar",
    next="Vista previa",
    send="Enviar",
    states="A quién",
    words="Tus palabras",
    words_hint="Cada persona recibe estas palabras, letra por letra, una vez por semana como mucho.",
    first_words="Tu meta te espera. Unos minutos hoy te acercan a ella. Si algo lo impide, dímelo.",
    from_mrkdwn="{person} te envía esto como quien cuida del grupo *{cohort}*:",
    rarely="Recibes como mucho un recordatorio así por semana, y ninguno mientras estés en pausa.",
    preview="Esto es lo que reciben",
    preview_to=Counted("Va a {count} persona:", "Va a {count} personas:"),
    preview_nobody="Ahora no llega a nadie.",
    preview_not_to=Counted("No va a {count} persona:", "No va a {count} personas:"),
    preview_changed="Desde que miraste cambió a quién llega. Mira otra vez antes de enviarlo.",
    and_more="y {count} más",
    nudged=Counted(
        "{count} persona recibe el recordatorio; donde es de noche, por la mañana.",
        "{count} personas reciben el recordatorio; donde es de noche, por la mañana.",
    ),
    nobody="Ahora no llega a nadie.",
)
