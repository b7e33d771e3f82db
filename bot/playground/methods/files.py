"""Files of the app, and what is known of files."""

from typing import Any

from bot.playground.interactivity import Refusal
from bot.playground.messages import by_app, post
from bot.playground.methods.method import Arguments, Method, invalid, joined_channel
from bot.playground.platform import Platform


def info(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if not platform.app_sees_file(arguments["file"]):
        raise Refusal("file_not_found")
    if platform.files.is_deleted(arguments["file"]):
        raise Refusal("file_deleted")
    facts = platform.files.facts(arguments["file"])
    if facts is None:
        raise Refusal("file_not_found")
    return {"file": facts, "comments": [], "response_metadata": {"next_cursor": ""}}


def upload_url(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    if not arguments["length"].isdecimal():
        raise invalid("must provide an integer", "/length")
    length = int(arguments["length"])
    if length < 1:
        raise Refusal("file_upload_size_restricted")
    file_id, url = platform.files.expect(arguments["filename"], length)
    return {"file_id": file_id, "upload_url": url}


def complete(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    asked = arguments["files"]
    if not isinstance(asked, list) or not asked or not all(isinstance(one, dict) for one in asked):
        raise invalid("must provide an array of objects", "/files")
    channel = joined_channel(platform, arguments["channel_id"]) if arguments.get("channel_id") else None
    files = [platform.files.complete(one.get("id", ""), one.get("title")) for one in asked]
    found = [one for one in files if one is not None]
    if len(found) < len(files):
        raise Refusal("file_not_found")
    if channel is not None:
        for one in found:
            platform.files.share(one["id"], channel)
        text = arguments.get("initial_comment", "")
        post(platform, channel, by_app({"text": text, "files": found}), arguments.get("thread_ts"))
    return {"files": found}


METHODS = {
    "files.info": Method(info, ("file",), ("count", "cursor", "limit", "page"), ("files:read",)),
    "files.getUploadURLExternal": Method(
        upload_url, ("filename", "length"), ("alt_txt", "snippet_type"), ("files:write",)
    ),
    "files.completeUploadExternal": Method(
        complete, ("files",), ("channel_id", "channels", "initial_comment", "thread_ts", "blocks"), ("files:write",)
    ),
}
