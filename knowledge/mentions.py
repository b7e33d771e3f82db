"""Where a person is mentioned by her id, in texts and in data. Pure."""

import re
from typing import Any

# What an id may hold, so that one that begins with another is not taken for it.
_INSIDE = r"[A-Za-z0-9_-]"


def replaced(value: Any, person: str, pseudonym: str) -> Any:
    """The same text or data of JSON, with the pseudonym wherever the person's id stood as a whole."""
    if isinstance(value, str):
        return re.sub(_whole(person), pseudonym, value) if person in value else value
    if isinstance(value, dict):
        return {replaced(key, person, pseudonym): replaced(inner, person, pseudonym) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(inner, person, pseudonym) for inner in value]
    return value


def is_mentioned(value: Any, person: str) -> bool:
    """Whether a person's id stands as a whole anywhere in a text, or in data: what ``repr`` tells of it counts."""
    text = value if isinstance(value, str) else repr(value)
    return person in text and re.search(_whole(person), text) is not None


def _whole(person: str) -> str:
    return rf"(?<!{_INSIDE}){re.escape(person)}(?!{_INSIDE})"
