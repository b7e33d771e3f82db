"""What a learner has learned, what is due today, what she holds and what is left, in the Home tab. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor

from bot.blocks.learning.exchange import until_text
from bot.blocks.learning.kept_line import kept_fact
from bot.blocks.message import Block, button, context, header, plain, section
from bot.blocks.mrkdwn import escape, escaped_line, literal
from bot.blocks.sources import DOT
from bot.texts import Texts
from learning.curriculum.values import PathStanding
from learning.mastery.mastery import Level
from learning.progress.values import Elsewhere, ExamState, Progress, TopicProgress, Way
from learning.standing.queries import Held
from learning.standing.values import Standing

MOST_TOPICS = 10
MOST_HELD = 5
MOST_WAYS = 4
MOST_PATHS = 3
LONGEST_TITLE = 150
LONGEST_TOPIC = 100
LONGEST_SPOKEN = 75
_STEPS = 10
_NEVER = datetime.max.replace(tzinfo=UTC)
_URGENCY = (
    Standing.EXPIRING,
    Standing.OUTDATED,
    Standing.SUSPENDED,
    Standing.EXPIRED,
    Standing.CURRENT,
    Standing.REVOKED,
)


@dataclass(frozen=True)
class InHand:
    """A certification on the way: its exam is open, or passed and something is left to do.

    Attributes:
        title: Of the certification, whose id is ``certification_id``.
        is_open: Whether the exam is open.
        undone: What else is required and still open, in the certification's order.
    """

    certification_id: str
    title: str
    is_open: bool
    undone: tuple[str, ...] = ()


def home_section(progress: Progress | None, texts: Texts) -> list[Block]:
    """The section; nothing where the workspace has nothing to learn by. At most 20 blocks."""
    if progress is None:
        return []
    has_any = progress.held or progress.elsewhere or progress.ways
    none = [] if has_any else [section(escape(texts.certificates.nothing_held))]
    return [
        {"type": "divider"},
        header(texts.progress.home),
        _today(progress, texts),
        *_topics(progress, texts),
        *none,
        *(_held(one, progress, texts) for one in sorted(progress.held, key=urgency)[:MOST_HELD]),
        *_elsewhere(progress.elsewhere[:MOST_HELD], texts),
        *(_way(one, texts) for one in progress.ways[:MOST_WAYS]),
        *(_path(one, texts) for one in progress.paths[:MOST_PATHS]),
        *_more(progress, texts),
        {"type": "actions", "elements": list(_buttons(texts))},
    ]


def urgency(one: Held) -> tuple[int, datetime]:
    """In which order certificates are told: what is to be done about first, then by the day on which they lapse."""
    return _URGENCY.index(one.standing), one.certificate.expires_at or _NEVER


def in_hand_line(one: InHand, texts: Texts) -> str:
    """How far a person has come with a certification whose exam she has begun, as mrkdwn."""
    said, title = texts.certificates, escaped_line(one.title, LONGEST_TITLE)
    if one.is_open:
        return said.begun_mrkdwn.format(title=title)
    if not one.undone:
        return said.waits_for_name_mrkdwn.format(title=title)
    return said.waits_for_mrkdwn.format(title=title, requirements=escaped_line(", ".join(one.undone), 500))


def bar(share: float) -> str:
    """A share, 0 to 1, as a bar of letters; the number in words stands beside it."""
    full = floor(share * _STEPS + 0.5)
    return "█" * full + "░" * (_STEPS - full)


def _buttons(texts: Texts) -> Iterator[Block]:
    yield {**button("certify_open", texts.certificates.certify, "certify"), "style": "primary"}
    yield button("learn_open", texts.paths.paths, "paths")
    yield button("progress_page", texts.progress.page, "page")
    yield button("preferences_open", texts.daily.settings, "open", spoken=texts.preferences.change_spoken)


def _today(progress: Progress, texts: Texts) -> Block:
    said, today = texts.progress, progress.today
    streak = said.streak.of(today.streak.days) if today.streak.days > 1 else ""
    if not progress.to_practise:
        told = (said.nothing_due, *(escape(one) for one in (*when_next(progress, texts), streak)))
        return section(" ".join(part for part in told if part))
    due = said.due_mrkdwn.format(due=said.due.of(progress.to_practise), minutes=said.minutes.of(progress.minutes))
    start = {**button("practice_due", said.start, "today", spoken=said.start_spoken), "style": "primary"}
    told = (due, *(escape(one) for one in (*when_next(progress, texts), streak)))
    return section(" ".join(part for part in told if part), start)


def when_next(progress: Progress, texts: Texts) -> Iterator[str]:
    """That she takes a break, or when there is something to practise next, where nothing is due; plain sentences."""
    said, ends, next_due = texts.progress, progress.break_until, progress.today.next_due
    if ends is not None:
        yield said.on_break.format(date=texts.day(ends))
    elif not progress.to_practise and next_due is not None:
        yield said.next_due.format(date=texts.day(progress.day(next_due)))


def _more(progress: Progress, texts: Texts) -> list[Block]:
    shown = (
        (progress.held, MOST_HELD), (progress.elsewhere, MOST_HELD), (progress.ways, MOST_WAYS),
        (progress.paths, MOST_PATHS),
    )  # fmt: skip
    left_out = sum(max(len(found) - most, 0) for found, most in shown)
    return [context(plain(texts.progress.more.of(left_out)))] if left_out else []


def _topics(progress: Progress, texts: Texts) -> list[Block]:
    said, topics = texts.progress, progress.topics
    if not topics:
        return []
    lines = [said.topics, *(_topic(one, progress, texts) for one in topics[:MOST_TOPICS])]
    more = len(topics) - MOST_TOPICS
    return [section("\n".join(lines)), *([context(plain(said.more_topics.of(more)))] if more > 0 else [])]


def _topic(one: TopicProgress, progress: Progress, texts: Texts) -> str:
    said, mastery = texts.progress, one.mastery
    level = said.levels[mastery.level if mastery is not None else Level.NOT_YET]
    facts = [level]
    if mastery is not None and mastery.n:
        low, percent, high = (round(100 * share) for share in (mastery.low, mastery.estimate, mastery.high))
        facts = [f"{level}, {said.share.format(percent=percent, low=low, high=high)}"]
    facts += [said.read_on.format(date=texts.day(progress.day(one.read_at)))] if one.read_at is not None else []
    drawn = bar(mastery.estimate if mastery is not None and mastery.n else 0.0)
    return f"`{drawn}` *{escaped_line(one.title, LONGEST_TOPIC)}*: {escape(DOT.join(facts))}"


def _held(one: Held, progress: Progress, texts: Texts) -> Block:
    said, title = texts.certificates, one.certification.definition.title
    ends = one.certificate.expires_at
    practised = progress.practised.get(one.certificate.certification_id)
    severity = said.severities[one.severity] if one.standing is Standing.OUTDATED and one.severity else ""
    year = progress.years.get(one.certificate.id)
    facts = (
        severity,
        said.held_until.format(date=texts.day(progress.day(ends))) if ends is not None else said.held_for_good,
        said.practised_on.format(date=texts.day(progress.day(practised)))
        if practised is not None
        else said.not_practised,
        kept_fact(year, texts) if year is not None else "",
    )
    text = said.held_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE),
        standing=escape(said.standings[one.standing]),
        facts=DOT.join(escape(fact) for fact in facts if fact),
    )
    spoken = literal(said.open_spoken.format(title=title), LONGEST_SPOKEN)
    return section(text, button("certificate_open", said.open, one.certificate.id, spoken=spoken))


def _elsewhere(found: Sequence[Elsewhere], texts: Texts) -> list[Block]:
    lines = [
        texts.exchange.elsewhere_mrkdwn.format(
            title=escaped_line(one.certification.definition.title, LONGEST_TITLE),
            until=escape(until_text(one.certificate, texts)),
        )
        for one in found
    ]
    return [section("\n".join(lines))] if lines else []


def _way(way: Way, texts: Texts) -> Block:
    said, title = texts.certificates, way.certification.definition.title
    if way.exam is ExamState.TO_DO:
        left = "; ".join([texts.progress.exam_to_do, *left_for(way, texts)])
        mrkdwn = texts.progress.way_mrkdwn.format(
            title=escaped_line(title, LONGEST_TITLE), left=escaped_line(left, 800)
        )
        return section(mrkdwn)
    line = in_hand_line(InHand(way.certification.id, title, way.exam is ExamState.OPEN, left_for(way, texts)), texts)
    if not way.waits_for_name:
        return section(line)
    spoken = literal(said.ask_name_spoken.format(title=title), LONGEST_SPOKEN)
    return section(line, button("certificate_open", said.ask_name, way.certification.id, spoken=spoken))


def left_for(way: Way, texts: Texts) -> tuple[str, ...]:
    """What is required besides the exam and still open, each with its last day, as plain text."""
    required = [one for one in way.requirements if not one.is_done]
    return tuple(
        texts.progress.required_by.format(title=one.requirement.title, date=texts.day(one.due))
        if one.due is not None
        else one.requirement.title
        for one in required
    )


def _path(one: PathStanding, texts: Texts) -> Block:
    said, title = texts.progress, one.path.definition.title
    then = one.next
    if one.done == len(one.steps):
        after = said.path_done
    else:
        after = said.path_next.format(title=then.step.title) if then is not None else ""
    mrkdwn = said.path_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), done=one.done, of=len(one.steps), next=escaped_line(after, 300)
    )
    return section(mrkdwn.strip())
