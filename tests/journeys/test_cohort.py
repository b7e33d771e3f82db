"""A journey of a cohort: made out of a channel, brought to its goal by somebody who has no role in the library."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.durable import time_now
from bot.playground.people import Channel
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import Role
from learning.cohorts.models import NudgeRow
from learning.cohorts.values import NoNudge, NudgeOutcome, Track
from learning.membership.queries import looks_after
from learning.requirements.values import RequirementState
from storage import jobs
from tests.journeys.certified import RUBRIC, TITLE, Certified, certifying
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import (
    AMARA,
    BEN,
    CARMEN,
    DEV,
    MENTORS,
    OLIVIA,
    PARTNER_NETWORK,
    badly_formed,
    shown,
)

SAID, REMIND = ENGLISH.cohorts, ENGLISH.nudges
MADRID = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)


@dataclass
class Clock:
    """The bot's time; it begins a month ago, at noon in Madrid, and goes on a little whenever somebody looks."""

    now: datetime = field(default_factory=lambda: _at_hour(time_now() - 30 * DAY, 12))

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


def _at_hour(moment: datetime, hour: int) -> datetime:
    return datetime.combine(moment.astimezone(MADRID), time(hour, 30), MADRID)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Certified]:
    with certifying(tmp_path / "data", clock=clock) as office:
        appoint(office, amara=Role.ADMIN, dev=Role.LEARNER)
        yield Certified(office).prepare()


def made(desk: Certified, **values: Any) -> HomeTab:
    """Amara makes a cohort; the tab that shows it."""
    amara = HomeTab(desk.office, AMARA).open().press("panel_cohorts")
    form = amara.form("cohort_made", "cohort_make")
    assert amara.send(form, **values) == {}
    return amara


