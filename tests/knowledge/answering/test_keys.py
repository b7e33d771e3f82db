"""The keys of passages are hard to confuse with each other, and with anything that the passages say."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.keys import CODES, keys_for


def test_any_two_keys_differ_in_two_letters_at_least_and_none_holds_a_digit() -> None:
    assert len(CODES) >= 40
    assert all(code.isalpha() and code.isupper() for code in CODES)
    assert all(sum(a != b for a, b in zip(one, other, strict=True)) >= 2 for one, other in combinations(CODES, 2))


@given(st.lists(st.sampled_from(CODES), max_size=20, unique=True), st.integers(0, 10))
def test_a_key_is_no_word_of_what_the_passages_say(words: list[str], count: int) -> None:
    texts = [f"Ask for form {word.lower()}-7, says {word}." for word in words]
    keys = keys_for(count, texts)
    assert len(set(keys)) == count
    assert not set(keys) & set(words)


def test_the_same_texts_get_the_same_keys() -> None:
    assert keys_for(3, ["one"]) == keys_for(3, ["one"])


def test_texts_that_say_all_keys_take_none_away() -> None:
    assert len(set(keys_for(10, CODES))) == 10


def test_there_is_an_end_to_the_keys() -> None:
    with pytest.raises(ValueError, match="41 keys asked for, there are 40"):
        keys_for(41, [])
