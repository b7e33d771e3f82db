"""What a person does with channels and accounts: who is where, and who is still there."""

from dataclasses import replace

from bot.playground.events import member_event, publish
from bot.playground.forms import NotPossible
from bot.playground.people import BOT_USER, user_object
from bot.playground.standing import Standing


class MemberActs(Standing):
    """Acts on membership, by the ids of persons and channels."""

    def join(self, person: str, channel: str) -> None:
        """Come into a channel; into a private one, because somebody there asked."""
        found, who = self._channel(channel), self._person(person)
        if person in found.members:
            raise NotPossible("You are in this channel already.")
        if who.is_stranger and not found.shared:
            raise NotPossible("This channel is not shared with your organisation.")
        found.members.append(person)
        self._platform.workspace.changed("people", channel)
        publish(self._platform, member_event(self._platform, "joined", found, person), found)

    def leave(self, person: str, channel: str) -> None:
        """Leave a channel."""
        found = self._channel(channel)
        self._in(person, channel).members.remove(person)
        self._platform.workspace.changed("people", channel)
        publish(self._platform, member_event(self._platform, "left", found, person), found)

    def invite(self, person: str, channel: str) -> None:
        """Bring the app into a channel."""
        found = self._in(person, channel)
        if BOT_USER in found.members:
            raise NotPossible("The app is in this channel already.")
        found.members.append(BOT_USER)
        self._platform.workspace.changed("people", channel)
        publish(self._platform, member_event(self._platform, "joined", found, BOT_USER, person), found)

    def remove(self, person: str, channel: str) -> None:
        """Take the app out of a channel; it isn't told."""
        found = self._in(person, channel)
        if BOT_USER not in found.members:
            raise NotPossible("The app is not in this channel.")
        found.members.remove(BOT_USER)
        self._platform.workspace.changed("people", channel)

    def deactivate(self, person: str) -> None:
        """Close a person's account: they are in no channel any more, and can do nothing. What they wrote stays."""
        gone = replace(self._person(person), deleted=True)
        workspace = self._platform.workspace
        with workspace.lock:
            workspace.people[person] = gone
            for channel in workspace.channels.values():
                if channel.kind != "im" and person in channel.members:
                    channel.members.remove(person)
        workspace.changed("people", person)
        shown = user_object(gone, self._platform.clock())
        publish(self._platform, {"type": "user_change", "user": shown, "event_ts": workspace.new_ts()})

    def uninstall(self) -> None:
        """Take the app out of the workspace: its tokens are worth nothing from now on."""
        self._platform.installed = False
        publish(self._platform, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
        publish(self._platform, {"type": "app_uninstalled"})
