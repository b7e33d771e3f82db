"""The ASGI app: Slack's events, commands and clicks in; whether the process lives and is ready out."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl

import anyio
from anyio import CapacityLimiter, to_thread
from slack_bolt import BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.web.readiness import Readiness
from bot.web.signing import signed_text

# The edit of a message as long as Slack allows has nearly two million bytes: each wording twice, \\u-escaped.
BODY_LIMIT = 1 << 22
BODY_SECONDS = 10.0
# Requests that Bolt handles at a time; the others wait. A listener takes milliseconds.
THREADS = 16
# Nothing else may steer Bolt: the signature covers the body and the time only.
_HANDED_ON = (
    "content-type",
    "x-slack-signature",
    "x-slack-request-timestamp",
    "x-slack-retry-num",
    "x-slack-retry-reason",
)


def web_app(
    dispatch: Callable[[BoltRequest], BoltResponse],
    signing_secret: str,
    readiness: Readiness,
    *,
    body_seconds: float = BODY_SECONDS,
    pages: Sequence[BaseRoute] = (),
) -> Starlette:
    """The app over Bolt's ``dispatch``, which must verify the same signing secret.

    ``POST /slack/events`` takes events, interactivity and commands. What Slack did not sign is answered 401, a body
    over 4 MiB 413, one that does not arrive within ``body_seconds`` 408. ``GET /healthz`` answers while the process
    lives, ``GET /readyz`` 200 or 503 with what is in order and what is not. ``pages`` are served beside these.
    """
    endpoint = _SlackEndpoint(dispatch, signing_secret, body_seconds)
    probes = CapacityLimiter(1)

    async def ready(_: Request) -> Response:
        findings = await to_thread.run_sync(readiness.findings, limiter=probes)
        good = all(finding.good for finding in findings)
        checks = {finding.check: finding.good for finding in findings}
        return JSONResponse({"ready": good, "checks": checks}, status_code=200 if good else 503)

    return Starlette(
        routes=[
            Route("/slack/events", endpoint.take, methods=["POST"]),
            Route("/healthz", _alive, methods=["GET"]),
            Route("/readyz", ready, methods=["GET"]),
            *pages,
        ]
    )


def pages_app(pages: Sequence[BaseRoute]) -> Starlette:
    """The app where Slack's requests come in over Socket Mode: pages for everybody, and ``GET /healthz``."""
    return Starlette(routes=[Route("/healthz", _alive, methods=["GET"]), *pages])


async def _alive(_: Request) -> Response:
    return JSONResponse({"alive": True})


class _SlackEndpoint:
    """Takes what Slack sends; Bolt handles it in a thread, so that nothing stops the event loop."""

    def __init__(
        self, dispatch: Callable[[BoltRequest], BoltResponse], signing_secret: str, body_seconds: float
    ) -> None:
        self._dispatch = dispatch
        self._body_seconds = body_seconds
        self._verifier = SignatureVerifier(signing_secret)
        self._threads = CapacityLimiter(THREADS)

    async def take(self, request: Request) -> Response:
        try:
            with anyio.fail_after(self._body_seconds):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return _refusal(408, "the body did not arrive in time")
        if body is None:
            return _refusal(413, "the body is too large")
        text = signed_text(body, request.headers, self._verifier)
        if text is None:
            return _refusal(401, "not signed by Slack")
        try:
            told = _bolt_request(text, {name: v for name in _HANDED_ON if (v := request.headers.get(name))})
        except (ValueError, RecursionError):
            return _refusal(400, "the body can't be read")
        answer = await to_thread.run_sync(self._dispatch, told, limiter=self._threads)
        return Response(answer.body, answer.status, answer.first_headers_without_set_cookie())


async def _body(request: Request) -> bytes | None:
    """The body; None where it is over the limit."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > BODY_LIMIT:
            return None
    return bytes(taken)


def _bolt_request(body: str, headers: dict[str, Any]) -> BoltRequest:
    """The request for Bolt; the body is read here, since Bolt takes a form that mentions "payload" for an empty one.

    Raises:
        ValueError, RecursionError: The body is not what its type says.
    """
    request = BoltRequest(body=_fields(body, headers.get("content-type", "")), headers=headers, mode="socket_mode")
    # From here on it is what it came as, so that Bolt verifies the signature of its bytes.
    request.mode, request.raw_body = "http", body
    return request


def _fields(body: str, content_type: str) -> dict[str, Any]:
    if content_type.partition(";")[0].strip().lower() == "application/json":
        fields = json.loads(body)
    else:
        form = dict(parse_qsl(body, keep_blank_values=True))
        fields = json.loads(form["payload"]) if "payload" in form else form
    if not isinstance(fields, dict):
        raise ValueError("not an object")
    return fields


def _refusal(status: int, error: str) -> Response:
    return JSONResponse({"error": error}, status_code=status)
