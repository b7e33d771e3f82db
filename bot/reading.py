"""What a Slack message asks. Pure: an event in, a value out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

# Messages that a person wrote; the other subtypes are notices, edits and what programs say.
_WRITTEN = {None, "file_share", "thread_broadcast", "me_message"}
_PEOPLE = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]*))?>")
_GROUPS = re.compile(r"<!(here|channel|everyone|subteam\^[A-Z0-9]+)(?:\|@?([^>]*))?>")
_LABELLED = re.compile(r"<(?:#[A-Z0-9]+|!date\^[^|>]*|[^|>]+)\|([^>]*)>")
_BARE = re.compile(r"<([^|>]+)>")
_PLEASANTRY = re.compile(
    r"[\s,.!¡]*(?:(?:ok|okay|thanks?|thank you|thx|great|perfect|cool|nice|got it|will do|done|yes|no|sure|super|good|"
    r"gracias|muchas gracias|vale|perfecto|genial|listo|sí|si|claro|bien|so much|very much|a lot|all)[\s,.!¡]*)+",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"[\s,.!¡?]*(?:(?:hi|hello|hey|help|good (?:morning|afternoon|evening)|hola|buenas|buenos días|buenas tardes|ayuda|"
    r"there|fieldwise)[\s,.!¡?]*)+",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[\s¿¡,.]*(?:(?:hi|hello|hey|hola|please|and|so|but|y|por favor)\b[\s,.!]*)*(?:what|how|who|whom|whose|where"
    r"|when|why"
    r"|which|can|could|do|does|did|should|must|may|is|are|was|were|will|would|has|have|tell me|explain|compare|check"
    r"|qué|cómo|quién|quiénes|dónde|cuándo|por qué|cuál|cuáles|cuánt[oa]s?|puedo|puede[ns]?|podemos|debo|debe[ns]?"
    r"|debemos"
    r"|dime|explica|compara|comprueba)\b",
    re.IGNORECASE,
)
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")


@dataclass(frozen=True)
class Heard:
    """A message that a person wrote where the bot can read it.

    Attributes:
        event_id: Names the event; the same event may be delivered again and again.
        channel_type: ``channel``, ``group``, ``im`` or ``mpim``.
        moment: The message's ``ts``; ``root`` is that of its thread, ``moment`` itself outside of one.
        wording: The moment of the wording: ``moment``, or that of the last edit.
        text: What it asks, as the person sees it, without the mention of the bot.
        mentioned: Whether it names the bot.
        others: Whether it names other people, or groups of them.
        shared: Whether the channel is shared with another organisation; None where the event does not say.
        teams: All teams that the event names as the writer's.
        files: Id of each file in it, and its name as far as the event tells it.
    """

    event_id: str
    channel: str
    channel_type: str
    moment: str
    root: str
    wording: str
    writer: str
    text: str
    mentioned: bool
    others: bool
    shared: bool | None
    teams: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()

    @property
    def direct(self) -> bool:
        """Whether nobody but the writer and the bot reads it."""
        return self.channel_type == "im"

    @property
    def replies(self) -> bool:
        """Whether it stands inside a thread."""
        return self.root != self.moment


@dataclass(frozen=True)
class Gone:
    """A message that was deleted."""

    event_id: str
    channel: str
    moment: str


def heard(body: Mapping[str, Any], bot_user: str) -> Heard | None:
    """The message of a ``message`` or ``app_mention`` event; None where no person wrote it."""
    event = body["event"]
    return _heard(body, event, event, bot_user)


def reworded(body: Mapping[str, Any], bot_user: str) -> Heard | None:
    """The message of a ``message_changed`` event in its new wording; None where a person changed no word.

    Slack also sends this event when it unfolds a link, or leaves a gravestone for a message with replies.
    """
    event = body["event"]
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    if new.get("text") == old.get("text") or "edited" not in new:
        return None
    return _heard(body, event, new, bot_user)


def previous(body: Mapping[str, Any], bot_user: str) -> Heard | None:
    """What a message said before it was changed or deleted; None where no person wrote it."""
    event = body["event"]
    message = event.get("previous_message")
    return _heard(body, event, message, bot_user) if message else None


def gone(body: Mapping[str, Any]) -> Gone | None:
    """The message that a ``message_deleted`` event, or a gravestone, tells of; None where it is neither."""
    event = body["event"]
    moment = event.get("deleted_ts")
    if event.get("subtype") == "message_changed" and (event.get("message") or {}).get("subtype") == "tombstone":
        moment = event["message"]["ts"]
    return Gone(body["event_id"], event["channel"], moment) if moment else None


def greets(text: str) -> bool:
    """Whether it is a greeting and nothing else, or a call for help."""
    return _GREETING.fullmatch(text) is not None


def thanks(text: str) -> bool:
    """Whether it is said only in thanks, or in agreement."""
    return _PLEASANTRY.fullmatch(_without_signs(text)) is not None


def questions(text: str) -> bool:
    """Whether words that came with a file ask something, and do not only say what the file is."""
    return "?" in text or _QUESTION.match(text) is not None


def asks(message: Heard) -> bool:
    """Whether a message in which the bot is not named may be meant for it.

    What is said only in thanks is not, nor what is said to somebody else, nor signs alone. Where nobody else reads it,
    others are named because it is about them, and who writes only signs is told that there is no word in it.
    """
    words = _without_signs(message.text)
    to_us = message.direct or (not message.others and any(c.isalpha() for c in words))
    return to_us and not thanks(message.text)


def plain(text: str, bot_user: str) -> str:
    """Slack's text as its writer sees it: entities resolved, the bot's own name left out; nothing if only emoji."""
    text = _PEOPLE.sub(lambda m: "" if m[1] == bot_user else f"@{m[2] or m[1]}", text)
    text = _GROUPS.sub(lambda m: f"@{m[2] or m[1]}", text)
    text = _BARE.sub(r"\1", _LABELLED.sub(r"\1", text))
    text = " ".join(unescape(text).split())
    return text if _EMOJI.sub("", text).strip() else ""


def _without_signs(text: str) -> str:
    return _EMOJI.sub("", text).strip()


def _heard(
    body: Mapping[str, Any], event: Mapping[str, Any], message: Mapping[str, Any], bot_user: str
) -> Heard | None:
    writer = message.get("user")
    if message.get("subtype") not in _WRITTEN or message.get("bot_id") or not writer or writer == bot_user:
        return None
    text = message.get("text") or ""
    named = {found[1] for found in _PEOPLE.finditer(text)}
    return Heard(
        event_id=body["event_id"],
        channel=event["channel"],
        channel_type=event.get("channel_type") or "channel",
        moment=message["ts"],
        root=message.get("thread_ts") or message["ts"],
        wording=(message.get("edited") or {}).get("ts") or message["ts"],
        writer=writer,
        text=plain(text, bot_user),
        mentioned=bot_user in named,
        others=bool(named - {bot_user}) or _GROUPS.search(text) is not None,
        shared=body.get("is_ext_shared_channel"),
        teams=tuple(t for t in (message.get(k) for k in ("team", "user_team", "source_team")) if t),
        files=tuple((str(f["id"]), str(f.get("name") or f["id"])) for f in message.get("files") or () if f.get("id")),
    )
