"""The analysis of an exam, and judges who set its cut score."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.learning.analysis_view import AnalysisLook, looked_at, waiting_analysis
from bot.durable import time_now
from bot.learning.angoff import PanelPress
from bot.learning.item_files import ItemsToDo
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import chosen, shown, turn
from bot.listeners.modals import opened
from bot.listeners.publishing import allowed, place
from bot.parts import Parts
from knowledge.members.roles import Act
from learning.analysis.service import rate
from storage import jobs


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("analysis_open", on_analysis)
    listeners.action("analysis_back", on_turn)
    listeners.action("analysis_forth", on_turn)
    listeners.action("analysis_files", on_files)
    listeners.action("angoff_open", on_panel)
    listeners.action("angoff_rate", on_rate)
    listeners.action("angoff_go", on_go)
    listeners.action("angoff_go_on", on_go)
    listeners.action("angoff_use", on_use)


def on_analysis(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the analysis from the page of a certification."""
    open_analysis(body, parts, chosen(body))
    ack()


def on_panel(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Begin to judge, from the page of a certification."""
    start_panel(body, parts, chosen(body))
    ack()


def on_turn(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Turn the page."""
    view = body["view"]
    look = AnalysisLook(looked_at(view).certification_id, int(chosen(body)))
    jobs.start(f"analysis:{body['trigger_id']}", parts.keepers.analyses.fill, view["id"], look, body["user"]["id"])
    ack()


def on_files(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send pictures and tables."""
    todo = ItemsToDo(f"analysis-files:{body['trigger_id']}", body["user"]["id"], time_now())
    jobs.start(todo.job, parts.keepers.analyses.send, todo, chosen(body))
    ack()


def on_rate(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Keep a rating before Slack hears that it has come; then ask about the next item."""
    person, (channel, message) = body["user"]["id"], place(body)
    certification_id, position, version_id, percent = chosen(body).split(":")

    def act(session: Session) -> bool:
        rate(session, parts.workspace, version_id, int(percent) / 100, judge=person, now=time_now())
        return True

    if parts.desk.acting.attempt(person, channel, act):
        press = PanelPress(person, certification_id, channel or "", message or "", int(position) + 1)
        jobs.start(f"angoff:{body['trigger_id']}", parts.keepers.angoff_panels.go_on, press)
    ack()


def on_go(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Show the item in another place."""
    certification_id, _, position = chosen(body).partition(":")
    channel, message = place(body)
    press = PanelPress(body["user"]["id"], certification_id, channel or "", message or "", int(position))
    jobs.start(f"angoff:{body['trigger_id']}", parts.keepers.angoff_panels.go_on, press)
    ack()


def on_use(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Make what the judges come to the cut score."""
    channel, message = place(body)
    press = PanelPress(body["user"]["id"], chosen(body), channel or "", message or "")
    jobs.start(f"angoff-use:{body['trigger_id']}", parts.keepers.angoff_panels.use, press)
    ack()


def open_analysis(body: Mapping[str, Any], parts: Parts, certification_id: str) -> None:
    """Open a modal at once; a job fills it. Who may not see it is told so where it was pressed."""
    person, look = body["user"]["id"], AnalysisLook(certification_id)
    if not allowed(body, parts, Act.KEEP_CERTIFICATIONS):
        return
    view_id = opened(body, parts, waiting_analysis(look, parts.status.texts(person)))
    jobs.start(f"analysis:{body['trigger_id']}", parts.keepers.analyses.fill, view_id, look, person)


def start_panel(body: Mapping[str, Any], parts: Parts, certification_id: str) -> None:
    """Ask a judge about the first item, in her own conversation with the bot."""
    person, job = body["user"]["id"], f"angoff-begin:{body['trigger_id']}"
    jobs.start(job, parts.keepers.angoff_panels.begin, person, certification_id, job, time_now())
    if (body.get("view") or {}).get("type") == "home":
        turn(body, parts, shown(body), parts.status.texts(person).angoff.elsewhere)
