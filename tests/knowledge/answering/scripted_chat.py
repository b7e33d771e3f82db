"""A chat model that says what a test says, in the place of one that would have to be paid."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from knowledge.chat.errors import ModelFailed
from knowledge.chat.model import Reply
from knowledge.chat.prompts import Prompt

T = TypeVar("T", bound=BaseModel)
KEY = re.compile(r"^--- [0-9a-f]{8} passage ([A-Z]{3}) ---$", re.MULTILINE)


@dataclass
class ScriptedChat:
    """Says what ``say`` makes of a prompt, or fails as it says.

    Attributes:
        asked: The prompts so far, each with the seconds and tokens that it might take.
        tokens: That each reply takes.
    """

    say: Callable[[Prompt], BaseModel | ModelFailed]
    asked: list[tuple[Prompt, float, int | None]] = field(default_factory=list)
    tokens: int = 100
    reply_tokens: int = 500
    name: str = "scripted:strong"

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float, tokens: int | None = None) -> Reply[T]:
        self.asked.append((prompt, seconds, tokens))
        said = self.say(prompt)
        if isinstance(said, ModelFailed):
            raise said
        return Reply(schema.model_validate(said.model_dump()), self.name, self.tokens)


@dataclass(frozen=True)
class EvenSupport:
    """Finds every quote as good as any other."""

    value: float = 1.0
    threshold: float = 0.5

    def score(self, sentence: str, quote: str) -> float:
        return self.value


def keys_in(prompt: Prompt) -> Sequence[str]:
    """The keys of the passages that a prompt gives, best first."""
    return KEY.findall(prompt.user)
