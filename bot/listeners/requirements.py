"""Requirements: hand something in, look at it and decide, waive it or give more time."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.requirement_card import Evidence, looked_at, towards_of
from bot.blocks.learning.requirement_forms import (
    DECIDE_FORM,
    DECISION_FORM,
    GRANT_FORM,
    LINK,
    NOTE,
    REASON,
    SUBMIT_FORM,
    UNTIL,
    WHICH,
    Observed,
    decided,
    decision_form,
    grant_form,
    granted,
    marked,
    marks_form,
    submit_form,
)
from bot.learning.evidence import evidence
from bot.learning.observing import Decision, HandedIn
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, shown
from bot.listeners.modals import opened
from bot.listeners.publishing import permitted, place
from bot.parts import Parts
from knowledge.members.roles import Act
from knowledge.members.service import require
from learning.certifications.queries import certification_of, certifications
from learning.requirements.observers import require_granter, require_observer
from learning.requirements.queries import standing
from learning.requirements.service import Towards, is_web_address
from learning.requirements.values import Mark
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("requirement_submit", on_submit)
    listeners.submission(SUBMIT_FORM, on_submitted)
    listeners.action("requirement_decide", on_decide)
    listeners.action("requirement_decide_anew", on_decide_anew)
    listeners.submission(DECIDE_FORM, on_marked)
    listeners.submission(DECISION_FORM, on_decided)
    listeners.action("requirement_grant", on_grant)
    listeners.submission(GRANT_FORM, on_granted)


def on_submit(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form by which a person hands something in; where nothing is open, say so."""
    person, wanted = body["user"]["id"], chosen(body)
    texts = parts.status.texts(person)
    with parts.database.reading() as session:
        found = certification_of(session, parts.workspace, wanted)
        stands = standing(session, parts.workspace, found, person)
    open_ = [one.requirement for one in stands.values() if not one.is_done]
    if not open_:
        said = texts.requirements.nothing_open
        jobs.start(f"refused:{body['trigger_id']}", parts.refusing.tell, person, place(body)[0], said)
    else:
        opened(body, parts, submit_form(found.definition.key, open_, texts))
    ack()


