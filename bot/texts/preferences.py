"""How a person wants to be reached: the card, the form."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts.counted import Counted
from bot.texts.hours import AtHour, alike
from learning.learners.values import Kind


@dataclass(frozen=True)
class PreferencesTexts:
    """The sentences of one language.

    Attributes:
        kinds: What a person may be written to about, by the kind.
    """

    title: str
    about: str
    change: str
    change_spoken: str
    daily: Counted
    from_hour: AtHour
    until_hour: AtHour
    daily_none: str
    zone: str
    zone_of_slack: str
    quiet: str
    quiet_none: str
    paused: str
    muted: str
    kinds: Mapping[Kind, str]

    # the form
    save: str
    daily_label: str
    daily_hint: str
    daily_choice: Counted
    daily_choice_none: str
    hour_label: str
    quiet_from_label: str
    quiet_until_label: str
    quiet_hint: str
    zone_label: str
    zone_hint: str
    paused_label: str
    paused_hint: str
    wanted_label: str
    saved: str
    zone_unknown: str
    out_of_range: str
    in_quiet_hours: AtHour
    paused_too_long: str


ENGLISH = PreferencesTexts(
    title="How I reach you",
    about="I write to you at most once a day to practise, and never in your quiet hours.",
    change="Change",
    change_spoken="Change how Fieldwise reaches you",
    daily=Counted("{count} question a day", "{count} questions a day"),
    from_hour=alike("from {hour}:00"),
    until_hour=alike("until {hour}:00"),
    daily_none="No daily questions",
    zone="Time zone: {zone}",
    zone_of_slack="Time zone: as in Slack",
    quiet="Quiet {begins} {ends}",
    quiet_none="No quiet hours",
    paused="On a break through {date}",
    muted="You are not written to about: {kinds}",
    kinds={
        Kind.PRACTICE: "Daily practice",
        Kind.DEADLINE: "Certificates that are about to lapse, and dates to keep",
        Kind.NUDGE: "Reminders by people who look after me",
        Kind.DIGEST: "What is new, once a month",
    },
    save="Save",
    daily_label="Questions a day",
    daily_hint="Questions by which you keep a certificate come whatever you choose, while some of the week are left.",
    daily_choice=Counted("{count} question", "{count} questions"),
    daily_choice_none="None",
    hour_label="From which hour?",
    quiet_from_label="Quiet from",
    quiet_until_label="Quiet until",
    quiet_hint="The same hour twice for no quiet hours.",
    zone_label="Time zone",
    zone_hint="For example Europe/Madrid or America/New_York. Leave it empty to use the one you have in Slack.",
    paused_label="Take a break through this day",
    paused_hint=(
        "Until then I write to you about nothing that you have not asked for, unless a certificate would lapse before "
        "you are back. Leave it empty to go on."
    ),
    wanted_label="What I may write to you about",
    saved="Saved.",
    zone_unknown="I know no time zone “{zone}”. Write it like Europe/Madrid or America/New_York.",
    out_of_range="{number} is out of range here.",
    in_quiet_hours=alike("{hour}:00 is in your quiet hours. Choose another hour, or other quiet hours."),
    paused_too_long="Choose a day within a year from now.",
)

SPANISH = PreferencesTexts(
    title="Cómo te escribo",
    about="Te escribo como mucho una vez al día para practicar, y nunca en tus horas de silencio.",
    change="Cambiar",
    change_spoken="Cambiar cómo te escribe Fieldwise",
    daily=Counted("{count} pregunta al día", "{count} preguntas al día"),
    from_hour=AtHour("desde la {hour}:00", "desde las {hour}:00"),
    until_hour=AtHour("hasta la {hour}:00", "hasta las {hour}:00"),
    daily_none="Sin preguntas diarias",
    zone="Zona horaria: {zone}",
    zone_of_slack="Zona horaria: la de Slack",
    quiet="Silencio {begins} {ends}",
    quiet_none="Sin horas de silencio",
    paused="En pausa hasta el {date} inclusive",
    muted="No te escribo sobre: {kinds}",
    kinds={
        Kind.PRACTICE: "Práctica diaria",
        Kind.DEADLINE: "Certificados a punto de caducar y fechas que cumplir",
        Kind.NUDGE: "Recordatorios de quienes me acompañan",
        Kind.DIGEST: "Novedades, una vez al mes",
    },
    save="Guardar",
    daily_label="Preguntas al día",
    daily_hint=(
        "Las preguntas con las que mantienes un certificado llegan elijas lo que elijas, mientras queden de la semana."
    ),
    daily_choice=Counted("{count} pregunta", "{count} preguntas"),
    daily_choice_none="Ninguna",
    hour_label="¿Desde qué hora?",
    quiet_from_label="Silencio desde las",
    quiet_until_label="Silencio hasta las",
    quiet_hint="La misma hora dos veces si no quieres horas de silencio.",
    zone_label="Zona horaria",
    zone_hint="Por ejemplo Europe/Madrid o America/New_York. Déjala vacía para usar la que tienes en Slack.",
    paused_label="Hacer una pausa hasta este día inclusive",
    paused_hint=(
        "Hasta entonces no te escribo sobre nada que no hayas pedido, salvo que un certificado fuera a caducar antes "
        "de tu vuelta. Déjalo vacío para seguir."
    ),
    wanted_label="Sobre qué puedo escribirte",
    saved="Guardado.",
    zone_unknown="No conozco la zona horaria «{zone}». Escríbela como Europe/Madrid o America/New_York.",
    out_of_range="{number} no es posible aquí.",
    in_quiet_hours=AtHour(
        "La {hour}:00 cae en tus horas de silencio. Elige otra hora u otras horas de silencio.",
        "Las {hour}:00 caen en tus horas de silencio. Elige otra hora u otras horas de silencio.",
    ),
    paused_too_long="Elige un día de aquí a un año.",
)
