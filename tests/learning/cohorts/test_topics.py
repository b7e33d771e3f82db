"""Which competencies a cohort does not know yet."""

from learning.cohorts.topics import weak_topics
from learning.mastery.mastery import Level, Mastery

WEAK = Mastery(0.2, 0.1, 0.4, 9, Level.LEARNING)
GOOD = Mastery(0.9, 0.8, 0.95, 20, Level.SURE)
NOTHING = Mastery(0.5, 0.0, 1.0, 0, Level.NOT_YET)
TITLES = {"care": "Care", "calls": "Calls"}


def test_the_weakest_comes_first_and_small_groups_have_no_percentage() -> None:
    shown = [{"care": WEAK, "calls": GOOD}, {"care": GOOD, "calls": GOOD}, {"calls": WEAK}, {"calls": GOOD}]
    shown += [{"calls": GOOD, "care": NOTHING}, *[{"calls": GOOD}] * 10, *[{"calls": WEAK}] * 4]
    care, calls = weak_topics(shown, TITLES, TITLES)
    assert (care.title, care.answered, care.weak, care.percent) == ("Care", 2, 1, None)
    assert (calls.title, calls.answered, calls.weak, calls.percent) == ("Calls", 19, 5, 26)


def test_only_what_is_to_be_reached_matters() -> None:
    assert [one.competency for one in weak_topics([{"care": WEAK, "old": WEAK}], TITLES, {"care"})] == ["care"]
    assert [one.title for one in weak_topics([{"old": WEAK}], TITLES, {"old"})] == ["old"]
    assert weak_topics([{"care": WEAK}], TITLES, ()) == weak_topics([], TITLES, TITLES) == ()
