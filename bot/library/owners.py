"""Who is told of a guide: its owner; where nobody of that name is here, the people who look after the library."""

from dataclasses import dataclass
from datetime import tzinfo

from bot.calls import SlackRefused
from bot.library.desk import Desk
from bot.texts import Texts, texts_for
from knowledge.freshness.reminders import zone_named
from knowledge.members.queries import people_who_may
from knowledge.members.roles import Act


@dataclass(frozen=True)
class Keeper:
    """A person who is told of a guide.

    Attributes:
        zone: The time zone, as Slack knows it.
        texts: In the person's language.
        is_owner: Whether the guide is the person's own.
    """

    person: str
    zone: tzinfo
    texts: Texts
    is_owner: bool


class Owners:
    """Asks Slack who is here."""

    def __init__(self, desk: Desk) -> None:
        """Ask nothing yet."""
        self._desk = desk

    def keepers(self, owner: str | None) -> list[Keeper]:
        """Who is told of a guide of this owner: one person, or all that may give roles; nobody where none is here.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        own = self.keeper(owner, is_owner=True) if owner is not None else None
        if own is not None:
            return [own]
        with self._desk.database.reading() as session:
            people = people_who_may(session, self._desk.workspace, Act.GIVE_ROLES)
        found = (self.keeper(person, is_owner=False) for person in people)
        return [keeper for keeper in found if keeper is not None]

    def keeper(self, person: str, *, is_owner: bool) -> Keeper | None:
        """A person, if it is one of our own organisation whose account is open.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        calls = self._desk.calls
        try:
            user = calls.repeatable(calls.client.users_info, user=person, include_locale=True)["user"]
        except SlackRefused:
            return None
        if not self._desk.identity.own.is_colleague(user):
            return None
        return Keeper(person, zone_named(user.get("tz")), texts_for(user.get("locale")), is_owner)
