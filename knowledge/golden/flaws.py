"""What a question needs to be a golden one. Pure."""

from collections.abc import Collection
from dataclasses import replace

from knowledge.golden.values import Flaw, Wanted
from knowledge.retrieval.questions import cleaned_question
from knowledge.wording import plain

LONGEST_HEADING = 500


def cleaned(wanted: Wanted) -> Wanted:
    """It with its question as it would be searched for, its heading as it can be kept, and empty texts as None.

    Raises:
        QuestionUnusable: The question can't be asked.
    """
    return replace(
        wanted,
        question=cleaned_question(wanted.question),
        guide_key=wanted.guide_key or None,
        heading=plain(wanted.heading or "") or None,
    )


def flaw_of(wanted: Wanted, guides: Collection[str]) -> Flaw | None:
    """What is wrong with what a cleaned question wants; ``guides`` are the keys of those that there are."""
    if wanted.refuse:
        return Flaw.TWO_TARGETS if wanted.guide_key is not None or wanted.heading is not None else None
    if wanted.guide_key is None:
        return Flaw.HEADING_ALONE if wanted.heading is not None else Flaw.NO_TARGET
    if wanted.guide_key not in guides:
        return Flaw.UNKNOWN_GUIDE
    if len(wanted.heading or "") > LONGEST_HEADING:
        return Flaw.HEADING_TOO_LONG
    return None
