import pytest
from hypothesis import given, settings

from learning.errors import Flaw
from learning.formats.values import Why
from learning.formats.yaml_items import MAX_YAML_BYTES, read, write
from learning.items.values import Difficulty, ItemDraft, Pool, Quote
from tests.learning.formats.samples import ALL_TYPES, WILD, draft

ONE = "items:\n  - {key: a, type: true_false, stem: So., right: yes}\n"


def whys(text: str) -> list[tuple[str, Why, str]]:
    return [(one.where, one.why, one.fact) for one in read(text.encode()).left_out]


def test_what_was_written_is_read_as_the_same_items() -> None:
    written = write(ALL_TYPES)

    assert read(written.data).drafts == ALL_TYPES
    assert written.left_out == ()


@settings(max_examples=60, deadline=None)
@given(WILD)
def test_any_item_survives_yaml(item: ItemDraft) -> None:
    assert read(write([item]).data).drafts == (item,)


def test_what_items_share_stands_once_at_the_top() -> None:
    text = (
        "guide: rules\ncompetency: safety\npool: exam\ndifficulty: hard\nitems:\n"
        "  - {key: a, type: true_false, stem: So., right: yes, proof: [Words of it.]}\n"
        "  - {key: b, type: true_false, stem: So., right: no, pool: practice,\n"
        "     proof: [{guide: other, quote: Other words of it.}]}\n"
    )

    first, second = read(text.encode()).drafts

    assert (first.pool, first.competency, first.difficulty) == (Pool.EXAM, "safety", Difficulty.HARD)
    assert first.quotes == (Quote("rules", "Words of it."),)
    assert (second.pool, second.quotes) == (Pool.PRACTICE, (Quote("other", "Other words of it."),))


def test_a_text_is_what_was_written_even_if_yaml_sees_a_truth_or_a_number_in_it() -> None:
    text = "items:\n  - {key: 1.10, type: short_text, stem: 2026-01-01, accepted: [Yes, 010, null, 1.50]}\n"

    (item,) = read(text.encode()).drafts

    assert (item.key, item.content["stem"]) == ("1.10", "2026-01-01")
    assert item.content["accepted"] == ["Yes", "010", "null", "1.50"]


@pytest.mark.parametrize(
    ("second", "reported"),
    [
        ("{type: true_false, stem: So., right: yes}", ("3", Why.MISSING, "key")),
        ("{key: b, stem: So.}", ("3", Why.MISSING, "type")),
        ("{key: b, type: essay, stem: So.}", ("3", Why.UNKNOWN_TYPE, "essay")),
        ("{key: b, type: true_false, stem: So., right: maybe}", ("3", Why.WRONG_KIND, "maybe")),
        ("{key: b, type: true_false, stem: So.,\n     right: yes, hint: Yes}", ("4", Why.UNKNOWN_FIELD, "hint")),
        ("{key: b, type: numeric, stem: So., value: .nan}", ("3", Why.WRONG_KIND, ".nan")),
        ("{key: b, type: true_false, stem: So., right: yes, pool: other}", ("3", Why.WRONG_KIND, "other")),
        ("{key: b, type: true_false, stem: So., right: yes, scenario: x}", ("3", Why.UNKNOWN_SCENARIO, "x")),
        ("{key: b, type: true_false, stem: So., right: yes, proof: [Words]}", ("3", Why.MISSING, "guide")),
        ("{key: b, type: true_false, stem: [So.], right: yes}", ("3", Why.WRONG_KIND, "[]")),
        ("{key: b, key: c, type: true_false}", ("3", Why.KEY_TWICE, "key")),
        ("{key: a, type: true_false, stem: Twice., right: yes}", ("3", Why.KEY_TWICE, "a")),
        ("words", ("3", Why.WRONG_KIND, "words")),
    ],
)
def test_an_item_that_cannot_be_taken_is_reported_by_its_line_and_the_others_go_in(
    second: str, reported: tuple[str, Why, str]
) -> None:
    text = f"{ONE}  - {second}\n  - {{key: z, type: true_false, stem: So., right: no}}\n"

    assert [item.key for item in read(text.encode()).drafts] == ["a", "z"]
    assert whys(text) == [reported]


def test_an_item_without_a_right_answer_is_reported_with_its_flaws() -> None:
    text = ONE + "  - key: b\n    type: single_choice\n    stem: So.\n    options: [Yes, No]\n"

    (report,) = read(text.encode()).left_out

    assert (report.where, report.why, report.fact) == ("3", Why.BAD_ITEM, "b")
    assert [one.flaw for one in report.flaws] == [Flaw.NO_RIGHT_ANSWER]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("items: [a, b\nx: 1\n", "2", Why.NOT_YAML),
        ("", "1", Why.MISSING),
        ("- a\n", "1", Why.WRONG_KIND),
        ("items: many\n", "1", Why.WRONG_KIND),
        ("guide: rules\nitem: []\n", "2", Why.UNKNOWN_FIELD),
        ("a: &a [x]\nb: *a\n", "2", Why.SYNTAX),
        ("items: " + "[" * 5000 + "]" * 5000, "1", Why.SYNTAX),
        ("items: \x00", "1", Why.NOT_YAML),
    ],
)
def test_a_file_that_is_none_of_items_is_reported_whole(text: str, where: str, why: Why) -> None:
    assert [(line, one) for line, one, _ in whys(text)] == [(where, why)]
    assert read(text.encode()).drafts == ()


def test_a_file_in_another_encoding_or_too_large_is_reported() -> None:
    assert read(b"items:\n- \xff").left_out[0].why is Why.NOT_UTF8
    assert read(b" " * (MAX_YAML_BYTES + 1)).left_out[0].why is Why.TOO_LARGE


def test_objects_of_python_are_never_made() -> None:
    text = "items:\n  - !!python/object/apply:os.system [echo]\n"

    assert read(text.encode()).drafts == ()


def test_two_stories_under_one_key_are_reported_when_written() -> None:
    items = [
        draft("true_false", {"stem": "So.", "right": True}, key=key, scenario_key="s", scenario=story)
        for key, story in (("a", "One story."), ("b", "Another."))
    ]

    assert [(one.where, one.why) for one in write(items).left_out] == [("b", Why.SCENARIO)]


def test_it_is_known_on_which_line_each_item_begins() -> None:
    item = "  - key: {key}\n    type: true_false\n    stem: Is it so?\n    right: yes\n"

    found = read(("items:\n" + item.format(key="one") + item.format(key="two")).encode())

    assert found.lines == {"one": "2", "two": "6"}
