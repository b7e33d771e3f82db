from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks.library.reminder import (
    MOST_LINKS,
    DeadLinks,
    dead_links_message,
    due_of,
    noted_sentence,
    reminder_message,
    review_sentence,
)
from bot.blocks.message import Message
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, Texts, texts_for
from knowledge.freshness.states import Freshness, freshness
from knowledge.freshness.values import GuideFreshness, Outcome, Review
from knowledge.members.roles import OPERATOR
from storage.schema import new_id
from tests.bot.blocks.answers import long
from tests.bot.blocks.reading import parts, shown, tokens

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)
GUIDE, EDITION = new_id(), new_id()
ENGLISH, SPANISH = texts_for("en"), texts_for("es")
GOING_ON = Review(new_id(), GUIDE, EDITION, "U0BEN", NOW)
ENDED = Review(
    new_id(), GUIDE, EDITION, "U0BEN", NOW, "U0AMARA", NOW, Outcome.UNCHANGED, None, date(2027, 11, 25)
)  # fmt: skip


def guide(
    next_review: date | None, going_on: Review | None = None, *, withdrawn: bool = False, title: str = "Closing"
) -> GuideFreshness:
    state = freshness(next_review, under_review=going_on is not None, withdrawn=withdrawn, today=TODAY)
    return GuideFreshness(GUIDE, EDITION, title, "2", "U0BEN", next_review, state, going_on)


def reminder(
    stands: GuideFreshness,
    last: Review | None = None,
    texts: Texts = ENGLISH,
    *,
    due: date = TODAY,
    may_add: bool = True,
) -> Message:
    return reminder_message(stands, last, due, texts, today=TODAY, is_owner=True, may_add=may_add)


def buttons(message: Message) -> list[tuple[str, str]]:
    return [(one["action_id"], one["value"]) for one in parts(message.blocks, "button")]


EVERY: dict[str, tuple[GuideFreshness, Review | None, list[str]]] = {
    "due by 25 November 2026": (guide(TODAY), None, ["guide_reviewed", "review_begin", "edition_add"]),
    "<@U0BEN> has been reviewing it since 25 November 2026": (
        guide(TODAY, GOING_ON), None, ["guide_reviewed", "edition_add"],
    ),
    "<@U0AMARA> looked at it on 25 November 2026, and nothing had to change. Next review: 25 November 2027": (
        guide(date(2027, 11, 25)), ENDED, [],
    ),
    "The next one is due by 1 March 2028": (guide(date(2028, 3, 1)), ENDED, []),
    "No date is set for the next one": (guide(None), None, []),
    "withdrawn": (guide(TODAY, GOING_ON, withdrawn=True), None, []),
}  # fmt: skip


@pytest.mark.parametrize("says", list(EVERY))
def test_a_reminder_says_what_holds_now_and_has_the_buttons_that_still_mean_something(says: str) -> None:
    stands, last, actions = EVERY[says]
    message = reminder(stands, last)
    assert says in shown(message.blocks)
    assert says in message.text
    assert buttons(message) == [(action, GUIDE) for action in actions]


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_slack_takes_every_reminder_in_every_language_and_each_says_something_else(texts: Texts) -> None:
    built = [reminder(stands, last, texts) for stands, last, _ in EVERY.values()]
    assert [message_problems({"text": m.text, "blocks": list(m.blocks)}) for m in built] == [[]] * len(built)
    assert len({m.text for m in built}) == len(built)


def test_an_overdue_review_is_told_as_one_and_the_review_that_set_the_date_is_not_taken_for_an_answer() -> None:
    over = TODAY - DAY
    last = Review(new_id(), GUIDE, EDITION, "U1", NOW, "U1", NOW, Outcome.UNCHANGED, None, over)
    message = reminder(guide(over), last, due=over)
    assert "has been due since 24 November 2026" in shown(message.blocks)
    assert len(buttons(message)) == 3


