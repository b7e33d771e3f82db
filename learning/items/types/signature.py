"""What a type of items is: how its content is read, shown, answered and graded. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from learning.items.responses import Response, Way


class Content(Protocol):
    """What an item of some type asks, and what is right."""

    @property
    def stem(self) -> str: ...


C = TypeVar("C", bound=Content)


@dataclass(frozen=True)
class ItemType(Generic[C]):
    """A type of items, as a bundle of pure functions.

    Attributes:
        key: Its name in stored data and in files.
        read: The content that data describe; raises ``BadItem`` with all that is wrong with them, and with an empty
            key, as it does not know whose content it is.
        data: The content as JSON keeps it; ``read`` reads it as the same content.
        way: How it is answered, with its options in authoring order: who shows them shuffles them.
        grade: The share of its point that a response earns, from 0 to 1. One that can't be a response to this content
            earns 0: another kind of response, or keys that it does not have.
        right: A response that earns 1.
    """

    key: str
    read: Callable[[Mapping[str, Any]], C]
    data: Callable[[C], dict[str, Any]]
    way: Callable[[C], Way]
    grade: Callable[[C, Response], float]
    right: Callable[[C], Response]

    def stem(self, content: C) -> str:
        """What is asked."""
        return content.stem
