"""The Web API over HTTP: who calls, with which arguments, and what comes back."""

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.playground.faults import Fault, Faults
from bot.playground.interactivity import Refusal
from bot.playground.methods import METHODS
from bot.playground.methods.method import Arguments, Method, Scope, invalid
from bot.playground.platform import Platform

ENCODED = ("blocks", "attachments", "metadata", "view", "files", "prompts", "chunks", "loading_messages")
"""Arguments that are JSON, which a form carries as a string."""


@dataclass(frozen=True)
class Call:
    """A call of the Web API as it was answered; ``status`` is that of HTTP, 0 if the connection was cut."""

    method: str
    arguments: dict[str, Any]
    status: int
    response: dict[str, Any]
    at: float


class WebApi:
    """Answers calls by the table of methods."""

    def __init__(self, platform: Platform, faults: Faults) -> None:
        self.calls: list[Call] = []
        self._platform = platform
        self._faults = faults

    async def endpoint(self, request: Request) -> Response:
        """Answer one call."""
        name = request.path_params["method"]
        try:
            arguments, token = await _read(request)
        except Refusal as refusal:
            return self._answered(name, {}, _refused(refusal), 200)
        fault = self._faults.due(name, arguments)
        if fault is None:
            return self._answered(name, arguments, self.call(name, arguments, token), 200)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return self._answered(name, arguments, self.call(name, arguments, token), 200)
        if fault.kind == "reset_after":
            self.call(name, arguments, token)
        return self._failed(request, name, arguments, fault)

    def call(self, name: str, arguments: Arguments, token: str) -> dict[str, Any]:
        """The response to a call."""
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refusal("unknown_method", req_method=name)
            _authenticate(self._platform, method, token)
            _check_arguments(method, arguments)
            _check_scope(self._platform, method.scope, arguments)
            return {"ok": True, **method.handler(self._platform, _as_in_a_form(arguments))}
        except Refusal as refusal:
            return _refused(refusal)

    def _failed(self, request: Request, name: str, arguments: Arguments, fault: Fault) -> Response:
        match fault.kind:
            case "ratelimited":
                body = {"ok": False, "error": "ratelimited"}
                return self._answered(name, arguments, body, 429, {"Retry-After": f"{fault.seconds:g}"})
            case "html":
                self._record(name, arguments, {}, 503)
                return HTMLResponse("<html><body>Slack is having trouble</body></html>", 503)
            case "server_error":
                return self._answered(name, arguments, {"ok": False, "error": "internal_error"}, 500)
            case _:
                self._record(name, arguments, {}, 0)
                _cut(request.scope["transport"])
                return Response()

    def _answered(
        self,
        name: str,
        arguments: Arguments,
        body: dict[str, Any],
        status: int,
        headers: dict[str, str] | None = None,
    ) -> Response:
        self._record(name, arguments, body, status)
        granted = {"x-oauth-scopes": ",".join(sorted(self._platform.registration.scopes))} if body.get("ok") else {}
        return JSONResponse(body, status, {**granted, **(headers or {})})

    def _record(self, name: str, arguments: Arguments, body: dict[str, Any], status: int) -> None:
        self.calls.append(Call(name, arguments, status, body, self._platform.clock()))
        self._platform.workspace.changed("call", name)


def _cut(transport: asyncio.Transport) -> None:
    """Reset the connection, as a broken network does."""
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _read(request: Request) -> tuple[Arguments, str]:
    """The arguments and the token of a call.

    Raises:
        Refusal: The body is no JSON, or no object.
    """
    arguments: Arguments = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        arguments |= _json_object(await request.body())
    else:
        form: FormData = await request.form()
        arguments |= {name: _decoded(name, value) for name, value in form.items()}
    given = arguments.pop("token", "")
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return arguments, bearer or str(given)


def _json_object(body: bytes) -> Arguments:
    try:
        arguments = json.loads(body or b"{}")
    except ValueError:
        raise Refusal("invalid_json") from None
    if not isinstance(arguments, dict):
        raise Refusal("json_not_object")
    return {name: _decoded(name, value) for name, value in arguments.items() if value is not None}


def _decoded(name: str, value: Any) -> Any:
    if name not in ENCODED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Refusal("invalid_blocks_format" if name == "blocks" else "invalid_arguments") from None


def _as_in_a_form(arguments: Arguments) -> Arguments:
    """Plain values as a form would carry them, so that a method has one kind to deal with."""
    return {
        name: value if name in ENCODED or isinstance(value, str) else json.dumps(value)
        for name, value in arguments.items()
    }


def _authenticate(platform: Platform, method: Method, token: str) -> None:
    if not token:
        raise Refusal("not_authed")
    if token not in (platform.bot_token, platform.app_token):
        raise Refusal("invalid_auth")
    if not platform.installed:
        raise Refusal("account_inactive")
    if (token == platform.app_token) != (method.token == "app"):
        raise Refusal("not_allowed_token_type")


def _check_arguments(method: Method, arguments: Arguments) -> None:
    for name in arguments:
        # Every method takes the team, which an app that is installed for an organisation must name.
        if name not in (*method.required, *method.optional, "team_id"):
            raise invalid(f"unsupported argument: {name}", f"/{name}")
    for name in method.required:
        if arguments.get(name) is None:
            raise invalid(f"missing required field: {name}", f"/{name}")
    for name, value in arguments.items():
        if name not in ENCODED and isinstance(value, dict | list):
            raise invalid("must provide a string", f"/{name}")


def _check_scope(platform: Platform, scope: Scope, arguments: Arguments) -> None:
    if isinstance(scope, tuple):
        needed = scope
    else:
        channel = platform.workspace.channels.get(str(arguments.get("channel")))
        needed = (scope[channel.kind if channel else "channel"],)
    granted = platform.registration.scopes
    if needed and not granted.intersection(needed):
        raise Refusal("missing_scope", needed=",".join(needed), provided=",".join(sorted(granted)))


def _refused(refusal: Refusal) -> dict[str, Any]:
    body: dict[str, Any] = {"ok": False, "error": refusal.error, **refusal.more}
    if refusal.messages:
        body["response_metadata"] = {"messages": refusal.messages}
        if refusal.error in ("invalid_blocks", "invalid_chunks"):
            body["errors"] = [one.removeprefix("[ERROR] ") for one in refusal.messages]
    return body
