from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged
from ingestion.loaders import load, transcript
from ingestion.loaders.transcript import Speech, blocks_of
from knowledge.places import Place, PlaceKind

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöß.,!?", min_size=1, max_size=9)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3)
CUES = st.lists(st.tuples(st.integers(0, 20_000), LINES), min_size=1, max_size=20)


def loaded(tmp_path: Path, text: str, name: str = "talk.vtt") -> LoadedFile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def said(file: LoadedFile) -> list[tuple[int, str]]:
    """The second at which each block begins, and its text."""
    found = []
    for block in file.blocks:
        assert block.place is not None
        assert block.place == Place(PlaceKind.TIME, block.place.number)
        assert block.heading_level is None
        found.append((block.place.number, block.text))
    return found


def clock(seconds: int, *, separator: str = ".") -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{separator}500"


def as_vtt(cues: list[tuple[int, list[str]]]) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{clock(start)} --> {clock(start + 2)} align:start\n" + "\n".join(lines) for start, lines in cues
    )


def as_srt(cues: list[tuple[int, list[str]]]) -> str:
    return "\r\n\r\n".join(
        f"{n}\r\n{clock(start, separator=',')} --> {clock(start + 2, separator=',')}\r\n" + "\r\n".join(lines)
        for n, (start, lines) in enumerate(cues, 1)
    )


def test_captions_are_joined_and_stand_at_the_second_they_begin(tmp_path: Path) -> None:
    cues = [(3, ["We talk about"]), (5, ["mentors.", "And more."])]
    assert said(loaded(tmp_path, as_vtt(cues))) == [(3, "We talk about mentors. And more.")]
    assert said(loaded(tmp_path, as_srt(cues), "talk.srt")) == [(3, "We talk about mentors. And more.")]


def test_after_half_a_minute_a_block_ends_with_its_sentence(tmp_path: Path) -> None:
    cues = [(0, ["One"]), (20, ["two."]), (29, ["Three"]), (35, ["four."]), (40, ["Five."])]
    assert said(loaded(tmp_path, as_vtt(cues))) == [(0, "One two. Three four."), (40, "Five.")]


def test_speech_without_full_stops_is_cut_every_minute(tmp_path: Path) -> None:
    cues = [(second, [f"word{second}"]) for second in range(0, 150, 10)]
    assert [start for start, _ in said(loaded(tmp_path, as_vtt(cues)))] == [0, 60, 120]


def test_a_speakers_turn_is_a_block_that_begins_with_their_name(tmp_path: Path) -> None:
    text = as_vtt(
        [
            (1, ["<v Ann Lee>How was it?</v>"]),
            (4, ["<v.loud Bob>Hard.</v>", "Very hard."]),
            (6, ["<v Bob>But good.</v>"]),
            (9, ["<v Ann Lee>Why?</v> <v Bob>They came.</v>"]),
        ]
    )
    assert said(loaded(tmp_path, text)) == [
        (1, "Ann Lee: How was it?"),
        (4, "Bob: Hard. Very hard. But good."),
        (9, "Ann Lee: Why?"),
        (9, "Bob: They came."),
    ]


def test_names_before_every_caption_are_read_as_speakers(tmp_path: Path) -> None:
    cues = [
        (1, ["Ann Lee: Hello. Today we"]),
        (3, ["Ann Lee: talk about mentors."]),
        (5, ["Bob O'Neil (host): Thanks."]),
    ]
    assert said(loaded(tmp_path, as_vtt(cues))) == [
        (1, "Ann Lee: Hello. Today we talk about mentors."),
        (5, "Bob O'Neil (host): Thanks."),
    ]


def test_a_colon_now_and_then_is_no_name(tmp_path: Path) -> None:
    cues = [
        (1, ["We say it again"]),
        (2, ["Remember: call."]),
        (3, ["Remember: listen."]),
        (4, ["Good"]),
        (5, ["bye."]),
    ]
    assert said(loaded(tmp_path, as_vtt(cues))) == [(1, "We say it again Remember: call. Remember: listen. Good bye.")]


@pytest.mark.parametrize("mark", [">> ", ">>", "- ", "– "])
def test_a_mark_of_another_speaker_begins_a_block(tmp_path: Path, mark: str) -> None:
    cues = [(1, ["How was it?"]), (3, [f"{mark}Hard."])]
    assert said(loaded(tmp_path, as_vtt(cues))) == [(1, "How was it?"), (3, "Hard.")]


