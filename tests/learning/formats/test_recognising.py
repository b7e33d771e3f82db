"""A file's format is told by its content, whatever it is called."""

import pytest

from learning.formats import gift, moodle_xml, recognising, yaml_items
from learning.formats.values import Why
from learning.items.values import Difficulty, ItemDraft, Pool, Quote

DRAFT = ItemDraft(
    "calls", "true_false", Pool.PRACTICE, {"stem": "Call twice.", "right": True}, "It says so.", "care",
    Difficulty.EASY, (Quote("a.md", "Call the mentor twice."),),
)  # fmt: skip


@pytest.mark.parametrize("written", [gift.write, moodle_xml.write, yaml_items.write])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_a_file_that_was_written_here_is_read_as_the_same_item(written: object, before: bytes) -> None:
    assert callable(written)
    data = written([DRAFT]).data
    if data.startswith(b"<?xml") and before == b"\n\n":
        return
    assert recognising.read(before + data).drafts == (DRAFT,)


def test_what_is_none_of_them_is_reported_and_not_taken() -> None:
    assert [one.why for one in recognising.read(b"<?xml version='1.0'?><html></html>").left_out] == [Why.NOT_MOODLE]
    assert [one.why for one in recognising.read(b"items: [").left_out] == [Why.NOT_YAML]
    assert recognising.read(b"\xff\xfe").left_out[0].why is Why.NOT_UTF8
    assert recognising.read(b"").drafts == ()


def test_a_question_of_gift_may_begin_with_html() -> None:
    assert [one.content["stem"] for one in recognising.read(b"<b>Who</b> calls?{=Staff ~Nobody}").drafts] == [
        "Who calls?"
    ]


def test_a_line_of_gift_that_reads_like_one_of_ours_makes_no_yaml_of_it() -> None:
    found = recognising.read(b"Put these in\nitems: or not{=x ~y}\n\nOther?{T}")

    assert (len(found.drafts), found.left_out) == (2, ())


def test_our_own_files_may_begin_with_comments_and_a_mark_of_yaml() -> None:
    data = b"# Of the care team\n\n  # second\n---\n" + yaml_items.write([DRAFT]).data

    assert recognising.read(data).drafts == (DRAFT,)


def test_a_comment_or_a_question_of_gift_is_not_taken_for_yaml() -> None:
    assert [one.content["stem"] for one in recognising.read(b"// items: three\n::items::Which?{=a ~b}").drafts] == [
        "Which?"
    ]
