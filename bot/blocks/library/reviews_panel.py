"""What waits in the Home tab: editions to be reviewed, and drafts of one's own. Pure."""

from collections.abc import Sequence

from bot.blocks.library.bar import joined, small
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, button, header, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.guides.library import WaitingEdition
from knowledge.guides.states import EditionState

MOST = 20
LONGEST_TITLE = 200
LONGEST_LABEL = 60


def reviews_panel(waiting: Sequence[WaitingEdition], person: str, texts: Texts) -> list[Block]:
    """Editions in review and the person's own drafts, those first that have waited longest."""
    said = texts.library
    reviews = [edition for edition in waiting if edition.state is EditionState.IN_REVIEW]
    drafts = [edition for edition in waiting if edition.state is EditionState.DRAFT and edition.by == person]
    return [
        header(said.to_review.of(len(reviews))),
        *_editions(reviews, said.nothing_to_review, texts),
        {"type": "divider"},
        header(said.own_drafts.of(len(drafts))),
        *_editions(drafts, said.no_own_drafts, texts),
    ]


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
