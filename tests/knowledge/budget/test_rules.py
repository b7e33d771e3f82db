from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from knowledge.budget.rules import day_of, spent
from knowledge.budget.values import Limits, Spent, Used, Whose

NOW = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)
TOKENS = st.integers(0, 50)
SHARES = st.none() | TOKENS


def test_up_to_the_last_token_there_is_enough() -> None:
    limits = Limits(person=100, workspace=1_000)
    assert spent(Used(92, 900), limits, 8, NOW) is None
    assert spent(Used(93, 900), limits, 8, NOW) == Spent(Whose.PERSON, MIDNIGHT)
    assert spent(Used(0, 993), limits, 8, NOW) == Spent(Whose.WORKSPACE, MIDNIGHT)


def test_where_nobody_has_any_left_it_is_not_put_down_to_one_person() -> None:
    assert spent(Used(100, 100), Limits(person=100, workspace=100), 1, NOW) == Spent(Whose.WORKSPACE, MIDNIGHT)


def test_without_limits_there_is_always_enough() -> None:
    assert spent(Used(10**9, 10**9), Limits(), 10**9, NOW) is None


def test_a_day_is_one_of_utc_wherever_somebody_asks_from() -> None:
    bogota = timezone(timedelta(hours=-5))
    assert day_of(datetime(2026, 11, 1, 18, 59, tzinfo=bogota)) == date(2026, 11, 1)
    assert day_of(datetime(2026, 11, 1, 19, 0, tzinfo=bogota)) == date(2026, 11, 2)


@given(TOKENS, TOKENS, SHARES, SHARES, TOKENS)
def test_it_is_spent_exactly_where_a_limit_would_be_passed(
    hers: int, others: int, person: int | None, workspace: int | None, tokens: int
) -> None:
    found = spent(Used(hers, hers + others), Limits(person, workspace), tokens, NOW)
    passes_hers = person is not None and hers + tokens > person
    passes_all = workspace is not None and hers + others + tokens > workspace
    assert (found is not None) == (passes_hers or passes_all)
    assert found is None or (found.whose is Whose.WORKSPACE) == passes_all


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_what_is_spent_is_spent_for_less_than_a_day_and_until_the_next_one(now: datetime) -> None:
    found = spent(Used(1, 1), Limits(person=1), 1, now)
    assert found is not None
    assert timedelta() < found.until - now <= timedelta(days=1)
    assert day_of(found.until) == day_of(now) + timedelta(days=1)
