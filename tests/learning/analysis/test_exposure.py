from learning.analysis.exposure import Exposure, Shown, exposure


def shown(person: str, number: int, items: str) -> Shown:
    return Shown(person, number, frozenset(items))


def test_the_share_of_attempts_is_told_in_which_an_item_was_shown_the_highest_first() -> None:
    found = exposure([shown("amara", 1, "ab"), shown("bo", 1, "ac"), shown("chi", 1, "ad"), shown("dee", 1, "bc")])
    assert list(found.rates.items()) == [("a", 0.75), ("b", 0.5), ("c", 0.5), ("d", 0.25)]
    assert (found.attempts, found.highest, found.retakes, found.overlap) == (4, 0.75, 0, None)


def test_a_retake_is_compared_with_the_attempt_before_it_of_the_same_person() -> None:
    attempts = [shown("amara", 3, "wxyz"), shown("amara", 1, "abcd"), shown("bo", 1, "wxyz"), shown("amara", 2, "cdwx")]
    found = exposure(attempts)
    assert (found.retakes, found.overlap, found.most_overlap) == (2, 0.5, 0.5)


def test_without_attempts_nothing_was_shown() -> None:
    assert exposure([]) == Exposure(0, {}, 0, None, None)
    assert exposure([]).highest is None
