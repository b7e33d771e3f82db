from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from learning.attempts import candidates
from learning.attempts.models import AttemptRow, AttemptSlotRow
from learning.certifications.models import CertificationRow, CertificationVersionRow
from learning.errors import ItemNotFound
from learning.items import queries
from learning.items.listing import Page, Wanted
from learning.items.values import ItemState, Pool, Quote
from storage.schema import new_id
from tests.knowledge.library import NOW
from tests.learning.items.bank import GUIDE, TEXTS, YEAR, Bank, item

CALLS = Quote(GUIDE, TEXTS[0])
S = ItemState


def asked(bank: Bank, query: Callable[..., Any], *given: Any, **named: Any) -> tuple[Any, int]:
    """What a query returns, and in how many statements."""
    statements: list[str] = []
    with bank.database.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *told: statements.append(told[2]))
        found = query(session, bank.workspace, *given, **named)
    return found, len([one for one in statements if one.lstrip().startswith("SELECT")])


def listed(bank: Bank, wanted: Wanted, **paging: int) -> list[str]:
    """The keys and numbers of a page, and of how many."""
    page, statements = asked(bank, queries.bank, wanted, **paging)
    assert isinstance(page, Page)
    assert statements == 3
    return [*(f"{row.key} {row.number}" for row in page.rows), f"of {page.total}"]


def certification(session: Session, workspace: str) -> tuple[str, str]:
    row = CertificationRow(id=new_id(), workspace_id=workspace, key="mentor", created_at=NOW)
    session.add(row)
    session.flush()
    version = CertificationVersionRow(id=new_id(), workspace_id=workspace, certification_id=row.id, number=1)
    version.definition, version.content_hash = {}, "0" * 64
    version.created_by, version.created_at = "U-admin", NOW
    session.add(version)
    session.flush()
    return row.id, version.id


def sit(bank: Bank, person: str, *sittings: list[str]) -> None:
    """Ended attempts of a person in which these versions were shown."""
    with bank.database.transaction() as session:
        found = session.query(CertificationVersionRow).one_or_none()
        ids = (found.certification_id, found.id) if found else certification(session, bank.workspace)
        for number, version_ids in enumerate(sittings, start=1):
            row = AttemptRow(id=new_id(), workspace_id=bank.workspace, person=person, number=number, kind="exam")
            row.certification_id, row.certification_version_id = ids
            row.started_at, row.ended_at, row.factor = NOW, NOW, 1.0
            session.add(row)
            session.flush()
            for position, version_id in enumerate(version_ids, start=1):
                slot = AttemptSlotRow(attempt_id=row.id, position=position, workspace_id=bank.workspace)
                slot.version_id, slot.competency, slot.tokens = version_id, "matching", []
                session.add(slot)


def test_versions_are_asked_for_by_their_ids_in_two_statements_however_many_they_are(bank: Bank) -> None:
    ids = [bank.add(item(f"item-{number}", quotes=(YEAR, CALLS))) for number in range(3)]
    found, statements = asked(bank, queries.versions, [*ids, new_id()])
    assert statements == 2
    assert {key: version.key for key, version in found.items()} == dict(
        zip(ids, ["item-0", "item-1", "item-2"], strict=True)
    )
    assert [proof.quote for proof in found[ids[0]].proofs] == [YEAR.text, CALLS.text]
    with pytest.raises(ItemNotFound), bank.database.reading() as session:
        queries.version(session, bank.workspace, new_id())


def test_an_item_has_its_versions_the_newest_first(bank: Bank) -> None:
    first = bank.add()
    second = bank.add(item(rationale="Else."))
    found, statements = asked(bank, queries.versions_of, "match-length")
    assert ([version.id for version in found], statements) == ([second, first], 2)
    assert asked(bank, queries.versions_of, "nothing")[0] == ()


def test_only_live_items_of_a_pool_and_its_competencies_can_be_drawn(bank: Bank) -> None:
    exam = bank.live(item("a", scenario_key="ana", scenario="Ana has not heard from her mentor."))
    bank.live(item("b", pool=Pool.PRACTICE))
    bank.live(item("c", competency="closure"))
    bank.add(item("d"))
    bank.retire(bank.live(item("e")))
    (candidate,) = bank.candidates()
    assert (candidate.version_id, candidate.competency, candidate.scenario_key) == (exam, "matching", "ana")
    assert candidate.item_id == bank.version(exam).item_id
    assert len(bank.candidates(competencies=["matching", "closure"])) == 2
    assert [one.competency for one in bank.candidates(Pool.PRACTICE)] == ["matching"]


