"""A file's bytes to all that an edition holds of it, in the sandbox."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingestion.addressing import told_to_an_assistant
from ingestion.cleaning import one_line
from ingestion.details import read_details
from ingestion.errors import NoTextFound
from ingestion.given import GivenDetails
from ingestion.sandbox import Sandbox
from ingestion.splitting import CountTokens, Document, assemble, split
from knowledge.evidence.schemes import Scheme
from knowledge.guides.drafts import EVERYBODY, DraftPassage, EditionDetails, EditionDraft

# Of the bytes that a file system lets a name have, those that are left beside the name of a side-car.
_LONGEST_NAME = 200


@dataclass(frozen=True)
class SideCar:
    """A file of details that lay beside a guide's."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Reading:
    """What was read in a file."""

    details: EditionDetails
    document: Document
    passages: tuple[DraftPassage, ...]
    warnings: tuple[str, ...]

    def draft(self, guide_key: str, source_path: str | None, content_hash: str, details_hash: str) -> EditionDraft:
        """The edition that it makes of a guide."""
        return EditionDraft(
            guide_key=guide_key,
            source_path=source_path,
            content_hash=content_hash,
            details_hash=details_hash,
            details=self.details,
            text=self.document.text,
            places=self.document.places,
            passages=self.passages,
            warnings=self.warnings,
        )


def read_file(
    name: str,
    data: bytes,
    *,
    side_car: SideCar | None = None,
    given: GivenDetails,
    sandbox: Sandbox,
    count_tokens: CountTokens,
    schemes: Mapping[str, Scheme] | None = None,
    audience: str = EVERYBODY,
) -> Reading:
    """Parse a file and split it; it is for this audience where nothing says whom it is for.

    Raises:
        UnreadableFile: The subclass says why.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        if side_car is not None:
            (Path(folder) / side_car.name).write_bytes(side_car.data)
        loaded = sandbox.load(path)
        details = given.over(read_details(path, loaded, schemes, audience))
    document = assemble(loaded.blocks, details.title)
    passages = split(document, language=details.language, count_tokens=count_tokens)
    if not passages:
        raise NoTextFound(name)
    told = told_to_an_assistant(details.title, passages)
    return Reading(details, document, passages, (*told, *loaded.warnings))


def file_name(name: str) -> str:
    """The name that a file was handed in with, as one that any file system takes; its ending stays."""
    plain = one_line(name).replace("/", "-").replace("\\", "-").lstrip(".") or "guide"
    stem, ending = Path(plain).stem, Path(plain).suffix[:20]
    room = _LONGEST_NAME - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore") + ending
