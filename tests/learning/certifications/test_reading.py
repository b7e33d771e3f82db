"""A certification is read from YAML, and all that is wrong with it is told at once."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

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
from learning.certifications.reading import MAX_BYTES, as_data, from_data, read_certification
from learning.errors import BadDefinition, Flaw

TEXT = """
key: mentor-essentials
title: Mentor   essentials
summary: What every mentor knows before the first meeting.
competencies:
  - {key: care, title: Care}
  - {key: calls, title: Calls}
draws:
  - {competency: care, count: 6}
  - {competency: calls, count: 4}
passing:
  percent: 75
  minimums: {care: 50.5}
attempts: 3
waiting_days: 7
minutes: 40
requirements:
  - key: meeting
    kind: observed
    title: A meeting that somebody watched
    days: 90
    rubric:
      - {key: listens, title: Listens first}
      - {key: plans, title: Plans the next meeting}
  - {key: training, kind: attendance, title: The training day}
valid_months: 24
renewal_days: 60
"""
READ = Definition(
    key="mentor-essentials",
    title="Mentor essentials",
    summary="What every mentor knows before the first meeting.",
    competencies=(Competency("care", "Care"), Competency("calls", "Calls")),
    draws=(Draw("care", 6), Draw("calls", 4)),
    passing=Passing(75.0, {"care": 50.5}),
    attempts=3,
    waiting_days=7,
    minutes=40.0,
    requirements=(
        Requirement(
            "meeting",
            RequirementKind.OBSERVED,
            "A meeting that somebody watched",
            (Criterion("listens", "Listens first"), Criterion("plans", "Plans the next meeting")),
            90,
        ),
        Requirement("training", RequirementKind.ATTENDANCE, "The training day"),
    ),
    valid_months=24,
    renewal_days=60,
)
LEAST = {
    "key": "k",
    "title": "T",
    "summary": "S",
    "competencies": [{"key": "care", "title": "Care"}],
    "draws": [{"competency": "care", "count": 1}],
    "passing": {"percent": 70},
}


def flaws(tree: Any) -> list[tuple[Flaw, str]]:
    with pytest.raises(BadDefinition) as told:
        from_data(tree)
    return [(one.flaw, one.where) for one in told.value.flaws]


def test_a_file_is_read_and_written_as_it_is() -> None:
    assert read_certification(TEXT) == READ
    assert from_data(as_data(READ)) == READ
    assert read_certification(yaml.safe_dump(as_data(READ))) == READ


def test_the_least_that_a_certification_says_is_untimed_and_without_limits() -> None:
    found = from_data(LEAST)
    assert (found.attempts, found.waiting_days, found.minutes, found.valid_months, found.requirements) == (
        None, 0, None, None, (),
    )  # fmt: skip
    assert as_data(found) == as_data(from_data(as_data(found)))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    tree = {
        "key": "Not A Key",
        "summary": 3,
        "colour": "red",
        "competencies": [{"key": "care", "title": "Care"}, {"key": "care", "title": " "}, "calls"],
        "draws": [{"competency": "trust", "count": 0}, {"competency": "care", "count": True}, {"competency": "care"}],
        "passing": {"percent": 101, "minimums": {"trust": "much"}},
        "attempts": 1.5,
        "minutes": float("nan"),
        "requirements": [{"key": "r", "kind": "exam", "title": "T"}, {"kind": "attendance", "rubric": [{"key": "c"}]}],
        "valid_months": 0,
    }
    assert flaws(tree) == [
        (Flaw.UNKNOWN_FIELD, "colour"),
        (Flaw.MISSING, "competencies[1].title"),
        (Flaw.WRONG_KIND, "competencies[2]"),
        (Flaw.MISSING, "competencies[2].key"),
        (Flaw.MISSING, "competencies[2].title"),
        (Flaw.KEY_TWICE, "competencies[1].key"),
        (Flaw.BAD_KEY, "key"),
        (Flaw.MISSING, "title"),
        (Flaw.WRONG_KIND, "summary"),
        (Flaw.UNKNOWN_COMPETENCY, "draws[0].competency"),
        (Flaw.BAD_NUMBER, "draws[0].count"),
        (Flaw.BAD_NUMBER, "draws[1].count"),
        (Flaw.MISSING, "draws[2].count"),
        (Flaw.KEY_TWICE, "draws[2].competency"),
        (Flaw.UNKNOWN_COMPETENCY, "passing.minimums.trust"),
        (Flaw.BAD_NUMBER, "passing.percent"),
        (Flaw.BAD_NUMBER, "passing.minimums.trust"),
        (Flaw.BAD_NUMBER, "attempts"),
        (Flaw.BAD_NUMBER, "minutes"),
        (Flaw.WRONG_KIND, "requirements[0].kind"),
        (Flaw.MISSING, "requirements[1].rubric[0].title"),
        (Flaw.UNKNOWN_FIELD, "requirements[1].rubric"),
        (Flaw.MISSING, "requirements[1].key"),
        (Flaw.MISSING, "requirements[1].title"),
        (Flaw.BAD_NUMBER, "valid_months"),
    ]


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        ({"draws": []}, (Flaw.DRAWS_NOTHING, "draws")),
        ({"draws": None}, (Flaw.MISSING, "draws")),
        ({"competencies": {}}, (Flaw.WRONG_KIND, "competencies")),
        ({"passing": None}, (Flaw.MISSING, "passing")),
        ({"passing": {"percent": 70, "minimums": []}}, (Flaw.WRONG_KIND, "passing.minimums")),
        ({"title": "x" * 201}, (Flaw.TOO_LONG, "title")),
        ({"title": "\u2067"}, (Flaw.MISSING, "title")),
        ({"summary": "\u3164 \u200b"}, (Flaw.MISSING, "summary")),
        ({"draws": [{"competency": "care", "count": 201}]}, (Flaw.BAD_NUMBER, "draws[0].count")),
        ({"minutes": 0}, (Flaw.BAD_NUMBER, "minutes")),
        ({"attempts": 0}, (Flaw.BAD_NUMBER, "attempts")),
        ({"waiting_days": -1}, (Flaw.BAD_NUMBER, "waiting_days")),
        ({"requirements": [{"key": "r", "kind": None, "title": "T"}]}, (Flaw.MISSING, "requirements[0].kind")),
        ({1: 2}, (Flaw.UNKNOWN_FIELD, "1")),
    ],
)
def test_a_flaw_is_named_with_its_place(change: dict[Any, Any], flaw: tuple[Flaw, str]) -> None:
    assert flaw in flaws({**LEAST, **change})


def test_a_minimum_of_what_is_never_drawn_is_a_flaw_for_it_would_never_be_applied() -> None:
    competencies = [{"key": "care", "title": "Care"}, {"key": "calls", "title": "Calls"}]
    passing = {"percent": 70, "minimums": {"calls": 50}}
    found = flaws({**LEAST, "competencies": competencies, "passing": passing})
    assert found == [(Flaw.NEVER_DRAWN, "passing.minimums.calls")]


def test_a_number_that_is_too_long_to_be_written_out_is_a_flaw_as_any_other() -> None:
    with pytest.raises(BadDefinition) as told:
        read_certification(TEXT.replace("attempts: 3", "attempts: 0x1" + "0" * 9_000))
    assert [(one.flaw, one.where) for one in told.value.flaws] == [(Flaw.BAD_NUMBER, "attempts")]


@pytest.mark.parametrize("text", ["a: [", "\t- x", "key: !!python/object:os.system x", "a: *b", "? [a]: b: c"])
def test_what_is_no_yaml_is_told_with_its_line(text: str) -> None:
    with pytest.raises(BadDefinition) as told:
        read_certification(text)
    assert [one.flaw for one in told.value.flaws] == [Flaw.NOT_YAML]


def test_a_file_is_read_in_utf_8_with_a_mark_before_it_or_without() -> None:
    assert [read_certification(TEXT.encode(encoding)) for encoding in ("utf-8", "utf-8-sig")] == [READ, READ]
    with pytest.raises(BadDefinition) as told:
        read_certification(TEXT.encode("utf-16"))
    assert [one.flaw for one in told.value.flaws] == [Flaw.NOT_UTF8]


def test_a_huge_file_and_one_that_unfolds_to_a_huge_tree_are_refused_quickly() -> None:
    with pytest.raises(BadDefinition) as told:
        read_certification("#" * (MAX_BYTES + 1))
    assert told.value.flaws[0].flaw is Flaw.TOO_LONG
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(BadDefinition):
        read_certification(bomb + "competencies: *a59\n")


WILD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(st.text(max_size=8), st.integers()), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(WILD, st.dictionaries(st.sampled_from([*as_data(READ)]), WILD)))
def test_wild_data_is_a_certification_or_flawed_and_nothing_else(tree: Any) -> None:
    try:
        found = from_data({**LEAST, **tree} if isinstance(tree, dict) else tree)
    except BadDefinition:
        return
    assert from_data(as_data(found)) == found


def test_more_items_than_anybody_answers_in_one_sitting_are_too_many() -> None:
    draws = [{"competency": f"c{number}", "count": 100} for number in range(3)]
    keys = [{"key": f"c{number}", "title": "C"} for number in range(3)]
    assert flaws({**LEAST, "competencies": keys, "draws": draws}) == [(Flaw.BAD_NUMBER, "draws")]


def test_a_certificate_may_be_kept_by_practice_and_what_is_not_said_is_as_usual() -> None:
    kept = {**LEAST, "valid_months": 12, "continuous": {"weekly": 3, "floor": 60}}
    found = from_data(kept)
    assert found.continuous == Continuous(weekly=3, floor=60, sure=0.8, master=0.85, other=0.55)
    assert from_data(as_data(found)) == found
    assert read_certification(yaml.safe_dump(as_data(found))) == found


def test_what_was_taken_in_before_is_read_though_nobody_sees_its_title() -> None:
    assert from_data({**LEAST, "title": "\u2067"}, kept=True).title == "\u2067"
    with pytest.raises(BadDefinition):
        from_data({**LEAST, "title": " "}, kept=True)


def test_a_rule_by_which_nobody_could_keep_a_certificate_is_a_flaw() -> None:
    rule = {"weekly": 0, "floor": 60, "sure": 1, "master": 0.5, "pass": 0.8}
    assert flaws({**LEAST, "continuous": rule}) == [
        (Flaw.UNKNOWN_FIELD, "continuous.pass"),
        (Flaw.BAD_NUMBER, "continuous.weekly"),
        (Flaw.BAD_NUMBER, "continuous.sure"),
        (Flaw.BAD_NUMBER, "continuous.other"),
        (Flaw.MISSING, "valid_months"),
        (Flaw.BAD_NUMBER, "continuous.floor"),
    ]
    most = {"weekly": 3, "floor": 157}
    assert flaws({**LEAST, "valid_months": 11, "continuous": most}) == [
        (Flaw.BAD_NUMBER, "valid_months"),
        (Flaw.BAD_NUMBER, "continuous.floor"),
    ]
    assert flaws({**LEAST, "continuous": "weekly"})[0] == (Flaw.WRONG_KIND, "continuous")
