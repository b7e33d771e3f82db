from itertools import product

import pytest

from learning.items.states import may_become
from learning.items.values import ItemState

MATRIX = """
            draft in_review published quarantined superseded retired
draft       no    yes       yes       no          yes        yes
in_review   yes   no        yes       no          yes        yes
published   no    no        no        yes         yes        yes
quarantined no    no        yes       no          yes        yes
superseded  no    no        no        no          no         no
retired     no    no        no        no          no         no
"""


def allowed() -> dict[tuple[ItemState, ItemState], bool]:
    """The matrix, read."""
    head, *rows = [line.split() for line in MATRIX.strip().splitlines()]
    return {
        (ItemState(now), ItemState(then)): said == "yes"
        for now, *cells in rows
        for then, said in zip(head, cells, strict=True)
    }


@pytest.mark.parametrize(("now", "then"), list(product(ItemState, ItemState)))
def test_a_version_goes_over_as_the_matrix_says_and_not_otherwise(now: ItemState, then: ItemState) -> None:
    assert may_become(now, then) is allowed()[now, then]
