"""English sentences that say the opposite of a duty. Pure."""

import re

# What says that something must be, and what says that it need not, or the other way round; the first that fits.
_OPPOSITES = (
    (r"\bmust not\b", "may"),
    (r"\bshould not\b", "should"),
    (r"\bshall not\b", "may"),
    (r"\bmay not\b", "may"),
    (r"\bcannot\b", "can"),
    (r"\b(is|are) not (required|expected|allowed|permitted) to\b", r"\1 \2 to"),
    (r"\b(is|are) (required|expected|obliged) to\b", r"\1 not \2 to"),
    (r"\bmust never\b", "may"),
    (r"\bshould never\b", "should"),
    (r"\bno more than\b", "no fewer than"),
    (r"\bno fewer than\b", "no more than"),
    (r"\bat least\b", "at most"),
    (r"\bat most\b", "at least"),
    (r"\bmust\b", "need not"),
    (r"\bshould\b", "should not"),
    (r"\bshall\b", "need not"),
    (r"\b(is|are) (required|essential|forbidden|prohibited)\b", r"\1 not \2"),
)
_SIGNS = re.compile(
    r"\b(?:must|should|shall|never|cannot|not|nor|neither|without|unless|rather than|no|only|need)\b", re.IGNORECASE
)


# A duty after one of these is not what the sentence says, but why, or whether.
_REASONS = re.compile(r"\b(?:why|whether|how|if|because|although|though|since)\b", re.IGNORECASE)


def opposite(sentence: str) -> str | None:
    """The sentence with its duty turned round; None where it is not plain which word does that.

    Where a second word of the kind stands ("must not … unless"), the opposite may be true as well.
    """
    for pattern, replacement in _OPPOSITES:
        turned, count = re.subn(pattern, replacement, sentence, flags=re.IGNORECASE)
        if not count:
            continue
        before, *after = re.split(pattern, sentence, maxsplit=1, flags=re.IGNORECASE)
        plain = count == 1 and not _SIGNS.search(f"{before} {after[-1]}") and not _REASONS.search(before)
        return turned if plain and turned[:1].isupper() else None
    return None
