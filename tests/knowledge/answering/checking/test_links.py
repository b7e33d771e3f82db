import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answering.checking.links import forged_link, links_in, mixed_script

PASSAGE = "See https://example.org/a(b) and mail info@example.org, or example.com/x."


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://example.org/a(b).",
        "See example.org/a(b).",
        "Mail info@example.org!",
        "It is at (example.com/x).",
        "It is at EXAMPLE.com/x",
        "No link, e.g. here, i.e. none, in 3.5 hours at 9 a.m. in the U.S.",
        "The ratio is 3:1 at 10:30.",
    ],
)
def test_an_address_of_the_passage_may_be_said(sentence: str) -> None:
    assert forged_link(sentence, PASSAGE) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "See https://example.org/a",
        "See http://evil.org",
        "See exаmple.com/x",
        "See example.com",
        "See example。com/x",
        "See example.com\u200b.evil.org/x",
        "See example.com/x.evil.org",
        "See example.com.evil.org/x",
        "See https://example.com@evil.org/x",
        "See https://evil.org/?https://example.org/a(b)",
        "See hxxps://evil[.]org/x",
        "See xn--80ak6aa92e.com",
        "See ftp://example.com/x",
        "See www.evil",
        "See 10.0.0.1/x",
        "See EXAMPLE.com/X",
        "Mail info@evil.org",
        "Mail mailto:x@evil.org",
        "Call tel:+123",
        "Open slack://open",
        "Run javascript:alert(1)",
        "Ask <@U123>",
        "<!here> look",
        "<!subteam^S1> look",
        "See <#C1>",
        "@channel look",
        "Ask @ anna",
        "See <https://example.org/a(b)|this>",
        "Done :white_check_mark:",
    ],
)
def test_any_other_address_and_what_slack_acts_on_is_found(sentence: str) -> None:
    assert forged_link(sentence, PASSAGE) or mixed_script(sentence)


def test_letters_of_two_alphabets_in_one_word_are_found() -> None:
    assert mixed_script("Sеe the guide") == "Sеe"
    assert mixed_script("See the Ελλάδα guide in Москва") is None


def test_an_address_ends_where_its_sentence_goes_on() -> None:
    assert links_in("(See https://a.org/x_(y)), a.org/z?q=1&r; and b@c.org.") == (
        "https://a.org/x_(y)",
        "a.org/z?q=1&r",
        "b@c.org",
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_is_an_error(sentence: str, passage: str) -> None:
    forged_link(sentence, passage)
    assert all(link in sentence for link in links_in(sentence))


@given(
    host=st.from_regex(r"[a-z]{3,12}\.(com|org|io|net)", fullmatch=True),
    path=st.from_regex(r"(/[a-z0-9]{1,8}){0,3}", fullmatch=True),
)
def test_no_address_gets_through_that_the_passage_lacks(host: str, path: str) -> None:
    sentence = f"Read more at {host}{path} today."
    assert forged_link(sentence, "Read the guide.") == host + path
    assert forged_link(sentence, f"More: https://{host}{path}.") is None
