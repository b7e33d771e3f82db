"""Response URLs: where an app answers to one interaction, five times within half an hour."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.playground.interactivity import Refusal, ResponseUrl
from bot.playground.messages import by_app, delete, edit, post, show_only
from bot.playground.methods.chat import said
from bot.playground.methods.method import truth
from bot.playground.people import BOT_USER
from bot.playground.platform import Platform
from bot.playground.workspace import Message

KNOWN = {
    "text",
    "blocks",
    "attachments",
    "markdown_text",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
}


class Respond:
    """Answers to posts to response URLs."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def endpoint(self, request: Request) -> Response:
        """Take one response of the app."""
        try:
            body = json.loads(await request.body())
            if not isinstance(body, dict) or set(body) - KNOWN:
                raise Refusal("invalid_payload")
            self._take(self._platform.response_urls.use(request.path_params["key"]), body)
        except ValueError:
            return PlainTextResponse("invalid_payload", 400)
        except Refusal as refusal:
            gone = refusal.error in ("expired_url", "used_url")
            return PlainTextResponse("\n".join([refusal.error, *refusal.messages]), 404 if gone else 400)
        return PlainTextResponse("ok")

    def _take(self, link: ResponseUrl, body: dict[str, Any]) -> None:
        # The response URL of a command or shortcut has no message that it could replace or delete.
        if truth(body.get("delete_original")):
            self._delete(link)
        elif truth(body.get("replace_original")) and link.source != "none":
            self._replace(link, {"blocks": None, **said(body)})
        else:
            self._add(link, body)

    def _add(self, link: ResponseUrl, body: dict[str, Any]) -> None:
        channel = self._platform.workspace.channels[link.channel]
        content, thread_ts = by_app(said(body)), body.get("thread_ts") or link.thread_ts
        if body.get("response_type") == "in_channel":
            post(self._platform, channel, content, thread_ts)
        else:
            show_only(self._platform, channel, link.person, content, thread_ts)

    def _replace(self, link: ResponseUrl, content: Message) -> None:
        workspace = self._platform.workspace
        content = by_app(content)
        with workspace.lock:
            found = [one for one in workspace.state.ephemerals if one.message["ts"] == link.source_ts]
            for one in found:
                kept = {name: one.message[name] for name in ("type", "subtype", "team", "ts", "is_ephemeral")}
                thread = {"thread_ts": one.message["thread_ts"]} if "thread_ts" in one.message else {}
                one.message = {**content, **kept, **thread}
        if found:
            workspace.changed("ephemeral", link.channel)
        elif self._stands(link):
            edit(self._platform, workspace.channels[link.channel], str(link.source_ts), content, BOT_USER)

    def _delete(self, link: ResponseUrl) -> None:
        workspace = self._platform.workspace
        with workspace.lock:
            ephemerals = workspace.state.ephemerals
            ephemerals[:] = [one for one in ephemerals if one.message["ts"] != link.source_ts]
        workspace.changed("ephemeral", link.channel)
        if link.source == "message" and self._stands(link):
            delete(self._platform, workspace.channels[link.channel], str(link.source_ts))

    def _stands(self, link: ResponseUrl) -> bool:
        """Whether the source message is still there.

        Raises:
            Refusal: It is not.
        """
        if self._platform.workspace.message(link.channel, str(link.source_ts)) is None:
            raise Refusal("message_not_found")
        return True
