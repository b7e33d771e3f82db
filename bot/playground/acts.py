"""What a person does with mouse and keyboard. What they could not do in Slack raises ``NotPossible``."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from bot.playground import messages, payloads
from bot.playground.choices import settled
from bot.playground.deliveries import Delivery, Unanswered
from bot.playground.events import publish
from bot.playground.file_acts import FileActs, Upload
from bot.playground.form_acts import FormActs
from bot.playground.forms import STATELESS, NotPossible, element_of, filled, names, pressed
from bot.playground.interactivity import Refusal
from bot.playground.member_acts import MemberActs
from bot.playground.methods.chat import said
from bot.playground.people import BOT_USER, Channel, direct
from bot.playground.typing_text import rich_text, stored
from bot.playground.workspace import Message


class Acts(FormActs, FileActs, MemberActs):
    """The acts of people, by the ids of persons, channels and messages."""

    def post(
        self, person: str, channel: str, text: str, thread_ts: str | None = None, files: Iterable[Upload] = ()
    ) -> str:
        """Write a message, maybe with files; returns its time stamp."""
        return self._post(person, channel, text, thread_ts, self.keep(person, files))

    def upload(
        self, person: str, channel: str, files: Iterable[Upload], text: str = "", thread_ts: str | None = None
    ) -> str:
        """Send files; returns the message's time stamp."""
        return self.post(person, channel, text, thread_ts, files)

    def edit(self, person: str, channel: str, ts: str, text: str) -> None:
        """Change the text of one's own message."""
        found, message = self._own(person, channel, ts)
        new = self._typed(text)
        if new != message["text"]:
            changes = {"text": new, "blocks": rich_text(new, message["ts"][-6:])}
            messages.edit(self._platform, found, ts, changes, person)

    def delete(self, person: str, channel: str, ts: str) -> None:
        """Delete one's own message."""
        found, _ = self._own(person, channel, ts)
        messages.delete(self._platform, found, ts)

    def command(
        self, person: str, channel: str, command: str, text: str = "", thread_ts: str | None = None
    ) -> dict[str, Any]:
        """Use a slash command; returns the body of the acknowledgement, which the person sees.

        Raises:
            Unanswered: The app did not acknowledge within 3 seconds; the person sees so.
        """
        found, who = self._in(person, channel), self._person(person)
        known = [one.name for one in self._platform.registration.commands]
        if command not in known or who.is_stranger:
            raise NotPossible(f"{command} is not a valid command.")
        payload = payloads.command(self._platform, who, found, command, text, thread_ts)
        delivery = self._platform.deliveries.send("slash_commands", payload)
        try:
            answer = _body(self._platform.deliveries.answer(delivery))
        except Unanswered:
            failure = {"user": "USLACKBOT", "text": f'{command} failed with the error "operation_timeout"'}
            messages.show_only(self._platform, found, person, failure, thread_ts)
            raise
        self._show(found, person, answer, thread_ts)
        return answer

    def shortcut(self, person: str, callback_id: str, channel: str, ts: str) -> Delivery:
        """Choose a message shortcut of the app."""
        found, who = self._in(person, channel), self._person(person)
        message = self._platform.workspace.message(channel, ts)
        known = [one.callback_id for one in self._platform.registration.shortcuts]
        if message is None or callback_id not in known or who.is_stranger:
            raise NotPossible(f"There is no shortcut {callback_id} here.")
        payload = payloads.shortcut(self._platform, who, found, callback_id, message)
        return self._platform.deliveries.send("interactive", payload)

    def click(
        self,
        person: str,
        channel: str,
        ts: str,
        action_id: str,
        block_id: str | None = None,
        value: Any = None,
        values: Mapping[str, Any] | None = None,
    ) -> Delivery:
        """Press or choose in a message; ``value`` picks the option, or positive or negative feedback.

        ``values`` is what was filled in elsewhere in the message by then, by ``action_id`` or ``block_id/action_id``:
        Slack tells that along with each press.
        """
        found, who = self._in(person, channel), self._person(person)
        message = self._seen(person, channel, ts)
        blocks = message.get("blocks", ())
        block, element = element_of(blocks, action_id, block_id)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NotPossible(f"The app is told of {action_id} when something is pressed, not before.")
        value = settled(self._platform, who, element, value)
        action = pressed(block, element, value, self._platform.workspace.new_ts())
        chosen = {} if element["type"] in STATELESS else {names(block, element)[0]: value}
        state = filled({"blocks": blocks, "state": {"values": {}}}, {**(values or {}), **chosen})
        payload = payloads.message_actions(self._platform, who, found, message, action, state)
        return self._platform.deliveries.send("interactive", payload)

    def open_home(self, person: str, tab: Literal["home", "messages"] = "home") -> None:
        """Open the app, at one of its tabs."""
        if self._person(person).is_stranger:
            raise NotPossible("The app is not installed in your workspace.")
        event: dict[str, Any] = {
            "type": "app_home_opened",
            "user": person,
            "channel": direct(person),
            "tab": tab,
            "event_ts": self._platform.workspace.new_ts(),
        }
        home = self._platform.workspace.home(person)
        if tab == "home" and home is not None:
            event["view"] = home
        publish(self._platform, event)

    def _post(self, person: str, channel: str, text: str, thread_ts: str | None, file_ids: list[str]) -> str:
        found = self._in(person, channel)
        if not text.strip() and not file_ids:
            raise NotPossible("An empty message can't be sent.")
        new = self._typed(text)
        stamp = self._platform.workspace.new_ts()
        who = self._person(person)
        content: Message = {"user": person, "team": who.team_id, "text": new, "client_msg_id": f"client-{stamp}"}
        blocks = rich_text(new, stamp[-6:])
        if blocks:
            content["blocks"] = blocks
        if file_ids:
            for one in file_ids:
                self._platform.files.share(one, found)
            content["files"] = [self._platform.files.facts(one) for one in file_ids]
        try:
            return str(messages.post(self._platform, found, content, thread_ts)["ts"])
        except Refusal:
            raise NotPossible("There is no such thread here.") from None

    def _typed(self, text: str) -> str:
        workspace = self._platform.workspace
        names = {f"@{self._platform.registration.name}": f"<@{BOT_USER}>"}
        for one in workspace.people.values():
            names |= {f"@{one.real_name}": f"<@{one.id}>", f"@{one.name}": f"<@{one.id}>"}
        named = [one for one in workspace.channels.values() if one.kind in ("channel", "private")]
        return stored(text, {**names, **{f"#{one.name}": f"<#{one.id}>" for one in named}})

    def _own(self, person: str, channel: str, ts: str) -> tuple[Channel, Message]:
        found, message = self._in(person, channel), self._platform.workspace.message(channel, ts)
        if message is None or message["user"] != person:
            raise NotPossible("There is no message of yours here.")
        return found, message

    def _show(self, channel: Channel, person: str, body: dict[str, Any], thread_ts: str | None) -> None:
        """Show what came with the acknowledgement of a command."""
        if not body:
            return
        try:
            content = messages.by_app(said(body))
        except Refusal as refusal:
            raise NotPossible(f"The app answered with something that Slack refuses: {refusal.error}.") from refusal
        if body.get("response_type") == "in_channel":
            messages.post(self._platform, channel, content, thread_ts)
        else:
            messages.show_only(self._platform, channel, person, content, thread_ts)


def _body(answer: Any) -> dict[str, Any]:
    """The body of an acknowledgement, which may be a text alone."""
    return {"text": answer} if isinstance(answer, str) else dict(answer or {})
