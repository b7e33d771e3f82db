"""The page that shows the workspace: one template, a few style sheets and modules, and nothing from elsewhere."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

FOLDER = Path(__file__).parent / "page"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # A browser that kept yesterday's module next to today's would show a broken page.
    "Cache-Control": "no-cache",
}
ASSETS = {path.name: path for path in sorted(FOLDER.iterdir()) if path.suffix in MEDIA_TYPES}
SHEETS = ("ground.css", "frame.css", "messages.css", "blocks.css", "forms.css", "screens.css")
TEMPLATES = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)


async def page(request: Request) -> Response:
    """The workspace as the person of ``?as=`` sees it; without one, as the first person."""
    modules = [name for name in ASSETS if name.endswith(".js")]
    person = request.query_params.get("as", "")
    shown = TEMPLATES.get_template("index.html").render(sheets=SHEETS, modules=modules, acting_as=person)
    return HTMLResponse(shown, headers=HEADERS)


async def asset(request: Request) -> Response:
    """A file of the page.

    Raises:
        HTTPException: 404, the page has no such file.
    """
    path = ASSETS.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers=HEADERS)


routes: list[BaseRoute] = [Route("/", page), Route("/page/{name}", asset)]
