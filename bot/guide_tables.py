"""What the command line shows of guides: all of them in a list, or one with all that belongs to it."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Column, Table

from bot.blocks.library.remarks import reason_text, remark_text
from bot.shelved import Opened, Shelved, Waiting
from bot.terminal import counted, wide_console
from bot.texts.english import ENGLISH
from ingestion.cleaning import one_line
from ingestion.reasons import called
from knowledge.evidence.schemes import Scheme
from knowledge.evidence.values import tier_name
from knowledge.freshness.states import Freshness
from knowledge.freshness.values import Outcome, Review
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.library import EditionLife
from knowledge.guides.queries import GuideSummary
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Step

_STATES = ENGLISH.refusals.states
_FRESHNESS = {
    Freshness.CURRENT: "current",
    Freshness.DUE: "content review due",
    Freshness.OVERDUE: "content review overdue",
    Freshness.UNDER_REVIEW: "content under review",
}


def show_guides(guides: Sequence[Shelved], schemes: Mapping[str, Scheme]) -> None:
    """Each guide's name, which other commands take, beside its title and facts."""
    table = Table.grid(Column(no_wrap=True, overflow="fold"), Column(), padding=(0, 2))
    for one in guides:
        guide = one.guide
        facts = [f"edition {guide.edition}", counted(one.passages, "passage"), _evidence(guide, schemes)]
        described = f"[bold]{escape(guide.title)}[/]\n[dim]{_joined([*facts, _audience(guide), *_standing(one)])}[/]"
        table.add_row(escape(guide.key), described)
    wide_console().print(table if guides else "There are no guides yet. Add some with `fieldwise ingest PATH`.")


def show_guide(opened: Opened, schemes: Mapping[str, Scheme]) -> None:
    """A guide's facts, its editions, its reviews, its dead links, and its passages."""
    console, one = wide_console(), opened.shelved
    guide = one.guide
    console.print(f"[bold]{escape(guide.title)}[/], edition {escape(guide.edition)}")
    console.print(f"[dim]{_joined([guide.key, *_standing(one)])}[/]")
    if one.state is EditionState.WITHDRAWN:
        console.print(f"[bold red]{escape(_withdrawn(one))}[/]")
    _show_facts(console, opened, schemes)
    _show_list(console, "Editions", [line for edition in opened.editions for line in _life(edition)])
    _show_list(console, "Reviews", [_review(review) for review in opened.reviews])
    problems = ENGLISH.freshness.problems
    links = [f"{link.url} ({problems.get(link.problem, link.problem)})" for link in opened.links]
    _show_list(console, "Dead links", links)
    console.print()
    for passage in opened.passages:
        where = " > ".join(passage.heading) + (f" ({passage.place})" if passage.place else "")
        console.print(f"[cyan]{passage.ordinal + 1}. {escape(where)}[/]")
        console.print(Padding(escape(passage.text), (0, 0, 1, 3)))


def _show_facts(console: Console, opened: Opened, schemes: Mapping[str, Scheme]) -> None:
    one = opened.shelved
    guide = one.guide
    rated = guide.evidence
    rating = ENGLISH.rating(tier_name(rated, schemes, ENGLISH.language), rated) if rated is not None else None
    tier = ENGLISH.evidence.format(tier=guide.evidence_tier) if guide.evidence_tier else None
    owners = [owner for owner in (guide.owner, one.owner_person) if owner]
    facts = (
        f"owner: {', '.join(owners)}" if owners else "owner: nobody",
        _audience(guide) or "for everybody",
        rating or tier,
        f"licence: {guide.licence}" if guide.licence else None,
        f"source: {opened.facts.source_url}" if opened.facts.source_url else None,
        *(remark_text(warning, ENGLISH) for warning in opened.facts.warnings),
    )
    for fact in facts:
        if fact:
            console.print(escape(one_line(fact)))


def _show_list(console: Console, heading: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(f"\n[bold]{heading}[/]")
    for line in lines:
        console.print(Padding(escape(line), (0, 0, 0, 2)))


def _standing(one: Shelved) -> Iterator[str]:
    """Where a guide stands: its state, until when it holds, what waits."""
    if one.freshness is not None:
        yield one.state.value
        if one.freshness in _FRESHNESS:
            yield _FRESHNESS[one.freshness]
    if one.guide.review_date is not None:
        yield f"review by {one.guide.review_date}"
    elif one.freshness is not None and one.state is not EditionState.WITHDRAWN:
        yield "no review day"
    if one.waiting is not None:
        which = f"edition {one.waiting.edition} is " if one.freshness is not None else ""
        yield f"{which}{_waits(one.waiting)}"


def _waits(waiting: Waiting) -> str:
    state = _STATES[waiting.state]
    return f"{state} for {waiting.effective_date}" if waiting.state is EditionState.SCHEDULED else state


def _withdrawn(one: Shelved) -> str:
    return ENGLISH.standing(EditionState.WITHDRAWN, one_line(one.reason or ""))


def _life(edition: EditionLife) -> Iterator[str]:
    yield f"edition {edition.label}"
    for step in edition.steps:
        yield f"  {_step(step)}"


def _step(step: Step) -> str:
    said = f"{step.at:%Y-%m-%d %H:%M} UTC: {_STATES[step.state]}, by {called(step.by)}"
    reason = one_line(reason_text(step, ENGLISH))
    return f"{said}: {reason}" if reason else said


def _review(review: Review) -> str:
    if review.ended_at is None:
        return f"{review.begun_at:%Y-%m-%d}: {called(review.begun_by)} has begun to look at it"
    if review.outcome is Outcome.REPLACED:
        return f"{review.ended_at:%Y-%m-%d}: a new edition ended the review by {called(review.begun_by)}"
    if review.outcome is Outcome.WITHDRAWN:
        return f"{review.ended_at:%Y-%m-%d}: the guide was withdrawn during the review by {called(review.begun_by)}"
    note = f": {one_line(review.note)}" if review.note else ""
    who = called(review.ended_by or review.begun_by)
    return f"{review.ended_at:%Y-%m-%d}: {who} found that it holds until {review.next_review}{note}"


def _evidence(guide: GuideSummary, schemes: Mapping[str, Scheme]) -> str | None:
    """As the details say it; else the tier."""
    rated = guide.evidence
    return guide.evidence_tier or (tier_name(rated, schemes, ENGLISH.language) if rated is not None else None)


def _audience(guide: GuideSummary) -> str | None:
    return f"only for {guide.audience}" if guide.audience != EVERYBODY else None


def _joined(facts: Sequence[str | None]) -> str:
    return escape(", ".join(fact for fact in facts if fact))
