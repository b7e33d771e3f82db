"""Many ids, in as many parts as statements take them."""

import pytest

from storage.parts import MOST, in_parts


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 3 * MOST])
def test_each_id_is_in_one_part_in_its_place_and_no_part_is_too_large(count: int) -> None:
    ids = [str(number) for number in range(count)]
    parts = list(in_parts(ids))
    assert [one for part in parts for one in part] == ids
    assert all(0 < len(part) <= MOST for part in parts)
