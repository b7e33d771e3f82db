from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.formats.gift import read, write
from learning.formats.values import MAX_BYTES, Why
from learning.items.values import Difficulty, ItemDraft, Pool
from tests.learning.formats.samples import ALL_TYPES, WILD


def test_what_was_written_is_read_as_the_same_items_with_their_proof() -> None:
    found = read(write(ALL_TYPES).data)

    assert found.drafts == ALL_TYPES
    assert found.left_out == ()


@settings(max_examples=150, deadline=None)
@given(WILD)
def test_any_item_survives_gift(item: ItemDraft) -> None:
    assert read(write([item]).data).drafts == (item,)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab {}=~#:\\%>-[]/\n$T"))))
def test_whatever_asks_becomes_drafts_or_reports_and_nothing_else_does(text: str) -> None:
    found = read(text.encode())

    asks = any(line.strip() and not line.strip().startswith("//") for line in text.split("\n"))
    assert bool(found.drafts or found.left_out) is asks


def test_what_other_systems_will_not_see_is_reported_when_written() -> None:
    reported = {(one.where, one.why) for one in write(ALL_TYPES).left_out}

    assert {why for _, why in reported} == {Why.PROOF, Why.UNITS, Why.SCENARIO, Why.WRITTEN_AS_MATCHING}
    assert ("a-ordering", Why.WRITTEN_AS_MATCHING) in reported


@pytest.mark.parametrize(
    ("broken", "line", "why"),
    [
        ("Open?{=a ~b", "3", Why.BRACE_OPEN),
        ("Close?}", "3", Why.BRACE_STRAY),
        ("Two?{=a}{=b}", "3", Why.BRACE_STRAY),
        ("::No end of title {T}", "3", Why.TITLE_OPEN),
        ("Nested?{=a {b} ~c}", "3", Why.BRACE_STRAY),
        ("No number?{#many}", "3", Why.SYNTAX),
        ("Not finite?{#1e999}", "3", Why.SYNTAX),
        ("Lead?{a ~b =c}", "3", Why.SYNTAX),
        ("Which food?{=cat -> cat food =dog -> dog food =fish}", "3", Why.SYNTAX),
        ("One arrow?{=cat -> food =fish}", "3", Why.SYNTAX),
        ("::Hidden }::Open?{=a ~b", "3", Why.BRACE_OPEN),
        ("// note\nOpen?{=a\n\nmore", "4", Why.BRACE_OPEN),
    ],
)
def test_a_syntax_error_is_reported_by_its_line_and_its_cause_and_the_other_questions_go_in(
    broken: str, line: str, why: Why
) -> None:
    found = read(f"One?{{T}}\n\n{broken}\n\nLast?{{F}}\n".encode())

    assert [draft.content["stem"] for draft in found.drafts] == ["One?", "Last?"]
    assert [(one.where, one.why) for one in found.left_out] == [(line, why)]
    assert not found.left_out[0].fact.startswith(("{", "}"))


def test_it_is_known_on_which_line_each_draft_stands() -> None:
    text = "One?{T}\n\n// [id:two]\nTwo?{T}\n"

    found = read(text.encode())

    assert [found.lines[draft.key] for draft in found.drafts] == ["1", "4"]


def test_empty_lines_between_braces_part_nothing() -> None:
    (draft,) = read(b"Which?{\n\n=right\n\n~wrong\n\n}\n").drafts

    assert [option["text"] for option in draft.content["options"]] == ["right", "wrong"]


def test_a_foreign_question_is_a_draft_for_practice_without_proof_of_its_category() -> None:
    text = "$CATEGORY: $course$/top/Guides/First Contact\n\n::Who calls?::Who calls back?{=Staff}\n"

    (draft,) = read(text.encode()).drafts

    assert (draft.key.rpartition("-")[0], draft.pool, draft.quotes) == ("who-calls", Pool.PRACTICE, ())
    assert draft.competency == "first-contact"


def test_foreign_questions_have_keys_of_their_name_and_of_what_they_ask() -> None:
    found = read("::A::x{T}\n\n::A::y{T}\n\n::日本::z{T}\n\n// [id:given]\nNo title{T}\n".encode())

    keys = [draft.key for draft in found.drafts]
    assert [key.split("-")[0] for key in keys] == ["a", "a", "item", "given"]
    assert len(set(keys)) == 4
    assert found.foreign == set(keys)


def test_a_question_keeps_its_key_wherever_it_stands_in_a_file_and_whatever_stands_before_it() -> None:
    (alone,) = read(b"::A::y{T}").drafts
    among = read(b"$CATEGORY: Care\n\n::A::x{T}\n\n::A::[plain]y{TRUE####It is so.}").drafts

    assert [draft.content["stem"] for draft in among if draft.key == alone.key] == ["y"]


def test_the_same_foreign_question_twice_in_a_file_comes_in_once() -> None:
    found = read(b"::A::x{T}\n\n::A::x{T}")

    assert len(found.drafts) == 1
    assert [one.why for one in found.left_out] == [Why.KEY_TWICE]


def test_our_own_item_is_taken_although_a_foreign_question_of_its_name_or_its_key_comes_before_it() -> None:
    (foreign,) = read(b"::Calls::x{T}").drafts
    named, same = (ours(key, "y") for key in ("calls", foreign.key))

    found = read(b"::Calls::x{T}\n\n" + write([named, same]).data)

    assert [draft.key for draft in found.drafts] == ["calls", foreign.key]
    assert [draft.content["stem"] for draft in found.drafts] == ["y", "y"]
    assert [(one.where, one.why) for one in found.left_out] == [("1", Why.KEY_TWICE)]


