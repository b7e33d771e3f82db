"""Daily practice in a person's own conversation with the bot, and practising what an answer said."""

from dataclasses import dataclass

from bot.texts.counted import Counted
from bot.texts.hours import AtHour, alike


@dataclass(frozen=True)
class DailyTexts:
    """The sentences of one language."""

    # the message of the day
    title: str
    waiting: Counted
    minutes: Counted
    streak: Counted
    start: str
    start_spoken: str
    pause: str
    pause_spoken: str
    settings: str
    paused: str
    go_on: str
    goes_on: AtHour
    goes_on_off: str

    # question after question
    another: Counted
    done: Counted
    done_next: str
    done_nothing_next: str
    none_left: str

    # what an answer said
    practise_this: str
    practise_this_spoken: str
    added: Counted
    added_when: AtHour
    added_paused: str
    added_off: str
    nothing_to_add: str


ENGLISH = DailyTexts(
    title="Practice for today",
    waiting=Counted("{count} question waits for you", "{count} questions wait for you"),
    minutes=Counted("about {count} minute", "about {count} minutes"),
    streak=Counted("You have kept at it for {count} day.", "You have kept at it for {count} days."),
    start="Start",
    start_spoken="Start today's practice",
    pause="Pause for a week",
    pause_spoken="Pause practice and reminders for a week",
    settings="Settings",
    paused=(
        "Practice is paused through {date}. Until then I write to you about nothing else either that you have not "
        "asked for, unless a certificate would lapse before you are back. Nothing is lost: what waits keeps its place."
    ),
    go_on="Go on now",
    goes_on=alike("Practice goes on: what is due comes at {hour}:00, your time."),
    goes_on_off="Your break is over. You get no daily questions at present.",
    another=Counted("Last question ({count} left today)", "Next question ({count} left today)"),
    done=Counted("Done for today: you answered {count} question.", "Done for today: you answered {count} questions."),
    done_next="The next questions come on {date}.",
    done_nothing_next="Nothing else is planned yet.",
    none_left="Nothing is left to practise today. Well done.",
    practise_this="Practise this",
    practise_this_spoken="Practise what this answer says",
    added=Counted(
        "{count} question on what this answer says is in your practice.",
        "{count} questions on what this answer says are in your practice.",
    ),
    added_when=alike("They come with your daily questions at {hour}:00, your time. Only you see this."),
    added_paused="Your practice is paused through {date}; they come after that. Only you see this.",
    added_off="You get no daily questions at present; write “settings” to me to change that. Only you see this.",
    nothing_to_add="There is no practice question on what this answer says yet. Only you see this.",
)

SPANISH = DailyTexts(
    title="Práctica de hoy",
    waiting=Counted("Te espera {count} pregunta", "Te esperan {count} preguntas"),
    minutes=Counted("más o menos {count} minuto", "más o menos {count} minutos"),
    streak=Counted("Llevas {count} día practicando.", "Llevas {count} días practicando."),
    start="Empezar",
    start_spoken="Empezar la práctica de hoy",
    pause="Pausa de una semana",
    pause_spoken="Hacer una pausa de una semana en la práctica y los avisos",
    settings="Ajustes",
    paused=(
        "La práctica está en pausa hasta el {date} inclusive. Hasta entonces tampoco te escribo sobre nada más que no "
        "hayas pedido, salvo que un certificado fuera a caducar antes de tu vuelta. No se pierde nada: lo que espera "
        "conserva su lugar."
    ),
    go_on="Seguir ya",
    goes_on=AtHour(
        "La práctica sigue: lo que toca llega a la {hour}:00, hora tuya.",
        "La práctica sigue: lo que toca llega a las {hour}:00, hora tuya.",
    ),
    goes_on_off="Tu pausa terminó. Ahora no recibes preguntas diarias.",
    another=Counted("Última pregunta (queda {count} hoy)", "Siguiente pregunta (quedan {count} hoy)"),
    done=Counted("Listo por hoy: contestaste {count} pregunta.", "Listo por hoy: contestaste {count} preguntas."),
    done_next="Las próximas preguntas llegan el {date}.",
    done_nothing_next="Todavía no hay nada más previsto.",
    none_left="Hoy no queda nada por practicar. Bien hecho.",
    practise_this="Practicar esto",
    practise_this_spoken="Practicar lo que dice esta respuesta",
    added=Counted(
        "{count} pregunta sobre lo que dice esta respuesta está en tu práctica.",
        "{count} preguntas sobre lo que dice esta respuesta están en tu práctica.",
    ),
    added_when=AtHour(
        "Llegan con tus preguntas diarias a la {hour}:00, hora tuya. Solo tú ves esto.",
        "Llegan con tus preguntas diarias a las {hour}:00, hora tuya. Solo tú ves esto.",
    ),
    added_paused="Tu práctica está en pausa hasta el {date} inclusive; llegan después. Solo tú ves esto.",
    added_off="Ahora no recibes preguntas diarias; escríbeme «ajustes» para cambiarlo. Solo tú ves esto.",
    nothing_to_add="Todavía no hay preguntas de práctica sobre lo que dice esta respuesta. Solo tú ves esto.",
)
