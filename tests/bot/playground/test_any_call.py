"""Whatever an app sends, it gets Slack's kind of answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.api import WebApi
from bot.playground.methods import METHODS
from bot.playground.people import BEN, MENTORS, direct
from bot.playground.server import Playground

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(["type", "id", "text"]), part),
    max_leaves=6,
)
LIKELY = st.sampled_from([MENTORS, direct(BEN.id), BEN.id, "eyes", "1", "1800000000.000001"])


@pytest.fixture(scope="module")
def slack() -> Iterator[Playground]:
    with Playground() as slack:
        yield slack


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    name = draw(st.sampled_from(sorted(METHODS)))
    method = METHODS[name]
    given = {argument: draw(LIKELY | ANY) for argument in method.required}
    some = st.lists(st.sampled_from(method.optional), max_size=3) if method.optional else st.just([])
    given |= {argument: draw(LIKELY | ANY) for argument in draw(some)}
    return name, {argument: value for argument, value in given.items() if value is not None}


@settings(max_examples=300)
@given(calls())
def test_a_call_with_any_arguments_is_answered(slack: Playground, call: tuple[str, dict[str, Any]]) -> None:
    name, arguments = call
    token = slack.app_token if METHODS[name].token == "app" else slack.bot_token
    answer = WebApi(slack.platform, slack.faults).call(name, arguments, token)
    assert answer["ok"] is True or isinstance(answer["error"], str)
