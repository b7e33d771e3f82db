from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.sentences import choose, coverage
from tests.knowledge.answering.rankings import passage, ranking

CALL = "Staff call each mentor twice in the first month."
NOTE = "A note of the call goes into the file."
words = st.lists(st.sampled_from(["staff", "mentor", "call", "month", "file", "bread", "oven"]), min_size=1, max_size=6)


def texts(question: str, *passages: tuple[str, ...], at_most: int = 5) -> list[str]:
    found = ranking(question, *(passage(*sentences) for sentences in passages))
    return [c.sentence.text for c in choose(found, at_most)]


def test_the_sentence_with_the_words_of_the_question_comes_first() -> None:
    assert texts("staff call mentor", (NOTE, CALL))[0] == CALL


def test_between_like_words_the_nearer_meaning_comes_first() -> None:
    found = ranking("mentor", passage("Each mentor signs.", "A mentor calls.", cosines=[0.2, 0.7]))
    assert choose(found)[0].sentence.text == "A mentor calls."


def test_a_sentence_far_below_the_best_is_left_out() -> None:
    assert texts("staff call mentor first month", (CALL, "Bread needs an oven.")) == [CALL]


def test_a_sentence_that_stands_in_two_guides_is_chosen_once() -> None:
    assert texts("staff call mentor", (CALL,), (CALL,)) == [CALL]


def test_a_question_or_the_question_s_own_words_answer_nothing() -> None:
    assert texts("mentor call", ("How often is a mentor called?",), ("Mentor calls",)) == []


def test_a_line_that_leads_into_a_list_may_be_chosen() -> None:
    assert texts("mentor call", ("Mentor calls:",)) == ["Mentor calls:"]


@given(question=words, sentences=st.lists(words, min_size=1, max_size=12, unique_by=lambda w: " ".join(w)))
def test_no_more_than_asked_for_best_first_and_none_twice(question: list[str], sentences: list[list[str]]) -> None:
    found = ranking(" ".join(question), *(passage(f"{' '.join(s)} always.") for s in sentences))
    chosen = choose(found, at_most=3)
    assert len(chosen) <= 3
    assert [c.score for c in chosen] == sorted((c.score for c in chosen), reverse=True)
    assert len({c.sentence.text for c in chosen}) == len(chosen)


def test_coverage_is_a_share_by_weight_and_headings_count_for_less() -> None:
    terms = {"mentor": 3.0, "call": 1.0}
    assert coverage(terms, frozenset({"mentor"})) == 0.75
    assert 0 < coverage(terms, frozenset(), frozenset({"mentor"})) < 0.75
    assert coverage(terms, frozenset({"mentor", "call"}), frozenset({"mentor"})) == 1
    assert coverage({}, frozenset({"mentor"})) == 0


def test_a_question_that_a_sentence_affirms_word_for_word_is_answered_by_it() -> None:
    affirms = passage("Say goodbye in person.", "The probation period is six months.", cosines=[0.2, 0.9])
    found = choose(ranking("Is the probation period six months?", affirms))
    assert found[0].sentence.text == "The probation period is six months."
