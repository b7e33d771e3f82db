import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.opposites import opposed


@pytest.mark.parametrize(
    ("sentence", "quoted", "word"),
    [
        ("Staff match mentors before training them.", "Staff match mentors after training them.", "before"),
        ("Ask after the parent agrees.", "Ask before the parent agrees.", "after"),
        ("Se empareja antes de la formación.", "Se empareja después de la formación.", "antes de"),
        ("There were more closures.", "There were fewer closures.", "more"),
        ("Meet in a private place.", "Meet in a public place.", "private"),
        ("Calls increase closures.", "Calls reduce closures.", "increase"),
        ("Hubo menos cierres.", "Hubo más cierres.", "menos"),
        ("It is the maximum.", "It is the minimum.", "maximum"),
        ("It is the least useful of all.", "It is the most useful of all.", "least"),
        ("Iran was the second-smallest exporter.", "Iran was the second-largest exporter.", "smallest"),
        ("The mentee signs the form.", "The mentor signs the form.", "mentee"),
        ("The house stands on the south shore.", "The house stands on the north shore.", "south"),
        ("After several years of talks they left.", "After several months of talks they left.", "years"),
        ("Each sitting week members vote.", "Each sitting day members vote.", "week"),
        ("It sold well in its last week.", "It sold well in its first week.", "latest"),
        ("Oil was priced in euros.", "Oil was priced in dollars.", "euros"),
        ("Report after the hour.", "Report within the hour.", "after"),
        ("Many studies found it.", "Few studies found it.", "many"),
        ("The mentor breaks confidences.", "The mentor keeps confidences.", "breaks"),
        ("The programme stops its closure.", "The programme starts its closure.", "stops"),
        ("Contact continues.", "Contact stops.", "continues"),
        ("Decline when the parent supports it.", "Decline when the parent opposes it.", "supports"),
        ("Accept the match.", "Decline the match.", "accept"),
        ("A high score is a reason.", "A low score is a reason.", "high"),
        ("Avoid cheap outings.", "Avoid expensive outings.", "cheap"),
        ("Hear them together.", "Hear them separately.", "together"),
        ("60 for a part-time worker.", "60 for a full-time worker.", "parttime"),
        ("Con consentimiento verbal.", "With written consent.", "verbal"),
        ("La mentora firma.", "La aprendiz firma, no la familia.", "mentora"),
    ],
)
def test_the_opposite_of_a_word_of_the_quote_is_found(sentence: str, quoted: str, word: str) -> None:
    assert opposed(sentence, quoted) == word


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("Train mentors before matching them.", "Match mentors after training them."),
        ("After training, mentors are matched.", "Once trained, mentors are matched after an interview."),
        ("More calls went with fewer closures.", "Fewer closures went with more calls."),
        ("More mentors stayed.", "Mentors stayed."),
        ("Mentors meet at least four hours.", "Most mentors meet four hours or more."),
        (
            "Open throughout the year, with closures in winter months.",
            "Always open; some roads close in winter months.",
        ),
        ("It takes a year.", "It takes 12 months."),
        ("Calls are made each week.", "Calls are made weekly, on a day that suits."),
        ("The mentor calls the mentee.", "The mentee is called by the mentor."),
        ("Matches last a year.", "At first, a match goes on for a year."),
        ("Las visitas son semanales.", "La hija recibe visitas semanales."),
        ("Report within an hour after the meeting.", "Report within an hour of the meeting."),
        ("A second call follows.", "Another call follows within days."),
    ],
)
def test_what_is_only_told_in_another_order_is_no_opposite(sentence: str, quoted: str) -> None:
    assert opposed(sentence, quoted) is None


@given(st.text(max_size=200))
def test_no_text_opposes_itself(text: str) -> None:
    assert opposed(text, text) is None
