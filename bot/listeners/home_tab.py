"""What handlers of the Home tab share: what was shown, who may go on, showing something else."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.blocks.library.showing import Showing, showing_of
from bot.blocks.message import Block
from bot.library.presses import Press, Turned
from bot.listeners.modals import opened
from bot.parts import Parts
from knowledge.members.roles import Act
from knowledge.members.service import require
from storage import jobs


def shown(body: Mapping[str, Any]) -> Showing:
    """What the Home tab shows in which something was pressed, or from which a form was opened."""
    return showing_of((body.get("view") or {}).get("private_metadata"))


def turn(body: Mapping[str, Any], parts: Parts, showing: Showing, said: str | None = None) -> None:
    """Show something on the Home tab because of a press."""
    jobs.start(f"home:{body['trigger_id']}", parts.homes.turn, turned(body, showing), said)


def again(body: Mapping[str, Any], parts: Parts, said: str | None = None) -> None:
    """Show on the Home tab what holds now, because of a form that was sent."""
    seen = Turned(body["user"]["id"], shown(body), pressed=False)
    jobs.start(f"home:{body['trigger_id']}", parts.homes.turn, seen, said)


def act(body: Mapping[str, Any], parts: Parts, value: str) -> None:
    """Do what the action that was pressed is for, and show what holds then."""
    press = Press(body["actions"][0]["action_id"], value)
    jobs.start(f"act:{body['trigger_id']}", parts.homes.act, turned(body, shown(body)), press)


def turned(body: Mapping[str, Any], showing: Showing) -> Turned:
    """The press, with what is to be shown because of it."""
    return Turned(body["user"]["id"], showing, str(body["actions"][0].get("action_ts") or ""))


def open_form(
    body: Mapping[str, Any], parts: Parts, need: Act, form: Callable[[], Block], about: str | None = None
) -> None:
    """Open a form for a person who may send it; whoever may not is told so on the Home tab.

    ``about`` is the id of the edition or guide that the form is about, where it is about one.
    """
    person = body["user"]["id"]
    said = parts.desk.acting.why_not(person, lambda session: require(session, parts.workspace, person, need), about)
    if said is not None:
        turn(body, parts, shown(body), said)
    else:
        opened(body, parts, form())


def chosen(body: Mapping[str, Any]) -> str:
    """What was chosen, entered or pressed."""
    action = body["actions"][0]
    option = (action.get("selected_option") or {}).get("value")
    named = action.get("selected_user") or action.get("selected_conversation")
    return str(option or named or action.get("value") or "")
