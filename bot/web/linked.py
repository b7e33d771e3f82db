"""Addresses with a secret in them: pages of progress with their pictures, and calendars. They end, or are revoked.

What is shown is what the person who made the address may see at the moment at which it is opened. Whatever is wrong
with an address, the answer is the same. No cookies, no scripts, nothing that is kept, no note of who looks.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.learning.pictures import cohort_chart, cohort_said, own_chart, own_said, weak_chart, weak_said
from bot.texts import LANGUAGES, Texts, texts_for
from bot.web.calendar import calendar_of
from bot.web.certificate_texts import page_texts
from bot.web.progress_page import CONTENT_POLICY, LinkedPage, absent_html, cohort_page, linked_html, own_page
from knowledge.errors import NotAllowed
from learning.analysis.picture import Picture
from learning.cohorts.queries import overview
from learning.cohorts.values import Overview
from learning.errors import CohortNotFound
from learning.exchange.deadlines import deadlines
from learning.exchange.links import opened
from learning.exchange.values import Link, LinkKind
from learning.learners.queries import preferences
from learning.progress.queries import progress
from learning.progress.values import Progress
from storage.database import Database

_FILE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept-Language",
}
_PAGE = {**_FILE, "Content-Security-Policy": CONTENT_POLICY}
_OWN, _COHORT, _WEAK = "own", "cohort", "weak"
Shown = Progress | Overview


@dataclass(frozen=True)
class Reader:
    """A person, as far as Slack says it at once.

    Attributes:
        zone: In which she has her days, unless she said in which.
        audiences: Those whose guides she may read.
    """

    zone: ZoneInfo
    audiences: Sequence[str]


@dataclass(frozen=True)
class LinkedPages:
    """The pages.

    Attributes:
        address: Where everybody reaches them.
        names: How people are called, as far as that is known.
        reader: Who the person is who made an address.
        now: The time.
    """

    database: Database
    address: str
    names: Callable[[Collection[str]], Mapping[str, str]]
    reader: Callable[[str], Reader]
    now: Callable[[], datetime]

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        found = {
            "/p/{secret}/{picture}.png": self.picture,
            "/p/{secret}": self.page,
            "/calendar/{secret}.ics": self.calendar,
        }
        return [Route(path, endpoint, methods=["GET"]) for path, endpoint in found.items()]

    def page(self, request: Request) -> Response:
        """A person's own progress, or a cohort."""
        texts, secret = _texts(request), request.path_params["secret"]
        headers = {**_PAGE, "Content-Language": texts.language}
        found = self._found(secret)
        if found is None:
            return HTMLResponse(absent_html(texts), 404, headers=headers)
        html = linked_html(self._page(*found, texts), f"{self.address}/p/{secret}", texts)
        return HTMLResponse(html, headers=headers)

    def picture(self, request: Request) -> Response:
        """A picture of such a page."""
        found = self._found(request.path_params["secret"])
        drawn = self._drawn(found[0], request.path_params["picture"], _texts(request)) if found is not None else None
        if drawn is None:
            return Response(status_code=404, headers=_FILE)
        return Response(drawn.png, media_type="image/png", headers=_FILE)

    def calendar(self, request: Request) -> Response:
        """A person's dates, for programs that subscribe to them."""
        link = self._link(request.path_params["secret"])
        if link is None or link.kind is not LinkKind.CALENDAR:
            return Response(status_code=404, headers=_FILE)
        zone = self.reader(link.person).zone
        with self.database.reading() as session:
            found = deadlines(session, link.workspace, link.person, zone, self.now())
        # Programs that fetch it know nothing of the language that its reader likes.
        texts = LANGUAGES.get(request.query_params.get("language", "")) or _texts(request)
        file = calendar_of(found, texts, self.now())
        return Response(file, media_type="text/calendar", headers=_FILE)

    def _link(self, secret: str) -> Link | None:
        """What an address shows, where whoever made it has not left."""
        with self.database.reading() as session:
            link = opened(session, secret, self.now())
            if link is None or preferences(session, link.workspace, link.person).left_at is not None:
                return None
        return link

    def _found(self, secret: str) -> tuple[Shown, datetime] | None:
        """What an address with an end shows now, and when it ends."""
        link = self._link(secret)
        if link is None or link.ends_at is None:
            return None
        # Slack is asked while nothing of the database is held.
        reader = self.reader(link.person) if link.kind is LinkKind.PROGRESS else None
        with self.database.reading() as session:
            if reader is not None:
                now, audiences = self.now(), reader.audiences
                return progress(session, link.workspace, link.person, reader.zone, now, audiences), link.ends_at
            try:
                return overview(session, link.workspace, link.subject or "", link.person, self.now()), link.ends_at
            except (CohortNotFound, NotAllowed):
                return None

    def _page(self, shown: Shown, ends_at: datetime, texts: Texts) -> LinkedPage:
        if isinstance(shown, Progress):
            return own_page(shown, own_said(shown.topics, texts), ends_at, texts)
        names = self._names_in(shown)
        words = cohort_said(shown, names, texts), weak_said(shown, texts)
        return cohort_page(shown, names, words, ends_at, texts)

    def _drawn(self, shown: Shown, picture: str, texts: Texts) -> Picture | None:
        if isinstance(shown, Progress):
            return own_chart(shown.topics, texts) if picture == _OWN else None
        if picture == _COHORT:
            return cohort_chart(shown, self._names_in(shown), texts)
        return weak_chart(shown, texts) if picture == _WEAK else None

    def _names_in(self, cohort: Overview) -> Mapping[str, str]:
        return self.names([one.person for one in cohort.lines])


def _texts(request: Request) -> Texts:
    return texts_for(page_texts(request.headers.get("accept-language", "")).language)
