"""How a certificate stands: its steps, the calendar, what guides changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from learning.credentials.values import Certificate
from learning.standing.standing import renewable_from, standing_of
from learning.standing.values import Outdated, Severity, Standing

ISSUED = datetime(2026, 1, 1, tzinfo=UTC)
EXPIRES = datetime(2027, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ONE = Certificate(
    "c", "slug", "x", "v", "a", "U1", "Amara Osei", ISSUED, EXPIRES, 1, "k",
    suspended=False, revoked=False, reason=None, public=False,
)  # fmt: skip
CHANGED = Outdated("c", "e", Severity.MINOR, ("p",), ISSUED, mended=False)


@pytest.mark.parametrize(
    ("certificate", "outdated", "now", "standing"),
    [
        (ONE, (), ISSUED, Standing.CURRENT),
        (ONE, (), EXPIRES - 60 * DAY - timedelta(seconds=1), Standing.CURRENT),
        (ONE, (), EXPIRES - 60 * DAY, Standing.EXPIRING),
        (ONE, (), EXPIRES, Standing.EXPIRED),
        (ONE, (CHANGED,), ISSUED, Standing.OUTDATED),
        (ONE, (CHANGED,), EXPIRES - DAY, Standing.OUTDATED),
        (ONE, (CHANGED,), EXPIRES, Standing.EXPIRED),
        (ONE, (replace(CHANGED, mended=True),), ISSUED, Standing.CURRENT),
        (replace(ONE, suspended=True), (CHANGED,), EXPIRES, Standing.SUSPENDED),
        (replace(ONE, distrusted=True), (CHANGED,), EXPIRES, Standing.SUSPENDED),
        (replace(ONE, distrusted=True, revoked=True), (), ISSUED, Standing.REVOKED),
        (replace(ONE, suspended=True, revoked=True), (), ISSUED, Standing.REVOKED),
        (replace(ONE, expires_at=None), (), EXPIRES, Standing.CURRENT),
    ],
)
def test_the_reason_that_weighs_most_is_told(
    certificate: Certificate, outdated: tuple[Outdated, ...], now: datetime, standing: Standing
) -> None:
    assert standing_of(certificate, outdated, renewal_days=60, now=now) is standing


def test_only_what_simply_counts_is_current() -> None:
    for suspended, revoked, changed, over in product((False, True), repeat=4):
        one = replace(ONE, suspended=suspended, revoked=revoked)
        found = standing_of(one, (CHANGED,) if changed else (), renewal_days=0, now=EXPIRES if over else ISSUED)
        assert (found is Standing.CURRENT) is not (suspended or revoked or changed or over)


def test_it_can_be_renewed_so_many_days_before_it_lapses_and_not_before_it_is_issued() -> None:
    assert renewable_from(ONE, 30) == EXPIRES - 30 * DAY
    assert renewable_from(ONE, 1000) == ISSUED
    assert renewable_from(replace(ONE, expires_at=None), 30) is None


def test_whoevers_certificate_was_revoked_may_begin_again_at_any_time() -> None:
    assert renewable_from(replace(ONE, revoked=True, expires_at=None), 30) == ISSUED
