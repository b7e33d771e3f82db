"""One way to turn pages, in the Home tab and in modals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.library.pager import pager
from bot.texts import texts_for
from tests.bot.blocks.reading import parts, shown

ENGLISH = texts_for("en")


def turns(page: int, pages: int) -> dict[str, str]:
    return {found["action_id"]: found["value"] for found in parts(pager("page", page, pages, ENGLISH), "button")}


@pytest.mark.parametrize(
    ("page", "leads"),
    [(0, {"page_forth": "1"}), (1, {"page_back": "0", "page_forth": "2"}), (2, {"page_back": "1"})],
)
def test_a_page_leads_to_the_ones_beside_it_and_says_which_it_is(page: int, leads: dict[str, str]) -> None:
    assert turns(page, 3) == leads
    assert f"Page {page + 1} of 3" in shown(pager("page", page, 3, ENGLISH))


def test_one_page_alone_is_not_turned() -> None:
    assert pager("look", 0, 1, ENGLISH) == []


@given(st.integers(2, 50).flatmap(lambda pages: st.tuples(st.integers(0, pages - 1), st.just(pages))))
def test_nobody_is_led_to_a_page_that_is_not_there(place: tuple[int, int]) -> None:
    page, pages = place
    led = {int(value) for value in turns(page, pages).values()}
    assert led == {page - 1, page + 1} & set(range(pages))
