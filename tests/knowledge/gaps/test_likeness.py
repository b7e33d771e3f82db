import numpy as np

from knowledge.embeddings.runtime import Embedder
from knowledge.gaps.likeness import UNRELATED, Background, Likeness, own_words


def test_what_all_questions_share_is_left_out() -> None:
    shared = np.array([[9, 0, 0, 0], [-9, 0, 0, 0], [0, 6, 0, 0], [0, -6, 0, 0], [0, 0, 3, 0], [0, 0, -3, 1]])
    background = Background.of(shared.astype(np.float32))
    left = background.without([np.array([5, 4, 3, 2], np.float32), np.array([-5, -4, -3, 2], np.float32)])
    assert float(left[0] @ left[1]) > 0.99


def test_what_is_nothing_but_shared_has_nothing_left() -> None:
    middle = np.ones(4, np.float32)
    assert not Background.of(np.stack([middle, middle])).without([middle]).any()


def test_own_words_are_those_that_the_other_question_has_in_no_form() -> None:
    assert own_words("May I repeat the exams?", "How do I pass the exam?") == "repeat"
    assert own_words("Is it 5 degrees?", "Is it 10 degrees?") == "5"
    assert own_words("Is it fine?", "How are you?") == ""


def test_own_words_that_mean_the_same_are_liker_than_those_that_do_not(embedder: Embedder) -> None:
    likeness = Likeness(embedder.embed_question)
    same = likeness.of_own_words("Can I give my mentee a gift?", "Can I give my mentee a present?")
    assert same > likeness.of_own_words("Can I give my mentee a gift?", "Can I give my mentee a lift?")
    assert likeness.of_own_words("Is lunch provided?", "Is lunch provided?") == 1
    assert 0 < likeness.of_own_words("Is lunch provided?", "Is lunch provided daily?") < 1


def test_no_question_of_the_background_stands_there_twice() -> None:
    assert len(set(UNRELATED)) == len(UNRELATED)
