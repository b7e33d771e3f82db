"""Whether a sentence makes a cause of what its quote only tells together, in English and in Spanish. Pure."""

import re

from knowledge.answering.checking.words import canonical, unaccented

_CAUSING = (
    r"caus(?:e|es|ed|ing)|because|due to|owing to|thanks to|leads? to|led to|leading to|results? in|resulted in"
    r"|as a result|brings? about|brought about|produces?|produced|therefore|consequently|which is why|the reason"
    r"|porque|debido a|gracias a|causan?|causo|causaron|provocan?|provoco|producen?|produjo|lleva a|llevan a"
    r"|por lo tanto|por eso|a causa de|da lugar a"
)
_CAUSED = re.compile(rf"\b(?:{_CAUSING})\b")
# In other words, or with little ones that may give a reason; or the same words say something else: "due to the lead".
_REASONED = re.compile(
    rf"\b(?:{_CAUSING}|so|since|as|for|thus|hence|why|reasons?|lead|result|results|resulting|make|makes|made|making"
    r"|due|thanks?|thanked|mean|means|given|effects? of|impact of|affects?|through|improves?d?|increases?d?|reduces?d?"
    r"|helps?|helped|ya que|puesto que|pues|como|para|por|asi|razon|razones|motivo|hace|hacen|efectos? de|mejoran?"
    r"|aumentan?|reducen?)\b"
)


def added_cause(sentence: str, quoted: str) -> str | None:
    """The words with which a sentence gives a cause where its quote gives no reason of any kind; None without."""
    found = _CAUSED.search(_plain(sentence))
    return found[0] if found and not _REASONED.search(_plain(quoted)) else None


def _plain(text: str) -> str:
    return unaccented(canonical(text).casefold())
