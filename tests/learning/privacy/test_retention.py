"""What is old goes, and what certificates, cohorts and figures are worked out from stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from knowledge.conversations.models import AnswerRow, OpinionRow, QuestionRow
from learning.continuous.answers import Span, counted, missed
from learning.learners.service import leave, prefer
from learning.learners.values import DEFAULT
from learning.practice.models import CardRow, PracticeRow
from learning.practice.values import Purpose
from learning.privacy.blanking import blank
from learning.privacy.retention import Retention, forget_old, gone_for_good
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.learning.attempts.hall import DAY, NOW
from tests.learning.practice.gym import AMARA, SECOND, Gym
from tests.learning.privacy.everything import Everything

LATER = NOW + 100 * DAY


def forget(database: Database, workspace: str, kept: Retention, *, rounds: int = 3) -> list[int]:
    """How many rows are forgotten each time."""
    counts = []
    for _ in range(rounds):
        with database.transaction() as session:
            counts.append(forget_old(session, workspace, kept, now=LATER))
    return counts


@pytest.fixture
def gym(database: Database, tmp_path: Path) -> Gym:
    return Gym.open(database, tmp_path)


def test_what_was_answered_goes_and_the_year_of_a_certificate_and_what_is_due_stay(gym: Gym) -> None:
    for number in range(3):
        now = NOW + number * DAY
        shown = gym.show(AMARA, now=now, purpose=Purpose.CONTINUOUS)
        assert shown is not None
        gym.answer(shown.id, right=bool(number), now=now + 5 * SECOND)
    year = Span(AMARA, gym.certification.id, NOW - DAY, NOW + 365 * DAY)

    def figures() -> tuple[list[tuple[str, bool]], list[str], list[object]]:
        with gym.database.reading() as session:
            known = select(CardRow.item_id, CardRow.due, CardRow.last).order_by(CardRow.item_id)
            lacking = [one.item_id for one in missed(session, gym.workspace, year, most=9)]
            return counted(session, gym.workspace, year), lacking, [*map(tuple, session.execute(known))]

    before = figures()
    assert before[0]
    assert before[2]
    assert forget(gym.database, gym.workspace, Retention(practice=99)) == [1, 0, 0]
    assert forget(gym.database, gym.workspace, Retention(practice=90)) == [2, 0, 0]
    assert figures() == before
    with gym.database.reading() as session:
        assert set(session.scalars(select(PracticeRow.given))) == {None}
        assert None not in set(session.scalars(select(PracticeRow.credit)))


def test_the_words_of_questions_go_with_those_that_no_guide_has_an_answer_to(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        everything = Everything(session, workspace)
        for asked_at in (NOW, LATER):
            question = everything.row("question", {"text": "Neighbours?", "asked_at": asked_at})
            answer = everything.row("answer", {"question_id": question["id"], "missing": ["neighbours"]})
            everything.row("opinion", {"answer_id": answer["id"], "comment": "No!", "given_at": asked_at})
    assert forget(database, workspace, Retention(questions=90)) == [3, 0, 0]
    with database.reading() as session:
        assert sorted(session.scalars(select(QuestionRow.text))) == ["", "Neighbours?"]
        assert sorted(session.scalars(select(AnswerRow.missing))) == [[], ["neighbours"]]
        assert set(session.scalars(select(OpinionRow.comment))) == {None, "No!"}


def test_who_left_is_gone_for_good_only_after_so_many_days(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        for person, at in (("U0LEFT", NOW), ("U0LATE", LATER), ("erased-1", NOW)):
            prefer(session, workspace, person, DEFAULT, now=NOW)
            leave(session, workspace, person, now=at)
        prefer(session, workspace, "U0HERE", DEFAULT, now=NOW)
    with database.reading() as session:
        assert gone_for_good(session, workspace, Retention(left=30), now=LATER) == ["U0LEFT"]
        assert gone_for_good(session, workspace, Retention(left=30), now=NOW + timedelta(days=29)) == []
        assert gone_for_good(session, workspace, Retention(questions=1), now=LATER) == []


def test_where_nothing_was_decided_nothing_goes(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        Everything(session, workspace).of(AMARA, "My neighbour drinks")
    assert forget(database, workspace, Retention()) == [0, 0, 0]


@pytest.mark.parametrize("how", ["old", "erased"])
def test_what_somebody_elses_follow_up_was_understood_with_goes_with_the_words_of_the_first(
    database: Database, how: str
) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        everything = Everything(session, workspace)
        root = {"channel": "C1", "root": "1.0"}
        before = {**root, "moment": "1.0", "asker": "U0HERS", "asked_at": NOW, "text": "Neighbours?"}
        first = everything.row("question", before)
        late = LATER if how == "old" else NOW + DAY
        after = {**root, "moment": "2.0", "asker": "U0OTHER", "asked_at": late, "text": "And pets?"}
        follow_up = everything.row("question", after)
        everything.row("answer", {"question_id": follow_up["id"], "understood": "Neighbours? And pets?"})
        everything.row("follow_up", {"question_id": follow_up["id"], "earlier_id": first["id"]})
    if how == "old":
        forget(database, workspace, Retention(questions=90), rounds=1)
    else:
        with database.transaction() as session:
            blank(session, workspace, "U0HERS", "holder", NOW + 2 * DAY)
    with database.reading() as session:
        assert session.scalars(select(AnswerRow.understood)).all() == [None]
