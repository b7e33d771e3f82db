"""Handlers are called by the names of their parameters: a name that Bolt does not know would be None there."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_bolt.kwargs_injection.args import Args
from slack_bolt.listener import Listener

from tests.databases import put_newest
from tests.journeys.workplace import workplace

OURS = {"parts"}


@pytest.fixture
def registered(tmp_path: Path) -> Iterator[list[Listener]]:
    """All listeners of the running app."""
    put_newest(tmp_path / "library.sqlite")
    with workplace(tmp_path) as office:
        yield office.bot.app._listeners


def test_every_parameter_of_every_handler_is_one_that_bolt_gives_and_each_takes_the_body(
    registered: list[Listener],
) -> None:
    handlers = {one.ack_function.__name__: one.ack_function for one in registered}
    known = set(Args.__annotations__) | OURS
    named = {name: set(inspect.signature(handler).parameters) for name, handler in handlers.items()}
    assert {name: given - known for name, given in named.items() if given - known} == {}
    assert [name for name, given in named.items() if "body" not in given] == []
    # Bolt takes the names from here.
    assert all(set(one.arg_names) == named[one.ack_function.__name__] for one in registered)  # type: ignore[attr-defined]
    assert {name for name in handlers if name.startswith("on_")} == set(handlers)
