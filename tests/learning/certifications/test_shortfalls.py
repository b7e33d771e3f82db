"""Whether an exam can be put together is told for each competency."""

from learning.certifications.definition import Draw
from learning.certifications.shortfalls import supplies
from learning.items.values import Candidate


def test_what_is_drawn_is_compared_with_what_is_live() -> None:
    live = [Candidate(f"i{number}", f"v{number}", competency, None, 0) for number, competency in enumerate("aab")]
    found = supplies([Draw("a", 2), Draw("b", 2), Draw("c", 1)], live)
    assert [(one.competency, one.wanted, one.there, one.is_short) for one in found] == [
        ("a", 2, 2, False),
        ("b", 2, 1, True),
        ("c", 1, 0, True),
    ]
