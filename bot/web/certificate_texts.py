"""What the public pages of certificates say, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from learning.standing.values import Severity, Standing


@dataclass(frozen=True)
class PageTexts:
    """The sentences of one language.

    Attributes:
        states: How a certificate stands, by its standing; ``explained`` says what that means.
        severities: How grave what guides changed under it is.
        unverified: Where it could not be found out how it stands.
        kinds: What the files are called, by their ending.
    """

    language: str
    absent_title: str
    absent: str
    broken_title: str
    broken: str
    states: Mapping[Standing, str]
    explained: Mapping[Standing, str]
    severities: Mapping[Severity, str]
    unverified: str
    unverified_explained: str
    holder: str
    issuer: str
    issued: str
    until: str
    without_end: str
    kept: str
    kept_by_practice: str
    criteria: str
    competencies: str
    rests_on: str
    edition: str
    evidence: str
    files: str
    kinds: Mapping[str, str]
    how: str
    how_page: str
    how_yourself: str
    keys: str
    profile: str
    key: str


ENGLISH = PageTexts(
    language="en",
    absent_title="Nothing to see here",
    absent="There is no certificate at this address, or its holder does not show it to the public.",
    broken_title="This certificate can't be verified",
    broken="Its signature does not count: it does not fit, or its key is no longer trusted. Ask its issuer.",
    states={
        Standing.CURRENT: "Valid.",
        Standing.EXPIRING: "Valid, but not for long.",
        Standing.EXPIRED: "Expired.",
        Standing.OUTDATED: "Outdated.",
        Standing.SUSPENDED: "Suspended.",
        Standing.REVOKED: "Revoked.",
    },
    explained={
        Standing.CURRENT: "The signature was checked just now, and nothing speaks against it.",
        Standing.EXPIRING: "The signature was checked just now. The certificate can be renewed already.",
        Standing.EXPIRED: "The signature is right, but the certificate holds no longer.",
        Standing.OUTDATED: "The signature is right, but a guide that it rests on has changed since.",
        Standing.SUSPENDED: "The signature is right, but its issuer lets the certificate not count for now.",
        Standing.REVOKED: "The signature is right, but its issuer has taken the certificate back.",
    },
    severities={
        Severity.MINOR: "No number or duty changed in what it rests on, as far as can be told.",
        Severity.MAJOR: "A number or a duty changed in what it rests on, or something is gone.",
    },
    unverified="Not verified.",
    unverified_explained="The signature is right, but it could not be found out whether the certificate still counts.",
    holder="Held by",
    issuer="Issued by",
    issued="Issued on",
    until="Valid until",
    without_end="without end",
    kept="Kept by practice",
    kept_by_practice="{answered} of at least {floor} questions answered in this year",
    criteria="What was done for it",
    competencies="Competencies",
    rests_on="Rests on these editions of guides",
    edition="edition {edition}",
    evidence="Evidence",
    files="Files",
    kinds={
        "pdf": "Certificate to print (PDF)",
        "png": "Badge (PNG)",
        "svg": "Badge (SVG)",
        "jwt": "Signed credential (JWT)",
    },
    how="How it was verified",
    how_page="All that stands here was read from the signed credential when this page was opened. Nothing on it can be "
    "edited without breaking the signature. This page sets no cookies and does not note who looks at it.",
    how_yourself="Every file above carries the signed credential (Open Badges 3.0). Any verifier of such badges can "
    "check it against the issuer's",
    keys="public keys",
    profile="profile",
    key="Key",
)

SPANISH = PageTexts(
    language="es",
    absent_title="Aquí no hay nada que ver",
    absent="En esta dirección no hay ningún certificado, o su titular no lo muestra al público.",
    broken_title="Este certificado no se puede verificar",
    broken="Su firma no cuenta: no corresponde, o ya no se confía en su clave. Pregunte a quien lo emitió.",
    states={
        Standing.CURRENT: "Válido.",
        Standing.EXPIRING: "Válido, pero no por mucho tiempo.",
        Standing.EXPIRED: "Caducado.",
        Standing.OUTDATED: "Desactualizado.",
        Standing.SUSPENDED: "Suspendido.",
        Standing.REVOKED: "Revocado.",
    },
    explained={
        Standing.CURRENT: "La firma se ha comprobado ahora mismo y nada habla en contra.",
        Standing.EXPIRING: "La firma se ha comprobado ahora mismo. El certificado ya se puede renovar.",
        Standing.EXPIRED: "La firma es correcta, pero el certificado ya no está vigente.",
        Standing.OUTDATED: "La firma es correcta, pero una guía en la que se basa ha cambiado desde entonces.",
        Standing.SUSPENDED: "La firma es correcta, pero quien lo emitió lo ha dejado sin efecto por ahora.",
        Standing.REVOKED: "La firma es correcta, pero quien lo emitió lo ha retirado.",
    },
    severities={
        Severity.MINOR: "Hasta donde se ve, no cambió ningún número ni ninguna obligación en lo que lo sustenta.",
        Severity.MAJOR: "Cambió un número o una obligación en lo que lo sustenta, o algo ya no está.",
    },
    unverified="No verificado.",
    unverified_explained="La firma es correcta, pero no se pudo averiguar si el certificado sigue contando.",
    holder="Titular",
    issuer="Emitido por",
    issued="Fecha de emisión",
    until="Válido hasta",
    without_end="sin fecha de fin",
    kept="Se mantiene con práctica",
    kept_by_practice="{answered} de {floor} preguntas como mínimo, contestadas este año",
    criteria="Qué se hizo para obtenerlo",
    competencies="Competencias",
    rests_on="Se basa en estas ediciones de guías",
    edition="edición {edition}",
    evidence="Evidencia",
    files="Archivos",
    kinds={
        "pdf": "Certificado para imprimir (PDF)",
        "png": "Insignia (PNG)",
        "svg": "Insignia (SVG)",
        "jwt": "Credencial firmada (JWT)",
    },
    how="Cómo se ha verificado",
    how_page="Todo lo que aparece aquí se ha leído de la credencial firmada al abrir esta página. Nada de ello se "
    "puede cambiar sin romper la firma. Esta página no usa cookies ni anota quién la mira.",
    how_yourself="Cada archivo de arriba contiene la credencial firmada (Open Badges 3.0). Cualquier verificador de "
    "estas insignias puede comprobarla con lo que publica quien la emitió:",
    keys="claves públicas",
    profile="perfil",
    key="Clave",
)

_LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def page_texts(accepted: str) -> PageTexts:
    """The sentences in the language that a reader likes best, by the header ``Accept-Language``; else in English."""
    best, texts = 0.0, ENGLISH
    for part in accepted[:500].split(","):
        name, _, quality = part.strip().partition(";")
        found = _LANGUAGES.get(name.strip().lower().partition("-")[0])
        liked = _quality(quality)
        if found is not None and liked > best:
            best, texts = liked, found
    return texts


def _quality(said: str) -> float:
    try:
        return float(said.strip().removeprefix("q=")) if said.strip() else 1.0
    except ValueError:
        return 0.0
