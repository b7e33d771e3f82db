"""What can be asked. Pure."""

import unicodedata

from knowledge.errors import QuestionReason, QuestionUnusable
from knowledge.unseen import is_no_text, is_unseen

LONGEST_QUESTION = 2_000


def cleaned_question(question: str) -> str:
    """The question without control characters and lone surrogates, its spaces collapsed.

    Raises:
        QuestionUnusable: Nothing is left, it is too long, or it has no letter or digit.
    """
    kept = "".join(" " if is_no_text(c) else c for c in question)
    kept = " ".join(unicodedata.normalize("NFC", kept).split())
    if not kept:
        raise QuestionUnusable(QuestionReason.EMPTY)
    if len(kept) > LONGEST_QUESTION:
        raise QuestionUnusable(QuestionReason.TOO_LONG, LONGEST_QUESTION)
    if not any(c.isalnum() and not is_unseen(c) for c in kept):
        raise QuestionUnusable(QuestionReason.NO_WORDS)
    return kept
