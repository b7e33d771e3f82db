"""Who has no model does not load LangChain, and who has one is watched by nobody."""

import os
import subprocess
import sys

import pytest

from evals.workload.chat_server import chat_server
from tests.knowledge.chat.scripted import quoting

LOADS = """
import sys
import bot.app, bot.cli, bot.commands.ask, bot.services, knowledge.answering.responder, knowledge.chat.model
loud = ("langchain", "langgraph", "langsmith", "openai", "anthropic", "ollama")
print([name for name in loud if name in sys.modules])
"""
ASKS = """
import sys
from tests.knowledge.chat.scripted import ask, choice
print(ask(choice(sys.argv[1])).tokens)
"""


def run(program: str, *arguments: str, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, **environment},  # noqa: TID251 - handed on
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_without_a_model_langchain_is_not_loaded() -> None:
    assert run(LOADS) == "[]"


@pytest.mark.parametrize(("prefix", "tracing_is_on"), [("LANGSMITH", "TRACING"), ("LANGCHAIN", "TRACING_V2")])
def test_nothing_is_sent_to_a_service_that_traces_whatever_the_environment_says(
    prefix: str, tracing_is_on: str
) -> None:
    with chat_server(quoting) as server, chat_server(quoting) as tracing:
        watched = {
            f"{prefix}_{tracing_is_on}": "true",
            f"{prefix}_ENDPOINT": tracing.address,
            f"{prefix}_API_KEY": "ls-key",
        }
        assert run(ASKS, server.base_url, **watched) == "120"
    assert len(server.requests) == 1
    assert tracing.requests == []
