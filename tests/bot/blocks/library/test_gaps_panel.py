"""The panel of gaps, whatever people asked: Slack takes it, and nothing in it mentions or links but what we mean to."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.home import panel_view
from bot.blocks.library.bar import bar
from bot.blocks.library.gaps_panel import PAGE, GapsShown, gaps_panel, give_form
from bot.blocks.library.showing import Panel, Showing
from bot.playground.limits import view_problems, view_too_large
from bot.texts import LANGUAGES, texts_for
from knowledge.gaps.frequent import OftenAsked
from knowledge.gaps.summaries import GapPage
from knowledge.gaps.trend import Week
from knowledge.gaps.values import GapState, GapSummary
from knowledge.members.roles import Act, Role, may
from knowledge.standard.values import StandardAnswer
from storage.schema import new_id
from tests.bot.blocks.answers import wild
from tests.bot.blocks.library.shelves import THEN
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(sorted(LANGUAGES)).map(texts_for)
ROLES = st.sampled_from([role for role in Role if may(role, Act.SEE_LIBRARY)])
PEOPLE = st.sampled_from(["U0AMARA", "operator", "erased-0a1b2c3d"])
COUNTS = st.integers(0, 10**6)
WEEKS = st.lists(
    st.builds(Week, st.just(date(2026, 11, 2)), COUNTS, COUNTS, COUNTS, COUNTS, COUNTS), min_size=8, max_size=8
)
slowly = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def gaps(draw: st.DrawFn) -> GapSummary:
    later = THEN + timedelta(days=draw(st.integers(0, 100)))
    owner, state = draw(st.none() | PEOPLE), draw(st.sampled_from(GapState))
    return GapSummary(new_id(), draw(wild), owner, state, later, draw(COUNTS), draw(COUNTS), draw(COUNTS), THEN, later)


STANDARD = st.builds(
    lambda question, text, by, audience: StandardAnswer(new_id(), question, text, by, THEN, audience),
    wild,
    wild,
    PEOPLE,
    wild,
)
OFTEN = st.builds(
    lambda title, heading, people: OftenAsked("p", "e", "g", "key", title, tuple(heading), people, people),
    wild,
    st.lists(wild, max_size=3),
    COUNTS,
)


def check(blocks: list[dict[str, Any]], showing: Showing, role: Role) -> None:
    view = panel_view(bar(role, showing, ENGLISH), blocks, showing.noted())
    assert view_problems(view) == []
    assert not view_too_large(view)
    for text in parts(view, "mrkdwn"):
        assert [token for token in tokens(text["text"]) if not token.startswith("<@U")] == []


@slowly
@given(st.lists(gaps(), max_size=PAGE), WEEKS, ROLES, st.sampled_from(["", "closed", "set_aside"]), LANGUAGE)
def test_gaps_are_shown(found: list[GapSummary], weeks: list[Week], role: Role, view: str, texts: Any) -> None:
    showing = Showing(Panel.GAPS, state=view, page=3)
    check(gaps_panel(GapsShown(weeks, GapPage(tuple(found), 40)), showing, role, texts), showing, role)


@slowly
@given(st.lists(STANDARD, max_size=30), st.lists(OFTEN, max_size=30), WEEKS, ROLES, LANGUAGE)
def test_standard_answers_and_what_is_asked_often_are_shown(
    standard: list[StandardAnswer], often: list[OftenAsked], weeks: list[Week], role: Role, texts: Any
) -> None:
    for view in ("standard", "often"):
        showing = Showing(Panel.GAPS, state=view)
        check(gaps_panel(GapsShown(weeks, None, standard, often), showing, role, texts), showing, role)


@pytest.mark.parametrize("role", [role for role in Role if may(role, Act.SEE_LIBRARY)])
def test_only_who_may_close_gaps_finds_what_does_so(role: Role) -> None:
    gap = GapSummary(new_id(), "Who pays?", None, GapState.OPEN, THEN, 1, 1, 1, THEN, THEN)
    blocks = gaps_panel(GapsShown((), GapPage((gap,), 1)), Showing(Panel.GAPS), role, ENGLISH)
    assert ("gap_menu" in str(blocks)) is may(role, Act.CLOSE_GAPS)
    assert ("gaps_draft" in str(blocks)) is may(role, Act.WRITE_ITEMS)


def test_a_week_says_in_words_what_its_bar_shows() -> None:
    week = Week(date(2026, 11, 2), answered=5, partly=1, standard=1, not_in_guides=3, unhelpful=2)
    text = shown(gaps_panel(GapsShown((week, Week(date(2026, 11, 9)))), Showing(Panel.GAPS), Role.OWNER, ENGLISH))
    assert (
        "■■■■■■□□□□ Week of 2 November 2026: 5 of 10 answered · 1 in part · 1 by a person · 3 not in the guides"
        " · 2 did not help" in text
    )
    assert "Week of 9 November 2026: no questions" in text
    assert "□ Week of 9 November" not in text


def test_slack_takes_the_form_that_gives_a_gap() -> None:
    assert view_problems(give_form(Showing(Panel.GAPS).noted(), new_id(), ENGLISH)) == []
