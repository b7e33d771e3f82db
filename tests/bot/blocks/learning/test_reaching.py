"""What people are told without having asked, and the form of how they want to be: within Slack's limits."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.learning.daily import closing_line, daily_message, goes_on_message, minutes, paused_message
from bot.blocks.learning.deadline import Deadline, Near, NearDay, near_message
from bot.blocks.learning.digest import (
    CohortMonth,
    Digest,
    Ending,
    Holding,
    LibraryMonth,
    OwnMonth,
    Touched,
    digest_message,
)
from bot.blocks.learning.preferences import preferences_form, preferences_message, preferred, wrong_field
from bot.blocks.message import Message
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES
from learning.cohorts.values import Track
from learning.errors import BadHours, ZoneUnknown
from learning.learners.values import Kind, Preferences
from learning.practice.streaks import Streak
from learning.practice.values import Today
from learning.standing.values import Severity, Standing
from tests.journeys.workplace import shown

ENGLISH, SPANISH = LANGUAGES["en"], LANGUAGES["es"]
ID = "01a216a0-afe3-77c9-9201-98ecc4b656c5"
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = date(2026, 11, 26)
FIVE = Today(due=4, new=1, answered_today=0, streak=Streak(6, today=False), next_due=None)
long_words = st.text(max_size=400)
languages = st.sampled_from(sorted(LANGUAGES))


def text_of(message: Message) -> str:
    return shown({"blocks": list(message.blocks)})


def problems(message: Message) -> list[str]:
    return list(message_problems({"text": message.text, "blocks": list(message.blocks)}))


def test_five_questions_take_about_two_minutes() -> None:
    message = daily_message(FIVE, ID, ENGLISH)
    assert "5 questions wait for you · about 2 minutes" in text_of(message)
    assert "You have kept at it for 6 days." in text_of(message)
    assert [minutes(count) for count in (1, 3, 5, 10, 15)] == [1, 1, 2, 4, 6]


def test_of_a_day_that_is_done_is_told_what_was_done_and_when_there_is_more() -> None:
    done = replace(FIVE, due=0, new=0, answered_today=5, streak=Streak(7, today=True))
    assert closing_line(done, date(2026, 11, 27), ENGLISH) == (
        "Done for today: you answered 5 questions. You have kept at it for 7 days. "
        "The next questions come on 27 November 2026."
    )
    assert closing_line(replace(done, streak=Streak(1, today=True)), None, ENGLISH) == (
        "Done for today: you answered 5 questions. Nothing else is planned yet."
    )


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("daily", [0, 1, 5, 7, 50])
def test_the_form_holds_what_holds_now_and_says_it_again(language: str, daily: int) -> None:
    texts = LANGUAGES[language]
    wanted = Preferences("Europe/Madrid", daily, 0, 23, 5, date(2026, 12, 24), frozenset({Kind.DIGEST, Kind.NUDGE}))
    for one in (wanted, replace(wanted, zone=None, paused_until=None, muted=frozenset(Kind))):
        form = preferences_form(one, texts)
        assert list(view_problems(form)) == []
        assert preferred(untouched(form)) == one
        assert problems(preferences_message(one, texts)) == []


def untouched(form: dict[str, object]) -> dict[str, dict[str, dict[str, object]]]:
    """The values of a form that is sent as it was opened."""
    names = {
        "initial_option": "selected_option",
        "initial_options": "selected_options",
        "initial_date": "selected_date",
        "initial_value": "value",
    }
    values: dict[str, dict[str, dict[str, object]]] = {}
    for block in form["blocks"]:  # type: ignore[attr-defined]
        element = block["element"]
        filled = {names[name]: value for name, value in element.items() if name in names}
        values[block["block_id"]] = {element["action_id"]: filled}
    return values


def test_what_can_not_be_is_said_at_its_field() -> None:
    assert wrong_field(BadHours("quiet", 21), ENGLISH) == {
        "hour": "21:00 is in your quiet hours. Choose another hour, or other quiet hours."
    }
    assert wrong_field(BadHours("paused", 400), ENGLISH) == {"paused": "Choose a day within a year from now."}
    assert wrong_field(BadHours("daily", 60), ENGLISH) == {"daily": "60 is out of range here."}
    assert wrong_field(ZoneUnknown("Marte"), SPANISH) == {
        "zone": "No conozco la zona horaria «Marte». Escríbela como Europe/Madrid o America/New_York."
    }


def ending(title: str, days: int, *, is_first: bool = False) -> Deadline:
    return Deadline(ID, title, DAY, days, NOW, is_first)


@given(long_words, languages, st.booleans(), st.integers(-3, 60), st.integers(0, 60), st.integers(0, 60))
def test_slack_takes_what_is_told_of_days_that_are_near(
    title: str, language: str, is_first: bool, days: int, ends: int, goals: int
) -> None:
    texts = LANGUAGES[language]
    one = ending(title, days, is_first=is_first)
    near: list[Near] = [one, *[one] * ends, *[NearDay(ID, title, title, DAY, days)] * goals]
    assert problems(near_message(near, ID, texts)) == problems(near_message(near[-1:], ID, texts)) == []
    assert problems(paused_message(DAY, texts)) == problems(goes_on_message(9, texts)) == []
    assert problems(daily_message(FIVE, ID, texts)) == []


def test_of_one_day_that_is_near_one_sentence_is_said() -> None:
    lapses = "Your certificate “Mentoring” lapses on 26 November 2026."
    assert near_message([ending("Mentoring", 3)], ID, ENGLISH).text == f"{lapses} 3 days are left."
    assert near_message([ending("Mentoring", 0)], ID, ENGLISH).text == f"{lapses} That is today."
    assert near_message([ending("Mentoring", 59, is_first=True)], ID, ENGLISH).text == (
        f"{lapses} You can renew it from now on."
    )
    goal = NearDay(ID, "Mentoring", "Otoño", DAY, 1)
    assert near_message([goal], ID, SPANISH).text == (
        "En el grupo Otoño hay que alcanzar «Mentoring» a más tardar el 26 de noviembre de 2026. Queda 1 día."
    )


def test_several_days_that_are_near_are_told_together_the_next_one_first() -> None:
    goal = NearDay(ID, "Welcoming", "Autumn", DAY, 3)
    text = text_of(near_message([ending("Mentoring", 14), goal], ID, ENGLISH))
    assert text.startswith("*Days to keep in mind*")
    assert text.index("Welcoming") < text.index("Mentoring")


@given(long_words, languages, st.integers(0, 40), st.integers(0, 12))
def test_slack_takes_every_digest(name: str, language: str, count: int, cohorts: int) -> None:
    own = OwnMonth(
        count,
        count,
        [Touched(name, name, Severity.MAJOR)] * count,
        [Holding(name, standing, DAY, DAY) for standing in Standing] * 2,
    )
    of_cohort = CohortMonth(ID, name, count, dict.fromkeys(Track, count))
    digest = Digest(DAY.replace(day=1), own, [of_cohort] * cohorts, LibraryMonth(count, count, Ending(count, count)))
    assert problems(digest_message(digest, ID, LANGUAGES[language])) == []


def test_a_digest_says_what_touches_her_certificates_and_how_her_cohorts_stand() -> None:
    own = OwnMonth(
        12,
        4,
        [Touched("Checking in", "Mentor essentials", Severity.MINOR)],
        [Holding("Mentor essentials", Standing.EXPIRING, date(2026, 11, 2), date(2027, 1, 1))],
    )
    cohort = CohortMonth(ID, "Autumn", 3, {Track.ON_TRACK: 2, Track.OVERDUE: 1})
    text = text_of(digest_message(Digest(date(2026, 11, 1), own, [cohort]), ID, ENGLISH))
    assert "You answered 12 practice questions on 4 days in November 2026." in text
    assert "“Checking in”: minor: no number or duty changed, as far as can be told (Mentor essentials)" in text
    assert "“Mentor essentials” lapses on 1 January 2027; you can renew it from 2 November 2026 on." in text
    assert "Autumn: 3 learners; On track: 2, Overdue: 1" in text
    assert "%" not in text


def test_of_what_does_not_count_no_digest_says_that_it_holds_nor_names_it_a_guide_that_she_may_not_read() -> None:
    standings = (Standing.REVOKED, Standing.SUSPENDED, Standing.OUTDATED)
    own = OwnMonth(
        0,
        0,
        [Touched(None, "Mentoring", Severity.MAJOR)],
        [
            *(Holding("Mentoring", one, None, DAY) for one in standings),
            Holding("Welcoming", Standing.CURRENT, None, None),
        ],
    )
    text = text_of(digest_message(Digest(date(2026, 11, 1), own), ID, ENGLISH))
    assert "holds until" not in text
    for said in ("revoked", "suspended", "outdated by a guide"):
        assert f"“Mentoring”: {said}." in text
    assert "“Welcoming” does not expire." in text
    assert "A guide that is not for you to read: major" in text


def test_one_question_and_one_o_clock_are_said_as_people_say_them() -> None:
    wanted = Preferences(daily=1, hour=1, quiet_from=20, quiet_until=1)
    assert "1 pregunta al día, desde la 1:00" in text_of(preferences_message(wanted, SPANISH))
    assert "Silencio desde las 20:00 hasta la 1:00" in text_of(preferences_message(wanted, SPANISH))
    assert "1 questions" not in str(preferences_form(wanted, ENGLISH))
    assert "no daily questions" in text_of(goes_on_message(None, ENGLISH))
