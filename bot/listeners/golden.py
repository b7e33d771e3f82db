"""Golden questions in the Home tab: added, removed, imported, exported, asked."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack
from sqlalchemy.orm import Session

from bot.blocks.library.golden_panel import (
    ADD_CALLBACK,
    FILE,
    GUIDE,
    HEADING,
    IMPORT_CALLBACK,
    QUESTION,
    REFUSE,
    flaw_sentence,
    golden_form,
    import_form,
)
from bot.durable import time_now
from bot.library.golden import ToDo
from bot.listeners.guarding import Listeners
from bot.listeners.home_tab import act, again, chosen, open_form, shown
from bot.parts import Parts
from bot.texts import Texts
from knowledge.errors import GoldenTwice, GoldenUnclear, QuestionUnusable
from knowledge.golden.flaws import cleaned, flaw_of
from knowledge.golden.headings import closest_heading
from knowledge.golden.queries import headings_seen
from knowledge.golden.service import add
from knowledge.golden.values import Flaw, LineFlaw, Wanted
from knowledge.guides.library import ShelfState, shelf
from knowledge.members.roles import Act
from storage import jobs

_ABOUT_HEADING = {Flaw.HEADING_ALONE, Flaw.HEADING_TOO_LONG, Flaw.UNKNOWN_HEADING, Flaw.NO_HEADINGS}


def register(listeners: Listeners) -> None:
    """Add the handlers."""
    listeners.action("golden_add", on_add)
    listeners.action("golden_import", on_import)
    listeners.action("golden_remove", on_remove)
    listeners.action("golden_export", on_export)
    listeners.action("golden_run", on_run)
    listeners.submission(ADD_CALLBACK, on_form)
    listeners.submission(IMPORT_CALLBACK, on_file)


def on_add(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that adds a question."""
    texts = parts.status.texts(body["user"]["id"])
    with parts.database.reading() as session:
        there = shelf(session, parts.workspace, time_now().date())
    guides = [guide for guide in there if guide.state is not ShelfState.WITHDRAWN]
    open_form(body, parts, Act.KEEP_GOLDEN, lambda: golden_form(shown(body).noted(), guides, texts))
    ack()


def on_import(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Open the form that takes a file."""
    texts = parts.status.texts(body["user"]["id"])
    open_form(body, parts, Act.KEEP_GOLDEN, lambda: import_form(shown(body).noted(), texts))
    ack()


def on_remove(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask a question no more."""
    act(body, parts, chosen(body))
    ack()


def on_export(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Send the questions as a file."""
    wanted = _asked(body, f"golden-export:{body['trigger_id']}")
    jobs.start(wanted.job, parts.golden.export, wanted)
    ack()


def on_run(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Ask them now."""
    wanted = _asked(body, f"golden-run:{body['trigger_id']}")
    jobs.start(wanted.job, parts.golden.run, wanted)
    ack()


def on_form(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Add the question; what is wrong with it stands at the field."""
    by = body["user"]["id"]
    with parts.database.reading() as session:
        keys = {guide.guide_id: guide.key for guide in shelf(session, parts.workspace, time_now().date())}
    wanted = _wanted(body["view"]["state"]["values"], keys)
    wrong = _added(parts, by, wanted, set(keys.values()), parts.status.texts(by))
    if wrong:
        ack(response_action="errors", errors=wrong)
        return
    ack()
    again(body, parts)


def on_file(body: Mapping[str, Any], ack: Ack, parts: Parts) -> None:
    """Take the file in."""
    view = body["view"]
    file = view["state"]["values"][FILE][FILE]["files"][0]
    wanted = _asked(body, f"golden-import:{view['id']}:{view['hash']}")
    jobs.start(wanted.job, parts.golden.take_in, wanted, str(file["id"]), str(file.get("name") or file["id"]))
    ack()


def _asked(body: Mapping[str, Any], job: str) -> ToDo:
    return ToDo(job, body["user"]["id"], time_now())


def _wanted(values: Mapping[str, Any], keys: Mapping[str, str]) -> Wanted:
    option = (values.get(GUIDE, {}).get(GUIDE) or {}).get("selected_option") or {}
    return Wanted(
        question=values[QUESTION][QUESTION].get("value") or "",
        guide_key=keys.get(option.get("value", "")),
        heading=values[HEADING][HEADING].get("value"),
        refuse=bool(values[REFUSE][REFUSE].get("selected_options")),
    )


def _added(parts: Parts, by: str, wanted: Wanted, guides: set[str], texts: Texts) -> dict[str, str]:
    """Add it; what is wrong by the field that it is wrong in, or nothing."""

    def keep(session: Session) -> None:
        add(session, parts.workspace, wanted, by=by, now=time_now())

    try:
        said = parts.desk.acting.why_not(by, keep)
    except QuestionUnusable as error:
        return {QUESTION: _flaw(Flaw(error.reason), texts)}
    except GoldenTwice:
        return {QUESTION: texts.golden.twice}
    except GoldenUnclear:
        return _unclear(parts, cleaned(wanted), guides, texts)
    return {QUESTION: said} if said is not None else {}


def _unclear(parts: Parts, wanted: Wanted, guides: set[str], texts: Texts) -> dict[str, str]:
    with parts.database.reading() as session:
        headings = headings_seen(session, parts.workspace)
        flaw = flaw_of(wanted, guides, headings) or Flaw.NO_TARGET
        closest = closest_heading(wanted.heading or "", headings(wanted.guide_key or ""))
    return {HEADING if flaw in _ABOUT_HEADING else REFUSE: _flaw(flaw, texts, closest)}


def _flaw(flaw: Flaw, texts: Texts, fact: str = "") -> str:
    said = flaw_sentence(LineFlaw(1, flaw, fact), texts)
    return said[:1].upper() + said[1:]
