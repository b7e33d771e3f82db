"""Which language an answer is said in, and whether a question's language can be looked for. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from knowledge.errors import OtherLanguage
from knowledge.languages.detecting import ENGLISH, language_of

# In which the checks of a worded sentence know what denies, what limits and what counts. A sentence in another one
# could turn a guide around unseen.
CHECKED = frozenset({"en", "es"})
# Begins a question in Spanish, and in no other language that people write in here.
_SPANISH_MARK, _SPANISH = "¿", "es"


@dataclass(frozen=True)
class AnswerLanguage:
    """The language of an answer to one question.

    Attributes:
        code: In which a model is to word it; of two letters.
        asked: That of the question; None where it can't be told.
        quoted: Those of what is quoted.
        checkable: Those of them against which a sentence in ``code`` can be held. Where there is none, the answer is
            the guides' own words, with ``Fallback.LANGUAGE``.
    """

    code: str
    asked: str | None
    quoted: frozenset[str]
    checkable: frozenset[str]

    @property
    def can_be_checked(self) -> bool:
        """Whether a sentence in ``code`` can be held against anything that is quoted."""
        return bool(self.checkable)


def unreadable(question: str, *, guides: Collection[str], bridged: Collection[str]) -> OtherLanguage | None:
    """Why the guides can't be looked through for this question; None where they can, or nobody can tell.

    Args:
        question: As it is searched for.
        guides: The languages of the guides that the reader may see.
        bridged: Those that the embedding model brings together.
    """
    asked = language_of(question)
    if asked is None or any(is_bridged(asked, guide, bridged) for guide in guides):
        return None
    return OtherLanguage(asked, tuple(sorted(guides)))


def language_asked(written: Iterable[str]) -> str | None:
    """The language in which somebody asks, by what was written in the conversation; None where nothing tells it.

    Args:
        written: The question, and what was asked before it, the newest first: of "for groups?" alone it can't be told.
    """
    for text in written:
        told = language_of(text) or (_SPANISH if _SPANISH_MARK in text else None)
        if told is not None:
            return told
    return None


def answer_language(
    asked: str | None, *, wanted: str | None, quoted: Collection[str], bridged: Collection[str]
) -> AnswerLanguage:
    """The language in which a question is answered.

    Args:
        asked: Its own; None where that can't be told.
        wanted: The language that was asked for; None if none was.
        quoted: Those of the guides that are drawn on, the most important first.
        bridged: Those that the embedding model brings together.
    """
    code = wanted or asked or next(iter(quoted), ENGLISH)
    checkable = frozenset(o for o in quoted if {code, o} <= CHECKED and is_bridged(code, o, bridged))
    return AnswerLanguage(code, asked, frozenset(quoted), checkable)


def is_bridged(one: str, other: str, bridged: Collection[str]) -> bool:
    """Whether texts in the two languages can be held against each other."""
    return one == other or (one in bridged and other in bridged)