def test_an_item_was_shown_in_so_many_attempts_whichever_version_of_it(bank: Bank) -> None:
    first, other = bank.live(), bank.live(item("other"))
    sit(bank, "U1", [first, other], [first])
    second = bank.live(item(rationale="Else."))
    sit(bank, "U2", [second])
    of = {version_id: bank.version(version_id).item_id for version_id in (second, other)}
    found, statements = asked(bank, candidates.live, Pool.EXAM, ["matching"])
    assert {one.item_id: one.exposure for one in found} == {of[second]: 3, of[other]: 1}
    assert statements == 1
    assert asked(bank, candidates.seen, "U1")[0] == {of[second]: 2, of[other]: 1}
    assert asked(bank, candidates.seen, "U2") == ({of[second]: 1}, 1)
    assert asked(bank, candidates.seen, "U3")[0] == {}


def test_the_bank_is_listed_by_what_is_asked_for_and_page_by_page(bank: Bank) -> None:
    bank.live(item("a"))
    bank.add(item("a", rationale="Else."))
    bank.live(item("b_1", pool=Pool.PRACTICE, competency="closure"))
    statement = {"stem": "A match lasts a year.", "right": True}
    bank.add(item("C%", type="true_false", content=statement))
    bank.retire(bank.add(item("d")))
    bank.live(item("e"))
    bank.live(item("e", rationale="Else."))
    assert listed(bank, Wanted()) in (
        ["C% 1", "a 2", "a 1", "b_1 1", "d 1", "e 2", "of 6"],
        ["a 2", "a 1", "b_1 1", "C% 1", "d 1", "e 2", "of 6"],
    )
    assert listed(bank, Wanted(states=frozenset({S.SUPERSEDED}))) == ["e 1", "of 1"]
    assert listed(bank, Wanted(states=frozenset({S.DRAFT, S.RETIRED}), type="numeric")) == ["a 2", "d 1", "of 2"]
    assert listed(bank, Wanted(pool=Pool.PRACTICE)) == listed(bank, Wanted(competency="closure")) == ["b_1 1", "of 1"]
    assert listed(bank, Wanted(type="true_false")) == listed(bank, Wanted(text="c%")) == ["C% 1", "of 1"]
    assert listed(bank, Wanted(text="_")) == ["b_1 1", "of 1"]
    assert listed(bank, Wanted(type="numeric"), skip=1, limit=2) == ["a 1", "b_1 1", "of 5"]
    assert listed(bank, Wanted(), skip=99) == ["of 6"]


def test_what_waits_the_longest_is_reviewed_first(bank: Bank) -> None:
    early, late, sent_back = (bank.add(item(key)) for key in ("z", "a", "m"))
    bank.submit(late, now=NOW + timedelta(hours=1))
    bank.submit(early)
    bank.submit(sent_back)
    bank.send_back(sent_back)
    page, statements = asked(bank, queries.to_review)
    assert ([row.id for row in page.rows], page.total, statements) == ([early, late], 2, 3)


def test_a_passage_knows_the_items_that_it_proves_now(bank: Bank) -> None:
    live, draft = bank.live(), bank.add(item("both", quotes=(CALLS, YEAR)))
    year = bank.version(live).proofs[0].passage_id
    (calls,) = (proof.passage_id for proof in bank.version(draft).proofs if proof.quote == CALLS.text)
    found, statements = asked(bank, queries.items_citing, [year])
    assert [(one.key, one.version_id, one.state, one.quote) for one in found] == [
        ("both", draft, S.DRAFT, YEAR.text), ("match-length", live, S.PUBLISHED, YEAR.text),
    ]  # fmt: skip
    assert statements == 1
    assert [one.key for one in asked(bank, queries.items_citing, [calls])[0]] == ["both"]
    bank.quarantine(live, bank.guide(GUIDE, "Read this first.", *TEXTS))
    bank.release(live)
    now = bank.version(live).proofs[0].passage_id
    assert [one.key for one in asked(bank, queries.items_citing, [year])[0]] == ["both"]
    assert [one.key for one in asked(bank, queries.items_citing, [now])[0]] == ["match-length"]


def test_items_are_found_by_what_they_ask_whatever_letters_it_has(bank: Bank) -> None:
    bank.add(item("one", content={"stem": "¿Cuánto dura una pareja «nueva»?", "right": True}, type="true_false"))
    bank.add(item("two", content={"stem": "100% of mentors?", "right": True}, type="true_false"))
    assert listed(bank, Wanted(text="dura una PAREJA «nueva»")) == ["one 1", "of 1"]
    assert listed(bank, Wanted(text="100%")) == ["two 1", "of 1"]
    assert listed(bank, Wanted(text="TWO")) == ["two 1", "of 1"]
    assert listed(bank, Wanted(text="1_0")) == ["of 0"]


def test_the_competencies_of_all_versions_are_known(bank: Bank) -> None:
    assert asked(bank, queries.competencies) == ([], 1)
    bank.add(item("one", competency="care"))
    bank.add(item("one", competency=""))
    bank.add(item("two", competency="calls"))
    assert asked(bank, queries.competencies) == (["calls", "care"], 1)
