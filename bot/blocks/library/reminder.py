"""That a guide has to be reviewed, and what came of it; that its links are dead. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, button, context, plain, rich_list, rich_text, section, stamped, words
from bot.blocks.message import rich_section as paragraph
from bot.blocks.mrkdwn import ELLIPSIS, escape, escaped_line, one_line
from bot.texts import Texts
from knowledge.freshness.states import Freshness
from knowledge.freshness.values import GuideFreshness, Outcome, Review

LONGEST_TITLE = 150
LONGEST_EDITION = 60
LONGEST_LINK = 200
# Of more links than these the others are counted.
MOST_LINKS = 20
_BUTTONS = "reminder_of"


@dataclass(frozen=True)
class DeadLinks:
    """The dead links of a guide: each address, with the code of what is wrong with it."""

    title: str
    links: tuple[tuple[str, str], ...]


def reminder_message(
    guide: GuideFreshness,
    last: Review | None,
    due: date,
    texts: Texts,
    *,
    today: date,
    is_owner: bool,
    may_add: bool,
) -> Message:
    """That a review is due; or, where it no longer is, what came of it. Buttons are there while they mean something.

    Args:
        guide: How the guide stands now.
        last: Its newest review that has ended.
        due: The review date of which the message reminds.
        texts: In which language.
        today: The day.
        is_owner: Whether who reads it is the guide's owner.
        may_add: Whether who reads it may hand in a new edition.
    """
    title = escaped_line(guide.title, LONGEST_TITLE)
    name = texts.publishing.card_title_mrkdwn.format(title=title, edition=escaped_line(guide.label, LONGEST_EDITION))
    came_of_it = _came_of_it(guide, last, due, texts)
    says = came_of_it or _asks(due, today, texts)
    blocks = [section(f"{name}\n{says}")]
    if guide.state is not Freshness.WITHDRAWN and guide.next_review == due:
        blocks.append(_buttons(guide, texts, may_add=may_add))
    if came_of_it is None:
        said = texts.freshness
        blocks.append(context(plain(said.as_owner if is_owner else said.as_keeper)))
    message = stamped(blocks, f"reminder:{due.isoformat()}")
    return Message(f"{title}: {says}", tuple(_dated(block, due) for block in message))


def review_sentence(guide: GuideFreshness, last: Review | None, texts: Texts) -> str | None:
    """What is known of the review of a guide, as mrkdwn; None where nobody has begun one."""
    said = texts.freshness
    if guide.state is Freshness.WITHDRAWN:
        return escape(said.withdrawn)
    if guide.open_review is not None:
        going_on = guide.open_review
        return texts.library.review_open_mrkdwn.format(
            person=person_mrkdwn(going_on.begun_by, texts), date=escape(texts.day(going_on.begun_at.date()))
        )
    if last is not None and last.ended_at is not None and _stands(last, guide):
        return said.reviewed_mrkdwn.format(
            person=person_mrkdwn(last.ended_by or last.begun_by, texts),
            date=escape(texts.day(last.ended_at.date())),
            next=escape(texts.day(last.next_review)) if last.next_review is not None else "",
        )
    return None


def noted_sentence(guide: GuideFreshness, person: str, texts: Texts) -> str:
    """What came of a person's press about the review of a guide, as plain text."""
    said, going_on = texts.freshness, guide.open_review
    called = texts.quoted.format(text=one_line(guide.title, LONGEST_TITLE))
    if guide.state is Freshness.WITHDRAWN:
        return said.withdrawn
    if going_on is not None:
        form = said.you_are_reviewing if going_on.begun_by == person else said.somebody_is_reviewing
        return form.format(guide=called, date=texts.day(going_on.begun_at.date()))
    if guide.next_review is None:
        return said.holds
    return said.you_reviewed.format(guide=called, next=texts.day(guide.next_review))


def due_of(block_id: str) -> date | None:
    """The review date of the reminder whose button was pressed; None where the button stands elsewhere."""
    kind, _, day = block_id.partition(":")
    return date.fromisoformat(day[:10]) if kind == _BUTTONS else None


def dead_links_message(guides: Sequence[DeadLinks], texts: Texts) -> Message:
    """Which links of a person's guides are dead."""
    said = texts.freshness
    shown, left = _first(guides, MOST_LINKS), sum(len(guide.links) for guide in guides) - MOST_LINKS
    blocks = [rich_text(paragraph(words(said.dead_links)))]
    for guide in shown:
        name = paragraph(words(one_line(guide.title, LONGEST_TITLE) or ELLIPSIS, bold=True))
        blocks.append(
            rich_text(name, rich_list(_link(url, problem, said.problems, texts) for url, problem in guide.links))
        )
    if left > 0:
        blocks.append(rich_text(paragraph(words(said.more_dead_links.format(count=texts.number(left))))))
    blocks.append(rich_text(paragraph(words(said.what_to_do_about_links))))
    return Message(escape(said.dead_links), stamped(blocks, "dead_links"))


def _came_of_it(guide: GuideFreshness, last: Review | None, due: date, texts: Texts) -> str | None:
    is_told = guide.open_review is not None or guide.state is Freshness.WITHDRAWN
    if guide.next_review == due and not is_told:
        # The newest review is the one that set this date, a year ago.
        return None
    known = review_sentence(guide, last, texts)
    if known is not None:
        return known
    if guide.next_review is None:
        return escape(texts.freshness.holds)
    return escape(texts.freshness.holds_until.format(next=texts.day(guide.next_review)))


def _asks(due: date, today: date, texts: Texts) -> str:
    said = texts.freshness
    return escape((said.overdue if due < today else said.due).format(date=texts.day(due)))


def _stands(last: Review, guide: GuideFreshness) -> bool:
    unchanged = last.outcome is Outcome.UNCHANGED and last.edition_id == guide.edition_id
    return unchanged and last.next_review == guide.next_review


def _buttons(guide: GuideFreshness, texts: Texts, *, may_add: bool) -> Block:
    said, key = texts.library, guide.guide_id
    begin = [] if guide.open_review is not None else [button("review_begin", said.begin_review, key)]
    right = {**button("guide_reviewed", said.still_right, key), "style": "primary"}
    add = [button("edition_add", said.new_edition, key)] if may_add else []
    return {"type": "actions", "elements": [right, *begin, *add]}


def _dated(block: Block, due: date) -> Block:
    """A block of buttons with the date in its id, so that a press in an old message is known as one."""
    if block["type"] != "actions":
        return block
    stamp = str(block["block_id"]).rpartition(":")[2]
    return {**block, "block_id": f"{_BUTTONS}:{due.isoformat()}:{stamp}"}


def _first(guides: Iterable[DeadLinks], most: int) -> list[DeadLinks]:
    found: list[DeadLinks] = []
    for guide in guides:
        if most > 0:
            found.append(DeadLinks(guide.title, guide.links[:most]))
            most -= len(guide.links)
    return found


def _link(url: str, problem: str, problems: Mapping[str, str], texts: Texts) -> str:
    shown = one_line(url, LONGEST_LINK)
    return texts.freshness.dead_link.format(url=shown, problem=problems[problem])
