"""How people are reached: what is moot is not said, nothing is said twice, and what an answer says can be practised."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.playground.people import direct
from knowledge.conversations.queries import citations
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from learning.cohorts.goals import set_goal
from learning.cohorts.service import make
from learning.cohorts.values import Aim, GoalKind
from learning.items.service import add, publish
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from learning.learners.service import prefer
from learning.learners.values import Kind
from learning.notices.models import NoticeRow
from learning.notices.values import Outcome
from tests.journeys.weeks import Weeks, street
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, Message, shown

STOCKHOLM = ZoneInfo("Europe/Stockholm")
START = date(2026, 10, 20)


def at(day: int, hour: int, minute: int = 5) -> datetime:
    """A moment of a day, by the clocks of Stockholm and Madrid; the first one is day 0."""
    day_ = START + timedelta(days=day)
    return datetime(day_.year, day_.month, day_.day, hour, minute, tzinfo=STOCKHOLM)


@pytest.fixture
def weeks(data_dir: Path) -> Iterator[Weeks]:
    with street(data_dir, at(0, 14)) as place, place.bot() as weeks:
        weeks.furnish()
        yield weeks


def practises(weeks: Weeks, person: str) -> None:
    """Answer one question of one's own accord."""
    weeks.press(person, weeks.say(person, "certify me"), "practice_start")
    weeks.solve(person, weeks.last(person), rightly=True)


def outcomes(weeks: Weeks, person: str) -> dict[str, Outcome | None]:
    """What became of each day's notice to practise, as far as anything did."""
    ended = [one for one in weeks.notices(person) if one.outcome is not None]
    return {one.period: one.outcome for one in ended if one.kind is Kind.PRACTICE}


def test_what_is_moot_or_unwanted_or_for_nobody_is_not_said_and_nothing_is_said_twice(weeks: Weeks) -> None:
    for person in (AMARA, BEN, CARMEN, DEV):
        practises(weeks, person)
    weeks.tick()
    weeks.clock.set(at(1, 8, 30))
    practises(weeks, BEN)
    weeks.office.slack.acts.deactivate(CARMEN)
    mutes(weeks, AMARA)
    weeks.clock.set(at(1, 9))
    weeks.tick()
    assert weeks.asked(BEN) == weeks.asked(AMARA) == weeks.asked(CARMEN) == []
    assert outcomes(weeks, BEN) == {"2026-10-21": Outcome.MOOT}
    assert weeks.preferences(CARMEN).left_at is not None
    weeks.clock.set(at(1, 16))
    weeks.tick()
    assert len(weeks.asked(DEV)) == 1
    forgets_what_it_sent(weeks, DEV)
    weeks.clock.set(at(1, 16, 8))
    weeks.tick()
    assert len(weeks.asked(DEV)) == 1
    assert outcomes(weeks, DEV)["2026-10-21"] is Outcome.SENT


def mutes(weeks: Weeks, person: str) -> None:
    """Not by the form, so that what is planned already stays planned."""
    wanted = replace(weeks.preferences(person), muted=frozenset({Kind.PRACTICE}))
    with weeks.office.services.database.transaction() as session:
        prefer(session, weeks.office.bot.parts.workspace, person, wanted, now=weeks.clock())


def forgets_what_it_sent(weeks: Weeks, person: str) -> None:
    """As if the bot had died between the message and the note that it was sent."""
    with weeks.office.services.database.transaction() as session:
        session.execute(update(NoticeRow).where(NoticeRow.person == person).values(ended_at=None, outcome=None))


def test_what_waited_for_the_night_is_not_sent_on_the_next_day(weeks: Weeks) -> None:
    practises(weeks, BEN)
    weeks.tick()
    weeks.clock.set(at(1, 21))
    weeks.tick()
    weeks.clock.set(at(2, 8))
    weeks.tick()
    assert weeks.asked(BEN) == []
    weeks.clock.set(at(2, 9))
    weeks.tick()
    assert len(weeks.asked(BEN)) == 1
    assert outcomes(weeks, BEN)["2026-10-21"] is Outcome.MOOT


