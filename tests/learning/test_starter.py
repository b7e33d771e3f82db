"""The certifications and items of the starter library as they are written; that the guides prove them is a journey."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from knowledge.members.roles import OPERATOR
from learning.certifications.definition import Definition, RequirementKind
from learning.certifications.starter import STARTER, put_starter, starter_certifications, starter_items
from learning.errors import GuideUnknown
from learning.formats import yaml_items
from learning.items.reading import checked
from learning.items.types import TYPES
from learning.items.values import ItemDraft, Pool
from storage.database import Database
from storage.workspaces import LOCAL, ensure_workspace
from tests.knowledge.library import NOW

ITEMS = starter_items()
EXAM = [item for item in ITEMS if item.pool is Pool.EXAM]
PRACTICE = [item for item in ITEMS if item.pool is Pool.PRACTICE]
SINGLE = [item for item in ITEMS if item.type == "single_choice"]
STATEMENTS = [item for item in ITEMS if item.type == "true_false"]
FILES = sorted((STARTER / "items").glob("*.yaml"))
EACH_CERTIFICATION = pytest.mark.parametrize("definition", starter_certifications(), ids=lambda one: one.key)
# Slack shows no more of an option of a menu, a radio button or a check box.
SLACK_OPTION = 75
# Of the chi-square distribution with 3 degrees of freedom: exceeded by chance once in twenty times.
CHI_SQUARE = 7.815
CERTIFIES = "mentor-essentials", "programme-coordinator"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_of_a_file_is_read_without_a_flaw(path: Path) -> None:
    read = yaml_items.read(path.read_bytes())
    assert read.left_out == ()
    assert [draft.key for draft in read.drafts if not (draft.rationale and draft.quotes)] == []
    assert {f"{draft.competency}-{draft.pool.value}" for draft in read.drafts} == {path.stem}


def test_there_are_more_than_a_hundred_items_of_every_type_and_no_key_twice() -> None:
    assert len({item.key for item in ITEMS}) == len(ITEMS) > 100
    assert {item.type for item in ITEMS} == set(TYPES)
    assert {item.key.split("-")[0] for item in ITEMS} == {"starter"}


def test_there_are_two_certifications() -> None:
    assert tuple(definition.key for definition in starter_certifications()) == CERTIFIES


@EACH_CERTIFICATION
def test_at_least_twice_as_many_items_are_there_as_are_drawn_so_that_a_second_attempt_differs(
    definition: Definition,
) -> None:
    there = Counter(item.competency for item in EXAM)
    assert [draw for draw in definition.draws if there[draw.competency] < 2 * draw.count] == []


@EACH_CERTIFICATION
def test_each_competency_is_drawn_has_a_minimum_and_can_be_practised(definition: Definition) -> None:
    keys = {competency.key for competency in definition.competencies}
    assert {draw.competency for draw in definition.draws} == set(definition.passing.minimums) == keys
    assert keys <= {item.competency for item in PRACTICE}


def test_every_item_belongs_to_a_competency_of_a_certification() -> None:
    known = {one.key for definition in starter_certifications() for one in definition.competencies}
    assert {item.competency for item in ITEMS} == known


def test_whoever_passes_has_also_shown_what_no_exam_shows() -> None:
    kinds = {one.key: [requirement.kind for requirement in one.requirements] for one in starter_certifications()}
    assert kinds == {
        "mentor-essentials": [RequirementKind.OBSERVED],
        "programme-coordinator": [RequirementKind.CONTRIBUTION, RequirementKind.ENDORSEMENT],
    }


def test_two_scenarios_for_exams_have_three_items_each_of_one_competency() -> None:
    told = [(item.scenario_key, item.competency) for item in EXAM if item.scenario_key]
    assert len(set(told)) >= 2
    assert set(Counter(told).values()) == {3}
    assert len({key for key, _ in told}) == len(set(told))


def test_exams_and_practice_do_not_ask_the_same() -> None:
    asked = {_words(item.content["stem"]) for item in PRACTICE}
    assert [item.key for item in EXAM if _words(item.content["stem"]) in asked] == []
    assert len({_words(item.content["stem"]) for item in ITEMS}) == len(ITEMS)


def test_no_exam_item_says_in_its_stem_what_another_asks_for() -> None:
    stems = {item.key: _words(f"{item.content['stem']} {item.scenario or ''}") for item in EXAM}
    told = [
        (item.key, other)
        for item in EXAM
        for answer in _right_texts(item)
        for other, stem in stems.items()
        if other != item.key and len(answer.split()) > 1 and f" {answer} " in f" {stem} "
    ]
    assert told == []


def test_no_option_is_longer_than_slack_shows() -> None:
    shown = [(item.key, text) for item in ITEMS for text in _options(item)]
    assert [(key, text) for key, text in shown if len(text) > SLACK_OPTION] == []


def test_the_place_of_the_right_option_can_not_be_predicted() -> None:
    places = Counter(_right_place(item) for item in SINGLE)
    assert {len(item.content["options"]) for item in SINGLE} == {4}
    assert _chi_square(places[place] for place in range(4)) < CHI_SQUARE


def test_the_right_option_is_given_away_neither_as_the_longest_nor_as_the_shortest() -> None:
    longest, shortest = 0, 0
    for item in SINGLE:
        lengths = [len(option["text"]) for option in item.content["options"]]
        right = lengths.pop(_right_place(item))
        longest += right > max(lengths)
        shortest += right < min(lengths)
    assert longest / len(SINGLE) <= 0.4
    assert shortest / len(SINGLE) <= 0.4


@pytest.mark.parametrize("pool", Pool)
def test_about_half_of_the_statements_are_true(pool: Pool) -> None:
    answers = [item.content["right"] for item in STATEMENTS if item.pool is pool]
    assert 0.35 <= sum(answers) / len(answers) <= 0.65


def test_nobody_can_count_on_how_many_options_are_right() -> None:
    several = [item.content["options"] for item in EXAM if item.type == "multiple_choice"]
    assert len({sum(option.get("right", False) for option in options) for options in several}) >= 3


def test_no_option_is_about_the_other_options() -> None:
    about_others = re.compile(r"\b(all|none|both|any) of (the above|these)\b|\babove\b", re.IGNORECASE)
    assert [item.key for item in ITEMS for text in _options(item) if about_others.search(text)] == []


def test_whoever_gives_the_right_answer_gets_the_point() -> None:
    for item in ITEMS:
        kind = TYPES[item.type]
        content = kind.read(checked(item).content)
        assert kind.grade(content, kind.right(content)) == 1.0, item.key


def test_where_there_are_no_guides_the_certifications_go_in_and_every_item_is_left_out(database: Database) -> None:
    with database.transaction() as session:
        workspace = ensure_workspace(session, LOCAL, now=NOW)
        given = put_starter(session, workspace, by=OPERATOR, now=NOW)
    assert given.certifications == CERTIFIES
    assert (given.items, given.kept) == ((), ())
    assert [error.key for error in given.left_out] == [item.key for item in ITEMS]
    assert {type(error) for error in given.left_out} == {GuideUnknown}


def _options(item: ItemDraft) -> list[str]:
    pairs = item.content.get("pairs", ())
    texts = [option["text"] for option in item.content.get("options", ())]
    texts += [pair[side] for pair in pairs for side in ("left", "right")]
    return [*texts, *item.content.get("entries", ()), *item.content.get("distractors", ())]


def _right_place(item: ItemDraft) -> int:
    return [option.get("right", False) for option in item.content["options"]].index(True)


def _right_texts(item: ItemDraft) -> list[str]:
    texts = [option["text"] for option in item.content.get("options", ()) if option.get("right")]
    texts += [*item.content.get("accepted", ())]
    if item.type == "numeric":
        texts.append(f"{item.content['value']} {item.content.get('unit', '')}")
    return [_words(text) for text in texts]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _chi_square(counts: Iterable[int]) -> float:
    """How far counts are from being all the same."""
    found = [*counts]
    expected = sum(found) / len(found)
    return sum((count - expected) ** 2 / expected for count in found)
