from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.shares import share_limit

sizes = st.lists(st.integers(0, 500), min_size=1, max_size=20)


@given(sizes, st.integers(0, 5_000))
def test_all_texts_fit_and_no_longer_limit_would_do(sizes: list[int], room: int) -> None:
    limit = share_limit(sizes, room)
    if sum(sizes) <= room:
        assert limit == max(sizes)
    else:
        assert sum(min(size, limit) for size in sizes) <= room < sum(min(size, limit + 1) for size in sizes)


def test_only_the_longest_gives_way() -> None:
    assert share_limit([10, 1_000, 20], 230) == 200
