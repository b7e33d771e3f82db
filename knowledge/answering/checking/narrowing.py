"""Whether a sentence leaves out an "only", "unless" or "if" of its quote, or makes a duty of what is allowed. Pure."""

import re

from knowledge.answering.checking.negation import compared
from knowledge.answering.checking.words import content_words, is_one_language, stems_of

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|(?:nobody|no one|none|nothing) but|solo|solamente|unicamente|exclusivamente)\b"
)
_ONLY_IN_OTHER_WORDS = re.compile(
    r"\b(?:alone|no one else|nobody else|nothing else|just|except|unless|not|no|nadie mas|salvo|excepto)\b"
)
_EXCEPTION = re.compile(
    r"\b(?:unless|except(?:ing)?|excluding|apart from|other than|a menos que|salvo|excepto|a no ser que)\b"
)
# What may never be without something may be with it, and only then.
_NEVER_WITHOUT = re.compile(
    r"\b(?:not|no|never|nobody|nunca|nadie|ningun\w*)\b[^.;:!?\n]*?\b(?:without|sin)\b(?P<rest>[^.;:!?\n]*)"
)
_EXCEPTION_IN_OTHER_WORDS = re.compile(r"\b(?:only|if|without|until|when|solo|si|sin|hasta|cuando)\b")
_EVEN_SO = re.compile(r"\b(?:even (?:if|when|though|without)|aunque|(?:incluso|aun|ni siquiera) (?:si|cuando|sin))\b")
_CONDITION = re.compile(
    r"\b(?:if|provided(?: that)?|as long as|in case|siempre que|en caso de(?: que)?|si)\b(?P<rest>[^,.;:!?\n]*)"
)
_PERMITS = re.compile(
    r"\b(?:may|might|can|could|optional(?:ly)?|encouraged|recommended"
    r"|puede[ns]?|podria[ns]?|opcional\w*|recomienda\w*)\b"
)
# Less than a duty, but in another language one word tells both: "debe".
_ADVISES = re.compile(r"\b(?:should|deberian?)\b")
_OBLIGES = re.compile(
    r"\b(?:must|require[sd]?|ha(?:ve|s) to|needs? to|mandatory|obligatory|compulsory|shall"
    r"|deben?|tienen? que|obligatori[oa]s?)\b"
)
_SOME = re.compile(
    r"\b(?:some|half|many|most|mostly|often|sometimes|usually|generally|typically|several|rarely"
    r"|algun[oa]s|much[oa]s|a veces|a menudo|generalmente|suelen?|la mayoria|la mitad)\b"
)
_ALL = re.compile(r"\b(?:all|every|always|each|everyone|everybody|entire|tod[oa]s?|siempre|cada)\b")
_MAY = re.compile(r"\b(?:may|optional(?:ly)?|puede[ns]?|opcional\w*)\b")
_BESIDE = 2
_DENIED = re.compile(r"\b(?:not|no|never|nunca)\b")


def narrowed(sentence: str, quoted: str) -> str | None:
    """The word that a sentence leaves out of the quoted text, or adds, so that it says more; None where it doesn't.

    Only those of the quoted sentences are looked at whose words the sentence has; all of them in another language.
    """
    said = compared(sentence)
    words = set(stems_of(content_words(said)))
    same_language = is_one_language(sentence, quoted)
    for one in _SENTENCE.findall(compared(quoted)):
        stems = set(stems_of(content_words(one)))
        if same_language and (not stems or 2 * len(stems & words) < min(len(stems), len(words))):
            continue
        shared = words if same_language else set()
        found = _left_out(said, one, shared) or _condition_left_out(said, one, shared)
        found = found or _strengthened(said, one, same_language=same_language) or _weakened(said, one)
        if found is not None:
            return found
    return None


def _left_out(sentence: str, quoted: str, words: set[str]) -> str | None:
    """An "only" whose words the sentence has, or an exception."""
    only = next((m for m in _ONLY.finditer(quoted) if not words or _stems_beside(quoted, m) & words), None)
    if only and not _ONLY.search(sentence) and not _ONLY_IN_OTHER_WORDS.search(sentence):
        return only[0]
    without = _NEVER_WITHOUT.search(quoted)
    if without and words and not set(stems_of(content_words(without["rest"])[:_BESIDE])) <= words:
        return "without"
    exception, kept = _EXCEPTION.search(quoted), _EVEN_SO.sub(" ", sentence)
    if exception and not _EXCEPTION.search(kept) and not _EXCEPTION_IN_OTHER_WORDS.search(kept):
        return exception[0]
    return None


def _stems_beside(quoted: str, only: "re.Match[str]") -> set[str]:
    """The stems of what an "only" is said of: the words behind it, or before it where it is the last."""
    after = content_words(re.split(r"[,.;:!?\n]", quoted[only.end() :])[0])[:_BESIDE]
    return set(stems_of(after or content_words(quoted[: only.start()])[-_BESIDE:]))


def _condition_left_out(sentence: str, quoted: str, words: set[str]) -> str | None:
    """The "if" of which the sentence has neither the word nor what is asked: "if you are new" is in "new mentors"."""
    found = _CONDITION.search(quoted)
    if found is None or _CONDITION.search(sentence) or not words:
        return None
    asked = set(stems_of(content_words(found["rest"])))
    return None if not asked or asked & words else found[0].split()[0]


def _strengthened(sentence: str, quoted: str, *, same_language: bool) -> str | None:
    """A duty made of what is allowed, or all made of some. What "may not" be done must not be done."""
    if _DENIED.search(quoted):
        return None
    for strong, weak in ((_OBLIGES, _PERMITS), (_OBLIGES, _ADVISES), (_ALL, _SOME)):
        found = strong.search(sentence)
        is_told = same_language or weak is not _ADVISES
        if found and is_told and weak.search(quoted) and not strong.search(quoted):
            return found[0]
    return None


def _weakened(sentence: str, quoted: str) -> str | None:
    """What is only allowed where the quoted text makes it a duty."""
    found = _MAY.search(sentence)
    is_duty = _OBLIGES.search(quoted) and not _PERMITS.search(quoted) and not _DENIED.search(quoted)
    return found[0] if found and is_duty and not _OBLIGES.search(sentence) and not _ONLY.search(sentence) else None
