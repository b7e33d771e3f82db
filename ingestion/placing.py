"""To which guide a file goes that is handed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ingestion.errors import AlreadyInHand, DuplicateFile, UnchangedFile
from ingestion.given import GivenDetails
from ingestion.library import guide_known, waiting_of
from knowledge.guides import queries, service

# Where a guide came from that was handed in; after this comes the id of its first edition.
UPLOADED = "upload:"


@dataclass(frozen=True)
class Source:
    """A file that was handed in, and what for."""

    workspace: str
    name: str
    content_hash: str
    edition_id: str
    given: GivenDetails
    guide: str | None


def placed(session: Session, source: Source, *, now: datetime) -> tuple[str, str | None]:
    """The key of the guide to which it goes, and where that came from. Nobody else finds a place meanwhile.

    Raises:
        UnchangedFile: As ``Intake.read``; and so all that it raises.
    """
    workspace = source.workspace
    if source.guide is not None:
        key, path = guide_known(session, workspace, source.guide)
    else:
        key, path = source.name, UPLOADED + source.edition_id
    stands = service.standing(
        session,
        workspace,
        keys=[key],
        source_path=path,
        content=source.content_hash,
        details=source.given.hash,
        gone=(),
        now=now,
    )
    if stands.same_as is not None:
        raise DuplicateFile(source.name, stands.same_as)
    if stands.same_edition is not None and not stands.retired:
        facts = queries.edition_facts(session, [stands.same_edition])[stands.same_edition]
        raise UnchangedFile(source.name, facts.title, facts.label)
    waits = waiting_of(session, workspace, source.content_hash, besides=source.edition_id)
    if waits is not None:
        raise AlreadyInHand(source.name, waits.by, waits.title, waits=True)
    return stands.guide_key, path
