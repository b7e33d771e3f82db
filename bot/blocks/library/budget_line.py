"""What the model that words answers used up today, for those who look after the library. Pure."""

from bot.blocks.message import Block, section
from bot.blocks.mrkdwn import escape, escaped_line
from bot.texts import Texts
from knowledge.budget.values import ModelUse

LONGEST_MODEL = 200


def budget_line(use: ModelUse, texts: Texts) -> Block:
    """Which model it is, and how much of the day's tokens went."""
    said, limits, used = texts.budget, use.limits, texts.number(use.tokens)
    sentences = [said.used.format(used=used)]
    if limits.workspace is not None:
        sentences = [said.used_of.format(used=used, limit=texts.number(limits.workspace))]
    if limits.person is not None:
        sentences.append(said.per_person.format(limit=texts.number(limits.person)))
    if limits.person is not None or limits.workspace is not None:
        sentences.append(said.own_words)
    return section(f"*{escape(said.worded)}*\n{escaped_line(use.model, LONGEST_MODEL)}\n{escape(' '.join(sentences))}")
