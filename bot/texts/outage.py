"""That the model which words answers gives nothing, time after time."""

from dataclasses import dataclass

from knowledge.answering.trace import Fallback


@dataclass(frozen=True)
class OutageTexts:
    """The sentences of one language.

    Attributes:
        whys: What came of asking the model.
        cause: Before the program's own words.
    """

    title: str
    since: str
    whys: dict[Fallback, str]
    cause: str
    meanwhile: str


ENGLISH = OutageTexts(
    title="The model that words answers gives nothing of use",
    since="Since {moment} nothing of use has come from {model}, however often it was asked ({count}).",
    whys={
        Fallback.AWAY: "It can't be reached, or turns requests down.",
        Fallback.SLOW: "It takes longer than it may.",
        Fallback.REFUSED: "It refuses to answer.",
        Fallback.GARBLED: "What it says does not have the form that was asked for.",
    },
    cause="The last time: {cause}.",
    meanwhile=(
        "Until it answers again, people get the guides' own words. Whoever runs Fieldwise can put it right: "
        "`fieldwise doctor` says which setting or server it is."
    ),
)

SPANISH = OutageTexts(
    title="El modelo que redacta las respuestas no da nada útil",
    since="Desde {moment} no ha llegado nada útil de {model}, por más veces que se le preguntó ({count}).",
    whys={
        Fallback.AWAY: "No se puede contactar con él, o rechaza las peticiones.",
        Fallback.SLOW: "Tarda más de lo que puede tardar.",
        Fallback.REFUSED: "Se niega a responder.",
        Fallback.GARBLED: "Lo que dice no tiene la forma que se le pidió.",
    },
    cause="La última vez, en palabras del programa: {cause}.",
    meanwhile=(
        "Hasta que vuelva a responder, se dan las palabras de las propias guías. Quien administra Fieldwise puede "
        "arreglarlo: `fieldwise doctor` dice qué ajuste o servidor es."
    ),
)
