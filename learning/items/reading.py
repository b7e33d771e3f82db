"""Whether an item can be taken as it was written, and whether it is ready for others. Pure."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from learning.errors import BadItem, Flaw, Found
from learning.items.fitting import asked_units
from learning.items.limits import (
    FEWEST_QUOTED_LETTERS,
    FEWEST_QUOTED_WORDS,
    LONGEST_COMPETENCY,
    LONGEST_KEY,
    LONGEST_QUOTE,
    LONGEST_RATIONALE,
    LONGEST_SCENARIO,
    MOST_ASKED,
    MOST_QUOTES,
)
from learning.items.types import TYPES
from learning.items.types.fields import kept, shown
from learning.items.values import ItemDraft, ItemVersion, Quote

# Controls and lone surrogates: no guide's key has them, and databases refuse to look for them.
_NO_NAME = {"Cc", "Cs"}


def checked(draft: ItemDraft) -> ItemDraft:
    """The draft with its texts as they are kept, and its content as its type writes it.

    A draft may lack its rationale, its competency and its quotes: they are asked for where it is sent into review.

    Raises:
        BadItem: It can't be taken; with all that is wrong with it.
    """
    cleaned = _cleaned(draft)
    flaws = [*_flaws(cleaned)]
    content: Mapping[str, Any] = {}
    try:
        content = _content(cleaned)
    except BadItem as bad:
        flaws.extend(bad.flaws)
    if flaws:
        raise BadItem(cleaned.key or shown(draft.key), flaws)
    return replace(cleaned, content=content)


def unready(version: ItemVersion) -> tuple[Found, ...]:
    """Why nobody may be asked a version yet: what it lacks, or that it is longer than a message."""
    lacks = (
        (Flaw.NO_RATIONALE, "rationale", version.rationale),
        (Flaw.NO_COMPETENCY, "competency", version.competency),
        (Flaw.NO_PROOF, "quotes", version.proofs),
    )
    asked = asked_units(version)
    long = [Found(Flaw.TOO_LONG_TOGETHER, "", str(asked))] if asked > MOST_ASKED else []
    return (*(Found(flaw, where) for flaw, where, there in lacks if not there), *long)


def content_hash(draft: ItemDraft) -> str:
    """The SHA-256 of all that makes two versions of an item the same; ``draft`` is a checked one."""
    quotes = [[quote.guide, quote.text] for quote in draft.quotes]
    parts = [draft.type, draft.content, draft.rationale, draft.competency, draft.difficulty.value]
    whole = json.dumps([*parts, draft.scenario_key, draft.scenario, quotes], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def _cleaned(draft: ItemDraft) -> ItemDraft:
    return replace(
        draft,
        key=kept(draft.key),
        rationale=kept(draft.rationale, lines=True),
        competency=kept(draft.competency),
        quotes=tuple(Quote(quote.guide, " ".join(quote.text.split())) for quote in draft.quotes),
        scenario_key=kept(draft.scenario_key or "") or None,
        scenario=kept(draft.scenario or "", lines=True) or None,
    )


def _content(draft: ItemDraft) -> Mapping[str, Any]:
    if draft.type not in TYPES:
        raise BadItem(draft.key, [Found(Flaw.UNKNOWN_TYPE, "type", shown(draft.type))])
    if not isinstance(draft.content, Mapping):
        raise BadItem(draft.key, [Found(Flaw.WRONG_KIND, "content", shown(draft.content))])
    kind = TYPES[draft.type]
    return kind.data(kind.read(draft.content))


def _flaws(draft: ItemDraft) -> Iterator[Found]:
    if not 0 < len(draft.key) <= LONGEST_KEY:
        yield Found(Flaw.BAD_KEY, "key", shown(draft.key))
    yield from _too_long("rationale", draft.rationale, LONGEST_RATIONALE)
    yield from _too_long("competency", draft.competency, LONGEST_COMPETENCY)
    yield from _too_long("scenario_key", draft.scenario_key or "", LONGEST_KEY)
    yield from _too_long("scenario", draft.scenario or "", LONGEST_SCENARIO)
    if draft.scenario_key is not None and draft.scenario is None:
        yield Found(Flaw.SCENARIO_WITHOUT_TEXT, "scenario", draft.scenario_key)
    if draft.scenario is not None and draft.scenario_key is None:
        yield Found(Flaw.MISSING, "scenario_key")
    yield from _quote_flaws(draft.quotes)


def _quote_flaws(quotes: Sequence[Quote]) -> Iterator[Found]:
    if len(quotes) > MOST_QUOTES:
        yield Found(Flaw.TOO_LONG, "quotes", str(len(quotes)))
    for number, quote in enumerate(quotes, start=1):
        if not quote.guide or not quote.text:
            yield Found(Flaw.MISSING, f"quotes.{number}")
        if any(unicodedata.category(character) in _NO_NAME for character in quote.guide):
            yield Found(Flaw.BAD_KEY, f"quotes.{number}", shown(quote.guide))
        if quote.text and not _says_enough(quote.text):
            yield Found(Flaw.TOO_SHORT, f"quotes.{number}", shown(quote.text))
        yield from _too_long(f"quotes.{number}", quote.text, LONGEST_QUOTE)


def _says_enough(quote: str) -> bool:
    letters = sum(character.isalnum() for character in quote)
    return len(quote.split()) >= FEWEST_QUOTED_WORDS or letters >= FEWEST_QUOTED_LETTERS


def _too_long(where: str, text: str, longest: int) -> Iterator[Found]:
    if len(text) > longest:
        yield Found(Flaw.TOO_LONG, where, str(len(text)))
