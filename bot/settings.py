"""Settings, read from the environment once, here and nowhere else."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.budget.values import Limits
from knowledge.chat.choice import ModelChoice
from knowledge.embeddings.model import PACKAGED
from knowledge.evidence.schemes import load_schemes

SLACK_API = "https://slack.com/api/"
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class Transport(StrEnum):
    """How Slack's events come in."""

    SOCKET = "socket"
    HTTP = "http"


class Settings(BaseSettings):
    """What can be set; each as ``FIELDWISE_`` and the name in capitals, Slack's own secrets without it."""

    model_config = SettingsConfigDict(
        env_prefix="FIELDWISE_", env_ignore_empty=True, populate_by_name=True, hide_input_in_errors=True
    )

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("fieldwise"),
        description="Where the library lives: the SQLite file, the search caches, the state of jobs.",
    )
    database_url: SecretStr | None = Field(
        default=None, description="A relational database in place of the SQLite file, e.g. postgresql://..."
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("fieldwise"),
        description="Where exported models are kept; can be deleted at any time.",
    )
    embedding_model: str = Field(
        default=PACKAGED,
        description="A sentence-transformers model: the packaged one, a folder, or a hub name.",
    )
    evidence_schemes: Path | None = Field(
        default=None, description="A folder with schemes of evidence, one YAML file each, beside those that ship."
    )

    model: str | None = Field(
        default=None,
        description="A chat model that words the answers, as provider:name; without one they are quotes alone.",
    )
    model_base_url: str | None = Field(
        default=None, description="A server of your own that speaks the provider's protocol, e.g. http://llm:8000/v1."
    )
    model_api_key: SecretStr | None = Field(default=None, description="By which the model's provider knows you.")
    model_fallback: str | None = Field(
        default=None, description="The model that is asked where the first one does not answer, as provider:name."
    )
    model_temperature: float | None = Field(
        default=None,
        ge=0.0,
        le=2.0,
        description="0 for the likeliest words, which is what is asked for of models that are known to take one.",
    )
    model_seconds: float = Field(
        default=20.0, gt=0.0, le=120.0, description="So long the model may take for a question, in all."
    )
    model_question_tokens: int = Field(
        default=8_000, ge=2_000, description="So many tokens a question may take, read and written."
    )
    model_person_tokens: int | None = Field(
        default=None, ge=1, description="So many tokens the questions of one person may take in a day."
    )
    model_workspace_tokens: int | None = Field(
        default=None, ge=1, description="So many tokens the questions of the whole workspace may take in a day."
    )
    entailment_model: str | None = Field(
        default=None,
        description="A sentence-transformers cross-encoder that checks whether a quote proves its sentence.",
    )

    owner: str | None = Field(
        default=None,
        pattern=r"^[UW][A-Z0-9]+$",
        description="Slack id of whoever installed the app: the first owner of a library that has none.",
    )
    language: Literal["en", "es"] = Field(
        default="en",
        description="The bot's language where many read along; to one person it speaks that person's own.",
    )
    chroma_url: str | None = Field(
        default=None, description="A Chroma server in place of the embedded one, e.g. http://chroma:8000."
    )
    slack_bot_token: SecretStr | None = Field(
        default=None, validation_alias="SLACK_BOT_TOKEN", description="Slack's bot token; begins with xoxb-."
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validation_alias="SLACK_APP_TOKEN",
        description="Slack's app-level token, for Socket Mode; begins with xapp-.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None, validation_alias="SLACK_SIGNING_SECRET", description="Slack's signing secret, for HTTP."
    )
    slack_api_url: str = Field(default=SLACK_API, description="Slack's Web API. Only Slack's own hosts, or loopback.")
    transport: Transport = Field(default=Transport.SOCKET, description="socket, or http.")
    http_host: str = Field(default="127.0.0.1", description="Where the HTTP transport listens.")
    http_port: int = Field(default=3000, ge=0, le=65535, description="Its port.")
    public_url: str | None = Field(
        default=None,
        description="Where everybody reaches the HTTP port, e.g. https://badges.example.org: signed into certificates.",
    )
    issuer_name: str = Field(
        default="Fieldwise", min_length=1, max_length=200, description="Who issues certificates, as people know it."
    )

    xapi_password: SecretStr | None = Field(
        default=None, description="The password, or secret, by which a learning record store knows this library."
    )
    keep_questions_days: int | None = Field(
        default=None, ge=1, description="So long the words of what people ask are kept; for ever, if it is not set."
    )
    keep_practice_days: int | None = Field(
        default=None, ge=1, description="So long it is kept what people answered in practice; how well, for ever."
    )
    keep_left_days: int | None = Field(
        default=None, ge=1, description="So long after leaving the workspace a person is kept; then she is erased."
    )

    @classmethod
    def without_model(cls) -> Self:
        """The settings as they are where no chat model is set, whatever the environment says of one.

        Raises:
            ValidationError: Others can't be read.
        """
        fields = cls.model_fields.items()
        return cls(**{name: field.default for name, field in fields if name == "model" or name.startswith("model_")})

    @field_validator("evidence_schemes")
    @classmethod
    def _schemes_can_be_used(cls, folder: Path | None) -> Path | None:
        if folder is not None:
            load_schemes([folder])
        return folder

    @field_validator("model", "model_fallback")
    @classmethod
    def _names_a_provider(cls, model: str | None) -> str | None:
        if model is not None and not re.fullmatch(r"[a-z_]+:\S+", model):
            raise ValueError("it is written as provider:name, such as openai:gpt-5.5 or ollama:llama3.2")
        return model

    @field_validator("model_base_url")
    @classmethod
    def _is_a_server(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise ValueError("it must be an http or https address without a user or a query")
        return address.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _is_a_public_address(cls, address: str | None) -> str | None:
        if address is None:
            return None
        parts = urlsplit(address)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        if not safe or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise ValueError("it must be an https address without a user, a query or a fragment")
        return address.rstrip("/")

    @model_validator(mode="after")
    def _belongs_to_a_model(self) -> Self:
        if self.model is None and (self.model_base_url is not None or self.model_fallback is not None):
            raise ValueError("FIELDWISE_MODEL_BASE_URL and FIELDWISE_MODEL_FALLBACK need FIELDWISE_MODEL")
        return self

    @model_validator(mode="after")
    def _a_day_has_room_for_a_question(self) -> Self:
        limits = {"PERSON": self.model_person_tokens, "WORKSPACE": self.model_workspace_tokens}
        small = [f"FIELDWISE_MODEL_{name}_TOKENS" for name, limit in limits.items() if self._is_too_small(limit)]
        if small:
            raise ValueError(
                f"{' and '.join(small)} can't be less than FIELDWISE_MODEL_QUESTION_TOKENS: no answer would ever be "
                "worded. Raise what the day may take, or lower what one question may"
            )
        return self

    def _is_too_small(self, limit: int | None) -> bool:
        return limit is not None and limit < self.model_question_tokens

    @model_validator(mode="after")
    def _tokens_go_to_slack_only(self) -> Self:
        address = urlsplit(self.slack_api_url)
        host = address.hostname or ""
        slack = address.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
        if not slack and host not in _LOOPBACK:
            raise ValueError("FIELDWISE_SLACK_API_URL must be an https address of slack.com")
        return self

    @property
    def model_choice(self) -> ModelChoice | None:
        """The chat model with what may be asked of it; None where answers are quotes alone."""
        if self.model is None:
            return None
        return ModelChoice(
            self.model,
            base_url=self.model_base_url,
            api_key=self.model_api_key.get_secret_value() if self.model_api_key is not None else None,
            fallback=self.model_fallback,
            temperature=self.model_temperature,
            seconds=self.model_seconds,
            question_tokens=self.model_question_tokens,
        )

    @property
    def model_limits(self) -> Limits:
        """How many tokens may go to models in a day."""
        return Limits(self.model_person_tokens, self.model_workspace_tokens)

    @property
    def database(self) -> str:
        """The URL of the relational database, with its password."""
        return self._given or f"sqlite:///{self.data_dir / 'library.sqlite'}"

    @property
    def jobs_database(self) -> str:
        """The URL of the durable jobs' own state, with its password."""
        return self._given or f"sqlite:///{self.data_dir / 'jobs.sqlite'}"

    @property
    def _given(self) -> str | None:
        return self.database_url.get_secret_value() if self.database_url is not None else None
