"""Journeys of an edition from draft to readers: reviewed, sent back, published by a second person, withdrawn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.durable import time_now
from bot.library.withdrawing import Withdrawal
from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.audit.actions import Action
from knowledge.audit.queries import entries
from knowledge.audit.values import Filter
from knowledge.guides.states import EditionState
from knowledge.guides.steps import subject_of
from knowledge.members.roles import Role
from knowledge.members.service import give_role
from knowledge.policies.service import set_policy
from knowledge.policies.values import Policy
from storage import jobs
from storage.schema import new_id
from tests.journeys.editions import ASKING, CHANGED, GUIDE, NEW, OLD, Editions, buttons, direct, library
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, MENTORS, Workplace, shown


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Workplace]:
    with library(tmp_path / "data") as office:
        yield office


@pytest.fixture
def desk(office: Workplace) -> Editions:
    return Editions(office)


def test_a_draft_is_reviewed_published_by_a_second_person_and_cited(office: Workplace, desk: Editions) -> None:
    draft = desk.draft()
    assert buttons(desk.card(CARMEN, draft)) == [
        "edition_preview",
        "edition_findings",
        "edition_submit",
        "edition_discard",
    ]
    desk.press(CARMEN, draft, "edition_submit")
    assert desk.state(draft) is EditionState.IN_REVIEW
    assert SPANISH.publishing.reviewers_told.of(2) in shown(desk.card(CARMEN, draft))
    (card,) = desk.cards(BEN, draft)
    assert f"<@{CARMEN}> asks for a review." in card["text"]
    assert {"edition_publish", "edition_send_back", "edition_discard"} <= set(buttons(card))
    assert "First meetings" in shown(card)

    desk.press(BEN, draft, "edition_publish")
    assert desk.state(draft) is EditionState.PUBLISHED
    assert "readers have seen it since" in shown(desk.card(BEN, draft))
    assert "edition_publish" not in buttons(desk.card(BEN, draft))
    assert f"<@{BEN}> publicó esta edición." in desk.card(CARMEN, draft)["text"]
    assert OLD in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_who_added_an_edition_can_t_publish_it_until_the_workspace_lets_one_person_do(desk: Editions) -> None:
    draft = desk.draft(by=AMARA)
    assert "edition_publish" not in buttons(desk.card(AMARA, draft))
    with_button = desk.card(AMARA, draft)
    allow_one_person(desk, True)
    desk.press(AMARA, draft, "edition_submit")
    office = desk.office
    card = desk.card(AMARA, draft)
    assert "edition_publish" in buttons(card)
    allow_one_person(desk, False)
    told = office.whispered(AMARA, direct(AMARA), lambda: office.click(AMARA, direct(AMARA), card, "edition_publish"))
    office.settle()
    assert told["text"] == ENGLISH.refusals.second_person
    assert desk.state(draft) is EditionState.IN_REVIEW
    assert "edition_publish" not in buttons(desk.card(AMARA, draft))
    assert with_button["ts"] == card["ts"]


def allow_one_person(desk: Editions, alone: bool) -> None:
    with desk.office.services.database.transaction() as session:
        decided, schemes = Policy(second_person=not alone), desk.office.services.schemes
        set_policy(session, desk.workspace, decided, schemes=schemes, by=AMARA, now=time_now())


def test_with_the_policy_off_one_person_publishes_her_own_draft(desk: Editions) -> None:
    allow_one_person(desk, True)
    draft = desk.draft(by=AMARA)
    desk.press(AMARA, draft, "edition_publish")
    assert desk.state(draft) is EditionState.PUBLISHED


def test_an_edition_is_sent_back_with_a_reason_and_its_author_is_told_once(desk: Editions) -> None:
    draft = desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    wrong = desk.reason(BEN, draft, "edition_send_back", "edition_sent_back", "   ")
    assert wrong == {"reason": ENGLISH.refusals.reason_missing}
    assert desk.reason(BEN, draft, "edition_send_back", "edition_sent_back", "Page 2 is *missing*.") == {}
    assert desk.state(draft) is EditionState.DRAFT
    card = desk.card(CARMEN, draft)
    assert f"<@{BEN}> devolvió tu edición." in card["text"]
    assert "Page 2 is ∗missing∗." in shown(card)
    assert "edition_submit" in buttons(card)
    assert len(desk.cards(CARMEN, draft)) == 2
    desk.press(CARMEN, draft, "edition_submit")
    assert len(desk.cards(BEN, draft)) == 2


def test_a_draft_is_discarded_by_who_added_it(desk: Editions) -> None:
    draft = desk.draft()
    desk.press(CARMEN, draft, "edition_discard")
    assert desk.state(draft) is EditionState.DISCARDED
    assert buttons(desk.card(CARMEN, draft)) == ["edition_preview"]


def test_where_nobody_else_reviews_the_author_is_told_who_can_change_that(desk: Editions) -> None:
    with desk.office.services.database.transaction() as session:
        give_role(session, desk.workspace, BEN, Role.LEARNER, by=AMARA, now=time_now())
    draft = desk.draft(by=AMARA)
    desk.press(AMARA, draft, "edition_submit")
    assert ENGLISH.publishing.no_reviewers in shown(desk.card(AMARA, draft))


def test_a_person_who_lost_the_role_is_refused_at_an_old_card_and_it_is_written_down(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    with office.services.database.transaction() as session:
        give_role(session, desk.workspace, BEN, Role.LEARNER, by=AMARA, now=time_now())
    refused = ENGLISH.refusals.not_allowed.format(role=ENGLISH.refusals.as_role[Role.LEARNER])
    card = desk.card(BEN, draft)
    for action in ("edition_publish", "edition_send_back", "edition_discard", "edition_preview", "edition_findings"):
        told = office.whispered(
            BEN,
            direct(BEN),
            lambda action=action: office.click(BEN, direct(BEN), card, action),  # type: ignore[misc]
        )
        assert told["text"] == refused
        office.settle()
    assert office.slack.workspace.views(BEN) == []
    assert desk.state(draft) is EditionState.IN_REVIEW
    with office.services.database.reading() as session:
        written = entries(session, desk.workspace, Filter(BEN, Action.REFUSED.value), limit=10)
        subject = subject_of(session, desk.workspace, draft.edition_id)
    assert len(written) == 5
    for entry in written:
        assert (entry.subject, entry.name) == (subject.guide_id, subject.title)
        assert (entry.after or {})["edition"] == subject.label


def test_two_people_who_publish_at_once_end_well(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    for person in (AMARA, BEN):
        office.click(person, direct(person), desk.card(person, draft), "edition_publish")
    office.settle()
    assert desk.state(draft) is EditionState.PUBLISHED
    for person in (AMARA, BEN):
        assert "readers have seen it since" in shown(desk.card(person, draft))
        assert "edition_publish" not in buttons(desk.card(person, draft))
    assert len([m for m in desk.cards(CARMEN, draft) if "publicó esta edición" in m["text"]]) == 1


def test_a_double_click_publishes_once(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    for _ in range(2):
        office.click(BEN, direct(BEN), desk.card(BEN, draft), "edition_publish")
    office.settle()
    assert desk.state(draft) is EditionState.PUBLISHED
    assert office.whispers(BEN, direct(BEN)) == []


def test_a_card_whose_edition_has_moved_on_shows_the_truth_when_it_is_pressed(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    stale = desk.card(AMARA, draft)
    desk.press(BEN, draft, "edition_publish")
    desk.put_back(AMARA, stale)
    told = office.whispered(
        AMARA,
        direct(AMARA),
        lambda: office.click(AMARA, direct(AMARA), desk.card(AMARA, draft), "edition_publish"),
    )
    office.settle()
    assert "is published by now" in told["text"]
    assert "edition_publish" not in buttons(desk.card(AMARA, draft))


def test_an_edition_that_was_sent_back_is_not_published_from_a_card_that_shows_it_in_review(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    stale = desk.card(AMARA, draft)
    desk.reason(BEN, draft, "edition_send_back", "edition_sent_back", "Page 2 is missing.")
    desk.put_back(AMARA, stale)
    told = office.whispered(
        AMARA,
        direct(AMARA),
        lambda: office.click(AMARA, direct(AMARA), desk.card(AMARA, draft), "edition_publish"),
    )
    office.settle()
    assert "is a draft by now" in told["text"]
    assert desk.state(draft) is EditionState.DRAFT
    assert "Page 2 is missing." in shown(desk.card(AMARA, draft))


def test_a_reason_given_for_an_edition_that_has_moved_on_meanwhile_changes_nothing(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    channel, card = direct(AMARA), desk.card(AMARA, draft)
    act = lambda: office.click(AMARA, channel, card, "edition_send_back")  # noqa: E731
    view = office.view(AMARA, "edition_sent_back", act)
    desk.press(BEN, draft, "edition_publish")
    submit = lambda: office.slack.acts.submit(AMARA, view["id"], {"reason": "Page 2."})  # noqa: E731
    assert "is published by now" in office.whispered(AMARA, channel, submit)["text"]
    office.settle()
    assert desk.state(draft) is EditionState.PUBLISHED


def test_a_second_reason_for_a_withdrawal_is_not_taken_for_the_first_one(desk: Editions) -> None:
    office, draft = desk.office, desk.published()
    channel, withdraw = direct(AMARA), office.bot.parts.withdrawing.withdraw
    for reason in ("The family is allergic.", "The family is allergic.", "The board wants it."):
        assert office.whispers(AMARA, channel) == []
        jobs.start(new_id(), withdraw, Withdrawal(AMARA, draft.guide_id, reason, channel))()
    (told,) = office.whispers(AMARA, channel)
    assert "is withdrawn by now" in told["text"]
    assert "The family is allergic." in shown(desk.card(AMARA, draft))


def test_while_somebody_else_changes_the_library_the_card_says_so_and_then_it_is_published(desk: Editions) -> None:
    office, draft = desk.office, desk.draft()
    desk.press(CARMEN, draft, "edition_submit")
    with office.services.changing_the_library(wait=5):
        office.click(BEN, direct(BEN), desk.card(BEN, draft), "edition_publish")
        office.slack.until(lambda: ENGLISH.publishing.waiting in shown(desk.card(BEN, draft)))
        assert desk.state(draft) is EditionState.IN_REVIEW
    office.slack.until(lambda: "readers have seen it since" in shown(desk.card(BEN, draft)), 30)


def test_a_withdrawn_guide_is_out_of_all_answers_at_once(desk: Editions) -> None:
    office, draft = desk.office, desk.published()
    assert desk.reason(AMARA, draft, "guide_withdraw", "guide_withdrawn", "The family is allergic.") == {}
    assert desk.state(draft) is EditionState.WITHDRAWN
    assert "The family is allergic." in shown(desk.card(AMARA, draft))
    assert f"<@{AMARA}> retiró esta guía." in desk.card(CARMEN, draft)["text"]
    assert OLD not in shown(office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))


def test_the_preview_shows_every_passage_under_its_heading(desk: Editions) -> None:
    draft = desk.draft()
    seen = desk.looked(CARMEN, direct(CARMEN), desk.card(CARMEN, draft), "edition_preview")
    assert OLD in seen
    assert seen.index("What to bring") < seen.index(OLD) < seen.index("Being late")


def test_warnings_show_what_contradicts_and_what_repeats_another_guide(desk: Editions) -> None:
    rule = "Staff must call every mentor within {} days after the first meeting with the family."
    desk.published(f"# Calls\n\n## After the meeting\n\n{rule.format(30)}\n", name="calls.md")
    draft = desk.draft(f"# Meetings\n\n## Calls after a meeting\n\n{rule.format(14)}\n", name="other.md")
    seen = desk.looked(CARMEN, direct(CARMEN), desk.card(CARMEN, draft), "edition_findings")
    assert rule.format("14") in seen.replace("\n", "")
    assert SPANISH.publishing.differing.format(here="14 days", there="30 days") in seen


def test_changes_show_words_taken_out_and_put_in(desk: Editions) -> None:
    first = desk.published()
    second = desk.draft(CHANGED, guide=first.guide_id)
    card = desk.card(CARMEN, second)
    assert "edition_changes" in buttons(card)
    seen = desk.looked(CARMEN, direct(CARMEN), card, "edition_changes")
    assert "Modificado: 1" in seen
    assert "oatmeal biscuits\n" in seen
    assert "fresh strawberries\n" in seen


def test_a_long_guide_is_previewed_page_by_page(desk: Editions) -> None:
    text = "# Calls\n\n" + "\n\n".join(f"## Call {n}\n\nMentors call family {n} on day {n}." for n in range(1, 101))
    office, draft = desk.office, desk.draft(text)
    desk.looked(CARMEN, direct(CARMEN), desk.card(CARMEN, draft), "edition_preview")
    (view,) = office.slack.workspace.views(CARMEN)
    assert "Página 1 de 4" in shown(view)
    office.slack.acts.click_in_view(CARMEN, view["id"], "look_forth")
    office.slack.until(lambda: "Página 2 de 4" in shown(office.slack.workspace.views(CARMEN)[0]))


def test_a_new_edition_takes_the_place_of_the_old_one(desk: Editions) -> None:
    first = desk.published(GUIDE)
    second = desk.published(CHANGED, guide=first.guide_id)
    assert (desk.state(first), desk.state(second)) == (EditionState.SUPERSEDED, EditionState.PUBLISHED)
    assert NEW in shown(desk.office.asked(DEV, MENTORS, f"@Fieldwise {ASKING}"))
