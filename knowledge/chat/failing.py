"""What an error of a provider's library means. Its own words are never passed on: they may hold the prompt or a key."""

from collections.abc import Iterator

import httpx
from langchain.agents.structured_output import StructuredOutputError
from langchain_core.exceptions import ModelError, ModelRefusalError, ModelTimeoutError
from pydantic import ValidationError

from knowledge.chat.bounded import ResponseTooLarge
from knowledge.chat.errors import ModelAway, ModelFailed, ModelGarbled, ModelRefused, ModelSlow

# Raised by a provider's own library, which is there only where its model is used.
_CUT_OFF = "LengthFinishReasonError"
_FILTERED = "ContentFilterFinishReasonError"
_MEANINGS = {401: "it does not accept the key", 403: "it does not accept the key", 404: "it has no such model"}
_BUSY, _BROKEN = 429, 500


class OutOfTime(Exception):
    """There is no time left to ask once more."""


class OutOfTokens(Exception):
    """There are no tokens left to ask once more."""


def failure(error: Exception, tokens: int) -> ModelFailed:
    """The error as this package's own, with the tokens that were spent."""
    if isinstance(error, ModelTimeoutError | httpx.TimeoutException | OutOfTime):
        return ModelSlow(tokens, "it took too long")
    if isinstance(error, ModelRefusalError) or type(error).__name__ == _FILTERED:
        return ModelRefused(tokens, "it would not answer")
    if type(error).__name__ == _CUT_OFF:
        return ModelGarbled(tokens, "its answer was cut off")
    if isinstance(error, StructuredOutputError | ValidationError):
        return ModelGarbled(tokens, "its answer does not have the form that was asked for")
    if _is_too_large(error):
        return ModelGarbled(tokens, "its answer is too large")
    if isinstance(error, OutOfTokens):
        return ModelGarbled(tokens, "no tokens were left to ask it again")
    if isinstance(error, ValueError | KeyError | TypeError | AttributeError):
        return ModelGarbled(tokens, f"what came back could not be read ({type(error).__name__})")
    return ModelAway(tokens, _cause(error))


def may_pass(error: Exception) -> bool:
    """Whether the same request may go well a moment later."""
    if isinstance(error, ModelTimeoutError | httpx.TimeoutException) or _is_too_large(error):
        return False
    if isinstance(error, ModelError):
        return error.is_retryable
    status = status_of(error)
    return isinstance(error, httpx.TransportError | ConnectionError) or status == _BUSY or (status or 0) >= _BROKEN


def costs_nothing(error: Exception) -> bool:
    """Whether a request that ended so was never read by a model: there was no connection, or it was turned down."""
    never_there = any(isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout) for cause in _causes(error))
    return never_there or status_of(error) is not None


def status_of(error: Exception) -> int | None:
    """The HTTP status with which a server refused, if that is what happened."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status >= 400 else None


def _is_too_large(error: Exception) -> bool:
    return any(isinstance(cause, ResponseTooLarge) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that a provider's library has put it around."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _cause(error: Exception) -> str:
    status = status_of(error)
    if status is None:
        return f"it can't be reached ({type(error).__name__})"
    return f"{_MEANINGS.get(status, 'it turned the request down')} (HTTP {status})"
