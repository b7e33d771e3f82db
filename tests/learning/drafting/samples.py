"""Guides as their passages, for the tests of drafting."""

from knowledge.guides.changes import PassageText
from knowledge.retrieval.ranking import Passage

RULES = (
    "Staff must call at least three references before the first meeting.",
    "The coordinator calls the mentor within 24 hours of a missed meeting.",
    "The coordinator calls the parent within 48 hours of a closed match.",
    "A supervisor answers every worried mentor within 12 hours of the message.",
    "Mentors should never promise a young person to keep a danger secret.",
    "Mentors must tell the coordinator about every gift that they receive.",
    "Mentors should arrive on time and stay until the parent comes back.",
    "Programme staff are expected to document the first meeting of every match.",
)


def guide(*sentences: str, heading: tuple[str, ...] = ("Rules",)) -> list[PassageText]:
    text = " ".join(sentences)
    return [PassageText(Passage("p", "e", "g", 0, 0, len(text), heading, None, text), sentences)]
