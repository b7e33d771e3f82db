"""How people stand, a row for each and three columns for each certification. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from learning.certifications.values import Certification
from learning.cohorts.values import Track
from learning.exchange.counts import Did
from learning.exchange.tables import Table, Value
from learning.past.values import PastCertificate
from learning.standing.queries import Held
from learning.standing.values import Standing

NAME = "learners"
COLUMNS = ("person", "name", "cohort", "mentor", "due", "track", "last_active", "practised")
EXAMS = "exams"
# Nothing by which a spreadsheet parts cells.
_SEVERAL = " / "


class Recorded(StrEnum):
    """How a certificate stands that was taken over from elsewhere, and is not signed here."""

    COUNTS = "recorded"
    EXPIRED = "recorded_expired"


@dataclass(frozen=True)
class Certified:
    """How a person stands with a certification that she holds, or held."""

    standing: Standing | Recorded
    issued: date
    expires: date | None


@dataclass(frozen=True)
class PersonRow:
    """How a person stands.

    Attributes:
        name: As the one who exports calls her; empty where that is not known.
        mentors: Who looks after her, in the order of ``cohorts``.
        due: The last day for what she has not reached yet and is to reach first.
        certified: By the certification's id.
    """

    person: str
    name: str
    cohorts: tuple[str, ...]
    mentors: tuple[str, ...]
    due: date | None
    track: Track | None
    last_active: date | None
    did: Did
    certified: Mapping[str, Certified]


def pivot(certifications: Sequence[Certification], rows: Iterable[PersonRow], *, exams: bool = True) -> Table:
    """The table of these people, with how many exams they ended or without; keys name the columns, as titles change."""
    keys = [one.definition.key for one in certifications]
    own = [*COLUMNS, *([EXAMS] if exams else [])]
    columns = [*own, *(name for key in keys for name in (f"{key} standing", f"{key} issued", f"{key} expires"))]
    return Table(NAME, columns, _rows([one.id for one in certifications], rows, exams=exams))


def certified(held: Held | None, past: PastCertificate | None, today: date) -> Certified | None:
    """What counts of a certificate that was issued here and of one from elsewhere: the better one, ours before it."""
    own = None
    if held is not None:
        lapses = held.certificate.expires_at
        own = Certified(held.standing, held.certificate.issued_at.date(), lapses.date() if lapses is not None else None)
    if past is None or (own is not None and own.standing in _COUNT):
        return own
    if not past.counts(today):
        return own or Certified(Recorded.EXPIRED, past.issued, past.expires)
    return Certified(Recorded.COUNTS, past.issued, past.expires)


_COUNT = frozenset({Standing.CURRENT, Standing.EXPIRING, Standing.OUTDATED})


def _rows(certifications: Sequence[str], rows: Iterable[PersonRow], *, exams: bool) -> Iterator[Sequence[Value]]:
    for row in rows:
        found = [row.certified.get(one) for one in certifications]
        yield (
            row.person,
            row.name,
            _SEVERAL.join(row.cohorts),
            _SEVERAL.join(row.mentors),
            row.due,
            row.track.value if row.track is not None else None,
            row.last_active,
            row.did.practised,
            *([row.did.exams] if exams else []),
            *(
                cell
                for one in found
                for cell in ((one.standing.value, one.issued, one.expires) if one is not None else (None, None, None))
            ),
        )
