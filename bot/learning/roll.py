"""The people of our own organisation, as Slack lists them: what each is called, and who may be meant by a name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.calls import Calls
from bot.identity import Own
from knowledge.wording import plain

# The most that Slack gives in one answer.
PEOPLE_AT_ONCE = 999


@dataclass(frozen=True)
class Roll:
    """The people.

    Attributes:
        names: What each is called in full, by the id.
        called: The ids of those who may be meant, by the id, by @ and the username, or by an address, in small letters.
            What people call themselves means nobody: anybody may take anybody's name.
    """

    names: Mapping[str, str]
    called: Mapping[str, Collection[str]]

    def meant(self, called: str) -> Collection[str]:
        """The ids of those who may be meant by what somebody is called in a list."""
        return self.called.get(called.casefold(), ())


def roll(calls: Calls, own: Own) -> Roll:
    """All people whose accounts are open, asked of Slack page by page.

    Addresses are known where the app may read them, which it need not: then they mean nobody.

    Raises:
        SlackAway: Slack can't be asked now.
        SlackRefused: It does not say.
    """
    names: dict[str, str] = {}
    called: dict[str, set[str]] = {}
    for user in _listed(calls):
        if not own.is_colleague(user):
            continue
        person, profile = str(user["id"]), user.get("profile") or {}
        names[person] = plain(str(profile.get("real_name") or profile.get("display_name") or ""))
        handle = f"@{user['name']}" if user.get("name") else None
        for name in (person, handle, profile.get("email")):
            if name:
                called.setdefault(str(name).casefold(), set()).add(person)
    return Roll(names, called)


def _listed(calls: Calls) -> Iterator[dict[str, Any]]:
    cursor = ""
    while True:
        page: dict[str, Any] = {"limit": PEOPLE_AT_ONCE, **({"cursor": cursor} if cursor else {})}
        answer = calls.repeatable(calls.client.users_list, **page)
        yield from answer["members"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
