"""What stands where an answer will be. Pure."""

from bot.blocks.message import Block, Message, rich_section, rich_text, stamped, words
from bot.blocks.mrkdwn import one_line
from bot.texts import Texts

LONGEST_QUESTION = 300


def waiting_message(question: str, ahead: int, texts: Texts) -> Message:
    """The question's place in line, or that it is being answered when none is before it.

    Args:
        question: As it was asked.
        ahead: How many questions are answered before it.
        texts: In the language of the asker.
    """
    card: Block = {
        "type": "task_card",
        "task_id": "question",
        "title": texts.in_line.of(ahead) if ahead else texts.searching,
        "status": "pending" if ahead else "in_progress",
    }
    asked = one_line(question, LONGEST_QUESTION)
    if asked:
        card["details"] = rich_text(rich_section(words(asked)))
    summary = texts.in_line_summary.of(ahead) if ahead else texts.searching
    return Message(summary, stamped([card], "waiting"))
