"""What is kept from whoever has an exam open is not opened beside something else either."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from bot.learning.withholding import Withholding
from knowledge.answering.answer import Citation
from knowledge.conversations.queries import PassageInContext, in_context
from knowledge.members.roles import OPERATOR
from learning.attempts import service
from learning.attempts.models import WithheldRow
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.certifications.service import put
from learning.items.proving import find
from learning.items.values import Quote
from learning.results.citing import cited
from storage.database import Database
from storage.upgrade import upgrade
from tests.knowledge.library import NOW
from tests.learning.items.bank import Bank, item

KEPT, BEFORE, AFTER = "Staff must call exactly three references.", "A match is closed with a talk.", "Parents are told."
DEFINITION = Definition("m", "M", "S", (Competency("matching", "M"),), (Draw("matching", 1),), Passing(50.0))


def opened(bank: Bank, person: str, words: str) -> PassageInContext | None:
    withholding = Withholding(bank.database, bank.workspace, lambda: NOW)
    with bank.database.reading() as session:
        proof = find(session, bank.workspace, Quote("care.md", words), key="")
        citation: Citation = cited(session, [proof])[0]
        passage = in_context(session, citation)
    return withholding.opened(person, passage)


def noted(bank: Bank) -> int:
    with bank.database.reading() as session:
        return session.scalar(select(func.count()).select_from(WithheldRow)) or 0


def exam(tmp_path: Path, *texts: str) -> Bank:
    """Amara sits an exam that asks about what these passages of a guide say of references."""
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    bank = Bank.open(database)
    bank.guide("care.md", *texts)
    bank.live(item("refs", quotes=(Quote("care.md", KEPT),)))
    with database.transaction() as session:
        put(session, bank.workspace, DEFINITION, by=OPERATOR, now=NOW)
        service.start(session, bank.workspace, "m", "amara", now=NOW, dice=Random(1))
    return bank


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (BEFORE, KEPT, True),
        (KEPT, AFTER, True),
        (BEFORE, AFTER, True),
        (KEPT, KEPT, True),
        (BEFORE, BEFORE, False),
        (AFTER, AFTER, False),
    ],
)
def test_a_quote_that_runs_through_what_is_kept_is_kept_wherever_it_begins(
    tmp_path: Path, first: str, last: str, kept: bool
) -> None:
    bank = exam(tmp_path, BEFORE, KEPT, AFTER)
    withholding = Withholding(bank.database, bank.workspace, lambda: NOW)
    with bank.database.reading() as session:
        begins, ends = (find(session, bank.workspace, Quote("care.md", words), key="") for words in (first, last))
        quote = replace(cited(session, [begins])[0], end=ends.end)
    assert withholding.keeps("amara", [quote]) is kept
    assert noted(bank) == kept
    assert not withholding.keeps("ben", [quote])
    bank.database.close()


def test_the_passages_next_to_one_that_is_kept_are_opened_without_it(tmp_path: Path) -> None:
    bank = exam(tmp_path, BEFORE, KEPT, AFTER)
    before, after = opened(bank, "amara", BEFORE), opened(bank, "amara", AFTER)
    assert before is not None
    assert after is not None
    assert (before.text, before.after) == (BEFORE, "")
    assert (after.text, after.before) == (AFTER, "")
    assert noted(bank) == 0
    assert opened(bank, "amara", KEPT) is None
    assert noted(bank) == 1
    others = opened(bank, "ben", BEFORE)
    assert others is not None
    assert KEPT in others.after
    bank.database.close()
