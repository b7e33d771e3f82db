"""The pictures of a month: of the cohorts of who looks after them, and of all certificates for a channel."""

from collections.abc import Callable
from datetime import datetime

from bot.blocks.learning.digest import MOST_COHORTS, report_message
from bot.calls import SlackAway, SlackRefused
from bot.learning.digests import ending_by, looked_after, newest_held, over_by
from bot.learning.pictures import months_chart, weak_chart
from bot.library.desk import Desk
from bot.library.file_sending import OurFile, given_to_slack, show_file_in
from bot.posting import Mark, Venue
from bot.texts import Texts, texts_for
from learning.analysis.picture import Picture
from learning.cohorts.queries import overview
from learning.notices.values import Notice, Outcome
from learning.progress.months import months_of

EVENT_TYPE = "fieldwise_report"
# What Slack says of a channel to which the bot can't write.
_CLOSED = {
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
}


class Charts:
    """Draws them, and shows them where the digest stands."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        """Take where they are looked up, and Slack."""
        self._desk = desk
        self._clock = clock

    def tell_channel(self, notice: Notice, since: datetime) -> Outcome:
        """Tell a channel how many certificates count and lapse, once; no message of the notice is older than ``since``.

        Raises:
            SlackAway: Slack can't be told now, or not for a reason that is the channel's.
        """
        texts, now = self._texts(notice), self._clock()
        with self._desk.database.reading() as session:
            newest = newest_held(session, self._desk.workspace, now)
        month, begun = over_by(notice.period)
        counting = months_of(newest, now, 1)[0].held
        ending = ending_by(newest, (month, begun), now)
        message = report_message(month, counting, ending, notice.id, texts)
        try:
            # What outsiders read along is not told how many there are.
            if self._desk.identity.is_told_shared(notice.person):
                return Outcome.REFUSED
            mark = Mark(EVENT_TYPE, {"notice": notice.id})
            self._desk.posting.once(Venue(notice.person, None), mark, message, since)
        except SlackRefused as error:
            if error.error not in _CLOSED:
                raise SlackAway from error
            return Outcome.REFUSED
        return Outcome.SENT

    def given(self, notice: Notice) -> dict[str, str]:
        """Give Slack the pictures that go with a digest; their titles by their ids. Nobody sees them yet.

        Raises:
            SlackAway: Slack can't be told now.
        """
        files: dict[str, str] = {}
        for title, picture in self._drawn(notice):
            file_id = given_to_slack(self._desk.calls, OurFile(f"{title}.png", picture.png, picture.alt))
            if file_id is not None:
                files[file_id] = title
        return files

    def show(self, notice: Notice, files: dict[str, str]) -> None:
        """Show pictures that Slack was given.

        Raises:
            SlackAway: Slack can't be told now.
        """
        try:
            to = notice.person if is_channel(notice.person) else self._desk.identity.direct_channel(notice.person)
        except SlackRefused:
            return
        show_file_in(self._desk, to, files, self._texts(notice).news.pictures)

    def _drawn(self, notice: Notice) -> list[tuple[str, Picture]]:
        texts, now, workspace = self._texts(notice), self._clock(), self._desk.workspace
        if is_channel(notice.person):
            with self._desk.database.reading() as session:
                newest = newest_held(session, workspace, now)
            return [(texts.news.certificates_file, months_chart(months_of(newest, now), texts))]
        with self._desk.database.reading() as session:
            cohorts = looked_after(session, workspace, notice.person)[:MOST_COHORTS]
            views = [overview(session, workspace, one.id, notice.person, now) for one in cohorts]
        return [(view.cohort.name, weak_chart(view, texts)) for view in views if view.topics]

    def _texts(self, notice: Notice) -> Texts:
        if is_channel(notice.person):
            return texts_for(self._desk.services.settings.language)
        return self._desk.status.texts(notice.person)


def is_channel(name: str) -> bool:
    """Whether a notice is for a channel, as Slack's ids tell: those of people begin in another way."""
    return name.startswith(("C", "G"))
