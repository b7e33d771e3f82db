"""The digest of a month: what is new for a person as a learner, as who looks after cohorts, as who keeps the library.

Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.learning.daily import settings_button
from bot.blocks.learning.exchange import export_button
from bot.blocks.message import Block, Message, button, context, header, plain, section, stamped
from bot.blocks.mrkdwn import escape, one_line
from bot.texts import Texts
from learning.cohorts.values import Track
from learning.standing.values import Severity, Standing

LONGEST = 120
MOST_TOUCHED = 8
MOST_HELD = 5
MOST_COHORTS = 5
# Until when such a one holds is nothing to say.
_NOT_COUNTING = {Standing.REVOKED, Standing.SUSPENDED, Standing.OUTDATED}


@dataclass(frozen=True)
class Touched:
    """That a guide changed under a certificate, and how gravely; ``guide`` is None where she may not read it."""

    guide: str | None
    certification: str
    severity: Severity


@dataclass(frozen=True)
class Holding:
    """A certificate that a person holds; ``since`` is when it can be renewed, ``ends`` when it lapses, if ever."""

    title: str
    standing: Standing
    since: date | None
    ends: date | None


@dataclass(frozen=True)
class OwnMonth:
    """A learner's month: how many answers on how many days, what changed, what she holds."""

    answers: int
    days: int
    touched: Sequence[Touched]
    holdings: Sequence[Holding]


@dataclass(frozen=True)
class CohortMonth:
    """How many learners of a cohort there are, and how they stand."""

    cohort_id: str
    name: str
    learners: int
    tracks: Mapping[Track, int]


@dataclass(frozen=True)
class Ending:
    """How many certificates lapse soon, and how many lapsed."""

    expiring: int
    lapsed: int


@dataclass(frozen=True)
class LibraryMonth:
    """How many guides there are and are overdue, and how many certificates end."""

    guides: int
    overdue: int
    ending: Ending


@dataclass(frozen=True)
class Digest:
    """What is new for a person; ``month`` is the month that is over, by its first day."""

    month: date
    own: OwnMonth | None = None
    cohorts: Sequence[CohortMonth] = ()
    library: LibraryMonth | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.own is None and not self.cohorts and self.library is None


def digest_message(digest: Digest, notice_id: str, texts: Texts) -> Message:
    """The message."""
    title = texts.news.title.format(month=texts.month(digest.month))
    blocks = [
        header(title),
        *(_own(digest.own, digest.month, texts) if digest.own is not None else []),
        *_cohorts(digest.cohorts, texts),
        *(_library(digest.library, texts) if digest.library is not None else []),
        context(plain(texts.news.why)),
        {"type": "actions", "elements": [settings_button(texts)]},
    ]
    return Message(escape(title), stamped(blocks, f"digest:{notice_id}"))


def report_message(month: date, counting: int, ending: Ending, notice_id: str, texts: Texts) -> Message:
    """What a channel is told of a month: how many certificates count and lapse, of nobody in particular."""
    said = texts.news
    title = said.report_title.format(month=texts.month(month))
    lines = [said.counting.of(counting), said.expiring.of(ending.expiring), said.lately_lapsed.of(ending.lapsed)]
    blocks = [header(title), section("\n".join(f"•  {escape(line)}" for line in lines))]
    return Message(escape(title), stamped(blocks, f"report:{notice_id}"))


def _own(own: OwnMonth, month: date, texts: Texts) -> list[Block]:
    said = texts.news
    practised = said.not_practised.format(month=texts.month(month))
    if own.answers:
        when = said.in_month.format(month=texts.month(month))
        practised = f"{said.practised.of(own.answers)} {said.practised_on.of(own.days)} {when}"
    lines = [f"*{escape(said.yours)}*", escape(practised)]
    if own.touched:
        lines += [escape(said.touched), *(f"•  {escape(_touched(one, texts))}" for one in own.touched[:MOST_TOUCHED])]
        more = len(own.touched) - MOST_TOUCHED
        lines += [escape(said.more_touched.of(more))] if more > 0 else []
    elif own.holdings:
        lines.append(escape(said.untouched))
    lines += [escape(_holding(one, texts)) for one in own.holdings[:MOST_HELD]]
    certify = button("certify_open", said.certify, "certify")
    return [section("\n".join(lines)), {"type": "actions", "elements": [certify]}]


def _touched(one: Touched, texts: Texts) -> str:
    severity, title = texts.certificates.severities[one.severity], one_line(one.certification, LONGEST)
    if one.guide is None:
        return texts.news.touched_hidden.format(severity=severity, title=title)
    return texts.news.touched_line.format(guide=one_line(one.guide, LONGEST), severity=severity, title=title)


def _holding(one: Holding, texts: Texts) -> str:
    said, title = texts.news, one_line(one.title, LONGEST)
    if one.standing in _NOT_COUNTING:
        return said.stands.format(title=title, standing=texts.certificates.standings[one.standing])
    if one.ends is None:
        return said.for_good.format(title=title)
    if one.standing is Standing.EXPIRED:
        return said.lapsed.format(title=title, date=texts.day(one.ends))
    if one.since is not None and one.standing is Standing.EXPIRING:
        return said.renew_from.format(title=title, date=texts.day(one.ends), since=texts.day(one.since))
    return said.until.format(title=title, date=texts.day(one.ends))


def _cohorts(cohorts: Sequence[CohortMonth], texts: Texts) -> list[Block]:
    if not cohorts:
        return []
    more = len(cohorts) - MOST_COHORTS
    return [
        section(f"*{escape(texts.news.cohorts)}*"),
        *(section(escape(_cohort(one, texts)), export_button(one.cohort_id, texts)) for one in cohorts[:MOST_COHORTS]),
        *([context(plain(texts.news.more_cohorts.of(more)))] if more > 0 else []),
    ]


def _cohort(one: CohortMonth, texts: Texts) -> str:
    said = texts.news
    tracks = ", ".join(
        f"{texts.cohorts.states[track]}: {one.tracks[track]}" for track in Track if one.tracks.get(track)
    )
    return f"{one_line(one.name, LONGEST)}: {said.learners.of(one.learners)}; {tracks or said.track_none}"


def _library(library: LibraryMonth, texts: Texts) -> list[Block]:
    said = texts.news
    lines = [
        f"*{escape(said.library)}*",
        escape(said.guides.of(library.guides)),
        escape(said.overdue.of(library.overdue) if library.overdue else said.none_overdue),
        escape(said.expiring.of(library.ending.expiring)),
        escape(said.lately_lapsed.of(library.ending.lapsed)),
    ]
    return [section("\n".join(lines))]
