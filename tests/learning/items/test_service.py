import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest

from knowledge.errors import GuideNotFound, NotAllowed
from knowledge.guides import life
from knowledge.guides.steps import subject_of
from knowledge.members.roles import OPERATOR, Role
from learning.errors import (
    AuthorPublishes,
    BadItem,
    ChangedSince,
    GuideUnknown,
    ItemNotFound,
    LearningError,
    ProofGone,
    QuoteNotFound,
    ReasonMissing,
    WrongItemState,
)
from learning.items.service import add
from learning.items.values import ItemState, Pool, Quote
from storage.schema import new_id
from tests.knowledge.guides.desk import ADMIN, EDITOR, LEARNER, REVIEWER
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, TEXTS, YEAR, Bank, item

S = ItemState
# The same requirement in other words, and beside others.
CHANGED = ("Call the mentor every week.", "A match must last at least two years.")
MOVED = ("Read this first.", TEXTS[0], "Also: " + TEXTS[1])


def found(error: pytest.ExceptionInfo[BadItem]) -> list[str]:
    return [one.flaw.value for one in error.value.flaws]


def withdraw(bank: Bank, edition: str) -> None:
    with bank.database.transaction() as session:
        guide = subject_of(session, bank.workspace, edition).guide_id
        life.withdraw(session, bank.workspace, guide, by=REVIEWER, reason="It harms.", now=NOW)


def test_an_item_is_written_reviewed_by_somebody_else_and_published(bank: Bank) -> None:
    version_id = bank.add()
    assert bank.drawn() == []
    bank.submit(version_id)
    bank.publish(version_id)
    bank.publish(version_id)
    version = bank.version(version_id)
    assert (version.key, version.number, version.state, version.created_by) == ("match-length", 1, S.PUBLISHED, EDITOR)
    assert [proof.quote for proof in version.proofs] == [YEAR.text]
    assert bank.drawn() == [version_id]
    assert [(step.state, step.by) for step in bank.steps(version_id)] == [
        (S.DRAFT, EDITOR), (S.IN_REVIEW, EDITOR), (S.PUBLISHED, REVIEWER),
    ]  # fmt: skip
    assert [(one.action, one.actor, one.name) for one in reversed(bank.log())] == [
        ("item written", EDITOR, "match-length"),
        ("item submitted for review", EDITOR, "match-length"),
        ("item published", REVIEWER, "match-length"),
    ]


def test_the_audit_log_tells_nothing_of_what_an_item_asks(bank: Bank) -> None:
    bank.live()
    said = json.dumps([[one.name, one.before, one.after] for one in bank.log()])
    assert not [word for word in ("How long", "years", "value", "harm", "at least") if word in said]


def test_a_version_that_was_written_from_an_older_one_is_refused_and_one_sent_twice_is_one(bank: Bank) -> None:
    first = bank.add()
    changed = item(rationale="A year is the least.")
    with bank.database.transaction() as session:
        second = add(session, bank.workspace, changed, by=ADMIN, now=NOW, since=first)
    with pytest.raises(ChangedSince), bank.database.transaction() as session:
        add(session, bank.workspace, item(rationale="Because."), by=EDITOR, now=NOW, since=first)
    with bank.database.transaction() as session:
        assert add(session, bank.workspace, changed, by=ADMIN, now=NOW, since=first) == second


def test_a_changed_item_is_its_next_version_and_an_unchanged_one_is_none(bank: Bank) -> None:
    first = bank.live()
    assert bank.add(by=ADMIN) == first
    second = bank.add(item(rationale="A year is the least."), by=ADMIN)
    assert bank.version(second).number == 2
    assert bank.states(first, second) == [S.PUBLISHED, S.DRAFT]
    assert bank.drawn() == [first]
    bank.submit(second, by=ADMIN)
    bank.publish(second)
    assert bank.states(first, second) == [S.SUPERSEDED, S.PUBLISHED]
    assert bank.drawn() == [second]
    assert (bank.log()[0].after or {})["replaces"] == 1
    with pytest.raises(WrongItemState):
        bank.publish(first, by=OPERATOR)


