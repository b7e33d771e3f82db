"""What a person does in modals and in the App Home."""

from collections.abc import Mapping
from typing import Any

from bot.playground import modals, payloads
from bot.playground.deliveries import Delivery, Unanswered
from bot.playground.forms import NotPossible, element_of, elements, filled, mistakes, pressed, reported
from bot.playground.interactivity import Refusal
from bot.playground.methods.views import MOST_VIEWS, accept
from bot.playground.people import Channel, Person
from bot.playground.platform import Platform
from bot.playground.workspace import View

TROUBLE = "We had some trouble connecting. Try again?"


class FormActs:
    """Acts in views, by the ids of persons and views."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def click_in_view(
        self, person: str, view_id: str, action_id: str, value: Any = None, block_id: str | None = None
    ) -> Delivery:
        """Press or choose in a modal or the App Home."""
        who, view = self._person(person), self._view(person, view_id)
        block, element = element_of(view["blocks"], action_id, block_id)
        if element["type"] not in ("button", "overflow"):
            view["state"]["values"] = self._remember(view, block, element, value)
        action = pressed(block, element, value, self._platform.workspace.new_ts())
        payload = payloads.view_actions(self._platform, who, view, action)
        return self._platform.deliveries.send("interactive", payload)

    def submit(self, person: str, view_id: str, values: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Send a modal off; ``values`` are by ``action_id``, files as ids or as (name, bytes).

        Returns:
            What is wrong, by ``block_id``; empty when the app took it. Without an answer of the app within
            3 seconds, one entry under an empty name.
        """
        who, view = self._person(person), self._view(person, view_id)
        view["state"]["values"] = filled(view, self._with_files(person, view, values or {}))
        wrong = mistakes(view, view["state"]["values"])
        if wrong:
            return wrong
        delivery = self._platform.deliveries.send("interactive", payloads.submission(self._platform, who, view))
        try:
            answer = self._platform.deliveries.answer(delivery)
        except Unanswered:
            return {"": TROUBLE}
        return self._follow(person, view_id, answer or {})

    def close_view(self, person: str, view_id: str) -> None:
        """Close a modal; the app is told if it asked for it."""
        who, view = self._person(person), self._view(person, view_id)
        gone = modals.close(self._platform, person, None if view["clear_on_close"] else view_id)
        for one in gone:
            if one["notify_on_close"]:
                payload = payloads.closing(self._platform, who, one, cleared=len(gone) > 1)
                self._platform.deliveries.send("interactive", payload)

    def _follow(self, person: str, view_id: str, answer: dict[str, Any]) -> dict[str, str]:
        """Do what the app answered to a submission."""
        action = answer.get("response_action")
        try:
            match action:
                case None:
                    modals.close(self._platform, person, view_id)
                case "clear":
                    modals.close(self._platform, person, None)
                case "errors":
                    return self._errors(person, view_id, answer["errors"])
                case "update":
                    accept(answer["view"], "modal")
                    modals.replace_view(self._platform, person, view_id, answer["view"])
                case "push" if len(self._platform.workspace.views(person)) < MOST_VIEWS:
                    accept(answer["view"], "modal")
                    modals.put(self._platform, person, answer["view"], on_top=True)
                case _:
                    return {"": TROUBLE}
        except Refusal as refusal:
            raise NotPossible(f"The app answered with a view that Slack refuses: {refusal.messages}") from refusal
        return {}

    def _errors(self, person: str, view_id: str, errors: dict[str, str]) -> dict[str, str]:
        """The app's errors; Slack shows them only at input blocks."""
        inputs = {one["block_id"] for one in self._view(person, view_id)["blocks"] if one["type"] == "input"}
        return errors if errors and set(errors) <= inputs else {"": TROUBLE}

    def _with_files(self, person: str, view: View, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values in which every file is a file object."""
        fields = {element["action_id"] for _, element in elements(view["blocks"]) if element["type"] == "file_input"}
        files = self._platform.files
        given = dict(values)
        for name in fields & set(given):
            found = [files.facts(one) if isinstance(one, str) else files.add(person, *one) for one in given[name] or ()]
            if None in found:
                raise NotPossible("There is no such file.")
            given[name] = found
        return given

    def _remember(
        self, view: View, block: dict[str, Any], element: dict[str, Any], value: Any
    ) -> dict[str, dict[str, Any]]:
        """Keep in the view what was chosen, for its submission."""
        state: dict[str, dict[str, Any]] = view["state"]["values"]
        holds = {"type": element["type"], **reported(element, value)}
        state.setdefault(block["block_id"], {})[element["action_id"]] = holds
        modals.remember(self._platform, view["id"], state)
        return state

    def _view(self, person: str, view_id: str) -> View:
        found = modals.find(self._platform, "id", view_id)
        if found is None or found[0] != person:
            raise NotPossible("This view is no longer open.")
        return found[1]

    def _person(self, person: str) -> Person:
        found = self._platform.workspace.people.get(person)
        if found is None:
            raise NotPossible(f"Nobody here has the id {person}.")
        return found

    def _in(self, person: str, channel: str) -> Channel:
        """The channel, if the person is in it."""
        self._person(person)
        found = self._platform.workspace.channels.get(channel)
        if found is None or person not in found.members:
            raise NotPossible("You are not in this channel.")
        return found
