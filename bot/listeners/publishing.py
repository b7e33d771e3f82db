"""The buttons of an edition on its way to readers: look at it, send it on or back, publish it, take it away."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.library.edition_buttons import CardButton
from bot.blocks.library.edition_card import edition_shown, name_mrkdwn, state_shown
from bot.blocks.library.guide_page import CALLBACK as GUIDE_PAGE
from bot.blocks.library.pages import Look, LookKind, looked_at, waiting_view
from bot.blocks.library.reason_form import About, Reasoned, about, reason_form, reason_given
from bot.blocks.library.showing import showing_of
from bot.library.aftermath import Elsewhere
from bot.library.cards import Pressed
from bot.library.presses import Turned
from bot.library.withdrawing import Withdrawal
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import open_form, shown, turn
from bot.listeners.modals import opened
from bot.parts import Parts
from bot.texts import Texts
from knowledge.guides.steps import subject_named
from knowledge.members.roles import Act
from knowledge.members.service import require
from storage import jobs

LOOKS = {
    CardButton.PREVIEW.value: LookKind.PREVIEW,
    CardButton.FINDINGS.value: LookKind.FINDINGS,
    CardButton.CHANGES.value: LookKind.CHANGES,
    "impact_see": LookKind.IMPACT,
}
REASONS = {
    CardButton.SEND_BACK.value: (Reasoned.SEND_BACK, Act.PUBLISH),
    CardButton.OVERRIDE.value: (Reasoned.OVERRIDE, Act.OVERRIDE_GOLDEN),
    CardButton.WITHDRAW.value: (Reasoned.WITHDRAW, Act.WITHDRAW),
}


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    for name in LOOKS:
        listeners.action(name, on_look)
    listeners.action("look_back", on_turn)
    listeners.action("look_forth", on_turn)
    for name in REASONS:
        listeners.action(name, on_reason_needed)
    listeners.submission(Reasoned.SEND_BACK.value, on_sent_back)
    listeners.submission(Reasoned.OVERRIDE.value, on_overridden)
    listeners.submission(Reasoned.WITHDRAW.value, on_withdrawn)
    listeners.action(CardButton.SUBMIT.value, on_submit)
    listeners.action(CardButton.DISCARD.value, on_discard)
    listeners.action(CardButton.PUBLISH.value, on_publish)
    listeners.action("askers_tell", on_tell)


def on_look(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open a modal at once; a job fills it."""
    action, person = body["actions"][0], body["user"]["id"]
    if allowed(body, parts, Act.SEE_LIBRARY, action["value"]):
        look = Look(LOOKS[action["action_id"]], action["value"])
        view_id = opened(body, parts, waiting_view(look, parts.status.texts(person)))
        jobs.start(f"look:{body['trigger_id']}", parts.looking.fill, view_id, look, person)
    ack()