def test_who_may_add_nothing_is_offered_no_new_edition() -> None:
    offered = buttons(reminder(guide(TODAY), may_add=False))
    assert offered == [("guide_reviewed", GUIDE), ("review_begin", GUIDE)]


def test_who_is_asked_in_place_of_an_owner_is_told_so() -> None:
    own, others = (
        reminder_message(guide(TODAY), None, TODAY, ENGLISH, today=TODAY, is_owner=is_owner, may_add=True)
        for is_owner in (True, False)
    )
    assert "you are its owner" in shown(own.blocks)
    assert "no owner of the guide is here" in shown(others.blocks)


def test_a_press_tells_of_which_date_the_message_reminded() -> None:
    (block,) = parts(reminder(guide(TODAY)).blocks, "actions")
    assert due_of(block["block_id"]) == TODAY
    assert due_of("guide_page:1:00ab12cd") is None
    assert due_of("") is None


def test_outside_of_a_reminder_it_is_said_who_reviews_or_reviewed_the_guide() -> None:
    assert review_sentence(guide(TODAY), None, ENGLISH) is None
    assert review_sentence(guide(date(2027, 11, 25)), ENDED, SPANISH) == (
        "<@U0AMARA> la revisó el 25 de noviembre de 2026 y no hubo que cambiar nada. "
        "Próxima revisión: 25 de noviembre de 2027."
    )
    assert guide(TODAY, GOING_ON).state is Freshness.UNDER_REVIEW
    assert "<@U0BEN>" in (review_sentence(guide(TODAY, GOING_ON), None, ENGLISH) or "")


@settings(deadline=None)
@given(long)
def test_a_title_is_shown_and_does_nothing_else(title: str) -> None:
    for message in (reminder(guide(TODAY, title=title)), dead_links_message([links(title, 1)], ENGLISH)):
        assert tokens(message.text) == []
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


def links(title: str, count: int, url: str = "https://guides.example/") -> DeadLinks:
    return DeadLinks(title, tuple((f"{url}{number}", "status_404") for number in range(count)))


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_dead_links_are_listed_by_guide_and_those_that_do_not_fit_are_counted(texts: Texts) -> None:
    message = dead_links_message([links("One", 3), links("Two", MOST_LINKS), links("Three", 2)], texts)
    seen = shown(message.blocks)
    assert seen.count("https://guides.example/") == MOST_LINKS
    assert ("One" in seen, "Two" in seen, "Three" in seen) == (True, True, False)
    assert texts.freshness.more_dead_links.format(count=5) in seen


@settings(deadline=None)
@given(st.lists(st.tuples(long, st.lists(long, min_size=1, max_size=30)), min_size=1, max_size=30))
def test_slack_takes_any_dead_links(found: list[tuple[str, list[str]]]) -> None:
    guides = [DeadLinks(title, tuple((url, "name_unknown") for url in urls)) for title, urls in found]
    message = dead_links_message(guides, SPANISH)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []


def test_a_review_on_the_command_line_is_told_in_words() -> None:
    going_on = replace(GOING_ON, begun_by=OPERATOR)
    assert "alguien en la línea de órdenes la está revisando" in str(
        review_sentence(guide(TODAY, going_on), None, SPANISH)
    )


def test_what_came_of_a_press_is_told_to_who_pressed() -> None:
    stands = guide(date(2027, 11, 25), title="*Closing*")
    assert noted_sentence(stands, "U0BEN", ENGLISH) == (
        "Noted: “*Closing*” is still right. Its next review is due by 25 November 2027."
    )
    began = noted_sentence(guide(TODAY, GOING_ON), "U0BEN", ENGLISH)
    assert began == "Noted: you have been reviewing “Closing” since 25 November 2026."
    assert noted_sentence(guide(TODAY, GOING_ON), "U0AMARA", ENGLISH).startswith("Somebody else has been reviewing")
    assert noted_sentence(guide(TODAY, withdrawn=True), "U0BEN", ENGLISH) == ENGLISH.freshness.withdrawn
    assert noted_sentence(guide(None), "U0BEN", ENGLISH) == ENGLISH.freshness.holds
