"""A word or a few, written by the learner. Pure.

Data: ``{stem, accepted: [text], case_sensitive?: bool}``. A text is right if it is the same as an accepted one once
both are ``folded``: other differences, an accent or a spelling, are for the author to accept. Accepted texts that are
the same once folded are kept once. Unlike in Moodle, ``*`` stands for nothing but itself.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.unseen import seen
from learning.errors import Flaw
from learning.items.limits import LONGEST_OPTION, MOST_ACCEPTED
from learning.items.responses import Response, Write, Written
from learning.items.types.fields import Fields
from learning.items.types.signature import ItemType

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u0060\u00b4]")
_DASHES = re.compile("[\u2010-\u2013\u2212]")
_SIGNS = re.compile("[%#+]")
_MINUS = re.compile(r"(?<![^\W_])-(?=[$€£¥]?\.?\d)|(?<=[^\W_])-(?!\s*\w)")
_KEPT_MINUS = "\u2212"
_LONGEST_WRITTEN = 4 * LONGEST_OPTION


@dataclass(frozen=True)
class ShortText:
    """The accepted texts; the first one is shown as the right one."""

    stem: str
    accepted: tuple[str, ...]
    case_sensitive: bool = False


def folded(text: str, *, case_sensitive: bool = False) -> str:
    """A text without what does not make an answer wrong.

    Letters are compared by Unicode compatibility (NFKC) and, unless the case matters, without it (``casefold``).
    What nobody sees and apostrophes are left out; each other punctuation mark counts as a space, so that
    ``well-being`` is ``well being``; and one space is as good as several, or as those around the text.

    Signs that make another answer stay: ``%``, ``#``, ``+``, and a dash that is a minus before a number (``-5``) or
    ends a word after which none comes (``A-``).
    """
    joined = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    whole = unicodedata.normalize("NFKC", joined)
    if not case_sensitive:
        whole = unicodedata.normalize("NFKC", whole.casefold())
    visible = "".join(character for character in seen(whole) if unicodedata.category(character) != "Cs")
    signed = _SIGNS.sub(r" \g<0> ", _MINUS.sub(_KEPT_MINUS, _DASHES.sub("-", visible)))
    kept = "".join(_folded(character) for character in signed)
    return " ".join(kept.replace(_KEPT_MINUS, "-").split())


def read(data: Mapping[str, Any]) -> ShortText:
    fields = Fields(data)
    fields.only("stem", "accepted", "case_sensitive")
    stem = fields.stem()
    case_sensitive = fields.yes("case_sensitive")
    given = fields.entries("accepted", fewest=0, most=MOST_ACCEPTED)
    texts = fields.texts("accepted", given, longest=LONGEST_OPTION)
    accepted: dict[str, str] = {}
    for number, text in enumerate(texts, start=1):
        same = folded(text, case_sensitive=case_sensitive)
        if text and not same:
            fields.note(Flaw.EMPTY_OPTION, f"accepted.{number}", text)
        accepted.setdefault(same, text)
    if isinstance(data.get("accepted"), list | tuple) and not texts:
        fields.note(Flaw.NO_RIGHT_ANSWER, "accepted")
    fields.done()
    return ShortText(stem, tuple(accepted.values()), case_sensitive)


def to_data(content: ShortText) -> dict[str, Any]:
    data: dict[str, Any] = {"stem": content.stem, "accepted": list(content.accepted)}
    return {**data, "case_sensitive": True} if content.case_sensitive else data


def way(content: ShortText) -> Write:
    return Write(numeric=False)


def grade(content: ShortText, response: Response) -> float:
    if not isinstance(response, Written) or len(response.text) > _LONGEST_WRITTEN:
        return 0.0
    given = folded(response.text, case_sensitive=content.case_sensitive)
    return float(given in {folded(text, case_sensitive=content.case_sensitive) for text in content.accepted})


def right(content: ShortText) -> Written:
    return Written(content.accepted[0])


def _folded(character: str) -> str:
    is_punctuation = unicodedata.category(character).startswith(("P", "C")) and not _SIGNS.match(character)
    return " " if is_punctuation else character


TYPE = ItemType("short_text", read, to_data, way, grade, right)
