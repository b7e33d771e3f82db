"""From the operator's choice to LangChain's chat models."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel, ModelProfile
from openai import OpenAIError
from pydantic import SecretStr, ValidationError

from knowledge.chat.bounded import bounded
from knowledge.chat.choice import ModelChoice
from knowledge.chat.errors import ModelProblem, ModelUnusable

# What the first model may take of the time, where there is another one to ask after it.
_FIRST_SHARE = 0.6
# So many tokens an answer may have; a good one has a third of that.
_REPLY_TOKENS = 1_200
# So many it may have with what a model thinks before it writes, which its provider counts as written too.
_THINKING_TOKENS = 3_600
_NO_KEY = "none"
_OPENAI, _ANTHROPIC, _OLLAMA = "openai", "anthropic", "ollama"
_HOMES = {_OPENAI: "https://api.openai.com/v1", _ANTHROPIC: "https://api.anthropic.com"}
# Whatever model they serve, it is held to a JSON schema; of the others' models LangChain knows which ones can be.
_KEEP_SCHEMAS = {_OPENAI, "azure_openai", _OLLAMA}


@dataclass(frozen=True)
class Askable:
    """A model that can be asked.

    Attributes:
        name: Provider and name, as it was chosen.
        keeps_schemas: Whether its server holds it to a JSON schema.
        reply_tokens: So many it writes at a time, at most.
    """

    name: str
    chat: BaseChatModel
    keeps_schemas: bool
    reply_tokens: int


def built(choice: ModelChoice) -> list[Askable]:
    """The models to ask, in this order.

    Raises:
        ModelUnusable: One is not known, its provider's package is not installed, or it can't be built from this choice.
    """
    if choice.fallback is None:
        return [_askable(choice, choice.model, choice.seconds)]
    first = choice.seconds * _FIRST_SHARE
    return [
        _askable(choice, choice.model, first),
        _askable(choice, choice.fallback, choice.seconds - first),
    ]


def _askable(choice: ModelChoice, name: str, seconds: float) -> Askable:
    provider, _, _ = name.partition(":")
    own = provider == choice.model.partition(":")[0]
    access = _access(provider, choice, own=own)
    # What LangChain knows of a model is told by the model once it is built.
    known = _init(name, {**access, **_limits(provider, seconds, _REPLY_TOKENS)}).profile or {}
    reply_tokens = _reply_tokens(known, choice.question_tokens)
    temperature = _temperature(choice, known, is_ours=provider == _OLLAMA or (own and choice.base_url is not None))
    chat = _init(name, {**access, **_limits(provider, seconds, reply_tokens), **temperature})
    return Askable(name, chat, provider in _KEEP_SCHEMAS or bool(known.get("structured_output")), reply_tokens)


def _init(name: str, settings: Mapping[str, Any]) -> BaseChatModel:
    provider, _, model = name.partition(":")
    try:
        chat: BaseChatModel = init_chat_model(model, model_provider=provider, **settings)
    except ImportError as error:
        raise ModelUnusable(name, ModelProblem.NOT_INSTALLED, _package(error)) from None
    except OpenAIError:
        is_without = provider == _OPENAI and "api_key" not in settings
        raise ModelUnusable(name, ModelProblem.NO_KEY if is_without else ModelProblem.MISCONFIGURED) from None
    except ValidationError:
        raise ModelUnusable(name, ModelProblem.MISCONFIGURED) from None
    except ValueError:
        raise ModelUnusable(name, ModelProblem.UNKNOWN) from None
    if _lacks_key(chat):
        raise ModelUnusable(name, ModelProblem.NO_KEY)
    return chat


def _lacks_key(chat: BaseChatModel) -> bool:
    """Whether an empty key is all that it has; some providers' models are built with one, and fail when asked."""
    keys = [getattr(chat, name, None) for name in chat.lc_secrets]
    return any(isinstance(key, SecretStr) and not key.get_secret_value().strip() for key in keys)


def _reply_tokens(known: ModelProfile, question_tokens: int) -> int:
    if known.get("reasoning_output"):
        return min(_THINKING_TOKENS, question_tokens // 2)
    return min(_REPLY_TOKENS, question_tokens // 3)


def _temperature(choice: ModelChoice, known: ModelProfile, *, is_ours: bool) -> dict[str, Any]:
    """What is said of the temperature: nothing to a model that refuses one, or may as it is a provider's newest."""
    takes_one = known.get("temperature")
    if takes_one is False:
        return {}
    if choice.temperature is not None:
        return {"temperature": choice.temperature}
    return {"temperature": 0.0} if takes_one or is_ours else {}


def _limits(provider: str, seconds: float, reply_tokens: int) -> dict[str, Any]:
    """What bounds a single request, in the provider's words for it. Trying again is not left to its own client."""
    if provider == _OLLAMA:
        return {"num_predict": reply_tokens, "sync_client_kwargs": bounded(seconds)}
    limits: dict[str, Any] = {"max_tokens": reply_tokens, "timeout": seconds, "max_retries": 0}
    if provider == _OPENAI:
        return {**limits, "http_client": httpx.Client(**bounded(seconds))}
    return limits


def _access(provider: str, choice: ModelChoice, *, own: bool) -> dict[str, Any]:
    """Where the server is, and how it knows this library.

    The address and the key that were chosen are those of the first model's provider, and go to no other one.
    """
    address, key = (choice.base_url, choice.api_key) if own else (None, None)
    access: dict[str, Any] = {}
    if address is not None and provider in _HOMES:
        # No key that lies about goes to a stranger.
        access["api_key"] = _NO_KEY
    if address is not None and provider == _OPENAI:
        # Servers that speak this protocol know its older form.
        access["use_responses_api"] = False
    if key is not None and provider != _OLLAMA:
        access["api_key"] = key
    # Where it is known, it is said: the environment may hold the address of somebody who would read along.
    address = address or _HOMES.get(provider)
    return access | ({"base_url": address} if address is not None else {})


def _package(error: ImportError) -> str | None:
    """The package that provides what could not be imported."""
    missing = error.__cause__
    return missing.name.replace("_", "-") if isinstance(missing, ImportError) and missing.name else None