def test_a_draft_that_was_written_anew_waits_no_more(bank: Bank) -> None:
    first = bank.add()
    bank.submit(first)
    second = bank.add(item(rationale="A year is the least."))
    assert bank.states(first, second) == [S.SUPERSEDED, S.DRAFT]
    with pytest.raises(WrongItemState):
        bank.publish(first)


def test_what_came_in_before_from_another_system_stays_what_people_made_of_it(bank: Bank) -> None:
    foreign = item("calls-0123456789", quotes=(), rationale="")
    first = bank.take_in(foreign)
    second = bank.add(item("calls-0123456789"))
    bank.submit(second)
    assert bank.take_in(foreign) == second
    assert bank.states(first, second) == [S.SUPERSEDED, S.IN_REVIEW]
    bank.publish(second)
    third = bank.add(foreign)
    bank.retire(third)
    assert bank.take_in(foreign) == second
    bank.retire(second)
    again = bank.take_in(foreign)
    assert (bank.version(again).number, bank.states(again)) == (4, [S.DRAFT])


def test_a_key_is_for_practice_or_for_exams(bank: Bank) -> None:
    bank.add()
    with pytest.raises(BadItem) as error:
        bank.add(item(pool=Pool.PRACTICE))
    assert found(error) == ["other_pool"]
    bank.add(item("practice-length", pool=Pool.PRACTICE))


def test_an_item_with_flaws_or_without_what_it_quotes_is_not_taken(bank: Bank) -> None:
    with pytest.raises(BadItem):
        bank.add(item(content={"stem": "How long?"}))
    with pytest.raises(QuoteNotFound):
        bank.add(item(quotes=(YEAR, Quote(GUIDE, "A match must last at least two years."))))
    with pytest.raises(GuideUnknown):
        bank.add(item(quotes=(Quote("other.md", YEAR.text),)))
    assert bank.log() == []


def test_what_lacks_its_proof_its_rationale_or_its_competency_is_kept_and_not_reviewed(bank: Bank) -> None:
    version_id = bank.add(item(quotes=(), rationale="", competency=""))
    with pytest.raises(BadItem) as error:
        bank.submit(version_id)
    assert found(error) == ["no_rationale", "no_competency", "no_proof"]
    with pytest.raises(BadItem):
        bank.publish(version_id, by=OPERATOR)
    assert bank.states(version_id) == [S.DRAFT]


def test_who_wrote_an_item_does_not_publish_it_unless_the_workspace_says_so(bank: Bank) -> None:
    version_id = bank.add(by=ADMIN)
    with pytest.raises(WrongItemState):
        bank.publish(version_id, by=REVIEWER)
    bank.submit(version_id, by=ADMIN)
    with pytest.raises(AuthorPublishes) as error:
        bank.publish(version_id, by=ADMIN)
    assert (error.value.key, error.value.person) == ("match-length", ADMIN)
    bank.second_person(False)
    bank.publish(version_id, by=ADMIN)
    assert bank.drawn() == [version_id]


def test_the_command_line_publishes_what_it_wrote(bank: Bank) -> None:
    version_id = bank.add(by=OPERATOR)
    bank.publish(version_id, by=OPERATOR)
    assert bank.drawn() == [version_id]


def test_what_is_sent_back_is_a_draft_with_a_reason(bank: Bank) -> None:
    version_id = bank.add()
    with pytest.raises(WrongItemState):
        bank.send_back(version_id)
    bank.submit(version_id)
    with pytest.raises(ReasonMissing):
        bank.send_back(version_id, " \u200b")
    bank.send_back(version_id, "Which guide says so?")
    last = bank.steps(version_id)[-1]
    assert (last.state, last.by, last.reason) == (S.DRAFT, REVIEWER, "Which guide says so?")
    bank.submit(version_id)
    bank.publish(version_id)


