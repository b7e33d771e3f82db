"""Cohorts, whatever they and all in them are called, and however many: Slack takes what is shown of them."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.home import panel_view
from bot.blocks.learning.cohort_forms import goal_form, make_form, note_form, people_form
from bot.blocks.learning.cohort_keepers import MOST_KEEPERS, change_form, keeper_of
from bot.blocks.learning.cohort_learner import learner_view, taken_out_view
from bot.blocks.learning.cohorts_list import cohorts_message
from bot.blocks.learning.cohorts_panel import LEARNERS_PAGE, cohort_page, cohorts_panel, goal_line, topic_line
from bot.blocks.learning.nudge_forms import Asked, ask_form, nudge_message, sure, sure_form
from bot.blocks.library.bar import bar, notice
from bot.blocks.library.showing import Panel, Showing, is_allowed
from bot.blocks.message import Block
from bot.blocks.mrkdwn import clean
from bot.playground.limits import message_problems, view_problems, view_too_large
from bot.texts import LANGUAGES, texts_for
from knowledge.members.roles import Role
from learning.cohorts.topics import weak_topics
from learning.cohorts.values import (
    LONGEST_WORDS,
    MOST_GOALS,
    MOST_LEARNERS,
    Cohort,
    Goal,
    GoalKind,
    GoalStanding,
    LearnerLine,
    LearnerView,
    NoNudge,
    Note,
    NudgePlan,
    Overview,
    Topic,
    Track,
)
from learning.mastery.mastery import Level, Mastery
from learning.membership.values import Member, Part
from tests.bot.blocks.answers import long, wild
from tests.bot.blocks.reading import parts, shown

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(sorted(LANGUAGES)).map(texts_for)
NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
COHORT = "01a21000-0000-7000-8000-000000000000"
WEAK = Mastery(0.2, 0.1, 0.4, 9, Level.LEARNING)
PEOPLE = st.integers(0, MOST_LEARNERS)
slowly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def overview(name: str, people: int, goals: int, *, may_change: bool = True) -> Overview:
    """A cohort in which everything is called so."""
    wanted = tuple(Goal(f"g{n}", GoalKind.PATH, f"t{n}", date(2026, 12, 1)) for n in range(goals))
    standings = tuple(GoalStanding(one, name, Track.OVERDUE, 2, 5, date(2027, 1, 1)) for one in wanted)
    shown_ = {f"topic {n}": WEAK for n in range(20)}
    states = list(Track)
    lines = tuple(
        LearnerLine(f"U0PERSON{n:03}", "U0MENTOR", standings, NOW, shown_, states[n % len(states)])
        for n in range(people)
    )
    titles = {f"topic {n}": name for n in range(20)}
    return Overview(
        cohort=Cohort(COHORT, name, "C0", "U0AMARA", NOW, people, tuple(f"U0COORD{n}" for n in range(9))),
        goals=wanted,
        lines=lines,
        topics=weak_topics((line.mastery for line in lines), titles, titles),
        titles=titles,
        goal_titles={one.id: name for one in wanted},
        may_change=may_change,
    )


def check(view: Block) -> None:
    assert view_problems(view) == []
    assert not view_too_large(view)


def home(blocks: list[Block], showing: Showing) -> Block:
    top = bar(Role.OWNER, showing, ENGLISH)
    return panel_view([*top, *notice("Done. " * 600)], blocks, showing.noted())


@slowly
@given(wild | long, PEOPLE, st.integers(0, MOST_GOALS), LANGUAGE)
def test_a_cohort_is_shown_whatever_it_is_called_and_however_many_there_are(
    name: str, people: int, goals: int, texts: Any
) -> None:
    showing = Showing(Panel.COHORTS, page=3, cohort=COHORT)
    found = overview(name, people, goals)
    check(home(cohort_page(found, showing, texts), showing))
    check(home(cohorts_panel([found.cohort] * 70, Showing(Panel.COHORTS, page=1), texts, makes=True), showing))
    message = cohorts_message([found] * 5, 8, texts)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


@slowly
@given(wild | long, wild | long, LANGUAGE)
def test_a_learner_is_shown_whatever_is_noted_of_her(name: str, words: str, texts: Any) -> None:
    found = overview(name, 1, MOST_GOALS)
    notes = tuple(Note(f"n{n}", "U0PERSON000", words, "U0CORA", NOW) for n in range(40))
    check(learner_view(LearnerView(found, found.lines[0], notes, looked_after=True), (), "{}", texts))
    check(taken_out_view(texts))


@slowly
@given(
    st.text(max_size=LONGEST_WORDS) | st.sampled_from('"\\\n<😀').map(lambda sign: sign * LONGEST_WORDS),
    PEOPLE,
    LANGUAGE,
)
def test_a_reminder_is_shown_before_with_its_exact_words_and_carried_on(words: str, people: int, texts: Any) -> None:
    said = clean(words).strip() or "Go on."
    everybody = [f"U0PERSON{n:03}" for n in range(people)]
    reasons = list(NoNudge)
    kept = {person: reasons[n % len(reasons)] for n, person in enumerate(everybody[::2])}
    plan = NudgePlan(tuple(everybody[1::2]), kept)
    noted = Showing(Panel.COHORTS, cohort=COHORT, state="overdue").noted()
    view = sure_form(Asked(noted, Track.OVERDUE, said), plan, "Spring", "U0CORA", texts, changed=True)
    check(view)
    assert ("submit" in view) is bool(plan.to)
    assert sure(view).words == said
    message = nudge_message(said, "Spring", "U0CORA", "n1", texts)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


def test_every_form_is_one_in_every_language() -> None:
    for texts in map(texts_for, LANGUAGES):
        for view in (make_form("{}", texts), people_form("{}", list(Part), texts), note_form("{}", texts)):
            check(view)
        check(ask_form("{}", None, texts))
        assert goal_form("{}", [], [], texts) is None


def test_a_page_of_a_cohort_has_those_who_stand_so_and_no_percentage_of_a_few() -> None:
    showing = Showing(Panel.COHORTS, cohort=COHORT, state=Track.LAPSED.value)
    view = home(cohort_page(overview("Spring", 4, 1), showing, ENGLISH), showing)
    assert "%" not in shown(view)
    assert ENGLISH.cohorts.topic_hidden.format(topic="Spring") in shown(view)
    assert ENGLISH.cohorts.nobody_so in shown(view)
    many = home(cohort_page(overview("Spring", 400, 1), showing, ENGLISH), showing)
    assert len([one for one in parts(many, "button") if one["action_id"] == "cohort_learner"]) == LEARNERS_PAGE
    # All of 400 do not know it: that is true of each, and not said.
    assert "%" not in shown(many)


def test_a_share_of_a_topic_is_said_where_it_tells_of_nobody() -> None:
    assert topic_line(Topic("c", "Care", 20, 5, 25), ENGLISH) == ENGLISH.cohorts.topic_percent.format(
        topic="Care", percent=25, count=20
    )
    assert topic_line(Topic("c", "Care", 200, 198, None), ENGLISH) == ENGLISH.cohorts.topic_hidden.format(topic="Care")


def test_a_certificate_counts_or_counted_until_a_day_and_one_taken_away_until_none() -> None:
    said, until = ENGLISH.cohorts, date(2028, 1, 1)
    goal = Goal("g", GoalKind.CERTIFICATION, "mentor", None, "mentor")
    lines = {
        state: goal_line(GoalStanding(goal, "Mentor", state, expires=expires), ENGLISH)
        for state, expires in ((Track.DONE, until), (Track.LAPSED, until))
    }
    assert lines == {
        Track.DONE: f"Mentor: Done, {said.expires.format(date=ENGLISH.day(until))}",
        Track.LAPSED: f"Mentor: Lapsed, {said.expired.format(date=ENGLISH.day(until))}",
    }
    assert goal_line(GoalStanding(goal, "Mentor", Track.LAPSED), ENGLISH) == "Mentor: Lapsed"


@slowly
@given(wild | long, PEOPLE, LANGUAGE, st.booleans())
def test_those_who_look_after_a_cohort_are_listed_and_may_be_taken_out(
    name: str, people: int, texts: Any, appoints: bool
) -> None:
    members = [Member(f"U0PERSON{n:03}", list(Part)[n % 3], None, NOW) for n in range(people)]
    view = change_form(name, members, "{}", texts, appoints=appoints)
    check(view)
    keepers = [one for one in members if one.part is not Part.LEARNER]
    offered = [keeper_of(one["value"]) for one in parts(view, "button")]
    if len(keepers) <= MOST_KEEPERS:
        assert set(offered) == {
            (one.part, one.person) for one in keepers if appoints or one.part is not Part.COORDINATOR
        }
    else:
        assert texts.keepers.more.format(count=len(keepers) - MOST_KEEPERS) in shown(view)


def test_a_mentor_is_offered_nothing_that_she_may_not_do() -> None:
    showing = Showing(Panel.COHORTS, cohort=COHORT)
    view = home(cohort_page(overview("Spring", 3, 2, may_change=False), showing, ENGLISH), showing)
    offered = {one["action_id"] for one in parts(view, "button")}
    assert not offered & {"cohort_people", "cohort_goal", "cohort_change", "cohort_end", "cohort_goal_remove"}
    assert {"cohort_nudge", "cohort_learner"} <= offered


def test_whoever_looks_after_a_cohort_is_led_there_and_nowhere_else() -> None:
    seen = {panel for panel in Panel if is_allowed(Role.LEARNER, panel, looks_after=True)}
    assert seen == {Panel.START, Panel.COHORTS}
    assert bar(Role.LEARNER, Showing(), ENGLISH) == []
    (row,) = bar(Role.LEARNER, Showing(), ENGLISH, looks_after=True)
    assert [one["action_id"] for one in row["elements"]] == ["panel_start", "panel_cohorts"]
