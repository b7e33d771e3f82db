"""Use cases of uploads: begun, claimed, moved on, ready or failed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingestion.cleaning import one_line
from ingestion.details import ROOM
from ingestion.errors import AlreadyInHand, BadDetails, DetailProblem, TooManyInHand
from ingestion.given import GivenDetails, checked
from ingestion.giving_up import give_up
from ingestion.library import guide_known, waiting_of
from ingestion.reading import file_name
from ingestion.sources import is_address
from ingestion.uploads import queries
from ingestion.uploads.models import UploadRow
from ingestion.uploads.values import UNDER_WAY, AsGuide, Stage, Upload
from knowledge.errors import GuideNotFound
from knowledge.evidence.schemes import Scheme, shipped_schemes
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn

MOST_OF_A_PERSON = 20
MOST_OF_A_WORKSPACE = 100
LONGEST_NAME = 500


@dataclass(frozen=True)
class Place:
    """Where progress is shown; ``message`` is None while nobody knows whether it was posted."""

    channel: str
    message: str | None


def begin(
    session: Session,
    workspace: str,
    upload_id: str,
    *,
    person: str,
    name: str,
    source: str,
    given: GivenDetails,
    guide_id: str | None = None,
    as_guide: AsGuide | None = None,
    schemes: Mapping[str, Scheme] | None = None,
    now: datetime,
) -> Upload:
    """Note that a person hands a file in. Done once for an id, however often it is called.

    Args:
        session: The transaction.
        workspace: Whose library it is for.
        upload_id: Its id.
        person: Who hands it in.
        name: Of the file; of a web page its address.
        source: Where it is fetched from.
        given: What the person said of it.
        guide_id: The guide of which it is a new edition; None for a new guide.
        as_guide: What was not said of it, so that it is as its guide has it.
        schemes: By which evidence may be rated; those that ship if none are given.
        now: The time.

    Raises:
        NotAllowed: The person's role does not allow it.
        TooManyInHand: The person, or the workspace, has as many in hand as may be.
        BadDetails: What was said can't be used, or where it is fetched from takes more room than there is.
        GuideNotFound: There is no such guide.
    """
    take_turn(session, workspace)
    known = queries.upload(session, workspace, upload_id)
    if known is not None:
        return known
    require(session, workspace, person, Act.ADD_EDITION)
    name = one_line(name)[:LONGEST_NAME] if is_address(name) else file_name(name)
    require_room(session, workspace, person, [name])
    if len(source) > ROOM["source_url"]:
        raise BadDetails(name, "", "source", DetailProblem.TOO_LONG)
    if guide_id is not None:
        guide_known(session, workspace, guide_id)
    said = checked(name, given, schemes if schemes is not None else shipped_schemes())
    row = UploadRow(id=upload_id, workspace_id=workspace, person=person, name=name, source=one_line(source))
    row.stage, row.details, row.guide_id = Stage.RECEIVED.value, said.values, guide_id
    row.as_guide = asdict(as_guide) if as_guide is not None else None
    row.created_at, row.changed_at = now, now
    session.add(row)
    session.flush()
    return queries.upload_value(row)


def show_in(session: Session, workspace: str, upload_id: str, place: Place) -> None:
    """Note the message that shows its progress."""
    row = _row(session, workspace, upload_id)
    row.channel, row.message = place.channel, place.message


def claim(session: Session, workspace: str, upload_id: str, content_hash: str, *, now: datetime) -> None:
    """Take the content of a file in hand for this upload: whoever hands the same in meanwhile is told so.

    Raises:
        AlreadyInHand: Another upload has it in hand, or an edition that was made of it waits to be published.
    """
    row = _row(session, workspace, upload_id)
    other = queries.like_content(session, workspace, content_hash, besides=upload_id)
    if other is not None:
        raise AlreadyInHand(row.name, other.person, other.name, waits=False)
    require_no_draft(session, workspace, row.name, content_hash, besides=row.edition_id)
    row.content_hash, row.stage, row.changed_at = content_hash, Stage.READING.value, now


def require_no_draft(session: Session, workspace: str, name: str, content_hash: str, *, besides: str | None) -> None:
    """Ask whether no other edition that was made of a file waits to be published.

    Raises:
        AlreadyInHand: One does.
    """
    waits = waiting_of(session, workspace, content_hash, besides=besides)
    if waits is not None:
        raise AlreadyInHand(name, waits.by, waits.title, waits=True)


def stored(
    session: Session,
    workspace: str,
    upload_id: str,
    *,
    guide_id: str,
    edition_id: str,
    passages: int,
    now: datetime,
) -> None:
    """Note the edition that was made of it, in the transaction that stores it; it is embedded next."""
    row = _row(session, workspace, upload_id)
    row.guide_id, row.edition_id, row.passages = guide_id, edition_id, passages
    row.stage, row.changed_at = Stage.EMBEDDING.value, now


def move(session: Session, workspace: str, upload_id: str, stage: Stage, *, now: datetime) -> None:
    """Note that its job has come to this stage."""
    row = _row(session, workspace, upload_id)
    row.stage, row.changed_at = stage.value, now


def ready(session: Session, workspace: str, upload_id: str, findings: Mapping[str, Any], *, now: datetime) -> None:
    """Note that its edition was found by search, with what a reviewer should look at."""
    row = _row(session, workspace, upload_id)
    row.stage, row.findings, row.changed_at = Stage.READY.value, dict(findings), now


def fail(
    session: Session, workspace: str, upload_id: str, error: str, facts: Mapping[str, Any], *, now: datetime
) -> bool:
    """Note what went wrong, and discard what was stored: nothing is half done. What has ended stays as it ended.

    Args:
        session: The transaction.
        workspace: Whose upload it is.
        upload_id: Which one.
        error: The code of what went wrong, at most 60 characters; ``facts`` belong to it (``problems``).
        facts: As JSON holds them: never a text, never a token.
        now: The time.

    Returns:
        Whether it was under way.
    """
    row = _row(session, workspace, upload_id)
    if Stage(row.stage) not in UNDER_WAY:
        return False
    row.stage, row.error, row.facts, row.changed_at = Stage.FAILED.value, error, dict(facts), now
    if row.edition_id is not None:
        give_up(session, workspace, row.edition_id, now=now)
    return True


def require_room(session: Session, workspace: str, person: str, names: Sequence[str]) -> None:
    """Ask whether a person may hand in files of these names, all of them.

    Raises:
        TooManyInHand: The person, or the workspace, would have more in hand than may be; it names the first too many.
    """
    own = MOST_OF_A_PERSON - queries.count(session, workspace, UNDER_WAY, person=person)
    if len(names) > own:
        raise TooManyInHand(names[max(0, own)], MOST_OF_A_PERSON, own=True)
    all_of_them = MOST_OF_A_WORKSPACE - queries.count(session, workspace, UNDER_WAY)
    if len(names) > all_of_them:
        raise TooManyInHand(names[max(0, all_of_them)], MOST_OF_A_WORKSPACE, own=False)


def _row(session: Session, workspace: str, upload_id: str) -> UploadRow:
    take_turn(session, workspace)
    query = select(UploadRow).where(UploadRow.workspace_id == workspace, UploadRow.id == upload_id)
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise GuideNotFound(upload_id)
    return row
