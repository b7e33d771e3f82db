"""What a message holds out as said or true. It is never looked for as a fact: only what it is about is. Pure."""

import re

from knowledge.answering.small_words import topic_words

# With fewer words on a matter, what is left of a claim asks nothing of its own.
LEAST_ASKED = 3
_SENTENCE = re.compile(r"[^.?!]+[.?!]*(?:[.?!]\S[^.?!]*)*")
_LEAD = r"(?:(?:but|so|and|well|wait|no|yes|pero|y|entonces|sí|si|espera)\b[\s,]*)*"
_WHO = (
    r"(?:you|(?:the|your|this|that|our) (?:guides?|bot|answer|handbook|manual)|it|they|she|he|somebody|someone"
    r"|everybody"
    r"|my \w+)"
)
_SAID = (
    r"(?:(?:just|already|always|also|clearly|earlier|before) )*"
    r"(?:said|says?|told (?:me|us)|wrote|writes?|stated?|states|confirmed|agreed|promised|mentioned|claim(?:ed|s)?)"
)
_HELD = re.compile(
    rf"^\s*{_LEAD}(?:"
    rf"{_WHO} {_SAID}(?: (?:earlier|before|yesterday))?"
    r"|(?:as )?i (?:just |already )?(?:said|thought|heard|read|know|believe|am sure|was told)|i['’]m sure"
    r"|(?:as )?we all know"
    r"|isn['’]t (?:it|that)(?: true)?|(?:usted |tú |tu )?(?:me |nos )?(?:dijiste|dijo|has dicho|ha dicho|decías"
    r"|dijeron|confirmaste)"
    r"|(?:la guía|el manual|la respuesta) dice|(?:yo )?(?:pensaba|creía|sé|leí|oí)"
    r")\b[\s,:]*(?:that\b|que\b)?[\s,:\"“]*",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"[\s,]*\b(?:right|correct|yes|no|agreed|is(?:n['’]t)? (?:it|that)(?: right| so| true| correct)?"
    r"|(?:do|does|is|are|was|were|ca|wo|should|must)n['’]t (?:it|they|we|you|he|she)"
    r"|verdad|cierto|no es (?:así|verdad|cierto)|correcto)\s*\?+\s*$",
    re.IGNORECASE,
)
_CONTRARY = re.compile(
    r"^\s*(?:(?:no|but|pero|that['’]s (?:wrong|not (?:right|true))|you(?:['’]re| are) wrong"
    r"|eso no es cierto)\b[\s,.:;]*)*"
    r"(?:it['’]s|it is|it was|they are|es|son)\b(?![^?]*\?)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:\d[\d.,:/]*\d|\d)\s*%?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty"
    r"|forty|fifty|sixty|hundred|thousand|once|twice|half|double|zero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho"
    r"|nueve"
    r"|diez|once|doce|quince|veinte|treinta|cien|mil|mitad|doble|cero)\b",
    re.IGNORECASE,
)


def claims(text: str) -> bool:
    """Whether a message holds something out as said or true, in one of its sentences."""
    return any(_about(sentence) is not None for sentence in _SENTENCE.findall(text))


def unclaimed(text: str) -> str:
    """A message without what it holds out: of a claim what it is about, without amounts; nothing if that is little."""
    if not claims(text):
        return text.strip()
    kept = []
    for sentence in _SENTENCE.findall(text):
        about = _about(sentence)
        if about is None:
            kept.append(sentence.strip())
        elif len(topic_words(about)) >= LEAST_ASKED:
            kept.append(about)
    return " ".join(kept)


def _about(sentence: str) -> str | None:
    """What a claim is about; None where a sentence claims nothing."""
    held, tag, contrary = _HELD.match(sentence), _TAG.search(sentence), _CONTRARY.match(sentence)
    if held is None and tag is None and contrary is None:
        return None
    begin = max((found.end() for found in (held, contrary) if found is not None), default=0)
    rest = sentence[begin : tag.start() if tag is not None else None]
    return " ".join(_AMOUNT.sub(" ", rest).split()).strip(" .,;:?!\"”'")
