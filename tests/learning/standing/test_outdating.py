"""What editions took from certificates is closed where one takes it back, and told once for all of them."""

from learning.items.values import ItemState
from learning.standing.values import Severity, Standing
from tests.knowledge.library import NOW
from tests.learning.standing.shelf import AMARA, CALLS, DAY, GIFTS, TEXTS, YEAR, Shelf

TWO_YEARS = "A match must last at least two years."
REWORDED = "Call the mentor twice within the first month of any match."


def test_what_says_again_what_was_asked_is_outdated_no_more(shelf: Shelf) -> None:
    made = shelf.certified()
    second = shelf.edition(REWORDED, TWO_YEARS, GIFTS, now=NOW + DAY)
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + 2 * DAY)
    (row,) = shelf.held(now=NOW + 2 * DAY).outdated
    assert (row.severity, len(row.passages), row.mended) == (Severity.MINOR, 1, False)
    shelf.edition(*TEXTS, now=NOW + 3 * DAY)
    assert shelf.held(now=NOW + 3 * DAY).standing is Standing.CURRENT
    hit = shelf.hit(second)
    assert (hit.certificates, hit.untold) == (1, ())
    _, touched = shelf.published(CALLS, TWO_YEARS, GIFTS, now=NOW + 4 * DAY)
    assert dict(touched.outdated) == {made.id: Severity.MAJOR}


def test_an_item_stays_out_until_somebody_has_looked_at_it_though_its_words_stand_again(shelf: Shelf) -> None:
    shelf.edition(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    shelf.edition(*TEXTS, now=NOW + 2 * DAY)
    assert shelf.bank.states(shelf.year) == [ItemState.QUARANTINED]
    shelf.bank.release(shelf.year)
    assert shelf.bank.states(shelf.year) == [ItemState.PUBLISHED]


def test_a_guide_that_was_withdrawn_and_is_published_again_outdates_only_what_it_changes(shelf: Shelf) -> None:
    shelf.certified()
    shelf.withdraw(NOW + DAY)
    shelf.edition(REWORDED, YEAR, GIFTS, "A new part.", now=NOW + 2 * DAY)
    held = shelf.held(now=NOW + 2 * DAY)
    assert (held.severity, [one.mended for one in held.outdated]) == (Severity.MINOR, [True, False])
    shelf.edition(*TEXTS, "A new part.", now=NOW + 3 * DAY)
    assert shelf.held(now=NOW + 3 * DAY).standing is Standing.CURRENT


def test_the_last_change_of_a_passage_says_how_grave_all_of_them_are(shelf: Shelf) -> None:
    shelf.certified()
    second = shelf.edition(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    shelf.edition(CALLS, "Each match must last at least one year.", GIFTS, now=NOW + 2 * DAY)
    held = shelf.held(now=NOW + 2 * DAY)
    assert (held.severity, [one.mended for one in held.outdated]) == (Severity.MINOR, [True, False])
    assert shelf.hit(second).untold == ()


def test_a_certificate_that_rests_on_several_editions_is_outdated_by_all_that_changed_since(shelf: Shelf) -> None:
    attempt_id = shelf.passed()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    shelf.edition(REWORDED, TWO_YEARS, GIFTS, now=NOW + 2 * DAY)
    shelf.issued(attempt_id, now=NOW + 3 * DAY)
    held = shelf.held(AMARA, now=NOW + 3 * DAY)
    (row,) = held.outdated
    assert (held.severity, len(row.passages)) == (Severity.MAJOR, 2)
