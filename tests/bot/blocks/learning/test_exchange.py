"""What is shown of tables and lists: Slack takes it, however much is wrong with a list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.blocks.learning.exchange import (
    EVERYBODY,
    MOST_LINES,
    MOST_MEANT,
    ListFile,
    done_message,
    export_asked,
    export_button,
    export_form,
    file_of,
    plan_message,
    problem_line,
    recorded_part,
    take_over_form,
    without_carrying_out,
)
from bot.blocks.message import Message
from bot.playground.limits import message_problems, view_problems, view_too_large
from bot.texts import LANGUAGES, Texts
from learning.exchange.plans import Plan
from learning.exchange.tables import Form
from learning.exchange.taking_over import LONGEST_FACT, JoiningLine, PastLine, Problem, Wrong
from learning.past.values import PastCertificate

NOTHING = Plan()
FILE = ListFile("F0LIST", "list.csv", "0" * 64)
PAST = PastCertificate("c1", "U0LEA", date(2026, 1, 2), None, "=Register")
each_language = pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))


def plan_of(certificates: int, problems: int) -> Plan:
    past = (PastLine(line, "U0LEA", "c1", date(2026, 1, 2), None, None) for line in range(2, certificates + 2))
    wrong = Problem(3, Wrong.UNKNOWN_PERSON, "<!channel> " + "＝" * LONGEST_FACT)
    return replace(NOTHING, certificates=tuple(past), problems=(wrong,) * problems)


def check(message: Message) -> None:
    assert list(message_problems({"text": message.text, "blocks": list(message.blocks)})) == []


@each_language
def test_however_much_a_list_holds_and_has_wrong_it_is_told_in_a_message(texts: Texts) -> None:
    full = replace(plan_of(20_000, 20_000), same=7, joining=(JoiningLine(2, "U0LEA", "s1"),))
    for plan in (NOTHING, plan_of(1, 0), plan_of(0, MOST_LINES), full):
        check(plan_message(plan, FILE, texts))
        check(done_message(plan, texts))


@each_language
def test_what_would_be_taken_over_says_whom_the_first_lines_mean(texts: Texts) -> None:
    shown = plan_message(plan_of(MOST_MEANT + 2, 0), FILE, texts)
    assert str(shown.blocks).count("'user_id': 'U0LEA'") == MOST_MEANT
    assert texts.exchange.more_meant.of(2) in str(shown.blocks)
    assert texts.exchange.more_meant.of(1) not in str(plan_message(plan_of(MOST_MEANT, 0), FILE, texts).blocks)


@each_language
def test_forms_and_buttons_are_ones_that_slack_takes(texts: Texts) -> None:
    for view in (export_form(EVERYBODY, "{}", texts), take_over_form("{}", texts)):
        assert list(view_problems(view)) == []
        assert not view_too_large(view)
    assert export_button(None, texts)["value"] == EVERYBODY
    assert export_button("c1", texts)["value"] == "c1"


@each_language
def test_everything_that_can_be_wrong_is_said(texts: Texts) -> None:
    said = {problem_line(Problem(3, wrong, "this"), texts) for wrong in Wrong}
    assert len(said) == len(Wrong)


@each_language
def test_certificates_from_elsewhere_are_listed_with_how_many_there_are(texts: Texts) -> None:
    assert recorded_part([], 0, {}, texts) == []
    lapsing = replace(PAST, expires=date(2027, 1, 2))
    parts = recorded_part([PAST, lapsing], 30_000, {"c1": "Mentor *essentials*" * 30}, texts)
    assert list(view_problems({"type": "home", "blocks": parts})) == []
    assert texts.exchange.more_left_out.of(29_998) in str(parts)


def test_a_button_names_the_list_that_was_looked_at_and_is_there_only_where_it_does_something() -> None:
    texts = LANGUAGES["en"]
    (go,) = plan_message(plan_of(1, 1), FILE, texts).blocks[-1]["elements"]
    assert file_of(go["value"]) == FILE
    assert "actions" not in {block["type"] for block in plan_message(plan_of(0, 1), FILE, texts).blocks}
    shown = plan_message(plan_of(1, 1), FILE, texts)
    pressed = without_carrying_out({"text": shown.text, "blocks": list(shown.blocks)})
    assert pressed.blocks == shown.blocks[:-1]


@pytest.mark.parametrize(("which", "cohort"), [(EVERYBODY, None), ("c1", "c1")])
def test_a_form_that_was_sent_says_what_is_wanted(which: str, cohort: str | None) -> None:
    view: dict[str, Any] = export_form(which, "home", LANGUAGES["en"])
    view["state"] = {"values": {"form": {"form": {"selected_option": {"value": "xlsx"}}}}}
    assert export_asked(view) == (cohort, Form.XLSX, "home")
