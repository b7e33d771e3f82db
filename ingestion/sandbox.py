"""A file is read in a process of its own, which can be killed: no parser can hang or bring down the program.

The process is forked, in milliseconds, from a server that has the loaders imported (``ingestion.sandboxed``).
It may use so much memory, processor time and time on the clock, write no file, and hand over so much text, as
JSON: nothing that it sends is executed.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from ingestion.documents import LoadedFile
from ingestion.errors import ParserCrashed, TookTooLong, TooMuchText
from ingestion.handover import error_from, file_from
from ingestion.sandboxed import PID

MIB = 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What a file, and the process that reads it, may use.

    Attributes:
        file_bytes: The largest file that is taken at all.
        text_bytes: The most text that is taken out of one, in bytes of UTF-8 (a long book has about 3 MiB).
        memory_bytes: Address space of the process.
        seconds: Both of processor time and on the clock.
    """

    file_bytes: int = 100 * MIB
    text_bytes: int = 16 * MIB
    memory_bytes: int = 2048 * MIB
    seconds: float = 60.0


class Sandbox:
    """Reads files under limits. Safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing before the first file."""
        self.limits = limits
        self._asking = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    def start(self) -> None:
        """Start the server now, so that it gets ready while other things are done."""
        with self._asking:
            if self._server is None:
                self._start()

    def load(self, path: Path) -> LoadedFile:
        """The blocks of a file.

        Raises:
            UnreadableFile: The subclass says why.
        """
        end = monotonic() + self.limits.seconds
        answer, theirs = os.pipe()
        try:
            reader = self._start_reader(path, theirs)
        finally:
            os.close(theirs)
        try:
            message = self._received(answer, path, end + 1)
        finally:
            os.close(answer)
            with suppress(ProcessLookupError):
                os.kill(reader, signal.SIGKILL)
        if not message:
            # A reader that dies says nothing; one that was ended by its limits died at their end.
            late = monotonic() >= end - 0.1
            raise TookTooLong(path.name, self.limits.seconds) if late else ParserCrashed(path.name, "it died")
        return self._told(message, path)

    def close(self) -> None:
        """End the server."""
        with self._asking:
            self._stop()

    def _start_reader(self, path: Path, answer: int) -> int:
        limits = self.limits
        request = {"path": str(path), "memory_bytes": limits.memory_bytes, "seconds": limits.seconds}
        with self._asking:
            if self._server is not None and self._server.poll() is not None:
                self._stop()
            requests = self._requests or self._start()
            socket.send_fds(requests, [json.dumps(request).encode()], [answer])
            return int(PID.unpack(requests.recv(PID.size, socket.MSG_WAITALL))[0])

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-W", "ignore", "-m", "ingestion.sandboxed", str(theirs.fileno())]
        # In a session of its own, so that an interrupt from the keyboard is ours to handle.
        self._server = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL, start_new_session=True
        )
        theirs.close()
        self._requests = ours
        return ours

    def _stop(self) -> None:
        if self._requests is not None:
            self._requests.close()
        if self._server is not None:
            self._server.kill()
            self._server.wait()
        self._server, self._requests = None, None

    def _received(self, answer: int, path: Path, end: float) -> bytes:
        message = b""
        while select.select([answer], [], [], max(0.0, end - monotonic()))[0]:
            chunk = os.read(answer, _CHUNK)
            if not chunk:
                return message
            message += chunk
            if len(message) > 2 * self.limits.text_bytes:
                raise TooMuchText(path.name, self.limits.text_bytes)
        raise TookTooLong(path.name, self.limits.seconds)

    def _told(self, message: bytes, path: Path) -> LoadedFile:
        failure = error_from(message)
        if failure is not None:
            raise failure
        loaded = file_from(message)
        if sum(len(block.text.encode()) for block in loaded.blocks) > self.limits.text_bytes:
            raise TooMuchText(path.name, self.limits.text_bytes)
        return loaded
