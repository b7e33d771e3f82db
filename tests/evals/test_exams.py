"""The suite that times exams, with few people."""

from evals.suites.attempts import run


def test_every_answer_of_a_timed_exam_is_stored() -> None:
    figures = dict(run(None, takers=3, within_seconds=0.0))
    assert list(figures) == [
        "sqlite: 3 starts in 0 s: p50",
        "sqlite: 3 starts in 0 s: p95",
        "sqlite: durable answers",
        "sqlite: an answer: p50",
        "sqlite: an answer: p95",
        "sqlite: answers not recorded",
    ]
    assert all(figure.value > 0 for name, figure in figures.items() if not name.endswith("not recorded"))
    assert figures["sqlite: answers not recorded"].met
