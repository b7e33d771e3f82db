"""Journeys of a coordinator who keeps certifications, and gives people more time for exams."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.learning.certification_files import file_of
from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.members.roles import OPERATOR, Role
from learning.attempts.queries import factor_of
from learning.certifications.queries import certifications
from learning.certifications.service import put
from learning.certifications.values import Certification
from learning.errors import Flaw
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, CARMEN, DEV, Workplace, copied, scripted, shown, workplace
from tests.knowledge.library import NOW

SAID, FLAWS = ENGLISH.certifications, ENGLISH.flaws.said


@pytest.fixture(scope="module")
def certified_library(starter_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which Amara has added the starter certifications. Not to be changed."""
    folder = copied(starter_library, tmp_path_factory.mktemp("certified"))
    with workplace(folder, answering=scripted) as office:
        appoint(office, amara=Role.OWNER, ben=Role.EDITOR)
        tab = HomeTab(office, AMARA).open().press("panel_certifications")
        assert SAID.none_yet in tab.text
        tab.press("certification_starter")
        assert SAID.told_elsewhere in tab.text
        office.settle()
        assert "2 certifications" in told(office)
    return folder


@pytest.fixture
def office(certified_library: Path, tmp_path: Path) -> Iterator[Workplace]:
    with workplace(copied(certified_library, tmp_path), answering=scripted) as office:
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    """The starter certifications, before Amara."""
    return HomeTab(office, AMARA).open().press("panel_certifications")


def told(office: Workplace) -> str:
    office.settle()
    message = office.answers(direct(AMARA))[-1]
    return shown(message) or str(message["text"])


def found(office: Workplace) -> dict[str, Certification]:
    with office.services.database.reading() as session:
        return {one.definition.key: one for one in certifications(session, office.bot.parts.workspace)}


def mentor(office: Workplace) -> Certification:
    return found(office)["mentor-essentials"]


def form(tab: HomeTab, action: str, callback: str) -> dict[str, Any]:
    value = f"{action}:{mentor(tab.office).id}"
    return tab.form(callback, "certification_menu", value, button=value)


def test_the_starter_set_is_there_with_enough_questions_and_its_page_says_what_it_requires(tab: HomeTab) -> None:
    assert SAID.count.of(2) in tab.text
    assert tab.text.count(SAID.enough) == 2
    page = shown(form(tab, "certification_open", "certification_page"))
    assert SAID.passed_at.format(percent="75") in page
    assert SAID.attempts.of(3) in page
    assert SAID.criteria.of(5) in page
    assert "Keeping the commitment" in page


def test_what_is_changed_in_the_form_holds_from_the_next_version_on(tab: HomeTab, office: Workplace) -> None:
    view = form(tab, "certification_edit", "certification_form")
    assert tab.send(view) == {}
    assert mentor(office).number == 1
    view = form(tab, "certification_edit", "certification_form")
    values = {"percent": "82.5", "attempts": "", "minutes": "40", "draw_commitment": "5", "title": "Mentors"}
    assert tab.send(view, **values) == {}
    assert SAID.saved in tab.text
    definition = mentor(office).definition
    assert (mentor(office).number, definition.passing.percent, definition.attempts) == (2, 82.5, None)
    assert (definition.title, definition.minutes, definition.draws[0].count) == ("Mentors", 40, 5)


def test_what_is_wrong_in_the_form_stands_at_its_field(tab: HomeTab, office: Workplace) -> None:
    view = form(tab, "certification_edit", "certification_form")
    wrong = office.slack.acts.submit(AMARA, view["id"], {"title": "  ", "waiting_days": "1"})
    assert wrong == {"title": "This is missing."}
    with office.services.database.transaction() as session:
        newer = replace(mentor(office).definition, title="Mentors")
        put(session, office.bot.parts.workspace, newer, by=OPERATOR, now=NOW)
    assert office.slack.acts.submit(AMARA, view["id"], {"title": "Mentoring"}) == {
        "title": ENGLISH.learning.changed_since
    }
    assert mentor(office).definition.title == "Mentors"


