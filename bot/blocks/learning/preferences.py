"""How a person wants to be reached: a card that says so, and the form that changes it. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.blocks.learning.daily import settings_button
from bot.blocks.message import Block, Message, button, plain, section, stamped
from bot.blocks.mrkdwn import escape, one_line
from bot.texts import Texts
from learning.errors import BadHours, ZoneUnknown
from learning.learners.values import Kind, Preferences

CALLBACK = "preferences_saved"
DAILY = (0, 3, 5, 10, 15)
LONGEST_ZONE = 64


def preferences_message(wanted: Preferences, texts: Texts) -> Message:
    """What holds now, and a button that changes it."""
    said = texts.preferences
    change = {**settings_button(texts), "text": plain(said.change)}
    lines = [f"*{escape(said.title)}*", escape(said.about), *(f"•  {escape(line)}" for line in _lines(wanted, texts))]
    actions = [change]
    if wanted.paused_until is not None:
        actions.append(button("practice_go_on", texts.daily.go_on, "go_on"))
    blocks = [section("\n".join(lines)), {"type": "actions", "elements": actions}]
    return Message(escape(said.title), stamped(blocks, "preferences"))


def preferences_form(wanted: Preferences, texts: Texts) -> Block:
    """The form, filled with what holds now."""
    said = texts.preferences
    hours = [(str(hour), f"{hour:02}:00") for hour in range(24)]
    daily = [(str(n), said.daily_choice.of(n) if n else said.daily_choice_none) for n in _daily(wanted)]
    paused: Block = {"type": "datepicker", "action_id": "paused"}
    if wanted.paused_until is not None:
        paused["initial_date"] = wanted.paused_until.isoformat()
    zone: Block = {"type": "plain_text_input", "action_id": "zone", "max_length": LONGEST_ZONE}
    if wanted.zone is not None:
        zone["initial_value"] = wanted.zone
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(said.title),
        "submit": plain(said.save),
        "close": plain(texts.cancel),
        "blocks": [
            _input("daily", said.daily_label, _select("daily", daily, str(wanted.daily)), said.daily_hint),
            _input("hour", said.hour_label, _select("hour", hours, str(wanted.hour))),
            _input("quiet_from", said.quiet_from_label, _select("quiet_from", hours, str(wanted.quiet_from))),
            _input(
                "quiet_until",
                said.quiet_until_label,
                _select("quiet_until", hours, str(wanted.quiet_until)),
                said.quiet_hint,
            ),
            _input("zone", said.zone_label, zone, said.zone_hint, optional=True),
            _input("paused", said.paused_label, paused, said.paused_hint, optional=True),
            _input("wanted", said.wanted_label, _kinds(wanted, texts), optional=True),
        ],
    }


def preferred(values: Mapping[str, Any]) -> Preferences:
    """What the form says, which may be what can't be."""
    paused = values["paused"]["paused"].get("selected_date")
    wanted = {one["value"] for one in values["wanted"]["wanted"].get("selected_options") or ()}
    return Preferences(
        zone=(values["zone"]["zone"].get("value") or "").strip() or None,
        paused_until=date.fromisoformat(paused) if paused else None,
        muted=frozenset(kind for kind in Kind if kind.value not in wanted),
        daily=_chosen(values, "daily"),
        hour=_chosen(values, "hour"),
        quiet_from=_chosen(values, "quiet_from"),
        quiet_until=_chosen(values, "quiet_until"),
    )


def wrong_field(error: ZoneUnknown | BadHours, texts: Texts) -> dict[str, str]:
    """What can't be, by the field that it stands in."""
    said = texts.preferences
    if isinstance(error, ZoneUnknown):
        return {"zone": said.zone_unknown.format(zone=one_line(error.name, LONGEST_ZONE))}
    if error.what == "quiet":
        return {"hour": said.in_quiet_hours.at(error.number)}
    if error.what == "paused":
        return {"paused": said.paused_too_long}
    return {error.what: said.out_of_range.format(number=error.number)}


def _lines(wanted: Preferences, texts: Texts) -> list[str]:
    said = texts.preferences
    asked = wanted.daily > 0 and Kind.PRACTICE not in wanted.muted
    daily = _daily_line(wanted, texts) if asked else said.daily_none
    is_quiet = wanted.quiet_from != wanted.quiet_until
    begins, ends = said.from_hour.at(wanted.quiet_from), said.until_hour.at(wanted.quiet_until)
    quiet = said.quiet.format(begins=begins, ends=ends) if is_quiet else said.quiet_none
    paused = wanted.paused_until
    muted = ", ".join(said.kinds[kind] for kind in Kind if kind in wanted.muted)
    return [
        daily,
        quiet,
        said.zone.format(zone=wanted.zone) if wanted.zone is not None else said.zone_of_slack,
        *([said.paused.format(date=texts.day(paused))] if paused is not None else []),
        *([said.muted.format(kinds=muted)] if muted else []),
    ]


def _chosen(values: Mapping[str, Any], field: str) -> int:
    return int(values[field][field]["selected_option"]["value"])


def _daily_line(wanted: Preferences, texts: Texts) -> str:
    said = texts.preferences
    return f"{said.daily.of(wanted.daily)}, {said.from_hour.at(wanted.hour)}"


def _daily(wanted: Preferences) -> list[int]:
    return sorted({*DAILY, wanted.daily})


def _select(action: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    blocks = [{"text": plain(label), "value": value} for value, label in options]
    return {
        "type": "static_select",
        "action_id": action,
        "options": blocks,
        "initial_option": next(one for one in blocks if one["value"] == chosen),
    }


def _kinds(wanted: Preferences, texts: Texts) -> Block:
    options = {kind: {"text": plain(texts.preferences.kinds[kind]), "value": kind.value} for kind in Kind}
    chosen = [one for kind, one in options.items() if kind not in wanted.muted]
    found: Block = {"type": "checkboxes", "action_id": "wanted", "options": list(options.values())}
    return {**found, "initial_options": chosen} if chosen else found


def _input(block: str, label: str, element: Block, hint: str | None = None, *, optional: bool = False) -> Block:
    found: Block = {"type": "input", "block_id": block, "label": plain(label), "element": element}
    if hint is not None:
        found["hint"] = plain(hint)
    return {**found, "optional": True} if optional else found
