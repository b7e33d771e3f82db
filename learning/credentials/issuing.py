"""Use case: a passed exam becomes a signed certificate, once."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from knowledge.audit.actions import Action
from knowledge.audit.service import record
from knowledge.evidence.tiers import MAIN_LANGUAGE, Scheme
from knowledge.evidence.values import tier_name
from knowledge.guides.queries import EditionFacts, edition_facts
from knowledge.turns import take_turn
from knowledge.wording import plain
from learning.attempts.models import AttemptSlotRow
from learning.attempts.queries import attempt, result
from learning.attempts.values import Attempt, Kind
from learning.certifications.queries import certification_at
from learning.credentials.achievement import Award, RestsOn, credential
from learning.credentials.earned import leads_to_one
from learning.credentials.issuer import Issuer
from learning.credentials.keys import signer
from learning.credentials.models import CertificateBasisRow, CertificateRow, CertificateStepRow, SigningKeyRow
from learning.credentials.queries import (
    CertificateFilter,
    certificate,
    certificate_for,
    certificates,
    count_of,
    is_taken,
)
from learning.credentials.service import SUBJECT
from learning.credentials.signing import Signer, sign
from learning.credentials.status_list import free_index
from learning.credentials.validity import counts_from, expires_at
from learning.credentials.values import Certificate, CertificateStep
from learning.errors import KeyUnusable, NameMissing, NotMet, PassOvertaken
from learning.items.models import ItemProofRow
from learning.items.proving import is_current
from learning.requirements.queries import standing
from learning.requirements.states import RequirementStanding
from storage.database import Database
from storage.schema import new_id

NAME_CHARACTERS = 200
_TRIES = 5


@dataclass(frozen=True)
class Issuing:
    """With what certificates are issued.

    Attributes:
        keys: The folder of the private keys.
        schemes: By which evidence is rated.
        dice: Gives addresses that nobody can guess, and places in status lists: a ``SystemRandom``.
    """

    issuer: Issuer
    keys: Path
    schemes: Mapping[str, Scheme]
    dice: Random


@dataclass(frozen=True)
class _Ready:
    """What is read before anything is signed."""

    award: Award
    issued_at: datetime
    attempt: Attempt
    basis: frozenset[tuple[str, str]]
    signer: Signer


def issue(
    database: Database, workspace: str, attempt_id: str, *, name: str, using: Issuing, now: datetime
) -> Certificate:
    """The certificate of a passed exam, made and signed where there is none yet.

    Nothing is signed inside a transaction. Whether it is still earned, and the key still in use, is looked at again in
    the one that stores it. When it holds from and until is told by what was done for it, not by ``now``; the one to
    whom it comes late may get one that has expired, and can renew it.

    Args:
        database: Where it is kept.
        workspace: Whose certification it is.
        attempt_id: The exam, or the renewal.
        name: Of the holder, as it is to be signed.
        using: The issuer and its keys.
        now: The time.

    Raises:
        NameMissing: Nothing is left of the name that can be seen.
        AttemptNotFound: There is no such attempt.
        NotMet: It was not passed or is of a kind that leads to no certificate of its own (``exam``), or something else
            that the certification requires is open.
        PassOvertaken: It was passed, and leads to no certificate any more (``earned``).
        NoSigningKey: There is no key to sign with.
        KeyUnusable: The key can't be used.
    """
    whose = plain(name)[:NAME_CHARACTERS]
    if not whose:
        raise NameMissing
    for _ in range(_TRIES - 1):
        # Somebody else may be quicker: with the place in the list, or with taking the key out of use.
        with suppress(IntegrityError, KeyUnusable):
            return _issue_once(database, workspace, attempt_id, whose, using, now)
    return _issue_once(database, workspace, attempt_id, whose, using, now)


def _issue_once(
    database: Database, workspace: str, attempt_id: str, name: str, using: Issuing, now: datetime
) -> Certificate:
    with database.reading() as session:
        there = certificate_for(session, workspace, attempt_id)
        if there is not None:
            return there
        ready = _prepare(session, workspace, attempt_id, name, using, now)
    address = using.issuer.key(ready.signer.key_id)
    token = sign(credential(ready.award, using.issuer), ready.signer, key_address=address)
    with database.transaction() as session:
        take_turn(session, workspace)
        there = certificate_for(session, workspace, attempt_id)
        if there is not None:
            return there
        _required(session, workspace, _passed(session, workspace, attempt_id))
        require_in_use(session, ready.signer)
        return _store(session, ready, token)


def _prepare(session: Session, workspace: str, attempt_id: str, name: str, using: Issuing, now: datetime) -> _Ready:
    passed = _passed(session, workspace, attempt_id)
    found = certification_at(session, workspace, passed.certification_version_id)
    required = _required(session, workspace, passed)
    since = counts_from(passed.ended_at or now, [one.steps for one in required.values()])
    basis = _basis(session, workspace, attempt_id)
    dice = using.dice
    award = Award(
        slug=f"{dice.getrandbits(128):032x}",
        workspace=workspace,
        certification=found.definition,
        number=found.number,
        name=name,
        rests_on=rests_on(session, basis, using.schemes),
        since=since,
        expires_at=expires_at(
            found.definition.valid_months, since=since, renews=_renews(session, workspace, passed, since)
        ),
        status_index=free_index(count_of(session, workspace), lambda index: is_taken(session, workspace, index), dice),
    )
    return _Ready(award, now, passed, basis, signer(session, workspace, using.keys))


def _passed(session: Session, workspace: str, attempt_id: str) -> Attempt:
    found, came_to = attempt(session, workspace, attempt_id), result(session, workspace, attempt_id)
    if found.is_open or came_to is None or not came_to.passed or found.kind is Kind.DELTA:
        raise NotMet(("exam",))
    if not leads_to_one(session, workspace, attempt_id):
        raise PassOvertaken
    return found


def _required(session: Session, workspace: str, passed: Attempt) -> Mapping[str, RequirementStanding]:
    found = certification_at(session, workspace, passed.certification_version_id)
    required = standing(session, workspace, found, passed.person)
    undone = [key for key, one in required.items() if not one.is_done]
    if undone:
        raise NotMet(undone)
    return required


def require_in_use(session: Session, by: Signer) -> None:
    """Require that a key is not out of use.

    Raises:
        KeyUnusable: It is.
    """
    row = session.get(SigningKeyRow, by.key_id, populate_existing=True)
    if row is None or row.retired_at is not None:
        raise KeyUnusable(by.key_id, "retired")


def _basis(session: Session, workspace: str, attempt_id: str) -> frozenset[tuple[str, str]]:
    """The passages that prove now what was asked, each with its edition."""
    query = (
        select(ItemProofRow.passage_id, ItemProofRow.edition_id)
        .join(AttemptSlotRow, AttemptSlotRow.version_id == ItemProofRow.version_id)
        .where(AttemptSlotRow.workspace_id == workspace, AttemptSlotRow.attempt_id == attempt_id, is_current())
    )
    return frozenset((passage, edition) for passage, edition in session.execute(query))


def rests_on(session: Session, basis: frozenset[tuple[str, str]], schemes: Mapping[str, Scheme]) -> tuple[RestsOn, ...]:
    """The editions of these passages, each ``(passage, edition)``, as a certificate says them."""
    facts = edition_facts(session, sorted({edition for _, edition in basis}))
    found = [RestsOn(one.title, one.label, one.edition_date, _evidence(one, schemes)) for one in facts.values()]
    return tuple(sorted(found, key=lambda one: (one.title, one.edition)))


def _evidence(facts: EditionFacts, schemes: Mapping[str, Scheme]) -> str | None:
    if facts.evidence is None:
        return facts.evidence_tier
    scheme = schemes.get(facts.evidence.scheme)
    of = f" ({scheme.name(MAIN_LANGUAGE)})" if scheme is not None else ""
    return f"{tier_name(facts.evidence, schemes, MAIN_LANGUAGE)}{of}"


def _renews(session: Session, workspace: str, passed: Attempt, since: datetime) -> datetime | None:
    """When the certificate that is renewed lapses; None where there was none any more to renew.

    It is one that was held when the renewal began, also where that was issued anew since. What practice renewed
    meanwhile is not renewed once more by the same exam.
    """
    if passed.kind is not Kind.RENEWAL:
        return None
    held = certificates(session, workspace, CertificateFilter(passed.certification_id, passed.person))
    known = {one.expires_at for one in held if one.issued_at <= passed.started_at}
    ends = [one.expires_at for one in held if not one.revoked and one.expires_at in known]
    return max((end for end in ends if end is not None and end > since), default=None)


def _store(session: Session, ready: _Ready, token: str) -> Certificate:
    award, passed, certificate_id = ready.award, ready.attempt, new_id()
    session.add(
        CertificateRow(
            id=certificate_id,
            workspace_id=award.workspace,
            slug=award.slug,
            certification_id=passed.certification_id,
            certification_version_id=passed.certification_version_id,
            attempt_id=passed.id,
            person=passed.person,
            name=award.name,
            issued_at=ready.issued_at,
            expires_at=award.expires_at,
            status_index=award.status_index,
            key_id=ready.signer.key_id,
            jwt=token,
        )
    )
    session.flush()
    session.add(
        CertificateStepRow(
            certificate_id=certificate_id,
            number=1,
            workspace_id=award.workspace,
            step=CertificateStep.ISSUED.value,
            by=passed.person,
            at=ready.issued_at,
        )
    )
    session.add_all(
        CertificateBasisRow(
            certificate_id=certificate_id, passage_id=passage, workspace_id=award.workspace, edition_id=edition
        )
        for passage, edition in ready.basis
    )
    record(
        session,
        award.workspace,
        actor=passed.person,
        action=Action.CERTIFICATE_ISSUED,
        subject_kind=SUBJECT,
        subject=certificate_id,
        name=award.certification.title,
        now=ready.issued_at,
    )
    return certificate(session, award.workspace, certificate_id)
