"""Cohorts in the Home tab: their list, and one of them with its goals, weak topics and learners. Pure."""

from collections.abc import Iterable, Sequence

from bot.blocks.learning.exchange import export_button
from bot.blocks.library.bar import joined, small
from bot.blocks.library.choices import ANY, confirm, option, select
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.library.pager import pager
from bot.blocks.library.showing import Showing
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line, literal
from bot.texts import Texts
from learning.cohorts.values import Cohort, Goal, GoalStanding, LearnerLine, Overview, Topic, Track

PAGE = 20
LEARNERS_PAGE = 15
MOST_TOPICS = 5
MOST_NAMED = 5
LONGEST_NAME = 150
LONGEST_SPOKEN = 75
FILTER = "cohort_state"
BETWEEN = ":"


def cohorts_panel(found: Sequence[Cohort], showing: Showing, texts: Texts, *, makes: bool) -> list[Block]:
    """The cohorts that a person may see, page by page; ``makes`` is whether she may make one."""
    said = texts.cohorts
    pages = max(1, -(-len(found) // PAGE))
    page = min(showing.page, pages - 1)
    make = {**button("cohort_make", said.make, "new"), "style": "primary"}
    return [
        header(said.cohorts.of(len(found))),
        section(escape(said.about)),
        *([{"type": "actions", "elements": [make]}] if makes else []),
        *(_listed(cohort, texts) for cohort in found[page * PAGE : (page + 1) * PAGE]),
        *([] if found else [section(escape(said.none_yet))]),
        *pager("page", page, pages, texts),
    ]


def cohort_page(shown: Overview, showing: Showing, texts: Texts) -> list[Block]:
    """One cohort as a person may see it; ``showing.state`` narrows its learners."""
    said, state = texts.cohorts, state_of(showing.state)
    lines = [line for line in shown.lines if state in (None, line.state)]
    pages = max(1, -(-len(lines) // LEARNERS_PAGE))
    page = min(showing.page, pages - 1)
    return [
        header(literal(shown.cohort.name, LONGEST_NAME) or "…"),
        section(_about(shown.cohort, texts)),
        *([small(escape(counted(shown, texts)))] if shown.lines else []),
        _buttons(shown, state, texts),
        *_goals(shown, texts),
        *_topics(shown.topics, texts),
        {"type": "divider"},
        *(_line(shown, line, texts) for line in lines[page * LEARNERS_PAGE : (page + 1) * LEARNERS_PAGE]),
        *([] if lines else [section(escape(said.nobody_so))]),
        *pager("page", page, pages, texts),
    ]


def state_of(value: str) -> Track | None:
    """The state that a value names; None for any."""
    return Track(value) if value in set(Track) else None


def counted(shown: Overview, texts: Texts) -> str:
    """How many learners stand how."""
    counts = ((texts.cohorts.states[state], shown.count(state)) for state in Track)
    return joined([f"{state}: {texts.number(count)}" for state, count in counts if count], ", ")


def goal_line(standing: GoalStanding, texts: Texts) -> str:
    """How a learner stands with a goal, as mrkdwn."""
    said = texts.cohorts
    due, expires = standing.goal.due, standing.expires
    is_open = standing.state in (Track.ON_TRACK, Track.DUE_SOON, Track.OVERDUE)
    counts = said.expired if standing.state is Track.LAPSED else said.expires
    reached = said.reached.format(reached=standing.reached, of=standing.of) if standing.of else ""
    facts = joined(
        [
            said.states[standing.state],
            reached,
            said.due.format(date=texts.day(due)) if due is not None and is_open else "",
            counts.format(date=texts.day(expires)) if expires is not None and not is_open else "",
        ],
        ", ",
    )
    return f"{escaped_line(standing.title, LONGEST_NAME)}: {escape(facts)}"


def active_line(line: LearnerLine, texts: Texts) -> str:
    """When a learner last did something."""
    if line.last_active is None:
        return texts.cohorts.never_active
    return texts.cohorts.last_active.format(date=texts.day(line.last_active.date()))


def people_mrkdwn(people: Sequence[str], most: int, texts: Texts) -> str:
    """People by name, as mrkdwn, and how many more there are."""
    named = [person_mrkdwn(one, texts) for one in people[:most]]
    left = len(people) - most
    more = [escape(texts.nudges.and_more.format(count=texts.number(left)))] if left > 0 else []
    return ", ".join([*named, *more])


def topic_line(topic: Topic, texts: Texts) -> str:
    """How a group gets on with a topic: no share that would tell of single people."""
    said = texts.cohorts
    if topic.percent is None:
        return said.topic_hidden.format(topic=topic.title)
    return said.topic_percent.format(topic=topic.title, percent=topic.percent, count=texts.number(topic.answered))


def _listed(cohort: Cohort, texts: Texts) -> Block:
    said, name = texts.cohorts, literal(cohort.name, LONGEST_NAME)
    spoken = literal(said.open_spoken.format(name=name), LONGEST_SPOKEN)
    text = f"*{escaped_line(cohort.name, LONGEST_NAME)}*\n{_about(cohort, texts)}"
    return section(text, button("cohort_open", said.open, cohort.id, spoken))


def _about(cohort: Cohort, texts: Texts) -> str:
    said = texts.cohorts
    people = people_mrkdwn(cohort.coordinators, MOST_NAMED, texts)
    coordinated = said.coordinators_mrkdwn.format(people=people) if people else escape(said.nobody_coordinates)
    learners = escape(said.learners.of(cohort.learners)) if cohort.learners is not None else ""
    return joined([learners, coordinated])


def _buttons(shown: Overview, state: Track | None, texts: Texts) -> Block:
    said, cohort_id = texts.cohorts, shown.cohort.id
    states = [option(said.all_states, ANY), *(option(said.states[one], one.value) for one in Track)]
    ask = confirm(said.end_title, said.end_confirm, said.end_yes, texts.keep)
    looks_after = shown.cohort.learners is not None
    remind = {**button("cohort_nudge", texts.nudges.remind, cohort_id), "style": "primary"}
    change = [
        button("cohort_people", said.add, cohort_id),
        button("cohort_goal", said.set_goal, cohort_id),
        button("cohort_change", texts.keepers.change, cohort_id),
        {**button("cohort_end", said.end, cohort_id), "style": "danger", "confirm": ask},
    ]
    return {
        "type": "actions",
        "elements": [
            select(FILTER, states, state.value if state is not None else ANY),
            *(
                [remind, button("cohort_link", said.page, cohort_id), export_button(cohort_id, texts)]
                if looks_after
                else []
            ),
            *(change if shown.may_change else []),
            button("cohort_list", said.all_cohorts, "all"),
        ],
    }


def _goals(shown: Overview, texts: Texts) -> Iterable[Block]:
    said = texts.cohorts
    yield section(f"*{escape(said.goals)}*")
    if not shown.goals:
        yield section(escape(said.no_goals))
    for goal in shown.goals:
        title = shown.title(goal)
        form = said.goal_due_mrkdwn if goal.due is not None else said.goal_mrkdwn
        date = escape(texts.day(goal.due)) if goal.due is not None else ""
        remove = _remove(shown, goal, title, texts) if shown.may_change else None
        yield section(form.format(title=escaped_line(title, LONGEST_NAME), date=date), remove)


def _remove(shown: Overview, goal: Goal, title: str, texts: Texts) -> Block:
    said = texts.cohorts
    spoken = literal(said.goal_remove_spoken.format(title=title), LONGEST_SPOKEN)
    return button("cohort_goal_remove", said.goal_remove, f"{shown.cohort.id}{BETWEEN}{goal.id}", spoken)


def _topics(topics: Sequence[Topic], texts: Texts) -> list[Block]:
    weak = [one for one in topics if one.weak][:MOST_TOPICS]
    if not weak:
        return []
    lines = (f"• {escaped_line(topic_line(one, texts), LONGEST_NAME * 2)}" for one in weak)
    return [section("\n".join([f"*{escape(texts.cohorts.topics)}*", *lines]))]


def _line(shown: Overview, line: LearnerLine, texts: Texts) -> Block:
    said = texts.cohorts
    mentor = (
        said.mentor_mrkdwn.format(person=person_mrkdwn(line.mentor, texts))
        if line.mentor is not None
        else escape(said.no_mentor)
    )
    head = f"{person_mrkdwn(line.person, texts)} · *{escape(said.states[line.state])}*"
    goals = [goal_line(one, texts) for one in line.goals[:MOST_NAMED]]
    text = "\n".join([head, *goals, joined([mentor, escape(active_line(line, texts))])])
    value = f"{shown.cohort.id}{BETWEEN}{line.person}"
    return section(text, button("cohort_learner", said.learner_open, value, said.learner_spoken))
