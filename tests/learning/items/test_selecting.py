"""Each item of a bank stands once in a file of it."""

from dataclasses import replace

from learning.items.selecting import newest_of_each
from learning.items.values import ItemState
from tests.learning.analysis.exams import single_choice


def test_the_newest_version_that_is_not_given_up_stands_for_its_item() -> None:
    one, other = single_choice("a"), single_choice("b")
    versions = [
        replace(one, key="a", number=1, state=ItemState.PUBLISHED),
        replace(one, key="a", number=3, state=ItemState.RETIRED),
        replace(one, key="a", number=2, state=ItemState.DRAFT),
        replace(other, key="b", number=1, state=ItemState.SUPERSEDED),
        replace(other, key="c", number=1, state=ItemState.QUARANTINED),
    ]
    assert [(found.key, found.number) for found in newest_of_each(versions)] == [("a", 2), ("c", 1)]
