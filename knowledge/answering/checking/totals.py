"""Whether a sentence gives as a total what its quote gives of each, in English and in Spanish. Pure."""

import re

from knowledge.answering.checking.words import canonical, unaccented

# "In all cases" sums nothing up.
_IN_TOTAL = re.compile(r"\b(?:in total|altogether|combined|in all(?=\W*$|[.,;:)])|en total)\b")
_EACH = re.compile(
    r"\b(?:each|every|per|apiece|both|either|an? (?:hour|day|week|month|year)|cada|por|ambos|ambas"
    r"|al (?:dia|mes|ano)|a la semana)\b"
)
_SUMMED = re.compile(r"\b(?:total|altogether|together|combined|all|overall|sum|tod[oa]s?|junt[oa]s|suma)\b")


def added_total(sentence: str, quoted: str) -> str | None:
    """The words with which a sentence says that an amount is a total where its quote gives it of each; None without."""
    plain, known = (unaccented(canonical(text).casefold()) for text in (sentence, quoted))
    found = _IN_TOTAL.search(plain)
    return found[0] if found and _EACH.search(known) and not _SUMMED.search(known) else None
