"""What a person writes in a few words, a reason, a note or a name, as it is kept. Pure."""

import unicodedata

LONGEST_REASON = 1_000
# Controls, lone surrogates, and what has no meaning: databases refuse some of them.
_NO_TEXT = {"Cc", "Cs", "Co", "Cn"}
# Marks that nobody sees, but for the two joiners, which shape letters.
_UNSEEN, _JOINERS = "Cf", "\u200c\u200d"


def plain(text: str) -> str:
    """It on one line in NFC, without what nobody sees; empty where nothing is left that can be seen."""
    kept = "".join(" " if unicodedata.category(c) in _NO_TEXT else c for c in text if _is_seen(c))
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    return line if line.strip(_JOINERS + " ") else ""


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) != _UNSEEN or character in _JOINERS
