"""An answer that a model worded: what it is, why it is none, and how it came about."""

from dataclasses import dataclass

from bot.texts.counted import Counted
from knowledge.answering.inquiry import Stage
from knowledge.answering.sufficiency import Outcome
from knowledge.answering.trace import Check, Fallback


@dataclass(frozen=True)
class WordedTexts:
    """The sentences of one language.

    Attributes:
        statuses: What the bot is doing, after its name; ``stages`` the same by itself.
        fallbacks: Why an answer is in the guides' own words.
        midnight: When the next day begins, where the moment is not known.
        model: Which one worded the answer; ``model_asked`` where its words are not the ones that were given.
        failures: What a sentence did not stand up to.
        decimal_point: As numbers are written.
    """

    decimal_point: str

    # above and below an answer
    about: str
    understood: str
    standard_mrkdwn: str
    standard_beside: str
    standard_alone: str
    standard_summary: str
    statuses: dict[Stage, str]
    stages: dict[Stage, str]
    fallbacks: dict[Fallback, str]
    midnight: str

    # why this answer?
    why_title: str
    why_none: str
    why_nothing_kept: str
    asked: str
    searched: str
    outcome: str
    outcomes: dict[Outcome, str]
    model: str
    model_asked: str
    no_model: str
    spent: str
    found: str
    found_line: str
    found_nothing: str
    drafted: Counted
    words_not_kept: str
    kept: str
    dropped: str
    dropped_for: str
    failures: dict[Check, str]
    supported: str
    quoted_from: str
    answer_id: str
    not_shown: Counted

    def figure(self, value: float, digits: int = 2) -> str:
        """A number with so many digits after the point, as it is written."""
        return f"{value:.{digits}f}".replace(".", self.decimal_point)


ENGLISH = WordedTexts(
    decimal_point=".",
    about=(
        "Worded by a language model. Each sentence was compared with the quote it cites, but by rules that can miss "
        "something subtle: read the quotes below before you act on it."
    ),
    understood="Understood as: {question}",
    standard_mrkdwn="{person} answered this question on {date}. It is a person's answer; no guide says it.",
    standard_beside="What the guides say",
    standard_alone="In the guides themselves I did not find it.",
    standard_summary="A person's answer, not a guide's: {text}",
    statuses={
        Stage.UNDERSTANDING: "is reading the conversation…",
        Stage.SEARCHING: "is searching the guides…",
        Stage.WORDING: "is wording an answer…",
        Stage.CHECKING: "is checking each sentence against the guides…",
    },
    stages={
        Stage.UNDERSTANDING: "Reading the conversation",
        Stage.SEARCHING: "Searching the guides",
        Stage.WORDING: "Wording an answer",
        Stage.CHECKING: "Checking each sentence against the guides",
    },
    fallbacks={
        Fallback.AWAY: "I can't word answers just now, so these are the guides' own words.",
        Fallback.SLOW: "Wording the answer took too long, so these are the guides' own words.",
        Fallback.REFUSED: "I could not word this answer, so these are the guides' own words.",
        Fallback.GARBLED: "I could not word this answer, so these are the guides' own words.",
        Fallback.UNSUPPORTED: (
            "What I worded did not stand up to the check against the guides, so these are their own words."
        ),
        Fallback.PERSON_SPENT: (
            "Each person has a share of worded answers a day, and that of whoever asked this is used up. These are the "
            "guides' own words; there are worded answers again from {moment} on."
        ),
        Fallback.WORKSPACE_SPENT: (
            "This day's share of worded answers is used up. These are the guides' own words; there are worded answers "
            "again from {moment} on."
        ),
        Fallback.LANGUAGE: (
            "I can't check an answer in that language against these guides, so these are their own words."
        ),
        Fallback.BROKEN: "Something went wrong as I worded this answer, so these are the guides' own words.",
    },
    midnight="midnight UTC",
    why_title="Why this answer?",
    why_none="This message shows no answer of mine, or not any more.",
    why_nothing_kept="Nothing is kept of how this answer came about.",
    asked="Asked",
    searched="Searched for",
    outcome="Outcome",
    outcomes={
        Outcome.ANSWERED: "the guides answer it",
        Outcome.PARTLY: "the guides answer it in part",
        Outcome.NOT_IN_GUIDES: "not in the guides",
    },
    model="Worded by {model}, prompt version {version}",
    model_asked="Model asked: {model}, prompt version {version}",
    no_model="No model was asked: an answer in the guides' own words",
    spent="{tokens} tokens, {seconds} seconds",
    found="Found, best first",
    found_line="{rank}. {where} (score {score})",
    found_nothing="Nothing was found.",
    drafted=Counted("Drafted: {count} sentence", "Drafted: {count} sentences"),
    words_not_kept="Its words are not kept, as the question came with a file.",
    kept="Kept",
    dropped="Left out: {why}",
    dropped_for="Left out: {why} ({fact})",
    failures={
        Check.KEY: "it names a passage that was not found",
        Check.QUOTE: "its quote is not in the passage",
        Check.NUMBER: "its quote does not hold a number, a date or a unit of it",
        Check.NAME: "its passage does not speak of a name or a person in it",
        Check.NEGATION: "it says yes where its quote says no, or the other way round",
        Check.LINK: "it holds an address or a sign that no passage holds",
        Check.SUPPORT: "its quote does not support it",
        Check.BEARING: "its quote has nothing to do with the question",
    },
    supported="support {support}",
    quoted_from="Passage {key}",
    answer_id="Answer id: {id}",
    not_shown=Counted("{count} more is not shown.", "{count} more are not shown."),
)

