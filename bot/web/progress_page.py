"""Pages behind links: a person's own progress, a cohort. Pure: values in, HTML out; tables first, then pictures."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.blocks.learning.figures import moment_plain
from bot.blocks.learning.home_section import left_for, urgency, when_next
from bot.learning.pictures import competencies_of
from bot.texts import Texts
from bot.web.certificate_page import FOLDER, TEMPLATES
from learning.cohorts.values import LearnerLine, Overview
from learning.curriculum.values import PathStanding
from learning.learners.hours import day_of
from learning.mastery.mastery import Level, Mastery
from learning.progress.values import ExamState, Progress, Way

_STYLE = (FOLDER / "progress.css").read_text("utf-8").strip()
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
CONTENT_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
Row = tuple[str, ...]
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Part:
    """A table under a heading, its first column naming its rows.

    Attributes:
        picture: The name of the picture that shows the same; None for none.
        alt: What the picture shows, in words.
    """

    title: str
    heads: Row
    rows: Sequence[Row]
    picture: str | None = None
    alt: str = ""


@dataclass(frozen=True)
class LinkedPage:
    """What a page says; ``until`` is when its address ends."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    until: str


def own_page(progress: Progress, alt: str, ends_at: datetime, texts: Texts) -> LinkedPage:
    """A person's own progress; ``alt`` is what its picture shows, in words."""
    said = texts.progress
    heads = (said.table_topic, said.table_level, said.table_share, said.table_answers, said.table_read)
    topics = [
        (one.title, *_mastery(one.mastery, texts), _day(one.read_at, progress.zone, texts)) for one in progress.topics
    ]
    return LinkedPage(
        title=said.page_title,
        lines=tuple(_today(progress, texts)),
        parts=(
            Part(said.picture_own, heads, topics, "own", alt),
            _left(progress.ways, texts),
            _held(progress, texts),
            _paths(progress.paths, texts),
        ),
        until=said.page_until.format(moment=moment_plain(ends_at, texts)),
    )


def cohort_page(
    overview: Overview, names: Mapping[str, str], alts: tuple[str, str], ends_at: datetime, texts: Texts
) -> LinkedPage:
    """A cohort as far as whoever made the link sees it now; ``alts`` are what its two pictures show, in words."""
    said, keys = texts.progress, competencies_of(overview)
    heads = (said.table_person, said.table_track, said.table_active, *(overview.titles.get(key, key) for key in keys))
    learners = [_line(one, keys, names, texts) for one in overview.lines]
    weak = [
        (one.title, f"{one.percent} %" if one.percent is not None else said.few, str(one.answered))
        for one in overview.topics
    ]
    weak_heads = (said.table_topic, said.table_weak, said.table_answered)
    return LinkedPage(
        title=said.cohort_title.format(name=overview.cohort.name),
        lines=(said.cohort_people.of(len(overview.lines)),),
        parts=(
            Part(said.cohort_learners, heads, learners, "cohort", alts[0]),
            Part(said.cohort_weak, weak_heads, weak, "weak" if overview.topics else None, alts[1]),
        ),
        until=said.page_until.format(moment=moment_plain(ends_at, texts)),
    )


def linked_html(page: LinkedPage, base: str, texts: Texts) -> str:
    """The page; its pictures have their addresses under ``base``."""
    return TEMPLATES.get_template("linked.html").render(texts=texts, style=_STYLE, page=page, base=base)


def absent_html(texts: Texts) -> str:
    """The page where there is nothing to show: the same whatever the reason."""
    return TEMPLATES.get_template("link_absent.html").render(texts=texts, style=_STYLE)


def _today(progress: Progress, texts: Texts) -> Iterable[str]:
    said, today = texts.progress, progress.today
    if progress.to_practise:
        due = said.due.of(progress.to_practise)
        yield f"{said.page_today}: {due}, {said.minutes.of(progress.minutes)}."
    else:
        yield f"{said.page_today}: {said.page_nothing_due}"
    yield from when_next(progress, texts)
    if today.streak.days > 1:
        yield said.streak.of(today.streak.days)


def _left(ways: Iterable[Way], texts: Texts) -> Part:
    said = texts.progress
    rows = [(way.certification.definition.title, "; ".join(_what(way, texts))) for way in ways]
    return Part(said.left, (said.table_certificate, said.table_left), rows)


def _what(way: Way, texts: Texts) -> Iterable[str]:
    exams = {ExamState.TO_DO: texts.progress.exam_to_do, ExamState.OPEN: texts.progress.exam_open}
    yield from ([exams[way.exam]] if way.exam in exams else [])
    yield from left_for(way, texts)
    if way.waits_for_name:
        yield texts.progress.name_left


def _held(progress: Progress, texts: Texts) -> Part:
    said, standings = texts.progress, texts.certificates.standings
    rows = [
        (
            one.certification.definition.title,
            standings[one.standing],
            _day(one.certificate.expires_at, progress.zone, texts)
            if one.certificate.expires_at
            else texts.certificates.held_for_good,
        )
        for one in sorted(progress.held, key=urgency)
    ]
    rows += [
        (
            one.certification.definition.title,
            texts.exchange.elsewhere,
            texts.day(one.certificate.expires) if one.certificate.expires else texts.certificates.held_for_good,
        )
        for one in progress.elsewhere
    ]
    return Part(said.certificates, (said.table_certificate, said.table_standing, said.table_until), rows)


def _paths(paths: Iterable[PathStanding], texts: Texts) -> Part:
    said = texts.progress
    rows = [
        (
            one.path.definition.title,
            f"{one.done} / {len(one.steps)}",
            one.next.step.title if one.next is not None else "–",
        )
        for one in paths
    ]
    return Part(said.paths, (said.table_path, said.table_steps, said.table_next), rows)


def _line(line: LearnerLine, keys: Iterable[str], names: Mapping[str, str], texts: Texts) -> Row:
    levels = (_mastery(line.mastery.get(key), texts)[0] for key in keys)
    active = _day(line.last_active, _UTC, texts)
    return names.get(line.person, line.person), texts.cohorts.states[line.state], active, *levels


def _mastery(mastery: Mastery | None, texts: Texts) -> tuple[str, str, str]:
    said = texts.progress
    if mastery is None or not mastery.n:
        return said.levels[Level.NOT_YET], "–", "0"
    low, percent, high = (round(100 * share) for share in (mastery.low, mastery.estimate, mastery.high))
    return said.levels[mastery.level], said.share.format(percent=percent, low=low, high=high), str(mastery.n)


def _day(moment: datetime | None, zone: ZoneInfo, texts: Texts) -> str:
    return texts.day(day_of(moment, zone)) if moment is not None else texts.progress.never
