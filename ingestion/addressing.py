"""What of a file speaks to an assistant rather than to people, for whoever reviews it to see. Pure."""

from collections.abc import Iterator, Sequence

from ingestion.remarks import Remark, place_code, remark
from knowledge.answering.addressing import to_an_assistant
from knowledge.guides.drafts import DraftPassage
from knowledge.places import Place

# So many are told of an edition, the first in its text; of each so many characters.
MOST_TOLD = 20
LONGEST_TOLD = 140
LONGEST_HEADING = 60
_STEP, _ELLIPSIS = " > ", "…"


def told_to_an_assistant(title: str, passages: Sequence[DraftPassage]) -> tuple[str, ...]:
    """A remark for each sentence, heading and title that tells an assistant what to do, with where it stands.

    An assistant neither quotes nor obeys them, but somebody put them there, or the file speaks of assistants.
    """
    told = dict.fromkeys(_told(title, passages))
    return tuple(told)[:MOST_TOLD]


def _told(title: str, passages: Sequence[DraftPassage]) -> Iterator[str]:
    if to_an_assistant(title) is not None:
        yield _remark(title, title, None)
    seen: set[str] = set()
    for passage in passages:
        under = _STEP.join(passage.heading) or title
        for heading in passage.heading:
            if heading not in seen and to_an_assistant(heading) is not None:
                yield _remark(heading, under, passage.place)
            seen.add(heading)
        for start, end in passage.sentences:
            sentence = passage.text[start:end]
            if to_an_assistant(sentence) is not None:
                yield _remark(sentence, under, passage.place)


def _remark(sentence: str, heading: str, place: Place | None) -> str:
    where = _cut(heading, LONGEST_HEADING), place_code(place)
    return remark(Remark.TELLS_ASSISTANTS, _cut(sentence, LONGEST_TOLD), *where)


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + _ELLIPSIS
