from knowledge.index.terms import terms_of
from knowledge.retrieval.scoring import ASKING_WORDS, telling_terms


def weighed(question: str) -> set[str]:
    return set(telling_terms(terms_of(question)))


def test_words_that_only_ask_have_no_weight() -> None:
    assert weighed("How often does the mentor call us, and why should they?") == {"often", "mentor", "call"}
    assert weighed("What do I do about closing a match, please?") == {"close", "match"}


def test_a_question_of_asking_words_alone_keeps_them() -> None:
    assert weighed("What should we do?") == {"what", "should", "we", "do"}


def test_asking_words_are_written_as_the_index_writes_terms() -> None:
    words = "why how does done please many any us his them what when where which who about"
    assert set(terms_of(words)) <= ASKING_WORDS


def test_a_word_that_is_asked_twice_weighs_once() -> None:
    assert telling_terms(terms_of("Calls: who calls mentors who call?")) == ["call", "mentor"]
