"""What waits for those who observe, in the Home tab. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.blocks.learning.requirement_card import Evidence, decide_row, evidence_blocks
from bot.blocks.library.bar import small
from bot.blocks.message import Block, header
from bot.blocks.mrkdwn import escape
from bot.texts import Texts

MOST = 5


def evidence_panel(waiting: Sequence[Evidence], count: int, today: date, texts: Texts) -> list[Block]:
    """The first of what people have handed in and nobody has decided on, each as in its message.

    Args:
        waiting: These; no more than ``MOST`` are shown.
        count: How many there are in all.
        today: The day.
        texts: In which language.
    """
    if not waiting:
        return []
    shown = waiting[:MOST]
    left = count - len(shown)
    return [
        {"type": "divider"},
        header(texts.requirements.waiting.of(count)),
        *(block for one in shown for block in _waiting(one, today, texts)),
        *([small(escape(texts.library.more_waiting.of(left)))] if left > 0 else []),
    ]


def _waiting(one: Evidence, today: date, texts: Texts) -> list[Block]:
    # Whoever sees this panel by her role and may decide on it may waive it, too.
    return [*evidence_blocks(one, today, texts), decide_row(one, texts, grants=True)]
