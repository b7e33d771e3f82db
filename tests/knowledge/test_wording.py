import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.wording import plain


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  It harms.\n\nSee page 3. ", "It harms. See page 3."),
        ("a\x00b\ud800c", "a b c"),
        ("\u200b", ""),
        ("\u200d \u200c", ""),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("e\u0301", "é"),
    ],
)
def test_what_can_be_seen_is_kept_on_one_line(written: str, kept: str) -> None:
    assert plain(written) == kept


@given(st.text(st.characters(codec=None, categories=None)))
def test_whatever_was_written_can_be_stored_and_stays_as_it_is(written: str) -> None:
    kept = plain(written)
    assert not {unicodedata.category(character) for character in kept} & {"Cc", "Cs", "Co", "Cn"}
    assert kept.encode().decode() == kept
    assert plain(kept) == kept
