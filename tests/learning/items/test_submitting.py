"""Many drafts are sent into review as if one by one: what can't be sent keeps no other back."""

import pytest

from knowledge.errors import NotAllowed
from learning.errors import WrongItemState
from learning.items.queries import written_at
from learning.items.submitting import SentIn, submit_each
from learning.items.values import ItemState
from tests.knowledge.guides.desk import EDITOR, LEARNER
from tests.knowledge.library import NOW
from tests.learning.attempts.hall import DAY
from tests.learning.items.bank import Bank, item

S = ItemState


def sent(bank: Bank, *ids: str, by: str = EDITOR) -> SentIn:
    return submit_each(bank.database, bank.workspace, ids, by=by, now=NOW + DAY)


def test_each_draft_is_sent_and_each_that_can_not_be_is_told_with_its_reason(bank: Bank) -> None:
    first, last = bank.add(item("first")), bank.add(item("last"))
    bare, gone = bank.add(item("bare", quotes=(), rationale="")), bank.add(item("gone"))
    bank.retire(gone)
    came_to = sent(bank, first, bare, gone, last)
    assert came_to.sent == ("first", "last")
    assert [(error.key, [one.flaw.value for one in error.flaws]) for error in came_to.refused] == [
        ("bare", ["no_rationale", "no_proof"])
    ]
    assert [(type(error), error.key) for error in came_to.moved_on] == [(WrongItemState, "gone")]
    assert bank.states(first, bare, gone, last) == [S.IN_REVIEW, S.DRAFT, S.RETIRED, S.IN_REVIEW]
    assert [(one.name, one.actor) for one in bank.log() if one.action == "item submitted for review"] == [
        ("last", EDITOR), ("first", EDITOR),
    ]  # fmt: skip


def test_done_again_it_finds_what_it_did_and_does_it_no_second_time(bank: Bank) -> None:
    first, last = bank.add(item("first")), bank.add(item("last"))
    assert sent(bank, first).sent == ("first",)
    assert sent(bank, first, last).sent == ("first", "last")
    assert [step.state for step in bank.steps(first)] == [S.DRAFT, S.IN_REVIEW]
    later = submit_each(bank.database, bank.workspace, [first], by=EDITOR, now=NOW + 2 * DAY)
    assert (later.sent, [error.key for error in later.moved_on]) == ((), ["first"])


def test_who_may_not_write_sends_nothing(bank: Bank) -> None:
    version_id = bank.add()
    with pytest.raises(NotAllowed):
        sent(bank, version_id, by=LEARNER)
    assert bank.states(version_id) == [S.DRAFT]


def test_what_came_in_together_is_found_by_who_brought_it_and_when(bank: Bank) -> None:
    together = [bank.add(item("first"), now=NOW + DAY), bank.add(item("last"), now=NOW + DAY)]
    bank.add(item("other"), now=NOW)
    with bank.database.reading() as session:
        assert written_at(session, bank.workspace, EDITOR, NOW + DAY) == together
        assert written_at(session, bank.workspace, LEARNER, NOW + DAY) == []
        assert written_at(session, "0198a3b0-0000-7000-8000-000000000001", EDITOR, NOW + DAY) == []
