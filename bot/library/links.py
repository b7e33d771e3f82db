"""The links in guides, looked at once a week, and who is told of the dead ones; as durable jobs."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import zip_longest
from time import monotonic
from urllib.parse import urlsplit

from dbos import DBOS, DBOSConfiguredInstance

from bot.blocks.library.reminder import DeadLinks, dead_links_message
from bot.blocks.message import Message
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.owners import Keeper, Owners
from bot.library.telling import tell_each
from bot.posting import Mark
from ingestion.web.errors import Obstacle
from ingestion.web.links import LinkState, check_link
from knowledge.freshness.hyperlinks import links_of
from knowledge.freshness.links import last_checks, linked_texts, links_to_tell, links_told, record_link
from knowledge.freshness.values import DeadLink
from storage import jobs

EVENT_TYPE = "fieldwise_dead_links"
AT_ONCE = 20
# Looking at links may take so long in one week. What is left is looked at first in the next one.
BUDGET_SECONDS = 3_600.0

log = logging.getLogger(__name__)

Look = Callable[[str], LinkState]


def to_look_at(links: Iterable[str], last: Mapping[str, datetime], since: datetime) -> list[str]:
    """The links that were not looked at since then: those that never were, then those that were so longest ago.

    Hosts take turns, so that none is asked for all of its pages in a row.
    """
    waiting = [link for link in dict.fromkeys(links) if link not in last or last[link] < since]
    by_host: dict[str | None, list[str]] = {}
    for link in sorted(waiting, key=lambda link: (link in last, last.get(link, since))):
        by_host.setdefault(urlsplit(link).hostname, []).append(link)
    return [link for turn in zip_longest(*by_host.values()) for link in turn if link is not None]


def credible(found: Sequence[LinkState]) -> list[LinkState]:
    """What a look at links says of them; where of several hosts no name is known, it is our network that is away."""
    unknown = all(state.problem == Obstacle.NAME_UNKNOWN for state in found)
    if unknown and len({urlsplit(state.url).hostname for state in found}) > 1:
        return [replace(state, alive=None) for state in found]
    return list(found)


def week_of(now: datetime) -> datetime:
    """When this week began: Monday, 0:00 UTC."""
    day = now - timedelta(days=now.weekday())
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


@DBOS.dbos_class()
class Links(DBOSConfiguredInstance):
    """The jobs of links."""

    def __init__(
        self,
        desk: Desk,
        owners: Owners,
        clock: Callable[[], datetime],
        look: Look = check_link,
        budget: float = BUDGET_SECONDS,
    ) -> None:
        """Take what the jobs work with.

        Args:
            desk: The library, and Slack.
            owners: Know who is told.
            clock: The time, in UTC.
            look: Looks at a link.
            budget: After so many seconds in one week, what is left is left for the next one.
        """
        super().__init__("links")
        self._desk = desk
        self._database = desk.database
        self._workspace = desk.workspace
        self._owners = owners
        self._clock = clock
        self._look = look
        self._budget = budget
        self._telling = threading.Lock()

    def has_news(self) -> bool:
        """Whether there are dead links in guides that are told now."""
        return bool(self._to_tell())

    @workflow
    def check(self) -> None:
        """Look at this week's links, one at a time; after a kill it goes on where it was."""
        since, batches = self.waiting()
        spent = 0.0
        for number, batch in enumerate(batches, start=1):
            spent += self.look_at(batch, since)
            if spent > self._budget:
                log.warning("links left for next week", extra={"batches": len(batches) - number})
                return

    @workflow
    def tell(self) -> None:
        """Tell all owners of guides about the links that are dead in them, each of a guide's links once."""
        now, groups = self.waiting_to_be_told()
        self.keep(now, [(owner, day, self.tell_owner(owner, day)) for owner, day in groups])

    @step
    def waiting(self) -> tuple[datetime, list[list[str]]]:
        """Since when links are to have been looked at, and those that were not, in batches."""
        since = week_of(self._clock())
        with self._database.reading() as session:
            texts = linked_texts(session, self._workspace)
            links = [link for text in texts for link in links_of(text.source_url, text.text)]
            waiting = to_look_at(links, last_checks(session, self._workspace), since)
        return since, [waiting[first : first + AT_ONCE] for first in range(0, len(waiting), AT_ONCE)]

    @step
    def look_at(self, links: list[str], since: datetime) -> float:
        """Look at links, and keep what was found; returns how many seconds that took."""
        began = monotonic()
        with self._database.reading() as session:
            last = last_checks(session, self._workspace, urls=links)
        found = []
        for link in links:
            if link not in last or last[link] < since:
                jobs.go_on()
                found.append(self._look(link))
        with self._database.transaction() as session:
            for state in credible(found):
                record_link(
                    session, self._workspace, state.url, alive=state.alive, problem=state.problem, now=self._clock()
                )
        return monotonic() - began

    @step
    def waiting_to_be_told(self) -> tuple[datetime, list[tuple[str | None, date]]]:
        """The time, and whose guides have dead links that are told now, with the days on which they were found dead."""
        now = self._clock()
        return now, list(dict.fromkeys((link.owner, link.found.date()) for link in self._to_tell()))

    @step
    def tell_owner(self, owner: str | None, day: date) -> bool | None:
        """Tell an owner, or those who are asked in place of one, what was found on a day; returns as ``tell_each``."""
        with self._telling:
            links = [link for link in self._to_tell() if (link.owner, link.found.date()) == (owner, day)]
            if not links:
                return None
            name = "\n".join(sorted(f"{link.guide_id} {link.url}" for link in links))
            mark = Mark(EVENT_TYPE, {"links": hashlib.sha256(name.encode()).hexdigest()})
            since = min(link.found for link in links)
            return tell_each(
                self._desk, self._owners.keepers(owner), mark, partial(_message, links), since, self._clock()
            )

    @step
    def keep(self, as_of: datetime, told: list[tuple[str | None, date, bool | None]]) -> None:
        """Keep what was told, by days: while some wait until they are at work, a day's finds stay what they were."""
        waiting = {day for _, day, outcome in told if outcome is False}
        done = {(owner, day) for owner, day, outcome in told if outcome and day not in waiting}
        urls = {link.url for link in self._to_tell() if (link.owner, link.found.date()) in done}
        if urls:
            with self._database.transaction() as session:
                links_told(session, self._workspace, urls, at=as_of)
            log.info("told of dead links", extra={"workspace": self._workspace, "links": len(urls)})

    def _to_tell(self) -> list[DeadLink]:
        with self._database.reading() as session:
            return links_to_tell(session, self._workspace, self._clock())


def _message(links: Iterable[DeadLink], keeper: Keeper) -> Message:
    return dead_links_message(_by_guide(links), keeper.texts)


def _by_guide(news: Iterable[DeadLink]) -> list[DeadLinks]:
    found: dict[str, list[DeadLink]] = {}
    for link in news:
        found.setdefault(link.guide_id, []).append(link)
    return [DeadLinks(links[0].title, tuple((link.url, link.problem) for link in links)) for links in found.values()]
