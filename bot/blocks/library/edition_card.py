"""An edition on its way to readers: what it is, where it stands, what can be done. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.blocks.library.edition_buttons import CardButton, button_row
from bot.blocks.library.remarks import remark_text
from bot.blocks.mentions import is_channel, mention
from bot.blocks.message import Block, Message, context, marked, plain, rich_list, rich_text, section, stamped, words
from bot.blocks.message import rich_section as paragraph
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.blocks.sources import DOT, evidence_line
from bot.texts import Texts
from knowledge.audiences.audience import AudienceKind, parse
from knowledge.evidence.schemes import Scheme, shipped_schemes
from knowledge.evidence.values import Evidence
from knowledge.golden.values import Failure, Problem
from knowledge.guides.states import EditionState
from knowledge.guides.steps import Step
from knowledge.members.roles import OPERATOR, is_erased
from learning.standing.foreseen import NOTHING_FORESEEN, Foreseen

LONGEST_TITLE = 150
LONGEST_LABEL = 60
LONGEST_NAME = 100
LONGEST_REASON = 500
LONGEST_WARNING = 300
LONGEST_QUESTION = 200
MOST_WARNINGS = 5
MOST_FAILURES = 5
MOST_CHANNELS = 5
EVIDENCE_ROOM = 800
_CARD = "edition"


@dataclass(frozen=True)
class EditionCard:
    """What a person is shown of an edition.

    Attributes:
        title: Of the edition; ``label`` is which one it is.
        added: The first step of its life; ``last`` is the one that says where it stands now.
        owner: Who looks after it, in words; ``owner_person`` is the person of the workspace who does.
        audience: Its key, as it is stored; ``audience_before`` is that of the edition that readers see until it takes
            its place.
        passages: How many it has.
        replaces: The label of the edition that readers saw before it; None where there was none.
        warnings: What its reader had to say, in words.
        findings: How many things there are for a reviewer to look at; None where nobody has looked yet.
        repeated: How many passages nearly repeat other guides; ``contradicting`` how many statements may contradict
            them.
        failures: The golden questions that would not be answered as they must be.
        approved: Whether somebody else than who added it wanted to publish it in this review.
        waits_for_approval: Whether the person could override the golden questions if somebody else had approved it.
        foreseen: What publishing it would do to items and certificates.
        buttons: What the person can do.
    """

    edition_id: str
    guide_id: str
    title: str
    label: str
    added: Step
    last: Step
    owner: str | None
    owner_person: str | None
    audience: str
    evidence: Evidence | None
    passages: int
    effective_date: date | None
    review_date: date | None
    replaces: str | None = None
    audience_before: str | None = None
    warnings: tuple[str, ...] = ()
    findings: int | None = None
    repeated: int = 0
    contradicting: int = 0
    failures: tuple[Failure, ...] = ()
    approved: bool = False
    waits_for_approval: bool = False
    foreseen: Foreseen = NOTHING_FORESEEN
    buttons: tuple[CardButton, ...] = ()

    @property
    def state(self) -> EditionState:
        """Where it stands."""
        return self.last.state

    @property
    def to_look_at(self) -> int | None:
        """How many things there are for a reviewer to look at, golden questions among them."""
        return self.findings + len(self.failures) if self.findings is not None else None


def edition_card(
    card: EditionCard,
    texts: Texts,
    today: date,
    *,
    news: str | None = None,
    schemes: Mapping[str, Scheme] | None = None,
) -> Message:
    """The message that shows an edition.

    Args:
        card: What is shown.
        texts: In which language.
        today: The day.
        news: What has just happened to it, as mrkdwn: the first line, and what notifications say.
        schemes: By which evidence is rated; those that ship if none are given.
    """
    name = name_mrkdwn(card.title, card.label, texts)
    stands = standing_line(card, texts)
    blocks = [
        *([section(news)] if news else []),
        section(f"{name}\n{stands}"),
        context(marked(_facts(card, texts, today, schemes if schemes is not None else shipped_schemes()))),
        *_found(card, texts),
        *_warnings(card.warnings, texts),
        *_failures(card.failures, texts),
        *foreseen_blocks(card.foreseen, texts),
        *([context(plain(texts.publishing.waits_for_approval))] if card.waits_for_approval else []),
    ]
    if card.buttons:
        blocks.append(button_row(card.buttons, card.edition_id, card.guide_id, card.to_look_at, texts))
    return Message(news or f"{name}: {stands}", stamped(blocks, f"{_CARD}:{card.edition_id}:{card.state.value}"))


def foreseen_blocks(foreseen: Foreseen, texts: Texts) -> list[Block]:
    """What publishing an edition would do to items and certificates; nothing where it would do nothing."""
    said = texts.impact
    counts = ((said.would_take_out, foreseen.items), (said.would_outdate, foreseen.certificates))
    lines = [form.of(count) for form, count in counts if count]
    return [section(escape(" ".join(lines)))] if lines else []


def state_shown(block_id: str) -> EditionState | None:
    """The state that a card showed whose button was pressed; None where the button stands elsewhere."""
    shown = shown_on(block_id)
    return shown[1] if shown is not None else None


def shown_on(block_id: str) -> tuple[str, EditionState] | None:
    """The edition and its state that a card showed of which this is a block; None where it is of something else."""
    kind, _, rest = block_id.partition(":")
    if kind != _CARD:
        return None
    edition_id, state, *_ = rest.split(":")
    return edition_id, EditionState(state)


def edition_shown(block_id: str) -> str | None:
    """The edition on whose card a button was pressed; None where the button stands elsewhere."""
    shown = shown_on(block_id)
    return shown[0] if shown is not None else None


def name_mrkdwn(title: str, label: str, texts: Texts) -> str:
    """Of which guide it is which edition."""
    return texts.publishing.card_title_mrkdwn.format(
        title=escaped_line(title, LONGEST_TITLE), edition=escaped_line(label, LONGEST_LABEL)
    )


def standing_line(card: EditionCard, texts: Texts) -> str:
    """Where an edition stands, since when and by whom, as mrkdwn."""
    said, last = texts.publishing, card.last
    forms = {
        EditionState.DRAFT: said.sent_back_mrkdwn if last.reason else said.draft_mrkdwn,
        EditionState.IN_REVIEW: said.approved_mrkdwn if card.approved else said.in_review_mrkdwn,
        EditionState.SCHEDULED: said.scheduled_mrkdwn,
        EditionState.PUBLISHED: said.published_mrkdwn,
        EditionState.SUPERSEDED: said.superseded_mrkdwn,
        EditionState.WITHDRAWN: said.withdrawn_mrkdwn,
        EditionState.DISCARDED: said.discarded_mrkdwn,
    }
    return forms[last.state].format(
        person=person_mrkdwn(last.by, texts),
        adder=person_mrkdwn(card.added.by, texts),
        date=escape(texts.day(last.at.date())),
        starts=escape(texts.day(card.effective_date or last.at.date())),
        reason=escaped_line(last.reason or "", LONGEST_REASON),
    )


def news_line(card: EditionCard, texts: Texts) -> str | None:
    """What has just happened to an edition, as mrkdwn; None where there is nothing that anybody has to be told."""
    said = texts.publishing
    form = {
        EditionState.DRAFT: said.came_back_mrkdwn if card.last.reason else None,
        EditionState.IN_REVIEW: said.now_approved_mrkdwn if card.approved else said.to_review_mrkdwn,
        EditionState.SCHEDULED: said.now_scheduled_mrkdwn,
        EditionState.PUBLISHED: said.now_published_mrkdwn,
        EditionState.WITHDRAWN: said.now_withdrawn_mrkdwn,
    }.get(card.state)
    starts = escape(texts.day(card.effective_date or card.last.at.date()))
    return form.format(person=person_mrkdwn(card.last.by, texts), starts=starts) if form is not None else None


def person_mrkdwn(person: str, texts: Texts) -> str:
    """A person of the workspace, as mrkdwn."""
    if person == OPERATOR:
        return escape(texts.publishing.operator)
    if is_erased(person):
        return escape(texts.my_data.somebody_erased)
    return mention(person, LONGEST_NAME)


def owner_mrkdwn(person: str | None, named: str | None, texts: Texts) -> str:
    """Who answers for a guide: a person that Slack knows, or else whom the guide names."""
    owner = person_mrkdwn(person, texts) if person else escaped_line(named or "", LONGEST_NAME)
    return texts.library.owned_by_mrkdwn.format(owner=owner) if owner else escape(texts.library.owned_by_nobody)


def audience_mrkdwn(key: str, texts: Texts) -> str:
    """Whom an edition is for, as mrkdwn."""
    said, audience = texts.publishing, parse(key)
    if audience.kind is AudienceKind.EVERYBODY:
        return escape(said.for_everybody)
    if audience.kind is AudienceKind.COMMUNITY:
        return escape(said.for_community.format(name=one_line(audience.names[0], LONGEST_NAME)))
    known = [mention(name, LONGEST_NAME) for name in audience.names if is_channel(name)]
    more = ["…"] if len(known) > MOST_CHANNELS or len(known) < len(audience.names) else []
    return said.for_channels_mrkdwn.format(channels=", ".join([*known[:MOST_CHANNELS], *more]) or "…")


def failure_line(failure: Failure, texts: Texts) -> str:
    """A golden question that fails, and how: plain text on one line."""
    forms = {
        Problem.REFUSED: texts.publishing.golden_refused,
        Problem.OTHER_GUIDE: texts.publishing.golden_other_guide,
        Problem.OTHER_HEADING: texts.publishing.golden_other_heading,
        Problem.NOT_REFUSED: texts.publishing.golden_not_refused,
    }
    line = forms[failure.problem].format(
        question=texts.quoted.format(text=one_line(failure.question, LONGEST_QUESTION)),
        wanted=one_line(failure.wanted, LONGEST_NAME),
        got=one_line(failure.got, LONGEST_NAME),
    )
    return texts.publishing.fails_today.format(failure=line) if failure.fails_today else line


def _facts(card: EditionCard, texts: Texts, today: date, schemes: Mapping[str, Scheme]) -> str:
    said = texts.publishing
    facts = (
        owner_mrkdwn(card.owner_person, card.owner, texts),
        _readers(card, texts),
        escape(texts.uploads.passages.of(card.passages)),
        said.replaces_mrkdwn.format(edition=escaped_line(card.replaces, LONGEST_LABEL)) if card.replaces else "",
        evidence_line(card.evidence, texts=texts, schemes=schemes, room=EVIDENCE_ROOM) if card.evidence else "",
        escape(texts.valid_from.format(date=texts.day(card.effective_date))) if card.effective_date else "",
        escape(texts.review(card.review_date, today)) if card.review_date else "",
    )
    return DOT.join(fact for fact in facts if fact)


def _found(card: EditionCard, texts: Texts) -> list[Block]:
    said = texts.uploads
    counted = [(said.repeated, card.repeated), (said.contradicting, card.contradicting)]
    lines = [f"•  {escape(form.of(count))}" for form, count in counted if count]
    return [section("\n".join(lines))] if lines else []


def _readers(card: EditionCard, texts: Texts) -> str:
    now = audience_mrkdwn(card.audience, texts)
    if card.audience_before in {None, card.audience}:
        return now
    before = audience_mrkdwn(card.audience_before or "", texts)
    return texts.publishing.readers_moved_mrkdwn.format(now=now, before=before)


def _warnings(warnings: tuple[str, ...], texts: Texts) -> list[Block]:
    shown = [line for line in (literal(remark_text(warning, texts), LONGEST_WARNING) for warning in warnings) if line]
    left = len(shown) - MOST_WARNINGS
    more = [texts.publishing.more_warnings.of(left)] if left > 0 else []
    return [context(plain(line)) for line in [*shown[:MOST_WARNINGS], *more]]


def _failures(failures: tuple[Failure, ...], texts: Texts) -> list[Block]:
    if not failures:
        return []
    left = len(failures) - MOST_FAILURES
    more = [texts.publishing.more_failures.of(left)] if left > 0 else []
    listed = rich_list([*(failure_line(failure, texts) for failure in failures[:MOST_FAILURES]), *more])
    return [rich_text(paragraph(words(texts.publishing.golden_failed.of(len(failures)))), listed)]