def ours(key: str, stem: str) -> ItemDraft:
    return ItemDraft(
        key, "true_false", Pool.EXAM, {"stem": stem, "right": True}, "", "care", Difficulty.EASY, ()
    )  # fmt: skip


def test_feedback_on_right_answers_explains_them_and_what_is_for_wrong_ones_is_reported() -> None:
    found = read(b"Paid?{F#They are volunteers.#So it is.}\n\nCapital?{=Paris#Yes! =%0%London#No, that is in England.}")

    assert [draft.rationale for draft in found.drafts] == ["So it is.", "Yes!"]
    assert [(one.where, one.why, one.fact) for one in found.left_out] == [
        ("1", Why.FEEDBACK, "They are volunteers."),
        ("3", Why.FEEDBACK, "No, that is in England."),
    ]


def test_general_feedback_is_the_reason() -> None:
    (draft,) = read(b"Paid?{F#No.####Mentors are volunteers.}").drafts

    assert draft.rationale == "Mentors are volunteers."


def test_fields_that_somebody_broke_make_a_foreign_question_and_are_reported() -> None:
    data = write(ALL_TYPES[:1]).data.replace(b'"pool": "exam"', b'"pool": "any"')

    found = read(data)

    assert [(draft.pool, draft.quotes) for draft in found.drafts] == [(Pool.PRACTICE, ())]
    assert [one.why for one in found.left_out] == [Why.OWN_FIELDS]


def test_of_fields_whose_question_is_gone_nothing_is_taken_by_the_next_one() -> None:
    first, second = ours("first", "x"), ours("second", "y")
    lines = write([first, second]).data.decode().split("\n")
    without = "\n".join(line for line in lines if not line.startswith(("::first", "TRUE", "}"))) + "TRUE}"

    found = read(without.encode())

    assert [(draft.key, draft.content["stem"]) for draft in found.drafts] == [("second", "y")]
    assert [one.why for one in found.left_out] == [Why.OWN_FIELDS]


def test_our_fields_stay_with_their_question_over_an_empty_line() -> None:
    data = write(ALL_TYPES[:1]).data.replace(b"}\n::", b"}\n\n::")

    assert read(data).drafts == ALL_TYPES[:1]


def test_the_same_items_twice_in_a_file_come_in_once() -> None:
    found = read(write([*ALL_TYPES[:1], *ALL_TYPES[:1]]).data)

    assert found.drafts == ALL_TYPES[:1]
    assert [one.why for one in found.left_out] == [Why.KEY_TWICE]


def test_a_question_without_a_right_answer_is_reported() -> None:
    assert [one.why for one in read(b"Which?{~a ~b}").left_out] == [Why.NO_RIGHT_ANSWER]


def test_an_accepted_pattern_is_reported() -> None:
    assert [one.why for one in read(b"Who?{=Staff =*man*}").left_out] == [Why.WILDCARD]


def test_what_an_answer_takes_away_is_reported() -> None:
    found = read(b"Who?{=a ~%-50%b ~c}\n\nWho?{=a =b ~%-50%c ~%25%d}")

    assert [(one.where, one.why, one.fact) for one in found.left_out] == [
        ("1", Why.WEIGHTS, "-50% b"),
        ("3", Why.SEVERAL_RIGHT, "Who?"),
        ("3", Why.WEIGHTS, "-50% c"),
        ("3", Why.PARTIAL_CREDIT, "25% d"),
    ]


def test_slashes_inside_a_line_are_text() -> None:
    found = read(b"Who calls // and why?{=home // school ~work}\n\nOpen {=a // b}\n\nNext?{T}")

    assert [draft.content["stem"] for draft in found.drafts] == ["Who calls // and why?", "Open", "Next?"]
    assert [option["text"] for option in found.drafts[0].content["options"]] == ["home // school", "work"]
    assert found.drafts[1].content["accepted"] == ["a // b"]
    assert found.left_out == ()


def test_only_capital_letters_stand_for_true_and_false() -> None:
    found = read(b"Answer with the letter{t}\n\nSay so.{true}\n\nIs it so?{TRUE}")

    assert [draft.type for draft in found.drafts] == ["short_text", "short_text", "true_false"]


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        *(("", "// fieldwise: x\n\n"), ("// ", "[id:"), ("// ", "[tag:\\]"), ("Which?{\n\n", "=some text\n\n")),
        *(("", "::"), ("", "\\"), ("Which?{", "=a // b "), ("", "<b <!--")),
    ],
)
def test_a_megabyte_is_read_in_a_time_that_grows_with_its_length(head: str, piece: str) -> None:
    text = head + piece * (1_000_000 // len(piece)) + "\nIs it so?{T}"
    begun = perf_counter()

    read(text.encode())

    assert perf_counter() - begun < 20


def test_a_long_category_is_read_once_for_all_of_its_questions() -> None:
    begun = perf_counter()

    found = read(f"$CATEGORY: {'care/' * 100_000}\n\n".encode() + b"".join(b"x%d{T}\n\n" % n for n in range(2_000)))

    assert {draft.competency for draft in found.drafts} == {"care"}
    assert perf_counter() - begun < 20


def test_files_with_line_ends_of_windows_and_a_mark_are_read() -> None:
    assert len(read(b"\xef\xbb\xbfOne?{T}\r\n\r\nTwo?{F}\r\n").drafts) == 2


def test_a_file_in_another_encoding_or_too_large_is_reported() -> None:
    assert [(one.where, one.why) for one in read(b"One?{T}\n\n\xff?{T}").left_out] == [("3", Why.NOT_UTF8)]
    assert [one.why for one in read(b"a" * (MAX_BYTES + 1)).left_out] == [Why.TOO_LARGE]
