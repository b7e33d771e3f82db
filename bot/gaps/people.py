"""Whom to ask: those of a gap's topic who are here and do not ask themselves."""

from collections.abc import Collection, Sequence

from bot.library.desk import Desk
from bot.library.owners import Owners
from knowledge.gaps.topics import MOST_PEOPLE, topic_of
from knowledge.gaps.values import Topic


class TopicPeople:
    """Looks them up, and asks Slack who is here."""

    def __init__(self, desk: Desk, owners: Owners) -> None:
        """Ask nothing yet."""
        self._desk = desk
        self._owners = owners

    def topic(self, gap_id: str) -> Topic:
        """Whom the topic of a gap belongs to."""
        with self._desk.database.reading() as session:
            return topic_of(session, self._desk.workspace, gap_id)

    def first(self, gap_id: str, besides: Collection[str]) -> list[str]:
        """Whom to ask first: those who answer for the guides that are nearest, else those who look after the library.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        topic = self.topic(gap_id)
        return self._here(topic.owners, besides, MOST_PEOPLE) or self._here(topic.keepers, besides, MOST_PEOPLE)

    def next(self, people: Sequence[str], besides: Collection[str]) -> list[str]:
        """The first of these people who can be asked, if there is one.

        Raises:
            SlackAway: Slack can't be asked now.
        """
        return self._here(people, besides, 1)

    def _here(self, people: Sequence[str], besides: Collection[str], most: int) -> list[str]:
        found: list[str] = []
        for person in people:
            if len(found) < most and person not in besides and self._owners.keeper(person, is_owner=True) is not None:
                found.append(person)
        return found
