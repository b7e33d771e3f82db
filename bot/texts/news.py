"""What people are told without having asked: certificates that are about to lapse, and the digest of a month."""

from dataclasses import dataclass

from bot.texts.counted import Counted


@dataclass(frozen=True)
class NewsTexts:
    """The sentences of one language."""

    # certificates and goals whose end is near
    near: str
    more_near: str
    lapses: str
    renewable: str
    days_left: Counted
    goal_due: str
    last_day: str
    goal_path: str
    renew: str
    open: str
    open_spoken: str

    # the digest
    title: str
    yours: str
    practised: Counted
    practised_on: Counted
    in_month: str
    not_practised: str
    touched: str
    touched_line: str
    touched_hidden: str
    hidden_mrkdwn: str
    more_touched: Counted
    untouched: str
    until: str
    for_good: str
    stands: str
    lapsed: str
    renew_from: str
    certify: str
    cohorts: str
    learners: Counted
    more_cohorts: Counted
    track_none: str
    library: str
    guides: Counted
    overdue: Counted
    none_overdue: str
    expiring: Counted
    lately_lapsed: Counted
    why: str

    # what a channel is told
    report_title: str
    counting: Counted
    pictures: str
    certificates_file: str


ENGLISH = NewsTexts(
    near="Days to keep in mind",
    more_near="and {count} more",
    lapses="Your certificate “{title}” lapses on {date}.",
    renewable="You can renew it from now on.",
    days_left=Counted("{count} day is left.", "{count} days are left."),
    goal_due="“{title}” is to be reached by {date} in the cohort {cohort}.",
    last_day="That is today.",
    goal_path="My learning path",
    renew="Renew",
    open="Show the certificate",
    open_spoken="Show the certificate: {title}",
    title="What is new: {month}",
    yours="Your learning",
    practised=Counted("You answered {count} practice question", "You answered {count} practice questions"),
    practised_on=Counted("on {count} day", "on {count} days"),
    in_month="in {month}.",
    not_practised="You did not practise in {month}.",
    touched="Changes of guides that touch your certificates:",
    touched_line="“{guide}”: {severity} ({title})",
    touched_hidden="A guide that is not for you to read: {severity} ({title})",
    hidden_mrkdwn=(
        "A guide that is not for you to read has changed, or was withdrawn. Your certificate *{certificate}* rests on "
        "it."
    ),
    more_touched=Counted("and {count} more change", "and {count} more changes"),
    untouched="No guide under your certificates has changed in a way that touches them.",
    until="“{title}” holds until {date}.",
    for_good="“{title}” does not expire.",
    stands="“{title}”: {standing}.",
    lapsed="“{title}” lapsed on {date}.",
    renew_from="“{title}” lapses on {date}; you can renew it from {since} on.",
    certify="My certifications",
    cohorts="Your cohorts",
    learners=Counted("{count} learner", "{count} learners"),
    more_cohorts=Counted("and {count} more cohort", "and {count} more cohorts"),
    track_none="nobody has a goal yet",
    library="The library",
    guides=Counted("{count} guide", "{count} guides"),
    overdue=Counted("{count} guide is overdue for review.", "{count} guides are overdue for review."),
    none_overdue="No guide is overdue for review.",
    expiring=Counted(
        "{count} certificate lapses within the next 60 days.", "{count} certificates lapse within the next 60 days."
    ),
    lately_lapsed=Counted("{count} certificate lapsed last month.", "{count} certificates lapsed last month."),
    report_title="Certificates: {month}",
    counting=Counted("{count} certificate counts today.", "{count} certificates count today."),
    pictures="As a picture:",
    certificates_file="Certificates",
    why="This comes once a month. Write “settings” to me to change what I write to you about.",
)

SPANISH = NewsTexts(
    near="Fechas que conviene tener presentes",
    more_near="y {count} más",
    lapses="Tu certificado «{title}» caduca el {date}.",
    renewable="Ya lo puedes renovar.",
    days_left=Counted("Queda {count} día.", "Quedan {count} días."),
    goal_due="En el grupo {cohort} hay que alcanzar «{title}» a más tardar el {date}.",
    last_day="Es hoy.",
    goal_path="Mi itinerario",
    renew="Renovar",
    open="Ver el certificado",
    open_spoken="Ver el certificado: {title}",
    title="Novedades: {month}",
    yours="Tu aprendizaje",
    practised=Counted("Contestaste {count} pregunta de práctica", "Contestaste {count} preguntas de práctica"),
    practised_on=Counted("en {count} día", "en {count} días"),
    in_month="en {month}.",
    not_practised="No practicaste en {month}.",
    touched="Cambios en guías que afectan a tus certificados:",
    touched_line="«{guide}»: {severity} ({title})",
    touched_hidden="Una guía que no es para ti: {severity} ({title})",
    hidden_mrkdwn=("Una guía que no es para ti cambió o se retiró. Tu certificado *{certificate}* se apoya en ella."),
    more_touched=Counted("y {count} cambio más", "y {count} cambios más"),
    untouched="Ninguna guía de tus certificados cambió de una forma que les afecte.",
    until="«{title}» vale hasta el {date}.",
    for_good="«{title}» no caduca.",
    stands="«{title}»: {standing}.",
    lapsed="«{title}» caducó el {date}.",
    renew_from="«{title}» caduca el {date}; puedes renovarlo desde el {since}.",
    certify="Mis certificaciones",
    cohorts="Tus grupos",
    learners=Counted("{count} persona que aprende", "{count} personas que aprenden"),
    more_cohorts=Counted("y {count} grupo más", "y {count} grupos más"),
    track_none="nadie tiene un objetivo todavía",
    library="La biblioteca",
    guides=Counted("{count} guía", "{count} guías"),
    overdue=Counted("{count} guía tiene la revisión atrasada.", "{count} guías tienen la revisión atrasada."),
    none_overdue="Ninguna guía tiene la revisión atrasada.",
    expiring=Counted(
        "{count} certificado caduca en los próximos 60 días.", "{count} certificados caducan en los próximos 60 días."
    ),
    lately_lapsed=Counted("{count} certificado caducó el mes pasado.", "{count} certificados caducaron el mes pasado."),
    report_title="Certificados: {month}",
    counting=Counted("{count} certificado vale hoy.", "{count} certificados valen hoy."),
    pictures="En una imagen:",
    certificates_file="Certificados",
    why="Esto llega una vez al mes. Escríbeme «ajustes» para cambiar sobre qué te escribo.",
)
