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
from ingestion.errors import ParserCrashed, TookTooLong, TooMuchText, UnreadableFile
from ingestion.handover import NotAMessage, answer_from
from ingestion.sandboxed import NO_READER, PID

MIB = 1024 * 1024
_CHUNK = 1024 * 1024
_SERVERS_TRIED = 2


@dataclass(frozen=True)
class Limits:
    """What a file, and the process that reads it, may use.

    Attributes:
        file_bytes: The largest file that is taken at all.
        text_bytes: The most text that is taken out of one, in bytes of UTF-8 (a long book has about 3 MiB).
        memory_bytes: Address space of the process.
        seconds: Both of processor time and on the clock.
        start_seconds: How long the process may take to start, and the server before it.
    """

    file_bytes: int = 100 * MIB
    text_bytes: int = 16 * MIB
    memory_bytes: int = 2048 * MIB
    seconds: float = 60.0
    start_seconds: float = 30.0


class Sandbox:
    """Reads files under limits. Safe to share between threads."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing before the first file."""
        self.limits = limits
        self._asking = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None
        self._closed = False

    def start(self) -> None:
        """Start the server now, so that it gets ready while other things are done."""
        with self._asking:
            if self._server is None:
                self._start()

    def load(self, path: Path, *, seconds: float | None = None) -> LoadedFile:
        """The blocks of a file.

        Args:
            path: The file.
            seconds: That it may take, where that is less than what the limits give.

        Raises:
            UnreadableFile: The subclass says why.
        """
        asked, seconds = monotonic(), min(seconds or self.limits.seconds, self.limits.seconds)
        answer, theirs = os.pipe()
        try:
            try:
                reader = self._asked(path, theirs, seconds)
            finally:
                os.close(theirs)
            message = self._answer(answer, reader, path, seconds)
        finally:
            os.close(answer)
        try:
            return self._told(message, path)
        except ParserCrashed as error:
            # One that was ended by its limits died at their end.
            if monotonic() - asked < seconds - 0.1:
                raise
            raise TookTooLong(path.name, seconds) from error

    def close(self) -> None:
        """End the server; whoever still asks for a file is told that none could be asked."""
        with self._asking:
            self._closed = True
            self._stop()

    def _asked(self, path: Path, answer: int, seconds: float) -> int:
        """Ask for a reader; a server that has died or hangs is replaced by a new one."""
        cause = ""
        with self._asking:
            for _ in range(_SERVERS_TRIED):
                try:
                    reader = self._reader(path, answer, seconds)
                except OSError as error:
                    cause = f"{type(error).__name__}: {error}"
                else:
                    if reader == NO_READER:
                        raise ParserCrashed(path.name, "no process could be forked")
                    return reader
        raise ParserCrashed(path.name, f"no server could be asked: {cause}")

    def _reader(self, path: Path, answer: int, seconds: float) -> int:
        limits = self.limits
        request = {"path": str(path), "memory_bytes": limits.memory_bytes, "seconds": seconds}
        requests = self._requests or self._start()
        requests.settimeout(limits.start_seconds)
        reader = b""
        try:
            socket.send_fds(requests, [json.dumps(request).encode()], [answer])
            reader = requests.recv(PID.size)
        finally:
            # An answer that was not waited for would be taken for that to the next request.
            if len(reader) < PID.size:
                self._stop()
        if len(reader) < PID.size:
            raise ConnectionError("the server ended")
        return int(PID.unpack(reader)[0])

    def _start(self) -> socket.socket:
        if self._closed:
            raise ConnectionError("the sandbox was closed")
        ours, theirs = socket.socketpair()
        try:
            self._server = _server(theirs)
        except OSError:
            ours.close()
            raise
        finally:
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

    def _answer(self, answer: int, reader: int, path: Path, seconds: float) -> bytes:
        """All that a reader says; one that does not come to an end is killed."""
        message: bytearray | None = None
        try:
            message = self._received(answer, path, seconds)
        finally:
            # Once a reader has ended, its number may be that of another process.
            if message is None:
                with suppress(ProcessLookupError):
                    os.kill(reader, signal.SIGKILL)
        return bytes(message)

    def _received(self, answer: int, path: Path, seconds: float) -> bytearray:
        message, end = bytearray(), monotonic() + seconds + 1
        waiting = select.poll()
        waiting.register(answer, select.POLLIN)
        while (left := end - monotonic()) > 0 and waiting.poll(left * 1000):
            chunk = os.read(answer, _CHUNK)
            if not chunk:
                return message
            message += chunk
            if len(message) > 2 * self.limits.text_bytes:
                raise TooMuchText(path.name, self.limits.text_bytes)
        raise TookTooLong(path.name, seconds)

    def _told(self, message: bytes, path: Path) -> LoadedFile:
        if not message:
            raise ParserCrashed(path.name, "it died")
        try:
            told = answer_from(message)
        except NotAMessage as error:
            raise ParserCrashed(path.name, f"it said something else: {error}"[:500]) from error
        if isinstance(told, UnreadableFile):
            raise told
        if sum(len(block.text.encode()) for block in told.blocks) > self.limits.text_bytes:
            raise TooMuchText(path.name, self.limits.text_bytes)
        return told


def _server(requests: socket.socket) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-W", "ignore", "-m", "ingestion.sandboxed", str(requests.fileno())]
    quiet = subprocess.DEVNULL
    # In a session of its own, so that an interrupt from the keyboard is ours to handle.
    return subprocess.Popen(
        command, pass_fds=[requests.fileno()], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
