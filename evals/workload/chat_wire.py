"""How chat models are spoken to over HTTP: OpenAI's protocol, Anthropic's and Ollama's. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OPENAI, ANTHROPIC, OLLAMA = "/v1/chat/completions", "/v1/messages", "/api/chat"


@dataclass(frozen=True)
class ChatRequest:
    """What a client sent.

    Attributes:
        path: Which says in whose protocol.
        headers: With their names in lower case.
    """

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def system(self) -> str:
        """What the model is told."""
        if "system" in self.body:
            return _text(self.body["system"])
        return "\n".join(_text(said["content"]) for said in self.body["messages"] if said["role"] == "system")

    @property
    def user(self) -> str:
        """What the model is asked."""
        return "\n".join(_text(said["content"]) for said in self.body["messages"] if said["role"] == "user")

    @property
    def schema(self) -> Mapping[str, Any] | None:
        """The JSON schema that the reply has to keep to, if one was sent."""
        body = self.body
        if "response_format" in body:
            return dict(body["response_format"]["json_schema"]["schema"])
        if "format" in body:
            return dict(body["format"])
        if "output_config" in body:
            return dict(body["output_config"]["format"]["schema"])
        return dict(body["tools"][0]["input_schema"]) if body.get("tools") else None


@dataclass(frozen=True)
class Words:
    """What a model says: text, at times cut off or a refusal, and the tokens that were read and written."""

    text: str
    is_cut: bool = False
    is_refusal: bool = False
    read: int = 100
    written: int = 20


def encoded(words: Words, request: ChatRequest) -> bytes:
    """The words as the body of a response, in the protocol of the request."""
    if request.path == ANTHROPIC:
        return json.dumps(_anthropic(words, request)).encode()
    if request.path == OLLAMA:
        return json.dumps(_ollama(words)).encode()
    return json.dumps(_openai(words)).encode()


def _openai(words: Words) -> dict[str, Any]:
    said: dict[str, Any] = {"role": "assistant", "content": None if words.is_refusal else words.text}
    if words.is_refusal:
        said["refusal"] = words.text
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": said, "finish_reason": "length" if words.is_cut else "stop"}],
        "usage": {
            "prompt_tokens": words.read,
            "completion_tokens": words.written,
            "total_tokens": words.read + words.written,
        },
    }


def _anthropic(words: Words, request: ChatRequest) -> dict[str, Any]:
    tools = request.body.get("tools")
    content: dict[str, Any] = {"type": "text", "text": words.text}
    if tools and words.text.startswith("{") and not words.is_cut:
        content = {"type": "tool_use", "id": "toolu_1", "name": tools[0]["name"], "input": json.loads(words.text)}
    stop = "refusal" if words.is_refusal else "max_tokens" if words.is_cut else "tool_use" if tools else "end_turn"
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "scripted",
        "content": [content],
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {"input_tokens": words.read, "output_tokens": words.written},
    }


def _ollama(words: Words) -> dict[str, Any]:
    return {
        "model": "scripted",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": words.text},
        "done": True,
        "done_reason": "length" if words.is_cut else "stop",
        "prompt_eval_count": words.read,
        "eval_count": words.written,
    }


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content)
