"""What a reading names is said by a heading, by how deep it stands, and by whether it is meant alone."""

from collections.abc import Sequence

import pytest

from learning.curriculum.definition import Reading
from learning.curriculum.headings import is_under

GUIDE: tuple[Sequence[str], ...] = (
    [],
    ["G"],
    ["G", "Intro"],
    ["G", "One"],
    ["G", "One", "Intro"],
    ["G", "One", "Intro", "More"],
)


def under(heading: str | None, level: int = 0, *, alone: bool = False) -> list[Sequence[str]]:
    return [path for path in GUIDE if is_under(path, Reading("g.md", heading, level, alone))]


@pytest.mark.parametrize(
    ("named", "at"),
    [
        (under(None), [0, 1, 2, 3, 4, 5]),
        (under(None, alone=True), [0]),
        (under("G"), [1, 2, 3, 4, 5]),
        (under("G", alone=True), [1]),
        (under("Intro"), [2, 4, 5]),
        (under("Intro", 2), [2]),
        (under("Intro", 3), [4, 5]),
        (under("Intro", 3, alone=True), [4]),
        (under("Intro", 1), []),
        (under("Outro"), []),
    ],
)
def test_a_reading_names_all_that_stands_under_its_heading_unless_it_says_where_or_that_alone(
    named: list[Sequence[str]], at: list[int]
) -> None:
    assert named == [GUIDE[number] for number in at]


def test_blanks_in_a_heading_do_not_matter() -> None:
    assert is_under(["The  first\nweek "], Reading("g.md", "The first week", 1, alone=True))
    assert is_under([" "], Reading("g.md", alone=True))
