"""What is said where a question and the guides are in different languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LanguageTexts:
    """The sentences of one language.

    Attributes:
        names: Of languages, by their codes, as they stand inside a sentence.
        other: The name of one that has none here.
    """

    names: Mapping[str, str]
    other: str
    unreadable: str
    quotes_stay: str

    def named(self, codes: Iterable[str]) -> str:
        """The names of languages, one after the other."""
        return ", ".join(dict.fromkeys(self.names.get(code, self.other) for code in codes))


ENGLISH = LanguageTexts(
    names={
        "am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
        "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
        "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician",
        "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian",
        "id": "Indonesian", "ig": "Igbo", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
        "lv": "Latvian", "ms": "Malay", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi",
        "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
        "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
        "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
        "vi": "Vietnamese", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
    },
    other="another language",
    unreadable=(
        "The guides are in {guides}. I can't look through them in {asked}. Please ask me in {guides}: "
        "I would rather not guess."
    ),
    quotes_stay="The guides say it in {guides}, so it is quoted in {guides}.",
)  # fmt: skip

SPANISH = LanguageTexts(
    names={
        "am": "amárico", "ar": "árabe", "bg": "búlgaro", "bn": "bengalí", "ca": "catalán", "cs": "checo",
        "da": "danés", "de": "alemán", "el": "griego", "en": "inglés", "es": "español", "et": "estonio",
        "eu": "euskera", "fa": "persa", "fi": "finés", "fr": "francés", "ga": "irlandés", "gl": "gallego",
        "ha": "hausa", "he": "hebreo", "hi": "hindi", "hr": "croata", "ht": "criollo haitiano", "hu": "húngaro",
        "id": "indonesio", "ig": "igbo", "it": "italiano", "ja": "japonés", "ko": "coreano", "lt": "lituano",
        "lv": "letón", "ms": "malayo", "ne": "nepalí", "nl": "neerlandés", "no": "noruego", "pa": "panyabí",
        "pl": "polaco", "ps": "pastún", "pt": "portugués", "ro": "rumano", "ru": "ruso", "sk": "eslovaco",
        "sl": "esloveno", "so": "somalí", "sq": "albanés", "sr": "serbio", "sv": "sueco", "sw": "suajili",
        "ta": "tamil", "th": "tailandés", "tl": "tagalo", "tr": "turco", "uk": "ucraniano", "ur": "urdu",
        "vi": "vietnamita", "yo": "yoruba", "zh": "chino", "zu": "zulú",
    },
    other="otro idioma",
    unreadable=(
        "Las guías están en {guides}. No puedo buscar en ellas en {asked}. Pregúntame en {guides}, por favor: "
        "prefiero no adivinar."
    ),
    quotes_stay="Las guías lo dicen en {guides}, por eso se cita en {guides}.",
)  # fmt: skip