SPANISH = WordedTexts(
    decimal_point=",",
    about=(
        "Redactada por un modelo de lenguaje. Cada frase se comparó con la cita que la respalda, pero con reglas que "
        "pueden pasar por alto algo sutil: lee las citas de abajo antes de actuar."
    ),
    understood="Entendido como: {question}",
    standard_mrkdwn=(
        "{person} respondió a esta pregunta el {date}. Es la respuesta de una persona; no lo dice ninguna guía."
    ),
    standard_beside="Lo que dicen las guías",
    standard_alone="En las guías mismas no lo encontré.",
    standard_summary="La respuesta de una persona, no de una guía: {text}",
    statuses={
        Stage.UNDERSTANDING: "está leyendo la conversación…",
        Stage.SEARCHING: "está buscando en las guías…",
        Stage.WORDING: "está redactando una respuesta…",
        Stage.CHECKING: "está comprobando cada frase con las guías…",
    },
    stages={
        Stage.UNDERSTANDING: "Leyendo la conversación",
        Stage.SEARCHING: "Buscando en las guías",
        Stage.WORDING: "Redactando una respuesta",
        Stage.CHECKING: "Comprobando cada frase con las guías",
    },
    fallbacks={
        Fallback.AWAY: "Ahora no puedo redactar respuestas, así que estas son las palabras de las guías.",
        Fallback.SLOW: "Redactar la respuesta tardó demasiado, así que estas son las palabras de las guías.",
        Fallback.REFUSED: "No pude redactar esta respuesta, así que estas son las palabras de las guías.",
        Fallback.GARBLED: "No pude redactar esta respuesta, así que estas son las palabras de las guías.",
        Fallback.UNSUPPORTED: (
            "Lo que redacté no superó la comprobación con las guías, así que estas son sus propias palabras."
        ),
        Fallback.PERSON_SPENT: (
            "Cada persona tiene una parte de respuestas redactadas al día, y la de quien preguntó esto está agotada. "
            "Estas son las palabras de las guías; vuelve a haber respuestas redactadas a partir de este momento: "
            "{moment}."
        ),
        Fallback.WORKSPACE_SPENT: (
            "Las respuestas redactadas de este día están agotadas. Estas son las palabras de las guías; vuelve a haber "
            "respuestas redactadas a partir de este momento: {moment}."
        ),
        Fallback.LANGUAGE: (
            "No puedo comprobar una respuesta en ese idioma con estas guías, así que estas son sus propias palabras."
        ),
        Fallback.BROKEN: "Algo falló al redactar esta respuesta, así que estas son las palabras de las guías.",
    },
    midnight="medianoche UTC",
    why_title="¿Por qué así?",
    why_none="Este mensaje no muestra ninguna respuesta mía, o ya no la muestra.",
    why_nothing_kept="No se guarda nada de cómo surgió esta respuesta.",
    asked="Preguntado",
    searched="Buscado",
    outcome="Resultado",
    outcomes={
        Outcome.ANSWERED: "las guías lo responden",
        Outcome.PARTLY: "las guías lo responden en parte",
        Outcome.NOT_IN_GUIDES: "no está en las guías",
    },
    model="Redactada por {model}, versión {version} de las instrucciones",
    model_asked="Modelo preguntado: {model}, versión {version} de las instrucciones",
    no_model="No se preguntó a ningún modelo: una respuesta con las palabras de las guías",
    spent="{tokens} tokens, {seconds} segundos",
    found="Encontrado, lo mejor primero",
    found_line="{rank}. {where} (puntuación {score})",
    found_nothing="No se encontró nada.",
    drafted=Counted("Redactada: {count} frase", "Redactadas: {count} frases"),
    words_not_kept="Sus palabras no se guardan, porque la pregunta vino con un archivo.",
    kept="Se mantuvo",
    dropped="Se dejó fuera: {why}",
    dropped_for="Se dejó fuera: {why} ({fact})",
    failures={
        Check.KEY: "nombra un pasaje que no se encontró",
        Check.QUOTE: "su cita no está en el pasaje",
        Check.NUMBER: "su cita no contiene un número, una fecha o una unidad suya",
        Check.NAME: "su pasaje no habla de un nombre o una persona que menciona",
        Check.NEGATION: "dice sí donde su cita dice no, o al revés",
        Check.LINK: "contiene una dirección o un signo que ningún pasaje contiene",
        Check.SUPPORT: "su cita no la respalda",
        Check.BEARING: "su cita no tiene nada que ver con la pregunta",
    },
    supported="respaldo {support}",
    quoted_from="Pasaje {key}",
    answer_id="Id de la respuesta: {id}",
    not_shown=Counted("Hay {count} más que no se muestra.", "Hay {count} más que no se muestran."),
)
