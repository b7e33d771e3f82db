"""What is told where a question and the guides are in different languages. Pure."""

from bot.blocks.gaps.told import ask_button
from bot.blocks.message import Message, stamped
from bot.blocks.notices import notice
from bot.texts import LANGUAGES, Texts
from knowledge.answering.answer import Answer, Mode
from knowledge.errors import OtherLanguage
from knowledge.languages.detecting import language_of

PREFIX = "other_language:"
# Of so many languages of guides the names are told; the rest would have no room in what is kept of a notice.
MOST_NAMED = 8


def kept_notice(error: OtherLanguage) -> str:
    """What is kept of a question that the guides can't be looked through for: a notice, as ``told`` reads it."""
    return f"{PREFIX}{error.asked}:{','.join(error.guides[:MOST_NAMED])}"


def language_notice(kept: str, texts: Texts, answer_id: str) -> Message:
    """That the guides are in another language, in the question's own where there are sentences in it.

    A person can be asked nevertheless.

    Args:
        kept: As ``kept_notice`` makes it.
        texts: In the reader's language.
        answer_id: The id under which the notice is kept.
    """
    asked, _, guides = kept.removeprefix(PREFIX).partition(":")
    own = LANGUAGES.get(asked, texts)
    said = own.languages
    told = notice(said.unreadable.format(asked=said.named([asked]), guides=said.named(guides.split(","))))
    buttons = {"type": "actions", "elements": [ask_button(answer_id, own)]}
    return Message(told.text, stamped([*told.blocks, buttons], answer_id))


def quotes_note(question: str, answer: Answer, texts: Texts) -> str | None:
    """That what is quoted stays in the language of the guides; None where that is not known, or the reader's own.

    A reader's languages are the question's, if it is known, and that in which everything else is told.
    """
    own = {language_of(question), texts.language} - {None}
    quoted = {citation.language for citation in answer.citations if citation.language is not None}
    if answer.mode is Mode.WORDED or not quoted or own <= quoted:
        return None
    return texts.languages.quotes_stay.format(guides=texts.languages.named(sorted(quoted)))
