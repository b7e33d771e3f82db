import io
from dataclasses import replace

import numpy as np
import pytest
from matplotlib import image

from learning.analysis.picture import ItemLabels, Picture, ScoreLabels, items_picture, scores_picture
from learning.analysis.report import analyse
from learning.analysis.values import AnalysisReport, Material
from tests.learning.analysis.exams import CERTIFICATION, single_choice, taken

ITEM_LABELS = ItemLabels(
    title="Items of Mentor essentials",
    facility="Answered rightly",
    discrimination="Goes with the rest",
    fine="in order",
    suspect="key to be checked",
    alt="{items} items, {n} first attempts. To be checked: {suspects}.",
    nothing="none",
)
SCORE_LABELS = ScoreLabels(
    title="Scores in Mentor essentials",
    score="Points (%)",
    people="People",
    cut="cut: {cut}%",
    alt="{n} people, {mean}% on average; {passed} reached {cut}%.",
    nothing="Nobody has taken it.",
)


def report_of(people: int) -> AnalysisReport:
    versions = [single_choice(f"care-{number}") for number in range(6)]
    return analyse(taken(versions, people, miskeyed="care-3"), np.random.default_rng(1))


def pixels(picture: Picture) -> np.ndarray:
    found = image.imread(io.BytesIO(picture.png), format="png")
    assert isinstance(found, np.ndarray)
    return found


def test_the_picture_of_items_says_in_words_what_it_shows() -> None:
    picture = items_picture(report_of(60), ITEM_LABELS)
    assert picture.alt == "6 items, 60 first attempts. To be checked: care-3."
    assert items_picture(report_of(12), ITEM_LABELS).alt == "6 items, 12 first attempts. To be checked: none."


def test_the_picture_of_scores_says_in_words_what_it_shows() -> None:
    report = report_of(60)
    assert scores_picture(report, SCORE_LABELS).alt == (
        f"60 people, {sum(report.shares) / 60:.0f}% on average; {report.passed} reached 60%."
    )


def test_a_title_with_dollars_is_no_formula() -> None:
    titled = replace(SCORE_LABELS, title="Cost: $5 or $\\broken")
    assert pixels(scores_picture(report_of(2), titled)).any()


@pytest.mark.parametrize("people", [0, 1, 60])
def test_pictures_bring_their_own_ground_so_that_they_are_legible_on_any(people: int) -> None:
    report = report_of(people) if people else analyse(Material(CERTIFICATION, [], [], {}, {}), np.random.default_rng(1))
    for picture in (items_picture(report, ITEM_LABELS), scores_picture(report, SCORE_LABELS)):
        shown = pixels(picture)
        assert shown.shape[:2] == (750, 1200)
        assert (shown[..., 3] == 1).all()
        assert shown[0, 0, :3].tolist() == [1, 1, 1]
        assert shown[..., :3].min() < 0.2
