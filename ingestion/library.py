"""What the library holds already of a file that comes in: selects over editions and their states."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from knowledge.errors import GuideNotFound
from knowledge.guides.drafts import EVERYBODY
from knowledge.guides.models import Edition, EditionStep, Guide
from knowledge.guides.shown import shown_edition
from knowledge.guides.states import WAITING, EditionState
from knowledge.guides.steps import added_by, is_latest
from knowledge.members.roles import OPERATOR

_DECIDED = (EditionState.SCHEDULED, EditionState.PUBLISHED, EditionState.SUPERSEDED, EditionState.WITHDRAWN)


@dataclass(frozen=True)
class Held:
    """An edition that is there already.

    Attributes:
        by: Who added it.
        steps: How many steps it has gone; one, if nothing was done to it since.
    """

    edition_id: str
    title: str
    label: str
    content_hash: str
    details_hash: str
    effective_date: date | None
    state: EditionState
    by: str
    steps: int


@dataclass(frozen=True)
class Withdrawal:
    """A guide was taken away from readers, on this day of UTC, and why."""

    guide: str
    on: date
    reason: str | None


def guide_known(session: Session, workspace: str, guide_id: str) -> tuple[str, str | None]:
    """A guide's key, and where it came from.

    Raises:
        GuideNotFound: The workspace has no such guide.
    """
    query = select(Guide.key, Guide.source_path).where(Guide.workspace_id == workspace, Guide.id == guide_id)
    found = session.execute(query).one_or_none()
    if found is None:
        raise GuideNotFound(guide_id)
    return found[0], found[1]


def waiting_of(session: Session, workspace: str, content_hash: str, *, besides: str | None) -> Held | None:
    """An edition made of this very file that is not published yet, if there is one."""
    query = _held(workspace, WAITING).where(Edition.content_hash == content_hash)
    return _first(session, query.where(Edition.id != besides) if besides is not None else query)


def last_of_command_line(session: Session, workspace: str, guide_key: str) -> Held | None:
    """The edition of a guide that came in last from the command line, if one did."""
    from_there = _held(workspace, _DECIDED, by=OPERATOR).join(Guide, Guide.id == Edition.guide_id)
    return _first(session, from_there.where(Guide.key == guide_key).order_by(Edition.number.desc()))


def audience_before(session: Session, workspace: str, guide_key: str) -> str:
    """Whom the edition of a guide is for that readers see, or saw last; everybody where there is none."""
    query = select(Edition.audience).join(Guide, Guide.id == Edition.guide_id).where(Edition.id == shown_edition())
    found = session.scalar(query.where(Guide.workspace_id == workspace, Guide.key == guide_key))
    return found if found is not None else EVERYBODY


def given_up(session: Session, workspace: str) -> list[str]:
    """The drafts of the command line to which nothing was done since they were stored.

    While none of its jobs is unfinished, none of them will be published.
    """
    query = _held(workspace, (EditionState.DRAFT,), by=OPERATOR)
    return [found[0] for found in session.execute(query) if found[-1] == 1]


def withdrawal_before(session: Session, guide_id: str, *, besides: str | None) -> Withdrawal | None:
    """How a guide was withdrawn, if the edition that readers saw last was; ``besides`` one that may follow it."""
    last = _withdrawals().where(Edition.guide_id == guide_id, Edition.published_at.is_not(None))
    newest_first = last.order_by(Edition.published_at.desc(), Edition.number.desc())
    return _withdrawal(session, newest_first.where(Edition.id != besides) if besides is not None else newest_first)


def withdrawn_twin(session: Session, edition_id: str) -> Withdrawal | None:
    """How another guide was withdrawn that was last made of the very same file, if one was."""
    edition = session.get_one(Edition, edition_id)
    twins = _withdrawals().where(Edition.workspace_id == edition.workspace_id)
    twins = twins.where(Edition.content_hash == edition.content_hash)
    away = twins.where(Guide.id != edition.guide_id, Guide.retired_at.is_not(None), Edition.id == shown_edition())
    return _withdrawal(session, away.order_by(Guide.retired_at.desc()))


def _withdrawals() -> Select[str, str, datetime, str | None]:
    """The last step of editions, withdrawals or not."""
    query = select(Guide.key, EditionStep.state, EditionStep.at, EditionStep.reason)
    steps = query.join(Edition, Edition.guide_id == Guide.id).join(EditionStep, EditionStep.edition_id == Edition.id)
    return steps.where(is_latest())


def _withdrawal(session: Session, query: Select[str, str, datetime, str | None]) -> Withdrawal | None:
    found = session.execute(query.limit(1)).one_or_none()
    if found is None or found[1] != EditionState.WITHDRAWN.value:
        return None
    return Withdrawal(found[0], found[2].date(), found[3])


def _held(workspace: str, states: tuple[EditionState, ...], by: str | None = None) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            Edition.id,
            Edition.title,
            Edition.label,
            Edition.content_hash,
            Edition.details_hash,
            Edition.effective_date,
            EditionStep.state,
            added_by(),
            EditionStep.number,
        )
        .join(EditionStep, EditionStep.edition_id == Edition.id)
        .where(Edition.workspace_id == workspace, is_latest(), EditionStep.state.in_([s.value for s in states]))
    )
    return query if by is None else query.where(added_by() == by)


def _first(session: Session, query: Select[*tuple[Any, ...]]) -> Held | None:
    found = session.execute(query.limit(1)).one_or_none()
    if found is None:
        return None
    key, title, label, content, details, effective, state, by, steps = found
    return Held(key, title, label, content, details, effective, EditionState(state), by, steps)