def test_a_quote_that_the_guide_lost_meanwhile_keeps_an_item_out_of_the_pool(bank: Bank) -> None:
    version_id = bank.add()
    bank.submit(version_id)
    edition = bank.guide(GUIDE, *CHANGED)
    with pytest.raises(QuoteNotFound):
        bank.publish(version_id)
    withdraw(bank, edition)
    with pytest.raises(GuideUnknown):
        bank.publish(version_id)
    assert (bank.states(version_id), bank.drawn()) == ([S.IN_REVIEW], [])


def test_a_quote_that_stands_elsewhere_meanwhile_is_proved_where_it_stands_now(bank: Bank) -> None:
    version_id = bank.add()
    before = bank.version(version_id).proofs[0]
    bank.submit(version_id)
    edition = bank.guide(GUIDE, *MOVED)
    bank.publish(version_id)
    (now,) = bank.version(version_id).proofs
    assert (now.edition_id, now.quote) == (edition, YEAR.text)
    assert (now.passage_id, now.start) != (before.passage_id, before.start)


def test_what_an_edition_changed_is_drawn_no_more_until_somebody_else_looked_at_it(bank: Bank) -> None:
    version_id = bank.live()
    edition = bank.guide(GUIDE, *CHANGED, by=ADMIN)
    assert bank.quarantine(version_id, edition)
    assert not bank.quarantine(version_id, edition)
    assert (bank.states(version_id), bank.drawn()) == ([S.QUARANTINED], [])
    assert (bank.steps(version_id)[-1].by, bank.steps(version_id)[-1].reason) == (ADMIN, "support.md (2)")
    with pytest.raises(WrongItemState):
        bank.publish(version_id, by=ADMIN)
    with pytest.raises(ProofGone):
        bank.release(version_id)
    bank.guide(GUIDE, *MOVED)
    with pytest.raises(NotAllowed):
        bank.release(version_id, by=EDITOR)
    bank.release(version_id)
    bank.release(version_id)
    assert (bank.states(version_id), bank.drawn()) == ([S.PUBLISHED], [version_id])
    assert [one.action for one in bank.log()[:2]] == ["item released", "item quarantined"]


def test_who_wrote_an_item_does_not_release_it(bank: Bank) -> None:
    version_id = bank.add(by=ADMIN)
    bank.submit(version_id, by=ADMIN)
    bank.publish(version_id)
    bank.quarantine(version_id, bank.guide(GUIDE, *MOVED))
    with pytest.raises(AuthorPublishes):
        bank.release(version_id, by=ADMIN)


def test_a_new_version_takes_the_place_of_one_in_quarantine(bank: Bank) -> None:
    first = bank.live()
    bank.quarantine(first, bank.guide(GUIDE, *CHANGED))
    second = bank.live(item(content={"stem": "How long?", "value": 2}, quotes=(Quote(GUIDE, CHANGED[1]),)))
    assert bank.states(first, second) == [S.SUPERSEDED, S.PUBLISHED]
    with pytest.raises(WrongItemState):
        bank.release(first)
    assert bank.drawn() == [second]


def test_only_what_is_live_goes_into_quarantine_and_only_for_an_edition_that_there_is(bank: Bank) -> None:
    draft = bank.add()
    edition = bank.guide(GUIDE, *CHANGED)
    assert not bank.quarantine(draft, edition)
    live = bank.live(item("calls", quotes=(Quote(GUIDE, CHANGED[0]),)))
    with pytest.raises(GuideNotFound):
        bank.quarantine(live, new_id())
    assert bank.drawn() == [live]


def test_a_retired_item_is_drawn_no_more_and_comes_back_as_a_new_version(bank: Bank) -> None:
    version_id = bank.live()
    with pytest.raises(ReasonMissing):
        bank.retire(version_id, "")
    bank.retire(version_id)
    assert (bank.states(version_id), bank.drawn()) == ([S.RETIRED], [])
    with pytest.raises(WrongItemState):
        bank.retire(version_id)
    again = bank.live()
    assert bank.version(again).number == 2
    assert bank.drawn() == [again]


