"""What is told of a certificate that is kept by practice: words with the numbers, and never surer than it is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.learning.certificate_card import CertificateCard, certificate_message
from bot.blocks.learning.certification_filled import changed, wrong_fields
from bot.blocks.learning.daily import daily_message
from bot.blocks.learning.kept_line import kept_line, not_renewed_news, percent, renewed_news, rule_line
from bot.blocks.mrkdwn import escape
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, Texts, texts_for
from learning.certifications.definition import Continuous
from learning.certifications.reading import from_data
from learning.certifications.starter import starter_certifications
from learning.continuous.deciding import at_the_end, so_far
from learning.continuous.values import Week, Year
from learning.errors import Flaw, Found
from learning.practice.streaks import Streak
from learning.practice.values import Today
from learning.standing.queries import Held
from tests.bot.blocks.answers import long, wild
from tests.bot.blocks.learning import holdings
from tests.bot.blocks.learning.holdings import THEN

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(sorted(LANGUAGES)).map(texts_for)
RULE = Continuous(weekly=3, floor=60)


def year(rights: list[bool]) -> Year:
    return Year(THEN, THEN + timedelta(days=365), RULE.floor, so_far(rights, RULE), at_the_end(rights, RULE))


def test_how_a_year_stands_is_said_in_words_with_the_numbers() -> None:
    assert kept_line(year([]), RULE, ENGLISH) == (
        "Kept by practice until 3 November 2027: 0 of at least 60 questions answered, 0 rightly. "
        "Each answer makes it clearer whether you still master it."
    )
    assert kept_line(year([True, True, False]), RULE, ENGLISH).endswith(
        "So far it is 44% probable that you master it. 57 more have to be answered."
    )
    assert kept_line(year([True] * 20), RULE, ENGLISH).endswith(
        "So far it is 99% probable that you master it. 40 more have to be answered."
    )
    assert kept_line(year([True] * 30 + [False] * 30), RULE, ENGLISH).endswith(
        "it is 1% probable that you master it; 80% are needed."
    )
    assert kept_line(year([True] * 60), RULE, ENGLISH).endswith(
        "it is 99% probable that you master it: enough to renew it without an exam."
    )
    # Who answers no more of the last ones has it renewed too.
    assert kept_line(year([True] * 50), RULE, ENGLISH).endswith("enough to renew it without an exam.")
    assert rule_line(RULE, ENGLISH) == "Kept by 3 questions a week, at least 60 in a year"


@pytest.mark.parametrize(("probability", "said"), [(0.0, "1"), (0.5, "50"), (0.799, "79"), (0.9999, "99"), (1.0, "99")])
def test_what_is_not_quite_enough_is_never_rounded_up_and_nothing_is_sure(probability: float, said: str) -> None:
    assert percent(probability) == said


def test_what_a_year_came_to_is_said_with_the_way_back() -> None:
    passed, failed = at_the_end([True] * 60, RULE), at_the_end([True] * 20, RULE)
    assert renewed_news("Mentor", "3 November 2028", passed, ENGLISH) == (
        "Your certificate *Mentor* is renewed by practice, until 3 November 2028. "
        "In the year you answered 60 questions, 60 of them rightly. No exam is needed."
    )
    told = not_renewed_news("Mentor", failed, ENGLISH)
    assert "20 of them rightly. 40 that were not answered count as wrong." in told
    assert "renewal exam" in told


@given(holdings.held(), LANGUAGE, st.lists(st.booleans(), max_size=200), st.lists(long | wild, max_size=9), long)
def test_slack_takes_whatever_there_is_to_say(
    one: Held, texts: Texts, rights: list[bool], missed: list[str], news: str
) -> None:
    definition = replace(one.certification.definition, continuous=RULE)
    kept = replace(one, certification=replace(one.certification, definition=definition))
    week = Week(kept.certification, kept.certificate.id, 1, 0, 3, 50)
    card = CertificateCard(kept, None, None, year(rights), week, tuple(missed))
    message = certificate_message(card, texts, escape(news[:1000]))
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "continuous_next" in str(message.blocks)
    daily = daily_message(Today(0, 0, 0, Streak(0, False), None), one.certificate.id, texts, [week] * 7)
    assert message_problems({"text": daily.text, "blocks": list(daily.blocks)}) == []
    assert "practice_due" not in str(daily.blocks)


@pytest.mark.parametrize(
    ("weekly", "floor", "kept"),
    [
        ("2", "50", Continuous(2, 50, sure=0.9)),
        ("", "", None),
    ],
)
def test_the_form_changes_how_many_are_asked_and_leaves_the_rest(weekly: str, floor: str, kept: object) -> None:
    shipped = starter_certifications()[0]
    before = replace(shipped, continuous=Continuous(3, 60, sure=0.9))
    filled = {"weekly": weekly, "floor": floor, "title": before.title, "summary": before.summary}
    filled |= {"percent": "75", "valid_months": "24", **{f"draw_{one.competency}": "4" for one in before.draws}}
    values = {name: {name: {"value": value}} for name, value in filled.items()}
    assert from_data(changed(before, values)).continuous == kept


def test_what_is_wrong_with_it_is_told_at_its_field() -> None:
    definition = starter_certifications()[0]
    flaws = [Found(Flaw.BAD_NUMBER, "continuous.floor", "600"), Found(Flaw.MISSING, "valid_months")]
    assert set(wrong_fields(flaws, definition, ENGLISH)) == {"floor", "valid_months"}
