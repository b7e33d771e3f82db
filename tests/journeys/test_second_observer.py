"""A journey of two who observe: what one has decided, the other does not overturn without knowing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.texts.english import ENGLISH
from learning.credentials.service import revoke
from learning.requirements.values import RequirementState
from tests.journeys.certified import RUBRIC, Certified, certifying
from tests.journeys.editions import buttons, direct
from tests.journeys.test_certificates import copy_of
from tests.journeys.workplace import AMARA, BEN, DEV, shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        yield Certified(office).prepare()


def test_a_second_observer_overturns_nothing_that_is_decided_and_no_certificate_loses_its_ground(
    desk: Certified,
) -> None:
    desk.pass_exam()
    desk.send(DEV, desk.submission(), note="With Leo.")
    card, stale = desk.news(AMARA)[-1], copy_of(desk, desk.news(AMARA)[-1])
    office, marks = desk.office, {f"mark:{one.key}": "met" for one in RUBRIC}
    pressed = lambda: office.click(AMARA, direct(AMARA), card, "requirement_decide")  # noqa: E731
    form = office.view(AMARA, "requirement_marked", pressed)
    assert DEV in str(form["blocks"])
    assert "With Leo." in shown(form)
    desk.decide(BEN, desk.news(BEN)[-1], growth=0, decision="met")
    told = len(desk.news(DEV))
    # Her card follows, and the form that she had open changes nothing any more.
    assert f"decided by <@{BEN}>" in shown(next(m for m in desk.news(AMARA) if m["ts"] == card["ts"]))
    assert office.slack.acts.submit(AMARA, form["id"], marks) == {}
    asked = next(v for v in office.slack.workspace.views(AMARA) if v["callback_id"] == "requirement_decided")
    said = office.whispered(AMARA, direct(AMARA), lambda: desk.send(AMARA, asked, decision="repeat"))
    done = ENGLISH.exam.states[RequirementState.MET]
    assert said["text"] == ENGLISH.learning.decided_meanwhile.format(state=done)
    # A card that was not found says who decided, once it is pressed.
    said = office.whispered(AMARA, direct(AMARA), lambda: desk.press_on(AMARA, stale, "requirement_decide"))
    assert f"{done}, decided by <@{BEN}>" in said["text"]
    assert "requirement_decide_anew" in buttons(next(m for m in desk.news(AMARA) if m["ts"] == stale["ts"]))
    desk.named()
    said = office.whispered(AMARA, direct(AMARA), lambda: anew(desk, AMARA, card, "repeat"))
    assert said["text"] == ENGLISH.learning.certificate_rests
    assert "asks you to repeat" not in "".join(shown(m) for m in desk.news(DEV)[told:])
    (one,) = desk.certificates()
    with office.services.database.transaction() as session:
        revoke(session, desk.workspace, one.id, reason="A mistake.", by=AMARA, now=desk.now())
    anew(desk, AMARA, card, "repeat")
    assert "asks you to repeat" in shown(desk.news(DEV)[-1])


def anew(desk: Certified, person: str, card: Any, decision: str) -> None:
    """Decide otherwise from a card that is decided."""
    office = desk.office
    pressed = lambda: office.click(person, direct(person), card, "requirement_decide_anew")  # noqa: E731
    form = office.view(person, "requirement_marked", pressed)
    assert office.slack.acts.submit(person, form["id"], {f"mark:{one.key}": "met" for one in RUBRIC}) == {}
    views = office.slack.workspace.views(person)
    asked = [v for v in views if v["callback_id"] == "requirement_decided"][-1]
    desk.send(person, asked, decision=decision)
