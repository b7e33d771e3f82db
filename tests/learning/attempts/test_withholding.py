"""While an exam is open, what it asks is kept from its taker: what proves it, and its keys, whatever her role."""

from collections.abc import Callable, Collection
from datetime import datetime
from random import Random

import pytest
from sqlalchemy import event, select

from knowledge.guides.models import PassageRow
from knowledge.members.roles import OPERATOR
from learning.attempts import service
from learning.attempts.models import WithheldRow
from learning.attempts.values import Attempt
from learning.attempts.withholding import record_withheld, require_no_exam, version_for, withheld
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.errors import AttemptOpen, ItemNotFound
from learning.items.values import Pool, Quote
from learning.standing.service import edition_published
from storage.database import Database
from storage.schema import new_id
from tests.learning.attempts.hall import GRACE, MINUTE, NOW, SECOND
from tests.learning.items.bank import GUIDE, YEAR, Bank, item

RULE = "Staff must call three references."
DEFINITION = Definition(
    "mentor", "Mentor", "Mentors.", (Competency("matching", "M"),), (Draw("matching", 1),), Passing(50.0), minutes=30.0
)


@pytest.fixture
def bank(database: Database) -> Bank:
    """A bank with an exam of one question."""
    bank = Bank.open(database)
    with database.transaction() as session:
        put(session, bank.workspace, DEFINITION, by=OPERATOR, now=NOW)
    return bank


def begin(bank: Bank, person: str = "amara", now: datetime = NOW) -> Attempt:
    with bank.database.transaction() as session:
        return service.start(session, bank.workspace, "mentor", person, now=now, dice=Random(1))


def passages(bank: Bank, edition_id: str) -> dict[str, str]:
    """The texts of an edition's passages, by id."""
    with bank.database.reading() as session:
        query = select(PassageRow.id, PassageRow.text).where(PassageRow.edition_id == edition_id)
        return {passage: text for passage, text in session.execute(query.order_by(PassageRow.ordinal))}


def kept(bank: Bank, edition_id: str, person: str = "amara", now: datetime = NOW) -> list[bool]:
    """Of each passage of an edition, in reading order, whether it is kept from a person."""
    there = passages(bank, edition_id)
    with bank.database.reading() as session:
        found = withheld(session, bank.workspace, person, there.keys(), now).passages
    return [passage in found for passage in there]


def test_what_proves_an_open_exam_is_kept_from_its_taker_until_it_ends_or_time_is_up(bank: Bank) -> None:
    edition = bank.guide("care.md", "One.", RULE, "Other words.")
    bank.live(item("refs", quotes=(Quote("care.md", RULE),)))
    assert kept(bank, edition) == [False, False, False]
    begun = begin(bank)
    due = NOW + 30 * MINUTE
    for now, is_kept in ((NOW, True), (due + GRACE, True), (due + GRACE + SECOND, False)):
        assert kept(bank, edition, now=now) == [False, is_kept, False]
    assert not any(kept(bank, edition, "ben"))
    with bank.database.transaction() as session:
        found = withheld(session, bank.workspace, "amara", passages(bank, edition), NOW)
        record_withheld(session, bank.workspace, found, now=NOW + MINUTE)
    with bank.database.reading() as session:
        (row,) = session.scalars(select(WithheldRow)).all()
        assert (row.attempt_id, row.passages, row.at) == (begun.id, sorted(found.passages), NOW + MINUTE)
    with bank.database.transaction() as session:
        service.submit(session, bank.workspace, begun.id, "amara", now=NOW + MINUTE)
    assert not any(kept(bank, edition, now=NOW + MINUTE))


def test_the_same_words_are_kept_wherever_they_stand_and_however_they_are_spaced(bank: Bank) -> None:
    first = bank.guide("care.md", RULE + " One.", "In short. " + RULE, "Staff call nobody.")
    other = bank.guide("more.md", "Staff must  call\nthree references. So it is.", "Staff must call three.")
    bank.live(item("refs", quotes=(Quote("care.md", RULE),)))
    begin(bank)
    assert kept(bank, first) == [True, True, False]
    assert kept(bank, other) == [True, False]


def test_what_another_edition_has_in_the_place_of_the_words_is_kept_before_and_after(bank: Bank) -> None:
    bank.live(item("year"))
    begin(bank)
    first = bank.version(bank.drawn()[0]).proofs[0].edition_id
    same = bank.guide(GUIDE, "Call the mentor thrice in the first month of a match.", YEAR.text, "A new rule.")
    with bank.database.transaction() as session:
        assert edition_published(session, bank.workspace, same, now=NOW).quarantined == ()
    edited = bank.guide(GUIDE, "Other words altogether.", "A match must last at least two years.", "A new rule.")
    with bank.database.transaction() as session:
        assert edition_published(session, bank.workspace, edited, now=NOW).quarantined
    assert kept(bank, first) == [False, True]
    assert kept(bank, same) == [False, True, False]
    assert kept(bank, edited) == [False, True, False]


def test_what_an_earlier_edition_said_in_the_place_of_the_words_is_kept(bank: Bank) -> None:
    old = bank.guide("care.md", "Staff must call two references.", "Staff write it all down.")
    bank.guide("care.md", RULE, "Staff write it all down.")
    bank.live(item("refs", quotes=(Quote("care.md", RULE),)))
    begin(bank)
    assert kept(bank, old) == [True, False]


def test_who_has_no_exam_open_is_looked_up_in_one_statement_and_who_has_in_four(bank: Bank) -> None:
    edition = bank.guide("care.md", *(f"{RULE} {number}." for number in range(6)))
    bank.live(item("refs", quotes=(Quote("care.md", RULE),)))
    begin(bank)
    there = passages(bank, edition)
    for person, statements in (("nobody", 1), ("amara", 4)):
        sent: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object, sent: list[str] = sent) -> None:
            if statement.lstrip().startswith("SELECT"):
                sent.append(statement)

        event.listen(bank.database.engine, "before_cursor_execute", note)
        with bank.database.reading() as session:
            withheld(session, bank.workspace, person, there, NOW)
        event.remove(bank.database.engine, "before_cursor_execute", note)
        assert len(sent) == statements, sent


def test_whoever_looks_after_questions_sees_no_key_of_her_own_open_exam(bank: Bank) -> None:
    asked = bank.live(item("refs"))
    begun = begin(bank)
    newer = bank.add(item("refs", rationale="Said better."))
    other = bank.add(item("other", pool=Pool.PRACTICE))

    def look(person: str, *versions: str) -> list[str]:
        with bank.database.reading() as session:
            return [version_for(session, bank.workspace, one, person).id for one in versions]

    def bulk(person: str) -> None:
        with bank.database.reading() as session:
            require_no_exam(session, bank.workspace, person)

    assert look("ben", asked, newer, other) == [asked, newer, other]
    assert look("amara", other) == [other]
    bulk("ben")
    refused: Collection[Callable[[], object]] = (
        lambda: look("amara", asked), lambda: look("amara", newer), lambda: bulk("amara")
    )  # fmt: skip
    for act in refused:
        with pytest.raises(AttemptOpen):
            act()
    with pytest.raises(ItemNotFound):
        look("amara", new_id())
    with bank.database.transaction() as session:
        service.submit(session, bank.workspace, begun.id, "amara", now=NOW + MINUTE)
    assert look("amara", asked) == [asked]
    bulk("amara")
