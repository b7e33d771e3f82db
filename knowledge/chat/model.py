"""The chat model, as the rest of the product sees it: something asked, something in the wanted form back, in time."""

import logging
import time
from concurrent.futures import Future
from dataclasses import dataclass
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import ModelFailed, ModelSlow
from knowledge.chat.prompts import Prompt

if TYPE_CHECKING:
    from knowledge.chat.asking import Meter

T = TypeVar("T", bound=BaseModel)
# Asked at the same time, with those that nobody waits for any more.
PLACES = 16
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply(Generic[T]):
    """What a model said.

    Attributes:
        model: Provider and name of the one that said it.
        tokens: That were read and written for it, with what was tried before.
    """

    value: T
    model: str
    tokens: int


class ChatModel:
    """The operator's model, and the one asked in its place where it does not answer."""

    def __init__(self, choice: ModelChoice, *, places: int = PLACES) -> None:
        """Load LangChain and build the models; nothing is asked yet.

        Raises:
            ModelUnusable: One is not known, its provider's package is not installed, or it can't be built so.
        """
        # LangChain takes long to load: whoever has no model does not wait for it.
        from knowledge.chat.building import built

        self.choice = choice
        self._models = built(choice)
        self._places = BoundedSemaphore(places)

    @property
    def name(self) -> str:
        """Provider and name of the model that is asked first."""
        return self.choice.model

    @property
    def reply_tokens(self) -> int:
        """So many a reply may take, whichever of the models writes it."""
        return max(model.reply_tokens for model in self._models)

    @property
    def prompt_tokens(self) -> int:
        """So many a prompt may take, if the question has not taken any yet."""
        return self.choice.question_tokens - self.reply_tokens

    def ask(self, prompt: Prompt, schema: type[T], *, seconds: float, tokens: int | None = None) -> Reply[T]:
        """What the model says, in the form of ``schema``.

        A server that is silent, or goes on sending a little, holds nobody longer than ``seconds``.

        Args:
            prompt: What it is told and asked.
            schema: Which the answer is held to, here too.
            seconds: So long it may take in all.
            tokens: So many it may take in all; as many as a question may take if it is None.

        Raises:
            ModelFailed: Nothing of use came; one of its kinds says why.
        """
        from knowledge.chat.asking import Meter

        until = time.monotonic() + seconds
        if not self._places.acquire(timeout=seconds):
            raise ModelSlow(0, "too much was asked of it at once", was_asked=False)
        limit = self.choice.question_tokens if tokens is None else tokens
        meter = Meter(self._models, schema, most=prompt.tokens + self.reply_tokens, tokens=limit, until=until)
        replied: Future[Reply[T]] = Future()
        Thread(target=self._work, args=(replied, prompt, schema, meter), name="chat", daemon=True).start()
        try:
            return replied.result(timeout=max(0.0, until - time.monotonic()))
        except TimeoutError:
            raise _told(ModelSlow(meter.spent, "it took too long"), meter.model) from None
        except ModelFailed as error:
            raise _told(error, meter.model) from None

    def _work(self, replied: "Future[Reply[T]]", prompt: Prompt, schema: type[T], meter: "Meter") -> None:
        from knowledge.chat.asking import ask
        from knowledge.chat.failing import failure

        try:
            value = ask(self._models, prompt, schema, meter)
            replied.set_result(Reply(value, meter.model, meter.spent))
        except Exception as error:  # noqa: BLE001 - a provider's library may raise anything; whoever waits is told
            replied.set_exception(failure(error, meter.spent))
        finally:
            self._places.release()


def _told(error: ModelFailed, name: str) -> ModelFailed:
    _log.info("chat model %s: %s", name, error.cause)
    return error
