import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block, LoadedFile
from ingestion.errors import TooLarge, UnreadableFile
from ingestion.handover import NotAMessage, answer_from, message_of_error, message_of_file
from ingestion.reasons import reason
from ingestion.remarks import Remark, remark
from knowledge.places import Place, PlaceKind

FILE = LoadedFile(
    blocks=(
        Block("First calls", 1, Place(PlaceKind.PAGE, 1)),
        Block("Call the mentor – “today”.", None, Place(PlaceKind.PAGE, 2, exact=False)),
        Block("Write it down."),
    ),
    details={"title": "First calls"},
    warnings=(remark(Remark.NOTES_READ, 3),),
)
WHOLE = json.loads(message_of_file(FILE))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda values: st.lists(values, max_size=4) | st.dictionaries(st.text(), values, max_size=4),
    max_leaves=8,
)


def test_a_file_and_an_error_arrive_as_they_were_sent() -> None:
    assert answer_from(message_of_file(FILE)) == FILE
    error = TooLarge("a.pdf", 2, 1)
    assert answer_from(message_of_error(error)) == error


@pytest.mark.parametrize("message", [message_of_file(FILE), message_of_error(TooLarge("a.pdf", 2, 1))])
def test_a_message_that_is_cut_off_anywhere_is_refused(message: bytes) -> None:
    for end in range(len(message)):
        with pytest.raises(NotAMessage):
            answer_from(message[:end])


@pytest.mark.parametrize(
    "values",
    [
        [],
        "error",
        5,
        None,
        {},
        WHOLE | {"more": 1},
        WHOLE | {"blocks": [["text", None]]},
        WHOLE | {"blocks": [[7, None, None]]},
        WHOLE | {"blocks": [["half \ud800", None, None]]},
        WHOLE | {"blocks": [["text", "1", None]]},
        WHOLE | {"blocks": [["text", 0, None]]},
        WHOLE | {"blocks": [["text", True, None]]},
        WHOLE | {"blocks": [["text", None, ["page", 2**31, True]]]},
        WHOLE | {"blocks": [["text", None, ["shelf", 1, True]]]},
        WHOLE | {"blocks": [["text", None, ["page", 1, 1]]]},
        WHOLE | {"details": [["title", "A"]]},
        WHOLE | {"details": {"title": 1}},
        WHOLE | {"warnings": [["A"]]},
        {"error": "made_up", "facts": {}},
        {"error": ["empty"], "facts": {}},
        {"error": "empty", "facts": {}},
        {"error": "empty", "facts": {"path_name": 1}},
        {"error": "empty", "facts": {"path_name": "a", "more": 1}},
        {"error": "too_large", "facts": {"path_name": "a", "size": 10**400, "limit": 1}},
        {"error": "took_too_long", "facts": {"path_name": "a", "seconds": 10**400}},
        {"error": "wrong_extension", "facts": {"path_name": "a", "extension": ".pdf", "really": "soup"}},
        {"error": "bad_details", "facts": {"path_name": "a", "source": "a", "key": "b", "problem": "odd"}},
    ],
)
def test_values_that_no_loader_sends_are_refused(values: Any) -> None:
    with pytest.raises(NotAMessage):
        answer_from(json.dumps(values).encode())


def test_a_message_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(NotAMessage):
        answer_from(b'{"error":' * 100_000)


@given(JSON, st.sampled_from(["blocks", "details", "warnings", "error", "facts"]))
def test_whatever_stands_in_a_message_it_is_usable_or_refused(value: Any, key: str) -> None:
    with suppress(NotAMessage):
        told = answer_from(json.dumps(WHOLE | {key: value}).encode())
        if isinstance(told, UnreadableFile):
            assert reason(told)
        else:
            assert all(block.text.encode() is not None for block in told.blocks)


@given(st.binary())
def test_bytes_of_any_kind_are_refused(message: bytes) -> None:
    with pytest.raises(NotAMessage):
        answer_from(message)
