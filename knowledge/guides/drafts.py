"""An edition before it is stored: values that ingestion hands over."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from knowledge.embeddings.pooling import TextToEmbed
from knowledge.evidence.values import Evidence
from knowledge.places import Place

# Leaves room for a passage of 160 tokens in a window of 256.
HEADING_CHARACTERS = 240
EVERYBODY = "everybody"


@dataclass(frozen=True)
class PlaceChange:
    """From this character of the text on, the original's place is this one."""

    start: int
    place: Place


@dataclass(frozen=True)
class DraftPassage:
    """A passage: a span of the text, the headings above it and the sentences in it.

    Attributes:
        sentences: Spans in characters from the passage's start.
    """

    start: int
    end: int
    heading: tuple[str, ...]
    place: Place | None
    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class EditionDetails:
    """What is known of an edition beside its text.

    Attributes:
        owner: Who looks after it, in words; ``owner_person`` is the person of the workspace who does.
        evidence_tier: How good the evidence is, in words; ``evidence`` is a tier of a scheme.
    """

    title: str
    label: str | None = None
    owner: str | None = None
    audience: str = EVERYBODY
    evidence_tier: str | None = None
    effective_date: date | None = None
    review_date: date | None = None
    licence: str | None = None
    language: str = "en"
    source_url: str | None = None
    evidence: Evidence | None = None
    owner_person: str | None = None


@dataclass(frozen=True)
class EditionDraft:
    """All of an edition that goes into the database.

    Attributes:
        content_hash: Of the file as it was given.
        details_hash: Of the details that lay beside the file; of nothing where there were none.
    """

    guide_key: str
    source_path: str | None
    content_hash: str
    details_hash: str
    details: EditionDetails
    text: str
    places: tuple[PlaceChange, ...]
    passages: tuple[DraftPassage, ...]
    warnings: tuple[str, ...] = ()


def heading_line(title: str, heading: tuple[str, ...]) -> str:
    """The line that is embedded and indexed above a passage, and never quoted: title and headings.

    The outer headings give way first when it gets too long.
    """
    names = [title, *heading]
    while len(names) > 1 and len(" > ".join(names)) > HEADING_CHARACTERS:
        names.pop(0)
    return " > ".join(names)[:HEADING_CHARACTERS]


def text_to_embed(title: str, passage: DraftPassage) -> TextToEmbed:
    """What the model reads for a passage."""
    line = heading_line(title, passage.heading) + "\n"
    shifted = tuple((len(line) + a, len(line) + b) for a, b in passage.sentences)
    return TextToEmbed(line + passage.text, shifted)


def embedded_hash(text: TextToEmbed) -> str:
    """Names the embedding of a text: the same text with the same sentences need not be embedded again."""
    seed = json.dumps([text.text, text.sentences], ensure_ascii=False)
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()