def test_a_coordinator_runs_a_cohort(desk: Certified, clock: Clock) -> None:
    office = desk.office
    amara = made(desk, name="Spring", channel=MENTORS, coordinators=[DEV])
    assert SAID.made.format(name="Spring", learners=SAID.learners.of(4)) in amara.text
    assert SAID.left_out.format(who=SAID.bots.of(1)) in amara.text
    # Dev has no role: the bar leads him to his cohorts and nowhere else.
    dev = HomeTab(office, DEV).open()
    assert [one for one in ("panel_cohorts", "panel_start", "panel_library") if dev.buttons(one)] == [
        "panel_cohorts",
        "panel_start",
    ]
    dev.press("panel_cohorts").press("cohort_open")
    assert not dev.buttons("cohort_make")
    due = time_now().date() - 3 * DAY
    form = dev.form("cohort_goal_set", "cohort_goal")
    goal = f"certification:{desk.certification.definition.key}"
    too_early = (clock.now - DAY).date().isoformat()
    assert dev.send(form, target=goal, due=too_early) == {"due": SAID.due_over}
    assert dev.send(form, target=goal, due=due.isoformat()) == {}
    assert SAID.goal_due_mrkdwn.format(title=TITLE, date=ENGLISH.day(due)) in dev.text

    # Carmen's practice is seen by Dev, who asks her to repeat it, and later finds it well done.
    desk.pass_exam(CARMEN)
    assert desk.send(CARMEN, desk.submission(CARMEN), note="Con Leo.") == {}
    desk.decide(DEV, desk.news(DEV)[-1], growth=3, decision=None)
    assert "repetir" in shown(desk.news(CARMEN)[-1])
    assert desk.send(CARMEN, desk.submission(CARMEN), note="Otra vez, con Leo.") == {}
    learner = dev.form("cohort_learner_view", "cohort_learner", button=f"{cohort_of(dev)}:{CARMEN}")
    assert ENGLISH.exam.states[RequirementState.SUBMITTED] in shown(learner)
    decided_in(desk, DEV, learner)
    assert ENGLISH.exam.states[RequirementState.MET] in shown(learner_of(dev, CARMEN))

    # A note, which Carmen does not see, and Ben as her mentor.
    note = office.view(
        DEV,
        "cohort_note_kept",
        lambda: office.slack.acts.click_in_view(DEV, learner_of(dev, CARMEN)["id"], "cohort_note"),
    )
    assert office.slack.acts.submit(DEV, note["id"], {"words": "Writes things down now."}) == {}
    office.settle()
    assert "Writes things down now." in shown(learner_of(dev, CARMEN))
    office.slack.acts.click_in_view(DEV, learner_of(dev, CARMEN)["id"], "cohort_mentor", BEN)
    office.settle()
    assert is_mentor(desk, BEN, CARMEN)

    # Nobody is her mentor again, and Ben is taken out; Dev, who coordinates it, takes out no coordinator.
    office.slack.acts.click_in_view(DEV, learner_of(dev, CARMEN)["id"], "cohort_mentor_nobody")
    office.settle()
    assert not is_mentor(desk, BEN, CARMEN)
    form = dev.form("cohort_changed", "cohort_change")
    assert shown(form).count(SAID.take_out) == 1
    office.slack.acts.click_in_view(DEV, form["id"], "cohort_keeper_out")
    office.settle()
    views = office.slack.workspace.views(DEV)
    form = next(view for view in views if view["callback_id"] == "cohort_changed")
    assert SAID.take_out not in shown(form)
    assert f"<@{DEV}>" in shown(form)
    assert dev.send(form, name="Spring in Madrid") == {}
    assert "Spring in Madrid" in dev.text

    # Three days after the day that was set, late in the evening in Madrid, she is reminded.
    clock.now = _at_hour(time_now(), 23)
    dev.press("panel_cohorts").press("cohort_open")
    assert f"{SAID.states[Track.OVERDUE]}: 4" in dev.text
    words = "One name is missing & then you are <done>."
    sent = preview(dev, state="overdue", words=words)
    said = shown(sent)
    assert words in said
    assert REMIND.preview_to.of(3) in said
    assert REMIND.reasons[NoNudge.OWN].format(people=f"<@{DEV}>") in said
    assert dev.send(sent) == {}
    office.settle()
    before = len(desk.news(CARMEN))
    assert outcomes(desk)[CARMEN] is None
    # In the morning it is sent, once, however often somebody looks.
    clock.now = _at_hour(time_now() + DAY, 9)
    for _ in range(2):
        jobs.start(f"nudges:{clock.now}:{_}", office.bot.parts.nudges.send_waiting)
        office.settle()
    (got,) = desk.news(CARMEN)[before:]
    assert words in shown(got)
    assert SPANISH.nudges.rarely in shown(got)
    assert outcomes(desk)[CARMEN] is NudgeOutcome.SENT
    assert REMIND.preview_nobody in shown(preview(dev, state="overdue", words="Again?"))

    # Carmen gives her name, and the cohort shows that she is done.
    desk.named(CARMEN, "Carmen Ruiz")
    dev.press("panel_cohorts").press("cohort_open")
    dev.press("cohort_state", "done")
    (row,) = [one for one in dev.rows() if "<@" in one]
    assert f"<@{CARMEN}> · *{SAID.states[Track.DONE]}*" in row
    assert badly_formed(office.slack) == []


