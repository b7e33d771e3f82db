"""Journeys of a coordinator who finds a question wrong, and of those whose exams are graded again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.texts.english import ENGLISH
from bot.texts.spanish import SPANISH
from knowledge.members.roles import Role
from learning.items.queries import versions_of
from learning.results.queries import untold
from learning.standing.values import Standing
from tests.journeys.certified import DEFINITION, Certified, certifying
from tests.journeys.exam_takers import Desk, exam_desk
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Workplace, shown

SAID = ENGLISH.regrade
NOTICE = "fieldwise_regrade_notice"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    with exam_desk(data_dir) as desk:
        yield desk


def form(desk: Desk, person: str = AMARA, key: str = "q1") -> dict[str, Any]:
    """The form that the page of an item opens."""
    return form_of(desk.office, desk.takers.version_id(key), person)


def form_of(office: Workplace, version_id: str, person: str = AMARA) -> dict[str, Any]:
    tab = HomeTab(office, person).open().press("panel_items")
    value = f"item_preview:{version_id}"
    page = tab.form("item_page", "item_menu", value, button=value)
    act = lambda: office.slack.acts.click_in_view(person, page["id"], "regrade_open")  # noqa: E731
    return office.view(person, "regrade_form", act)


def shown_effect(desk: Desk, view: dict[str, Any], **values: Any) -> dict[str, Any]:
    """What the modal shows that a decision would do."""
    acts = desk.office.slack.acts
    assert acts.submit(AMARA, view["id"], {"reason": "The guide says otherwise.", **values}) == {}
    return desk.view(AMARA, view["id"])


def notices(desk: Desk, person: str) -> list[str]:
    found = desk.messages(person)
    return [shown(m) for m in found if (m.get("metadata") or {}).get("event_type") == NOTICE]


def test_other_answers_are_accepted_and_who_passes_by_it_is_told_once(desk: Desk) -> None:
    dev = desk.takers.sit(DEV, lambda number: number > 6)
    ben = desk.takers.sit(BEN, lambda number: number > 2)
    carmen = desk.takers.sit(CARMEN, lambda _: True)
    assert [desk.takers.passed(one) for one in (dev, ben, carmen)] == [[False], [True], [True]]
    first = shown_effect(desk, form(desk), policy="accept", accepted=["b"])
    assert SAID.changed.of(2) in shown(first)
    assert SAID.unchanged.of(1) in shown(first)
    assert SAID.gains.of(1) not in shown(first)
    assert SAID.whose.of(2) in shown(first)
    assert f"<@{DEV}>: 25 % → 37.5 %" in shown(first)
    assert SAID.right_now.partition("{")[0] in shown(first)
    assert desk.takers.passed(dev) == [False]
    assert desk.office.slack.acts.submit(AMARA, first["id"]) == {}
    assert SAID.done.of(2) in desk.told(AMARA)[-1]
    second = shown_effect(desk, form(desk, key="q2"), policy="full_credit")
    assert SAID.gains.of(1) in shown(second)
    assert SAID.right_now.partition("{")[0] not in shown(second)
    assert f"<@{DEV}>: 37.5 % → 50 %" in shown(second)
    assert desk.office.slack.acts.submit(AMARA, second["id"]) == {}
    desk.office.settle()
    assert desk.takers.passed(dev) == [False, False, True]
    assert [SAID.passes_now in said for said in notices(desk, DEV)] == [False, True]
    assert len(notices(desk, BEN)) == 2
    assert "The guide says otherwise." in notices(desk, BEN)[0]
    assert notices(desk, CARMEN) == []
    with desk.takers.database.reading() as session:
        assert untold(session, desk.takers.workspace, limit=10) == []


def test_a_pass_is_taken_only_where_somebody_says_so(desk: Desk) -> None:
    dev = desk.takers.sit(DEV, lambda number: number <= 4)
    effect = shown_effect(desk, form(desk), policy="re_key", accepted=["b"])
    said = shown(effect)
    assert SAID.loses.of(1) in said
    assert f"<@{DEV}>: 50 % → 37.5 %" in said
    assert desk.office.slack.acts.submit(AMARA, effect["id"]) == {}
    assert SAID.kept.of(1) in desk.told(AMARA)[-1]
    assert desk.takers.passed(dev) == [True, True]
    assert SAID.pass_kept in notices(desk, DEV)[-1]
    again = shown_effect(desk, form(desk), policy="re_key", accepted=["b"])
    assert desk.office.slack.acts.submit(AMARA, again["id"], {"takes": ["takes"]}) == {}
    desk.office.settle()
    assert desk.takers.passed(dev)[-1] is False
    assert SAID.passed_no_more in notices(desk, DEV)[-1]


def test_a_pass_is_taken_from_nobody_who_was_not_shown(desk: Desk) -> None:
    dev = desk.takers.sit(DEV, lambda number: number <= 4)
    effect = shown_effect(desk, form(desk), policy="re_key", accepted=["b"])
    ben = desk.takers.sit(BEN, lambda number: number <= 4)
    assert desk.office.slack.acts.submit(AMARA, effect["id"], {"takes": ["takes"]}) == {}
    assert SAID.kept_unseen.of(1) in desk.told(AMARA)[-1]
    assert (desk.takers.passed(dev), desk.takers.passed(ben)) == ([True, False], [True, True])
    assert SAID.pass_kept in notices(desk, BEN)[-1]


def test_a_certificate_is_revoked_with_its_pass_and_everybody_is_told(tmp_path: Path) -> None:
    with certifying(tmp_path / "data") as office:
        certified = Certified(office).prepare(replace(DEFINITION, requirements=()))
        certified.pass_exam()
        certified.named()
        with office.services.database.reading() as session:
            version_id = versions_of(session, certified.workspace, "bring")[0].id
        view, acts = form_of(office, version_id), office.slack.acts
        decision = {"policy": "re_key", "accepted": ["false"], "reason": "The guide says otherwise."}
        assert acts.submit(AMARA, view["id"], decision) == {}
        office.settle()
        effect = next(one for one in office.slack.workspace.views(AMARA) if one["id"] == view["id"])
        assert SAID.certified.of(1) in shown(effect)
        assert certified.held().standing is Standing.CURRENT
        assert acts.submit(AMARA, effect["id"], {"takes": ["takes"]}) == {}
        office.settle()
        assert SAID.revoked.of(1) in shown(certified.news(AMARA)[-1])
        assert (certified.held().standing, certified.held().certificate.reason) == (
            Standing.REVOKED, "The guide says otherwise."
        )  # fmt: skip
        assert SAID.certificate_revoked in shown(certified.news(DEV)[-1])


def test_what_is_missing_in_the_form_stands_at_its_field(desk: Desk) -> None:
    view, acts = form(desk), desk.office.slack.acts
    assert acts.submit(AMARA, view["id"], {"policy": "accept", "reason": "x"}) == {"accepted": SAID.accepted_missing}
    assert acts.submit(AMARA, view["id"], {"policy": "drop", "reason": " "}) == {
        "reason": ENGLISH.learning.reason_missing
    }
    effect = shown_effect(desk, view, policy="drop")
    assert SAID.nobody in shown(effect)


def test_an_admin_whose_role_was_taken_meanwhile_is_refused(desk: Desk) -> None:
    appoint(desk.office, carmen=Role.ADMIN)
    dev = desk.takers.sit(DEV, lambda _: False)
    view = form(desk, CARMEN)
    acts = desk.office.slack.acts
    assert acts.submit(CARMEN, view["id"], {"policy": "full_credit", "reason": "Errónea."}) == {}
    effect = desk.view(CARMEN, view["id"])
    assert SPANISH.regrade.changed.of(1) in shown(effect)
    appoint(desk.office, carmen=Role.REVIEWER)
    assert acts.submit(CARMEN, effect["id"]) == {}
    desk.office.settle()
    assert SPANISH.refusals.as_role[Role.REVIEWER] in str(desk.office.whispers(CARMEN, f"D{CARMEN[1:]}"))
    assert desk.takers.passed(dev) == [False]
