"""What rests on a pass goes with it: certificates are revoked, short exams mend nothing any more."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.audit.queries import entries
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from learning.credentials.service import revoke
from learning.credentials.values import Verdict
from learning.items.responses import Written
from learning.results.decisions import Decision
from learning.results.queries import untold
from learning.results.service import carry_out, dry_run
from learning.results.values import Policy, Resting
from learning.standing.values import Standing
from storage.database import Database
from tests.knowledge.library import NOW as THEN
from tests.learning.attempts.hall import DAY, NOW, Hall
from tests.learning.credentials.office import Office
from tests.learning.results.desk import RE_KEY, REASON, Desk
from tests.learning.standing.shelf import CALLS, GIFTS, YEAR, Shelf


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office.at(Hall.open(database), tmp_path)


def test_a_certificate_is_revoked_with_the_pass_that_led_to_it(office: Office) -> None:
    desk = Desk.open(office.hall)
    lost, kept = desk.sit("chi", "a", 2), desk.sit("dee", "a", 3)
    gone, stays = office.issue(lost), office.issue(kept)
    assert desk.plan(RE_KEY).resting == Resting(led_to=(gone.id,))
    done = desk.carry_out(RE_KEY, takes=True, now=NOW + DAY)
    assert done.fallen == Resting(led_to=(gone.id,))
    assert office.verified(office.token(gone.id)).verdict is Verdict.INVALID
    assert office.verified(office.token(stays.id)).verdict is Verdict.VALID
    assert (office.stored(gone.id).revoked, office.stored(gone.id).reason) == (True, REASON)
    assert {one.person: one.revoked for one in desk.untold()} == {"chi": True, "dee": False}
    with office.database.reading() as session:
        regraded, revoked = entries(session, office.workspace, limit=2)
    assert (revoked.action, revoked.actor, revoked.subject) == ("certificate revoked", "bo", gone.id)
    assert regraded.after is not None
    assert (regraded.after["lost"], regraded.after["revoked"]) == ([lost], [gone.id])


def test_a_pass_that_stays_keeps_its_certificate_and_one_that_was_revoked_before_is_not_counted(office: Office) -> None:
    desk = Desk.open(office.hall)
    stays, gone = office.issue(desk.sit("chi", "a", 2)), office.issue(desk.sit("dee", "a", 2))
    with office.database.transaction() as session:
        revoke(session, office.workspace, gone.id, reason="Cheated.", by=OPERATOR, now=NOW)
    assert desk.plan(RE_KEY).resting == Resting(led_to=(stays.id,))
    assert desk.carry_out(RE_KEY).fallen == Resting()
    assert not office.stored(stays.id).revoked
    assert office.stored(gone.id).reason == "Cheated."
    assert not any(one.revoked for one in desk.untold())


def test_what_a_short_exam_mended_is_outdated_again_without_its_pass(shelf: Shelf) -> None:
    one = shelf.certified()
    later = THEN + DAY
    shelf.edition(CALLS.replace("twice", "three times"), YEAR, GIFTS, now=later)
    made = shelf.delta(now=later + DAY)
    assert shelf.mend(shelf.answered(made, now=later + DAY)) == [one.id]
    assert shelf.held(now=later + DAY).standing is Standing.CURRENT
    wrong, asked = Decision(Policy.RE_KEY, (Written("7"),)), made.slots[0].version_id
    with shelf.database.transaction() as session:
        give_role(session, shelf.workspace, "bo", Role.ADMIN, by=OPERATOR, now=THEN)
        # The first exam asked it too.
        assert dry_run(session, shelf.workspace, asked, wrong, by="bo").resting == Resting((one.id,), (one.id,))
        how: dict[str, Any] = {"by": "bo", "reason": REASON, "takes_from": [made.id], "now": later + 2 * DAY}
        assert carry_out(session, shelf.workspace, asked, wrong, **how).fallen == Resting(mended=(one.id,))
    assert shelf.held(now=later + 2 * DAY).standing is Standing.OUTDATED
    with shelf.database.reading() as session:
        told = {each.attempt_id: each for each in untold(session, shelf.workspace, limit=9)}
    assert (told.pop(made.id).has_lost, [each.pass_kept for each in told.values()]) == (True, [True])
