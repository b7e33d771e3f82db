"""Whether a sentence states what its quote only asks for. Pure.

"Explain how plants make sugar." proves that this is to be explained, and nothing of plants.
"""

import re

from knowledge.answering.checking.words import canonical, is_one_language, stem

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKS = re.compile(
    r"^\W*(?:please\s+)?(?P<verb>break|compare|compose|create|define|describe|develop|discuss|draft|explain|generate|give"
    r"|list|provide|render|show|solve|summari[sz]e|tell|translate|write"
    r"|describ[ae]|escrib[ae]|expli(?:ca|que)|redact[ae]|resum[ae]|traduc[ei]|traduzca)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def only_asked_for(sentence: str, quoted: str) -> str | None:
    """The verb by which the quote asks for something that the sentence has as a fact; None where it does not.

    Only where every quoted sentence asks, and in the language of the sentence.
    """
    asked = [_ASKS.match(one) for one in _SENTENCE.findall(canonical(quoted)) if one.strip()]
    verbs = [found["verb"] for found in asked if found is not None]
    if not verbs or len(verbs) < len(asked) or not is_one_language(sentence, quoted):
        return None
    said = {stem(word) for word in _WORD.findall(canonical(sentence))}
    return None if any(stem(verb) in said for verb in verbs) else verbs[0]
