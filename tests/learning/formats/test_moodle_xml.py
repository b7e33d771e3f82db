from dataclasses import replace

import pytest
from hypothesis import given, settings

from learning.formats.moodle_xml import read, write
from learning.formats.values import MAX_BYTES, Import, Why
from learning.items.values import ItemDraft, Pool
from tests.learning.formats.samples import ALL_TYPES, WILD

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<quiz><question type="truefalse"><name><text>&b;</text></name></question></quiz>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz>&a;</quiz>'


def quiz(*questions: str) -> Import:
    return read(f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'.encode())


def question(kind: str, inner: str, text: str = "<p>Who <b>calls</b>?<br/>Say it.</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>Calls</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inner}</question>'
    )


def answer(fraction: float, text: str, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


FEEDBACK = '<feedback format="html"><text>&lt;p&gt;Why so.&lt;/p&gt;</text></feedback>'
BY_PLACE = "<gradingtype>ABSOLUTE_POSITION</gradingtype><selecttype>ALL</selecttype>"
SHUFFLED = "<shuffleanswers>true</shuffleanswers>"
TRUE = question("truefalse", answer(100, "true") + answer(0, "false"))


def test_what_was_written_is_read_as_the_same_items_with_their_proof() -> None:
    found = read(write(ALL_TYPES).data)

    assert found.drafts == ALL_TYPES
    assert found.left_out == ()


@settings(max_examples=150, deadline=None)
@given(WILD)
def test_any_item_survives_moodle_xml(item: ItemDraft) -> None:
    assert read(write([item]).data).drafts == (item,)


def test_what_moodle_will_not_show_is_reported_when_written() -> None:
    assert {one.why for one in write(ALL_TYPES).left_out} == {Why.PROOF, Why.SCENARIO}


def test_what_xml_cannot_hold_is_marked_and_reported() -> None:
    item = replace(ALL_TYPES[2], content={"stem": "A bell \x07 rings.", "right": True}, quotes=())

    written = write([item])

    assert [one.why for one in written.left_out] == [Why.CHARACTERS]
    assert read(written.data).drafts[0].content["stem"] == "A bell \ufffd rings."


def test_html_becomes_lines_of_text() -> None:
    (item,) = quiz(TRUE).drafts

    assert item.content == {"stem": "Who calls?\nSay it.", "right": True}


def test_one_right_option_or_several() -> None:
    options = answer(100, "Staff", FEEDBACK) + answer(0, "Nobody")
    several = answer(50, "Staff") + answer(50, "Parents") + answer(-100, "Nobody")

    one, many = quiz(
        question("multichoice", f"<single>true</single>{options}"),
        question("multichoice", f"<single>false</single>{several}"),
    ).drafts

    assert one.type == "single_choice"
    assert one.content["options"][0] == {"text": "Staff", "right": True, "feedback": "Why so."}
    assert many.type == "multiple_choice"
    assert [option["right"] for option in many.content["options"]] == [True, True, False]


def test_short_answers_numbers_matches_and_orders() -> None:
    found = quiz(
        question("shortanswer", "<usecase>1</usecase>" + answer(100, "Staff") + answer(50, "staff")),
        question(
            "numerical",
            answer(100, "24", "<tolerance>2</tolerance>")
            + "<units><unit><multiplier>1</multiplier><unit_name>hours</unit_name></unit></units>",
        ),
        question(
            "matching",
            "<subquestion><text>Mentor</text><answer><text>meets</text></answer></subquestion>"
            "<subquestion><text>Staff</text><answer><text>helps</text></answer></subquestion>"
            "<subquestion><text></text><answer><text>pays</text></answer></subquestion>",
        ),
        question("ordering", BY_PLACE + answer(2, "first") + answer(1, "then")),
    )

    short, number, match, order = (item.content for item in found.drafts)
    assert (short["accepted"], short["case_sensitive"]) == (["Staff"], True)
    assert (number["value"], number["tolerance"], number["unit"]) == (24, 2, "hours")
    assert (len(match["pairs"]), match["distractors"]) == (2, ["pays"])
    assert order["entries"] == ["first", "then"]
    assert [one.why for one in found.left_out] == [Why.PARTIAL_CREDIT]


def test_a_foreign_question_is_a_draft_for_practice_of_its_category() -> None:
    category = '<question type="category"><category><text>$course$/top/First Contact</text></category></question>'

    (item,) = quiz(category, TRUE).drafts

    assert (item.key.rpartition("-")[0], item.pool, item.competency, item.quotes) == (
        *("calls", Pool.PRACTICE, "first-contact"), (),
    )  # fmt: skip


def test_entries_stand_in_the_order_of_the_file_as_moodle_imports_them() -> None:
    (item,) = quiz(question("ordering", answer(3, "a") + answer(1, "b") + answer(2, "c"))).drafts

    assert item.content["entries"] == ["a", "b", "c"]


def reported(kind: str, inner: str) -> list[tuple[Why, str]]:
    found = quiz(question(kind, inner))
    assert len(found.drafts) == 1
    return [(one.why, one.fact) for one in found.left_out]


ENTRIES = answer(1, "A") + answer(2, "B") + answer(3, "C")


@pytest.mark.parametrize(
    ("kind", "inner", "left_out"),
    [
        ("multichoice", SHUFFLED + answer(100, "A") + answer(-50, "B"), [(Why.WEIGHTS, "-50% B")]),
        (
            "multichoice",
            "<shuffleanswers>0</shuffleanswers>" + answer(100, "A") + answer(0, "All of the above"),
            [(Why.FIXED_ORDER, "shuffleanswers false")],
        ),
        ("multichoice", answer(100, "A") + answer(0, "B"), [(Why.FIXED_ORDER, "shuffleanswers false")]),
        (
            "multichoice",
            "<penalty>1</penalty>" + SHUFFLED + answer(100, "A") + answer(0, "B"),
            [(Why.GRADING, "penalty 1")],
        ),
        ("multichoice", "<penalty>0.3333333</penalty>" + SHUFFLED + answer(100, "A") + answer(0, "B"), []),
        (
            "multichoice",
            "<penalty>x</penalty>" + SHUFFLED + answer(100, "A") + answer(0, "B"),
            [(Why.GRADING, "penalty x")],
        ),
        ("truefalse", "<penalty>1.0000000</penalty>" + answer(100, "true") + answer(0, "false"), []),
        (
            "ordering",
            ENTRIES,
            [(Why.GRADING, "gradingtype RELATIVE_NEXT_EXCLUDE_LAST")],
        ),
        (
            "ordering",
            "<gradingtype>ALL_OR_NOTHING</gradingtype><selecttype>RANDOM</selecttype><selectcount>2</selectcount>"
            + ENTRIES,
            [(Why.GRADING, "gradingtype ALL_OR_NOTHING"), (Why.SELECTION, "selecttype RANDOM, selectcount 2")],
        ),
        (
            "ordering",
            "<gradingtype>abs</gradingtype><logical>RANDOM</logical><studentsee>2</studentsee>" + ENTRIES,
            [(Why.SELECTION, "selecttype RANDOM, selectcount 2")],
        ),
        ("ordering", BY_PLACE + ENTRIES, []),
        ("ordering", BY_PLACE + answer(1, "A", FEEDBACK) + answer(100, "B", FEEDBACK), [(Why.FEEDBACK, "Why so.")] * 2),
        (
            "numerical",
            "<unitgradingtype>1</unitgradingtype><unitpenalty>0.5</unitpenalty>" + answer(100, "5"),
            [(Why.GRADING, "unitgradingtype 1, unitpenalty 0.5")],
        ),
        ("numerical", "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty>" + answer(100, "5"), []),
        (
            "matching",
            "<shuffleanswers>false</shuffleanswers>"
            + "".join(f"<subquestion><text>{n}</text><answer><text>is {n}</text></answer></subquestion>" for n in "ab"),
            [(Why.FIXED_ORDER, "shuffleanswers false")],
        ),
    ],
)
def test_a_rule_of_grading_or_showing_that_ours_has_not_is_reported(
    kind: str, inner: str, left_out: list[tuple[Why, str]]
) -> None:
    assert reported(kind, inner) == left_out


def test_an_empty_tag_lets_several_be_chosen_as_in_moodle() -> None:
    several = "<single></single>" + SHUFFLED + answer(50, "A") + answer(50, "B") + answer(-100, "C")

    assert [item.type for item in quiz(question("multichoice", several)).drafts] == ["multiple_choice"]


@pytest.mark.parametrize(("first", "right"), [(100, True), (0, False)])
def test_where_no_answer_is_named_true_it_is_the_first_one(first: int, right: bool) -> None:
    found = quiz(question("truefalse", answer(first, "Wahr", FEEDBACK) + answer(100 - first, "Falsch")))

    assert [item.content["right"] for item in found.drafts] == [right]
    assert (Why.TRUE_BY_ORDER, "Wahr, Falsch") in [(one.why, one.fact) for one in found.left_out]


def test_what_is_said_of_a_wrong_answer_is_no_reason_for_everybody() -> None:
    (right,) = quiz(question("truefalse", answer(100, "true", FEEDBACK) + answer(0, "false"))).drafts
    wrong = quiz(question("truefalse", answer(100, "true") + answer(0, "false", FEEDBACK)))

    assert right.rationale == "Why so."
    assert [item.rationale for item in wrong.drafts] == [""]
    assert [(one.why, one.fact) for one in wrong.left_out] == [(Why.FEEDBACK, "Why so.")]


def test_what_has_no_place_in_an_item_is_reported_by_the_questions_line() -> None:
    inner = (
        answer(100, "true")
        + answer(0, "false")
        + "<correctfeedback><text>Well done.</text></correctfeedback><hint><text>Think.</text></hint>"
        + "<tags><tag><text>safety</text></tag></tags><defaultgrade>2</defaultgrade>"
    )
    whole = question("truefalse", inner, 'See <img src="@@PLUGINFILE@@/b.png">.')

    found = quiz("\n", whole)

    assert len(found.drafts) == 1
    assert {(one.where, one.why) for one in found.left_out} == {
        ("3", why) for why in (Why.IMAGE, Why.FEEDBACK, Why.TAGS, Why.WEIGHTS)
    }


def test_an_embedded_picture_is_reported_once() -> None:
    inner = answer(100, "true") + answer(0, "false")
    text = question("truefalse", inner, '<img src="@@PLUGINFILE@@/a.png"> So.')
    file = '<file name="a.png" encoding="base64">AAAA</file>'
    text = text.replace("</text></questiontext>", f"</text>{file}</questiontext>")

    found = quiz(text)

    assert [(one.why, one.fact) for one in found.left_out] == [(Why.IMAGE, "a.png")]


@pytest.mark.parametrize(
    ("kind", "why"),
    [("essay", Why.ESSAY), ("description", Why.DESCRIPTION), ("ddwtos", Why.UNKNOWN_TYPE), ("cloze", Why.UNKNOWN_TYPE)],
)
def test_questions_that_are_none_of_ours_are_reported_and_the_others_go_in(kind: str, why: Why) -> None:
    found = quiz(question(kind, ""), TRUE)

    assert len(found.drafts) == 1
    assert [one.why for one in found.left_out] == [why]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (question("numerical", answer(100, "many")), Why.WRONG_KIND),
        (question("multichoice", '<answer fraction="x"><text>a</text></answer>'), Why.WRONG_KIND),
        (question("multichoice", answer(0, "a") + answer(0, "b")), Why.NO_RIGHT_ANSWER),
        (question("truefalse", answer(100, "true") + answer(100, "false")), Why.NO_RIGHT_ANSWER),
        (question("multichoice", answer(100, "a")), Why.BAD_ITEM),
        (question("shortanswer", answer(100, "*")), Why.NO_RIGHT_ANSWER),
    ],
)
def test_a_broken_question_is_reported_and_the_others_go_in(broken: str, why: Why) -> None:
    found = quiz(TRUE, broken)

    assert len(found.drafts) == 1
    assert found.left_out[-1].why is why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOMB.encode(), Why.FORBIDDEN_XML),
        (OUTSIDE.encode(), Why.FORBIDDEN_XML),
        (b"<!DOCTYPE quiz><quiz/>", Why.FORBIDDEN_XML),
        (b"", Why.NOT_XML),
        (b"Who?{T}", Why.NOT_XML),
        (b"<quiz><question></quiz>", Why.NOT_XML),
        (b'<?xml version="1.0" encoding="none-such"?><quiz/>', Why.NOT_XML),
        (b'<?xml version="1.0" encoding="utf-8"?><quiz>\xff</quiz>', Why.NOT_XML),
        (b'<?xml version="1.0" encoding="shift_jis"?><quiz/>', Why.NOT_XML),
        (b"<quiz>" + b"<a>" * 100_000, Why.NOT_XML),
        (b"<html/>", Why.NOT_MOODLE),
        (b" " * (MAX_BYTES + 1), Why.TOO_LARGE),
    ],
)
def test_a_file_that_cannot_be_trusted_or_read_is_reported_whole(data: bytes, why: Why) -> None:
    found = read(data)

    assert found.drafts == ()
    assert [one.why for one in found.left_out] == [why]


def test_files_in_other_encodings_are_read_as_they_say() -> None:
    asked = question("truefalse", answer(100, "true"), "¿Quién?")
    text = f'<?xml version="1.0" encoding="iso-8859-1"?><quiz>{asked}</quiz>'

    (item,) = read(text.encode("iso-8859-1")).drafts

    assert item.content["stem"] == "¿Quién?"