def test_a_break_is_begun_and_ended_with_a_press(weeks: Weeks) -> None:
    practises(weeks, BEN)
    weeks.tick()
    weeks.clock.set(at(1, 9))
    weeks.tick()
    (message,) = weeks.asked(BEN)
    weeks.press(BEN, message, "practice_pause")
    paused = weeks.office.slack.workspace.message(direct(BEN), message["ts"])
    assert paused is not None
    assert "Practice is paused through 27 October 2026." in shown(paused)
    weeks.clock.set(at(2, 9))
    weeks.tick()
    assert weeks.asked(BEN) == []
    weeks.press(BEN, paused, "practice_go_on")
    assert "Practice goes on: what is due comes at 9:00, your time." in weeks.shown_at(BEN, message)
    weeks.clock.set(at(3, 9))
    weeks.tick()
    assert len(weeks.asked(BEN)) == 1


def test_settings_are_shown_in_the_own_conversation_to_who_asks_in_a_channel_and_in_spanish(weeks: Weeks) -> None:
    said = weeks.office.whispered(CARMEN, MENTORS, lambda: weeks.office.ask(CARMEN, MENTORS, "@Fieldwise ajustes"))
    assert said["text"] == "Te lo he enviado en un mensaje directo."
    assert "5 preguntas al día, desde las 9:00" in shown(weeks.last(CARMEN))


def test_what_an_answer_says_can_be_practised_by_whoever_presses_and_she_alone_is_told(weeks: Weeks) -> None:
    answer = weeks.office.asked(DEV, MENTORS)
    told = weeks.office.whispered(BEN, MENTORS, lambda: weeks.office.click(BEN, MENTORS, answer, "practise_this"))
    assert "no practice question on what this answer says yet" in told["text"]
    writes_on(weeks, answer)
    told = weeks.office.whispered(BEN, MENTORS, lambda: weeks.office.click(BEN, MENTORS, answer, "practise_this"))
    assert told["text"] == (
        "1 question on what this answer says is in your practice. They come with your daily questions at 9:00, your "
        "time. Only you see this."
    )
    weeks.tick()
    weeks.clock.set(at(1, 16))
    weeks.tick()
    assert len(weeks.asked(BEN)) == 1
    assert weeks.asked(DEV) == []


def writes_on(weeks: Weeks, answer: Message) -> None:
    """A question for practice, and one for the exam, on the first passage that an answer cites."""
    elements = [element for block in answer["blocks"] for element in block.get("elements", ())]
    answer_id = next(element["value"] for element in elements if element.get("action_id") == "practise_this")
    workspace, now = weeks.office.bot.parts.workspace, weeks.clock()
    with weeks.office.services.database.transaction() as session:
        cited = citations(session, workspace, answer_id)[0]
        for pool in Pool:
            draft = ItemDraft(
                f"asked-{pool.value}", "true_false", pool, {"stem": "So?", "right": True}, "It says so.", "time",
                Difficulty.EASY, (Quote(cited.guide, cited.quote),),
            )  # fmt: skip
            publish(session, workspace, add(session, workspace, draft, by=OPERATOR, now=now), by=OPERATOR, now=now)


def test_a_channel_is_told_each_month_how_many_certificates_count_with_a_picture(weeks: Weeks) -> None:
    schemes = weeks.office.services.schemes
    with weeks.office.services.database.transaction() as session:
        wanted = Policy(report_channel=MENTORS)
        set_policy(session, weeks.office.bot.parts.workspace, wanted, schemes=schemes, by=OPERATOR, now=weeks.clock())
    for day, hour in ((1, 9), (12, 7), (12, 20), (13, 20), (14, 9)):
        weeks.clock.set(at(day, hour))
        weeks.tick()
    told = weeks.office.answers(MENTORS)
    (report,) = [m for m in told if "report:" in str(m.get("blocks"))]
    assert "Certificates: October 2026" in shown(report)
    assert "0 certificates count today." in shown(report)
    (picture,) = [m for m in told if m.get("files")]
    assert picture["files"][0]["title"] == "Certificates"


