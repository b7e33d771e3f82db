"""What handlers of the modals of a cohort share: may somebody go on, and what is seen once it is done."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from bot.library.presses import Turned
from bot.listeners.home_tab import shown, turn
from bot.parts import Parts
from storage import jobs

T = TypeVar("T")


def done(body: Mapping[str, Any], parts: Parts, act: Callable[[Session], object]) -> bool:
    """Do something, or tell the person why not, where she pressed."""
    said = parts.desk.acting.why_not(body["user"]["id"], act)
    if said is not None:
        tell(body, parts, said)
    return said is None


def seen(body: Mapping[str, Any], parts: Parts, look: Callable[[Session], T]) -> T | None:
    """Look something up; or tell the person why not, where she pressed. What is looked up is no string."""
    found = parts.desk.acting.look(body["user"]["id"], look)
    if isinstance(found, str):
        tell(body, parts, found)
        return None
    return found


def tell(body: Mapping[str, Any], parts: Parts, said: str) -> None:
    """Tell a person why something is not done, where she pressed."""
    if (body.get("view") or {}).get("type") == "home":
        turn(body, parts, shown(body), said)
    else:
        jobs.start(f"refused:{body['trigger_id']}", parts.refusing.tell, body["user"]["id"], None, said)


def home_again(body: Mapping[str, Any], parts: Parts) -> None:
    """Show the cohort as it stands now on the Home tab."""
    about = Turned(body["user"]["id"], replace(shown(body), actor=""), pressed=False)
    jobs.start(f"home:{body['trigger_id']}", parts.homes.turn, about, None)
