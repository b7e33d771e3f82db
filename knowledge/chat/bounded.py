"""HTTP to a model's server, of which no response takes longer or gets larger than it may."""

import time
from collections.abc import Iterator
from typing import Any

import httpx

_MOST_BYTES = 2_000_000
_UNTIL = "fieldwise.until"


class ResponseTooLarge(httpx.TransportError):
    """A server said more than any answer takes."""


def bounded(seconds: float) -> dict[str, Any]:
    """The settings of an ``httpx.Client`` whose requests end in time, where the server goes on sending a little, too.

    Args:
        seconds: The limit of a request, from its beginning to the last byte of its response.
    """

    def begin(request: httpx.Request) -> None:
        request.extensions[_UNTIL] = time.monotonic() + seconds

    def watch(response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Bounded(response.stream, response.request)

    return {
        "timeout": seconds,
        # What is counted is what is read: a small response can't swell.
        "headers": {"accept-encoding": "identity"},
        # A connection is closed after its response: what lay idle for an hour is dead more often than it saves time.
        "limits": httpx.Limits(max_keepalive_connections=0),
        "event_hooks": {"request": [begin], "response": [watch]},
    }


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, request: httpx.Request) -> None:
        self._stream = stream
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if time.monotonic() > self._request.extensions[_UNTIL]:
                raise httpx.ReadTimeout("The response took too long.", request=self._request)
            if size > _MOST_BYTES:
                raise ResponseTooLarge("The response is too large.", request=self._request)
            yield part

    def close(self) -> None:
        self._stream.close()
