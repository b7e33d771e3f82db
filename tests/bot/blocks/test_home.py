from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.home import HomePage, home_view
from bot.playground.limits import view_problems, view_too_large
from bot.texts import LANGUAGES, texts_for
from knowledge.answering.sufficiency import Outcome
from knowledge.conversations.values import RecentQuestion
from knowledge.guides.queries import GuideSummary
from tests.bot.blocks.answers import TODAY, days, long, wild
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
THEN = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)


def guide(title: str = "Closing matches well", **facts: Any) -> GuideSummary:
    values: dict[str, Any] = {
        "id": "g", "key": "closing", "title": title, "edition": "2", "edition_id": "e", "owner": None,
        "audience": "everybody", "evidence_tier": "promising", "effective_date": None, "review_date": None,
        "licence": None, "published_at": THEN, "retired_at": None,
    }  # fmt: skip
    return GuideSummary(**{**values, **facts})


def asked(text: str, outcome: Outcome = Outcome.NOT_IN_GUIDES) -> RecentQuestion:
    return RecentQuestion(text, outcome, THEN, ())


def page(*, guides: Any = (), recent: Any = (), prompts: Any = ()) -> HomePage:
    return HomePage(guides=tuple(guides), recent=tuple(recent), prompts=tuple(prompts), today=TODAY)


def test_home_says_what_it_does_and_how_to_ask() -> None:
    seen = shown(home_view(page(), ENGLISH))
    assert ENGLISH.home_about in seen
    assert all(way in seen for way in ENGLISH.how_to_ask_mrkdwn)
    assert ENGLISH.home_no_questions in seen
    assert ENGLISH.home_no_guides in seen


def test_home_lists_the_guides_with_edition_age_and_evidence() -> None:
    seen = shown(home_view(page(guides=[guide()]), ENGLISH))
    assert "The library: 1 guide\n" in seen
    assert "*Closing matches well, edition 2*\nless than a month old · evidence: promising" in seen


def test_home_counts_the_guides_that_it_has_no_room_for() -> None:
    view = home_view(page(guides=[guide(f"Guide {n}") for n in range(200)]), ENGLISH)
    assert view_problems(view) == []
    assert "The library: 200 guides" in shown(view)
    assert "And 150 more guides." in shown(view)


def test_home_shows_the_last_questions_with_what_came_of_them() -> None:
    recent = [
        asked("How often?", Outcome.ANSWERED),
        asked("How old?", Outcome.PARTLY),
        asked("How far?"),
    ]
    seen = shown(home_view(page(recent=recent), ENGLISH))
    assert "How often?\nAnswered on 3 November 2026" in seen
    assert "How old?\nAnswered in part on 3 November 2026" in seen
    assert "How far?\nNot found in the guides on 3 November 2026" in seen


def test_prompts_and_last_questions_can_be_asked_with_a_button() -> None:
    view = home_view(page(recent=[asked("How often?")], prompts=["How old?"]), ENGLISH)
    assert [(b["action_id"], b["value"], b["text"]["text"]) for b in parts(view, "button")] == [
        ("ask_prompt", "How old?", "Ask"),
        ("ask_prompt", "How often?", "Ask again"),
    ]


def test_a_question_that_a_button_can_not_hold_whole_has_none() -> None:
    view = home_view(page(recent=[asked("How " * 1_000)]), ENGLISH)
    assert list(parts(view, "button")) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(
        st.builds(guide, long, edition=wild, evidence_tier=st.none() | wild, review_date=st.none() | days), max_size=8
    ),
    st.lists(st.builds(asked, long, st.sampled_from(Outcome)), max_size=4),
    st.lists(long, max_size=4),
    st.sampled_from(list(LANGUAGES)),
)
def test_slack_takes_any_home_and_nothing_in_it_is_markup(
    guides: list[GuideSummary], recent: list[RecentQuestion], prompts: list[str], language: str
) -> None:
    view = home_view(page(guides=guides, recent=recent, prompts=prompts), texts_for(language))
    assert view_problems(view) == []
    assert not view_too_large(view)
    assert [token for part in parts(view, "mrkdwn") for token in tokens(part["text"])] == []
