"""The far side of the sandbox: a server that has the loaders imported, and forks a reader for each file.

Started by ``ingestion.sandbox`` as ``python -m ingestion.sandboxed SOCKET``; it ends when the other side does.
"""

import json
import os
import resource
import signal
import socket
import struct
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from ingestion.errors import ParserCrashed, TooMuchMemory, UnreadableFile
from ingestion.handover import message_of_error, message_of_file
from ingestion.loaders import LOADERS, load

LONGEST_REQUEST = 64 * 1024
PID = struct.Struct("!q")
NO_READER = 0
# Reading gives way to what people wait for, on a machine that is busy with both.
NICENESS = 10


def serve(requests: socket.socket) -> None:
    """Fork a reader for each request; answer with its process id, or ``NO_READER`` if there can't be one now."""
    os.nice(NICENESS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the readers, so the system reaps them
    for name in LOADERS.values():
        import_module(f"ingestion.loaders.{name}")
    while True:
        request, (answer, *_), _, _ = _received(requests)
        if not request:
            return
        reader = _forked(requests, request, answer)
        os.close(answer)
        requests.sendall(PID.pack(reader))


def _forked(requests: socket.socket, request: bytes, answer: int) -> int:
    try:
        reader = os.fork()
    except OSError:
        return NO_READER
    if reader == 0:
        requests.close()
        _read(json.loads(request), answer)
    return reader


def _received(requests: socket.socket) -> tuple[bytes, list[int], int, Any]:
    request, descriptors, flags, address = socket.recv_fds(requests, LONGEST_REQUEST, 1)
    return request, descriptors or [-1], flags, address


def _read(request: dict[str, Any], answer: int) -> None:
    """Take the limits on, read the file, write one message, end this process."""
    path = Path(request["path"])
    _limit(request["memory_bytes"], request["seconds"])
    try:
        message = message_of_file(load(path))
    except UnreadableFile as error:
        message = message_of_error(error)
    except MemoryError:
        message = message_of_error(TooMuchMemory(path.name))
    except Exception as error:  # noqa: BLE001 - a parser may raise anything at all, and only this process ends
        message = message_of_error(ParserCrashed(path.name, f"{type(error).__name__}: {error}"[:500]))
    with suppress(BrokenPipeError), os.fdopen(answer, "wb") as out:
        out.write(message)
    os._exit(0)


def _limit(memory_bytes: int, seconds: float) -> None:
    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Ends the reader even when the process that waits for it has died.
    signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
