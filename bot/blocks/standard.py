"""What a person answered to the same question before: marked as that, above what the guides say. Pure."""

from bot.blocks.mentions import mention
from bot.blocks.message import Block, context, header, marked, plain, rich_section, rich_text, words
from bot.blocks.mrkdwn import ELLIPSIS, clean, escaped_line, shortened
from bot.texts import Texts
from knowledge.standard.values import StandardAnswer

LONGEST_ANSWER = 3_000
LONGEST_LINE = 300
LONGEST_NAME = 100


def standard_blocks(said: StandardAnswer, texts: Texts, *, guides_answer: bool) -> list[Block]:
    """The answer, who gave it and when, and what comes below it."""
    by = texts.worded.standard_mrkdwn.format(person=mention(said.by, LONGEST_NAME), date=texts.day(said.at.date()))
    beside = header(texts.worded.standard_beside) if guides_answer else context(plain(texts.worded.standard_alone))
    # Slack takes no empty text.
    text = shortened(clean(said.text), LONGEST_ANSWER) or ELLIPSIS
    return [rich_text(rich_section(words(text))), context(marked(by)), beside]


def standard_summary(said: StandardAnswer, texts: Texts) -> str:
    """The same in one line, as mrkdwn."""
    return texts.worded.standard_summary.format(text=escaped_line(said.text, LONGEST_LINE))
