import pytest

from knowledge.answering.checking.substitutes import substituted_person

HOURS = "Mentors get five hours of training. Staff get ten hours of training."
NEEDED = "New mentors needed are the matches that end, less the mentors who wait and the mentees who leave."


@pytest.mark.parametrize(
    ("sentence", "quoted", "fact"),
    [
        ("New mentees needed are the matches that end, less the mentors who wait and the mentees who leave.", NEEDED,
         "mentees"),
        ("Check in with the mentor and the mentor of a new match.",
         "Check in with the mentor and the mentee of a new match.", "mentor"),
        ("La familia llama al joven cada semana.", "La familia llama al mentor cada semana.", "joven"),
    ],
)  # fmt: skip
def test_somebody_who_stands_in_the_place_of_another_is_found(sentence: str, quoted: str, fact: str) -> None:
    assert substituted_person(sentence, quoted) == fact


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        (NEEDED, NEEDED),
        ("Staff get ten hours of training.", HOURS),
        ("Young people wait for a week.", "Children wait for a week."),
        ("Staff call the family weekly.", "The coordinator calls the family weekly."),
        ("If a mentor is late, the worker waits.", "The worker waits if a mentor is late."),
        ("El joven espera.", "The mentor waits."),
    ],
)
def test_who_is_called_by_another_word_or_stands_elsewhere_is_not(sentence: str, quoted: str) -> None:
    assert substituted_person(sentence, quoted) is None
