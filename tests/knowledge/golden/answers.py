"""Answers as they come out, with no more in them than a check looks at."""

from dataclasses import fields
from typing import Any

from knowledge.answering.answer import Answer, Citation
from knowledge.answering.sufficiency import Outcome


def cited(guide: str, *heading: str) -> Citation:
    """A citation of a guide under these headings."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(Citation))
    return Citation(**{**values, "number": 1, "guide": guide, "title": guide, "heading": heading, "quote": "So."})


def answered(*citations: Citation, outcome: Outcome = Outcome.ANSWERED) -> Answer:
    """An answer that cites these."""
    return Answer(outcome, (), citations, (), 0.9)


def refused() -> Answer:
    """That nothing was found."""
    return Answer(Outcome.NOT_IN_GUIDES, (), (), (), 0.1)