def test_more_questions_than_there_are_is_shown_as_a_shortfall(tab: HomeTab) -> None:
    view = form(tab, "certification_edit", "certification_form")
    assert tab.send(view, draw_endings="60") == {}
    assert SAID.short.of(1) in tab.text
    page = shown(form(tab, "certification_open", "certification_page"))
    assert "Ending a match well: 60 are to be drawn, but there are only" in page


def test_a_certification_goes_out_as_a_file_and_comes_in_changed(tab: HomeTab, office: Workplace) -> None:
    page = form(tab, "certification_open", "certification_page")
    office.slack.acts.click_in_view(AMARA, page["id"], "certification_export")
    office.settle()
    (file,) = [one for m in office.answers(direct(AMARA)) for one in m.get("files", ())]
    data = yaml.safe_load(office.slack.platform.files.content(file["id"]) or b"")
    office.slack.acts.close_view(AMARA, page["id"])
    view = tab.form("certification_file_form", "certification_put")
    changed = yaml.safe_dump({**data, "key": "mentor-light", "title": "Mentor light"}).encode()
    assert tab.send(view, file=[("light.yaml", changed)]) == {}
    assert told(office) == SAID.file_taken.format(title="Mentor light", number=1)
    assert found(office)["mentor-light"].definition.draws == mentor(office).definition.draws
    view = tab.form("certification_file_form", "certification_put")
    assert tab.send(view, file=[("bad.yaml", b"key: x\ntitle: X\n")]) == {}
    assert f"draws: {FLAWS[Flaw.DRAWS_NOTHING]}" in told(office)
    assert "x" not in found(office)
    view = tab.form("certification_file_form", "certification_put")
    assert (
        tab.send(
            view, file=[("latin.yaml", yaml.dump({**data, "title": "Mentoría"}, allow_unicode=True).encode("latin-1"))]
        )
        == {}
    )
    assert FLAWS[Flaw.NOT_UTF8].capitalize()[:20] in told(office)
    assert mentor(office).definition.title == data["title"]


def test_a_retired_certification_is_offered_no_more(tab: HomeTab, office: Workplace) -> None:
    view = form(tab, "certification_retire", "certification_retired")
    assert mentor(office).definition.title in shown(view)
    assert tab.send(view) == {}
    assert SAID.is_retired in tab.text
    assert mentor(office).retired
    assert tab.send(form(tab, "certification_edit", "certification_form"), minutes="40") == {}
    assert (mentor(office).retired, mentor(office).definition.minutes) == (True, 40)
    put_in = tab.form("certification_file_form", "certification_put")
    assert tab.send(put_in, file=[file_of(mentor(office))]) == {}
    office.settle()
    assert not mentor(office).retired


def test_a_person_gets_more_time_and_it_can_be_taken_away(tab: HomeTab, office: Workplace) -> None:
    def factor() -> float:
        with office.services.database.reading() as session:
            return factor_of(session, office.bot.parts.workspace, DEV)

    view = tab.form("accommodation_form", "accommodation_set")
    assert tab.send(view, person=DEV, factor="1.5", note="Reads slowly.") == {}
    assert SAID.time_set.format(after="1.5", before="1") in tab.text
    assert factor() == 1.5
    view = tab.form("accommodation_form", "accommodation_set")
    assert tab.send(view, person=DEV, factor="1") == {}
    assert factor() == 1


def test_who_does_not_keep_certifications_can_not_change_them(tab: HomeTab, office: Workplace) -> None:
    appoint(office, carmen=Role.ADMIN)
    view = form(tab, "certification_edit", "certification_form")
    other = HomeTab(office, CARMEN).open().press("panel_certifications")
    value = f"certification_retire:{mentor(office).id}"
    retiring = other.form("certification_retired", "certification_menu", value, button=value)
    appoint(office, carmen=Role.REVIEWER)
    assert other.send(retiring) == {}
    assert not mentor(office).retired
    plain = HomeTab(office, BEN).open().press("panel_certifications")
    assert "certification_put" not in str(plain.view["blocks"])
    assert tab.send(view, title="Mentors") == {}
