"""A mentor practises for three weeks, a message a day at her hour, and becomes certified."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.playground.people import direct
from learning.credentials.queries import certificates_of
from learning.notices.values import Outcome
from tests.journeys.weeks import Street, Weeks, street
from tests.journeys.workplace import DEV, Message, shown

# Clocks in Chicago are put back on the 1st of November 2026.
CHICAGO = ZoneInfo("America/Chicago")
START = date(2026, 10, 19)
HOUR, DAILY = 9, 3


def at(day: int, hour: int, minute: int = 5) -> datetime:
    """A moment of a day, by the clocks of Chicago; the first one is day 0."""
    day_ = START + timedelta(days=day)
    return datetime(day_.year, day_.month, day_.day, hour, minute, tzinfo=CHICAGO)


def test_a_mentor_practises_for_three_weeks_and_becomes_certified(data_dir: Path) -> None:
    with street(data_dir, at(0, 14)) as place:
        with place.bot() as weeks:
            weeks.furnish()
            weeks.make_key()
            begins(weeks)
            for day in range(1, 8):
                lives(weeks, day, is_asked=True)
            takes_a_break(weeks)
            for day in range(8, 14):
                lives(weeks, day, is_asked=False)
        with place.bot() as weeks:
            for day in range(14, 19):
                lives(weeks, day, is_asked=True)
            goes_away_while_nothing_runs(place)
        with place.bot() as weeks:
            lives(weeks, 21, is_asked=True)
            becomes_certified(weeks)
            never_at_night_nor_twice_a_day(weeks)


def begins(weeks: Weeks) -> None:
    """She practises a first question of her own accord, and says how she wants to be reached."""
    weeks.press(DEV, weeks.say(DEV, "certify me"), "practice_start")
    weeks.solve(DEV, weeks.last(DEV), rightly=True)
    card = weeks.say(DEV, "settings")
    assert "5 questions a day, from 9:00" in shown(card)
    form = weeks.office.view(
        DEV, "preferences_saved", lambda: weeks.office.click(DEV, direct(DEV), card, "preferences_open")
    )
    submit = weeks.office.slack.acts.submit
    assert submit(DEV, form["id"], {"zone": "Mars/Olympus"}) == {
        "zone": "I know no time zone “Mars/Olympus”. Write it like Europe/Madrid or America/New_York."
    }
    assert "9:00 is in your quiet hours" in submit(DEV, form["id"], {"zone": "", "quiet_until": "10"})["hour"]
    assert submit(DEV, form["id"], {"zone": "", "quiet_until": "8", "daily": str(DAILY)}) == {}
    assert weeks.preferences(DEV).daily == DAILY


def lives(weeks: Weeks, day: int, *, is_asked: bool) -> None:
    """A day: in the night nothing comes, at her hour one message or none, and later none."""
    before = len(weeks.asked(DEV))
    weeks.clock.set(at(day, 7, 55))
    weeks.tick()
    assert len(weeks.asked(DEV)) == before
    weeks.clock.set(at(day, HOUR))
    weeks.tick(schedules=2)
    assert len(weeks.asked(DEV)) == before + is_asked
    if is_asked:
        practises(weeks, weeks.asked(DEV)[-1], day)
    weeks.clock.set(at(day, 23))
    weeks.tick()
    assert len(weeks.asked(DEV)) == before + is_asked


def practises(weeks: Weeks, message: Message, day: int) -> None:
    """Answer all that is due today; every third answer is wrong, and pressing twice shows one question."""
    assert "Practice for today" in shown(message)
    weeks.press(DEV, message, "practice_due")
    question = weeks.last(DEV)
    weeks.press(DEV, message, "practice_due")
    assert weeks.last(DEV)["ts"] == question["ts"]
    for number in range(DAILY):
        assert weeks.is_question(question), shown(question)
        done = weeks.solve(DEV, question, rightly=(day + number) % 3 != 0)
        assert "Says the guide." in shown(done)
        if "Done for today" in shown(done):
            assert "practice_due" not in str(done["blocks"])
            return
        weeks.press(DEV, done, "practice_due")
        question = weeks.last(DEV)
    raise AssertionError(shown(weeks.last(DEV)))


def takes_a_break(weeks: Weeks) -> None:
    """After the seventh day she wants none for a week: the six days after it, too."""
    message = weeks.asked(DEV)[-1]
    weeks.clock.set(at(7, 18))
    weeks.press(DEV, message, "practice_pause")
    assert weeks.preferences(DEV).paused_until == START + timedelta(days=13)
    assert "Practice is paused through 1 November 2026" in weeks.shown_at(DEV, message)


def goes_away_while_nothing_runs(place: Street) -> None:
    """The bot does not run for two days: nothing is made up for."""
    place.clock.set(at(20, 23))


def becomes_certified(weeks: Weeks) -> None:
    weeks.press(DEV, weeks.say(DEV, "certify me"), "exam_start")
    for slot in weeks.attempt(DEV).slots:
        weeks.answer(DEV, slot, rightly=True)
        if slot.position == 1:
            weeks.press(DEV, weeks.exam(DEV), "exam_go_next")
    weeks.press(DEV, weeks.exam(DEV), "exam_overview")
    weeks.hand_in(DEV)
    asked = next(m for m in reversed(weeks.messages(DEV)) if "certificate_name" in str(m["blocks"]))
    form = weeks.office.view(
        DEV, "certificate_named", lambda: weeks.office.click(DEV, direct(DEV), asked, "certificate_name")
    )
    assert weeks.office.slack.acts.submit(DEV, form["id"], {"name": "Dev Patel"}) == {}
    weeks.settle()
    with weeks.office.services.database.reading() as session:
        (held,) = certificates_of(session, weeks.office.bot.parts.workspace, DEV)
    assert held.name == "Dev Patel"


def never_at_night_nor_twice_a_day(weeks: Weeks) -> None:
    moments = [datetime.fromtimestamp(float(m["ts"]), CHICAGO) for m in weeks.asked(DEV)]
    assert {moment.hour for moment in moments} == {HOUR}
    assert len({moment.date() for moment in moments}) == len(moments)
    notices = [one for one in weeks.notices(DEV) if one.outcome is Outcome.SENT]
    assert len(notices) == len({(one.kind, one.period) for one in notices})
