from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.library.impact import Impact, YourAnswer, asker_notice, impact_card, impact_view
from bot.blocks.library.pages import Look, LookKind
from bot.blocks.library.reason_form import About, Reasoned, about, reason_form
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES, texts_for
from knowledge.impact.values import Told, TouchedAnswer
from tests.bot.blocks.answers import days, long
from tests.bot.blocks.library.editions import AT, EDITION, people
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(list(LANGUAGES))
LOOK = Look(LookKind.IMPACT, EDITION)
touched = st.builds(
    TouchedAnswer, st.just("a"), st.just("q"), people, st.sampled_from(["C0MENTORS", "<!x>"]), st.none() | long,
    st.just(AT), st.just(()),
)  # fmt: skip
yours = st.builds(YourAnswer, st.uuids().map(str), long, days, st.none() | long, st.booleans(), st.booleans())


def impact(told: Told | None = None, *, tells: bool = True, answers: int = 4) -> Impact:
    return Impact(EDITION, "Calls", "2026", answers, told, tells)


def actions(blocks: object) -> list[str]:
    return [element["action_id"] for block in parts(blocks, "actions") for element in block["elements"]]


def test_a_report_says_how_many_answers_are_touched_and_offers_to_tell_their_askers() -> None:
    message = impact_card(impact(), ENGLISH)
    assert message.text == "4 past answers cite what edition 2026 of *Calls* changed."
    assert actions(message.blocks) == ["impact_see", "askers_tell"]
    assert actions(impact_card(impact(tells=False), ENGLISH).blocks) == ["impact_see"]


def test_once_it_was_decided_the_report_says_how_many_were_told() -> None:
    message = impact_card(impact(Told(3, 1)), ENGLISH)
    assert "3 people were told. 1 person could not be told." in shown(message.blocks)
    assert actions(message.blocks) == ["impact_see"]


def test_a_question_is_shown_only_where_it_was_asked_openly() -> None:
    public = TouchedAnswer("a", "q", "U0DEV", "C0MENTORS", "How often?", AT, ("p",))
    private = TouchedAnswer("b", "r", "U0BEN", "D0BEN", None, AT, ("p",))
    seen = shown(impact_view([public, private], LOOK, ENGLISH))
    assert "20 November 2026, <@U0DEV> in <#C0MENTORS>: How often?" in seen
    assert "20 November 2026, <@U0BEN>, in private" in seen
    assert "D0BEN" not in seen
    assert ENGLISH.impact.nothing_touched in shown(impact_view([], LOOK, ENGLISH))


def test_an_asker_reads_her_question_what_changed_and_can_ask_again() -> None:
    edited = YourAnswer("a", "How often?", date(2026, 3, 1), "Call weekly.", False, True)
    removed = YourAnswer("b", "When?", date(2026, 3, 2), None, False, False)
    stands = YourAnswer("c", "Who?", date(2026, 3, 3), "Staff call.", True, False)
    message = asker_notice(("Calls", "2026"), [edited, removed, stands], ENGLISH)
    seen = shown(message.blocks)
    assert "*Calls* has a new edition, 2026." in seen
    assert "On 1 March 2026 you asked: How often?" in seen
    assert "What I quoted reads differently now:\nCall weekly." in seen
    assert ENGLISH.impact.now_removed in seen
    assert ENGLISH.impact.still_stands in seen
    assert actions(message.blocks) == ["ask_prompt", "regenerate", "ask_prompt", "ask_prompt"]


def test_a_question_too_long_for_a_button_is_told_without_one() -> None:
    message = asker_notice(
        ("Calls", "1"), [YourAnswer("a", "x" * 2_001, date(2026, 1, 1), None, False, False)], ENGLISH
    )
    assert actions(message.blocks) == []


def test_each_form_for_a_reason_knows_what_it_is_for() -> None:
    for language in LANGUAGES:
        for what in Reasoned:
            view = reason_form(what, About(EDITION, "D0BEN", "1.2"), texts_for(language))
            assert view_problems(view) == []
            assert about(view) == About(EDITION, "D0BEN", "1.2")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(long, long, st.lists(touched, max_size=5), st.lists(yours, min_size=1, max_size=12), LANGUAGE)
def test_slack_takes_any_report_list_and_notice(
    title: str, label: str, answers: list[TouchedAnswer], own: list[YourAnswer], language: str
) -> None:
    texts = texts_for(language)
    report = impact_card(Impact(EDITION, title, label, len(answers), Told(1, 1), True), texts)
    notice = asker_notice((title, label), own, texts)
    listed = impact_view(answers, LOOK, texts)
    for message in (report, notice):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert view_problems(listed) == []
    marked = [part["text"] for blocks in (report.blocks, notice.blocks, listed) for part in parts(blocks, "mrkdwn")]
    assert {token for text in marked for token in tokens(text)} <= {"<@U0AMARA>", "<@U0BEN>", "<#C0MENTORS>"}
