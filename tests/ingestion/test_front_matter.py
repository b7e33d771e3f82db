import contextlib
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.errors import BadDetails, DetailProblem
from ingestion.front_matter import KEYS, MAX_CHARACTERS, parse_yaml, split_front_matter
from ingestion.remarks import Remark, remark

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
PIECES = [
    "title",
    ": ",
    "\n",
    "  ",
    "- ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!",
    "!!",
    "!<",
    ">",
    "|",
    "%",
    "---",
]
PIECES += [
    "...",
    "? ",
    ",",
    "#",
    "\\U",
    "FFFFFFFF",
    "\\x",
    "00",
    "\\ud8",
    "\t",
    "é",
    "\x85",
    "\u2028",
    "@",
    "`",
    "\ufeff",
]
PIECES += ["%YAML ", "%TAG ", "9" * 20, "<<", "\ud800", "\x00", "!%C3"]


def problem_of(text: str) -> DetailProblem:
    with pytest.raises(BadDetails) as caught:
        parse_yaml("guide.pdf", "guide.yaml", text)
    assert (caught.value.path_name, caught.value.source) == ("guide.pdf", "guide.yaml")
    return caught.value.problem


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
@example('"\\UFFFFFFFF": a')
@example("title: &a [*a]")
@example("%YAML 1." + "9" * 5000 + "\n---\na: b")
def test_any_text_is_a_mapping_of_texts_or_refused(text: str) -> None:
    with contextlib.suppress(BadDetails):
        values = parse_yaml("guide.md", "guide.md", text)
        assert all(isinstance(part, str) for item in values.items() for part in item)


@given(st.text())
def test_the_text_below_is_never_changed(text: str) -> None:
    with contextlib.suppress(BadDetails):
        assert text.endswith(split_front_matter("guide.md", text).body)


def test_details_between_rules_are_taken_off_the_text() -> None:
    found = split_front_matter("guide.md", "---\ntitle: First calls\nedition: 1.10\n---\n# Calls\n")
    assert found.details == {"title": "First calls", "edition": "1.10"}
    assert found.body == "# Calls\n"
    assert found.warnings == ()


@pytest.mark.parametrize(
    "text", ["---\nCall monthly.\n---\nMore.", "--- \n", "---\ntitle: never closed\n", "# Calls", ""]
)
def test_rules_around_prose_are_no_details(text: str) -> None:
    found = split_front_matter("guide.md", text)
    assert (found.body, found.details) == (text, {})


@pytest.mark.parametrize("details", ["", "\n", "...\n"])
def test_empty_details_are_none(details: str) -> None:
    found = split_front_matter("guide.md", f"---\n{details}---\nText.")
    assert found.details == {}
    assert "title" not in found.body


def test_a_slip_is_told_and_what_other_programs_wrote_is_let_be() -> None:
    found = split_front_matter("guide.md", "---\ntilte: First calls\nlayout: page\nsource: Rmd\n---\nText.")
    assert found.details == {}
    assert found.warnings == (remark(Remark.DETAIL_UNUSED, "tilte", "title"),)


def test_a_warning_can_be_stored_whatever_the_key_holds() -> None:
    found = split_front_matter(
        "guide.md", '---\nlayout: page\n"tit\\0le": First calls\n"review\\uD800_date": 1\n---\nText.'
    )
    assert found.warnings[0] == remark(Remark.DETAIL_UNUSED, "title", "title")
    assert "\ufffd" in found.warnings[1]


def test_a_source_is_kept_where_it_is_a_link() -> None:
    found = split_front_matter("guide.md", "---\nsource: https://example.org/guide\n---\nText.")
    assert found.details == {"source": "https://example.org/guide"}


def test_values_stay_as_they_are_written() -> None:
    written = "edition: 1.10\nreview_date: 2026-03-01\nlanguage: no\ntitle: !!python/object:os.system x\nowner: ~"
    assert parse_yaml("guide.md", "guide.md", written) == {
        "edition": "1.10",
        "review_date": "2026-03-01",
        "language": "no",
        "title": "x",
        "owner": "~",
    }


@pytest.mark.parametrize("value", ["[A, B]", "{name: A}", "\n  - A\n  - B"])
@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_known_detail_has_one_value(key: str, value: str) -> None:
    assert problem_of(f"{key}: {value}") is DetailProblem.NOT_ONE_VALUE


def test_lists_under_other_keys_are_let_be() -> None:
    assert parse_yaml("guide.md", "guide.md", "tags: [a, b]\ntitle: A")["title"] == "A"


def test_a_detail_that_stands_there_twice_is_refused() -> None:
    assert problem_of("title: A\ntitle: B") is DetailProblem.GIVEN_TWICE


@pytest.mark.parametrize(
    "text", ["- a\n- b", "just text", "a: b: c", "title: 'open", "[" * 2000, "? [a]\n: b", "*a", "a: \x00"]
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    assert problem_of(text) is DetailProblem.NOT_YAML


@pytest.mark.parametrize("text", ["", "# only a remark\n", "{}", "''", "---\n"])
def test_nothing_written_is_nothing_known(text: str) -> None:
    assert parse_yaml("guide.md", "guide.md", text) == {}


def test_huge_details_are_refused_unread() -> None:
    start = perf_counter()
    assert problem_of("title: " + "a" * 100_000_000) is DetailProblem.TOO_LONG
    assert perf_counter() - start < 2
    assert (
        len(parse_yaml("guide.md", "guide.md", "title: " + "a" * (MAX_CHARACTERS - 7))["title"]) == MAX_CHARACTERS - 7
    )


def test_aliases_that_would_grow_to_billions_are_not_expanded() -> None:
    values = parse_yaml("guide.md", "guide.md", BOMB + "title: First calls")
    assert values["title"] == "First calls"
    assert sum(map(len, values.values())) < 100
    assert problem_of(BOMB + "title: *a29") is DetailProblem.NOT_ONE_VALUE
