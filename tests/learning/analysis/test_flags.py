from dataclasses import replace

import pytest

from learning.analysis.classical import ItemStatistics
from learning.analysis.distractors import Choice
from learning.analysis.drift import drift_of
from learning.analysis.flags import ENOUGH_PERSONS, Evidence, FormFlag, ItemFlag, evidence, form_flags, item_flags
from learning.analysis.reliability import FormStatistics
from learning.items.responses import ChooseOne, Option

WAY = ChooseOne((Option("a", "Twice"), Option("b", "Never")))
FINE = ItemStatistics("1", 30, 0.7, 0.46, 0.3, 0.4, 40.0, 10.0, 0.7)
TABLE = (Choice("", "Twice", True, 5, 7, 9), Choice("", "Never", False, 5, 3, 1))
FORM = FormStatistics(30, 10, 7, 7, 2, 0, 0, 0.8, 0.9)


@pytest.mark.parametrize(
    ("n", "means"), [(0, Evidence.NOTHING), (1, Evidence.EARLY), (29, Evidence.EARLY), (30, Evidence.ENOUGH)]
)
def test_figures_carry_judgements_from_thirty_first_attempts_on(n: int, means: Evidence) -> None:
    assert evidence(n) is means


@pytest.mark.parametrize(
    ("changes", "flags"),
    [
        ({}, ()),
        ({"item_rest": -0.01}, (ItemFlag.NEGATIVE,)),
        ({"item_rest": 0.05}, (ItemFlag.WEAK,)),
        ({"facility": 0.5}, (ItemFlag.AT_CHANCE,)),
        ({"facility": 0.2}, (ItemFlag.AT_CHANCE, ItemFlag.VERY_HARD)),
        ({"facility": 0.97}, (ItemFlag.VERY_EASY,)),
        ({"facility": 1.0, "item_rest": None}, (ItemFlag.VERY_EASY,)),
    ],
)
def test_what_is_wrong_with_an_item_is_said_once_there_is_enough_evidence(
    changes: dict[str, float | None], flags: tuple[ItemFlag, ...]
) -> None:
    statistics = replace(FINE, **changes)  # type: ignore[arg-type]
    assert item_flags(statistics, WAY, TABLE, 0.5, ()) == flags
    assert item_flags(replace(statistics, n=ENOUGH_PERSONS - 1), WAY, TABLE, 0.5, ()) == ()


def test_a_distractor_that_the_best_prefer_to_the_key_is_flagged_and_one_that_nobody_chooses() -> None:
    beaten = (Choice("", "Twice", True, 5, 7, 4), Choice("", "Never", False, 5, 3, 6))
    assert item_flags(FINE, WAY, beaten, None, ()) == (ItemFlag.BEATS_KEY,)
    unused = (Choice("", "Twice", True, 9, 10, 9), Choice("", "Never", False, 0, 0, 0), Choice("", "", False, 1, 0, 1))
    assert item_flags(FINE, WAY, unused, None, ()) == (ItemFlag.UNUSED,)


@pytest.mark.parametrize(("n", "later", "flags"), [(60, 20, (ItemFlag.DRIFTED,)), (60, 27, ()), (58, 20, ())])
def test_an_item_is_flagged_that_became_harder_than_chance_explains(
    n: int, later: int, flags: tuple[ItemFlag, ...]
) -> None:
    half = n // 2
    credits = [*[1.0] * half, *[1.0] * later, *[0.0] * (half - later)]
    assert item_flags(replace(FINE, n=n), WAY, TABLE, None, (drift_of(credits), None)) == flags


def test_forms_are_flagged_as_unreliable_below_what_moodle_advises() -> None:
    assert form_flags(FORM) == ()
    assert form_flags(replace(FORM, alpha=0.6)) == (FormFlag.UNRELIABLE,)
    assert form_flags(replace(FORM, alpha=0.6, n=29)) == ()
    assert form_flags(replace(FORM, alpha=None)) == ()
