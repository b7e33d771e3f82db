from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.library.showing import LONGEST_FIND, NEEDED, Panel, Showing, showing_of
from tests.bot.blocks.library.shelves import showings

KEPT_BY_SLACK = 3_000


@given(showings)
def test_what_a_view_notes_is_what_it_shows_and_fits_into_it(showing: Showing) -> None:
    assert showing_of(showing.noted()) == showing
    assert len(showing.noted()) <= KEPT_BY_SLACK


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(str))
def test_a_note_that_says_nothing_shows_the_start(note: str) -> None:
    showing = showing_of(note)
    assert len(showing.find) <= LONGEST_FIND
    assert showing_of(showing.noted()) == showing


def test_notes_that_were_tampered_with_show_the_start() -> None:
    for note in (
        None,
        "",
        "{}",
        "[]",
        "7",
        '{"panel": "vault"}',
        '{"page": "x"}',
        '{"before": 3}',
        '{"before": ["a"]}',
    ):
        assert showing_of(note) == Showing()


def test_every_panel_but_the_start_needs_something() -> None:
    assert NEEDED.keys() == set(Panel) - {Panel.START}
