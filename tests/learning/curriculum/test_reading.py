"""A path is read from YAML and from stored data, and all that is wrong in it is told at once."""

from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning.curriculum.definition import LearningPath, Reading, StepKind
from learning.curriculum.reading import MAX_BYTES, MOST_STEPS, as_data, from_data, read_path
from learning.curriculum.starter import STARTER, starter_paths
from learning.curriculum.writing import as_text, in_parts
from learning.errors import BadPath, Flaw
from tests.learning.curriculum.written import PATH, STEPS

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


def flaws(tree: Any) -> set[tuple[Flaw, str]]:
    with pytest.raises(BadPath) as raised:
        from_data(tree)
    return {(one.flaw, one.where) for one in raised.value.flaws}


def changed(index: int, **fields: Any) -> dict[str, Any]:
    """The path with fields of one step written otherwise; None takes a field away."""
    step = {name: value for name, value in {**STEPS[index], **fields}.items() if value is not None}
    return {**PATH, "steps": [*STEPS[:index], step, *STEPS[index + 1 :]]}


def test_a_path_comes_back_from_its_data_and_from_its_file_as_the_same() -> None:
    path = from_data(PATH)
    assert [step.kind for step in path.steps] == [StepKind(step["kind"]) for step in STEPS]
    assert (path.role, path.certification, path.steps[1].count) == ("mentor", "mentor", 2)
    assert from_data(as_data(path)) == path
    assert read_path(as_text(path)) == path
    assert as_data(path) == PATH


@pytest.mark.parametrize("path", starter_paths(), ids=lambda path: path.key)
def test_a_starter_path_is_named_as_its_file_and_comes_back_from_its_parts(path: LearningPath) -> None:
    assert (STARTER / f"{path.key}.yaml").exists()
    assert len(in_parts(path)) == 1 + len(path.steps)
    assert read_path("".join(in_parts(path))) == path


def test_all_that_is_wrong_is_told_at_once() -> None:
    tree = {
        "key": "First steps",
        "title": " ",
        "colour": "green",
        "steps": [
            {"key": "read", "kind": "reading", "title": "Read", "readings": []},
            {"key": "read", "kind": "practice", "title": "Practise", "count": 0, "after": ["nowhere"]},
            {"key": "sing", "kind": "singing", "title": "Sing"},
            "exam",
        ],
    }
    assert flaws(tree) == {
        (Flaw.BAD_KEY, "key"),
        (Flaw.MISSING, "title"),
        (Flaw.MISSING, "summary"),
        (Flaw.UNKNOWN_FIELD, "colour"),
        (Flaw.MISSING, "certification"),
        (Flaw.MISSING, "steps[0].readings"),
        (Flaw.KEY_TWICE, "steps[1].key"),
        (Flaw.MISSING, "steps[1].competency"),
        (Flaw.BAD_NUMBER, "steps[1].count"),
        (Flaw.UNKNOWN_STEP, "steps[1].after"),
        (Flaw.WRONG_KIND, "steps[2].kind"),
        (Flaw.WRONG_KIND, "steps[3]"),
        (Flaw.MISSING, "steps[3].key"),
        (Flaw.MISSING, "steps[3].title"),
    }


def test_a_step_has_only_the_fields_of_its_kind() -> None:
    assert flaws(changed(0, competency="care")) == {(Flaw.UNKNOWN_FIELD, "steps[0].competency")}
    assert flaws(changed(4, question="Why?")) == {(Flaw.UNKNOWN_FIELD, "steps[4].question")}


def test_steps_that_wait_for_each_other_are_a_flaw_at_each_of_them() -> None:
    assert flaws(changed(0, after=["exam"])) == {(Flaw.GOES_ROUND, f"steps[{index}].after") for index in (0, 1, 2, 4)}
    assert flaws(changed(3, after=["visit"])) == {(Flaw.GOES_ROUND, "steps[3].after")}


def test_a_path_without_a_step_or_with_too_many_is_none() -> None:
    assert flaws({**PATH, "steps": []}) == {(Flaw.MISSING, "steps")}
    many = [{**STEPS[0], "key": f"read-{number}"} for number in range(MOST_STEPS + 1)]
    assert flaws({**PATH, "steps": many}) == {(Flaw.TOO_LONG, "steps")}


def test_a_reading_may_say_how_deep_its_heading_stands_and_that_it_is_meant_alone() -> None:
    (read,) = STEPS[0]["readings"]
    path = from_data(changed(0, readings=[{**read, "level": 2, "alone": True}, {"guide": "a.md", "alone": True}]))
    assert path.steps[0].readings == (Reading("support.md", "Part 0", 2, alone=True), Reading("a.md", alone=True))
    assert read_path(as_text(path)) == path
    wrong = [{"guide": "a.md", "level": 1}, {**read, "level": 0}, {**read, "alone": 1}]
    assert flaws(changed(0, readings=wrong)) == {
        (Flaw.MISSING, "steps[0].readings[0].heading"),
        (Flaw.BAD_NUMBER, "steps[0].readings[1].level"),
        (Flaw.WRONG_KIND, "steps[0].readings[2].alone"),
    }


@pytest.mark.parametrize("title", ["\ud800", '"\\uD800"', '"\\0"', '{"\\uDFFF": 1}'])
def test_what_nothing_could_store_or_send_is_refused_however_it_is_written(title: str) -> None:
    with pytest.raises(BadPath) as raised:
        read_path(f"key: a\ntitle: {title}\n")
    assert [one.flaw for one in raised.value.flaws] == [Flaw.NOT_YAML]


def test_what_is_no_yaml_or_too_much_of_it_is_no_path() -> None:
    wrong: list[tuple[str | bytes, Flaw]] = [
        ("key: [", Flaw.NOT_YAML),
        ("#" * (MAX_BYTES + 1), Flaw.TOO_LONG),
        ("", Flaw.WRONG_KIND),
        (b"key: \xff", Flaw.NOT_UTF8),
    ]
    for written, flaw in wrong:
        with pytest.raises(BadPath) as raised:
            read_path(written)
        assert raised.value.flaws[0].flaw is flaw


@given(
    ANYTHING, st.integers(0, len(STEPS)), st.sampled_from(["", "key", "kind", "readings", "after", "count", "title"])
)
def test_whatever_stands_in_a_step_it_is_read_or_its_flaws_are_told(tree: Any, index: int, name: str) -> None:
    steps: list[Any] = [*STEPS]
    steps[index:] = [{**STEPS[min(index, len(STEPS) - 1)], name: tree} if name else tree]
    with suppress(BadPath):
        path = from_data({**PATH, "steps": steps})
        assert read_path(as_text(path)) == path


def test_wild_yaml_is_read_or_refused() -> None:
    for text in ("- 1\n- 2", "? {a: 1}\n: 2", "key: &a [*a]", yaml.safe_dump({**PATH, "steps": {"a": 1}})):
        with pytest.raises(BadPath):
            read_path(text)
