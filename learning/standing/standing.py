"""How a certificate stands: its own steps, the calendar, and what guides changed since. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from learning.credentials.values import Certificate
from learning.standing.severity import gravest
from learning.standing.values import Outdated, Severity, Standing

# Neither words of a guide nor days change anything for a certificate that stands so.
OVER = frozenset({Standing.REVOKED, Standing.EXPIRED})


def standing_of(
    certificate: Certificate, outdated: Iterable[Outdated], *, renewal_days: int, now: datetime
) -> Standing:
    """How a certificate stands; of several reasons why it does not simply count, the one that weighs most.

    Args:
        certificate: What became of it by its own steps.
        outdated: What guides changed under it.
        renewal_days: So many days before it lapses it is to be renewed.
        now: The time.
    """
    if certificate.revoked:
        return Standing.REVOKED
    # With a key that is trusted it can be issued anew: until then it does not count.
    if certificate.suspended or certificate.distrusted:
        return Standing.SUSPENDED
    if certificate.expires_at is not None and certificate.expires_at <= now:
        return Standing.EXPIRED
    if severity_left(outdated) is not None:
        return Standing.OUTDATED
    window = renewable_from(certificate, renewal_days)
    return Standing.EXPIRING if window is not None and window <= now else Standing.CURRENT


def severity_left(outdated: Iterable[Outdated]) -> Severity | None:
    """The gravest change that no attempt has mended; None where none is left."""
    return gravest(one.severity for one in outdated if not one.mended)


def renewable_from(certificate: Certificate, renewal_days: int) -> datetime | None:
    """When another exam may be begun first to get one in its place; None where it never lapses.

    Whoever's certificate was revoked may begin at any time.
    """
    if certificate.revoked:
        return certificate.issued_at
    if certificate.expires_at is None:
        return None
    return max(certificate.issued_at, certificate.expires_at - timedelta(days=renewal_days))
