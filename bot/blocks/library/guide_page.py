"""All that is known of a guide, in a modal. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.blocks.library.bar import joined, notice, small
from bot.blocks.library.edition_card import audience_mrkdwn, owner_mrkdwn, person_mrkdwn
from bot.blocks.library.golden_panel import waiting_words, wanted_words
from bot.blocks.library.library_panel import state_mrkdwn, use_mrkdwn
from bot.blocks.library.remarks import reason_text
from bot.blocks.message import Block, button, header, plain, rich_list, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, escaped_line, literal, one_line
from bot.blocks.sources import evidence_line, web_address
from bot.texts import Texts
from knowledge.conversations.figures import Use
from knowledge.evidence.tiers import Scheme
from knowledge.freshness.values import Outcome, Review
from knowledge.golden.values import GoldenQuestion
from knowledge.guides.library import EditionLife, ShelfGuide, ShelfState
from knowledge.guides.queries import EditionFacts
from knowledge.guides.states import WAITING
from knowledge.guides.steps import Step
from knowledge.members.roles import OPERATOR, Act, Role, may

CALLBACK = "guide_page"
MOST_EDITIONS, MOST_STEPS, MOST_REVIEWS, MOST_LINKS, MOST_GOLDEN = 8, 8, 8, 10, 10
LONGEST_HEADER = 140
LONGEST_LABEL = 60
LONGEST_KEY = 300
LONGEST_REASON = 200
LONGEST_LINK = 200
LONGEST_QUESTION = 200
EVIDENCE_ROOM = 1_000


@dataclass(frozen=True)
class GuidePage:
    """A guide with all that belongs to it.

    Attributes:
        facts: Of the edition that is shown of it.
        editions: The newest first.
        reviews: The one that goes on first, then the one that ended last.
        links: The dead ones, each with the code of what is wrong.
        golden: The golden questions that are about it.
        role: Of who looks at it.
    """

    guide: ShelfGuide
    facts: EditionFacts
    use: Use
    editions: Sequence[EditionLife]
    reviews: Sequence[Review]
    links: Sequence[tuple[str, str]]
    golden: Sequence[GoldenQuestion]
    role: Role


def guide_page(
    page: GuidePage, schemes: Mapping[str, Scheme], texts: Texts, now: datetime, said: str | None = None
) -> Block:
    """The modal, whose private metadata is the guide's id; ``said`` is what came of the last press in it."""
    # In a block of the same id Slack goes on showing what a person chose, also where that was refused.
    made = f"guide:{page.guide.guide_id}:{now:%H%M%S%f}"
    blocks = [
        *notice(said),
        header(literal(page.guide.title, LONGEST_HEADER) or page.guide.guide_id),
        section(_facts(page, schemes, texts, now.date())),
        *_buttons(page, texts),
        *_owner(page, texts),
        *_editions(page.editions, texts),
        *_reviews(page.reviews, texts),
        *_links(page.links, texts),
        *_golden(page, texts),
    ]
    return _modal(stamped(blocks, made), page.guide.guide_id, texts)


def sentence_page(said: str, texts: Texts) -> Block:
    """The modal that says why there is no guide to see."""
    return _modal(stamped(notice(said), "guide"), "", texts)


def _modal(blocks: Sequence[Block], guide_id: str, texts: Texts) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": guide_id,
        "title": plain(texts.library.guide_title),
        "close": plain(texts.close),
        "blocks": list(blocks),
    }


def _facts(page: GuidePage, schemes: Mapping[str, Scheme], texts: Texts, today: date) -> str:
    said, guide, facts = texts.library, page.guide, page.facts
    address = web_address(facts.source_url)
    evidence = evidence_line(facts.evidence, texts=texts, schemes=schemes, room=EVIDENCE_ROOM) if facts.evidence else ""
    tier = facts.evidence_tier if not facts.evidence else None
    lines = (
        joined(
            [said.edition_mrkdwn.format(edition=escaped_line(guide.label, LONGEST_LABEL)), state_mrkdwn(guide, texts)]
        ),
        joined([owner_mrkdwn(guide.owner_person, guide.owner, texts), audience_mrkdwn(guide.audience, texts)]),
        use_mrkdwn(page.use, texts),
        joined(
            [
                escape(said.in_force_from.format(date=texts.day(facts.edition_date))) if facts.edition_date else "",
                escape(texts.review(guide.next_review, today)) if guide.next_review else "",
            ]
        ),
        evidence or (escape(texts.evidence.format(tier=one_line(tier, LONGEST_LABEL))) if tier else ""),
        said.source_mrkdwn.format(source=escaped_line(address[0], LONGEST_LINK)) if address is not None else "",
        said.key_mrkdwn.format(key=escaped_line(guide.key, LONGEST_KEY)),
        escape(said.edition_warnings.of(len(facts.warnings))) if facts.warnings else "",
    )
    return "\n".join(line for line in lines if line)


