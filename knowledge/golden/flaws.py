"""What a question needs to be a golden one. Pure."""

from collections.abc import Collection
from dataclasses import replace

from knowledge.golden.headings import HeadingsOf, Paths, stands_under
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


def flaw_of(wanted: Wanted, guides: Collection[str], headings: HeadingsOf) -> Flaw | None:
    """What is wrong with what a cleaned question wants.

    Args:
        wanted: The question.
        guides: The keys of those that there are.
        headings: Of what readers see; the headings of a guide that they do not see can be any.
    """
    if wanted.refuse:
        return Flaw.TWO_TARGETS if wanted.guide_key is not None or wanted.heading is not None else None
    if wanted.guide_key is None:
        return Flaw.HEADING_ALONE if wanted.heading is not None else Flaw.NO_TARGET
    if wanted.guide_key not in guides:
        return Flaw.UNKNOWN_GUIDE
    if len(wanted.heading or "") > LONGEST_HEADING:
        return Flaw.HEADING_TOO_LONG
    return _unknown_heading(wanted.heading, headings(wanted.guide_key)) if wanted.heading is not None else None


def _unknown_heading(heading: str, paths: Paths) -> Flaw | None:
    if not paths or any(stands_under(path, heading) for path in paths):
        return None
    return Flaw.UNKNOWN_HEADING if any(paths) else Flaw.NO_HEADINGS
