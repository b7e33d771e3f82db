"""Cohorts in the Home tab: their list, one of them, its people and goals."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.cohort_forms import (
    DUE,
    GOAL_FORM,
    MAKE_FORM,
    NAME,
    PEOPLE,
    PEOPLE_FORM,
    TARGET,
    added_as,
    called,
    coordinating,
    goal_form,
    make_form,
    named,
    people_form,
    wanted_goal,
)
from bot.blocks.learning.cohorts_panel import FILTER
from bot.blocks.library.choices import ANY
from bot.blocks.library.showing import Panel, Showing
from bot.learning.cohorts import Adding, Making
from bot.library.presses import Turned
from bot.listeners.cohort_modals import seen
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import act, again, chosen, open_form, shown, turn
from bot.listeners.modals import opened
from bot.parts import Parts
from knowledge.members.roles import Act
from learning.certifications.queries import certifications
from learning.certifications.values import Certification
from learning.cohorts.charge import in_charge
from learning.cohorts.goals import set_goal
from learning.cohorts.queries import seen_by
from learning.curriculum.queries import paths
from learning.curriculum.values import Path
from learning.learners.hours import day_of
from learning.membership.values import Part
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("cohort_open", on_open)
    listeners.action("cohort_list", on_list)
    listeners.action(FILTER, on_filter)
    listeners.action("cohort_make", on_make)
    listeners.submission(MAKE_FORM, on_made)
    listeners.action("cohort_people", on_people)
    listeners.submission(PEOPLE_FORM, on_added)
    listeners.action("cohort_goal", on_goal)
    listeners.submission(GOAL_FORM, on_goal_set)
    listeners.action("cohort_goal_remove", on_act)
    listeners.action("cohort_end", on_act)


def on_open(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a cohort."""
    person, cohort_id = body["user"]["id"], chosen(body)
    if seen(body, parts, lambda session: seen_by(session, parts.workspace, cohort_id, person)):
        turn(body, parts, Showing(Panel.COHORTS, cohort=cohort_id))
    ack()


def on_list(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show all cohorts."""
    turn(body, parts, Showing(Panel.COHORTS))
    ack()


def on_filter(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the learners who stand so."""
    state = chosen(body)
    turn(body, parts, replace(shown(body), state="" if state == ANY else state, page=0))
    ack()


def on_make(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that makes a cohort."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_COHORTS, lambda: make_form(shown(body).noted(), texts))
    ack()


def on_made(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Make it; what is missing stands at the field."""
    by, view = body["user"]["id"], body["view"]
    who, said = named(view), parts.status.texts(by).cohorts
    if not called(view):
        ack(response_action="errors", errors={NAME: said.name_missing})
    elif who.is_nobody:
        ack(response_action="errors", errors={PEOPLE: said.name_someone})
    else:
        wanted = Making(by, called(view), who, coordinating(view), parts.exams.clock())
        jobs.start(f"cohort:{view['id']}", parts.cohorts.make, Turned(by, shown(body), pressed=False), wanted)
        ack()


def on_people(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that adds people: only who keeps cohorts says who coordinates one."""
    person, cohort_id = body["user"]["id"], chosen(body)
    found = seen(body, parts, lambda session: in_charge(session, parts.workspace, cohort_id, person))
    if found is not None:
        some = [part for part in Part if part is not Part.COORDINATOR or found.scope.appoints]
        opened(body, parts, people_form(_about(body).noted(), some, parts.status.texts(person)))
    ack()


def on_added(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Add them."""
    by, view = body["user"]["id"], body["view"]
    who, (part, mentor) = named(view), added_as(view)
    if who.is_nobody:
        ack(response_action="errors", errors={PEOPLE: parts.status.texts(by).cohorts.name_someone})
        return
    wanted = Adding(by, shown(body).cohort, who, part, mentor, parts.exams.clock())
    jobs.start(f"cohort-people:{view['id']}", parts.cohorts.add, Turned(by, shown(body), pressed=False), wanted)
    ack()


def on_goal(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that sets a goal."""
    person, cohort_id = body["user"]["id"], chosen(body)
    texts = parts.status.texts(person)

    def look(session: Session) -> tuple[list[Certification], list[Path]]:
        in_charge(session, parts.workspace, cohort_id, person)
        return certifications(session, parts.workspace), paths(session, parts.workspace)

    found = seen(body, parts, look)
    form = goal_form(_about(body).noted(), *found, texts) if found is not None else None
    if form is not None:
        opened(body, parts, form)
    elif found is not None:
        turn(body, parts, shown(body), texts.cohorts.nothing_to_reach)
    ack()


def on_goal_set(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Set it; why it is not set stands at the field."""
    by, now, cohort_id = body["user"]["id"], parts.exams.clock(), shown(body).cohort
    (aim, due), zone = wanted_goal(body["view"]), parts.cohorts.zone(by)
    said = parts.desk.acting.why_not(
        by, lambda session: set_goal(session, parts.workspace, cohort_id, aim, due, by=by, zone=zone, now=now)
    )
    if said is not None:
        at = DUE if due is not None and due < day_of(now, zone) else TARGET
        ack(response_action="errors", errors={at: said})
        return
    ack()
    again(body, parts)


def on_act(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take a goal away, or end the cohort."""
    act(body, parts, chosen(body))
    ack()


def _about(body: Mapping[str, Any]) -> Showing:
    """What the Home tab shows, with the cohort that a button names."""
    return replace(shown(body), panel=Panel.COHORTS, cohort=chosen(body))
