"""A certificate from elsewhere. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PastCertificate:
    """That somebody was certified elsewhere or before.

    Attributes:
        expires: The last day on which it counts; None where it never lapses.
        source: Where it was taken over from, as whoever did that said.
    """

    certification_id: str
    person: str
    issued: date
    expires: date | None
    source: str | None

    def counts(self, today: date) -> bool:
        """Whether it has not lapsed."""
        return self.expires is None or today <= self.expires


def best_of(found: Iterable[PastCertificate]) -> dict[tuple[str, str], PastCertificate]:
    """Of each person and each certification the one that counts longest; of several, the one that was issued last.

    Returns:
        By the person and the certification's id.
    """
    in_order = sorted(found, key=lambda one: (one.expires or date.max, one.issued))
    return {(one.person, one.certification_id): one for one in in_order}
