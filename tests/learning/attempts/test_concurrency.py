"""Many clicks in the same moment, on both databases."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from sqlalchemy import func, select

from learning.attempts.models import AttemptRow, AttemptSlotRow, ResponseRow
from learning.attempts.queries import history, result
from learning.attempts.scoring import score
from learning.attempts.values import Attempt, Recorded, Recording, Result
from learning.errors import AlreadyOpen
from learning.items.contents import contents
from learning.items.responses import Chosen
from tests.learning.attempts.hall import MINUTE, NOW, SECOND, Hall, at_once

STARTS = 50
CLICKS = 24


def test_fifty_starts_at_once_begin_one_attempt(hall: Hall) -> None:
    hall.certify()
    begun = at_once([lambda: hall.start("amara")] * STARTS)
    (one,) = [attempt for attempt in begun if isinstance(attempt, Attempt)]
    refused = [error for error in begun if isinstance(error, AlreadyOpen)]
    assert {error.attempt_id for error in refused} == {one.id}
    assert len(refused) == STARTS - 1
    with hall.database.reading() as session:
        assert [past.attempt_id for past in history(session, hall.workspace, "amara")] == [one.id]
        assert session.scalar(select(func.count()).select_from(AttemptSlotRow)) == 4


def test_of_the_clicks_of_two_devices_at_once_the_last_one_counts_in_whatever_order_they_are_delivered(
    hall: Hall,
) -> None:
    hall.certify()
    begun = hall.start("amara")
    tokens = [token for token, _ in begun.slots[0].tokens]
    made = [NOW + number * SECOND for number in range(CLICKS)]
    Random(3).shuffle(made)
    acts = [
        _click(hall, begun, 1, tokens[number % 4], f"act {number}", clicked_at=clicked, now=NOW + MINUTE)
        for number, clicked in enumerate(made)
    ]
    outcomes = at_once(acts)
    assert [one.recording for one in outcomes if isinstance(one, Recorded)] == [Recording.RECORDED] * CLICKS
    with hall.database.reading() as session:
        rows = session.scalars(select(ResponseRow).order_by(ResponseRow.sequence)).all()
    assert [row.sequence for row in rows] == list(range(1, CLICKS + 1))
    assert [row.clicked_at for row in rows] == [made[int(row.act.removeprefix("act "))] for row in rows]
    keys = dict(begun.slots[0].tokens)
    last = Chosen(frozenset([keys[tokens[made.index(max(made)) % 4]]]))
    assert hall.stored(begun.id).slots[0].given == last
    delivered_last = outcomes[int(rows[-1].act.removeprefix("act "))]
    assert isinstance(delivered_last, Recorded)
    assert delivered_last.given == last


def test_a_click_that_is_delivered_many_times_at_once_is_stored_once(hall: Hall) -> None:
    hall.certify()
    begun = hall.start("amara")
    token = begun.slots[0].tokens[0][0]
    outcomes = at_once([_click(hall, begun, 1, token, "the same act")] * CLICKS)
    kinds = sorted(one.recording for one in outcomes if isinstance(one, Recorded))
    assert kinds == [Recording.RECORDED, *[Recording.SAME] * (CLICKS - 1)]
    assert len({one.given for one in outcomes if isinstance(one, Recorded)}) == 1


def test_no_answer_is_stored_once_an_attempt_is_scored(hall: Hall) -> None:
    hall.certify()
    for number in range(5):
        person = f"learner-{number}"
        begun = hall.start(person)
        dice = Random(number)
        clicks: list[Callable[[], Recorded | Result]] = [
            _click(hall, begun, slot.position, dice.choice(slot.tokens)[0], f"{slot.position}.{again}", person)
            for slot in begun.slots
            for again in range(4)
        ]
        clicks.insert(8, lambda begun=begun, person=person: hall.submit(begun.id, person=person))  # type: ignore[misc]
        outcomes = at_once(clicks)
        (came_to,) = [one for one in outcomes if isinstance(one, Result)]
        recorded = [one for one in outcomes if isinstance(one, Recorded)]
        assert {one.recording for one in recorded} <= {Recording.RECORDED, Recording.ENDED}
        kept = hall.stored(begun.id)
        with hall.database.reading() as session:
            of_this = select(func.count()).select_from(ResponseRow).where(ResponseRow.attempt_id == begun.id)
            assert session.scalar(of_this) == sum(one.recording is Recording.RECORDED for one in recorded)
            asked = contents(session, hall.workspace, [slot.version_id for slot in kept.slots])
            assert result(session, hall.workspace, begun.id) == came_to
        assert score(kept.slots, asked) == came_to.score


def test_submitting_twice_at_once_scores_once(hall: Hall) -> None:
    hall.certify()
    begun = hall.start("amara")
    outcomes = at_once([lambda: hall.submit(begun.id)] * 10)
    assert {type(one) for one in outcomes} == {Result}
    assert all(one == outcomes[0] for one in outcomes)
    with hall.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AttemptRow)) == 1


def _click(
    hall: Hall, begun: Attempt, position: int, token: str, act: str, person: str = "amara", **when: datetime
) -> Callable[[], Recorded]:
    return lambda: hall.answer(begun.id, position, Chosen(frozenset([token])), act=act, person=person, **when)
