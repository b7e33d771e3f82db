"""Slack, as far as it tells an app which scopes its token has."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web.server import listening


@contextmanager
def slack_granting(scopes: Iterable[str]) -> Iterator[str]:
    """The address of a Web API that knows every token, and says that it has these scopes."""

    async def auth_test(_: Request) -> Response:
        return JSONResponse({"ok": True, "team": "Field Office"}, headers={"x-oauth-scopes": ",".join(scopes)})

    async def open_connection(_: Request) -> Response:
        return JSONResponse({"ok": True, "url": "ws://127.0.0.1:9/link"})

    routes = [
        Route("/api/auth.test", auth_test, methods=["POST"]),
        Route("/api/apps.connections.open", open_connection, methods=["POST"]),
    ]
    with listening(Starlette(routes=routes), "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}/api/"
