from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.blocks.library.edition_buttons import CardButton, buttons_for
from bot.blocks.library.edition_card import EditionCard, edition_card, news_line, owner_mrkdwn, state_shown
from bot.playground.limits import message_problems
from bot.texts import LANGUAGES, texts_for
from ingestion.remarks import Remark, remark
from knowledge.golden.values import Failure, Problem
from knowledge.guides.states import EditionState
from knowledge.members.roles import Role
from tests.bot.blocks.answers import TODAY
from tests.bot.blocks.library.editions import card, cards, step
from tests.bot.blocks.reading import parts, shown, tokens

ENGLISH = texts_for("en")
AMARA = "U0AMARA"


def lines(shown_card: EditionCard) -> str:
    return shown(edition_card(shown_card, ENGLISH, TODAY).blocks)


def test_a_card_says_what_it_is_whose_it_is_and_for_whom() -> None:
    seen = lines(card(replaces="2025", findings=3, buttons=(CardButton.PREVIEW, CardButton.FINDINGS)))
    assert "*Monitoring matches*, edition 2026" in seen
    assert "A draft, added by <@U0CARMEN> on 20 November 2026." in seen
    assert "owner: Mentoring team · for everybody · 48 passages · takes the place of edition 2025" in seen
    assert "evidence: Promising (12 studies" in seen
    assert "next review by 1 November 2027" in seen
    assert "Warnings (3)" in seen


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (EditionState.IN_REVIEW, "In review since 20 November 2026, added by <@U0CARMEN>."),
        (EditionState.SCHEDULED, "Readers see it from 3 May 2027. <@U0AMARA> scheduled it."),
        (EditionState.PUBLISHED, "readers have seen it since 20 November 2026. <@U0AMARA> published it."),
        (EditionState.WITHDRAWN, "Withdrawn by <@U0AMARA> on 20 November 2026: “It ∗harms∗.”"),
        (EditionState.DISCARDED, "Discarded by <@U0AMARA> on 20 November 2026."),
    ],
)
def test_a_card_says_where_the_edition_stands(state: EditionState, says: str) -> None:
    reason = "It *harms*." if state is EditionState.WITHDRAWN else None
    seen = lines(card(step(state, AMARA, reason), effective_date=date(2027, 5, 3)))
    assert says in seen.replace("&lt;", "<").replace("&gt;", ">")


def test_a_card_names_channels_and_communities() -> None:
    assert "only for <#C0MENTORS>, …" in lines(card(audience="channels:C0MENTORS,<!here>"))
    assert "only for the community “North region”" in lines(card(audience="North region"))


def test_a_card_says_which_golden_questions_fail_and_how() -> None:
    failure = Failure("q", "How often?", Problem.OTHER_GUIDE, "calls.md", "other.md > Calls")
    seen = lines(card(failures=(failure,) * 7))
    assert "7 golden questions would not be answered" in seen
    assert "“How often?” must cite calls.md. It would cite: other.md > Calls." in seen
    assert "And 2 others." in seen
    assert "today" not in seen


def test_a_card_does_not_blame_the_edition_for_a_golden_question_that_fails_without_it() -> None:
    failure = Failure("q", "How often?", Problem.REFUSED, "Calls", "", fails_today=True)
    assert "It must cite: Calls. It fails today as well, without this edition." in lines(card(failures=(failure,)))


def test_warnings_are_counted_with_the_golden_questions_that_fail() -> None:
    failure = Failure("q", "How often?", Problem.REFUSED, "Calls", "")
    seen = lines(card(findings=0, failures=(failure,), buttons=(CardButton.FINDINGS,)))
    assert "Warnings (1)" in seen


def test_a_card_says_in_words_what_was_found() -> None:
    seen = lines(card(step(EditionState.IN_REVIEW), findings=16, repeated=11, contradicting=5))
    assert "11 passages nearly repeat other guides" in seen
    assert "5 statements may contradict other guides" in seen


def test_a_card_says_who_has_approved_an_edition_that_stays_in_review() -> None:
    approved = card(step(EditionState.IN_REVIEW, AMARA), approved=True)
    seen = lines(approved).replace("&lt;", "<").replace("&gt;", ">")
    assert "In review, added by <@U0CARMEN>. <@U0AMARA> approved it on 20 November 2026." in seen
    assert (news_line(approved, ENGLISH) or "").startswith("<@U0AMARA> approved this edition, but golden questions")


def test_who_added_an_edition_reads_that_a_second_person_has_to_approve_it_first() -> None:
    assert "Once a reviewer has approved it" in lines(card(waits_for_approval=True))


