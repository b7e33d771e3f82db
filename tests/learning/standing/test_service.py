"""An edition comes to readers, or is taken from them: items and certificates follow."""

from dataclasses import replace

import pytest

from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from learning.errors import NotEnoughItems, NothingToRenew
from learning.items.values import ItemState, Quote
from learning.standing.foreseen import NOTHING_FORESEEN, Foreseen, foreseen
from learning.standing.values import Severity, Standing
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, item
from tests.learning.standing.shelf import AMARA, BEN, CALLS, DAY, GIFTS, YEAR, Shelf

LIVE, OUT = ItemState.PUBLISHED, ItemState.QUARANTINED
TWO_YEARS = "A match must last at least two years."
REWORDED = "Call the mentor twice within the first month of any match."


def states(shelf: Shelf) -> list[ItemState]:
    return shelf.bank.states(shelf.year, shelf.calls, shelf.gifts)


def test_an_edition_that_changes_a_number_takes_the_item_out_and_outdates_the_certificate(shelf: Shelf) -> None:
    made = shelf.certified()
    second, touched = shelf.published(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    assert states(shelf) == [OUT, LIVE, LIVE]
    assert touched.quarantined == (shelf.year,)
    assert dict(touched.outdated) == {made.id: Severity.MAJOR}
    held = shelf.held(now=NOW + DAY)
    assert (held.standing, held.severity) == (Standing.OUTDATED, Severity.MAJOR)
    hit = shelf.hit(second)
    assert (hit.quarantined, hit.certificates, hit.major, hit.told, hit.untold) == (1, 1, 1, 0, (made.id,))


def test_what_an_edition_would_do_is_counted_before_and_nothing_is_done(shelf: Shelf) -> None:
    shelf.certified()
    second = shelf.drafted(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    with shelf.database.reading() as session:
        assert foreseen(session, shelf.workspace, second, now=NOW + DAY) == Foreseen(items=1, certificates=1)
    assert states(shelf) == [LIVE, LIVE, LIVE]
    same = shelf.drafted(GIFTS, YEAR, CALLS, now=NOW + DAY)
    with shelf.database.reading() as session:
        assert foreseen(session, shelf.workspace, same, now=NOW + DAY) == NOTHING_FORESEEN


def test_what_moves_or_stays_is_proved_in_the_new_edition_and_nothing_is_outdated(shelf: Shelf) -> None:
    shelf.certified()
    second, touched = shelf.published(GIFTS, "A new part.", YEAR, CALLS, now=NOW + DAY)
    assert (touched.quarantined, dict(touched.outdated)) == ((), {})
    assert {proof.edition_id for proof in shelf.bank.version(shelf.year).proofs} == {second}
    assert shelf.held(now=NOW + DAY).standing is Standing.CURRENT
    third, touched = shelf.published(GIFTS, "A new part.", TWO_YEARS, CALLS, now=NOW + 2 * DAY)
    assert touched.quarantined == (shelf.year,)
    assert shelf.held(now=NOW + 2 * DAY).standing is Standing.OUTDATED
    assert shelf.hit(third).certificates == 1


def test_what_an_edition_changed_is_not_counted_again_by_the_next(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    third, touched = shelf.published(CALLS, TWO_YEARS, GIFTS, "One more part.", now=NOW + 2 * DAY)
    assert (touched.quarantined, dict(touched.outdated)) == ((), {})
    assert shelf.hit(third).certificates == 0


def test_other_words_for_the_same_are_minor_and_what_is_gone_is_major(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    assert shelf.held(now=NOW + DAY).severity is Severity.MINOR
    shelf.edition(REWORDED, YEAR, now=NOW + 2 * DAY)
    assert shelf.held(now=NOW + 2 * DAY).severity is Severity.MAJOR
    assert states(shelf) == [LIVE, OUT, OUT]


def test_it_is_done_once_however_often_it_is_done(shelf: Shelf) -> None:
    shelf.certified()
    second, touched = shelf.published(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    again = shelf.again(second, NOW + 2 * DAY)
    assert (again.quarantined, again.outdated) == ((), touched.outdated)
    (row,) = shelf.held(now=NOW + 2 * DAY).outdated
    assert row.at == NOW + DAY
    with shelf.database.reading() as session:
        asked = Filter(action=Action.CERTIFICATE_OUTDATED.value)
        assert len(entries(session, shelf.workspace, asked, limit=9)) == 1


def test_a_guide_that_is_withdrawn_proves_nothing_any_more(shelf: Shelf) -> None:
    made = shelf.certified()
    second = shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    seen, touched = shelf.withdraw(NOW + 2 * DAY)
    assert seen == second
    assert states(shelf) == [OUT, OUT, OUT]
    assert dict(touched.outdated) == {made.id: Severity.MAJOR}
    (row,) = shelf.held(now=NOW + 2 * DAY).outdated
    assert (row.severity, len(row.passages), row.at) == (Severity.MAJOR, 3, NOW + 2 * DAY)
    with pytest.raises(NotEnoughItems):
        shelf.blueprint(now=NOW + 2 * DAY)


def test_a_certificate_that_is_issued_after_the_change_is_outdated_at_once(shelf: Shelf) -> None:
    attempt_id = shelf.passed()
    shelf.edition(CALLS, TWO_YEARS, GIFTS, now=NOW + DAY)
    shelf.issued(attempt_id, now=NOW + 2 * DAY)
    assert shelf.held(now=NOW + 2 * DAY).standing is Standing.OUTDATED


def test_what_nobody_holds_any_more_is_not_counted(shelf: Shelf) -> None:
    shelf.certified()
    _, touched = shelf.published(CALLS, TWO_YEARS, GIFTS, now=NOW + 400 * DAY)
    assert dict(touched.outdated) == {}
    assert shelf.held(now=NOW + 400 * DAY).standing is Standing.EXPIRED


def test_the_short_exam_asks_only_about_what_changed_and_mends_when_it_is_passed(shelf: Shelf) -> None:
    made = shelf.certified()
    shelf.certified(BEN)
    later = NOW + DAY
    shelf.edition(CALLS, TWO_YEARS, GIFTS, now=later)
    rewritten = shelf.bank.live(replace(item("year"), quotes=(Quote(GUIDE, TWO_YEARS),)))
    failed = shelf.answered(shelf.delta(now=later), right=False, now=later)
    assert shelf.mend(failed) == []
    begun = shelf.delta(now=later)
    assert [slot.version_id for slot in begun.slots] == [rewritten]
    assert shelf.mend(shelf.answered(begun, now=later)) == [made.id]
    assert shelf.held(now=later).standing is Standing.CURRENT
    assert shelf.held(BEN, now=later).standing is Standing.OUTDATED
    with pytest.raises(NothingToRenew):
        shelf.blueprint(AMARA, now=later)


def test_what_changes_while_the_short_exam_is_open_is_not_mended_by_it(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(REWORDED, YEAR, GIFTS, now=NOW + DAY)
    shelf.bank.live(replace(item("calls"), quotes=(Quote(GUIDE, REWORDED),), competency="care"))
    begun = shelf.delta(now=NOW + DAY)
    shelf.edition(REWORDED, TWO_YEARS, GIFTS, now=NOW + 2 * DAY)
    shelf.mend(shelf.answered(begun, now=NOW + 3 * DAY))
    held = shelf.held(now=NOW + 3 * DAY)
    assert [one.mended for one in held.outdated] == [True, False]
    assert held.standing is Standing.OUTDATED


def test_where_nothing_is_asked_of_what_changed_others_of_the_competency_stand_in(shelf: Shelf) -> None:
    shelf.certified()
    shelf.edition(CALLS, YEAR, now=NOW + DAY)
    begun = shelf.delta(now=NOW + DAY)
    assert [slot.version_id for slot in begun.slots] == [shelf.calls]
