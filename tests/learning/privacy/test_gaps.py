"""What is left of a question in the gaps goes with its words."""

from pathlib import Path

import pytest

from knowledge.embeddings.runtime import Embedder
from knowledge.gaps import service
from knowledge.gaps.gathering import Gathered
from knowledge.members.roles import OPERATOR, Role
from learning.privacy.erasing import erase
from learning.privacy.export import hand_out
from learning.privacy.proof import mentions
from learning.privacy.retention import Retention, forget_old
from storage.database import Database
from storage.schema import new_id
from tests.knowledge.gaps.people import Asking
from tests.knowledge.library import NOW, Library
from tests.learning.privacy.everything import all_tables

DRIVE = "Can I drive my mentee in my own car?"
AMARA, BEN = "U0AMARA", "U0BEN"


@pytest.fixture
def asking(database: Database, tmp_path: Path, embedder: Embedder) -> Asking:
    """Amara and Ben asked the same in vain; Amara wanted a person to answer, and Ben was asked, and answered."""
    all_tables()
    asking = Asking(Library.open(database, tmp_path, embedder))
    hers = asking.ask(DRIVE, by=AMARA)
    asking.ask(DRIVE, by=BEN)
    asking.collect()
    asking.role(BEN, Role.EDITOR)
    (gap,) = asking.gaps()
    with database.transaction() as session:
        there = (session, asking.library.workspace, gap.id)
        service.give(*there, BEN, by=OPERATOR, now=asking.now)
        service.ask(*there, [BEN], by=AMARA, now=asking.now)
        service.answer(*there, new_id(), f"Ask <@{AMARA}>.", answers=[hers], seen=None, by=BEN, now=asking.now)
    return asking


def forgotten(asking: Asking, person: str) -> None:
    with asking.library.database.transaction() as session:
        erase(session, asking.library.workspace, person, by=OPERATOR, now=asking.now)
        assert mentions(session, person) == {}


def test_who_is_erased_leaves_the_gap_and_the_others_stay(asking: Asking) -> None:
    forgotten(asking, AMARA)
    (gap,) = asking.gaps()
    assert (gap.title, gap.questions) == (DRIVE, 1)
    found = asking.gap(gap.id)
    assert [one.person for one in found.asked] == [BEN]
    assert all(one.by.startswith("erased-") for one in found.asked)
    assert AMARA not in found.answers[0].text
    assert asking.collect() == Gathered(0, ())


def test_what_the_erased_person_answered_goes_and_nobody_sees_to_the_gap(asking: Asking) -> None:
    forgotten(asking, BEN)
    (gap,) = asking.gaps()
    assert gap.owner is None
    found = asking.gap(gap.id)
    assert (found.asked, found.answers) == ((), ())


def test_a_gap_whose_askers_are_all_erased_is_gone(asking: Asking) -> None:
    forgotten(asking, AMARA)
    forgotten(asking, BEN)
    assert asking.gaps() == []


def test_a_question_that_grows_too_old_leaves_its_gap(asking: Asking) -> None:
    with asking.library.database.transaction() as session:
        kept = Retention(questions=0)
        assert forget_old(session, asking.library.workspace, kept, now=asking.now)
    assert asking.gaps() == []


def test_what_a_person_answered_and_was_asked_is_handed_out_to_her(asking: Asking) -> None:
    with asking.library.database.transaction() as session:
        kept = hand_out(session, asking.library.workspace, BEN, by=BEN, now=NOW)["kept"]
    assert [row["text"] for row in kept["gap_answer"]] == [f"Ask <@{AMARA}>."]
    assert len(kept["gap_ask"]) == 1
