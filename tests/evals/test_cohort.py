"""The suite that times a cohort, with few people."""

from evals.suites.cohort import run


def test_the_page_of_a_cohort_is_timed_and_its_statements_do_not_grow_with_its_learners() -> None:
    few, more = dict(run(None, learners=3, answers=4)), dict(run(None, learners=30, answers=4))
    assert list(few) == [
        "sqlite: cohort of 3, first",
        "sqlite: cohort of 3, again",
        "sqlite: statements",
        "sqlite: whom a nudge reaches",
    ]
    assert all(figure.value > 0 for figure in few.values())
    assert few["sqlite: statements"] == more["sqlite: statements"]
