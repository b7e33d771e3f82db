import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.swaps import rejoined, swapped

COLOURS = "A record gives a colour: green for on track, amber for a worry, red for serious concern."
MISSED = "Within 24 hours, the coordinator calls the person who did not come and asks what happened."
CONSENT = "Never use a photograph without written consent from the young person and the parent."


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Within 24 hours, the person who did not come calls the coordinator and asks what happened.", MISSED),
        ("A record gives a colour: red for on track, amber for a worry, green for serious concern.", COLOURS),
        ("Families should contact staff monthly.", "Staff should contact families monthly."),
        ("A concern about the deputy goes to the chair.", "A concern about the chair goes to the deputy."),
        ("Call the lead before the emergency services.", "Call the emergency services first and the lead second."),
        ("Agencies did not find more closures with fewer benchmarks.",
         "Agencies did not find fewer closures with more benchmarks."),
        ("The coordinator tells the parent who was left waiting by text.",
         "The person who was left waiting, or the parent, tells the coordinator by text."),
        ("El joven avisa a la familia si el mentor falta.", "El mentor avisa a la familia si el joven falta."),
    ],
)  # fmt: skip
def test_two_that_changed_places_about_a_third_are_found(sentence: str, quoted: str) -> None:
    assert swapped(sentence, quoted) is not None


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("The coordinator calls the person who did not come within 24 hours and asks what happened.", MISSED),
        ("Decline a match when the parent opposes it.", "When the parent opposes it, decline a match."),
        ("The form is signed by the mentor.", "The mentor signed the form."),
        ("The supervisor reviews each match in a monthly meeting.",
         "Each match is reviewed in a monthly meeting by the supervisor."),
        ("More calls went with fewer closures.", "Fewer closures went with more calls."),
        ("Red is for serious concern.", COLOURS),
        ("Visits are only allowed at home.", "Visits at home are allowed only."),
        ("The person is called by the coordinator.", "El mentor llama."),
    ],
)  # fmt: skip
def test_what_is_told_in_another_order_is_not_swapped(sentence: str, quoted: str) -> None:
    assert swapped(sentence, quoted) is None


@pytest.mark.parametrize(
    ("sentence", "quoted", "word"),
    [
        ("Use a photograph with written consent from the young person or the parent.", CONSENT, "or"),
        ("It goes to the deputy and the chair.", "It goes to the deputy or the chair.", "and"),
        ("Lo firman los padres o el joven.", "Lo firman los padres y el joven.", "o"),
    ],
)
def test_either_of_two_made_of_both_is_found(sentence: str, quoted: str, word: str) -> None:
    assert rejoined(sentence, quoted) == word


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Texts and letters do not count.", "A text or a letter does not count."),
        ("It goes to the chair or the deputy.", "It goes to the deputy or the chair."),
        ("Lo firman los padres y el joven.", "Signed by the parents or the young person."),
    ],
)
def test_what_is_denied_of_both_is_denied_of_either(sentence: str, quoted: str) -> None:
    assert rejoined(sentence, quoted) is None


@given(st.text(max_size=200))
def test_no_text_is_swapped_with_itself(text: str) -> None:
    assert (swapped(text, text), rejoined(text, text)) == (None, None)
