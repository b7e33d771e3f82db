"""Who acts, and what lies before them. What they could not do in Slack raises ``NotPossible``."""

from typing import Any

from bot.playground import modals
from bot.playground.forms import NotPossible
from bot.playground.people import Channel, Person
from bot.playground.platform import Platform
from bot.playground.workspace import Message, View


class Standing:
    """What every act looks at first, by the ids of persons, channels, messages and views."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def _person(self, person: str) -> Person:
        found = self._platform.workspace.people.get(person)
        if found is None:
            raise NotPossible(f"Nobody here has the id {person}.")
        if found.deleted:
            raise NotPossible("This account was deactivated.")
        return found

    def _channel(self, channel: str) -> Channel:
        found = self._platform.workspace.channels.get(channel)
        if found is None or found.kind not in ("channel", "private"):
            raise NotPossible("There is no such channel.")
        return found

    def _in(self, person: str, channel: str) -> Channel:
        """The channel, if the person is in it."""
        self._person(person)
        found = self._platform.workspace.channels.get(channel)
        if found is None or person not in found.members:
            raise NotPossible("You are not in this channel.")
        return found

    def _seen(self, person: str, channel: str, ts: str) -> Message:
        """A message that the person sees there, maybe alone."""
        workspace = self._platform.workspace
        seen = [workspace.message(channel, ts), *workspace.ephemerals(person, channel)]
        found = next((one for one in seen if one is not None and one["ts"] == ts), None)
        if found is None:
            raise NotPossible("There is no such message here.")
        return found

    def _view(self, person: str, view_id: str) -> View:
        found = modals.find(self._platform, "id", view_id)
        if found is None or found[0] != person:
            raise NotPossible("This view is no longer open.")
        view: dict[str, Any] = found[1]
        return view
