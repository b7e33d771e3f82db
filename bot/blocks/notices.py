"""Refusals, confirmations and other short messages. Pure."""

from bot.blocks.message import Message, button, rich_section, rich_text, section, stamped, words
from bot.blocks.mrkdwn import escape, one_line
from bot.texts import Texts
from knowledge.conversations.values import Manner
from knowledge.errors import QuestionReason, QuestionUnusable

LONGEST_CODE = 60


def notice(text: str) -> Message:
    """A short message of our own, shown as it is."""
    return Message(escape(text), stamped([rich_text(rich_section(words(text)))], "notice"))


def help_notice(texts: Texts) -> Message:
    """How to ask, with questions to try."""
    ways = section("\n".join(f"•  {way}" for way in texts.how_to_ask_mrkdwn))
    prompts = [section(escape(prompt), button("ask_prompt", texts.ask, prompt)) for prompt in texts.prompts]
    title = rich_text(rich_section(words(texts.help_title)))
    return Message(escape(texts.help_title), stamped([title, ways, *prompts], "help"))


def incident_notice(code: str, texts: Texts) -> Message:
    """That something went wrong, and the code under which it was logged."""
    return notice(texts.incident.format(code=one_line(code, LONGEST_CODE)))


def manner_notice(manner: Manner, texts: Texts) -> Message:
    """How the assistant behaves in the thread from now on."""
    sentences = {
        Manner.FOLLOW: texts.now_following,
        Manner.MENTION: texts.now_on_mention,
        Manner.MUTE: texts.now_muted,
    }
    return notice(sentences[manner])


def question_notice(error: QuestionUnusable, texts: Texts) -> Message:
    """Why a question can't be searched for."""
    sentences = {
        QuestionReason.EMPTY: texts.question_empty,
        QuestionReason.TOO_LONG: texts.question_too_long.format(limit=texts.number(error.limit or 0)),
        QuestionReason.NO_WORDS: texts.question_without_words,
    }
    return notice(sentences[error.reason])


def outsider_notice(texts: Texts) -> Message:
    """That people from outside are not answered."""
    return notice(texts.outsider)


def no_guides_notice(texts: Texts) -> Message:
    """That there is no guide to answer from."""
    return notice(texts.no_guides)


def thanks_notice(texts: Texts) -> Message:
    """Thanks for an opinion."""
    return notice(texts.thanks)
