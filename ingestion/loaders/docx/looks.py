"""Headings that are only made to look like some, in documents whose author knew no heading styles. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingestion.loaders.docx.walk import Draft

HEADING_CHARACTERS = 120
_LARGER = 1.2
_ENDS_A_SENTENCE = (".", ",", ";", ":", "!", "…")


def with_headings_by_look(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Short lines that are bold or larger than the text become headings, the largest of them the top ones.

    A document that has a heading by style is left as it is.
    """
    if any(draft.level is not None and not draft.is_title for draft in drafts):
        return drafts
    usual = _usual_size(drafts)
    found = {number for number, draft in enumerate(drafts) if _looks_like_a_heading(draft, usual)}
    found = {number for number in found if _introduces_text(number, drafts, found)}
    sizes = sorted({drafts[number].size for number in found}, reverse=True)
    return [
        replace(draft, level=sizes.index(draft.size) + 1) if number in found else draft
        for number, draft in enumerate(drafts)
    ]


def _usual_size(drafts: Sequence[Draft]) -> int:
    sizes = Counter[int]()
    for draft in drafts:
        sizes[draft.size] += len(draft.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _looks_like_a_heading(draft: Draft, usual_size: int) -> bool:
    text = draft.text
    stands_alone = draft.level is None and not draft.is_item and not draft.in_table and "\n" not in text
    stands_out = draft.bold or draft.size >= _LARGER * usual_size
    worded = any(character.isalpha() for character in text) and not text.endswith(_ENDS_A_SENTENCE)
    return stands_alone and stands_out and worded and len(text) <= HEADING_CHARACTERS


def _introduces_text(number: int, drafts: Sequence[Draft], found: set[int]) -> bool:
    """Whether body text follows before the end or a line that looks just like it."""
    this = drafts[number]
    for later in range(number + 1, len(drafts)):
        if later not in found:
            return drafts[later].level is None
        if drafts[later].size == this.size:
            return False
    return False
