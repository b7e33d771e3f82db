"""Certifications, analyses and decisions as their keepers see them: however large, Slack shows them."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bot.blocks.learning.analysis_view import AnalysisLook, analysis_view, looked_at
from bot.blocks.learning.angoff_card import Judging, cut_lines, cut_message, judging_message
from bot.blocks.learning.certification_filled import changed, wrong_fields
from bot.blocks.learning.certification_parts import CertificationShown, certification_page
from bot.blocks.learning.certifications_panel import (
    certifications_panel,
    edit_form,
    file_form,
    fits,
    retire_form,
    time_form,
)
from bot.blocks.learning.regrade_effect import MOST_PEOPLE, done_line, effect_view, notice_message
from bot.blocks.learning.regrade_form import Deciding
from bot.blocks.message import stamped
from bot.playground.limits import message_problems, view_problems
from bot.texts import LANGUAGES, Texts
from bot.texts.english import ENGLISH
from knowledge.members.roles import Role
from learning.analysis.angoff import PanelCut
from learning.analysis.intervals import Interval
from learning.analysis.report import analyse
from learning.analysis.values import Material, Sitting
from learning.attempts.values import Kind, Result, Score
from learning.certifications.definition import (
    Competency,
    Continuous,
    Criterion,
    Definition,
    Draw,
    Passing,
    Requirement,
    RequirementKind,
)
from learning.certifications.reading import as_data, from_data
from learning.certifications.shortfalls import Supply
from learning.certifications.values import Certification
from learning.errors import BadDefinition
from learning.results.decisions import Decision
from learning.results.queries import Notice
from learning.results.recording import Regraded
from learning.results.values import Change, Plan, Policy, Resting
from tests.knowledge.library import NOW
from tests.learning.analysis.exams import single_choice

ID = "01890000-0000-7000-8000-00000000000a"
BOTH = pytest.mark.parametrize("texts", LANGUAGES.values(), ids=list(LANGUAGES))


def definition(competencies: int = 3, text: str = "Calls <b> & *more*") -> Definition:
    return Definition(
        key="calls",
        title=(text * 20)[:200],
        summary=(text * 200)[:2_000],
        competencies=tuple(Competency(f"c{n}", (text * 20)[:200]) for n in range(competencies)),
        draws=tuple(Draw(f"c{n}", 1) for n in range(competencies)),
        passing=Passing(66.5, {"c0": 50.0}),
        attempts=3,
        waiting_days=1,
        minutes=30.0,
        requirements=(Requirement("seen", RequirementKind.OBSERVED, text, (Criterion("warm", text),)),),
        valid_months=24,
        renewal_days=60,
    )


def certification(competencies: int = 3) -> Certification:
    return Certification(ID, ID, 2, definition(competencies), retired=False)


def score(percent: float) -> Score:
    return Score((percent / 100,), percent / 100, 1, {"c0": (percent / 100, 1)})


@BOTH
@pytest.mark.parametrize("competencies", [1, 80, 100])
def test_a_certification_of_any_size_is_shown(texts: Texts, competencies: int) -> None:
    found = certification(competencies)
    supplies = [Supply(draw.competency, draw.count, 0) for draw in found.definition.draws]
    shown = CertificationShown(found, supplies, Role.OWNER, 0)
    assert view_problems(certification_page(shown, "{}", texts, "Done.")) == []
    home = {"type": "home", "blocks": list(stamped(certifications_panel([shown] * 60, Role.OWNER, texts), "home"))}
    assert view_problems(home) == []
    for form in (file_form("{}", texts), retire_form(found, "{}", texts), time_form("{}", texts)):
        assert view_problems(form) == []
    assert fits(found) is (competencies <= 80)
    if fits(found):
        assert view_problems(edit_form(found, "{}", texts)) == []


@pytest.mark.parametrize(("practice", "warned"), [(2, True), (3, False)])
def test_whoever_keeps_a_certification_is_warned_of_too_few_questions_for_a_week(practice: int, warned: bool) -> None:
    found = certification()
    kept = replace(found, definition=replace(found.definition, continuous=Continuous(weekly=3, floor=60)))
    page = certification_page(CertificationShown(kept, [], Role.OWNER, practice), "{}", ENGLISH)
    assert (ENGLISH.continuing.few_to_ask.format(count=2) in str(page)) is warned


def filled(found: Certification, **values: str) -> dict[str, Any]:
    form = edit_form(found, "{}", ENGLISH)
    inputs = {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}
    given = {name: values.get(name, element.get("initial_value")) for name, element in inputs.items()}
    return {name: {name: {"value": value}} for name, value in given.items()}


def test_a_form_that_nobody_has_changed_says_the_same_certification() -> None:
    found = certification()
    assert from_data(changed(found.definition, filled(found))) == from_data(as_data(found.definition))


def test_flaws_are_told_at_their_fields() -> None:
    found = certification()
    with pytest.raises(BadDefinition) as bad:
        from_data(changed(found.definition, filled(found, draw_c1="0", percent="101", title=" ", minutes="x")))
    assert set(wrong_fields(bad.value.flaws, found.definition, ENGLISH)) == {"draw_c1", "percent", "title", "minutes"}


@BOTH
@pytest.mark.parametrize("people", [0, 5, 40])
def test_an_analysis_is_shown_page_by_page(texts: Texts, people: int) -> None:
    items = [replace(single_choice(f"i{number}"), competency="c0") for number in range(30)]
    sittings = [
        Sitting(f"a{able}", f"U{able}", {i.id: float(able > n) for n, i in enumerate(items)}, {}, passed=able > 9)
        for able in range(people)
    ]
    material = Material(certification(), sittings, [], {i.id: i for i in items}, {(items[0].id, "U1"): 0.5})
    report = analyse(material, np.random.default_rng(1))
    for page in range(4):
        view = analysis_view(report, AnalysisLook(ID, page), texts)
        assert view_problems(view) == []
        assert looked_at(view).page <= max(0, -(-len(report.items) // 12) - 1)


@BOTH
def test_a_figure_that_cannot_be_said_yet_is_left_out_and_that_is_said_once(texts: Texts) -> None:
    items = [replace(single_choice(f"i{number}"), competency="c0") for number in range(3)]

    def said(abilities: list[int]) -> str:
        credits = [{i.id: float(able > 7 * n) for n, i in enumerate(items)} for able in abilities]
        sittings = [Sitting(f"a{n}", f"U{n}", one, {}, passed=n > 0) for n, one in enumerate(credits)]
        material = Material(certification(), sittings, [], {i.id: i for i in items}, {})
        report = analyse(material, np.random.default_rng(1))
        return str(analysis_view(report, AnalysisLook(ID), texts)["blocks"])

    alike, many = said([9, 9]), said(list(range(40)))
    not_yet, alpha = texts.analysis.not_yet.format(enough=30), texts.analysis.reliability.partition("{")[0]
    assert texts.analysis.passed.format(passed=1, of=2) in alike
    assert (alike.count(not_yet), alpha in alike) == (1, False)
    assert "–" not in alike
    assert (not_yet in many, alpha in many) == (False, True)
    assert texts.analysis.files_about in alike


@BOTH
def test_a_judge_is_asked_and_told_what_all_come_to(texts: Texts) -> None:
    version = replace(single_choice("one"), id=ID)
    messages = [
        judging_message(Judging(certification(), version, 1, 2, None), texts),
        judging_message(Judging(certification(), version, 2, 2, 0.73), texts),
        cut_message(certification(), None, 0, 0, texts, keeps=True),
        cut_message(certification(), PanelCut(71.6, 3.2, Interval(64, 79), 6, 6, 40, {}), 2, 2, texts, keeps=True),
    ]
    for message in messages:
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "angoff_use" in str(messages[-1].blocks)


def test_a_cut_of_few_judges_says_that_they_are_few() -> None:
    said = ENGLISH.angoff
    few = cut_lines(PanelCut(70.0, None, None, 6, 1, 30, {}), ENGLISH)
    assert said.no_interval in few
    assert said.too_few.format(enough=5, fewest=1) in few
    enough = cut_lines(PanelCut(70.0, 2.0, Interval(66, 74), 5, 5, 30, {}), ENGLISH)
    assert said.between.format(low="66", high="74") in enough
    assert len(enough) == 2


@BOTH
def test_a_regrade_of_many_is_shown_and_told(texts: Texts) -> None:
    changes = tuple(
        Change(f"a{n}", f"U0{n}", score(40), score(60), passed_before=n % 2 == 0, passed_after=n % 2 == 1)
        for n in range(200)
    )
    changes += tuple(replace(one, passed_after=one.passed_before) for one in changes[:100])
    plan = Plan(ID, Policy.DROP, changes, 12, Resting(("c1", "c2"), ("c3",)))
    view = effect_view(plan, Deciding(ID, Decision(Policy.DROP), "It is old. " * 40), ["A " * 900] * 9, "key", texts)
    assert view_problems(view) == []
    said, told = texts.regrade, str(view["blocks"])
    assert told.count(said.more_people.of(100 - MOST_PEOPLE)) == 3
    assert said.gains.of(100) in told
    assert said.loses.of(100) in told
    assert said.whose.of(100) in told
    assert said.certified.of(2) in told
    assert said.mended.of(1) in told
    done = Regraded(ID, plan, changes, plan.loses[:3], plan.resting)
    assert done_line(done, 97, texts, took=True) == " ".join(
        [said.done.of(97), said.kept_unseen.of(3), said.revoked.of(2), said.outdated.of(1)]
    )
    assert done_line(replace(done, fallen=Resting()), 0, texts, took=False) == f"{said.done_nothing} {said.kept.of(3)}"
    for before, after, kept in ((False, True, False), (True, True, True), (True, False, False), (False, False, False)):
        first, second = Result("a", 1, score(40), before, NOW), Result("a", 2, score(60.25), after, NOW, ID)
        for kind in (Kind.EXAM, Kind.DELTA):
            lost = before and not after
            notice = Notice(
                ID, "a", "U0DEV", ID, ID, Policy.ACCEPT, "Because <!here>.", kind, first, second,
                pass_kept=kept, revoked=lost and kind is Kind.EXAM,
            )  # fmt: skip
            message = notice_message(notice, certification(), texts)
            assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
            assert "<!here>" not in str(message.blocks)
            assert (said.certificate_revoked in str(message.blocks)) is (lost and kind is Kind.EXAM)
            assert (said.certificate_outdated in str(message.blocks)) is (lost and kind is Kind.DELTA)
