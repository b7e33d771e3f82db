"""What a person may write, and nothing else, to be shown something: "certify me", "my path", "my data". Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Wish(StrEnum):
    """What a person may want to be shown."""

    CERTIFY = "certify"
    LEARN = "learn"
    PRACTISE = "practise"
    MY_DATA = "my_data"
    COHORTS = "cohorts"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Wished:
    """Somebody wants to be shown something.

    Attributes:
        act: Names the message, the press or the use of the command.
        asked_in: The channel in which others read it; None where nobody does.
    """

    person: str
    act: str
    asked_in: str | None
    at: datetime


# In English and in Spanish; politeness and signs around them do not matter.
_WORDS: Mapping[Wish, str] = {
    Wish.CERTIFY: (
        r"(?:get )?(?:me )?certif(?:y|ied|ications?)(?: me)?|i want to (?:get|be|become) certified|"
        r"certif[ií]ca(?:me)?|(?:quiero )?certificarme|certificaci(?:ón|on|ones)"
    ),
    Wish.LEARN: (
        r"(?:(?:show )?(?:me )?)?(?:my |the )?(?:learning )?paths?|(?:i want to )?learn|my learning|"
        r"(?:quiero )?aprender|(?:mis? |los )?itinerarios?|mi aprendizaje"
    ),
    Wish.PRACTISE: (
        r"(?:i want to |let me |start |(?:start )?(?:my )?daily )?practi[cs]e(?: me)?|my questions|"
        r"(?:quiero )?practicar|mi pr[aá]ctica|mis preguntas"
    ),
    Wish.COHORTS: r"(?:(?:show )?(?:me )?)?(?:my |the )?cohorts?|(?:mis |los )?grupos?|(?:mis |las )?cohortes?",
    Wish.MY_DATA: (
        r"(?:show (?:me )?|export |erase |delete )?my data|erase me|forget me|"
        r"(?:borrar? |exportar? )?mis datos|b[oó]rrame"
    ),
    Wish.SETTINGS: (
        r"(?:(?:show )?(?:me )?)?(?:my )?(?:settings|preferences|notifications)|"
        r"(?:mis )?(?:ajustes|preferencias|avisos)"
    ),
}
_WISHES = {
    wish: re.compile(
        rf"[\s,.!¡]*(?:please |por favor,? )?(?:{words})(?:,? please|,? por favor)?[\s,.!]*", re.IGNORECASE
    )
    for wish, words in _WORDS.items()
}


def wish_in(text: str) -> Wish | None:
    """What somebody wants to be shown who writes this and asks nothing else; None where it is something else."""
    return next((wish for wish, words in _WISHES.items() if words.fullmatch(text)), None)
