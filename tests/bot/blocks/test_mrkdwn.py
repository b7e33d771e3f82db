import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.mrkdwn import clean, ending, escape, escaped_line, literal, one_line, pieces, shortened, units
from tests.bot.blocks.answers import HOSTILE, long, wild
from tests.bot.blocks.reading import decoded, formats, tokens

LOOKALIKES = str.maketrans({"∗": "*", "∼": "~", "ˋ": "`", "ˍ": "_", "›": ">", "∶": ":"})
limits = st.integers(1, 300)
unhurried = settings(deadline=None)


@unhurried
@given(long)
def test_escaped_text_makes_no_token_and_formats_nothing(text: str) -> None:
    assert tokens(escape(text)) == []
    assert formats(escape(text)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_crafted_text_means_anything_to_slack(text: str) -> None:
    assert (tokens(escape(text)), formats(escape(text))) == ([], [])


@unhurried
@given(long)
def test_escaped_text_reads_as_the_clean_text_but_for_look_alikes(text: str) -> None:
    assert decoded(escape(text)).translate(LOOKALIKES) == clean(text).translate(LOOKALIKES)


def test_ordinary_prose_is_escaped_to_itself() -> None:
    prose = "At 15 minutes a call (notes included), 180 calls take 45 hours: see 10:30:15, snake_case and 3 – 4."
    assert escape(prose) == prose


def test_entities_in_a_text_stay_the_letters_that_they_are() -> None:
    assert decoded(escape("&lt;!here&gt; &amp;")) == "&lt;!here&gt; &amp;"


def test_marks_that_format_become_look_alikes() -> None:
    assert escape("*a* ~b~ `c` _d_ e_f :tada:\n> g") == "∗a∗ ∼b∼ ˋcˋ ˍdˍ e_f ∶tada:\n› g"


@unhurried
@given(long)
def test_clean_text_keeps_every_character_with_a_shape(text: str) -> None:
    shapes = [c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert [c for c in clean(text) if unicodedata.category(c) not in {"Cc", "Cf"} and c != "\ufffd"] == [
        c for c in shapes if c != "\ufffd"
    ]


def test_no_direction_override_reaches_beyond_its_text() -> None:
    assert clean("a\u202eb\u202c\u2067c\u2069\x00") == "abc"


def test_direction_marks_and_joiners_that_shape_letters_stay() -> None:
    text = "שלום\u200f 👩‍👧 \u0646\u200c\u0645"
    assert clean(text) == text


@unhurried
@given(long, limits)
def test_no_text_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert units(shortened(text, limit)) <= limit
    assert units(ending(text, limit)) <= limit
    assert units(one_line(text, limit)) <= limit
    assert units(escaped_line(text, limit)) <= limit
    assert units(literal(text, limit)) <= limit


@unhurried
@given(wild)
def test_a_text_that_fits_is_not_touched(text: str) -> None:
    assert shortened(text, units(text) or 1) == text
    assert ending(text, units(text) or 1) == text


@unhurried
@given(long, limits)
def test_a_shortened_text_is_its_beginning_and_an_ellipsis(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
    end = ending(text, limit)
    assert end == text or (end.startswith("…") and text.endswith(end[1:]))


@unhurried
@given(long, limits)
def test_one_line_has_no_line_end_and_no_control(text: str, limit: int) -> None:
    assert not [c for c in one_line(text, limit) if unicodedata.category(c) == "Cc"]


@unhurried
@given(long, st.integers(20, 3_000))
def test_pieces_put_together_are_the_text(text: str, limit: int) -> None:
    found = list(pieces(text, limit))
    assert "".join(found) == text
    assert all(0 < units(piece) <= limit for piece in found)


def test_words_are_not_cut() -> None:
    assert shortened("Staff call the mentor", 16) == "Staff call the…"
    assert ending("Staff call the mentor", 12) == "…the mentor"
    assert list(pieces("Staff call the mentor", 12)) == ["Staff call ", "the mentor"]


@pytest.mark.parametrize("cluster", ["👩‍👩‍👧‍👦", "🇪🇸", "e\u0301\u0323", "👍🏽", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "각", "ก\u0e33", "क्ष"])
def test_what_people_see_as_one_character_is_never_cut(cluster: str) -> None:
    text = cluster * 20
    for limit in range(1, units(text)):
        short = shortened(text, limit)
        assert short == cluster * short.count(cluster) + "…"
        end = ending(text, limit)
        assert end == "…" + cluster * end.count(cluster)


def test_a_plain_text_object_gets_entities_and_nothing_else() -> None:
    assert literal("Tom & *Jerry*\n<!here>", 75) == "Tom &amp; *Jerry* &lt;!here&gt;"
