"""Who issues certificates, and with what, as the settings say."""

from datetime import UTC, datetime
from random import SystemRandom

from sqlalchemy.orm import Session

from bot.services import Services
from bot.settings import Settings
from bot.web.certificates import CertificatePages
from learning.continuous.queries import years
from learning.continuous.values import Year
from learning.credentials.algorithms import FOLDER
from learning.credentials.issuer import Issuer
from learning.credentials.issuing import Issuing
from learning.credentials.queries import Shown
from learning.errors import NoPublicAddress
from learning.standing.queries import held_one
from learning.standing.values import Severity, Standing


def issuer_of(settings: Settings) -> Issuer:
    """The issuer.

    Raises:
        NoPublicAddress: ``FIELDWISE_PUBLIC_URL`` is not set.
    """
    if settings.public_url is None:
        raise NoPublicAddress
    return Issuer(settings.public_url, settings.issuer_name)


def issuing(built: Services) -> Issuing:
    """With what a certificate is issued.

    Raises:
        NoPublicAddress: ``FIELDWISE_PUBLIC_URL`` is not set.
    """
    settings = built.settings
    return Issuing(issuer_of(settings), settings.data_dir / FOLDER, built.schemes, SystemRandom())


def certificate_pages(built: Services) -> CertificatePages:
    """The public pages of certificates.

    Raises:
        NoPublicAddress: ``FIELDWISE_PUBLIC_URL`` is not set.
    """
    issuer = issuer_of(built.settings)
    return CertificatePages(
        database=built.database,
        issuer=issuer,
        keys=built.settings.data_dir / FOLDER,
        standing=_standing,
        now=lambda: datetime.now(UTC),
    )


def _standing(session: Session, shown: Shown, now: datetime) -> tuple[Standing, Severity | None, Year | None]:
    found = held_one(session, shown.workspace, shown.certificate, now)
    year = years(session, shown.workspace, [found], now).get(found.certificate.id)
    return found.standing, found.severity, year