def on_submitted(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep what was handed in; what is wrong with it stands at the field."""
    person, view = body["user"]["id"], body["view"]
    values, said = view["state"]["values"], parts.status.texts(person)
    link = str(values[LINK][LINK].get("value") or "").strip() or None
    note = str(values[NOTE][NOTE].get("value") or "").strip() or None
    if link is None and note is None:
        ack(response_action="errors", errors={NOTE: said.requirements.say_something})
        return
    if link is not None and not is_web_address(link):
        ack(response_action="errors", errors={LINK: said.learning.link_unusable})
        return
    towards = Towards(view["private_metadata"], values[WHICH][WHICH]["selected_option"]["value"], person)
    given = HandedIn(towards, link, note, parts.exams.clock())
    jobs.start(f"hand-in:{view['id']}", parts.observing.hand_in, given)
    ack()


def on_decide(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form with the rubric, or that for the decision where there is none; say so where it is decided."""
    if _observes(body, parts):
        found = _looked_up(body, parts)
        if found is not None and found.standing.decision is not None:
            act, by = body["trigger_id"], body["user"]["id"]
            jobs.start(f"late:{act}", parts.observing.late, by, found.towards, *place(body))
        elif found is not None:
            _ask(found, body, parts)
    ack()


def on_decide_anew(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the same form for whoever sees otherwise what is decided."""
    if _observes(body, parts):
        found = _looked_up(body, parts)
        if found is not None:
            _ask(found, body, parts)
    ack()


def on_marked(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Say what the marks suggest, and ask for the decision."""
    observed, texts = marked(body["view"]), parts.status.texts(body["user"]["id"])
    with parts.database.reading() as session:
        found = evidence(session, parts.workspace, towards_of(observed.towards))
    about = looked_at(found, parts.exams.clock().date(), texts) if found is not None else []
    ack(response_action="update", view=decision_form(about, observed, texts))


def on_decided(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Decide so."""
    observed, state, note = decided(body["view"])
    marks = {key: Mark(value) for key, value in (observed.marks or {}).items()}
    decision = Decision(
        by=body["user"]["id"],
        towards=towards_of(observed.towards),
        state=state,
        marks=marks,
        note=note,
        at=parts.exams.clock(),
        channel=observed.channel,
        message=observed.message,
        seen=observed.seen,
    )
    jobs.start(f"decide:{body['view']['id']}", parts.observing.decided, decision)
    ack()


def on_grant(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that waives a requirement, or gives more time."""
    texts, value = parts.status.texts(body["user"]["id"]), chosen(body)
    with parts.database.reading() as session:
        found = [one for one in certifications(session, parts.workspace) if one.definition.requirements]
    towards = towards_of(value) if "|" in value else None
    if not found:
        said = texts.requirements.nothing_open
        jobs.start(f"refused:{body['trigger_id']}", parts.refusing.tell, body["user"]["id"], place(body)[0], said)
    elif _grants(body, parts):
        in_home = (body.get("view") or {}).get("type") == "home"
        opened(body, parts, grant_form(found, towards, shown(body).noted() if in_home else "", texts))
    ack()


def on_granted(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Do it; what is wrong stands at the field."""
    by, view, now = body["user"]["id"], body["view"], parts.exams.clock()
    with parts.database.reading() as session:
        keys = {one.id: one.definition.key for one in certifications(session, parts.workspace)}
    grant, said = granted(view, keys), parts.status.texts(by)
    if not grant.reason:
        ack(response_action="errors", errors={REASON: said.learning.reason_missing})
    elif not grant.waives and grant.until is None:
        ack(response_action="errors", errors={UNTIL: said.requirements.until_missing})
    elif not grant.waives and grant.until is not None and grant.until < now.date():
        ack(response_action="errors", errors={UNTIL: said.requirements.until_over})
    else:
        jobs.start(f"grant:{view['id']}", parts.observing.granted, by, grant, now, view["private_metadata"])
        ack()


def _observes(body: Mapping[str, Any], parts: Parts) -> bool:
    """Whether somebody may decide on what a button names; who may not is told why."""
    by, about = body["user"]["id"], towards_of(chosen(body))
    one = (parts.workspace, by, about.person, about.certification)
    return permitted(body, parts, lambda session: require_observer(session, *one))


def _grants(body: Mapping[str, Any], parts: Parts) -> bool:
    """Whether somebody may waive what a button names, or give more time; who may not is told why."""
    by, person = body["user"]["id"], towards_of(chosen(body)).person

    def rule(session: Session) -> None:
        # Where nobody is named yet, the form asks for whom it is.
        if person:
            require_granter(session, parts.workspace, by, person)
        else:
            require(session, parts.workspace, by, Act.OBSERVE)

    return permitted(body, parts, rule)


def _looked_up(body: Mapping[str, Any], parts: Parts) -> Evidence | None:
    """What a button names; None where it is not asked for any more, and the person is told so."""
    person = body["user"]["id"]
    with parts.database.reading() as session:
        found = evidence(session, parts.workspace, towards_of(chosen(body)))
    if found is None:
        said = parts.status.texts(person).learning.requirement_gone
        jobs.start(f"refused:{body['trigger_id']}", parts.refusing.tell, person, place(body)[0], said)
    return found


def _ask(found: Evidence, body: Mapping[str, Any], parts: Parts) -> None:
    """Open the form; it remembers what had been done when it was opened."""
    texts, rubric = parts.status.texts(body["user"]["id"]), found.standing.requirement.rubric
    about = looked_at(found, parts.exams.clock().date(), texts)
    observed = Observed(chosen(body), *place(body), seen=len(found.standing.steps))
    form = marks_form(rubric, about, observed, texts) if rubric else decision_form(about, observed, texts)
    opened(body, parts, form)
