import pytest

from knowledge.answering.checking.causes import added_cause

TOGETHER = "Matches with weekly meetings were longer."


@pytest.mark.parametrize(
    ("sentence", "quoted", "fact"),
    [
        ("Weekly meetings cause longer matches.", TOGETHER, "cause"),
        ("Matches were longer because of weekly meetings.", TOGETHER, "because"),
        ("Las reuniones semanales causan parejas más largas.", TOGETHER, "causan"),
    ],
)
def test_a_cause_made_of_what_only_went_together_is_found(sentence: str, quoted: str, fact: str) -> None:
    assert added_cause(sentence, quoted) == fact


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Weekly meetings went with longer matches.", TOGETHER),
        ("Calls are missed because staff are ill.", "Staff are ill, so calls are missed."),
        ("Training leads to longer matches.", "Training makes matches longer."),
        ("Se pierden llamadas porque falta personal.", "Calls are missed since staff are short."),
        ("Mentors do not meet because of the rain.", "Los mentores no se reúnen por la lluvia."),
        ("Write a thanks to the donors within two days.", "Donors hear a thank you within two days."),
    ],
)
def test_a_reason_that_the_quote_gives_in_other_words_is_none(sentence: str, quoted: str) -> None:
    assert added_cause(sentence, quoted) is None
