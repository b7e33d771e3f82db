"""One thing asked of the models, by LangChain's agent and its middlewares: tried again, then asked of another model."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from langchain.agents import create_agent
from langchain.agents.middleware import (
    AgentMiddleware,
    AgentState,
    ModelCallLimitMiddleware,
    ModelFallbackMiddleware,
    ModelRefusalMiddleware,
    ModelRequest,
    ModelResponse,
    ModelRetryMiddleware,
)
from langchain.agents.structured_output import StructuredOutputError, StructuredOutputValidationError, ToolStrategy
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langsmith import tracing_context
from pydantic import BaseModel, ValidationError

from knowledge.chat.building import Askable
from knowledge.chat.failing import OutOfTime, OutOfTokens, costs_nothing, may_pass
from knowledge.chat.prompts import Prompt
from knowledge.chat.schemas import kept_schema, native

T = TypeVar("T", bound=BaseModel)
# What may pass is tried once more, after so many seconds.
_RETRIES = 1
_PAUSE = 0.3


class Meter(AgentMiddleware[AgentState[Any], None, Any]):
    """Counts what models read and write, and asks no more once time or tokens are used up.

    Attributes:
        spent: Tokens so far. What is under way counts as if it took all that it may, and so does what was read by a
            model and came to nothing.
        model: Provider and name of the one that was asked last.
    """

    def __init__(
        self, models: Sequence[Askable], schema: type[BaseModel], *, most: int, tokens: int, until: float
    ) -> None:
        """Take the limits.

        Args:
            models: One of which is asked.
            schema: What it must return.
            most: Tokens that one request may take.
            tokens: That all requests may take.
            until: When the last one may begin, of the monotonic clock.
        """
        super().__init__()
        self._models = models
        self._schema = schema
        self._most = most
        self._tokens = tokens
        self._until = until
        self.spent = 0
        self.model = models[0].name
        self._failed: Exception | None = None

    def wrap_model_call(
        self, request: ModelRequest[None], handler: Callable[[ModelRequest[None]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        """Ask a model, and see whether it keeps to the schema."""
        if time.monotonic() > self._until:
            raise OutOfTime
        if self.spent + self._most > self._tokens:
            raise self._failed or OutOfTokens
        asked = next(model for model in self._models if model.chat is request.model)
        self.model = asked.name
        if asked.keeps_schemas:
            # As ProviderStrategy does, but without the empty list of tools that it sends and some servers refuse.
            request = request.override(response_format=None, model_settings={"response_format": native(self._schema)})
        response = self._counted(request, handler)
        return ModelResponse(response.result, self._valid(response))

    def _counted(
        self, request: ModelRequest[None], handler: Callable[[ModelRequest[None]], ModelResponse[Any]]
    ) -> ModelResponse[Any]:
        self.spent += self._most
        try:
            response = handler(request)
        except StructuredOutputError as error:
            self.spent -= self._most - _used(error.ai_message, self._most)
            raise
        except Exception as error:
            self.spent -= self._most if costs_nothing(error) else 0
            self._failed = error
            raise
        self.spent -= self._most - _used(response.result[0], self._most)
        return response

    def _valid(self, response: ModelResponse[Any]) -> BaseModel:
        said = cast(AIMessage, response.result[0])
        try:
            if response.structured_response is None:
                return self._schema.model_validate_json(said.text)
            return self._schema.model_validate(response.structured_response)
        except ValidationError as error:
            raise StructuredOutputValidationError(self._schema.__name__, error, said) from None


def ask(models: Sequence[Askable], prompt: Prompt, schema: type[T], meter: Meter) -> T:
    """What the first of the models that answers says.

    Raises:
        Exception: Whatever the last one's library raises; see ``failing.failure``.
    """
    agent = create_agent(
        models[0].chat,
        tools=[],
        system_prompt=prompt.system,
        response_format=ToolStrategy(kept_schema(schema), handle_errors=False),
        middleware=_middleware(models, meter),
    )
    # Questions and guides go to the chosen model, and to no service that watches, whatever the environment says.
    with tracing_context(enabled=False):
        said = agent.invoke({"messages": [HumanMessage(prompt.user)]})
    return cast(T, said["structured_response"])


def _middleware(models: Sequence[Askable], meter: Meter) -> list[AgentMiddleware[Any, Any, Any]]:
    """What each request goes through, the outermost first: another model is tried after the first was tried again."""
    others = [model.chat for model in models[1:]]
    return [
        ModelCallLimitMiddleware(run_limit=1, exit_behavior="error"),
        *([ModelFallbackMiddleware(*others)] if others else []),
        ModelRetryMiddleware(
            max_retries=_RETRIES, retry_on=may_pass, on_failure="error", initial_delay=_PAUSE, jitter=False
        ),
        ModelRefusalMiddleware(),
        meter,
    ]


def _used(message: BaseMessage, otherwise: int) -> int:
    usage = message.usage_metadata if isinstance(message, AIMessage) else None
    return usage["total_tokens"] if usage else otherwise
