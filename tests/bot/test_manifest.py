"""The manifest asks Slack for what the code uses: nothing less, and nothing more."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

import bot
from bot.manifest import PATH, Manifest, manifest, parsed
from bot.playground.methods import METHODS

# "calls" that Bolt makes for a listener that names them.
BOLT_CALLS = {"say": "chat.postMessage", "set_status": "assistant.threads.setStatus"}
OF_THE_CLIENT = {name for name in dir(WebClient) if "_" in name and not name.startswith("_")} - {"api_call", "base_url"}
MESSAGES = {"message.channels", "message.groups", "message.im", "message.mpim"}
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "file_shared": "files:read",
}
FEATURE_SCOPES = {"agent_view": "assistant:write", "slash_commands": "commands", "shortcuts": "commands"}
SOURCE = """
COMMAND = "/ask"
def register(listeners):
    listeners.event("app_mention", on_mention)
    listeners.command(COMMAND, on_command)
def on_mention(say, client):
    client.users_info(user="U1")
    call(client.chat_postMessage)
    self._client.api_call("conversations.info")
"""


def document() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return read


def sources(without: frozenset[str] = frozenset({"playground"})) -> Iterator[str]:
    """The bot's own code; the playground is not part of it."""
    folder = Path(bot.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        if not without & set(path.relative_to(folder).parts):
            yield path.read_text(encoding="utf-8")


def called(source: str) -> Iterator[str]:
    """The Web API methods that a module names, by the client's methods, by name, or by what Bolt hands in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in OF_THE_CLIENT:
            yield node.attr.replace("_", ".")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "api_call":
            yield str(ast.literal_eval(node.args[0]))
        if isinstance(node, ast.arg) and node.arg in BOLT_CALLS:
            yield BOLT_CALLS[node.arg]


@cache
def methods_called() -> frozenset[str]:
    """The Web API methods that the bot names."""
    return frozenset(name for source in sources() for name in called(source))


def registered(source: str, kind: str) -> Iterator[str]:
    """What a module's handlers are registered for: events, commands or shortcuts."""
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == kind and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield str(name.value)
            elif isinstance(name, ast.Name) and name.id in constants:
                yield str(constants[name.id])


def everywhere(kind: str) -> set[str]:
    # The command line has commands too.
    listening = sources(without=frozenset({"playground", "commands"}))
    return {name for source in listening for name in registered(source, kind)}


def choices(methods: Iterable[str]) -> Iterator[set[str]]:
    """For each need of these methods the scopes of which one is enough; an app token's methods need none."""
    for name in methods:
        method = METHODS[name]
        if method.token == "bot" and isinstance(method.scope, Mapping):
            yield from ({scope} for scope in method.scope.values())
        elif method.token == "bot" and method.scope:
            yield set(method.scope)


def needs(told: Manifest, features: Iterable[str], methods: Iterable[str]) -> list[set[str]]:
    """All needs of an app: of its methods, its events and its features."""
    events = ({EVENT_SCOPES[event]} for event in told.events if event in EVENT_SCOPES)
    return [*choices(methods), *events, *({FEATURE_SCOPES[f]} for f in features if f in FEATURE_SCOPES)]


def test_the_scopes_are_those_that_methods_events_and_features_need() -> None:
    methods = methods_called()
    assert methods <= METHODS.keys()
    assert {"chat.postMessage", "users.info"} <= methods
    needed = needs(manifest(), document()["features"], methods)
    assert [sorted(choice) for choice in needed if not choice & manifest().scopes] == []
    assert manifest().scopes - set().union(*needed) == set()


def test_the_events_are_those_that_have_a_handler() -> None:
    handled = everywhere("event")
    assert "message" in handled
    assert manifest().events == handled - {"message"} | MESSAGES


def test_commands_and_shortcuts_are_those_that_have_a_handler() -> None:
    assert manifest().commands == everywhere("command") == {"/fieldwise"}
    assert manifest().shortcuts == everywhere("shortcut") == {"answer_from_guides", "add_guide", "why_this_answer"}


def test_what_a_module_uses_is_found_however_it_is_named() -> None:
    assert set(called(SOURCE)) == {"chat.postMessage", "users.info", "conversations.info"}
    assert list(registered(SOURCE, "event")) == ["app_mention"]
    assert list(registered(SOURCE, "command")) == ["/ask"]


@pytest.mark.parametrize("scope", sorted(manifest().scopes))
def test_no_scope_could_be_left_out(scope: str) -> None:
    needed = needs(manifest(), document()["features"], methods_called())
    assert any(not choice & (manifest().scopes - {scope}) for choice in needed)


def test_the_texts_are_as_long_as_slack_takes_them() -> None:
    told = document()
    features, display = told["features"], told["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4_000
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert 1 <= len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert all(len(command["description"]) <= 2_000 for command in features["slash_commands"])
    assert told["settings"]["socket_mode_enabled"] is told["settings"]["interactivity"]["is_enabled"] is True


def test_every_scope_says_what_needs_it() -> None:
    lines = [line for line in PATH.read_text(encoding="utf-8").splitlines() if line.startswith("      - ")]
    told = {line.strip(" -").partition(" # ")[0]: line.partition(" # ")[2] for line in lines}
    assert [scope for scope in manifest().scopes if not told.get(scope)] == []


def test_a_token_without_a_scope_of_the_manifest_is_known() -> None:
    told = parsed(document())
    assert told.missing([*told.scopes, "files:read"]) == ()
    assert told.missing(told.scopes - {"users:read", "commands"}) == ("commands", "users:read")
