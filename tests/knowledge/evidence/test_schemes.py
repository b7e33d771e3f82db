import re
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evidence.errors import SchemeProblem, SchemeUnusable
from knowledge.evidence.reading import MAX_BYTES, read_scheme
from knowledge.evidence.schemes import FOLDER, Caution, load_schemes, shipped_schemes

LANGUAGES = {"en", "es"}
LOCAL: dict[str, Any] = {
    "name": {"en": "Stars", "es": "Estrellas"},
    "source": "https://example.org/stars",
    "tiers": [
        {"key": "two", "name": {"en": "Two stars"}, "meaning": {"en": "It helps."}, "caution": "none"},
        {"key": "zero", "name": {"en": "No star"}, "meaning": {"en": "It harms."}, "caution": "contrary"},
    ],
}


def changed(path: str, value: Any) -> str:
    """The local scheme with another value at a place; without what stands there where that is Ellipsis."""
    tree = deepcopy(LOCAL)
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    inner: Any = tree
    for step in above:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return yaml.safe_dump(tree)


def problem(text: str, key: str = "stars") -> tuple[SchemeProblem, str]:
    with pytest.raises(SchemeUnusable) as caught:
        read_scheme("stars.yaml", key, text)
    assert caught.value.file == "stars.yaml"
    return caught.value.problem, caught.value.where


def test_two_schemes_ship_each_with_its_tiers_best_first() -> None:
    assert {key: [tier.key for tier in scheme.tiers] for key, scheme in shipped_schemes().items()} == {
        "effectiveness": ["effective", "promising", "no_effects", "insufficient_research"],
        "tiers": ["strong", "moderate", "promising", "rationale"],
    }


def test_what_ships_is_named_and_explained_in_every_language() -> None:
    for scheme in shipped_schemes().values():
        assert scheme.names.keys() == LANGUAGES
        assert scheme.source is not None
        for tier in scheme.tiers:
            assert tier.names.keys() == tier.meanings.keys() == LANGUAGES
            assert tier.names["en"] != tier.names["es"]


def test_only_no_effects_speak_against_a_practice() -> None:
    cautions = {tier.key: tier.caution for scheme in shipped_schemes().values() for tier in scheme.tiers}
    assert {key for key, caution in cautions.items() if caution is Caution.CONTRARY} == {"no_effects"}


def test_a_tier_is_called_by_its_key_or_by_its_name_in_any_language() -> None:
    scheme = shipped_schemes()["effectiveness"]
    for words in ("no_effects", "No effects", " NO EFFECTS ", "sin efectos"):
        tier = scheme.called(words)
        assert tier is not None
        assert tier.key == "no_effects"
    assert scheme.called("no effect") is None


def test_a_language_without_names_gets_the_english_ones() -> None:
    scheme = shipped_schemes()["tiers"]
    assert (scheme.name("pt"), scheme.tiers[0].name("pt")) == ("Four tiers of evidence", "Strong evidence")
    assert scheme.tiers[0].meaning("pt") == scheme.tiers[0].meaning("en")
    assert scheme.tiers[0].name("es") == "Evidencia sólida"


def test_an_operators_schemes_stand_beside_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "stars.yml").write_text(yaml.safe_dump(LOCAL))
    (tmp_path / "notes.txt").write_text("no scheme")
    found = load_schemes([tmp_path])
    assert found.keys() == {"effectiveness", "tiers", "stars"}
    assert [(tier.key, tier.caution) for tier in found["stars"].tiers] == [
        ("two", Caution.NONE),
        ("zero", Caution.CONTRARY),
    ]


def test_a_scheme_may_not_take_the_name_of_one_that_ships(tmp_path: Path) -> None:
    (tmp_path / "tiers.yaml").write_text(yaml.safe_dump(LOCAL))
    with pytest.raises(SchemeUnusable, match="give the file another name"):
        load_schemes([tmp_path])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SchemeUnusable, match="the folder schemes is not there"):
        load_schemes([tmp_path / "schemes"])


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"#" * (MAX_BYTES + 1), SchemeProblem.TOO_LONG), (b"name: {en: Caf\xe9}", SchemeProblem.UNREADABLE)],
)
def test_a_file_that_is_no_text_of_a_scheme_is_told(tmp_path: Path, data: bytes, found: SchemeProblem) -> None:
    (tmp_path / "stars.yaml").write_bytes(data)
    with pytest.raises(SchemeUnusable) as caught:
        load_schemes([tmp_path])
    assert caught.value == SchemeUnusable("stars.yaml", "", found)


