"""Which answers keep a certificate: those that show what its holder knows; no more are needed than she could give."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Continuous
from learning.continuous.queries import years
from learning.continuous.values import Year
from learning.credentials.keys import compromise
from learning.items.models import LiveItemRow
from learning.standing.queries import held_by
from learning.standing.reissuing import reissue
from storage.database import Database
from storage.upgrade import upgrade
from tests.learning.attempts.hall import DAY, MINUTE, NOW
from tests.learning.continuous.year import AMARA, ENDS, WEEK, HolderYear


@pytest.fixture
def year(database: Database, tmp_path: Path) -> HolderYear:
    return HolderYear.open(database, tmp_path)


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[HolderYear]:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite'}")
    upgrade(database)
    yield HolderYear.open(database, tmp_path)
    database.close()


def stands(year: HolderYear) -> Year:
    """How the year stands shortly before it ends."""
    with year.database.reading() as session:
        held = held_by(session, year.workspace, AMARA, ENDS - MINUTE)
        (found,) = years(session, year.workspace, held, ENDS - MINUTE).values()
        return found


def test_what_is_answered_after_its_week_is_practice_alone(year: HolderYear) -> None:
    """Who lets all questions wait, and answers them in one sitting, has shown nothing of a year."""
    asked = [year.ask(NOW + number * WEEK) for number in range(1, 46)]
    late = NOW + 46 * WEEK
    for one in asked:
        assert one is not None
        year.give(one, late)
    found = year.decide()
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered, found.renewed_by) == (0, 6, None)


def test_an_item_counts_no_more_once_she_was_told_what_is_right(year: HolderYear) -> None:
    now = NOW + DAY
    waiting = year.ask(now)
    assert waiting is not None
    practised = [year.practise(now + turn * MINUTE) for turn in range(1, 4)]
    assert waiting.item_id in {one.item_id for one in practised}
    year.give(waiting, now + DAY)
    (week,) = year.week(now + DAY)
    assert (week.asked, week.answered, week.left) == (1, 0, 0)
    assert stands(year).so_far.answered == 0
    year.answer(now + WEEK)
    assert stands(year).so_far.answered == 1


def test_what_was_told_meanwhile_waits_no_more_and_another_is_asked(on_sqlite: HolderYear) -> None:
    now = NOW + DAY
    waiting, other = on_sqlite.ask(now), None
    assert waiting is not None
    with on_sqlite.database.transaction() as session:
        # Only what waits can be practised meanwhile.
        left = session.query(LiveItemRow).filter(LiveItemRow.item_id != waiting.item_id, LiveItemRow.pool == "practice")
        pools = left.all()
        for row in pools:
            row.pool = "exam"
    assert on_sqlite.practise(now + MINUTE).item_id == waiting.item_id
    assert on_sqlite.ask(now + DAY) is None
    with on_sqlite.database.transaction() as session:
        for row in pools:
            session.get_one(LiveItemRow, row.item_id).pool = "practice"
    other = on_sqlite.ask(now + DAY)
    assert other is not None
    assert other.item_id != waiting.item_id


def test_no_more_is_needed_than_there_are_questions_to_ask(on_sqlite: HolderYear) -> None:
    on_sqlite.rule(Continuous(weekly=5, floor=200))
    for number in range(52):
        now = NOW + DAY + number * WEEK
        (week,) = on_sqlite.week(now)
        assert week.left == 3
        for _ in range(3):
            on_sqlite.answer(now)
        assert on_sqlite.week(now)[0].left == 0
        assert on_sqlite.ask(now) is None
    assert (stands(on_sqlite).floor, stands(on_sqlite).missing) == (156, 0)
    found = on_sqlite.decide()
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered, found.outcome.passed) == (156, 0, True)


def test_questions_that_are_taken_out_at_the_end_make_a_year_no_shorter(on_sqlite: HolderYear) -> None:
    on_sqlite.rule(Continuous(weekly=2, floor=60))
    on_sqlite.answer_all([True] * 6)
    with on_sqlite.database.transaction() as session:
        session.query(LiveItemRow).delete()
    found = on_sqlite.decide()
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered, found.outcome.passed) == (6, 54, False)


def test_who_was_renewed_late_answers_for_the_weeks_that_are_left(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 6)
    on_sqlite.rule(Continuous(weekly=1, floor=6))
    late = ENDS + 337 * DAY
    renewed = on_sqlite.decide(late)
    assert renewed is not None
    assert renewed.renewed_by is not None
    for number in range(4):
        on_sqlite.answer(late + number * WEEK)
    found = on_sqlite.decide(ENDS.replace(year=ENDS.year + 1), renewed.renewed_by)
    assert found is not None
    assert (found.outcome.answered, found.outcome.unanswered, found.outcome.passed) == (4, 0, True)


def test_what_is_issued_anew_makes_no_year_shorter(on_sqlite: HolderYear) -> None:
    on_sqlite.answer_all([True] * 2)
    late = ENDS - 10 * DAY
    with on_sqlite.database.transaction() as session:
        compromise(session, on_sqlite.workspace, on_sqlite.first.key_id, since=NOW - DAY, by=OPERATOR, now=late)
    assert on_sqlite.week(late) == ()
    on_sqlite.office.new_key(now=late)
    anew = reissue(
        on_sqlite.database, on_sqlite.workspace, on_sqlite.first.id, using=on_sqlite.office.using, by=OPERATOR, now=late
    )
    assert anew is not None
    assert len(on_sqlite.week(late)) == 1
    assert (stands(on_sqlite).floor, stands(on_sqlite).so_far.answered) == (6, 2)