def _buttons(page: GuidePage, texts: Texts) -> list[Block]:
    said, guide, role = texts.library, page.guide, page.role
    is_read = guide.state not in {ShelfState.DRAFT, ShelfState.WITHDRAWN}
    newest = page.editions[0].edition_id if page.editions else guide.edition_id
    right = {**button("guide_reviewed", said.still_right, guide.guide_id), "style": "primary"}
    review = [right, button("review_begin", said.begin_review, guide.guide_id)]
    withdraw = {**button("guide_withdraw", said.withdraw, guide.guide_id), "style": "danger"}
    elements = [
        *([button("edition_add", said.new_edition, guide.guide_id)] if may(role, Act.ADD_EDITION) else []),
        button("edition_preview", said.preview, newest),
        *([button("edition_changes", said.changes, newest)] if len(page.editions) > 1 else []),
        *(
            [button("items_draft", texts.item_files.draft_from, guide.guide_id)]
            if is_read and may(role, Act.WRITE_ITEMS)
            else []
        ),
        *(review if is_read and may(role, Act.RECORD_REVIEW) else []),
        *([withdraw] if is_read and may(role, Act.WITHDRAW) else []),
    ]
    return [{"type": "actions", "elements": elements}]


def _owner(page: GuidePage, texts: Texts) -> list[Block]:
    if not may(page.role, Act.RECORD_REVIEW):
        return []
    person = page.guide.owner_person
    who: Block = {"type": "users_select", "action_id": "guide_owner"}
    if person and person != OPERATOR:
        who["initial_user"] = person
    return [section(escape(texts.library.owner_label), who)]


def _editions(editions: Sequence[EditionLife], texts: Texts) -> list[Block]:
    said, left = texts.library, len(editions) - MOST_EDITIONS
    more = [small(escape(said.more_editions.of(left)))] if left > 0 else []
    return [
        {"type": "divider"},
        header(said.editions),
        *(section(_life(one, texts), *_open(one, texts)) for one in editions[:MOST_EDITIONS]),
        *more,
    ]


def _open(edition: EditionLife, texts: Texts) -> list[Block]:
    """The button to the card of an edition that readers do not see yet: what can be done with it stands there."""
    waits = edition.steps[-1].state in WAITING
    return [button("edition_open", texts.library.open, edition.edition_id)] if waits else []


def _life(edition: EditionLife, texts: Texts) -> str:
    head = texts.library.edition_mrkdwn.format(edition=escaped_line(edition.label, LONGEST_LABEL))
    return "\n".join([head, *(_step(step, texts) for step in edition.steps[-MOST_STEPS:])])


def _step(step: Step, texts: Texts) -> str:
    said = texts.library.step_mrkdwn.format(
        date=escape(texts.day(step.at.date())),
        state=escape(texts.refusals.states[step.state]),
        person=person_mrkdwn(step.by, texts),
    )
    reason = escaped_line(reason_text(step, texts), LONGEST_REASON)
    return texts.library.step_reason.format(step=said, reason=reason) if reason else said


def _reviews(reviews: Sequence[Review], texts: Texts) -> list[Block]:
    lines = "\n".join(_review(review, texts) for review in reviews[:MOST_REVIEWS])
    return [header(texts.library.reviews), section(lines or escape(texts.library.no_reviews))]


def _review(review: Review, texts: Texts) -> str:
    said = texts.library
    if review.ended_at is None:
        begun = escape(texts.day(review.begun_at.date()))
        return said.review_open_mrkdwn.format(person=person_mrkdwn(review.begun_by, texts), date=begun)
    cut_short = {
        Outcome.REPLACED: said.review_replaced_mrkdwn,
        Outcome.WITHDRAWN: said.review_withdrawn_mrkdwn,
    }
    form = cut_short.get(review.outcome) if review.outcome is not None else None
    who = review.begun_by if form is not None else review.ended_by or review.begun_by
    form = form or said.review_unchanged_mrkdwn
    return form.format(person=person_mrkdwn(who, texts), date=escape(texts.day(review.ended_at.date())))


def _links(links: Sequence[tuple[str, str]], texts: Texts) -> list[Block]:
    if not links:
        return []
    problems = texts.freshness.problems
    lines = [
        texts.freshness.dead_link.format(url=one_line(url, LONGEST_LINK), problem=problems.get(problem, problem))
        for url, problem in links[:MOST_LINKS]
    ]
    return [header(texts.library.dead_links), rich_text(rich_list(lines))]


def _golden(page: GuidePage, texts: Texts) -> list[Block]:
    said, titles = texts.library, {page.guide.key: page.guide.title}
    lines = [
        f"{one_line(q.question, LONGEST_QUESTION)} ({wanted_words(q, titles, texts)})"
        for q in page.golden[:MOST_GOLDEN]
    ]
    left = len(page.golden) - MOST_GOLDEN
    more = [said.more_golden.of(left)] if left > 0 else []
    shown = rich_text(rich_list([*lines, *more])) if lines else rich_text(rich_section(words(said.no_golden)))
    waits = waiting_words(page.guide.state, texts) if lines else ""
    return [header(said.golden), *([small(escape(waits))] if waits else []), shown]
