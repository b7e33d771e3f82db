"""Journeys of a certificate: earned, named, shown, renewed, revoked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.blocks.library.showing import Showing
from bot.learning.issuing import Order
from bot.library.presses import Turned
from bot.texts.english import ENGLISH
from learning.attempts.queries import open_attempts
from learning.attempts.values import Kind
from learning.standing.values import Standing
from storage import jobs
from tests.journeys.certified import CALM, DEFINITION, RUBRIC, TITLE, Certified, certifying
from tests.journeys.editions import GUIDE, LATE, buttons, direct
from tests.journeys.exam_hall import Clock
from tests.journeys.home_tab import HomeTab
from tests.journeys.test_library_home_figures import statements
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, shown

SAID = ENGLISH.certificates
CHANGED_RULE = GUIDE.replace(LATE, CALM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        yield Certified(office).prepare()


def test_a_passed_exam_and_an_observed_meeting_become_a_certificate_that_anybody_can_verify(desk: Certified) -> None:
    desk.pass_exam()
    assert desk.certificates() == []
    tab = HomeTab(desk.office, DEV).open()
    assert "Still open: A first meeting, observed" in tab.text
    view = desk.submission()
    assert desk.send(DEV, view, link="", note="") == {"note": ENGLISH.requirements.say_something}
    assert desk.send(DEV, view, link="https://example.org/notes", note="With Leo.") == {}
    for observer in (AMARA, BEN):
        submitted = shown(desk.news(observer)[-1])
        assert "has handed in evidence for" in submitted
        assert "https://example.org/notes" in submitted
        assert "Asks open questions" in submitted
    asked = desk.decide(BEN, desk.news(BEN)[-1], growth=1, decision=None)
    assert ENGLISH.requirements.suggest_met in shown(asked)
    assert "is met" in shown(desk.news(DEV)[-2])
    assert "What needs growth: Greets the family warmly" in shown(desk.news(DEV)[-2])
    form = desk.named(name="Dev  Anand ")
    assert "Dev" in str(form["blocks"][0]["element"]["initial_value"])
    (one,) = desk.certificates()
    assert (one.name, one.public) == ("Dev Anand", False)
    # The question for the name is answered, so its button is gone.
    assert not [m for m in desk.news(DEV) if "certificate_name" in buttons(m)]
    assert any(SAID.named_mrkdwn.format(title=TITLE, name=one.name) == m["text"] for m in desk.news(DEV))
    card = desk.shown_to()
    assert f"Your certificate *{TITLE}* is issued." in card["text"]
    assert desk.page(one)[0] == 404
    desk.press_on(DEV, card, "certificate_public")
    assert f"https://badges.example.org/c/{one.slug}" in shown(desk.shown_to())
    status, page = desk.page(one)
    assert status == 200
    assert "Dev Anand" in page
    desk.press_on(DEV, desk.shown_to(), "certificate_private")
    assert desk.page(one)[0] == 404


def test_three_lines_that_need_growth_suggest_to_repeat_and_the_observer_decides(desk: Certified) -> None:
    desk.pass_exam()
    desk.send(DEV, desk.submission(), note="With Leo.")
    asked = desk.decide(BEN, desk.news(BEN)[-1], growth=3, decision=None)
    assert ENGLISH.requirements.suggest_repeat in shown(asked)
    assert "asks you to repeat" in shown(desk.news(DEV)[-1])
    assert desk.certificates() == []
    desk.send(DEV, desk.submission(), note="Again, with Leo.")
    desk.decide(BEN, desk.news(BEN)[-1], growth=3, decision="met")
    desk.named()
    assert len(desk.certificates()) == 1


def copy_of(desk: Certified, card: Any, person: str = AMARA) -> Any:
    """The same message once more, which nothing finds."""
    posted = desk.office.bot.parts.calls.client.chat_postMessage(
        channel=direct(person), text=card["text"], blocks=card["blocks"]
    )
    return next(m for m in desk.news(person) if m["ts"] == posted["ts"])


def test_who_looks_after_certificates_suspends_reinstates_and_revokes_and_the_page_says_so(desk: Certified) -> None:
    one = desk.certify()
    desk.press_on(DEV, desk.shown_to(), "certificate_public")
    tab = HomeTab(desk.office, AMARA).open().press("panel_certificates")
    assert SAID.certificates.of(1) in tab.text
    for what, reason, standing in (
        ("suspend", "We look into it.", Standing.SUSPENDED),
        ("reinstate", "", Standing.CURRENT),
        ("revoke", "It was lent.", Standing.REVOKED),
    ):
        option = f"{what}:{one.id}"
        if reason:
            form = tab.form("certificate_reason", "certificate_menu", option, button=option)
            assert tab.send(form, reason=reason) == {}
        else:
            tab.press("certificate_menu", option, button=option)
        assert desk.held().standing is standing
        assert SAID.standings[standing] in tab.text
        desk.office.settle()
        assert reason in shown(desk.shown_to())
    assert "certificate_menu" not in str(tab.view)
    assert "revoked" in desk.page(one)[1].lower()
    tab.press("certificates_state", "current")
    assert SAID.none in tab.text


def test_the_list_comes_as_csv_to_those_who_may_see_it(desk: Certified) -> None:
    desk.certify()
    tab = HomeTab(desk.office, AMARA).open().press("panel_certificates")
    tab.click("certificates_csv")
    desk.office.settle()
    (file,) = [file for m in desk.news(AMARA) for file in m.get("files", ())]
    content = (desk.office.slack.platform.files.content(file["id"]) or b"").decode("utf-8-sig")
    assert content.splitlines()[1].startswith(f"{DEV},Dev Anand,{DEFINITION.key},current,")


def test_without_a_key_nothing_is_lost_and_it_is_issued_once_there_is_one(tmp_path: Path) -> None:
    with certifying(tmp_path / "data") as office:
        desk = Certified(office).prepare(replace(DEFINITION, requirements=()), with_key=False)
        desk.pass_exam()
        assert "nothing is lost" in shown(desk.news(DEV)[-1])
        assert "fieldwise keys new" in shown(desk.news(AMARA)[-1])
        assert "fieldwise keys new" not in shown(desk.news(CARMEN)[-1])
        desk.make_key()
        desk.office.bot.parts.schedule.tick(desk.office.bot.parts.exams.clock())
        desk.office.settle()
        desk.named()
        assert len(desk.certificates()) == 1


def test_a_requirement_is_waived_or_given_more_time_and_the_person_is_told(desk: Certified) -> None:
    desk.pass_exam()
    tab = HomeTab(desk.office, AMARA).open().press("panel_certificates")
    form = tab.form("requirement_granted", "requirement_grant")
    which = f"{desk.certification.id}:visit"
    given = {"person": DEV, "which": which, "reason": "She has done it elsewhere."}
    assert desk.send(AMARA, form, **given, what="extend") == {"until": ENGLISH.requirements.until_missing}
    assert desk.send(AMARA, form, **given, what="extend", until="2099-05-03") == {}
    assert "You have until 3 May 2099" in shown(desk.news(DEV)[-1])
    form = tab.form("requirement_granted", "requirement_grant")
    assert desk.send(AMARA, form, **given, what="waive") == {}
    assert ENGLISH.requirements.granted in tab.text
    assert "is not asked of you any more" in shown(desk.news(DEV)[-2])
    desk.named()
    assert len(desk.certificates()) == 1


def test_an_observer_who_has_lost_the_message_finds_on_home_what_waits_and_says_as_much_as_she_likes(
    desk: Certified,
) -> None:
    desk.pass_exam()
    desk.send(DEV, desk.submission(), link="https://example.org/notes", note="With Leo.")
    tab = HomeTab(desk.office, BEN).open().press("panel_reviews")
    assert ENGLISH.requirements.waiting.of(1) in tab.text
    assert "With Leo." in tab.text
    assert "https://example.org/notes" in tab.text
    marking = tab.form("requirement_marked", "requirement_decide")
    assert desk.office.slack.acts.submit(BEN, marking["id"], {f"mark:{one.key}": "met" for one in RUBRIC}) == {}
    asked = next(v for v in desk.office.slack.workspace.views(BEN) if v["callback_id"] == "requirement_decided")
    note = "ж" * 1_000
    assert desk.send(BEN, asked, note=note) == {}
    assert ENGLISH.requirements.granted in tab.text
    assert ENGLISH.requirements.waiting.of(1) not in tab.text
    assert note in str(desk.news(DEV)[-2]["blocks"])
    # Nobody is asked to look at what is her own.
    desk.send(BEN, desk.submission(BEN), note="With Ana.")
    assert "With Ana." not in HomeTab(desk.office, BEN).open().press("panel_reviews").text
    assert "With Ana." in HomeTab(desk.office, AMARA).open().press("panel_reviews").text


def test_who_has_passed_reads_what_is_missing_and_can_not_begin_again(desk: Certified) -> None:
    desk.pass_exam()
    desk.say(DEV, "certify me")
    card = desk.news(DEV)[-1]
    assert "You have passed the exam. Still to be done" in shown(card)
    assert "attempts" not in shown(card)
    said = desk.office.whispered(DEV, direct(DEV), lambda: desk.press_on(DEV, card, "certificate_open"))
    assert "Still open" in said["text"]
    again = copy_to(desk, DEV, "exam_start", desk.certification.id)
    said = desk.office.whispered(DEV, direct(DEV), lambda: desk.press_on(DEV, again, "exam_start"))
    assert said["text"] == ENGLISH.learning.exam_passed


def test_whoever_has_lost_the_question_for_her_name_is_asked_again_from_home(desk: Certified) -> None:
    desk.pass_exam()
    key = desk.certification.id
    said = desk.office.whispered(
        DEV, direct(DEV), lambda: desk.press_on(DEV, copy_to(desk, DEV, "certificate_open", key), "certificate_open")
    )
    assert "Still open: A first meeting, observed" in said["text"]
    desk.observed()
    before = len(desk.news(DEV))
    tab = HomeTab(desk.office, DEV).open()
    assert "I ask you for the name" in tab.text
    tab.click("certificate_open", button=key)
    desk.office.settle()
    assert "certificate_name" in buttons(desk.news(DEV)[before])


def test_a_name_that_nobody_sees_is_none(desk: Certified) -> None:
    desk.pass_exam()
    desk.observed()
    asked = next(m for m in reversed(desk.news(DEV)) if "certificate_name" in str(m["blocks"]))
    press = lambda: desk.office.click(DEV, direct(DEV), asked, "certificate_name")  # noqa: E731
    view = desk.office.view(DEV, "certificate_named", press)
    assert desk.send(DEV, view, name="\u200b\u2060") == {"name": SAID.name_missing}
    assert desk.certificates() == []


def test_one_certificate_is_issued_however_often_it_is_asked_for(desk: Certified) -> None:
    desk.pass_exam()
    desk.observed()
    asked = next(m for m in desk.news(DEV) if "certificate_name" in buttons(m))
    copied = copy_of(desk, asked, DEV)
    desk.named(name="Dev Anand")
    (one,) = desk.certificates()
    jobs.start("issue:again", desk.office.bot.parts.certificates.issue, Order(DEV, one.attempt_id, "Somebody Else"))
    desk.office.settle()
    assert [one.name for one in desk.certificates()] == ["Dev Anand"]
    assert len([m for m in desk.news(DEV) if "is issued" in m["text"]]) == 1
    # A question for a name that was not found again shows the certificate instead of asking once more.
    desk.press_on(DEV, copied, "certificate_name")
    assert "Issued to Dev Anand" in shown(desk.news(DEV)[-1])


def test_a_certificate_is_renewed_in_its_time_and_no_day_is_lost(tmp_path: Path) -> None:
    clock = Clock()
    with certifying(tmp_path / "data", clock=clock) as office:
        desk = Certified(office).prepare()
        first = desk.certify()
        assert "exam_start" not in buttons(desk.shown_to())
        clock.ahead = timedelta(days=330)
        tell_again(desk, first.id)
        card = desk.shown_to()
        assert SAID.standings[Standing.EXPIRING] in shown(card)
        desk.press_on(DEV, card, "exam_start")
        with office.services.database.reading() as session:
            (begun,) = open_attempts(session, desk.workspace, DEV)
        assert begun.kind is Kind.RENEWAL
        desk.answer_all(begun)
        desk.tell_result(begun.id)
        # What was passed and has no name yet is the renewal: there is no other beside it.
        again = desk.office.whispered(DEV, direct(DEV), lambda: desk.press_on(DEV, card, "exam_start"))
        assert again["text"] == ENGLISH.learning.exam_passed
        desk.named()
        second, _ = desk.certificates()
        assert first.expires_at is not None
        assert second.expires_at is not None
        assert (second.expires_at.month, second.expires_at.day) == (first.expires_at.month, first.expires_at.day)
        assert second.expires_at.year == first.expires_at.year + 1


def tell_again(desk: Certified, certificate_id: str) -> None:
    """Have the certificate shown from a button that stood somewhere."""
    desk.press_on(DEV, copy_to(desk, DEV, "certificate_open", certificate_id), "certificate_open")


def test_nobody_else_can_take_or_change_a_certificate(desk: Certified) -> None:
    desk.pass_exam()
    desk.observed()
    asked = desk.news(DEV)[-1]
    taken = next(e["value"] for b in asked["blocks"] for e in b.get("elements", ()) if "value" in e)
    posted = copy_to(desk, CARMEN, "certificate_name", taken)
    view = desk.office.view(
        CARMEN, "certificate_named", lambda: desk.office.click(CARMEN, direct(CARMEN), posted, "certificate_name")
    )
    desk.send(CARMEN, view, name="Carmen")
    assert desk.certificates(CARMEN) == desk.certificates(DEV) == []
    desk.named()
    (one,) = desk.certificates()
    for action in ("certificate_public", "certificate_files"):
        desk.press_on(CARMEN, copy_to(desk, CARMEN, action, one.id), action)
    assert desk.certificates() == [one]
    desk.press_on(
        CARMEN, copy_to(desk, CARMEN, "requirement_decide", f"{DEFINITION.key}|visit|{DEV}"), "requirement_decide"
    )
    assert not [v for v in desk.office.slack.workspace.views(CARMEN) if v["callback_id"] == "requirement_marked"]


def copy_to(desk: Certified, person: str, action: str, value: str) -> dict[str, object]:
    """A message with somebody else's button, as if it had been copied."""
    button = {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": "Press"}, "value": value}
    client = desk.office.bot.parts.calls.client
    blocks = [{"type": "actions", "elements": [button]}]
    answer = client.chat_postMessage(channel=direct(person), text="A button", blocks=blocks)
    return {"ts": answer["ts"]}


def test_a_holder_s_home_tab_takes_few_statements_however_much_there_is(desk: Certified) -> None:
    desk.certify()
    desk.published(CHANGED_RULE, guide=desk.guide.guide_id)
    homes, turned = desk.office.bot.parts.homes, Turned(DEV, Showing())
    homes.publish(turned, None)
    with statements(desk.office) as found:
        homes.publish(turned, None)
    assert len(found) <= 12, found
