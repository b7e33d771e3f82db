from dataclasses import replace

import numpy as np
import pytest

from learning.analysis.flags import Evidence, ItemFlag
from learning.analysis.report import analyse
from learning.analysis.values import AnalysisReport, Material
from tests.learning.analysis.exams import CERTIFICATION, single_choice, taken

VERSIONS = [single_choice(f"care-{number}") for number in range(8)]


def analysed(material: Material) -> AnalysisReport:
    return analyse(material, np.random.default_rng(7))


@pytest.fixture(scope="module")
def report() -> AnalysisReport:
    return analysed(taken(VERSIONS, 60, miskeyed="care-3"))


def test_an_item_with_a_wrong_key_is_found_among_sound_ones(report: AnalysisReport) -> None:
    (suspect,) = report.probably_miskeyed
    assert suspect.key == "care-3"
    assert {ItemFlag.NEGATIVE, ItemFlag.BEATS_KEY} <= {*suspect.flags}
    assert suspect.choices[1].upper > suspect.choices[0].upper


def test_every_figure_of_an_item_comes_with_how_many_people_it_rests_on_and_how_far_it_may_be_off(
    report: AnalysisReport,
) -> None:
    for item in report.items:
        assert (item.statistics.n, item.evidence) == (60, Evidence.ENOUGH)
        assert item.facility_interval is not None
        assert item.facility_interval.low < (item.statistics.facility or 0) < item.facility_interval.high
        assert item.item_rest_interval is not None
        assert item.item_rest_interval.low < (item.statistics.item_rest or 0) < item.item_rest_interval.high
        assert (item.stem, item.guess, item.rate, item.rating) == ("How often?", 0.25, 1.0, None)


def test_the_whole_exam_is_told_with_its_cut(report: AnalysisReport) -> None:
    assert (report.key, report.cut, report.form.n, report.form.length) == ("mentor", 60.0, 60, 8)
    assert report.alpha_interval is not None
    assert report.alpha_interval.low < (report.form.alpha or 0) < report.alpha_interval.high
    assert report.consistency is not None
    assert 0.5 < report.consistency.agreement < report.consistency.accuracy < 1
    assert report.sem_at_cut == pytest.approx(100 * (0.6 * 0.4 / 7) ** 0.5)
    assert report.passed == sum(share >= 60 for share in report.shares)
    assert report.exposure.highest == 1.0


def test_the_same_attempts_give_the_same_report() -> None:
    material = taken(VERSIONS, 12)
    assert analysed(material) == analysed(material)


def test_a_new_version_is_compared_with_the_one_before_it() -> None:
    old = VERSIONS[0]
    new = replace(old, id="new", number=2)
    early, late = taken(VERSIONS, 40), taken([new, *VERSIONS[1:]], 40, seed=2, miskeyed=old.key)
    whole = replace(early, sittings=[*early.sittings, *late.sittings], versions={**early.versions, **late.versions})
    report = analysed(whole)
    first, second = (item for item in report.items if item.key == old.key)
    assert (first.number, first.statistics.n, second.number, second.statistics.n) == (1, 40, 2, 40)
    assert first.since_version is None
    assert second.since_version is not None
    assert second.since_version.is_certain
    assert ItemFlag.DRIFTED in second.flags
    assert all(
        item.over_time is not None and item.over_time.earlier_n == item.statistics.n // 2 for item in report.items
    )


def test_few_people_give_figures_and_no_judgements() -> None:
    report = analysed(taken(VERSIONS, 29, miskeyed="care-3"))
    assert report.evidence is Evidence.EARLY
    assert {item.evidence for item in report.items} == {Evidence.EARLY}
    assert not any(item.flags for item in report.items)
    assert not report.flags
    assert all(item.statistics.item_rest is not None for item in report.items)


def test_an_exam_that_nobody_took_is_reported_too() -> None:
    report = analysed(Material(CERTIFICATION, [], [], {}, {}))
    assert (report.evidence, report.items, report.shares, report.passed) == (Evidence.NOTHING, (), (), 0)
    assert (report.form.alpha, report.consistency, report.panel, report.passed_interval) == (None, None, None, None)


def test_judges_ratings_make_a_cut_in_which_competencies_count_as_in_a_form() -> None:
    versions = [single_choice("care"), single_choice("calls", "calls")]
    ratings = {(versions[0].id, "bo"): 0.8, (versions[1].id, "bo"): 0.4}
    report = analysed(replace(taken(versions, 3), ratings=ratings))
    assert report.panel is not None
    # Six items of care, two of calls.
    assert report.panel.percent == pytest.approx(70)
    assert sorted(item.rating or 0 for item in report.items) == pytest.approx([40, 80])
