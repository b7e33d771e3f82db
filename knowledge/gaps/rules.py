"""What a later answer to a question of a gap is worth. Pure."""

from knowledge.answering.answer import Answer, Mode
from knowledge.answering.sufficiency import Outcome


def settles(before: Answer | None, after: Answer) -> bool:
    """Whether an answer given now settles a question that its newest answer so far did not.

    It answers all of it, from the guides or by a person; and it is not what did not help before: it rests on words
    that the one before did not rest on.
    """
    if after.mode is Mode.STANDARD and _says_something_else(before, after):
        return True
    if after.outcome is not Outcome.ANSWERED:
        return False
    return not _quoted(after) <= (_quoted(before) if before is not None else frozenset())


def _says_something_else(before: Answer | None, after: Answer) -> bool:
    said, known = after.standard, before.standard if before is not None else None
    return said is not None and (known is None or (said.id != known.id and said.text != known.text))


def _quoted(answer: Answer) -> frozenset[str]:
    return frozenset(citation.quote for citation in answer.citations)
