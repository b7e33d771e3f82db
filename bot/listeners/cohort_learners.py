"""A learner of a cohort in a modal: notes, who looks after her; and reminders to many."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.cohort_forms import NOTE_FORM, WORDS, note_form, written
from bot.blocks.learning.cohort_learner import ASSIGN, taken_out_view
from bot.blocks.learning.cohorts_panel import BETWEEN, state_of
from bot.blocks.learning.nudge_forms import ASK_FORM, SURE_FORM, Asked, ask_form, asked, digest, sure, sure_form
from bot.blocks.learning.nudge_forms import WORDS as NUDGE_WORDS
from bot.blocks.library.showing import Panel, showing_of
from bot.learning.cohorts import Noting
from bot.learning.nudging import Nudging
from bot.library.presses import Turned
from bot.listeners.cohort_modals import done, home_again, seen, tell
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, shown, turn
from bot.listeners.modals import opened
from bot.parts import Parts
from learning.cohorts.charge import looked_after
from learning.cohorts.notes import remove_note
from learning.cohorts.nudging import in_state, plan
from learning.cohorts.queries import seen_by
from learning.cohorts.service import assign, remove
from learning.cohorts.values import LONGEST_WORDS, NudgePlan
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("cohort_learner", on_learner)
    listeners.action("cohort_note", on_note)
    listeners.submission(NOTE_FORM, on_noted)
    listeners.action("cohort_note_remove", on_note_remove)
    listeners.action(ASSIGN, on_assign)
    listeners.action("cohort_mentor_nobody", on_assign_nobody)
    listeners.action("cohort_take_out", on_take_out)
    listeners.action("cohort_nudge", on_nudge)
    listeners.submission(ASK_FORM, on_asked)
    listeners.submission(SURE_FORM, on_sure)


def on_learner(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show a learner in a modal."""
    cohort_id, person = _learner(chosen(body))
    noted = replace(shown(body), panel=Panel.COHORTS, cohort=cohort_id, actor=person).noted()
    found = parts.cohorts.learner(body["user"]["id"], cohort_id, person, noted)
    if isinstance(found, str):
        turn(body, parts, shown(body), found)
    else:
        opened(body, parts, found)
    ack()


def on_note(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form in which a note is written."""
    by, (cohort_id, person) = body["user"]["id"], _learner(chosen(body))
    noted = replace(shown(body), panel=Panel.COHORTS, cohort=cohort_id, actor=person).noted()
    if seen(body, parts, lambda session: looked_after(session, parts.workspace, cohort_id, person, by)):
        opened(body, parts, note_form(noted, parts.status.texts(by)))
    ack()


def on_noted(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep it."""
    by, view, about = body["user"]["id"], body["view"], shown(body)
    if not written(view):
        said = parts.status.texts(by).cohorts.words_missing.format(most=LONGEST_WORDS)
        ack(response_action="errors", errors={WORDS: said})
        return
    under = str(view.get("previous_view_id") or "")
    noting = Noting(by, about.cohort, about.actor, written(view), parts.exams.clock(), under)
    jobs.start(f"note:{view['id']}", parts.cohorts.note, noting, about.noted())
    ack()


def on_note_remove(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take a note away."""
    by, note_id, now = body["user"]["id"], chosen(body), parts.exams.clock()
    if done(body, parts, lambda session: remove_note(session, parts.workspace, note_id, by=by, now=now)):
        _refresh(body, parts)
    ack()


def on_assign(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let somebody else look after her."""
    by, mentor, now, about = body["user"]["id"], chosen(body), parts.exams.clock(), shown(body)
    one = (parts.workspace, about.cohort, about.actor, mentor)
    if not parts.people.is_here(mentor):
        tell(body, parts, parts.status.texts(by).people.person_is_outside)
    elif done(body, parts, lambda session: assign(session, *one, by=by, now=now)):
        _refresh(body, parts)
    ack()


def on_assign_nobody(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Let nobody look after her."""
    by, now, (cohort_id, person) = body["user"]["id"], parts.exams.clock(), _learner(chosen(body))
    if done(body, parts, lambda session: assign(session, parts.workspace, cohort_id, person, None, by=by, now=now)):
        _refresh(body, parts)
    ack()


def on_take_out(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take her out of the cohort."""
    by, now, (cohort_id, person) = body["user"]["id"], parts.exams.clock(), _learner(chosen(body))
    if done(body, parts, lambda session: remove(session, parts.workspace, cohort_id, person, by=by, now=now)):
        view = taken_out_view(parts.status.texts(by))
        parts.calls.at_once(parts.calls.client.views_update, view_id=body["view"]["id"], view=view)
        home_again(body, parts)
    ack()


def on_nudge(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form in which a reminder is written."""
    by, cohort_id = body["user"]["id"], chosen(body)
    about = replace(shown(body), panel=Panel.COHORTS, cohort=cohort_id)
    if seen(body, parts, lambda session: seen_by(session, parts.workspace, cohort_id, by)):
        opened(body, parts, ask_form(about.noted(), state_of(about.state), parts.status.texts(by)))
    ack()


def on_asked(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the exact words, who gets them and who does not."""
    by, wanted = body["user"]["id"], asked(body["view"])
    texts = parts.status.texts(by)
    if not wanted.words:
        ack(response_action="errors", errors={NUDGE_WORDS: texts.cohorts.words_missing.format(most=LONGEST_WORDS)})
        return
    found = _planned(wanted, by, parts)
    if isinstance(found, str):
        ack(response_action="errors", errors={NUDGE_WORDS: found})
    else:
        ack(response_action="update", view=sure_form(wanted, *found, by, texts))


def on_sure(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send it off to those whom the preview showed; where it would reach others now, show that first."""
    by, wanted = body["user"]["id"], sure(body["view"])
    found = _planned(wanted, by, parts)
    if isinstance(found, str):
        jobs.start(f"refused:{body['view']['id']}", parts.refusing.tell, by, None, found)
    elif digest(found[0].to) != wanted.seen:
        ack(response_action="update", view=sure_form(wanted, *found, by, parts.status.texts(by), changed=True))
        return
    else:
        about = showing_of(wanted.noted)
        nudging = Nudging(by, about.cohort, found[0].to, wanted.words, parts.exams.clock())
        jobs.start(f"nudge:{body['view']['id']}", parts.nudges.nudge, Turned(by, about, pressed=False), nudging)
    ack()


def _planned(wanted: Asked, by: str, parts: Parts) -> tuple[NudgePlan, str] | str:
    """Whom a reminder reaches now, and what the cohort is called; or why it is refused."""
    cohort_id, now = showing_of(wanted.noted).cohort, parts.exams.clock()

    def look(session: Session) -> tuple[NudgePlan, str]:
        one = (session, parts.workspace, cohort_id)
        people = in_state(*one, {wanted.state}, by, now)
        return plan(*one, people, by, now), seen_by(*one, by)[0].name

    return parts.desk.acting.look(by, look)


def _learner(value: str) -> tuple[str, str]:
    """The cohort and the person that a button names."""
    cohort_id, _, person = value.partition(BETWEEN)
    return cohort_id, person


def _refresh(body: Mapping[str, Any], parts: Parts) -> None:
    """Show the learner, and on the Home tab the cohort, as they stand now."""
    about, view, by = shown(body), body["view"], body["user"]["id"]
    one = (by, about.cohort, about.actor, view["id"], about.noted())
    jobs.start(f"learner:{body['trigger_id']}", parts.cohorts.refresh, *one)
    home_again(body, parts)