@pytest.mark.parametrize(
    ("path", "value", "found", "where"),
    [
        ("name", ..., SchemeProblem.NOT_BY_LANGUAGE, "name"),
        ("name", "Stars", SchemeProblem.NOT_BY_LANGUAGE, "name"),
        ("name", {"es": "Estrellas"}, SchemeProblem.NO_ENGLISH, "name"),
        ("name.en", "", SchemeProblem.NOT_TEXT, "name.en"),
        ("name.en", "s" * 101, SchemeProblem.TOO_LONG, "name.en"),
        ("source", 7, SchemeProblem.NOT_TEXT, "source"),
        ("colour", "red", SchemeProblem.UNKNOWN_FIELD, "colour"),
        ("tiers", [], SchemeProblem.NO_TIERS, ""),
        ("tiers", ..., SchemeProblem.NO_TIERS, ""),
        ("tiers.1", "zero", SchemeProblem.NOT_YAML, "tiers[1]"),
        ("tiers.1.key", "two", SchemeProblem.TIER_TWICE, "tiers[1]"),
        ("tiers.1.name.en", "two STARS", SchemeProblem.TIER_TWICE, "tiers[1]"),
        ("tiers.1.key", "No star", SchemeProblem.NOT_A_KEY, "tiers[1].key"),
        ("tiers.1.key", "k" * 61, SchemeProblem.NOT_A_KEY, "tiers[1].key"),
        ("tiers.1.key", False, SchemeProblem.NOT_A_KEY, "tiers[1].key"),
        ("tiers.1.meaning", ..., SchemeProblem.NOT_BY_LANGUAGE, "tiers[1].meaning"),
        ("tiers.1.meaning.en", 1.5, SchemeProblem.NOT_TEXT, "tiers[1].meaning.en"),
        ("tiers.1.caution", ..., SchemeProblem.NOT_A_CAUTION, "tiers[1].caution"),
        ("tiers.1.caution", ["none"], SchemeProblem.NOT_A_CAUTION, "tiers[1].caution"),
        ("tiers.1.caution", "unproven", SchemeProblem.NOT_A_CAUTION, "tiers[1].caution"),
        ("tiers.1.colour", "red", SchemeProblem.UNKNOWN_FIELD, "tiers[1].colour"),
    ],
)
def test_what_is_wrong_with_a_scheme_is_told_with_its_place(
    path: str, value: Any, found: SchemeProblem, where: str
) -> None:
    assert problem(changed(path, value)) == (found, where)


@pytest.mark.parametrize("text", ["", "a list of words", "- a", "name: [", "a: &a [*a", "? [a]\n: b", "d: 2026-99-99"])
def test_what_is_no_mapping_is_no_scheme(text: str) -> None:
    assert problem(text)[0] is SchemeProblem.NOT_YAML


def test_the_key_is_one_that_a_side_car_can_name() -> None:
    assert problem(yaml.safe_dump(LOCAL), key="My stars") == (SchemeProblem.NOT_A_KEY, "")


@pytest.mark.parametrize("each", SchemeProblem)
def test_every_problem_has_a_clause_of_its_own_that_names_the_file(each: SchemeProblem) -> None:
    clause = str(SchemeUnusable("stars.yaml", "tiers[1]", each))
    assert "stars.yaml" in clause
    assert re.fullmatch(r"[a-z][^\n]+[^.]", clause)
    assert len({str(SchemeUnusable("f", "", other)) for other in SchemeProblem}) == len(SchemeProblem)


@given(st.recursive(st.none() | st.booleans() | st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["name", "source", "tiers", "key", "meaning", "caution", "en", "es", "x"]), inner
)))  # fmt: skip
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    with suppress(SchemeUnusable):
        read_scheme("stars.yaml", "stars", yaml.safe_dump(tree))


def test_the_files_that_ship_are_all_schemes() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == shipped_schemes().keys()
