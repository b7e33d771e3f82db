"""Transcripts in WebVTT or SubRip: what was said, in a block for each turn of a speaker or half a minute.

A turn begins with the speaker's name and a colon where the file gives it. Notes, styles and tags are not text,
and captions that roll up, each with the line before once more, are read once.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path

from webvtt import Caption, WebVTT
from webvtt.errors import MalformedFileError

from ingestion.cleaning import clean, one_line
from ingestion.decoding import decode
from ingestion.documents import Block, LoadedFile
from ingestion.errors import Damaged
from knowledge.places import Place, PlaceKind

# A block ends with the first sentence that ends after so many seconds; without one, after so many.
BLOCK_SECONDS = 30
LONGEST_BLOCK_SECONDS = 60
# Words: an overlap of more than captions show is none.
MOST_OVERLAP = 100
_TIMES = re.compile(r"\s*(?:(\d{1,4}):)?(\d{1,3}):(\d{1,3})(?:[.,]\d+)?\s*-->.*")
_UNREADABLE_TIMES = re.compile(r"\s*\d[\s\d:.,-]*-->.*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)*[ \t]+([^<>]+)>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_LABEL = re.compile(r"([^\W\d_][\w.'’-]*(?: [\w.'’&()-]+){0,5}): +(?=\S)")
_CHANGE = re.compile(r">>+\s*|[-–](?:\s+|(?=[^\W\d_]))")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[ \t]*")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’)\]]*\Z")


@dataclass(frozen=True)
class Speech:
    """A stretch of words of one speaker.

    Attributes:
        start: Whole seconds from the start of the recording.
        speaker: Their name; empty where the file does not give it here.
        turn: Whether the file marks that another speaker begins.
    """

    start: int
    text: str
    speaker: str = ""
    turn: bool = False


def load(path: Path) -> LoadedFile:
    """The blocks of a transcript, each with the second at which it begins.

    A caption whose times can't be read stands at the time of the one before it.

    Raises:
        Damaged: No caption has times that can be read.
    """
    text = clean(decode(path.name, path.read_bytes())).strip()
    if not any(_TIMES.fullmatch(line) for line in text.split("\n")):
        raise Damaged(path.name)
    try:
        file = _parsed(text)
    except MalformedFileError as error:
        raise Damaged(path.name) from error
    language = next((found[1] for line in file.metadata if (found := _LANGUAGE.fullmatch(line))), None)
    return LoadedFile(tuple(blocks_of(_speech(file.captions))), {"language": language} if language else {})


def blocks_of(speech: Iterable[Speech]) -> Iterator[Block]:
    """Speech joined to blocks; a block ends with its speaker's turn, or in time at the end of a sentence."""
    start, said, speaker = 0, list[str](), ""
    for part in speech:
        turns = part.turn or (part.speaker != "" and part.speaker != speaker)
        if said and (turns or _is_long(part.start - start, said[-1])):
            yield Block(" ".join(said), place=Place(PlaceKind.TIME, start))
            said = []
        if not said:
            start = part.start
        if turns:
            speaker = part.speaker
        said.append(f"{speaker}: {part.text}" if turns and speaker else part.text)
    if said:
        yield Block(" ".join(said), place=Place(PlaceKind.TIME, start))


def _is_long(seconds: int, last_words: str) -> bool:
    ends = _SENTENCE_END.search(last_words[-8:]) is not None
    return seconds >= (BLOCK_SECONDS if ends else LONGEST_BLOCK_SECONDS)


def _parsed(text: str) -> WebVTT:
    """The captions of a file; SubRip without its numbers reads as WebVTT."""
    is_numbered = text.split("\n", 1)[0].strip().isdigit()
    lines = list(_with_readable_times(text.split("\n"), is_numbered))
    if not is_numbered and not lines[0].startswith("WEBVTT"):
        lines = ["WEBVTT", "", *lines]
    return WebVTT.from_buffer(StringIO("\n".join(lines)), format="srt" if is_numbered else "vtt")


def _with_readable_times(lines: Sequence[str], is_numbered: bool) -> Iterator[str]:
    """The lines with times as the strictest of readers wants them, so that it leaves no caption out."""
    reached, before = "00:00:00.000", ""
    for line in lines:
        times = _TIMES.fullmatch(line)
        if times is not None:
            seconds = int(times[1] or 0) * 3600 + int(times[2]) * 60 + int(times[3])
            reached = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"
        if times is not None or _UNREADABLE_TIMES.fullmatch(line):
            yield from ["0"] if is_numbered and not before.strip().isdigit() else []
            yield f"{reached} --> {reached}"
        else:
            yield line.replace("-->", "→")
        before = line


def _speech(captions: Sequence[Caption]) -> Iterator[Speech]:
    texts = [_plain(caption.raw_text) for caption in captions]
    if _roll_up(texts):
        yield from _unrolled(captions, texts)
        return
    is_labelled = 2 * sum(_LABEL.match(text) is not None for text in texts) >= sum(map(bool, texts))
    for caption in captions:
        for line in caption.lines:
            yield from _speech_of_line(caption.start_in_seconds, line, is_labelled)


def _speech_of_line(start: int, line: str, is_labelled: bool) -> Iterator[Speech]:
    """The speech of one line: it may change hands at a voice tag, a label or a dash."""
    before, *voices = _VOICE.split(line)
    for name, said in [("", before), *zip(voices[::2], voices[1::2], strict=True)]:
        text, speaker = _plain(said), _plain(name)
        change = _CHANGE.match(text)
        text = text[change.end() :] if change else text
        label = _LABEL.match(text) if is_labelled and not speaker else None
        if label is not None:
            text, speaker = text[label.end() :], label[1]
        if text:
            yield Speech(start, text, speaker, turn=change is not None)


def _plain(text: str) -> str:
    return one_line(_ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text)))


def _roll_up(texts: Sequence[str]) -> bool:
    """Whether most captions begin with what the one before them ended with."""
    pairs = [(before.split(), after.split()) for before, after in pairwise(filter(None, texts))]
    return len(pairs) > 1 and 2 * sum(_overlap(before, after) > 0 for before, after in pairs) > len(pairs)


def _unrolled(captions: Sequence[Caption], texts: Sequence[str]) -> Iterator[Speech]:
    shown: list[str] = []
    for caption, text in zip(captions, texts, strict=True):
        words = text.split()
        new = " ".join(words[_overlap(shown, words) :])
        change = _CHANGE.match(new)
        if words:
            shown = words
        if said := new[change.end() :] if change else new:
            yield Speech(caption.start_in_seconds, said, turn=change is not None)


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words end the one and begin the other."""
    most = min(len(before), len(after), MOST_OVERLAP)
    return next((size for size in range(most, 0, -1) if before[-size:] == after[:size]), 0)
