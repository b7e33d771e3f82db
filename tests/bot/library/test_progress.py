"""How often progress is shown."""

from hypothesis import given
from hypothesis import strategies as st

from bot.library.progress import EVERY_SECONDS, Pace

moments = st.lists(st.floats(0, 100), min_size=1, max_size=60).map(sorted)


def test_what_was_never_shown_may_be_shown_at_once() -> None:
    assert Pace().is_due(0.0)
    assert Pace().wait(5.0) == 0.0


@given(moments)
def test_it_is_shown_once_a_second_at_most_and_the_last_state_within_a_second(
    moments: list[float],
) -> None:
    pace, shown = Pace(), []
    for now in moments:
        if pace.is_due(now):
            pace = Pace(now)
            shown.append(now)
    last = moments[-1] + pace.wait(moments[-1])
    gaps = [after - before for before, after in zip(shown, shown[1:], strict=False)]
    assert all(gap >= EVERY_SECONDS - 1e-9 for gap in gaps)
    assert last - moments[-1] <= EVERY_SECONDS + 1e-9
