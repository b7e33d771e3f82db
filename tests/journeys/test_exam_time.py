"""The time limit of an exam, with a personal factor, by Slack's clock and by the schedule."""

from datetime import timedelta
from pathlib import Path

from knowledge.members.roles import OPERATOR, Role
from learning.attempts.factors import set_factor
from learning.attempts.values import Ending
from tests.journeys.exam_hall import exam_hall, position
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import BEN, CARMEN, shown


def test_time_is_up_by_slacks_clock_and_who_left_is_told_what_her_exam_came_to(data_dir: Path) -> None:
    with exam_hall(data_dir) as hall:
        hall.begin(BEN)
        slot = hall.go_to(BEN, "true_false")
        armed = hall.exam(BEN)
        # Slack took the click in time, and delivers it late.
        hall.clock.ahead = timedelta(minutes=32)
        hall.answer(BEN, slot, rightly=True)
        assert hall.given(BEN, slot) is not None
        assert "The time was up" in shown(hall.exam(BEN))
        hall.clock.ahead = timedelta(minutes=36)
        stored = hall.given(BEN, slot)
        hall.asleep(BEN, armed, armed)
        hall.answer(BEN, slot, rightly=False)
        assert hall.given(BEN, slot) == stored
        assert "came after the time was up" in shown(hall.exam(BEN))
        hall.office.bot.parts.schedule.tick(hall.clock())
        hall.settle()
        found = hall.attempt(BEN)
        assert (found.ending, found.ended_at) == (Ending.TIME, found.deadline)
        assert "This exam ended when its time was up." in shown(hall.exam(BEN))
        result = hall.last(BEN)
        assert "Not passed: All kinds of questions" in shown(result)
        assert "You can try again from" in shown(result)
        card = hall.say(BEN, "certify me")
        assert "2 attempts left" in shown(card)
        assert "exam_start" not in str(card["blocks"])


def test_a_person_who_may_take_longer_is_told_so_and_has_the_time(data_dir: Path) -> None:
    with exam_hall(data_dir) as hall:
        with hall.office.services.database.transaction() as session:
            set_factor(session, hall.office.bot.parts.workspace, BEN, 1.5, by=OPERATOR, now=hall.clock())
        assert "45 minutes, with your extra time (times 1.5)" in shown(hall.say(BEN, "certify me"))
        assert "(with your extra time)" in shown(hall.begin(BEN))
        hall.clock.ahead = timedelta(minutes=40)
        hall.office.bot.parts.schedule.tick(hall.clock())
        hall.settle()
        slot = hall.go_to(BEN, "true_false")
        hall.answer(BEN, slot, rightly=True)
        assert hall.given(BEN, slot) is not None


def test_who_is_given_more_time_during_an_exam_is_told_and_shown_its_new_end(data_dir: Path) -> None:
    with exam_hall(data_dir) as hall:
        appoint(hall.office, carmen=Role.ADMIN)
        hall.begin(BEN)
        slot = hall.go_to(BEN, "short_text")
        before, told = shown(hall.exam(BEN)), len(hall.messages(BEN))
        tab = HomeTab(hall.office, CARMEN).open().press("panel_certifications")
        for factor in ("2", "1.5"):
            view = tab.form("accommodation_form", "accommodation_set")
            assert tab.send(view, person=BEN, factor=factor) == {}
            hall.settle()
        after = shown(hall.exam(BEN))
        assert "Ends" in before
        assert "(with your extra time)" in after
        assert position(hall.exam(BEN)) == slot.position
        assert len(hall.messages(BEN)) == told + 1
        assert "You were given more time" in shown(hall.last(BEN))
        # What was typed, not entered, and pressed on too late is not dropped without a word.
        hall.clock.ahead = timedelta(minutes=66)
        hall.press(BEN, hall.exam(BEN), "exam_overview", values={"answer_text": "month"})
        assert hall.given(BEN, slot) is None
        assert "came after the time was up" in shown(hall.exam(BEN))


def test_whoever_begins_anew_after_leaving_an_exam_is_told_first_what_that_one_came_to(data_dir: Path) -> None:
    with exam_hall(data_dir, waiting_days=0) as hall:
        hall.begin(BEN)
        hall.clock.ahead = timedelta(minutes=40)
        card = hall.say(BEN, "certify me")
        hall.press(BEN, card, "exam_resume")
        hall.settle()
        assert [one.ending for one in hall.past(BEN)] == [Ending.TIME]
        assert "Not passed" in shown(hall.last(BEN))
        hall.begin(BEN)
        assert [one.ending for one in hall.past(BEN)] == [Ending.TIME, None]
