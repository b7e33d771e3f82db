from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot.health.settings import settings_finding, unreadable
from bot.settings import Settings, Transport

BOT, APP, SECRET = "xoxb-1-2-abcdefghij", "xapp-1-A1-2-abcdefghij", "8f742231b10e88b1a1b2c3d4e5f60718"
GOOD = {"slack_bot_token": BOT, "slack_app_token": APP, "slack_signing_secret": SECRET}


def finding(transport: Transport = Transport.SOCKET, **values: str | None) -> Any:
    given: dict[str, Any] = {**GOOD, **values}
    return settings_finding(Settings(data_dir=Path(), transport=transport, **given))


def test_each_transport_needs_its_own_two_secrets_and_no_other() -> None:
    assert finding(slack_signing_secret=None).good
    assert finding(Transport.HTTP, slack_app_token=None).good


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("slack_bot_token", None, "SLACK_BOT_TOKEN is not set."),
        ("slack_bot_token", " ", "SLACK_BOT_TOKEN is not set."),
        ("slack_bot_token", APP, "SLACK_BOT_TOKEN holds an app-level token. It has to be the Bot User OAuth Token"),
        ("slack_bot_token", "xoxp-1-2-abcdefghij", "SLACK_BOT_TOKEN holds a user token."),
        ("slack_bot_token", "xoxe.xoxb-1-abcdefghij", "SLACK_BOT_TOKEN holds a configuration token."),
        ("slack_bot_token", SECRET, "SLACK_BOT_TOKEN is malformed"),
        ("slack_bot_token", "xoxb-", "SLACK_BOT_TOKEN is malformed"),
        ("slack_bot_token", f"{BOT}\n", "SLACK_BOT_TOKEN has a space, a line end or quotation marks around it."),
        ("slack_bot_token", f'"{BOT}"', "SLACK_BOT_TOKEN has a space, a line end or quotation marks around it."),
        ("slack_app_token", None, "SLACK_APP_TOKEN is not set."),
        ("slack_app_token", BOT, "SLACK_APP_TOKEN holds a bot token. It has to be an app-level token (xapp-...)"),
        ("slack_signing_secret", None, "SLACK_SIGNING_SECRET is not set."),
        ("slack_signing_secret", SECRET[:-1], "SLACK_SIGNING_SECRET is malformed: it is too short"),
        ("slack_signing_secret", BOT, "SLACK_SIGNING_SECRET holds a bot token."),
        ("slack_signing_secret", APP, "SLACK_SIGNING_SECRET holds an app-level token."),
    ],
)
def test_a_variable_at_fault_is_named_with_what_it_has_to_be_and_not_with_what_it_holds(
    name: str, value: str | None, said: str
) -> None:
    transport = Transport.HTTP if name == "slack_signing_secret" else Transport.SOCKET
    found = finding(transport, **{name: value})
    assert not found.good
    assert found.says.startswith(said)
    assert "api.slack.com/apps" in found.says or "Write it without" in found.says
    assert not any(secret[5:] in found.says for secret in (BOT, APP, SECRET))


def test_all_variables_at_fault_are_named_at_once() -> None:
    found = finding(slack_bot_token=APP, slack_app_token=BOT)
    assert "SLACK_BOT_TOKEN holds" in found.says
    assert "SLACK_APP_TOKEN holds" in found.says


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"transport": "carrier pigeon"}, "FIELDWISE_TRANSPORT can't be used: input should be 'socket' or 'http'."),
        ({"http_port": "x-port"}, "FIELDWISE_HTTP_PORT can't be used: input should be a valid integer"),
        ({"slack_api_url": "https://evil.example/api/"}, "FIELDWISE_SLACK_API_URL must be an https address"),
        ({"model": "gpt-nine"}, "FIELDWISE_MODEL can't be used: it is written as provider:name"),
        ({"model": "openai:x", "model_fallback": "y"}, "FIELDWISE_MODEL_FALLBACK can't be used: it is written as"),
        ({"model": "openai:x", "model_base_url": "ftp://llm/"}, "FIELDWISE_MODEL_BASE_URL can't be used: it must be"),
        ({"model": "openai:x", "model_base_url": "http://me:hush@llm"}, "FIELDWISE_MODEL_BASE_URL can't be used"),
        ({"model_fallback": "openai:some"}, "FIELDWISE_MODEL_BASE_URL and FIELDWISE_MODEL_FALLBACK need"),
        ({"model_temperature": 2.75}, "FIELDWISE_MODEL_TEMPERATURE can't be used"),
        ({"model_seconds": -12}, "FIELDWISE_MODEL_SECONDS can't be used"),
        ({"model_question_tokens": 1_999}, "FIELDWISE_MODEL_QUESTION_TOKENS can't be used"),
        ({"model_person_tokens": 7_999}, "FIELDWISE_MODEL_PERSON_TOKENS can't be less than FIELDWISE_MODEL_QUESTION"),
        ({"model_workspace_tokens": 7_999}, "FIELDWISE_MODEL_WORKSPACE_TOKENS can't be less than FIELDWISE_MODEL_QUES"),
        (
            {"model_person_tokens": 2_999, "model_workspace_tokens": 2_998, "model_question_tokens": 3_000},
            "FIELDWISE_MODEL_PERSON_TOKENS and FIELDWISE_MODEL_WORKSPACE_TOKENS can't be less than",
        ),
    ],
)
def test_settings_that_can_not_be_read_are_told_by_variable(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as unread:
        Settings(data_dir=Path(), **values)
    found = unreadable(unread.value)
    assert not found.good
    assert found.says.startswith(said)
    assert not any(str(value) in found.says for value in values.values())


@pytest.mark.parametrize("limit", ["model_person_tokens", "model_workspace_tokens"])
def test_a_day_that_has_room_for_one_question_is_enough(limit: str) -> None:
    settings = Settings(data_dir=Path(), model_question_tokens=2_000, **{limit: 2_000})  # type: ignore[arg-type]
    assert settings.model_question_tokens == 2_000


def test_a_chat_model_is_chosen_by_one_setting_and_its_key_is_never_shown() -> None:
    assert Settings(data_dir=Path()).model_choice is None
    settings = Settings(
        data_dir=Path(),
        model="openai:scripted",
        model_base_url="http://llm:8000/v1/",
        model_api_key=SecretStr("sk-hush"),
    )
    choice = settings.model_choice
    assert choice is not None
    assert (choice.model, choice.base_url, choice.api_key) == ("openai:scripted", "http://llm:8000/v1", "sk-hush")
    assert (choice.temperature, choice.seconds, choice.question_tokens) == (None, 20, 8_000)
    assert "sk-hush" not in f"{settings!r} {choice!r}"
