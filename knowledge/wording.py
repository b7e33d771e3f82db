"""What a person writes in a few words, a reason, a note or a name, as it is kept. Pure."""

import re
import unicodedata

from knowledge.unseen import JOINERS, is_no_text, is_unseen, shows

LONGEST_REASON = 1_000
# Selectors of a picture's look, and of a letter's in Mongolian.
_KEPT = re.compile(f"[{JOINERS}\u180b-\u180d\ufe0e\ufe0f]")


def plain(text: str) -> str:
    """It on one line in NFC, without what nobody sees; empty where nothing is left that can be seen."""
    left = (c for c in text if _KEPT.match(c) or is_no_text(c) or not is_unseen(c))
    kept = "".join(" " if is_no_text(c) else c for c in left)
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    return line if shows(line) else ""
