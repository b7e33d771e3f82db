"""A version of an item for those who write and review items: as a card in a message, and as a page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks.learning.item_buttons import ItemButton, button_row
from bot.blocks.learning.item_parts import ProofShown, asked_blocks, quoted_blocks, right_blocks, stem_blocks
from bot.blocks.library.bar import notice
from bot.blocks.library.edition_card import person_mrkdwn
from bot.blocks.message import Block, Message, context, header, marked, plain, section, stamped, text_units
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from learning.items.steps import Step
from learning.items.types import TYPES
from learning.items.values import ItemState, ItemVersion

CALLBACK = "item_page"
LONGEST_KEY = 120
LONGEST_NAME = 120
LONGEST_REASON = 300
LONGEST_STEM = 250
# What is around the body takes the rest of what Slack lets a message hold.
MOST_TEXT = 11_000
MOST_STEPS = 8
_CARD = "item"


@dataclass(frozen=True)
class ItemShown:
    """What a person is shown of a version of an item.

    Attributes:
        competency: Its title, or its key where no certification names it.
        steps: Of its life, the first one first.
        buttons: What the person can do.
    """

    version: ItemVersion
    competency: str
    steps: Sequence[Step]
    proofs: Sequence[ProofShown]
    buttons: tuple[ItemButton, ...]

    @property
    def last(self) -> Step:
        """The step that says where it stands."""
        return self.steps[-1]


def item_card(shown: ItemShown, texts: Texts, news: str | None = None) -> Message:
    """The message that shows an item with its proof; ``news`` is what has just happened, as mrkdwn."""
    blocks = [
        *([section(news)] if news else []),
        context(marked(f"{facts_mrkdwn(shown.version, shown.competency, texts)}\n{_stands(shown.last, texts)}")),
        *_body(shown, texts),
        *([button_row(shown.buttons, shown.version.id, texts)] if shown.buttons else []),
    ]
    stem = escaped_line(stem_of(shown.version), LONGEST_STEM)
    return Message(news or stem, stamped(blocks, f"{_CARD}:{shown.version.id}:{shown.version.state.value}"))


def _body(shown: ItemShown, texts: Texts) -> list[Block]:
    """All that a reviewer needs, with the passage of the proof; less of it where that is too long for a message.

    All of it is on the item's page.
    """
    asked, right = asked_blocks(shown.version, texts), right_blocks(shown.version, texts)
    quotes = quoted_blocks(shown.proofs, texts, whole=False)
    bodies = [[*asked, *right, *quoted_blocks(shown.proofs, texts, whole=True)], [*asked, *right, *quotes]]
    fitting = (body for body in bodies if text_units(body) <= MOST_TEXT)
    return next(fitting, [*stem_blocks(shown.version), *quotes, context(plain(texts.items.too_long_for_card))])


def state_shown(block_id: str) -> ItemState | None:
    """The state that a card showed whose button was pressed; None where the button stands elsewhere."""
    kind, _, rest = block_id.partition(":")
    return ItemState(rest.split(":")[1]) if kind == _CARD else None


def news_line(shown: ItemShown, texts: Texts) -> str | None:
    """What has just happened to an item, as mrkdwn; None where nobody has to be told."""
    said, last = texts.items, shown.last
    form = {
        ItemState.DRAFT: said.came_back_mrkdwn if last.reason else None,
        ItemState.IN_REVIEW: said.to_review_mrkdwn,
        ItemState.PUBLISHED: said.now_published_mrkdwn,
        ItemState.RETIRED: said.now_retired_mrkdwn,
    }.get(last.state)
    return form.format(person=person_mrkdwn(last.by, texts)) if form is not None else None


def item_page(shown: ItemShown, home: str, texts: Texts, said: str | None = None) -> Block:
    """The modal with an item as a learner sees it, and below what only its keepers see.

    Args:
        shown: The item.
        home: The note of the Home tab from which it was opened.
        texts: In which language.
        said: What came of the last press in it.
    """
    learner = stamped(asked_blocks(shown.version, texts), f"asked:{shown.version.id}")
    buttons = tuple(name for name in shown.buttons if name is not ItemButton.PREVIEW)
    keeper = [
        {"type": "divider"},
        header(texts.items.for_keepers),
        context(marked(f"{facts_mrkdwn(shown.version, shown.competency, texts)}\n{_steps(shown.steps, texts)}")),
        *right_blocks(shown.version, texts),
        *quoted_blocks(shown.proofs, texts, whole=True),
        *([button_row(buttons, shown.version.id, texts)] if buttons else []),
    ]
    state = f"{_CARD}:{shown.version.id}:{shown.version.state.value}"
    top = [*notice(said), context(plain(texts.items.as_learner))]
    return _modal([*stamped(top, "item_top"), *learner, *stamped(keeper, state)], home, texts)


def sentence_page(said: str, home: str, texts: Texts) -> Block:
    """The modal that says why there is no item to see."""
    return _modal(list(stamped(notice(said), "item_top")), home, texts)


def facts_mrkdwn(version: ItemVersion, competency: str, texts: Texts) -> str:
    """Key, type, pool, competency and difficulty on one line, as mrkdwn."""
    said = texts.items
    parts = (
        said.version_of.format(key=version.key, number=texts.number(version.number)),
        said.types[version.type],
        said.pools[version.pool.value],
        competency or said.no_competency,
        said.difficulties[version.difficulty.value],
    )
    return " · ".join(escaped_line(part, LONGEST_KEY) for part in parts)


def stem_of(version: ItemVersion) -> str:
    """What it asks."""
    kind = TYPES[version.type]
    return kind.stem(kind.read(version.content))


def _stands(step: Step, texts: Texts) -> str:
    form = texts.items.since_because_mrkdwn if step.reason else texts.items.since_mrkdwn
    if step.state is ItemState.QUARANTINED:
        form = texts.items.taken_out_mrkdwn
    return form.format(
        state=escape(texts.items.states[step.state.value]),
        person=person_mrkdwn(step.by, texts),
        date=escape(texts.day(step.at.date())),
        reason=escaped_line(step.reason or "", LONGEST_REASON),
    )


def _steps(steps: Sequence[Step], texts: Texts) -> str:
    return "\n".join(_stands(step, texts) for step in steps[-MOST_STEPS:])


def _modal(blocks: Sequence[Block], home: str, texts: Texts) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": home,
        "title": plain(texts.items.page_title),
        "close": plain(texts.close),
        "blocks": list(blocks),
    }