def test_an_author_gives_up_her_own_draft_and_nothing_else(bank: Bank) -> None:
    own, others = bank.add(), bank.add(item("other"), by=ADMIN)
    bank.retire(own, by=EDITOR)
    live = bank.live(item("live"))
    for version_id in (others, live):
        with pytest.raises(NotAllowed):
            bank.retire(version_id, by=EDITOR)
    assert bank.states(own, others, live) == [S.RETIRED, S.DRAFT, S.PUBLISHED]


def test_what_another_workspace_has_is_not_there(bank: Bank) -> None:
    version_id = bank.add(by=OPERATOR)
    bank.workspace = new_id()
    acts: list[Callable[[], Any]] = [
        lambda: bank.version(version_id),
        lambda: bank.submit(version_id, by=OPERATOR),
        lambda: bank.publish(version_id, by=OPERATOR),
        lambda: bank.retire(version_id, by=OPERATOR),
    ]
    for act in acts:
        with pytest.raises(ItemNotFound):
            act()


def test_each_use_case_refuses_every_role_that_may_not(bank: Bank) -> None:
    writers, reviewers = {Role.OWNER, Role.ADMIN, Role.EDITOR}, {Role.OWNER, Role.ADMIN, Role.REVIEWER}
    acts: dict[Callable[..., Any], set[Role]] = {
        bank.add: writers,
        bank.submit: writers,
        bank.send_back: reviewers,
        bank.publish: reviewers,
        bank.release: reviewers,
        bank.retire: reviewers,
    }
    version_id = bank.add(by=OPERATOR)
    for act, roles in acts.items():
        given = () if act == bank.add else (version_id,)
        for role in set(Role) - roles:
            with pytest.raises(NotAllowed):
                act(*given, by=f"U-{role.value}")
    with pytest.raises(NotAllowed):
        bank.submit(version_id, by=LEARNER)


def test_of_reviewers_who_publish_at_once_one_does(bank: Bank) -> None:
    version_id = bank.add()
    bank.submit(version_id)
    ready = Barrier(3)

    def publish(person: str) -> bool:
        ready.wait()
        with suppress(WrongItemState):
            bank.publish(version_id, by=person)
            return True
        return False

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(publish, [REVIEWER, ADMIN, OPERATOR]))
    assert sorted(done) == [False, False, True]
    assert [step.state for step in bank.steps(version_id)] == [S.DRAFT, S.IN_REVIEW, S.PUBLISHED]


def test_people_who_write_the_same_item_at_once_write_one_version_after_another(bank: Bank) -> None:
    ready = Barrier(4)

    def add(number: int) -> str:
        ready.wait()
        return bank.add(item(rationale=f"Reason {number % 2}."))

    with ThreadPoolExecutor(4) as pool:
        added = [bank.version(version_id) for version_id in pool.map(add, range(4))]
    numbers = {version.number for version in added}
    assert numbers == set(range(1, len(numbers) + 1))
    assert len({version.item_id for version in added}) == 1
    assert len([version for version in added if version.state is S.DRAFT and version.number == max(numbers)]) >= 1


def test_a_version_and_the_next_one_published_at_once_leave_one_live(bank: Bank) -> None:
    first = bank.add()
    bank.submit(first)
    ready = Barrier(2)

    def publish_first() -> None:
        ready.wait()
        with suppress(LearningError):
            bank.publish(first)

    def write_second() -> str:
        ready.wait()
        second = bank.add(item(rationale="A year is the least."))
        bank.submit(second)
        bank.publish(second)
        return second

    with ThreadPoolExecutor(2) as pool:
        pool.submit(publish_first)
        second = pool.submit(write_second).result()
    assert bank.states(first, second) == [S.SUPERSEDED, S.PUBLISHED]
    assert bank.drawn() == [second]
