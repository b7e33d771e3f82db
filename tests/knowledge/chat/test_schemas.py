"""Schemas as servers take them."""

from pydantic import BaseModel, Field

from knowledge.answering.checking.drafts import Draft
from knowledge.chat.schemas import kept_schema, native


class Titled(BaseModel):
    title: str = Field(min_length=1, max_length=40, pattern="^[A-Z]")
    format: int = Field(default=3, ge=1)
    parts: list[str] = Field(default=[], max_length=2)


def test_what_servers_refuse_is_left_out_and_nothing_is_optional() -> None:
    assert kept_schema(Titled) == {
        "title": "Titled",
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "format": {"type": "integer"},
            "parts": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
        },
        "required": ["title", "format", "parts"],
        "additionalProperties": False,
    }


def test_what_lies_inside_is_kept_as_strictly() -> None:
    (inner,) = kept_schema(Draft)["$defs"].values()
    assert inner["required"] == ["text", "key", "quote"]
    assert inner["additionalProperties"] is False


def test_a_server_is_told_to_be_strict() -> None:
    assert native(Draft)["json_schema"] == {"name": "Draft", "strict": True, "schema": kept_schema(Draft)}
