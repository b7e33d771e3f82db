"""What is shown of certificates and requirements: Slack takes it, whatever people and guides are called."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.learning.certificate_card import (
    CertificateCard,
    certificate_message,
    keeper_message,
    name_form,
    name_message,
    waits_message,
)
from bot.blocks.learning.certificates_panel import SUSPEND, certificates_panel, reason_about, reason_form
from bot.blocks.learning.change_notice import ChangeNotice, change_notice
from bot.blocks.learning.evidence_panel import evidence_panel
from bot.blocks.learning.requirement_card import (
    Evidence,
    decided_card,
    learner_news,
    looked_at,
    named,
    observer_card,
    towards_of,
)
from bot.blocks.learning.requirement_forms import (
    DECISION,
    NOTE,
    Grant,
    Observed,
    decided,
    decision_form,
    grant_form,
    granted,
    marks_form,
    submit_form,
)
from bot.blocks.library.impact import Impact, impact_card
from bot.blocks.library.showing import Panel, Showing
from bot.blocks.message import Block, Message
from bot.blocks.mrkdwn import escape
from bot.playground.limits import message_problems, view_problems, view_too_large
from bot.texts import LANGUAGES, Texts, texts_for
from learning.certifications.definition import (
    Competency,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.certifications.reading import MOST_CRITERIA
from learning.certifications.values import Certification
from learning.requirements.service import Towards
from learning.requirements.states import RequirementStanding, standing_of
from learning.requirements.values import Mark, RequirementState, Step
from learning.standing.queries import Held, Hit
from learning.standing.values import Severity, Standing
from tests.bot.blocks.answers import long
from tests.bot.blocks.learning import holdings
from tests.bot.blocks.learning.holdings import THEN
from tests.bot.blocks.library.editions import EDITION
from tests.bot.blocks.library.test_looks import changes
from tests.bot.blocks.library.test_panels import check, home
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
LANGUAGE = st.sampled_from(sorted(LANGUAGES)).map(texts_for)
ADDRESS = "https://badges.example.org/c/0f"
slowly = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def taken(message: Message) -> None:
    """That Slack takes a message, and that nothing in it mentions or links but what we mean to."""
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    ours_alone(message.blocks)


def ours_alone(blocks: Any) -> None:
    ours = ("<@U", "<@W", "<https://badges.example.org/", "<https://example.org/")
    for text in [block["text"] for block in parts(blocks, "mrkdwn")]:
        assert [token for token in tokens(text) if not token.startswith(ours)] == []


def form(view: Block) -> None:
    assert view_problems(view) == []
    assert not view_too_large(view)


@slowly
@given(holdings.held(), st.none() | st.just(ADDRESS), st.none() | st.just(THEN), st.none() | st.just("News."), LANGUAGE)
def test_a_certificate_is_shown(one: Held, address: str | None, practised: Any, news: str | None, texts: Any) -> None:
    message = certificate_message(CertificateCard(one, address, practised), texts, news)
    taken(message)
    drawn = json.dumps(message.blocks, ensure_ascii=False)
    invited = escape(texts.certificates.private) in drawn
    assert invited == ("certificate_public" in drawn)
    assert (escape(texts.certificates.private_only) in drawn) == (not one.certificate.public and address is None)


@slowly
@given(long, LANGUAGE)
def test_the_name_is_asked_for_and_who_can_change_something_is_told(words: str, texts: Any) -> None:
    taken(name_message("a", words, texts))
    taken(waits_message(words, texts))
    taken(keeper_message(words[:500], texts))
    form(name_form("a", words, texts))


@slowly
@given(st.lists(holdings.held(), max_size=25), st.sampled_from(["", *Standing]), st.integers(0, 3), LANGUAGE)
def test_the_panel_is_shown(found: list[Held], state: str, page: int, texts: Any) -> None:
    showing = Showing(Panel.CERTIFICATES, page=page, state=str(state))
    check(home(certificates_panel(found, showing, texts), showing))
    view = reason_form(SUSPEND, EDITION, showing.noted(), texts)
    form(view)
    assert reason_about(view) == (SUSPEND, EDITION, showing.noted())


@slowly
@given(long, long, st.lists(changes, max_size=12), st.sampled_from(Severity), st.booleans(), st.booleans(), LANGUAGE)
def test_a_holder_is_told_what_changed(
    certificate: str, guide: str, changed: list[Any], severity: Severity, withdrawn: bool, mendable: bool, texts: Any
) -> None:
    notice = ChangeNotice("c", certificate, guide, guide, severity, tuple(changed), withdrawn, mendable)
    taken(change_notice(notice, texts))


@slowly
@given(holdings.towards, long, holdings.standings(), LANGUAGE)
def test_what_was_submitted_is_shown_and_decided(
    towards: Towards, title: str, standing: RequirementStanding, texts: Any
) -> None:
    evidence = Evidence(towards, title, standing)
    taken(observer_card(evidence, THEN.date(), texts, grants=True))
    taken(decided_card(evidence, "U0BEN", texts))
    taken(learner_news(evidence, texts))
    assert towards_of(named(towards)) == towards
    about, observed = looked_at(evidence, THEN.date(), texts), Observed(named(towards), "D1", "1.0", seen=1)
    form(marks_form(standing.requirement.rubric, about, observed, texts))
    form(decision_form(about, observed, texts))
    form(submit_form("mentor", [standing.requirement], texts))


@slowly
@given(st.lists(holdings.certifications(), min_size=1, max_size=6), LANGUAGE)
def test_what_is_granted_can_be_chosen(found: list[Certification], texts: Any) -> None:
    offered = [one for one in found if one.definition.requirements]
    if offered:
        form(grant_form(offered, None, "", texts))


def test_the_decision_begins_with_what_the_marks_suggest() -> None:
    observed = Observed("a|b|U1", None, None, dict.fromkeys("abc", Mark.GROWTH))

    def choice(seen: Observed) -> Block:
        blocks = decision_form([], seen, ENGLISH)["blocks"]
        element: Block = next(block["element"] for block in blocks if block.get("block_id") == DECISION)
        return element

    assert choice(observed)["initial_option"]["value"] == "repeat"
    assert choice(replace(observed, marks={"one": "met"}))["initial_option"]["value"] == "met"
    assert "initial_option" not in choice(replace(observed, marks=None))


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))
def test_the_largest_rubric_is_marked_and_decided_with_the_longest_keys(texts: Texts) -> None:
    rubric = tuple(Criterion(f"{'k' * 98}{n:02}", f"Line {n} {'&' * 190}") for n in range(MOST_CRITERIA))
    asked = Requirement("r" * 100, RequirementKind.OBSERVED, "A visit " * 25, rubric)
    observed = Observed(named(Towards("c" * 100, asked.key, "U0123456789A")), "D0123456789A", "1234567890.123456")
    evidence = Evidence(towards_of(observed.towards), "C" * 200, standing_of(asked, [], None))
    about = looked_at(evidence, THEN.date(), texts)
    marks = marks_form(rubric, about, observed, texts)
    form(marks)
    assert [f"Line {n} " in str(marks) for n in range(MOST_CRITERIA)] == [True] * MOST_CRITERIA
    form(decision_form(about, replace(observed, marks={one.key: "growth" for one in rubric}), texts))


def test_what_the_person_is_told_is_read_from_the_form_in_which_it_is_decided() -> None:
    observed, note = Observed("a|b|U1", None, None, {"warm": "growth"}), "ж" * 1_000
    view = decision_form([], observed, ENGLISH)
    form(view)
    values = {DECISION: {DECISION: {"selected_option": {"value": "met"}}}, NOTE: {NOTE: {"value": f" {note} "}}}
    assert decided({**view, "state": {"values": values}}) == (observed, RequirementState.MET, note)


def test_requirements_are_told_apart_by_their_own_titles_and_named_by_what_they_are() -> None:
    long_ = "Certificate of advanced community mentoring practice in schools and youth clubs"
    asked = tuple(Requirement(f"{'r' * 98}{n:02}", RequirementKind.OBSERVED, f"{long_}, {n}") for n in range(3))
    one = Certification(EDITION, EDITION, 1, Definition(
        "c" * 100, long_, "s", (Competency("care", "Care"),), (Draw("care", 1),), Passing(50.0), requirements=asked
    ), False)  # fmt: skip
    towards = Towards(one.definition.key, asked[1].key, "U0DEV")
    view = grant_form([one], towards, "", ENGLISH)
    form(view)
    element = next(block["element"] for block in view["blocks"] if block["block_id"] == "which")
    options = element["option_groups"][0]["options"]
    assert len({option["text"]["text"] for option in options}) == 3
    assert element["initial_option"] == options[1]
    values = {
        "which": {"which": {"selected_option": options[2]}},
        "person": {"person": {"selected_user": "U0BEN"}},
        "what": {"what": {"selected_option": {"value": "waive"}}},
        "until": {"until": {"selected_date": None}},
        "reason": {"reason": {"value": " Done elsewhere. "}},
    }
    found = granted({"state": {"values": values}}, {one.id: one.definition.key})
    assert found == Grant(Towards(one.definition.key, asked[2].key, "U0BEN"), True, None, "Done elsewhere.")
    assert (
        len({option["text"]["text"] for option in submit_form("c", asked, ENGLISH)["blocks"][0]["element"]["options"]})
        == 3
    )


@slowly
@given(st.builds(Evidence, holdings.towards, long, holdings.standings()), st.integers(0, 7), LANGUAGE)
def test_what_waits_for_an_observer_is_shown_on_home(one: Evidence, count: int, texts: Any) -> None:
    blocks = evidence_panel([one] * count, count, THEN.date(), texts)
    form(home(blocks, Showing(Panel.REVIEWS)))
    ours_alone(blocks)
    assert len(blocks) <= 28


def test_what_is_late_is_said_to_be_late() -> None:
    asked = Requirement("visit", RequirementKind.OBSERVED, "A visit")
    step = Step("visit", RequirementState.SUBMITTED, "U0DEV", THEN, note="With Leo.")
    more = replace(step, by="U0BEN", note="She was ill.", until=THEN.date())
    standing = RequirementStanding(asked, RequirementState.SUBMITTED, (step, more), THEN.date())
    one = Evidence(Towards("mentor", "visit", "U0DEV"), "Mentor essentials", standing)
    on_time = shown(evidence_panel([one], 6, THEN.date(), ENGLISH))
    late = shown(evidence_panel([one], 6, THEN.date() + timedelta(days=1), ENGLISH))
    assert ("due on 3 November 2026" in on_time, "was due on 3 November 2026" in late) == (True, True)
    assert "was due" not in on_time
    assert "With Leo." in late
    assert "She was ill." not in late
    assert "6 pieces of evidence to look at" in late


@slowly
@given(holdings.hits, st.integers(0, 3), st.booleans(), LANGUAGE)
def test_a_report_tells_of_items_and_certificates(hit: Hit, answers: int, tells: bool, texts: Any) -> None:
    message = impact_card(Impact(EDITION, "Calls", "2026", answers, None, tells, hit), texts)
    taken(message)
    assert ("holders_tell" in str(message.blocks)) is tells


def test_a_report_says_how_many_questions_went_and_how_grave_it_is() -> None:
    message = impact_card(Impact(EDITION, "Calls", "2", 0, None, True, Hit(2, 3, 1, 1, ("a",))), ENGLISH)
    said = shown(message.blocks)
    assert "Edition 2 of *Calls* touches exams and certificates." in said
    assert "2 questions were taken out until somebody looks at them: on Home, under “Exam questions”." in said
    assert "“Exam questions”. 3 certificates rest on what changed (for 1 it is major)." in said
    assert "1 holder was told." in said
