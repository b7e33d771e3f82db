from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.freshness.hyperlinks import (
    BETWEEN_FAILURES,
    LONGEST_LINK,
    MOST_OF_A_GUIDE,
    found_dead,
    links_in,
    links_of,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x), then http://b.example!", ["https://a.example/x", "http://b.example"]),
        ("(see https://a.example/wiki/Call_(phone))", ["https://a.example/wiki/Call_(phone)"]),
        ("[here](https://a.example/x) and <https://b.example>", ["https://a.example/x", "https://b.example"]),
        ("[https://a.example](https://b.example)", ["https://a.example", "https://b.example"]),
        ("«https://a.example/x» “https://b.example/y”.", ["https://a.example/x", "https://b.example/y"]),
        ("请看https://a.example/x。好", ["https://a.example/x"]),
        ("https://a.example/x#one https://a.example/x#two", ["https://a.example/x#one"]),
        ("HTTPS://A.example/?q=a,b&c=d;e", ["HTTPS://A.example/?q=a,b&c=d;e"]),
        ("https://archive.example/web/https://a.example/", ["https://archive.example/web/https://a.example/"]),
        ("http://[2606:4700::1]/x]", ["http://[2606:4700::1]/x"]),
        ("https://a.example/x…", ["https://a.example/x"]),
        ("http:// and https://... and http://) ftp://a.example mailto:a@b.example www.a.example", []),
        ("", []),
    ],
)
def test_links_are_found_without_what_stands_around_them(text: str, links: list[str]) -> None:
    assert list(links_in(text)) == links


def test_no_more_links_than_asked_for_are_found() -> None:
    text = " ".join(f"https://a.example/{number}" for number in range(10))
    assert links_in(text, at_most=3) == ("https://a.example/0", "https://a.example/1", "https://a.example/2")
    assert len(links_in(" ".join(f"https://a.example/{number}" for number in range(500)))) == 200


@given(st.text(st.sampled_from("htps:/.a()[]<> \n,…“")).map(lambda text: text.replace("p", "http://")))
def test_every_link_is_a_piece_of_the_text_and_found_once(text: str) -> None:
    links = links_in(text)
    assert all(link in text for link in links)
    assert len(set(links)) == len(links)


def test_the_links_of_a_guide_are_where_it_came_from_and_those_in_its_text() -> None:
    url = "https://a.example/{}"
    x, y = url.format("x"), url.format("y")
    assert links_of(x, f"See {y} and {x}.") == [x, y]
    assert links_of(None, url.format("x" * LONGEST_LINK)) == []
    many = " ".join(url.format(number) for number in range(MOST_OF_A_GUIDE))
    assert links_of(x, many) == [x, *many.split()[:-1]]


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ([], None),
        ([(0, False)], None),
        ([(0, False), (0.9, False)], None),
        ([(0, False), (1, False)], 1),
        ([(0, False), (0.5, True), (1, False)], None),
        ([(0, True), (1, False), (2, False)], 2),
        ([(0, False), (1, False), (2, True)], None),
        ([(0, False), (1, None)], None),
        ([(0, None), (1, None), (2, None)], None),
        ([(0, False), (0.5, None), (1, False), (2, None)], 1),
        ([(0, False), (7, False), (14, False)], 7),
        ([(1, False), (0, False)], 1),
    ],
)
def test_a_link_is_found_dead_at_the_first_failure_a_day_after_another(
    checks: list[tuple[float, bool | None]], found: float | None
) -> None:
    expected = NOON + found * DAY if found is not None else None
    assert found_dead([(NOON + days * DAY, alive) for days, alive in checks]) == expected
    assert BETWEEN_FAILURES == DAY
