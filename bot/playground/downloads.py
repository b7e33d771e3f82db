"""Files over HTTP: up by the URL that the app asked for, down with its token."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse

from bot.playground.files import LOGIN_PAGE, attached
from bot.playground.mishaps import Mishap, Mishaps
from bot.playground.platform import Download, Platform

PIECE = b"x" * 65_536


class Downloads:
    """The two ways of a file's bytes."""

    def __init__(self, platform: Platform, mishaps: Mishaps) -> None:
        self._platform = platform
        self._mishaps = mishaps

    async def upload(self, request: Request) -> Response:
        """Take the content of an upload."""
        content = await request.body()
        if not self._platform.files.receive(request.path_params["file_id"], content):
            return PlainTextResponse("Not expected", 400)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """Give the content of a file; without a right to it, a login page with status 200, as Slack does."""
        file_id = request.path_params["file_id"]
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        scopes = self._platform.registration.scopes
        allowed = bearer == self._platform.bot_token and "files:read" in scopes and self._platform.installed
        response = self._answer(request, file_id) if allowed else HTMLResponse(LOGIN_PAGE)
        self._platform.downloads.append(Download(file_id, allowed, response.status_code))
        self._platform.workspace.changed("file", file_id)
        return response

    def _answer(self, request: Request, file_id: str) -> Response:
        facts, content = self._platform.files.facts(file_id), self._platform.files.content(file_id)
        if facts is None or content is None:
            return PlainTextResponse("Not found", 404)
        if not self._platform.app_sees_file(file_id):
            return HTMLResponse(LOGIN_PAGE)
        mishap = self._mishaps.of_download(facts["name"])
        if mishap is not None:
            return _gone_wrong(request, mishap, facts["mimetype"], content)
        return Response(content, media_type=facts["mimetype"], headers=attached(facts))


def _gone_wrong(request: Request, mishap: Mishap, mimetype: str, content: bytes) -> Response:
    match mishap.kind:
        case "redirect":
            return RedirectResponse(mishap.detail or str(request.url), 302)
        case "endless":
            return StreamingResponse(_endless(content), media_type=mimetype)
        case "login_page":
            return HTMLResponse(LOGIN_PAGE)
        case "server_error":
            return PlainTextResponse("Something went wrong", 500)
        case _:
            claimed = len(content) * 2 if mishap.kind == "longer" else len(content) // 2
            _write(request.scope["transport"], mimetype, claimed, content)
            return Response()


async def _endless(content: bytes) -> AsyncIterator[bytes]:
    yield content
    while True:
        yield PIECE
        await asyncio.sleep(0)


def _write(transport: asyncio.Transport, mimetype: str, claimed: int, content: bytes) -> None:
    """Answer past the server, which would not claim a length that isn't true."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {mimetype}\r\nContent-Length: {claimed}\r\nConnection: close\r\n\r\n"
    transport.write(head.encode() + content)
    transport.close()
