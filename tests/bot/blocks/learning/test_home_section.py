"""What a learner sees of her learning in the Home tab: Slack takes it, whatever there is, and it says what holds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.learning.home_section import bar, home_section
from bot.bolt import FEATURES
from bot.texts import LANGUAGES, texts_for
from learning.certifications.definition import Competency, Definition, Draw, Passing, Requirement, RequirementKind
from learning.certifications.values import Certification
from learning.credentials.values import Certificate
from learning.mastery.mastery import Answered, mastery_of
from learning.past.values import PastCertificate
from learning.practice.streaks import Streak
from learning.practice.values import Today
from learning.progress.values import Elsewhere, ExamState, Progress, TopicProgress, Way
from learning.requirements.states import standing_of
from learning.standing.queries import Held
from learning.standing.values import Standing
from tests.bot.blocks.learning.progresses import NOBODY, THEN, WEEK, progresses
from tests.bot.blocks.library.test_panels import check, home
from tests.bot.blocks.reading import parts, shown
from tests.journeys.library_actions import Registered

ENGLISH = texts_for("en")
LISTENED = Registered(FEATURES).actions
VISIT = Requirement("visit", RequirementKind.ATTENDANCE, "A first meeting")
DEFINITION = Definition(
    "mentor", "Mentor essentials", "All.", (Competency("care", "Care"),), (Draw("care", 1),), Passing(50.0),
    requirements=(VISIT,),
)  # fmt: skip
MENTOR = Certification("c", "v", 1, DEFINITION, False)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(progresses, st.sampled_from(list(LANGUAGES)))
def test_slack_takes_whatever_there_is_and_it_leaves_room_for_the_rest(progress: Progress, language: str) -> None:
    blocks = home_section(progress, texts_for(language))
    assert len(blocks) <= 20
    check(home(blocks))
    assert {one["action_id"] for one in buttons(progress)} <= LISTENED, "somebody listens to each button"


def test_where_there_is_nothing_to_learn_by_there_is_no_section() -> None:
    assert home_section(None, ENGLISH) == []


def test_what_is_due_is_told_with_the_time_that_it_takes_and_can_be_started() -> None:
    five = replace(NOBODY, today=Today(4, 1, 0, Streak(12, False), None))
    said = shown(section(five))
    assert "*Today:* 5 questions are due, about 3 minutes. 12 days in a row." in said
    assert [(one["action_id"], one["value"]) for one in buttons(five) if one["action_id"] == "practice_due"] == [
        ("practice_due", "today")
    ]
    one = replace(NOBODY, today=Today(0, 1, 0, Streak(1, False), None))
    assert "1 question is due, about 1 minute." in shown(section(one))


def test_where_nothing_is_due_it_says_when_the_next_is_and_there_is_nothing_to_start() -> None:
    rested = replace(NOBODY, today=Today(0, 0, 5, Streak(3, True), THEN + WEEK))
    assert "*Today:* nothing is due. The next question is due on 10 November 2026. 3 days in a row." in shown(
        section(rested)
    )
    assert "practice_due" not in [one["action_id"] for one in buttons(rested)]


def test_days_are_hers() -> None:
    rested = Today(0, 0, 5, Streak(0, True), datetime(2026, 11, 10, 22, 0, tzinfo=UTC))
    hers = replace(NOBODY, today=rested, zone=ZoneInfo("Africa/Nairobi"))
    assert "The next question is due on 11 November 2026." in shown(section(hers))
    topic = TopicProgress("care", "Care", None, datetime(2026, 11, 3, 2, 0, tzinfo=UTC))
    west = replace(NOBODY, topics=(topic,), zone=ZoneInfo("America/New_York"))
    assert "read or asked about on 2 November 2026" in shown(section(west))


def test_who_takes_a_break_is_told_until_when_and_of_no_other_day() -> None:
    resting = replace(NOBODY, break_until=date(2026, 12, 1))
    rested = replace(resting, today=Today(0, 0, 5, Streak(0, True), THEN + WEEK))
    assert "nothing is due. You take a break until 1 December 2026." in shown(section(rested))
    assert "The next question" not in shown(section(rested))
    waiting = shown(section(replace(resting, today=Today(4, 1, 0, Streak(0, False), None))))
    assert "5 questions are due, about 3 minutes. You take a break until 1 December 2026." in waiting


def test_certificates_that_lapse_first_come_first_and_those_that_find_no_place_are_counted() -> None:
    days = [datetime(2027, month, 1, tzinfo=UTC) for month in range(1, 8)]
    held = [certificate(f"Current {at}", Standing.CURRENT, day) for at, day in enumerate(reversed(days))]
    held += [certificate("Lapsing", Standing.EXPIRING, days[3]), certificate("For good", Standing.CURRENT, None)]
    told = replace(NOBODY, held=tuple(held), ways=(Way(MENTOR, ExamState.TO_DO, (), None),) * 6)
    said = shown(section(told))
    assert [name for name in ("Lapsing", "Current 6", "Current 5", "Current 3", "Current 2") if name in said] == [
        "Lapsing", "Current 6", "Current 5", "Current 3",
    ]  # fmt: skip
    assert said.index("Lapsing") < said.index("Current 6") < said.index("Current 5") < said.index("Current 3")
    # Four certificates and two ways are left out.
    assert "And 6 more entries on your page." in said
    assert "more entries" not in shown(section(replace(NOBODY, held=tuple(held[:5]))))


def test_a_bar_stands_beside_its_number_in_words() -> None:
    known = mastery_of([Answered("care", 1.0, THEN, False)] * 18, THEN)
    topics = (TopicProgress("care", "Care", known, THEN), TopicProgress("calls", "Calls", None, None))
    said = shown(section(replace(NOBODY, topics=topics)))
    assert (
        "`██████████` *Care*: known well, 95 % (between 82 and 100 %) · read or asked about on 3 November 2026" in said
    )
    assert "`░░░░░░░░░░` *Calls*: not practised yet" in said


def test_a_bar_has_ten_parts() -> None:
    assert [bar(share / 10).count("█") for share in range(11)] == list(range(11))
    assert {len(bar(share / 100)) for share in range(101)} == {10}


def test_what_is_left_for_a_certificate_is_told_with_its_day() -> None:
    waiting = standing_of(replace(VISIT, days=30), (), date(2026, 11, 3))
    left = replace(NOBODY, ways=(Way(MENTOR, ExamState.TO_DO, (waiting,), None),))
    said = shown(section(left))
    assert "*Mentor essentials*. Left: the exam is still to be taken; A first meeting, by 3 December 2026." in said
    passed = replace(NOBODY, ways=(Way(MENTOR, ExamState.PASSED, (), None),))
    assert [one["value"] for one in buttons(passed) if one["action_id"] == "certificate_open"] == ["c"]


def test_a_certificate_from_elsewhere_is_told_as_one_and_until_when_it_counts() -> None:
    lasting = PastCertificate("c", "U0", date(2026, 1, 2), None, None)
    lapsing = replace(lasting, expires=date(2027, 1, 2))
    found = tuple(Elsewhere(MENTOR, one) for one in (lasting, lapsing))
    said = shown(section(replace(NOBODY, elsewhere=found)))
    assert "*Mentor essentials*: from elsewhere, for good; it is not signed here" in said
    assert "*Mentor essentials*: from elsewhere, until 2 January 2027; it is not signed here" in said
    assert ENGLISH.certificates.nothing_held not in said


def test_whoever_has_begun_nothing_is_told_so_and_can_begin() -> None:
    assert ENGLISH.certificates.nothing_held in shown(section(NOBODY))
    assert [one["action_id"] for one in buttons(NOBODY)] == [
        "certify_open", "learn_open", "progress_page", "preferences_open",
    ]  # fmt: skip


def certificate(title: str, standing: Standing, ends: datetime | None) -> Held:
    made = Certificate(title, "s", "c", "v", "a", "lea", "Lea", THEN, ends, 1, "k", False, False, None, False)
    named = replace(MENTOR, definition=replace(DEFINITION, title=title))
    return Held(made, named, standing, None, (), None)


def section(progress: Progress) -> dict[str, Any]:
    return home(home_section(progress, ENGLISH))


def buttons(progress: Progress) -> list[Mapping[str, Any]]:
    return list(parts({"blocks": home_section(progress, ENGLISH)}, "button"))
