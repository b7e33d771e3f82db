"""Regrades are carried out and told of: points change, a pass is not taken away by itself. On both databases."""

import pytest

from knowledge.audit.queries import entries
from knowledge.errors import NotAllowed
from knowledge.members.roles import OPERATOR
from learning.errors import AttemptNotFound, AttemptOpen, ItemNotFound, NoSuchAnswer, ReasonMissing, TakesPasses
from learning.items.responses import Chosen
from learning.results.decisions import Decision
from learning.results.queries import review_of
from learning.results.review import Words
from learning.results.service import told
from learning.results.values import Policy
from storage.schema import new_id
from tests.learning.attempts.hall import MINUTE, NOW
from tests.learning.results.desk import ACCEPT, RE_KEY, REASON, Desk


def test_a_dry_run_tells_who_gains_and_who_loses_and_changes_nothing(desk: Desk) -> None:
    gains, loses, same = desk.sit("amara", "b", 2), desk.sit("chi", "a", 2), desk.sit("dee", "c", 3)
    open_one = desk.hall.start("eli").id
    before = {attempt_id: desk.results(attempt_id) for attempt_id in (gains, loses, same, open_one)}
    made = desk.plan(RE_KEY)
    assert [one.person for one in made.gains] == ["amara"]
    assert [one.person for one in made.loses] == ["chi"]
    assert (made.unchanged, made.policy, made.version_id) == (1, Policy.RE_KEY, desk.wrong)
    assert {attempt_id: desk.results(attempt_id) for attempt_id in before} == before
    assert desk.untold() == []


def test_a_regrade_adds_results_and_tells_those_whose_results_changed(desk: Desk) -> None:
    gains, same = desk.sit("amara", "b", 2), desk.sit("dee", "c", 3)
    done = desk.carry_out(ACCEPT)
    first, second = desk.results(gains)
    assert (first.passed, first.score.points, first.regrade_id) == (False, 2, None)
    assert (second.passed, second.score.points, second.regrade_id) == (True, 3, done.regrade_id)
    assert second.score.by_competency == {"care": (2.0, 3.0), "signs": (1.0, 1.0)}
    assert len(desk.results(same)) == 1
    (notice,) = desk.untold()
    assert (notice.person, notice.attempt_id, notice.reason, notice.pass_kept) == ("amara", gains, REASON, False)
    assert (notice.before, notice.after, notice.policy) == (first, second, Policy.ACCEPT)
    with desk.hall.database.transaction() as session:
        told(session, desk.hall.workspace, notice.regrade_id, notice.attempt_id, now=NOW)
    assert desk.untold() == []


def test_points_go_and_the_pass_stays_where_nobody_takes_it_by_name(desk: Desk) -> None:
    loses = desk.sit("chi", "a", 2)
    done = desk.carry_out(RE_KEY, by=OPERATOR)
    assert [one.person for one in done.kept] == ["chi"]
    first, second = desk.results(loses)
    assert (first.score.points, second.score.points) == (3, 2)
    assert (first.passed, second.passed) == (True, True)
    (notice,) = desk.untold()
    assert notice.pass_kept
    # Another item's or the same one's later regrade does not take it either.
    again = desk.carry_out(RE_KEY)
    assert ([one.person for one in again.kept], again.changed) == (["chi"], ())
    assert len(desk.results(loses)) == 2


def test_a_pass_is_taken_by_a_person_by_her_name_and_never_by_the_command_line(desk: Desk) -> None:
    loses = desk.sit("chi", "a", 2)
    with pytest.raises(TakesPasses) as refused:
        desk.decide(RE_KEY, by=OPERATOR, takes_from=[loses])
    assert refused.value.people == ("chi",)
    assert len(desk.results(loses)) == 1
    assert desk.carry_out(RE_KEY, by="bo", takes=True).kept == ()
    assert [one.passed for one in desk.results(loses)] == [True, False]


def test_a_regrade_that_is_carried_out_twice_changes_results_once(desk: Desk) -> None:
    gains = desk.sit("amara", "b", 2)
    first, second = desk.carry_out(ACCEPT), desk.carry_out(ACCEPT)
    assert (second.regrade_id, second.changed) == (first.regrade_id, ())
    assert len(desk.results(gains)) == 2
    later = desk.sit("fay", "b", 2)
    third = desk.carry_out(ACCEPT)
    assert [one.attempt_id for one in third.changed] == [later]
    assert [one.passed for one in desk.results(later)] == [False, True]


def test_an_exam_that_was_open_when_its_item_was_decided_on_ends_with_what_was_decided(desk: Desk) -> None:
    desk.carry_out(ACCEPT)
    late, other = desk.sit("amara", "b", 2), desk.sit("dee", "c", 3)
    assert desk.settle(late) == desk.results(late)[1]
    assert [one.passed for one in desk.results(late)] == [False, True]
    assert (desk.settle(late), desk.settle(other), desk.settle(new_id())) == (None, None, None)
    assert [len(desk.results(one)) for one in (late, other)] == [2, 1]
    assert desk.untold() == []


