"""What a person does with files of their own."""

from collections.abc import Iterable

from bot.playground import messages
from bot.playground.events import publish
from bot.playground.files import tombstone
from bot.playground.forms import NotPossible
from bot.playground.people import BOT_USER
from bot.playground.standing import Standing

Upload = tuple[str, bytes]


class FileActs(Standing):
    """Acts on files, by the ids of persons and files."""

    def keep(self, person: str, files: Iterable[Upload]) -> list[str]:
        """Choose files without sending them yet; returns their ids."""
        self._person(person)
        return [self._platform.files.add(person, name, content)["id"] for name, content in files]

    def delete_file(self, person: str, file_id: str) -> None:
        """Delete a file for everybody. Messages stay, and say that there was one."""
        facts = self._platform.files.facts(file_id)
        if facts is None or (facts["user"] != person and not self._person(person).is_admin):
            raise NotPossible("There is no file of yours here.")
        told = self._platform.app_sees_file(file_id)
        self._platform.files.delete(file_id)
        for channel in [*facts["channels"], *facts["groups"], *facts["ims"]]:
            self._bury(channel, file_id)
        self._platform.workspace.changed("file", file_id)
        if told:
            places = [*facts["channels"], *facts["groups"], *facts["ims"]]
            heard = [one for one in places if BOT_USER in self._platform.workspace.channels[one].members]
            at = self._platform.workspace.new_ts()
            publish(self._platform, {"type": "file_deleted", "file_id": file_id, "channel_ids": heard, "event_ts": at})

    def _bury(self, channel: str, file_id: str) -> None:
        """Put a tombstone for the file into the messages of a channel that carry it."""
        found = self._platform.workspace.channels[channel]
        for message in self._platform.workspace.messages(channel):
            files = message.get("files", ())
            if any(file["id"] == file_id for file in files):
                left = [tombstone(file) if file["id"] == file_id else file for file in files]
                messages.edit(self._platform, found, message["ts"], {"files": left}, None)
