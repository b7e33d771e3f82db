"""What waits in the Home tab: editions to be reviewed, drafts, and editions that wait for their day. Pure."""

from collections.abc import Sequence

from bot.blocks.library.bar import joined, small
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from bot.texts.counted import Counted
from knowledge.guides.library import WaitingEdition
from knowledge.guides.states import EditionState
from knowledge.members.roles import Act, Role, may
from learning.items.values import ItemState

MOST = 15
LONGEST_TITLE = 200
LONGEST_LABEL = 60


def reviews_panel(waiting: Sequence[WaitingEdition], person: str, role: Role, texts: Texts) -> list[Block]:
    """Editions in review and the person's own drafts, those first that have waited longest.

    Drafts of one's own are spoken of to whoever can have some. Who may publish sees what others have drafted too, and
    what waits for its day, where there is any.
    """
    said, editions = texts.library, {state: [one for one in waiting if one.state is state] for state in EditionState}
    own = [edition for edition in editions[EditionState.DRAFT] if edition.by == person]
    others = [edition for edition in editions[EditionState.DRAFT] if edition.by != person]
    blocks = _part(said.to_review, editions[EditionState.IN_REVIEW], said.nothing_to_review, texts)
    if own or may(role, Act.ADD_EDITION):
        blocks += [{"type": "divider"}, *_part(said.own_drafts, own, said.no_own_drafts, texts)]
    if not may(role, Act.PUBLISH):
        return blocks
    more = [(said.other_drafts, others), (said.scheduled, editions[EditionState.SCHEDULED])]
    rest = [[{"type": "divider"}, *_part(head, found, "", texts)] for head, found in more if found]
    return [*blocks, *(block for part in rest for block in part)]


def questions_part(to_review: int, taken_out: int, texts: Texts) -> list[Block]:
    """How many questions of exams and practice wait for somebody, each with the way to them; nothing where none do."""
    said = texts.library
    found = (
        (said.items_to_review, to_review, ItemState.IN_REVIEW),
        (said.items_taken_out, taken_out, ItemState.QUARANTINED),
    )
    lines = [
        section(escape(head.of(count)), button("items_waiting", said.open, state.value))
        for head, count, state in found
        if count
    ]
    return [{"type": "divider"}, *lines] if lines else []


def _part(head: Counted, editions: Sequence[WaitingEdition], none: str, texts: Texts) -> list[Block]:
    return [header(head.of(len(editions))), *_editions(editions, none, texts)]


def _editions(editions: Sequence[WaitingEdition], none: str, texts: Texts) -> list[Block]:
    if not editions:
        return [section(escape(none))]
    left = len(editions) - MOST
    more = [small(escape(texts.library.more_waiting.of(left)))] if left > 0 else []
    return [*(_edition(edition, texts) for edition in editions[:MOST]), *more]


def _edition(edition: WaitingEdition, texts: Texts) -> Block:
    said = texts.library
    title = texts.source_title.format(
        title=escaped_line(edition.title, LONGEST_TITLE), edition=escaped_line(edition.label, LONGEST_LABEL)
    )
    person, since = person_mrkdwn(edition.by, texts), escape(texts.day(edition.since.date()))
    added = said.added_by_mrkdwn.format(person=person, date=since)
    return section(joined([f"*{title}*", added], "\n"), button("edition_open", said.open, edition.edition_id))