def test_a_minus_sign_stays(tmp_path: Path) -> None:
    assert said(loaded(tmp_path, as_vtt([(1, ["It was"]), (2, ["-5 degrees."])]))) == [(1, "It was -5 degrees.")]


def test_what_is_not_said_is_dropped(tmp_path: Path) -> None:
    text = (
        "WEBVTT - made by a program\nKind: captions\nLanguage: en-GB\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:a\n\nNOTE\nnot said\n\nintro\n00:01.000 --> 00:04.000 line:0 align:start\n"
        "<i>Fish</i> &amp; <c.yellow>chips</c> <00:00:02.000>cost &lt; 5, 3 < 4\n\nNOTE not said\n"
    )
    file = loaded(tmp_path, text)
    assert said(file) == [(1, "Fish & chips cost < 5, 3 < 4")]
    assert file.details == {"language": "en-GB"}


def test_subrip_is_read_with_its_tags_gaps_and_missing_numbers(tmp_path: Path) -> None:
    text = (
        '1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color="red">Hello</font>\n\nthere.\n\n'
        "00:00:03,000 --> 00:00:04,000\nIt is\n2010\n\n"
    )
    assert said(loaded(tmp_path, text, "talk.srt")) == [(1, "Hello there. It is 2010")]
    assert said(loaded(tmp_path, "00:00:01,000 --> 00:00:02,000\nHello\n", "talk.srt")) == [(1, "Hello")]


def test_captions_that_roll_up_are_read_once(tmp_path: Path) -> None:
    text = as_vtt(
        [
            (0, [" ", "hello<00:00:00.480><c> and</c><c> welcome</c>"]),
            (2, ["hello and welcome", " "]),
            (3, ["hello and welcome", "to<00:00:03.000><c> our</c> training"]),
            (5, ["to our training", " "]),
            (6, ["to our training", "for mentors"]),
        ]
    )
    assert said(loaded(tmp_path, text)) == [(0, "hello and welcome to our training for mentors")]


def test_a_word_said_twice_is_kept(tmp_path: Path) -> None:
    cues = [(0, ["No."]), (1, ["No."]), (2, ["Never lend money."]), (3, ["It harms."])]
    assert said(loaded(tmp_path, as_vtt(cues))) == [(0, "No. No. Never lend money. It harms.")]


def test_a_caption_with_broken_times_stands_where_the_one_before_does(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:00:05.000 --> 00:00:06.000\nFirst.\n\n00:0:::9 --> 5\n<v Bob>Second.\n"
    assert said(loaded(tmp_path, text)) == [(5, "First."), (5, "Bob: Second.")]


@pytest.mark.parametrize("text", ["WEBVTT\n\nno captions\n", "1\nx --> y\nHello\n", "Just a text.\n"])
def test_a_file_without_times_is_damaged(tmp_path: Path, text: str) -> None:
    with pytest.raises(Damaged):
        loaded(tmp_path, text)


@given(CUES, st.booleans())
def test_no_caption_loses_a_word_or_the_order(
    tmp_path_factory: pytest.TempPathFactory, cues: list[tuple[int, list[str]]], numbered: bool
) -> None:
    # Numbered so that no two words are the same: captions that repeat each other would be taken to roll up.
    cues = [(start, [f"w{n}x{i} {line}" for i, line in enumerate(lines)]) for n, (start, lines) in enumerate(cues)]
    path = tmp_path_factory.mktemp("talks") / "talk.srt"
    path.write_text(as_srt(cues) if numbered else as_vtt(cues), encoding="utf-8")
    blocks = load(path).blocks
    assert " ".join(b.text for b in blocks).split() == " ".join(line for _, lines in cues for line in lines).split()


@given(st.text())
def test_whatever_follows_a_caption_it_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("talks") / "talk.vtt"
    path.write_text(f"WEBVTT\n\n00:01.000 --> 00:02.000\nSaid.\n{text}", encoding="utf-8", errors="replace")
    assert transcript.load(path).blocks[0].text.startswith("Said.")


@given(st.lists(st.builds(Speech, st.integers(0, 500), WORDS, st.sampled_from(["", "Ann", "Bob"]), st.booleans())))
def test_blocks_begin_at_the_first_of_their_speech(speech: list[Speech]) -> None:
    blocks = list(blocks_of(speech))
    assert all(isinstance(block, Block) and block.text for block in blocks)
    starts = [block.place.number for block in blocks if block.place is not None]
    assert len(starts) == len(blocks)
    assert set(starts) <= {part.start for part in speech}
