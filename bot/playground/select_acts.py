"""What a person sees when they type into a select that fills itself."""

from typing import Any

from bot.playground import payloads
from bot.playground.choices import LETTERS_BEFORE_A_QUERY, Group, Option, fills_itself, offered, source, suggested
from bot.playground.forms import NotPossible, element_of, filled
from bot.playground.people import Person
from bot.playground.standing import Standing


class SelectActs(Standing):
    """Acts in selects of views and of messages."""

    def suggest(
        self, person: str, view_id: str, action_id: str, text: str = "", block_id: str | None = None
    ) -> list[Option]:
        """Type into a select of a modal or the App Home; returns the options that it then offers.

        The app is asked if the select is an external one and the text is as long as it wants it
        (``min_query_length``, 3 if it doesn't say).

        Raises:
            NotPossible: There is no such select, or the app answered with what Slack doesn't take.
            Unanswered: The app did not answer within 3 seconds.
        """
        return _flat(self.offers(person, view_id, action_id, text, block_id))

    def suggest_in_message(
        self, person: str, channel: str, ts: str, action_id: str, text: str = "", block_id: str | None = None
    ) -> list[Option]:
        """The same in a message."""
        return _flat(self.offers_in_message(person, channel, ts, action_id, text, block_id))

    def offers(
        self, person: str, view_id: str, action_id: str, text: str = "", block_id: str | None = None
    ) -> list[Group]:
        """The same as ``suggest``, in the groups that the app made."""
        who, view = self._person(person), self._view(person, view_id)
        view["state"]["values"] = filled(view, {})
        block, element = element_of(view["blocks"], action_id, block_id)
        return self._offers(who, block, element, text, payloads.in_view(view))

    def offers_in_message(
        self, person: str, channel: str, ts: str, action_id: str, text: str = "", block_id: str | None = None
    ) -> list[Group]:
        """The same as ``suggest_in_message``, in the groups that the app made."""
        found, who = self._in(person, channel), self._person(person)
        message = self._seen(person, channel, ts)
        block, element = element_of(message.get("blocks", ()), action_id, block_id)
        return self._offers(who, block, element, text, payloads.in_message(found, message))

    def _offers(
        self, person: Person, block: dict[str, Any], element: dict[str, Any], text: str, where: dict[str, Any]
    ) -> list[Group]:
        if fills_itself(element):
            return [{"label": None, "options": offered(self._platform, person, element, text)}]
        if source(element) != "external":
            raise NotPossible(f"{element['action_id']} shows the options that it was given.")
        if len(text) < element.get("min_query_length", LETTERS_BEFORE_A_QUERY):
            return []
        payload = payloads.suggestion(self._platform, person, block, element, text, where)
        delivery = self._platform.deliveries.send("interactive", payload)
        groups = suggested(self._platform.deliveries.answer(delivery))
        known = self._platform.suggested.setdefault((person.id, element["action_id"]), {})
        known.update({one["value"]: one for one in _flat(groups)})
        return groups


def _flat(groups: list[Group]) -> list[Option]:
    return [option for group in groups for option in group["options"]]
