"""What a reader is told of an answer before acting on it, in words. Pure."""

from collections.abc import Sequence

from bot.blocks.mrkdwn import ELLIPSIS, one_line
from bot.texts import Texts
from knowledge.answering.cautions import AnswerCaution, ReviewOverdue, WeakEvidence

MOST_NAMED = 3
LONGEST_TITLE = 150
LONGEST_CAUTION = 1_000


def is_contrary(caution: AnswerCaution) -> bool:
    """Whether research speaks against what is quoted, so that nobody may miss it."""
    return isinstance(caution, WeakEvidence)


def caution_line(caution: AnswerCaution, texts: Texts) -> str:
    """The sentence for a caution: clean text on one line, not escaped."""
    match caution:
        case WeakEvidence(guides=guides):
            rated = [
                texts.rated_guide.format(guide=_title(title, texts), tier=_title(tier.name(texts.language), texts))
                for title, tier in guides
            ]
            return texts.contrary_evidence.format(guides=_listed(rated))
        case ReviewOverdue(guides=guides, since=since):
            count, day = len(guides), texts.day(since)
            if count == 1:
                return texts.guide_overdue.format(date=day)
            return texts.guides_overdue.format(count=count, date=day)


def _title(title: str, texts: Texts) -> str:
    return texts.quoted.format(text=one_line(title, LONGEST_TITLE))


def _listed(names: Sequence[str]) -> str:
    """The names, or the first of them and a sign that there are more."""
    return ", ".join([*names[:MOST_NAMED], *([ELLIPSIS] if len(names) > MOST_NAMED else [])])
