"""The form that a model is asked to keep to. Pure."""

from typing import Any

from pydantic import BaseModel

# Servers know these or refuse the whole schema for them; what comes back is held to them here in any case.
_LEFT_OUT = {"title", "default", "minLength", "maxLength", "pattern", "format", "minimum", "maximum"}


def kept_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """A model's JSON schema in the part of the language that all servers understand: nothing optional, nothing more."""
    return {**_kept(schema.model_json_schema()), "title": schema.__name__}


def native(schema: type[BaseModel]) -> dict[str, Any]:
    """The same as what a server is told that holds its model to a schema; LangChain turns it into each one's own."""
    form = {"name": schema.__name__, "schema": kept_schema(schema), "strict": True}
    return {"type": "json_schema", "json_schema": form}


def _kept(node: Any) -> Any:
    if isinstance(node, list):
        return [_kept(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _kept(part) for name, part in node.items() if name not in _LEFT_OUT}
    for named in ("properties", "$defs"):
        if named in node:
            kept[named] = {name: _kept(part) for name, part in node[named].items()}
    if "properties" in node:
        kept |= {"required": list(node["properties"]), "additionalProperties": False}
    return kept