def test_what_can_not_be_done_is_said_in_a_sentence(desk: Certified) -> None:
    office = desk.office
    amara = HomeTab(office, AMARA).open().press("panel_cohorts")
    form = amara.form("cohort_made", "cohort_make")
    assert amara.send(form, name="Spring") == {"people": SAID.name_someone}
    assert amara.send(form, name="  ", people=[DEV]) == {"name": SAID.name_missing}
    assert amara.send(form, name="Spring", people=[DEV], coordinators=[OLIVIA]) == {}
    assert SAID.made_of_one in amara.text
    # Whoever is not of this organisation looks after nobody.
    assert SAID.left_out.format(who=SAID.outsiders.of(1)) in amara.text
    assert SAID.nobody_coordinates in amara.text
    amara.press("cohort_open")
    added = amara.form("cohort_people_added", "cohort_people")
    assert amara.send(added) == {"people": SAID.name_someone}
    assert amara.send(added, people=[DEV], part="learner", mentor=DEV) == {}
    assert SAID.own_mentor in amara.text
    office.slack.workspace.add(Channel("C0AMARAONLY", "amara-only", "private", [AMARA]))
    added = amara.form("cohort_people_added", "cohort_people")
    assert amara.send(added, channel="C0AMARAONLY", part="learner") == {}
    assert SAID.channel_unknown in amara.text
    added = amara.form("cohort_people_added", "cohort_people")
    assert amara.send(added, people=[DEV], part="learner", mentor=OLIVIA) == {}
    assert f"{SAID.nobody_new} {SAID.left_out.format(who=SAID.outsiders.of(1))}" in amara.text
    added = amara.form("cohort_people_added", "cohort_people")
    assert amara.send(added, people=[CARMEN], part="learner", mentor=BEN) == {}
    assert SAID.added.of(1) in amara.text
    # Ben is her mentor and sees her alone; what he may not do, he is told.
    ben = HomeTab(office, BEN).open().press("panel_cohorts").press("cohort_open")
    assert [one for one in ben.rows() if "<@" in one and CARMEN in one]
    assert DEV not in "".join(one for one in ben.rows() if "·" in one)
    assert not ben.buttons("cohort_people")
    # Dev, a learner in it, sees no cohort on his Home tab, and an old button is refused.
    dev = HomeTab(office, DEV).open()
    assert not dev.buttons("panel_cohorts")
    # The word opens the list for who looks after one.
    desk.say(BEN, "cohorts")
    assert "*Spring*" in shown(desk.news(BEN)[-1])
    desk.say(DEV, "cohorts")
    assert SAID.listed_none in shown(desk.news(DEV)[-1])
    # Outsiders and bots that a channel brings are left out, and who is in it already stays.
    added = amara.form("cohort_people_added", "cohort_people")
    assert amara.send(added, channel=PARTNER_NETWORK, part="learner") == {}
    assert SAID.left_out.format(who=f"{SAID.bots.of(1)}, {SAID.outsiders.of(1)}") in amara.text
    # It ends, and nobody sees it any more.
    amara.press("cohort_end")
    assert SAID.none_yet in amara.text
    assert badly_formed(office.slack) == []


def is_mentor(desk: Certified, keeper: str, person: str) -> bool:
    """Whether somebody looks after a person."""
    with desk.office.services.database.reading() as session:
        return looks_after(session, desk.workspace, keeper, person, desk.certification.definition.key)


def cohort_of(tab: HomeTab) -> str:
    """The id of the cohort that a tab shows."""
    return tab.buttons("cohort_nudge")[0]


def learner_of(tab: HomeTab, person: str) -> dict[str, Any]:
    """The modal that shows a learner, as it is now."""
    views = tab.office.slack.workspace.views(tab.person)
    found = [view for view in views if view["callback_id"] == "cohort_learner_view"]
    if found:
        tab.office.slack.acts.close_view(tab.person, found[-1]["id"])
    return tab.form("cohort_learner_view", "cohort_learner", button=f"{cohort_of(tab)}:{person}")


def decided_in(desk: Certified, person: str, learner: dict[str, Any]) -> None:
    """Decide on the observed practice from the modal that shows the learner."""
    acts = desk.office.slack.acts
    press = lambda: acts.click_in_view(person, learner["id"], "requirement_decide")  # noqa: E731
    form = desk.office.view(person, "requirement_marked", press)
    assert acts.submit(person, form["id"], {f"mark:{one.key}": "met" for one in RUBRIC}) == {}
    views = desk.office.slack.workspace.views(person)
    asked = next(view for view in views if view["callback_id"] == "requirement_decided")
    assert desk.send(person, asked, decision="met") == {}


def preview(tab: HomeTab, **values: str) -> dict[str, Any]:
    """The preview of a reminder."""
    form = tab.form("cohort_nudge_asked", "cohort_nudge")
    assert tab.office.slack.acts.submit(tab.person, form["id"], values) == {}
    views = tab.office.slack.workspace.views(tab.person)
    return next(view for view in views if view["callback_id"] == "cohort_nudge_sure")


def outcomes(desk: Certified) -> dict[str, NudgeOutcome | None]:
    """What became of each person's nudge."""
    with desk.office.services.database.reading() as session:
        rows = session.execute(select(NudgeRow.person, NudgeRow.outcome))
        return {person: NudgeOutcome(outcome) if outcome else None for person, outcome in rows}
