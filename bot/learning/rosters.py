"""Whom somebody names for a cohort: people, and everybody in a channel, as far as they are ours."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.blocks.learning.cohort_forms import Named
from bot.calls import SlackRefused
from bot.library.desk import Desk
from bot.texts import Texts
from learning.cohorts.values import MOST_LEARNERS

# Slack gives at most so many members in one answer.
MEMBERS_AT_ONCE = 200


@dataclass(frozen=True)
class Roster:
    """Who was named.

    Attributes:
        people: Those of our own organisation whose accounts are open, each once; one more than a cohort may have where
            they are too many, and then not all were looked at.
        bots: How many programs were left out; so many ``outsiders`` of other organisations and ``departed`` people.
        channel_unknown: Whether Slack does not tell who is in the channel.
    """

    people: tuple[str, ...] = ()
    bots: int = 0
    outsiders: int = 0
    departed: int = 0
    channel_unknown: bool = False

    def without(self, other: "Roster") -> "Roster":
        """These people, with those who were left out of another roster counted among those left out."""
        return replace(
            self,
            bots=self.bots + other.bots,
            outsiders=self.outsiders + other.outsiders,
            departed=self.departed + other.departed,
        )

    def left_out(self, texts: Texts) -> str:
        """Who was left out, as a sentence; nothing where nobody was."""
        said = texts.cohorts
        counts = ((said.bots, self.bots), (said.outsiders, self.outsiders), (said.departed, self.departed))
        who = ", ".join(each.of(count) for each, count in counts if count)
        return said.left_out.format(who=who) if who else ""


def roster(desk: Desk, named: Named, here: Collection[str]) -> Roster:
    """Ask Slack who is in the channel, and who those are that are not known to be ``here``.

    Raises:
        SlackAway: Slack can't be asked now.
    """
    try:
        there = [*named.people, *(_members(desk, named.channel) if named.channel is not None else ())]
    except SlackRefused:
        return Roster(channel_unknown=True)
    return sorted_out(desk, list(dict.fromkeys(there)), here)


def sorted_out(desk: Desk, named: Sequence[str], here: Collection[str]) -> Roster:
    """Those of these people who are ours, and how many are not.

    Raises:
        SlackAway: Slack can't be asked now.
    """
    people: list[str] = []
    bots = outsiders = departed = 0
    for person in named:
        kind = "ours" if person in here else _kind(desk, person)
        bots, outsiders, departed = (
            bots + (kind == "bot"),
            outsiders + (kind == "outsider"),
            departed + (kind == "gone"),
        )
        people += [person] if kind == "ours" else []
        if len(people) > MOST_LEARNERS:
            break
    return Roster(tuple(people), bots, outsiders, departed)


def _kind(desk: Desk, person: str) -> str:
    """What Slack says of somebody: ``ours``, a ``bot``, an ``outsider``, or ``gone``."""
    try:
        user = desk.calls.repeatable(desk.calls.client.users_info, user=person)["user"]
    except SlackRefused:
        return "gone"
    if user.get("is_bot") or person == "USLACKBOT":
        return "bot"
    if desk.identity.own.is_outsider(user):
        return "outsider"
    return "gone" if user.get("deleted") else "ours"


def _members(desk: Desk, channel: str) -> Iterator[str]:
    cursor = ""
    while True:
        page = {"limit": MEMBERS_AT_ONCE, **({"cursor": cursor} if cursor else {})}
        answer = desk.calls.repeatable(desk.calls.client.conversations_members, channel=channel, **page)
        yield from (str(one) for one in answer["members"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
