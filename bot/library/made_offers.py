"""Offers that were made, and which of their files have been handed in since, by whatever way."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks.library.upload_card import taken_message
from bot.blocks.library.upload_filled import SLACK
from bot.library.desk import Desk
from bot.wording import is_direct
from ingestion.uploads.queries import sources_in_hand
from ingestion.uploads.values import UNDER_WAY, Upload

# Files of which it is remembered where they were offered.
FILES_REMEMBERED = 1_000


@dataclass(frozen=True)
class Offer:
    """A message that asks whether files are to be added.

    Attributes:
        message: Its ``ts``.
        files: The ids of all that it offers.
    """

    channel: str
    message: str
    files: tuple[str, ...]


class MadeOffers:
    """Remembers where files were offered lately. Safe to share between threads."""

    def __init__(self, desk: Desk) -> None:
        """Know of no offer yet."""
        self._desk = desk
        self._offers: OrderedDict[str, Offer] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, offer: Offer) -> None:
        """Remember an offer."""
        with self._lock:
            self._offers |= dict.fromkeys(offer.files, offer)
            while len(self._offers) > FILES_REMEMBERED:
                self._offers.popitem(last=False)

    def take(self, file: str) -> Offer | None:
        """The last offer of a file, which is forgotten by that; None where it is not known, or not done with yet.

        It is done with when all its files have been handed in, and none is on its way.
        """
        with self._lock:
            offer = self._offers.get(file)
        if offer is None:
            return None
        found = self.in_hand(offer.files)
        if len(found) < len(offer.files) or any(one.stage in UNDER_WAY for one in found.values()):
            return None
        with self._lock:
            there = [self._offers.pop(each, None) for each in offer.files]
        return offer if offer in there else None

    def in_hand(self, files: Sequence[str]) -> Mapping[str, Upload]:
        """The files that are on their way in, or in the library, each with its upload."""
        with self._desk.database.reading() as session:
            found = sources_in_hand(session, self._desk.workspace, [SLACK + file for file in files])
        return {source.removeprefix(SLACK): upload for source, upload in found.items()}

    def settle(self, offer: Offer, person: str) -> None:
        """Let an offer say that all its files have been handed in, if they are, in the language of this person.

        Raises:
            SlackAway: Slack can't be told now.
            SlackRefused: It does not let the bot change the message.
        """
        found = self.in_hand(offer.files)
        if len(found) == len(offer.files):
            names, texts = [found[file].name for file in offer.files], self._desk.status.texts(person)
            message = taken_message(names, texts, alone=is_direct(offer.channel))
            self._desk.posting.update(offer.channel, offer.message, message)