def on_turn(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Turn the page."""
    view, page = body["view"], int(body["actions"][0]["value"])
    before = looked_at(view)
    look = Look(before.kind, before.edition_id, page)
    jobs.start(f"look:{body['trigger_id']}", parts.looking.fill, view["id"], look, body["user"]["id"])
    ack()


def on_reason_needed(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask why, if the person may do it at all."""
    action = body["actions"][0]
    what, act = REASONS[action["action_id"]]
    ask_reason(body, parts, what, act, action["value"])
    ack()


def on_sent_back(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send an edition back."""
    if reason := reasoned(body, ack, parts):
        jobs.start(f"send-back:{body['view']['id']}", parts.reviewing.send_back, pressed_before(body), reason)
        ack()


def on_overridden(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Publish an edition although golden questions fail."""
    if reason := reasoned(body, ack, parts):
        wanted = pressed_before(body)
        jobs.start(f"publish:{wanted.edition_id}:{body['view']['id']}", parts.publishing.publish, wanted, reason)
        ack()


def on_withdrawn(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take a guide away."""
    if reason := reasoned(body, ack, parts):
        subject, person = about(body["view"]), body["user"]["id"]
        where = elsewhere(subject, person)
        wanted = Withdrawal(person, subject.subject, reason, subject.channel, subject.message, where, subject.edition)
        jobs.start(f"withdraw:{body['view']['id']}", parts.withdrawing.withdraw, wanted)
        ack()


def on_submit(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send an edition into review."""
    jobs.start(f"submit:{body['trigger_id']}", parts.reviewing.submit, pressed(body))
    ack()


def on_discard(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Give an edition up."""
    jobs.start(f"discard:{body['trigger_id']}", parts.reviewing.discard, pressed(body))
    ack()


def on_publish(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Check and publish an edition."""
    wanted = pressed(body)
    jobs.start(f"publish:{wanted.edition_id}:{body['trigger_id']}", parts.publishing.publish, wanted, None)
    ack()


def on_tell(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Tell the askers of an edition."""
    jobs.start(f"tell:{body['trigger_id']}", parts.asker_notices.tell, pressed(body))
    ack()


def reasoned(body: Mapping[str, Any], ack: Ack, parts: Parts) -> str | None:
    """The reason that was given; where there is none, the field says that one is needed."""
    reason = reason_given(body["view"])
    if not reason:
        missing = parts.status.texts(body["user"]["id"]).refusals.reason_missing
        ack(response_action="errors", errors={"reason": missing})
    return reason or None


def pressed(body: Mapping[str, Any]) -> Pressed:
    """Who pressed which edition's button, and where it stands."""
    action = body["actions"][0]
    shown = state_shown(action.get("block_id") or "")
    return Pressed(body["user"]["id"], action["value"], *place(body), shown)


def pressed_before(body: Mapping[str, Any]) -> Pressed:
    """The press that led to the modal in which a reason was given."""
    subject = about(body["view"])
    return Pressed(body["user"]["id"], subject.subject, subject.channel, subject.message, subject.shown)


def ask_reason(body: Mapping[str, Any], parts: Parts, what: Reasoned, act: Act, subject: str) -> None:
    """Open the modal that asks for a reason; who may not do it is told so instead.

    Args:
        body: What Slack sent.
        parts: The bot's.
        what: What needs the reason.
        act: What the person's role has to allow.
        subject: The id of the edition, or of the guide that is withdrawn.
    """
    view, action = body.get("view") or {}, body["actions"][0]
    home = view["private_metadata"] if view.get("type") == "home" else None
    page = view["id"] if view.get("callback_id") == GUIDE_PAGE else None
    block = action.get("block_id") or ""
    shown, edition, texts = state_shown(block), edition_shown(block), parts.status.texts(body["user"]["id"])
    asked = About(subject, *place(body), shown=shown, home=home, page=page, edition=edition)
    form = reason_form(what, asked, texts, called(parts, edition or subject, texts))
    if home is not None:
        open_form(body, parts, act, lambda: form, subject)
    elif allowed(body, parts, act, subject):
        opened(body, parts, form)


def called(parts: Parts, subject: str, texts: Texts) -> str | None:
    """The name of an edition, or of the one of a guide that readers see, as mrkdwn; None where there is none such."""
    with parts.desk.database.reading() as session:
        found = subject_named(session, parts.workspace, subject)
    return name_mrkdwn(found.title, found.label, texts) if found is not None else None


def elsewhere(subject: About, person: str) -> Elsewhere | None:
    """Where the button stood for which a reason is given, if it stood in no message."""
    if subject.home is None and subject.page is None:
        return None
    home = Turned(person, showing_of(subject.home), pressed=False) if subject.home is not None else None
    return Elsewhere(home, subject.page)


def allowed(body: Mapping[str, Any], parts: Parts, act: Act, subject: str | None = None) -> bool:
    """Whether a person's role allows an act; who may not is told why, on the Home tab or the page of a guide if there.

    ``subject`` is the id of the edition or guide that it is done to.
    """
    person = body["user"]["id"]
    return permitted(body, parts, lambda session: require(session, parts.workspace, person, act), subject)


def permitted(
    body: Mapping[str, Any], parts: Parts, rule: Callable[[Session], object], subject: str | None = None
) -> bool:
    """Whether a rule lets a person go on, as ``allowed`` does."""
    person, view, job = body["user"]["id"], body.get("view") or {}, f"refused:{body['trigger_id']}"
    said = parts.desk.acting.why_not(person, rule, subject)
    if said is None:
        return True
    if view.get("type") == "home":
        turn(body, parts, shown(body), said)
    elif view.get("callback_id") == GUIDE_PAGE:
        jobs.start(job, parts.guide_pages.tell, person, view["private_metadata"], view["id"], said)
    else:
        jobs.start(job, parts.refusing.tell, person, place(body)[0], said)
    return False


def place(body: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """The channel and the message in which something was pressed; nothing for a modal or the Home tab."""
    return (body.get("channel") or {}).get("id"), (body.get("message") or {}).get("ts")
