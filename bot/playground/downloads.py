"""Files over HTTP: up by the URL that the app asked for, down with its token."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.playground.files import LOGIN_PAGE
from bot.playground.platform import Platform


class Downloads:
    """The two ways of a file's bytes."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def upload(self, request: Request) -> Response:
        """Take the content of an upload."""
        content = await request.body()
        if not self._platform.files.receive(request.path_params["file_id"], content):
            return PlainTextResponse("Not expected", 400)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """Give the content of a file; without a right to it, a login page with status 200, as Slack does."""
        content = self._platform.files.content(request.path_params["file_id"])
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = bearer == self._platform.bot_token and "files:read" in self._platform.registration.scopes
        if not allowed:
            return HTMLResponse(LOGIN_PAGE)
        facts = self._platform.files.facts(request.path_params["file_id"])
        if content is None or facts is None:
            return PlainTextResponse("Not found", 404)
        attached = f"attachment; filename*=UTF-8''{quote(facts['name'])}"
        return Response(content, media_type=facts["mimetype"], headers={"Content-Disposition": attached})
