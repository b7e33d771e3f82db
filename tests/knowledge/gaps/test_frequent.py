from datetime import timedelta

from ingestion.documents import Block
from knowledge.gaps.frequent import often_asked
from tests.knowledge.conversations.test_queries import answer_quoting, passages
from tests.knowledge.gaps.people import Asking
from tests.knowledge.library import NOW, Library

CALLS = "The coordinator calls the mentor within 24 hours of a missed meeting."
VISITS = "A home visit must be announced to the family at least 3 days before it."


def published(library: Library) -> str:
    blocks = (Block("Calls", 1), Block(CALLS), Block("Visits", 1), Block(VISITS))
    return library.publish("support.md", *blocks)


def asked(asking: Asking, edition: str, *people: str, passage: int = 0) -> list[str]:
    """Let people ask what a passage answers, each in other words."""
    found = passages(asking.library, edition)[passage]
    given = answer_quoting(asking.library, found, found.start, found.end)
    return [asking.ask(f"When do they call, {person}?", by=person, given=given) for person in people]


def often(library: Library, *, days: int = 1) -> list[tuple[str, tuple[str, ...], int, int]]:
    with library.database.reading() as session:
        found = often_asked(session, library.workspace, now=NOW + timedelta(days=days))
    return [(one.guide, one.heading, one.people, one.questions) for one in found]


def test_what_three_people_asked_is_asked_often_in_whatever_words(library: Library) -> None:
    asking, edition = Asking(library), published(library)
    asked(asking, edition, "U1", "U2", "U2", "U2")
    assert often(library) == []
    asked(asking, edition, "U3")
    asked(asking, edition, "U1", "U2", passage=1)
    assert often(library) == [("support.md", ("Calls",), 3, 5)]
    assert often(library, days=91) == []


def test_what_did_not_help_or_is_read_no_more_is_not_asked_often(library: Library) -> None:
    asking, edition = Asking(library), published(library)
    (first, *_) = asked(asking, edition, "U1", "U2", "U3")
    found = passages(library, edition)[0]
    again = asking.answer(first, answer_quoting(library, found, found.start, found.end))
    asking.judge(again, helpful=False)
    assert often(library) == []
    asking.judge(again, helpful=True)
    assert len(often(library)) == 1
    library.withdraw("support.md")
    assert often(library) == []
