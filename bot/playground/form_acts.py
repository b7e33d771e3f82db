"""What a person does in modals and in the App Home."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.playground import modals, payloads
from bot.playground.choices import settled
from bot.playground.deliveries import Delivery, Unanswered
from bot.playground.file_acts import Upload
from bot.playground.forms import STATELESS, NotPossible, element_of, elements, filled, names, pressed
from bot.playground.interactivity import Refusal
from bot.playground.methods.views import MOST_VIEWS, accept
from bot.playground.mistakes import mistakes
from bot.playground.people import Person
from bot.playground.select_acts import SelectActs
from bot.playground.workspace import View

TROUBLE = "We had some trouble connecting. Try again?"


class FormActs(SelectActs):
    """Acts in views, by the ids of persons and views."""

    def click_in_view(
        self,
        person: str,
        view_id: str,
        action_id: str,
        value: Any = None,
        block_id: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> Delivery:
        """Press, choose or enter something in a modal or the App Home, of which the app is told at once.

        Args:
            person: Who.
            view_id: The view.
            action_id: The element.
            value: What was chosen or entered; nothing for a button.
            block_id: The element's block, where several have the same action.
            values: What the person has filled in elsewhere in the view by then, as for ``submit``.
        """
        who, view = self._person(person), self._view(person, view_id)
        block, element = element_of(view["blocks"], action_id, block_id)
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise NotPossible(f"The app is told of {action_id} when the form is sent, not before.")
        value = settled(self._platform, who, element, value)
        given = self._given(who, view, values or {})
        if element["type"] not in STATELESS:
            given[names(block, element)[0]] = value
        self._fill(view, given)
        action = pressed(block, element, value, self._platform.workspace.new_ts())
        payload = payloads.view_actions(self._platform, who, view, action)
        return self._platform.deliveries.send("interactive", payload)

    def submit(self, person: str, view_id: str, values: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Send a modal off.

        Args:
            person: Who.
            view_id: The modal.
            values: What was filled in, by ``action_id``, or by ``block_id/action_id`` where several blocks have the
                same action: a text, the value of an option, the id of a person or a channel, a list of such; files as
                ids or as (name, bytes). What is not named keeps what it holds.

        Returns:
            What is wrong, by ``block_id``; empty when the app took it. Without an answer of the app within
            3 seconds, one entry under an empty name.
        """
        who, view = self._person(person), self._view(person, view_id)
        self._fill(view, self._given(who, view, values or {}))
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
        inside = elements(self._view(person, view_id)["blocks"])
        inputs = {block["block_id"] for block, _ in inside if block["type"] == "input"}
        return errors if errors and set(errors) <= inputs else {"": TROUBLE}

    def _given(self, person: Person, view: View, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as the fields hold them: file objects for files, what a select offers for a choice."""
        given = dict(values)
        for block, element in elements(view["blocks"]):
            for name in {*names(block, element)} & set(given):
                if element["type"] == "file_input":
                    given[name] = self._files(person, given[name] or ())
                else:
                    given[name] = settled(self._platform, person, element, given[name])
        return given

    def _files(self, person: Person, chosen: Iterable[str | Upload]) -> list[dict[str, Any]]:
        """The file objects of files that a person chose; from now on the app may see them."""
        stored, found = self._platform.files, []
        for one in chosen:
            file = stored.add(person.id, *one) if isinstance(one, tuple) else stored.facts(one)
            if file is None or file["user"] != person.id:
                raise NotPossible("There is no such file.")
            stored.give(file["id"])
            found.append(file)
        return found

    def _fill(self, view: View, values: Mapping[str, Any]) -> None:
        """Fill a view in, and keep that for its submission."""
        view["state"]["values"] = filled(view, values)
        modals.remember(self._platform, view["id"], view["state"]["values"])
