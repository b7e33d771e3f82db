"""Journeys of an admin with the golden questions, in the Home tab."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.people import direct
from bot.texts.english import ENGLISH
from knowledge.golden.values import Flaw
from knowledge.guides.life import withdraw
from knowledge.members.roles import OPERATOR, Role
from tests.journeys.home_tab import HomeTab, appoint
from tests.journeys.workplace import AMARA, BEN, QUESTION, Workplace, shown, workplace
from tests.knowledge.library import NOW

SAID = ENGLISH.golden
MONITORING = "Monitoring and supporting matches"


@pytest.fixture
def office(data_dir: Path) -> Iterator[Workplace]:
    with workplace(data_dir) as office:
        appoint(office, amara=Role.OWNER, ben=Role.ADMIN)
        yield office


@pytest.fixture
def tab(office: Workplace) -> HomeTab:
    return HomeTab(office, AMARA).open().press("panel_golden")


def guide_id(tab: HomeTab, title: str) -> str:
    form = tab.form("golden_form", "golden_add")
    options = next(b["element"]["options"] for b in form["blocks"] if b.get("block_id") == "guide")
    tab.office.slack.acts.close_view(tab.person, form["id"])
    return next(str(option["value"]) for option in options if option["text"]["text"] == title)


def add(tab: HomeTab, **values: object) -> dict[str, str]:
    form = tab.form("golden_form", "golden_add")
    wrong = tab.send(form, **values)
    if wrong:
        tab.office.slack.acts.close_view(tab.person, form["id"])
    return wrong


def told(tab: HomeTab) -> str:
    """What the bot wrote last to the person."""
    tab.office.settle()
    return shown(tab.office.answers(direct(tab.person))[-1])


def take_in(tab: HomeTab, content: bytes, name: str = "golden.csv") -> str:
    form = tab.form("golden_import_form", "golden_import")
    assert tab.office.slack.acts.submit(tab.person, form["id"], {"file": [(name, content)]}) == {}
    return told(tab)


def test_a_question_is_added_asked_and_removed(tab: HomeTab) -> None:
    assert SAID.none_yet in tab.text
    guide = guide_id(tab, MONITORING)
    assert add(tab, question=QUESTION, guide=guide) == {}
    assert add(tab, question="Which payroll software should we buy?", refuse=["refuse"]) == {}
    assert SAID.never_ran in tab.text
    assert SAID.must_cite.format(wanted=MONITORING) in tab.text
    tab.click("golden_run")
    assert SAID.run_passed.of(2) in told(tab)
    assert SAID.ran_on.format(date="{}", passed=2, asked=2).partition("{")[2][2:] in tab.press("panel_golden").text
    first = tab.buttons("golden_remove")[0]
    tab.press("golden_remove", button=first)
    assert SAID.questions.of(1) in tab.text


def test_what_fails_is_told_and_stands_at_its_question(tab: HomeTab) -> None:
    assert add(tab, question=QUESTION, refuse=["refuse"]) == {}
    tab.click("golden_run")
    assert SAID.run_failed.format(failed=1, asked=1) in told(tab)
    assert "It must be refused, but is answered from" in tab.press("panel_golden").text


@pytest.mark.parametrize(
    ("values", "field", "flaw"),
    [
        ({"question": "?!"}, "question", Flaw.NO_WORDS),
        ({"question": "How often?"}, "refuse", Flaw.NO_TARGET),
        ({"question": "How often?", "heading": "Caseloads"}, "heading", Flaw.HEADING_ALONE),
    ],
)
def test_what_is_wrong_with_a_question_stands_at_its_field(
    tab: HomeTab, values: dict[str, object], field: str, flaw: Flaw
) -> None:
    said = SAID.flaws[flaw]
    assert add(tab, **values) == {field: said[0].upper() + said[1:]}


def test_a_heading_that_the_guide_does_not_have_is_told_at_its_field_and_in_a_file(tab: HomeTab) -> None:
    guide = guide_id(tab, MONITORING)
    said = SAID.flaws[Flaw.UNKNOWN_HEADING].format(fact="Caseloads")
    assert add(tab, question=QUESTION, guide=guide, heading="Case loads") == {"heading": said[0].upper() + said[1:]}
    assert add(tab, question=QUESTION, guide=guide, heading="caseloads") == {}
    content = f"question,guide,heading,refuse\n{QUESTION},monitoring-and-support.md,Case loads,\n"
    assert SAID.flaw_line.format(line=2, flaw=said) in take_in(tab, content.encode())


def test_a_withdrawn_guide_is_not_offered_for_a_question(tab: HomeTab) -> None:
    there = guide_id(tab, MONITORING)
    with tab.office.services.database.transaction() as session:
        withdraw(session, tab.office.bot.parts.workspace, there, by=OPERATOR, reason="The number is wrong.", now=NOW)
    with pytest.raises(StopIteration):
        guide_id(tab, MONITORING)


def test_a_question_is_added_once(tab: HomeTab) -> None:
    assert add(tab, question="Which colour?", refuse=["refuse"]) == {}
    assert add(tab, question="which colour?", refuse=["refuse"]) == {"question": SAID.twice}


def test_questions_are_exported_as_a_file_that_can_be_imported_again(tab: HomeTab) -> None:
    assert add(tab, question="=HYPERLINK(1) what is that?", refuse=["refuse"]) == {}
    tab.click("golden_export")
    assert (
        SAID.exported.of(1)
        in tab.office.slack.until(lambda: [m["text"] for m in tab.office.answers(direct(AMARA)) if m.get("files")])[-1]
    )
    file = next(m["files"][0] for m in tab.office.answers(direct(AMARA)) if m.get("files"))
    content = tab.office.slack.platform.files.content(file["id"]) or b""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["question", "guide", "heading", "refuse"], ["'=HYPERLINK(1) what is that?", "", "", "yes"]]
    said = take_in(tab, content)
    assert said == SAID.imported.format(added=SAID.added.of(0), retired=SAID.retired.of(0), kept=SAID.kept.of(1))


def test_a_file_with_flaws_changes_nothing_and_each_flaw_is_told_with_its_line(tab: HomeTab) -> None:
    assert add(tab, question="Which colour?", refuse=["refuse"]) == {}
    said = take_in(tab, b"question,guide,heading,refuse\nHow?,no-such-guide,,\nWho?,,,maybe\n")
    assert SAID.not_imported in said
    assert SAID.flaw_line.format(line=2, flaw=SAID.flaws[Flaw.UNKNOWN_GUIDE].format(fact="no-such-guide")) in said
    assert SAID.flaw_line.format(line=3, flaw=SAID.flaws[Flaw.UNCLEAR_REFUSE].format(fact="maybe")) in said
    assert "Which colour?" in tab.press("panel_golden").text


def test_who_may_keep_them_no_more_is_told_so_when_the_file_is_sent(office: Workplace) -> None:
    tab = HomeTab(office, BEN).open().press("panel_golden")
    form = tab.form("golden_import_form", "golden_import")
    appoint(office, ben=Role.EDITOR)
    content = b"question,guide,heading,refuse\nHow?,,,yes\n"
    act = lambda: office.slack.acts.submit(BEN, form["id"], {"file": [("golden.csv", content)]})  # noqa: E731
    said = office.whispered(BEN, direct(BEN), act)["text"]
    assert said == ENGLISH.refusals.not_allowed.format(role="an editor")
    assert SAID.none_yet in HomeTab(office, AMARA).open().press("panel_golden").text
