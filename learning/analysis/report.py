"""The analysis of a certification, from what was recorded of first attempts. Pure, but for the dice."""

import numpy as np

from learning.analysis.angoff import panel_cut, weights_of
from learning.analysis.classical import item_rests
from learning.analysis.consistency import conditional_sem, consistency
from learning.analysis.exposure import exposure
from learning.analysis.flags import evidence, form_flags
from learning.analysis.intervals import bootstrap, wilson
from learning.analysis.item_reports import item_reports
from learning.analysis.marks import Marks, Numbers, marks_of
from learning.analysis.reliability import coefficient_alpha, form_statistics
from learning.analysis.values import AnalysisReport, Material


def analyse(material: Material, dice: np.random.Generator) -> AnalysisReport:
    """What first attempts say of a certification's exams and of each version of an item in them.

    It may take seconds with thousands of persons: not to be called inside a transaction.
    """
    certification = material.certification
    taken = [sitting for sitting in material.sittings if sitting.credits]
    marks = marks_of([sitting.credits for sitting in taken])
    form = form_statistics(marks)
    alpha_interval, *rest_intervals = bootstrap(marks, _resampled, dice)
    exposed = exposure(material.shown)
    panel = panel_cut(material.ratings, weights_of(certification.definition.draws, _rated(material)))
    shares = marks.totals / marks.length if taken else marks.totals
    cut = certification.definition.passing.percent / 100
    passed = sum(sitting.passed for sitting in taken)
    sem = conditional_sem(cut, marks.length)
    return AnalysisReport(
        certification_id=certification.id,
        key=certification.definition.key,
        title=certification.definition.title,
        cut=100 * cut,
        form=form,
        alpha_interval=alpha_interval,
        passed=passed,
        passed_interval=wilson(passed / len(taken), len(taken)) if taken else None,
        shares=tuple(100 * float(share) for share in shares),
        consistency=consistency(shares, form.alpha, cut),
        sem_at_cut=None if sem is None else 100 * sem,
        exposure=exposed,
        panel=panel,
        items=item_reports(marks, taken, material.versions, rest_intervals, exposed, panel),
        evidence=evidence(form.n),
        flags=form_flags(form),
    )


def _resampled(marks: Marks) -> Numbers:
    alpha = coefficient_alpha(marks)
    return np.concatenate(([np.nan if alpha is None else alpha], item_rests(marks)))


def _rated(material: Material) -> dict[str, str]:
    """The competency of each version that was rated."""
    return {version: material.versions[version].competency for version, _ in material.ratings}