def test_what_the_reader_of_its_file_remarks_is_told_in_the_language_of_whoever_looks() -> None:
    noted = card(warnings=(remark(Remark.NOTES_READ, 3),))
    assert "Speaker notes of 3 slides were read." in lines(noted)
    spanish = shown(edition_card(noted, texts_for("es"), TODAY).blocks)
    assert "Se leyeron las notas del orador de 3 diapositivas." in spanish


def test_what_has_just_happened_comes_first() -> None:
    back = card(step(EditionState.DRAFT, AMARA, "Page 2 is missing."))
    news = news_line(back, ENGLISH)
    assert news == "<@U0AMARA> sent your edition back."
    assert edition_card(back, ENGLISH, TODAY, news=news).text == news
    assert news_line(card(), ENGLISH) is None


def test_a_pressed_button_tells_which_state_its_card_showed() -> None:
    shown_card = card(step(EditionState.IN_REVIEW), buttons=(CardButton.PREVIEW,))
    (row,) = parts(edition_card(shown_card, ENGLISH, TODAY).blocks, "actions")
    assert state_shown(row["block_id"]) is EditionState.IN_REVIEW
    assert state_shown("impact:e:0:1") is state_shown("") is None


def offered(state: EditionState, role: Role, **facts: Any) -> set[str]:
    plain = {"own": False, "second_person": True, "replaces": False, "golden_failed": False, "findings": None}
    return {name.value for name in buttons_for(state, role, **{**plain, **facts})}


def test_buttons_fit_the_role_and_the_state() -> None:
    draft, review = EditionState.DRAFT, EditionState.IN_REVIEW
    look = {"edition_preview", "edition_findings"}
    assert offered(draft, Role.EDITOR, own=True) == look | {"edition_submit", "edition_discard"}
    assert offered(draft, Role.EDITOR) == look | {"edition_submit"}
    assert offered(review, Role.REVIEWER) == look | {"edition_publish", "edition_send_back", "edition_discard"}
    assert offered(review, Role.REVIEWER, own=True) == look | {"edition_send_back", "edition_discard"}
    assert offered(review, Role.ADMIN, own=True, second_person=False) >= {"edition_publish"}
    assert offered(review, Role.ADMIN, golden_failed=True) >= {"edition_override"}
    assert "edition_override" not in offered(review, Role.REVIEWER, golden_failed=True)
    assert "edition_override" not in offered(review, Role.ADMIN, golden_failed=True, own=True)
    assert "edition_override" in offered(review, Role.ADMIN, golden_failed=True, own=True, approved=True)
    assert offered(EditionState.PUBLISHED, Role.REVIEWER, replaces=True) == {
        "edition_preview",
        "edition_changes",
        "guide_withdraw",
    }
    assert offered(EditionState.DISCARDED, Role.OWNER, replaces=True) == {"edition_preview"}


def test_warnings_can_be_looked_at_where_there_are_any_or_nobody_has_looked() -> None:
    offers = {count: offered(EditionState.DRAFT, Role.EDITOR, findings=count) for count in (None, 0, 2)}
    assert [count for count, seen in offers.items() if "edition_findings" in seen] == [None, 2]
    assert "edition_findings" in offered(EditionState.DRAFT, Role.EDITOR, findings=0, golden_failed=True)


@pytest.mark.parametrize("state", EditionState)
def test_a_learner_is_offered_nothing(state: EditionState) -> None:
    assert offered(state, Role.LEARNER, own=True, second_person=False) == set()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cards, st.sampled_from(list(LANGUAGES)))
def test_slack_takes_any_card_and_nothing_in_it_is_markup_but_our_own(any_card: EditionCard, language: str) -> None:
    texts = texts_for(language)
    message = edition_card(any_card, texts, TODAY, news=news_line(any_card, texts))
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    ours = {"<@U0AMARA>", "<@U0BEN>", "<#C0MENTORS>"}
    marked = [part["text"] for part in parts(message.blocks, "mrkdwn")] + [message.text]
    assert {token for text in marked for token in tokens(text)} <= ours


@pytest.mark.parametrize(
    ("language", "owned", "orphaned"),
    [("en", "owner: <@U0AMARA>", "no owner"), ("es", "responsable: <@U0AMARA>", "sin responsable")],
)
def test_a_guide_s_owner_is_named_alike_wherever_a_guide_is_shown(language: str, owned: str, orphaned: str) -> None:
    texts = texts_for(language)
    assert owner_mrkdwn(AMARA, "Mentoring team", texts) == owned
    assert owner_mrkdwn(None, None, texts) == orphaned
    assert owner_mrkdwn(None, "<!here>", texts) == owned.replace("<@U0AMARA>", "&lt;!here&gt;")
