import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.formats.html_text import html_of, plain_of

TEXTS = st.text(alphabet=st.sampled_from(list("ab <>&;#-!\n\t'\"é")) | st.characters(exclude_categories=["Cc", "Cs"]))


@given(TEXTS.map(str.strip))
def test_a_text_survives_html(text: str) -> None:
    assert plain_of(html_of(text)).text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One <b>two</b></p>\n<p>three</p>", "One two\nthree"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("a&nbsp;b &lt;c&gt; &amp; &eacute; &#233; &#xe9;", "a b <c> & é é é"),
        ("AT&T and R&D; 3 < 4 and a<b", "AT&T and R&D; 3 < 4 and a<b"),
        ("List<Integer> of <x>", "List<Integer> of <x>"),
        ("<!-- unseen -->seen", "seen"),
        ("seen <!-- without an end", "seen <!-- without an end"),
        ("<style>p {}</style>seen<script>run()</script>", "seen"),
        ("<pre>  a\n    b</pre>", "a\n    b"),
    ],
)
def test_html_is_read_as_it_is_shown(source: str, text: str) -> None:
    assert plain_of(source).text == text


def test_pictures_are_named_and_their_descriptions_stay() -> None:
    found = plain_of('See <img src="a.png" alt="a tree"> and <video src="b.mp4"></video>')

    assert found.text == "See a tree and"
    assert found.media == ("a.png", "b.mp4")