@pytest.mark.parametrize(("takes", "passed"), [(False, True), (True, False)])
def test_such_an_exam_keeps_its_pass_where_those_before_it_kept_theirs(desk: Desk, takes: bool, passed: bool) -> None:
    early = desk.sit("bea", "a", 2)
    desk.carry_out(RE_KEY, takes=takes)
    late = desk.sit("chi", "a", 2)
    settled = desk.settle(late)
    assert settled is not None
    assert (settled.passed, settled.score.points) == (passed, 2)
    assert desk.results(early)[-1].passed is passed


@pytest.mark.parametrize("takes", [(False, False), (True, False), (False, True), (True, True)])
def test_of_several_decisions_the_same_answers_have_the_same_result_before_and_after(
    desk: Desk, takes: tuple[bool, bool]
) -> None:
    desk.ask_all()
    early, late = desk.begin("bea"), desk.begin("chi")
    desk.hand_in(early, "a", 5)
    desk.carry_out(RE_KEY, takes=takes[0])
    desk.carry_out(Decision(Policy.FULL_CREDIT), on=desk.of("care-0"), takes=takes[1], now=NOW + MINUTE)
    desk.hand_in(late, "a", 5)
    desk.settle(late.id)
    before, after = desk.results(early.id)[-1], desk.results(late.id)[-1]
    assert before.score.points == after.score.points == 5
    # It is the first of them that brings both below the cut; the other one changes nothing in them.
    assert before.passed is after.passed is not takes[0]


def test_a_pass_is_taken_only_from_whom_it_was_shown_that_she_loses_it(desk: Desk) -> None:
    shown = desk.sit("chi", "a", 2)
    takes_from = [one.attempt_id for one in desk.plan(RE_KEY).loses]
    unseen = desk.sit("dee", "a", 2)
    done = desk.decide(RE_KEY, takes_from=takes_from)
    assert [one.person for one in done.kept] == ["dee"]
    assert [desk.results(one)[-1].passed for one in (shown, unseen)] == [False, True]
    assert {one.person: one.pass_kept for one in desk.untold()} == {"chi": False, "dee": True}
    # Shown what is left, she may take that one too.
    assert desk.carry_out(RE_KEY, takes=True).kept == ()
    assert desk.results(unseen)[-1].passed is False


def test_a_later_decision_is_added_to_the_earlier_ones(desk: Desk) -> None:
    attempt_id = desk.sit("amara", "b", 2)
    desk.carry_out(ACCEPT)
    desk.carry_out(Decision(Policy.ACCEPT, (Chosen(frozenset("c")),)))
    assert [one.score.points for one in desk.results(attempt_id)] == [2, 3]
    desk.carry_out(Decision(Policy.DROP))
    assert [one.score.of for one in desk.results(attempt_id)] == [4, 4, 3]
    with desk.hall.database.reading() as session:
        missed = review_of(session, desk.hall.workspace, attempt_id, "amara", Words()).missed
    assert len(missed) == 1


def test_a_regrade_is_written_down_with_whom_it_touched(desk: Desk) -> None:
    kept, gained = desk.sit("chi", "a", 2), desk.sit("amara", "b", 2)
    desk.carry_out(RE_KEY)
    with desk.hall.database.reading() as session:
        entry = entries(session, desk.hall.workspace, limit=1)[0]
    assert (entry.actor, entry.action, entry.subject_kind, entry.name) == ("bo", "regraded", "item", "wrong")
    assert entry.after == {
        "version": 1,
        "policy": "re_key",
        "reason": REASON,
        "changed": 2,
        "gained": [gained],
        "lost": [],
        "kept": [kept],
        "revoked": [],
        "outdated": [],
    }


def test_what_can_not_be_regraded_is_refused(desk: Desk) -> None:
    desk.sit("amara", "b", 2)
    with pytest.raises(NotAllowed):
        desk.carry_out(ACCEPT, by="amara")
    with pytest.raises(NotAllowed):
        desk.plan(ACCEPT, by="amara")
    with pytest.raises(ReasonMissing):
        desk.carry_out(ACCEPT, reason=" \n\u200b")
    with pytest.raises(NoSuchAnswer):
        desk.carry_out(Decision(Policy.RE_KEY))
    with pytest.raises(ItemNotFound):
        Desk(desk.hall, new_id()).plan(ACCEPT)
    assert desk.untold() == []


def test_a_review_is_for_whoever_sat_the_exam_and_only_once_it_ended(desk: Desk) -> None:
    attempt_id = desk.sit("amara", "b", 2)
    begun = desk.hall.start("chi")
    with desk.hall.database.reading() as session:
        found = review_of(session, desk.hall.workspace, attempt_id, "amara", Words())
        with pytest.raises(AttemptNotFound):
            review_of(session, desk.hall.workspace, attempt_id, "chi", Words())
        with pytest.raises(AttemptOpen):
            review_of(session, desk.hall.workspace, begun.id, "chi", Words())
    assert found.result.score.points == 2
    assert len(found.missed) == 2
    assert ("Chat", "Silence") in {(one.given, one.right) for one in found.missed}
