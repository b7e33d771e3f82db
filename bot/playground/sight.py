"""What one person sees of the workspace, as JSON for the page."""

from dataclasses import asdict
from typing import Any

from bot.playground.files import PLACES
from bot.playground.people import BOT, BOT_USER, Channel, user_object
from bot.playground.platform import Platform
from bot.playground.workspace import Change

KINDS = {"channel": "channel", "private": "private", "im": "app", "mpim": "mpim"}


class Sight:
    """The workspace through the eyes of one person."""

    def __init__(self, platform: Platform, person: str) -> None:
        self._platform = platform
        self._workspace = platform.workspace
        self._person = person

    def everything(self) -> dict[str, Any]:
        """A snapshot."""
        workspace = self._workspace
        now = self._platform.clock()
        people = [user_object(one, now, locale=True) for one in workspace.people.values()]
        channels = self._channels()
        return {
            "me": user_object(workspace.people[self._person], now, locale=True),
            "team": {"id": workspace.team_id, "name": workspace.team_name, "domain": workspace.team_domain},
            "app": {"name": self._platform.registration.name, "user": BOT_USER, "bot": BOT},
            "people": [*people, self._bot()],
            "channels": [self._channel(one) for one in channels],
            "messages": {one.id: workspace.messages(one.id) for one in channels},
            "ephemerals": {one.id: workspace.ephemerals(self._person, one.id) for one in channels},
            "status": self._status(),
            "prompts": {one.id: workspace.prompts(one.id) for one in channels},
            "home": workspace.home(self._person),
            "views": workspace.views(self._person),
            "commands": [asdict(one) for one in self._platform.registration.commands],
            "shortcuts": [asdict(one) for one in self._platform.registration.shortcuts],
        }

    def push(self, change: Change) -> dict[str, Any] | None:
        """What to tell the page of a change, or None if this person can't see it."""
        workspace, place = self._workspace, change.id
        seen = {one.id for one in self._channels()}
        match change.kind:
            case "channel" if place in seen:
                shown = self._channel(workspace.channels[place])
                return {"type": "channel", **shown, "messages": workspace.messages(place)}
            case "ephemeral" if place in seen:
                return {"type": "ephemeral", "id": place, "messages": workspace.ephemerals(self._person, place)}
            case "status" if place in seen:
                return {"type": "status", "status": self._status()}
            case "prompts" if place in seen:
                return {"type": "prompts", "id": place, "prompts": workspace.prompts(place)}
            case "home" if place == self._person:
                return {"type": "home", "home": workspace.home(place)}
            case "views" if place == self._person:
                return {"type": "views", "views": workspace.views(place)}
            case "people":
                return {"type": "state", **self.everything()}
        return None

    def file(self, file_id: str) -> dict[str, Any] | None:
        """The file object of a file that was shared where this person is, or that is their own; else None."""
        facts = self._platform.files.facts(file_id)
        if facts is None:
            return None
        places = {channel for field in PLACES.values() for channel in facts[field]}
        seen = facts["user"] == self._person or any(one.id in places for one in self._channels())
        return facts if seen else None

    def _channels(self) -> list[Channel]:
        return [one for one in self._workspace.channels.values() if self._person in one.members]

    def _channel(self, channel: Channel) -> dict[str, Any]:
        name = channel.name
        if channel.kind == "im":
            name = self._platform.registration.name
        elif channel.kind == "mpim":
            others = [one for one in channel.members if one not in (self._person, BOT_USER)]
            named = [self._workspace.people[one].real_name for one in others]
            name = ", ".join([*named, self._platform.registration.name])
        return {
            "id": channel.id,
            "name": name,
            "kind": KINDS[channel.kind],
            "shared": channel.shared,
            "topic": channel.topic,
            "unread": 0,
            "members": list(channel.members),
        }

    def _status(self) -> dict[str, dict[str, Any]]:
        seen = {one.id for one in self._channels()}
        return {f"{place[0]}:{place[1]}": one for place, one in self._workspace.statuses().items() if place[0] in seen}

    def _bot(self) -> dict[str, Any]:
        name = self._platform.registration.name
        return {"id": BOT_USER, "name": name.lower(), "real_name": name, "is_bot": True, "profile": {"bot_id": BOT}}
