"""Files that come with a question: read to understand it and to word its answer, then forgotten.

They are read in the sandbox, as guides are; nothing of them is stored, and none of them becomes a source.
"""

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.calls import SlackAway
from bot.library.offers import require_readable
from bot.library.slack_files import SlackFiles
from bot.library.upload_problems import FileNotGiven, HandInError, Problem
from ingestion.errors import NoTextFound, UnreadableFile
from ingestion.reading import file_name
from ingestion.sandbox import Sandbox
from knowledge.answering.inquiry import Attached

MOST_FILES = 3
MOST_BYTES = 10 * 1024 * 1024
MOST_CHARACTERS = 20_000
# Whoever asks waits for the answer meanwhile: so long a file may take to come, and to be read.
FETCH_SECONDS, READ_SECONDS = 20.0, 15.0
# All together, so that the files of many questions leave the processor to their answers.
MOST_AT_ONCE = 2


@dataclass(frozen=True)
class ReadFiles:
    """What came of the files of a question.

    Attributes:
        attached: Those that were read, each as far as there was room.
        problems: Why the others were not.
        left: So many more there are than are looked at.
    """

    attached: tuple[Attached, ...] = ()
    problems: tuple[Problem, ...] = ()
    left: int = 0


class AttachedFiles:
    """Reads them. Safe to share between threads."""

    def __init__(self, files: SlackFiles, sandbox: Sandbox) -> None:
        """Take where they come from, and where they are read."""
        self._files = files
        self._sandbox = sandbox
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)

    def read(self, files: Sequence[tuple[str, str]]) -> ReadFiles:
        """The texts of files, by id and name; a file that can't be read is no reason not to answer.

        Raises:
            SlackAway: Slack can't be asked about them now.
        """
        attached: list[Attached] = []
        problems: list[Problem] = []
        room = MOST_CHARACTERS
        for file_id, name in files[:MOST_FILES]:
            try:
                with self._places:
                    one = self._read(file_id, name)
            except (HandInError, UnreadableFile) as error:
                problems.append(error)
                continue
            if room > 0:
                attached.append(Attached(one.name, one.text[:room]))
            room -= len(one.text)
        return ReadFiles(tuple(attached), tuple(problems), max(0, len(files) - MOST_FILES))

    def _read(self, file_id: str, name: str) -> Attached:
        file = self._files.about(file_id, name)
        require_readable(file)
        try:
            data = self._files.content(file)
        except SlackAway as error:
            # Whoever asks does not wait for a file as long as whoever hands in a guide.
            raise FileNotGiven(file.name) from error
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file_name(file.name)
            path.write_bytes(data)
            loaded = self._sandbox.load(path, seconds=READ_SECONDS)
        text = "\n\n".join(block.text for block in loaded.blocks)
        if not text.strip():
            raise NoTextFound(file.name)
        return Attached(file.name, text)
