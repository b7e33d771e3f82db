"""The links in guides, looked at once a week, and who is told of the dead ones; as durable jobs."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest
from time import monotonic
from urllib.parse import urlsplit

from dbos import DBOS, DBOSConfiguredInstance
from sqlalchemy.orm import Session

from bot.blocks.library.reminder import DeadLinks, dead_links_message
from bot.durable import step, workflow
from bot.library.desk import Desk
from bot.library.owners import Keeper, Owners
from bot.library.telling import tell_once
from bot.posting import Mark
from ingestion.web.errors import Obstacle
from ingestion.web.links import LinkState, check_link, links_in, still_dead
from knowledge.freshness.links import (
    LONGEST_LINK,
    failing_links,
    last_checks,
    linked_texts,
    links_told,
    record_link,
)
from knowledge.freshness.reminders import is_working_time
from knowledge.freshness.values import LinkedText
from storage import jobs

EVENT_TYPE = "fieldwise_dead_links"
# Of a guide with more links than these, the first ones are looked at.
MOST_OF_A_GUIDE = 100
AT_ONCE = 20
# Looking at links may take so long in one week. What is left is looked at first in the next one.
BUDGET_SECONDS = 3_600.0

log = logging.getLogger(__name__)

Look = Callable[[str], LinkState]


@dataclass(frozen=True)
class DeadLink:
    """A link that leads nowhere any more, in a guide that readers see.

    Attributes:
        owner: Who answers for the guide.
        problem: What is wrong with it: ``status_404``, ``status_410`` or ``name_unknown``.
        since: When it was first found to be so.
        told: Whether somebody was told.
    """

    guide_id: str
    title: str
    owner: str | None
    url: str
    problem: str
    since: datetime
    told: bool


def dead_links(
    session: Session, workspace: str, *, guide_id: str | None = None, untold: bool = False
) -> list[DeadLink]:
    """The dead links of all guides, or of one, in the order in which they stand there.

    Args:
        session: The transaction.
        workspace: Whose guides.
        guide_id: The one guide.
        untold: Whether those are left out of which somebody was told.
    """
    failing = failing_links(session, workspace)
    dead = {link.url: link for link in failing if still_dead(link.checks) and not (untold and link.told)}
    if not dead:
        return []
    return [
        DeadLink(
            guide_id=text.guide_id,
            title=text.title,
            owner=text.owner,
            url=url,
            problem=dead[url].problem,
            since=min(at for at, alive in dead[url].checks if alive is False),
            told=dead[url].told,
        )
        for text in linked_texts(session, workspace, guide_id=guide_id)
        for url in links_of(text)
        if url in dead
    ]


def links_of(text: LinkedText) -> list[str]:
    """The links of a guide: where it came from, and those in its text; each once, at most so many."""
    came_from = links_in(text.source_url or "", 1)
    links = dict.fromkeys((*came_from, *links_in(text.text, MOST_OF_A_GUIDE)))
    return [link for link in links if len(link) <= LONGEST_LINK][:MOST_OF_A_GUIDE]


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
        """Whether there are dead links of which nobody was told, be it in guides or in what guides were once."""
        with self._database.reading() as session:
            return any(not link.told and still_dead(link.checks) for link in failing_links(session, self._workspace))

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
        """Tell the owners of guides about links that are dead, of each link once."""
        for owner in self.owners():
            self.tell_owner(owner)

    @step
    def waiting(self) -> tuple[datetime, list[list[str]]]:
        """Since when links are to have been looked at, and those that were not, in batches."""
        since = week_of(self._clock())
        with self._database.reading() as session:
            links = [link for text in linked_texts(session, self._workspace) for link in links_of(text)]
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
    def owners(self) -> list[str | None]:
        """Whose guides have dead links of which nobody was told."""
        return list(dict.fromkeys(link.owner for link in self._news()))

    @step
    def tell_owner(self, owner: str | None) -> None:
        """Tell an owner, or those who are asked in place of one, as far as they are at work now."""
        with self._telling:
            news = [link for link in self._news() if link.owner == owner]
            at_work = [keeper for keeper in self._owners.keepers(owner) if is_working_time(self._clock(), keeper.zone)]
            if not news or not any([self._told(keeper, news) for keeper in at_work]):
                return
            with self._database.transaction() as session:
                links_told(session, self._workspace, {link.url for link in news}, now=self._clock())
            log.info("told of dead links", extra={"workspace": self._workspace, "links": len(news)})

    def _news(self) -> list[DeadLink]:
        with self._database.reading() as session:
            return dead_links(session, self._workspace, untold=True)

    def _told(self, keeper: Keeper, news: list[DeadLink]) -> bool:
        """Tell a person once, also after a crash; returns whether that can be."""
        name = "\n".join(sorted(f"{link.guide_id} {link.url}" for link in news))
        mark = Mark(EVENT_TYPE, {"links": hashlib.sha256(name.encode()).hexdigest()})
        message = dead_links_message(_by_guide(news), keeper.texts)
        return tell_once(self._desk, keeper.person, mark, message, min(link.since for link in news))


def _by_guide(news: Iterable[DeadLink]) -> list[DeadLinks]:
    found: dict[str, list[DeadLink]] = {}
    for link in news:
        found.setdefault(link.guide_id, []).append(link)
    return [DeadLinks(links[0].title, tuple((link.url, link.problem) for link in links)) for links in found.values()]
