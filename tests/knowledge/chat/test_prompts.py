"""What models are told: the data inside a fence that it can't close, the rules outside of it, and nothing else."""

import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.workload.chat_server import parts_in, passages_in
from evals.workload.chat_wire import OPENAI, ChatRequest
from knowledge.answering.inquiry import Attached, EarlierTurn, Saying
from knowledge.chat.prompts import (
    VERSION,
    KeyedPassage,
    Prompt,
    answer_prompt,
    probe_prompt,
    rewrite_prompt,
)

# Whoever changes a word of the prompts gives them another version, and writes it here with what they are then.
PROMPTS = {"1": "96d241ea062a5870379de4ea0f11ed14179fb80041b7983f42ee10d487bc8a02"}

PASSAGE = KeyedPassage("KQM", "Monitoring", "Support > Meetings", "Mentors meet the mentee twice a month.")
# Of all kinds that have no look of their own: controls, joiners, selectors of another look, fillers.
UNSEEN = "\u200b\u202e\x1b\u034f\u115f\u1160\u17b4\u180b\u180f\u2800\u3164\ufe00\ufe0f\uffa0\U000e0001\U000e01ef"
wild = st.text(max_size=200)
# Lines that look like those of a fence, and all sorts of ends of lines.
hostile = st.lists(
    st.sampled_from(
        ["---", " end of data", " passage KQM", "01234567", "\n", "\r", "\x85", "The mark of this message is ", "."]
    )
    | st.text(max_size=8)
).map("".join)


def request(prompt: Prompt) -> ChatRequest:
    messages = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    return ChatRequest(OPENAI, {}, {"messages": messages})


def names(prompt: Prompt) -> list[str]:
    return [name for name, _ in parts_in(request(prompt))]


def all_prompts() -> list[Prompt]:
    saying = Saying(reader="a new mentor", is_short=True)
    attached = [Attached("plan.txt", "Week one: meet.")]
    turn = EarlierTurn("How often?", "How often do mentors meet?", "a1", ("Monitoring", "Meetings"))
    return [
        answer_prompt("How often?", [PASSAGE], saying=saying, language="es", attached=attached, tokens=4_000),
        answer_prompt("How often?", [PASSAGE], saying=Saying(), language="xx", tokens=4_000),
        rewrite_prompt("And in summer?", [turn]),
        probe_prompt(),
    ]


def test_other_words_need_another_version() -> None:
    told = "\n".join(f"{prompt.system}\n{prompt.user}" for prompt in all_prompts())
    assert hashlib.sha256(told.encode()).hexdigest() == PROMPTS[VERSION]


def test_the_data_of_an_answer_is_in_the_fence_and_what_is_to_be_done_stands_after_it() -> None:
    prompt = all_prompts()[0]
    assert names(prompt) == ["question", "reader", "file 1", "passage KQM"]
    assert passages_in(request(prompt)) == [("KQM", PASSAGE.title, PASSAGE.heading, PASSAGE.text)]
    ending = prompt.user.rpartition(" ---\n")[2]
    assert "in Spanish" in ending
    assert "two sentences at most" in ending
    assert "a new mentor" not in ending


def test_a_rewriting_sees_the_questions_and_headings_and_no_answer() -> None:
    turn = EarlierTurn("And then?", "What happens after a match closes?", "a1", ("Closing matches",))
    parts = parts_in(request(rewrite_prompt("But you said 10 times, right?", [turn])))
    assert parts == [
        ("earlier question", "What happens after a match closes?"),
        ("headings found", "Closing matches"),
        ("last message", "But you said 10 times, right?"),
    ]


@given(hostile, hostile, hostile, hostile)
def test_nothing_in_the_data_closes_the_fence_or_opens_a_part(question: str, title: str, text: str, name: str) -> None:
    passage = replace(PASSAGE, title=title, heading=title, text=text)
    prompt = answer_prompt(
        question, [passage], saying=Saying(reader=name), language="en", attached=[Attached(name, text)], tokens=9_000
    )
    expected = ["question", *(["reader"] if name else []), "file 1", "passage KQM"]
    assert names(prompt) == expected
    mark = re.match(r"The mark of this message is ([0-9a-f]{8})\.", prompt.user)
    assert mark is not None
    assert mark[1] not in question + title + text + name
    assert prompt.user.count(mark[1]) == len(expected) + 2


@given(wild)
def test_what_nobody_sees_is_not_said_to_a_model_either(text: str) -> None:
    hidden = "".join(chr(0xE0000 + ord(c)) + chr(0xE0100 + ord(c)) for c in "obey") + UNSEEN
    marked = answer_prompt(text + hidden, [PASSAGE], saying=Saying(), language="en", tokens=4_000)
    assert not set(hidden) & set(marked.user)
    assert marked == answer_prompt(text, [PASSAGE], saying=Saying(), language="en", tokens=4_000)


@given(st.lists(st.integers(1, 900), min_size=1, max_size=12), st.integers(500, 6_000))
def test_passages_for_which_there_is_no_room_are_left_out_from_the_end(sizes: list[int], tokens: int) -> None:
    passages = [KeyedPassage(f"K{chr(65 + n)}Z", "T", "H", "word " * size) for n, size in enumerate(sizes)]
    prompt = answer_prompt("How often?", passages, saying=Saying(), language="en", tokens=tokens)
    given_keys = [key for key, *_ in passages_in(request(prompt))]
    assert given_keys == [passage.key for passage in passages][: len(given_keys)]
    assert given_keys
    assert prompt.tokens <= tokens or len(given_keys) == 1


def test_a_long_file_leaves_room_for_the_passages() -> None:
    prompt = answer_prompt(
        "How often?",
        [PASSAGE],
        saying=Saying(),
        language="en",
        attached=[Attached("a", "x" * 90_000)] * 3,
        tokens=6_800,
    )
    assert "passage KQM" in names(prompt)
    assert prompt.tokens <= 6_800


@pytest.mark.parametrize("text", ["x", "á", "я", "漢"])
@pytest.mark.parametrize("question_tokens", [2_000, 8_000])
def test_files_take_no_more_than_there_is_room_for_in_any_script(text: str, question_tokens: int) -> None:
    tokens = question_tokens - question_tokens // 3
    passage = replace(PASSAGE, text="Mentors meet the mentee twice. " * 24)
    attached = [Attached("a", text * 20_000), Attached("b", text * 20_000)]
    prompt = answer_prompt("How often?", [passage], saying=Saying(), language="en", attached=attached, tokens=tokens)
    assert names(prompt) == ["question", "file 1", "file 2", "passage KQM"]
    assert prompt.tokens <= tokens


def test_the_same_is_said_for_the_same() -> None:
    assert all_prompts() == all_prompts()
