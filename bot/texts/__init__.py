"""Every sentence that the bot says in Slack, in the reader's language."""

from bot.texts.catalogue import Counted, Texts
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH

__all__ = ["LANGUAGES", "Counted", "Texts", "texts_for"]

LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def texts_for(locale: str | None) -> Texts:
    """The texts for a locale such as ``es-ES``; English where there are none in its language."""
    language = (locale or "").replace("_", "-").partition("-")[0].lower()
    return LANGUAGES.get(language, ENGLISH)
