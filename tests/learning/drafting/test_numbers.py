import pytest

from learning.drafting.numbers import accepted, contradicts, numbers_in, others, values_in

CALLS = "Staff must call at least three references."


def written(sentence: str) -> list[str]:
    return [number.written for number in numbers_in(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Call within 24 hours.", ["24"]),
        ("Call two references and five friends.", ["two", "five"]),
        ("About 38% of matches and 6,468 pairs ended.", ["38", "6,468"]),
        ("The rule of 2015 holds for 2019 matches.", []),
        ("Meet for four to six weeks.", []),
        ("Choose two or three measures.", []),
        ("Read chapter 3 and step 2.5.1 of ISO-9001.", []),
        ("The two change places.", []),
        ("Pay $50 for one-to-one talks.", []),
    ],
)
def test_numbers_that_count_something_are_found(sentence: str, found: list[str]) -> None:
    assert written(sentence) == found


def test_a_number_may_be_written_in_digits_and_in_words() -> None:
    assert accepted(numbers_in("Three people decide on it.")[0]) == ["three", "3"]


def test_what_counts_the_same_comes_first_and_nothing_of_the_sentence_itself() -> None:
    known = [
        n
        for text in ("Wait 48 hours.", "Wait 30 days.", "Wait 24 hours.", "Wait 20 minutes.")
        for n in numbers_in(text)
    ]
    sentence = "Call within 24 hours, and not within 30."

    found = others(numbers_in(sentence)[0], known, values_in(sentence))

    assert found == {"48": 48, "20": 20}


def test_another_number_is_written_as_this_one_is() -> None:
    known = numbers_in("Ask 5 references in May, then 41 references.")

    assert list(others(numbers_in(CALLS)[0], known, values_in(CALLS))) == ["five"]


@pytest.mark.parametrize(
    ("sentence", "value", "wrong"),
    [
        (CALLS, 2, False),
        (CALLS, 4, True),
        ("Call within 24 hours.", 48, False),
        ("Call within 24 hours.", 12, True),
        ("It suits programmes with fewer than 20 matches.", 10, False),
        ("Allow 60 minutes for it.", 45, True),
    ],
)
def test_only_a_number_that_goes_against_the_rule_makes_it_false(sentence: str, value: float, wrong: bool) -> None:
    assert contradicts(sentence, numbers_in(sentence)[0], value) is wrong
