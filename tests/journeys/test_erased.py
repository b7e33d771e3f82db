"""Journeys of who wants to see what is kept of her, or to have it erased: not a byte of her is left on the disk."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR, Role
from knowledge.members.service import give_role, role_of
from learning.attempts.service import start
from learning.certifications.service import put
from learning.credentials.values import Certificate
from learning.learners.service import prefer
from learning.learners.values import DEFAULT
from learning.privacy.models import ErasureRow
from storage.scrubbing import files_with
from tests.journeys.certified import DEFINITION, Certified, certifying
from tests.journeys.editions import direct
from tests.journeys.home_tab import HomeTab
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Message, Workplace, shown
from tests.storage.job_texts import places_with

SAID = ENGLISH.my_data
NAME, WORDS = "Dev Xylophone", "zebrafish"
NEEDLES = (DEV.encode(), NAME.encode(), WORDS.encode(), direct(DEV).encode())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Certified]:
    with certifying(tmp_path / "data") as office:
        yield Certified(office).prepare()


def lives(desk: Certified) -> Certificate:
    """Dev asks, is certified, and stands in the middle of another exam; returns his certificate."""
    desk.say(DEV, f"What do mentors bring for a {WORDS}?")
    desk.pass_exam()
    desk.observed()
    desk.named(name=NAME)
    with desk.office.services.database.transaction() as session:
        put(session, desk.workspace, replace(DEFINITION, key="other", title="Another"), by=OPERATOR, now=desk.now())
        start(session, desk.workspace, "other", DEV, now=desk.now(), dice=Random(1))
    return desk.certificates()[0]


def handed_out(office: Workplace, person: str) -> dict[str, list[dict[str, object]]]:
    content = office.slack.platform.files.content(files_of(office, person)[-1]["id"])
    kept: dict[str, list[dict[str, object]]] = json.loads(content or b"{}")["kept"]
    return kept


def left_of_him(desk: Certified, folder: Path) -> list[str]:
    """The files that hold anything of him, and the columns in which jobs do, as they are stored."""
    of_jobs = places_with(desk.office.services.settings.jobs_database, NEEDLES)
    return sorted({path.name for path, _ in files_with(folder, NEEDLES)}) + of_jobs


def sweep(desk: Certified) -> None:
    my_data = desk.office.bot.parts.my_data
    assert my_data.has_to_sweep(desk.now())
    my_data.swept()
    assert not my_data.has_to_sweep(desk.now())


def files_of(office: Workplace, person: str) -> list[Message]:
    return [file for message in office.answers(direct(person)) for file in message.get("files", ())]


def test_not_a_byte_is_left_of_who_was_erased_in_the_middle_of_an_exam(desk: Certified, tmp_path: Path) -> None:
    certificate = lives(desk)
    assert {"library.sqlite-wal", "workflow_input.inputs"} <= {*left_of_him(desk, tmp_path)}
    desk.say(DEV, "my data")
    card = desk.news(DEV)[-1]
    assert SAID.stays_mrkdwn in shown(card)
    desk.press_on(DEV, card, "my_data_hand_out")
    kept = handed_out(desk.office, DEV)
    assert (kept["certificate"][0]["name"], kept["question"][0]["asker"]) == (NAME, DEV)
    view = desk.office.view(
        DEV, "my_data_erase_form", lambda: desk.office.click(DEV, direct(DEV), card, "my_data_erase")
    )
    assert desk.send(DEV, view, sure=[]).keys() == {"sure"}
    assert desk.send(DEV, view, sure=["sure"]) == {}
    assert SAID.erased_whole in desk.news(DEV)[-1]["text"]
    assert left_of_him(desk, tmp_path), "the job that did it"
    sweep(desk)
    assert left_of_him(desk, tmp_path) == []
    with desk.office.services.database.reading() as session:
        (noted,) = session.query(ErasureRow)
    assert noted.done_at is not None
    assert desk.page(certificate)[0] == 404


def test_who_keeps_people_erases_somebody_and_nobody_else_can(desk: Certified, tmp_path: Path) -> None:
    lives(desk)
    for stranger in (BEN, CARMEN):
        tab = HomeTab(desk.office, stranger).open()
        assert tab.buttons("people_data") == []
    tab = HomeTab(desk.office, AMARA).open().press("panel_people", "people")
    view = tab.form("people_data_form", "people_data")
    assert desk.send(AMARA, view, person=DEV, what="erase", sure=[]).keys() == {"sure"}
    assert desk.send(AMARA, view, person=DEV, what="erase", sure=["sure"]) == {}
    assert SAID.erased_whole in desk.news(AMARA)[-1]["text"]
    assert desk.news(DEV)[-1]["text"] == SAID.erased_by
    assert f"<@{AMARA}>" in shown(desk.news(DEV)[-1])
    sweep(desk)
    assert left_of_him(desk, tmp_path) == []


def test_what_somebody_else_asks_for_goes_to_whom_it_is_about_and_to_nobody_else(desk: Certified) -> None:
    lives(desk)
    tab = HomeTab(desk.office, AMARA).open().press("panel_people", "people")
    view = tab.form("people_data_form", "people_data")
    assert desk.send(AMARA, view, person=DEV, what="hand_out", sure=[]) == {}
    assert desk.news(AMARA)[-1]["text"] == SAID.sent_to_them
    assert WORDS in str(handed_out(desk.office, DEV)["question"])
    asked = next(one for one in desk.news(DEV) if one["text"] == SAID.asked_for)
    assert f"<@{AMARA}>" in shown(asked)
    assert files_of(desk.office, AMARA) == []


def test_whose_erasing_was_refused_is_not_erased_by_the_second_look(desk: Certified) -> None:
    with desk.office.services.database.transaction() as session:
        give_role(session, desk.workspace, AMARA, Role.OWNER, by=OPERATOR, now=desk.now())
    desk.say(AMARA, "my data")
    card = desk.news(AMARA)[-1]
    view = desk.office.view(
        AMARA, "my_data_erase_form", lambda: desk.office.click(AMARA, direct(AMARA), card, "my_data_erase")
    )
    assert desk.send(AMARA, view, sure=["sure"]) == {}
    assert ENGLISH.refusals.last_owner in str(desk.office.whispers(AMARA, direct(AMARA)) + desk.news(AMARA))
    sweep(desk)
    with desk.office.services.database.reading() as session:
        assert role_of(session, desk.workspace, AMARA) is Role.OWNER
        assert session.query(ErasureRow).all() == []


def test_what_was_written_of_somebody_meanwhile_goes_with_the_second_look(desk: Certified, tmp_path: Path) -> None:
    lives(desk)
    desk.say(DEV, "my data")
    card = desk.news(DEV)[-1]
    view = desk.office.view(
        DEV, "my_data_erase_form", lambda: desk.office.click(DEV, direct(DEV), card, "my_data_erase")
    )
    assert desk.send(DEV, view, sure=["sure"]) == {}
    with desk.office.services.database.transaction() as session:
        prefer(session, desk.workspace, DEV, DEFAULT, now=desk.now())
    sweep(desk)
    assert left_of_him(desk, tmp_path) == []


def test_nothing_is_forgotten_for_its_age_where_nobody_decided_it(desk: Certified) -> None:
    assert not desk.office.bot.parts.my_data.has_to_forget(desk.now() + timedelta(days=400))
