"""How an attempt is begun: what it asks, in how few statements, and when it can't be."""

from datetime import timedelta
from functools import partial
from random import Random

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from knowledge.members.roles import OPERATOR
from learning.attempts.assembling import Blueprint
from learning.attempts.candidates import live
from learning.attempts.factors import set_factor
from learning.attempts.models import AttemptRow
from learning.attempts.scoring import score
from learning.attempts.starting import Prepared, begin, prepare
from learning.attempts.values import Attempt, Ending, Kind
from learning.certifications.definition import Draw, Passing
from learning.certifications.service import retire
from learning.errors import AlreadyOpen, CertificationNotFound, NotEnoughItems, OtherOpen
from learning.items.contents import contents
from learning.items.models import LiveItemRow
from learning.items.values import Pool
from tests.learning.attempts.hall import DELIVERY, GRACE, MINUTE, NOW, SECOND, Hall, at_once

DUE = NOW + 30 * MINUTE


def test_a_start_takes_ten_statements_however_long_the_form_and_the_past(room: Hall) -> None:
    counts = []
    for count in (1, 5):
        room.certify(draws=(Draw("care", count), Draw("calls", count)))
        for again in range(2):
            with room.statements() as sent:
                begun = room.start("long", now=NOW + again * MINUTE)
            counts.append(len(sent))
            room.submit(begun.id, person="long", now=NOW + again * MINUTE)
            room.certify(draws=(Draw("care", count), Draw("calls", count)), passing=Passing(100.0))
    assert counts == [counts[0]] * 4
    assert counts[0] <= 10


def test_who_has_an_exam_open_begins_no_other_until_it_is_handed_in_or_closed(hall: Hall) -> None:
    hall.certify()
    hall.certify(key="coach", title="Coach essentials")
    begun = hall.start("amara")
    with pytest.raises(OtherOpen) as told:
        hall.start("amara", certification="coach")
    assert (told.value.attempt_id, told.value.title) == (begun.id, "Mentor essentials")
    outcomes = at_once([partial(hall.start, "ben"), partial(hall.start, "ben", certification="coach")] * 8)
    assert [type(one) for one in outcomes].count(Attempt) == 1
    assert {type(one) for one in outcomes} == {Attempt, AlreadyOpen, OtherOpen}
    hall.submit(begun.id, now=NOW + MINUTE)
    other = hall.start("amara", certification="coach", now=NOW + MINUTE)
    assert hall.sweep(now=DUE + MINUTE + GRACE + DELIVERY + SECOND)
    assert hall.stored(other.id).ending is Ending.TIME
    assert hall.start("amara", now=DUE + timedelta(days=1)).number == 2


def test_what_was_drawn_up_before_is_begun_in_few_statements_and_anew_where_anything_changed(hall: Hall) -> None:
    def draw(session: Session, seed: int = 1) -> Prepared:
        return prepare(session, hall.workspace, "mentor", "amara", now=NOW, dice=Random(seed))

    def begin_drawn(drawn: Prepared) -> Attempt:
        with hall.database.transaction() as session:
            return begin(session, hall.workspace, partial(draw, seed=2), drawn)

    def drawn_up() -> Prepared:
        with hall.database.reading() as session:
            return draw(session)

    hall.certify(passing=Passing(100.0))
    drawn = drawn_up()
    with hall.statements() as sent:
        assert begin_drawn(drawn) == drawn.attempt
    assert len(sent) == 3, sent
    assert hall.stored(drawn.attempt.id) == drawn.attempt
    hall.submit(drawn.attempt.id)

    drawn = drawn_up()
    with hall.database.transaction() as session:
        set_factor(session, hall.workspace, "amara", 2.0, by=OPERATOR, now=NOW)
    begun = begin_drawn(drawn)
    assert (begun.factor, begun.minutes) == (2.0, 60.0)
    assert begun.id != drawn.attempt.id
    hall.submit(begun.id)

    drawn = drawn_up()
    gone = drawn.attempt.slots[0].version_id
    with hall.database.transaction() as session:
        session.execute(delete(LiveItemRow).where(LiveItemRow.version_id == gone))
    begun = begin_drawn(drawn)
    assert gone not in {slot.version_id for slot in begun.slots}
    hall.submit(begun.id)

    drawn = drawn_up()
    hall.certify(passing=Passing(90.0))
    begun = begin_drawn(drawn)
    assert begun.certification_version_id != drawn.attempt.certification_version_id
    with pytest.raises(AlreadyOpen):
        begin_drawn(drawn)


def test_it_is_known_how_often_each_item_was_shown_lately_and_so_everybody_is_shown_others(hall: Hall) -> None:
    hall.certify()
    for person in ("amara", "ben", "carmen"):
        hall.start(person)
    with hall.statements() as sent, hall.database.reading() as session:
        there = live(session, hall.workspace, Pool.EXAM, ["care", "calls"])
    assert len(sent) == 1
    assert [one.exposure for one in there] == [1] * 12
    fourth = {slot.version_id for slot in hall.start("dev").slots}
    with hall.database.reading() as session:
        there = live(session, hall.workspace, Pool.EXAM, ["care", "calls"])
    assert {one.version_id: one.exposure for one in there} == {
        one.version_id: 2 if one.version_id in fourth else 1 for one in there
    }


def test_what_is_asked_and_required_stays_as_it_was_when_the_attempt_began(room: Hall) -> None:
    begun = room.start("jon")
    for slot in begun.slots[:2]:
        room.answer(begun.id, slot.position, room.right(slot), person="jon")
    room.certify(passing=Passing(90.0), minutes=None, title="Harder now")
    came_to = room.submit(begun.id, person="jon", now=NOW + MINUTE)
    assert (came_to.score.percent, came_to.passed) == (50.0, True)
    kept = room.stored(begun.id)
    assert kept.deadline == DUE
    with room.database.reading() as session:
        asked = contents(session, room.workspace, [slot.version_id for slot in kept.slots])
    assert score(kept.slots, asked) == came_to.score


def test_a_certification_that_is_retired_or_unknown_or_draws_too_much_can_t_be_begun(room: Hall) -> None:
    room.certify(key="greedy", draws=(Draw("care", 7),))
    with pytest.raises(NotEnoughItems):
        room.start("kim", certification="greedy")
    with room.database.transaction() as session:
        retire(session, room.workspace, "greedy", by=OPERATOR, now=NOW)
    for key in ("greedy", "unknown"):
        with pytest.raises(CertificationNotFound):
            room.start("kim", certification=key)
    with room.database.reading() as session:
        counted = select(func.count()).select_from(AttemptRow).where(AttemptRow.person == "kim")
        assert session.scalar(counted) == 0


def test_an_attempt_can_be_about_only_some_items(room: Hall) -> None:
    with room.database.reading() as session:
        some = tuple(live(session, room.workspace, Pool.EXAM, ["care"])[:2])
    blueprint = Blueprint((Draw("care", 2),), some)
    begun = room.start("lea", kind=Kind.DELTA, blueprint=blueprint)
    assert begun.kind is Kind.DELTA
    assert {slot.version_id for slot in begun.slots} == {one.version_id for one in some}
