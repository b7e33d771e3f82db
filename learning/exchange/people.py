"""Use case: people, and what they were certified for before, are taken over from a list; first it is only looked at."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.service import record
from knowledge.audit.values import Filter
from knowledge.members.roles import Act
from knowledge.members.service import require
from knowledge.turns import take_turn
from learning.certifications.queries import certifications
from learning.cohorts.queries import cohorts
from learning.cohorts.service import add
from learning.cohorts.values import MOST_LEARNERS
from learning.exchange.plans import Counts, Plan
from learning.exchange.taking_over import JoiningLine, Known, PastLine, Problem, Reading, Wrong, read
from learning.membership.queries import members_of
from learning.membership.values import Part
from learning.past.models import PastCertificateRow
from learning.past.values import PastCertificate
from storage.database import insert_missing
from storage.schema import new_id

_AT_ONCE = 1_000


def plan(
    session: Session,
    workspace: str,
    data: bytes,
    people: Callable[[str], Collection[str]],
    *,
    by: str,
    now: datetime,
) -> Plan:
    """What taking a list over would do; nothing is changed.

    Args:
        session: Reads.
        workspace: Where people are taken over to.
        data: The list, as ``taking_over.read`` takes it.
        people: The ids of the people who may be meant by what somebody is called.
        by: Who wants that.
        now: The time.

    Raises:
        NotAllowed: The role does not allow it.
    """
    require(session, workspace, by, Act.KEEP_PEOPLE)
    found = read(data, _known(session, workspace, people, by), now.date())
    joined = _with_cohorts(session, workspace, found)
    left_out = {one.line for one in joined.problems}
    first = {one.key: one for one in reversed(found.certificates) if one.line not in left_out}
    lines = sorted(first.values(), key=lambda one: one.line)
    return _with_certificates(session, workspace, lines, found.columns, joined)


def take_over(
    session: Session,
    workspace: str,
    data: bytes,
    people: Callable[[str], Collection[str]],
    *,
    by: str,
    now: datetime,
) -> Plan:
    """Take a list over, but for the lines with which something is wrong; done again it changes nothing more.

    Arguments as for ``plan``, in a transaction.

    Returns:
        What was done, also where it was this same act, by the same person at the same time, that did it before.

    Raises:
        NotAllowed: The role does not allow it.
    """
    take_turn(session, workspace)
    return _carry_out(session, workspace, plan(session, workspace, data, people, by=by, now=now), by, now)


def take_over_agreed(
    session: Session,
    workspace: str,
    data: bytes,
    people: Callable[[str], Collection[str]],
    agreed: str,
    *,
    by: str,
    now: datetime,
) -> Plan | None:
    """As ``take_over``, where the plan still has the digest of the one that somebody agreed to; else None."""
    take_turn(session, workspace)
    found = plan(session, workspace, data, people, by=by, now=now)
    return _carry_out(session, workspace, found, by, now) if found.digest == agreed else None


def _carry_out(session: Session, workspace: str, done: Plan, by: str, now: datetime) -> Plan:
    if not done.does_anything:
        return replace(done, before=_done_before(session, workspace, by, now))
    insert_missing(session, PastCertificateRow, [_row(one, workspace, by, now) for one in done.certificates])
    ids = _ids(session, workspace, (*done.corrected, *done.taken_back))
    if done.corrected:
        session.execute(
            update(PastCertificateRow), [{"id": ids[one.key], **_facts(one, by, now)} for one in done.corrected]
        )
    gone = [ids[one.key] for one in done.taken_back]
    for start in range(0, len(gone), _AT_ONCE):
        session.execute(delete(PastCertificateRow).where(PastCertificateRow.id.in_(gone[start : start + _AT_ONCE])))
    for cohort_id, joining in _by_cohort(done.joining).items():
        add(session, workspace, cohort_id, [one.person for one in joining], by=by, now=now)
    record(
        session,
        workspace,
        actor=by,
        action=Action.PEOPLE_TAKEN_OVER,
        subject_kind="workspace",
        subject=workspace,
        name="learners",
        after=asdict(done.counts),
        now=now,
    )
    return done


def recorded(session: Session, workspace: str, today: date, *, limit: int) -> tuple[list[PastCertificate], int]:
    """The certificates from elsewhere that count, those issued last first, as many as are asked for; and how many."""
    row = PastCertificateRow
    counts = (row.workspace_id == workspace, or_(row.expires.is_(None), row.expires >= today))
    count = session.execute(select(func.count()).select_from(row).where(*counts)).scalar_one()
    query = select(row.certification_id, row.person, row.issued, row.expires, row.source).where(*counts)
    found = session.execute(query.order_by(row.issued.desc(), row.id).limit(limit))
    return [PastCertificate(*one) for one in found], count


def _known(session: Session, workspace: str, people: Callable[[str], Collection[str]], by: str) -> Known:
    named: dict[str, list[str]] = {}
    for one in cohorts(session, workspace, by):
        named.setdefault(one.name.casefold(), []).append(one.id)
    return Known(people, {one.definition.key: one.id for one in certifications(session, workspace)}, named)


def _done_before(session: Session, workspace: str, by: str, now: datetime) -> Counts:
    """What was written down of the same act, if it was done before."""
    asked = Filter(actor=by, action=Action.PEOPLE_TAKEN_OVER.value, since=now, until=now + timedelta(microseconds=1))
    found = entries(session, workspace, asked, limit=1)
    after = (found[0].after or {}) if found else {}
    return Counts(**{one.name: count for one in fields(Counts) if isinstance(count := after.get(one.name), int)})


def _past(session: Session, workspace: str, lines: Sequence[PastLine]) -> Iterator[tuple[str, PastCertificate]]:
    """All certificates from elsewhere of these people, with the ids of their rows."""
    row, people = PastCertificateRow, sorted({one.person for one in lines})
    for start in range(0, len(people), _AT_ONCE):
        query = select(row.id, row.certification_id, row.person, row.issued, row.expires, row.source)
        some = people[start : start + _AT_ONCE]
        found = session.execute(query.where(row.workspace_id == workspace, row.person.in_(some)))
        for row_id, certification_id, person, issued, expires, source in found:
            yield row_id, PastCertificate(certification_id, person, issued, expires, source)


def _ids(session: Session, workspace: str, lines: Sequence[PastLine]) -> dict[tuple[str, str, date], str]:
    """The ids of the rows of these people, by the certificate that each is."""
    return {_key(one): row_id for row_id, one in _past(session, workspace, lines)}


def _key(one: PastCertificate) -> tuple[str, str, date]:
    return one.person, one.certification_id, one.issued


def _with_certificates(
    session: Session, workspace: str, lines: Sequence[PastLine], columns: Collection[str], made: Plan
) -> Plan:
    """The plan with what is new, what is to be otherwise, and what is as it is to be."""
    there = {_key(one): one for _, one in _past(session, workspace, lines)}
    new, corrected, taken_back = list[PastLine](), list[PastLine](), list[PastLine]()
    for one in lines:
        kept = there.get(one.key)
        if one.is_taken_back:
            taken_back += [one] if kept is not None else []
        elif kept is None:
            new.append(one)
        else:
            meant = _meant(one, kept, columns)
            corrected += [meant] if (meant.expires, meant.source) != (kept.expires, kept.source) else []
    same = len(lines) - len(new) - len(corrected) - len(taken_back)
    return replace(made, certificates=tuple(new), corrected=tuple(corrected), taken_back=tuple(taken_back), same=same)


def _meant(one: PastLine, kept: PastCertificate, columns: Collection[str]) -> PastLine:
    """What a line wants a certificate to be that is here already: what it has no column for stays."""
    return replace(
        one,
        expires=one.expires if "expires" in columns else kept.expires,
        source=one.source if "source" in columns else kept.source,
    )


def _with_cohorts(session: Session, workspace: str, found: Reading) -> Plan:
    """The plan with who comes into which cohort; of one that would be too large all lines are left out."""
    wanted = _by_cohort(found.joining)
    joining: list[JoiningLine] = []
    problems = list(found.problems)
    within = 0
    for cohort_id, members in members_of(session, workspace, wanted.keys()).items():
        there = {one.person for one in members if one.part is Part.LEARNER}
        new = {one.person: one for one in reversed(wanted[cohort_id]) if one.person not in there}
        within += len({one.person for one in wanted[cohort_id]} & there)
        if len(there) + len(new) > MOST_LEARNERS:
            full = [one.line for one in wanted[cohort_id] if one.person not in there]
            problems += [Problem(line, Wrong.COHORT_FULL, str(MOST_LEARNERS)) for line in full]
        else:
            joining += new.values()
    return Plan(
        joining=tuple(sorted(joining, key=lambda one: one.line)),
        within=within,
        problems=tuple(sorted(problems, key=lambda one: one.line)),
        digest=found.digest,
    )


def _by_cohort(joining: Iterable[JoiningLine]) -> dict[str, list[JoiningLine]]:
    found: dict[str, list[JoiningLine]] = {}
    for one in joining:
        found.setdefault(one.cohort_id, []).append(one)
    return found


def _row(one: PastLine, workspace: str, by: str, now: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "workspace_id": workspace,
        "certification_id": one.certification_id,
        "person": one.person,
        "issued": one.issued,
        **_facts(one, by, now),
    }


def _facts(one: PastLine, by: str, now: datetime) -> dict[str, object]:
    return {"expires": one.expires, "source": one.source, "by": by, "at": now}
