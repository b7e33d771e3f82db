"""The short exam asks about each passage that changed, and mends what it was begun for."""

from dataclasses import replace

import pytest

from knowledge.members.roles import OPERATOR
from learning.certifications.service import retire
from learning.errors import NotEnoughItems
from learning.items.values import Quote
from learning.standing.values import Severity, Standing
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, item
from tests.learning.standing.shelf import CALLS, DAY, DEFINITION, GIFTS, YEAR, Shelf

TWO_YEARS = "A match must last at least two years."
REWORDED = "Call the mentor twice within the first month of any match."
MORE = "Mentors do not give very expensive gifts to young people."


def about(shelf: Shelf, key: str, quote: str) -> str:
    return shelf.bank.live(replace(item(key), quotes=(Quote(GUIDE, quote),), competency="care"))


def asked(shelf: Shelf) -> list[str]:
    return sorted(one.version_id for one in shelf.blueprint(now=NOW + DAY).candidates)


def test_each_passage_that_is_gone_has_a_question_of_its_own_that_stands_in(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, "Whoever calls writes down what was said.", now=NOW + DAY)
    calls = about(shelf, "calls", REWORDED)
    assert asked(shelf) == sorted([calls, shelf.year])
    new = about(shelf, "new", "Whoever calls writes down what was said.")
    assert asked(shelf) == sorted([calls, new])
    begun = shelf.delta(now=NOW + DAY)
    assert len(begun.slots) == 2
    shelf.mend(shelf.answered(begun, now=NOW + DAY))
    assert shelf.held(now=NOW + DAY).standing is Standing.CURRENT


def test_each_passage_that_changed_is_asked_about_though_a_whole_exam_asks_fewer_of_the_competency(
    shelf: Shelf,
) -> None:
    shelf.bank.live(replace(item("year"), quotes=(Quote(GUIDE, YEAR), Quote(GUIDE, GIFTS))))
    shelf.certified()
    shelf.edition(CALLS, TWO_YEARS, MORE, now=NOW + DAY)
    shelf.bank.live(replace(item("year"), quotes=(Quote(GUIDE, TWO_YEARS),)))
    unseen = [
        shelf.bank.live(replace(item(key), quotes=(Quote(GUIDE, quote),)))
        for key, quote in (("two-years", TWO_YEARS), ("more", MORE))
    ]
    assert asked(shelf) == sorted(unseen)


def test_more_about_what_changed_is_asked_as_far_as_a_whole_exam_asks_as_much(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    written = {about(shelf, key, REWORDED) for key in ("calls", "calls-again", "calls-once-more")}
    assert len(asked(shelf)) == 2
    assert set(asked(shelf)) < written


def test_a_change_that_was_committed_after_the_short_exam_was_begun_is_not_mended_by_it(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    about(shelf, "calls", REWORDED)
    begun = shelf.delta(now=NOW + 3 * DAY)
    shelf.edition(REWORDED, TWO_YEARS, GIFTS, now=NOW + 2 * DAY)
    assert shelf.mend(shelf.answered(begun, now=NOW + 3 * DAY)) == []
    held = shelf.held(now=NOW + 3 * DAY)
    assert [(one.severity, one.mended) for one in held.outdated] == [(Severity.MINOR, True), (Severity.MAJOR, False)]


def test_a_passage_that_changed_once_more_meanwhile_is_not_mended(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    about(shelf, "calls", REWORDED)
    begun = shelf.delta(now=NOW + DAY)
    shelf.edition("Call the mentor twice in the first week of any match.", YEAR, GIFTS, now=NOW + 2 * DAY)
    shelf.mend(shelf.answered(begun, now=NOW + 2 * DAY))
    assert shelf.held(now=NOW + 2 * DAY).severity is Severity.MAJOR


def test_a_guide_that_was_withdrawn_meanwhile_is_not_mended(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    about(shelf, "calls", REWORDED)
    begun = shelf.delta(now=NOW + DAY)
    shelf.withdraw(NOW + 2 * DAY)
    assert shelf.mend(shelf.answered(begun, now=NOW + 3 * DAY)) == []
    assert shelf.held(now=NOW + 3 * DAY).standing is Standing.OUTDATED
    with pytest.raises(NotEnoughItems):
        shelf.blueprint(now=NOW + 3 * DAY)


def test_the_certificate_of_a_certification_that_is_retired_can_be_brought_up_to_date(shelf: Shelf) -> None:
    made = shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    about(shelf, "calls", REWORDED)
    with shelf.database.transaction() as session:
        retire(session, shelf.workspace, DEFINITION.key, by=OPERATOR, now=NOW + DAY)
    assert shelf.mend(shelf.answered(shelf.delta(now=NOW + DAY), now=NOW + DAY)) == [made.id]
