"""A certificate, its issuer and what it certifies as Open Badges 3.0 has them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from learning.certifications.definition import Continuous, Definition, RequirementKind
from learning.credentials.issuer import Issuer, Purpose
from learning.credentials.signing import stamp
from learning.credentials.status_list import status_entry

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
GENRE = "Guide edition"
_KINDS: Mapping[RequirementKind, str] = {
    RequirementKind.OBSERVED: "practice observed",
    RequirementKind.CONTRIBUTION: "a contribution",
    RequirementKind.ATTENDANCE: "attendance",
    RequirementKind.ENDORSEMENT: "an endorsement",
}


@dataclass(frozen=True)
class RestsOn:
    """An edition of a guide whose passages prove what was asked.

    Attributes:
        evidence: How the evidence behind it is rated, in words; None where it is not.
    """

    title: str
    edition: str
    day: date | None
    evidence: str | None


@dataclass(frozen=True)
class Award:
    """What is certified of whom; nothing of what was answered, no address and no id of the holder.

    Attributes:
        slug: In the certificate's address.
        number: Of the version of the certification.
        name: Of the holder.
        since: From when it holds.
        status_index: Its place in the status lists of the workspace.
        kept: By what it was renewed, where no exam was taken for that.
    """

    slug: str
    workspace: str
    certification: Definition
    number: int
    name: str
    rests_on: Sequence[RestsOn]
    since: datetime
    expires_at: datetime | None
    status_index: int
    kept: Continuous | None = None


def credential(award: Award, issuer: Issuer) -> dict[str, Any]:
    """The certificate as a credential, not signed yet."""
    definition = award.certification
    return {
        "@context": CONTEXT,
        "id": issuer.certificate(award.slug),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": definition.title,
        "issuer": profile(issuer),
        "validFrom": stamp(award.since),
        **({"validUntil": stamp(award.expires_at)} if award.expires_at is not None else {}),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "identityType": "name", "hashed": False, "identityHash": award.name}
            ],
            "achievement": achievement(definition, award.number, issuer, award.kept),
            "result": [
                {"type": ["Result"], "resultDescription": described["id"], "status": "Completed"}
                for described in _competencies(definition, issuer)
            ],
        },
        "evidence": [_evidence(one) for one in award.rests_on],
        "credentialStatus": [status_entry(issuer, award.workspace, purpose, award.status_index) for purpose in Purpose],
    }


def achievement(definition: Definition, number: int, issuer: Issuer, kept: Continuous | None = None) -> dict[str, Any]:
    """What is certified, in a version of it; ``kept`` is by what a holder renewed it without an exam."""
    return {
        "id": issuer.achievement(definition.key),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": definition.title,
        "description": definition.summary,
        "criteria": {"narrative": criteria(definition, kept)},
        "version": str(number),
        "resultDescription": _competencies(definition, issuer),
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """Who issues it."""
    return {"id": issuer.id, "type": ["Profile"], "name": issuer.name, "url": issuer.address}


def criteria(definition: Definition, kept: Continuous | None = None) -> str:
    """What a holder had to do, in sentences."""
    questions = sum(draw.count for draw in definition.draws)
    said = [
        f"Answered {questions} questions, each proved by a passage of a guide, "
        f"with at least {definition.passing.percent:g}% of all points."
    ]
    said += [_least(percent, names) for percent, names in _minimums(definition)]
    said += [f"Also {_KINDS[one.kind]}: {one.title}." for one in definition.requirements]
    if kept is not None:
        said.append(
            f"Renewed by practice: in the last year at least {kept.floor} questions, each proved by a passage of a "
            f"guide, answered so that it is at least {100 * kept.sure:g}% probable that the holder has mastered it."
        )
    return " ".join(said)


def _minimums(definition: Definition) -> list[tuple[float, list[str]]]:
    """What is the least in a competency, the highest first, each with all to which it applies in their order."""
    least = definition.passing.minimums
    titles = {one.key: one.title for one in definition.competencies}
    order = [*(key for key in titles if key in least), *sorted(least.keys() - titles.keys())]
    shared = sorted({least[key] for key in order}, reverse=True)
    return [(percent, [titles.get(key, key) for key in order if least[key] == percent]) for percent in shared]


def _least(percent: float, names: Sequence[str]) -> str:
    # Titles have commas of their own.
    return f"At least {percent:g}% in{' each of' if len(names) > 1 else ''}: {'; '.join(names)}."


def _competencies(definition: Definition, issuer: Issuer) -> list[dict[str, Any]]:
    base = issuer.achievement(definition.key)
    return [
        {"id": f"{base}#{one.key}", "type": ["ResultDescription"], "name": one.title, "resultType": "Status"}
        for one in definition.competencies
    ]


def _evidence(edition: RestsOn) -> dict[str, Any]:
    day = f", {edition.day.isoformat()}" if edition.day is not None else ""
    return {
        "type": ["Evidence"],
        "name": edition.title,
        "description": f"{edition.edition}{day}",
        "genre": GENRE,
        **({"narrative": edition.evidence} if edition.evidence is not None else {}),
    }