def test_who_looks_after_a_cohort_is_told_how_it_stands_with_a_table_to_take_out(weeks: Weeks) -> None:
    parts = weeks.office.bot.parts
    with weeks.office.services.database.transaction() as session:
        give_role(session, parts.workspace, AMARA, Role.ADMIN, by=OPERATOR, now=weeks.clock())
    with weeks.office.services.database.transaction() as session:
        make(session, parts.workspace, "Autumn", [BEN, DEV], coordinators=[AMARA], by=AMARA, now=weeks.clock())
    practises(weeks, BEN)
    weeks.tick()
    for day in (11, 12):
        weeks.clock.set(at(day, 12))
        weeks.tick()
    (digest,) = [m for m in weeks.messages(AMARA) if "digest:" in str(m.get("blocks"))]
    assert "Autumn: 2 learners; nobody has a goal yet" in shown(digest)
    form = weeks.office.view(
        AMARA, "learners_export_form", lambda: weeks.office.click(AMARA, direct(AMARA), digest, "learners_export")
    )
    assert weeks.office.slack.acts.submit(AMARA, form["id"], {}) == {}
    weeks.settle()
    files = [file["name"] for m in weeks.office.answers(direct(AMARA)) for file in m.get("files", ())]
    assert any(name.endswith(".csv") for name in files)


def test_a_learner_is_told_of_a_goal_two_weeks_and_three_days_before_its_day_until_she_has_reached_it(
    weeks: Weeks,
) -> None:
    parts = weeks.office.bot.parts
    with weeks.office.services.database.transaction() as session:
        give_role(session, parts.workspace, AMARA, Role.ADMIN, by=OPERATOR, now=weeks.clock())
        cohort = make(session, parts.workspace, "Autumn", [BEN], coordinators=[AMARA], by=AMARA, now=weeks.clock())
        aim = Aim(GoalKind.CERTIFICATION, "weeks")
        due = START + timedelta(days=20)
        set_goal(session, parts.workspace, cohort, aim, due, by=AMARA, now=weeks.clock())
    for day in (4, 5, 6, 7, 12, 16, 17, 18, 19, 21):
        weeks.clock.set(at(day, 9))
        weeks.tick()
    told = [shown(m) for m in weeks.messages(BEN) if "near:" in str(m.get("blocks"))]
    due_line = "“Mentor essentials” is to be reached by 9 November 2026 in the cohort Autumn."
    assert [text.splitlines()[0] for text in told] == [f"{due_line} 14 days are left.", f"{due_line} 3 days are left."]


def test_who_keeps_the_library_and_practises_is_sent_one_digest_on_the_first_of_a_month(weeks: Weeks) -> None:
    practises(weeks, BEN)
    with weeks.office.services.database.transaction() as session:
        give_role(session, weeks.office.bot.parts.workspace, BEN, Role.ADMIN, by=OPERATOR, now=weeks.clock())
    weeks.tick()
    weeks.clock.set(at(11, 14))
    weeks.tick()
    for hour in (7, 9, 12, 23):
        weeks.clock.set(at(12, hour))
        weeks.tick()
    (digest,) = [m for m in weeks.messages(BEN) if "digest:" in str(m.get("blocks"))]
    assert datetime.fromtimestamp(float(digest["ts"]), STOCKHOLM).hour == 9
    text = shown(digest)
    assert "What is new: October 2026" in text
    assert "You answered 1 practice question on 1 day in October 2026." in text
    assert "The library" in text
    assert "0 certificates lapse within the next 60 days." in text
