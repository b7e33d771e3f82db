"""The workspace for the page: what a person sees, pushed as it changes, and what they do."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.acts import Acts
from bot.playground.deliveries import Unanswered
from bot.playground.files import safe_headers
from bot.playground.forms import NotPossible
from bot.playground.platform import Platform
from bot.playground.sight import Sight
from bot.playground.workspace import Change

ACTS = (
    "post",
    "edit",
    "delete",
    "delete_file",
    "command",
    "shortcut",
    "click",
    "click_in_view",
    "offers",
    "offers_in_message",
    "submit",
    "close_view",
    "open_home",
)


class Live:
    """The endpoints under ``/play``. Only pages of this server may use them."""

    def __init__(self, platform: Platform, acts: Acts, soon: Callable[..., None]) -> None:
        self._platform = platform
        self._acts = acts
        self._soon = soon
        self._own = urlsplit(platform.url).netloc
        self.routes: list[BaseRoute] = [
            Route("/state", self.state),
            Route("/act", self.act, methods=["POST"]),
            Route("/upload", self.upload, methods=["POST"]),
            Route("/file/{file_id}", self.file),
            WebSocketRoute("/live", self.live),
        ]

    async def state(self, request: Request) -> Response:
        """What a person sees now, all of it."""
        sight = self._sight(request.query_params.get("as", ""))
        if not self._allowed(request.headers) or sight is None:
            return _no("There is nobody to see this as.", 403)
        return JSONResponse(sight.everything())

    async def act(self, request: Request) -> Response:
        """Do what a person does."""
        if not self._allowed(request.headers):
            return _no("Only the page of this workspace may act.", 403)
        try:
            asked = await request.json()
            name, person = asked.pop("act"), asked.pop("as")
        except (ValueError, AttributeError, KeyError, TypeError):
            return _no("An act needs a name and a person.", 400)
        return await self._done(name, person, asked)

    async def upload(self, request: Request) -> Response:
        """Send files to a channel; without a channel, keep them for a form."""
        if not self._allowed(request.headers):
            return _no("Only the page of this workspace may act.", 403)
        async with request.form(max_files=20) as form:
            chosen = [one for one in form.getlist("files") if isinstance(one, UploadFile)]
            files = [(one.filename or "file", await one.read()) for one in chosen]
            given = {name: str(form.get(name) or "") for name in ("as", "channel", "thread_ts", "text")}
        try:
            if not given["channel"]:
                ids = self._acts.keep(given["as"], files)
                kept = [self._platform.files.facts(one) for one in ids]
                return JSONResponse({"ok": True, "files": kept})
            ts = self._acts.upload(given["as"], given["channel"], files, given["text"], given["thread_ts"] or None)
        except NotPossible as impossible:
            return _no(str(impossible))
        return JSONResponse({"ok": True, "ts": ts})

    async def file(self, request: Request) -> Response:
        """Give a file to a person who sees it: a picture to look at, anything else to keep."""
        sight = self._sight(request.query_params.get("as", ""))
        if not self._allowed(request.headers) or sight is None:
            return _no("There is nobody to give this to.", 403)
        facts = sight.file(request.path_params["file_id"])
        content = self._platform.files.content(facts["id"]) if facts is not None else None
        if facts is None or content is None:
            return _no("There is no such file here.", 404)
        return Response(content, media_type=facts["mimetype"], headers=safe_headers(facts))

    async def live(self, websocket: WebSocket) -> None:
        """Push what changes for a person, until they leave."""
        sight = self._sight(websocket.query_params.get("as", ""))
        if not self._allowed(websocket.headers) or sight is None:
            await websocket.close(1008)
            return
        await websocket.accept()
        changes: asyncio.Queue[Change] = asyncio.Queue()

        def watch(change: Change) -> None:
            self._soon(changes.put_nowait, change)

        watchers = self._platform.workspace.watchers
        watchers.append(watch)
        pusher = asyncio.create_task(_push(websocket, sight, changes))
        try:
            while True:
                await websocket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            watchers.remove(watch)
            pusher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pusher

    async def _done(self, name: str, person: str, arguments: dict[str, Any]) -> Response:
        if name == "open_channel":
            return JSONResponse({"ok": True})
        if name not in ACTS:
            return _no(f"There is no act called {name}.", 400)
        try:
            result = await run_in_threadpool(getattr(self._acts, name), person, **arguments)
        except NotPossible as impossible:
            return _no(str(impossible))
        except Unanswered:
            return _no("The app did not answer in time.")
        except TypeError as error:
            return _no(f"This act was given something that it doesn't take: {error}", 400)
        return JSONResponse({"ok": True, **_told(name, result)})

    def _sight(self, person: str) -> Sight | None:
        people = self._platform.workspace.people
        chosen = person or next(iter(people))
        return Sight(self._platform, chosen) if chosen in people else None

    def _allowed(self, headers: Headers) -> bool:
        """Whether a request comes from a page of this server, or from no page at all."""
        origin = headers.get("origin")
        return headers.get("host") == self._own and origin in (None, self._platform.url)


async def _push(websocket: WebSocket, sight: Sight, changes: asyncio.Queue[Change]) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            due = [await changes.get()]
            while not changes.empty():
                due.append(changes.get_nowait())
            for change in dict.fromkeys(due):
                push = sight.push(change)
                if push is not None:
                    await websocket.send_json(push)


def _told(name: str, result: Any) -> dict[str, Any]:
    match name:
        case "post":
            return {"ts": result}
        case "submit":
            return {"errors": result}
        case "command":
            return {"answer": result}
        case "offers" | "offers_in_message":
            return {"groups": result}
        case _:
            return {}


def _no(sentence: str, status: int = 200) -> Response:
    return JSONResponse({"ok": False, "error": sentence}, status)
