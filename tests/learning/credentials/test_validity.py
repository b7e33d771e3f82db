from datetime import UTC, datetime

import pytest

from learning.credentials.validity import expires_at

ISSUED = datetime(2026, 8, 31, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("months", "end"),
    [
        (None, None),
        (1, (2026, 9, 30)),
        (6, (2027, 2, 28)),
        (18, (2028, 2, 29)),
        (24, (2028, 8, 31)),
        (4, (2026, 12, 31)),
    ],
)
def test_a_certificate_holds_for_whole_months(months: int | None, end: tuple[int, int, int] | None) -> None:
    found = expires_at(months, since=ISSUED)
    assert found == (datetime(*end, 10, tzinfo=UTC) if end is not None else None)


def test_who_renews_early_loses_no_day_and_who_renews_late_gains_none() -> None:
    later, earlier = datetime(2026, 10, 15, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
    assert expires_at(12, since=ISSUED, renews=later) == datetime(2027, 10, 15, tzinfo=UTC)
    assert expires_at(12, since=ISSUED, renews=earlier) == datetime(2027, 8, 31, 10, tzinfo=UTC)
    assert expires_at(None, since=ISSUED, renews=later) is None
