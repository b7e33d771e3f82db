"""An exam's message: begin, answer, go on, hand in. An answer is stored before Slack is told that it has come."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.blocks.learning.given import answer_of, place_of, typed
from bot.blocks.learning.responses import EXAM
from bot.learning.presses import Press
from bot.learning.screens import Look, Page
from bot.listeners.guarding import Listeners
from bot.parts import Parts
from bot.posting import stamped_at
from learning.attempts.parts import Part
from learning.attempts.service import answer
from learning.attempts.values import Kind, Recording
from learning.items.limits import MOST_OPTIONS
from learning.items.responses import Response
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("exam_start", on_start)
    listeners.action("delta_start", on_start)
    listeners.action("exam_resume", on_resume)
    for number in range(1, MOST_OPTIONS + 1):
        listeners.action(EXAM.one(number), on_answer)
    for name in (EXAM.many, EXAM.pair, EXAM.place, EXAM.keep, EXAM.text):
        listeners.action(name, on_answer)
    for name in ("exam_go_back", "exam_go_next", "exam_go_to"):
        listeners.action(name, on_go)
    listeners.action("exam_overview", on_overview)
    listeners.action("exam_submit", on_submit)
    listeners.action("exam_submit_sure", on_submit_sure)


def on_start(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Begin an exam, or the short one about what guides changed."""
    action, act = body["actions"][0], body["trigger_id"]
    kind = Kind.DELTA if action["action_id"] == "delta_start" else Kind.EXAM
    jobs.start(f"exam-begin:{act}", parts.exams.begin, body["user"]["id"], action["value"], kind.value, act)
    ack()


def on_resume(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Go on with an exam in a new message."""
    act = body["trigger_id"]
    jobs.start(f"exam-resume:{act}", parts.exams.resume, body["user"]["id"], body["actions"][0]["value"], act)
    ack()


def on_answer(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Store an answer, and show what is stored."""
    press = _pressed(body)
    recording = _store(parts, press, answer_of(body["actions"][0]))
    _show(parts, press, Look(Page.QUESTION, press.position, recording))
    ack()


def on_go(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show another question."""
    press = _pressed(body)
    recording = _keep_typed(body, parts, press)
    _show(parts, press, Look(Page.QUESTION, _number(_chosen(body), press.position), recording))
    ack()


def on_overview(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show which questions are answered."""
    press = _pressed(body)
    recording = _keep_typed(body, parts, press)
    _show(parts, press, Look(Page.OVERVIEW, press.position, recording))
    ack()


def on_submit(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask once more whether the exam is to be handed in."""
    press = _pressed(body)
    recording = _keep_typed(body, parts, press)
    _show(parts, press, Look(Page.SURE, press.position, recording))
    ack()


def on_submit_sure(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """End the exam, and tell what it came to: one job, so that no exam ends of which nobody tells."""
    press = _pressed(body)
    jobs.start(f"exam-end:{press.act}", parts.exams.hand_in, press)
    ack()


def _pressed(body: Mapping[str, Any]) -> Press:
    action, where = body["actions"][0], body["container"]
    attempt_id, position = place_of(str(action.get("block_id") or ""))
    return Press(
        act=body["trigger_id"],
        person=body["user"]["id"],
        attempt_id=attempt_id,
        position=position,
        moment=str(action.get("action_ts") or "0"),
        channel=where["channel_id"],
        message=where["message_ts"],
    )


def _store(parts: Parts, press: Press, response: Response | Part) -> Recording:
    with parts.database.transaction() as session:
        return answer(
            session,
            parts.workspace,
            press.attempt_id,
            press.position,
            response,
            act=press.act,
            person=press.person,
            clicked_at=stamped_at(press.moment),
            now=parts.exams.clock(),
        ).recording


def _keep_typed(body: Mapping[str, Any], parts: Parts, press: Press) -> Recording | None:
    """Store what was typed into the field of the question that is left, and not entered; None where nothing was."""
    written = typed(body)
    return _store(parts, press, written) if written is not None else None


def _show(parts: Parts, press: Press, look: Look) -> None:
    jobs.start(f"exam:{press.act}", parts.exams.show, press, look)


def _chosen(body: Mapping[str, Any]) -> str:
    action = body["actions"][0]
    return str((action.get("selected_option") or {}).get("value") or action.get("value") or "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
