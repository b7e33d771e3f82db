"""What a JSON value must look like: small checks that are put together into tables."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], Iterator[str]]
"""Takes a value and the JSON pointer to it; yields one problem for each rule that the value breaks."""
Fields = Mapping[str, Check]

URL = re.compile(r"(https?://[^\s/]+|mailto:\S|slack://\S)", re.IGNORECASE)


def problem(what: str, pointer: str) -> str:
    """A problem as Slack words it in ``response_metadata.messages``."""
    return f"[ERROR] {what} [json-pointer:{pointer}]"


def string(most: int, *, least: int = 1) -> Check:
    """A text of ``least`` to ``most`` characters."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", pointer)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", pointer)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", pointer)

    return check


def url(most: int = 3000) -> Check:
    """An address that Slack links: http, https, mailto or slack."""
    length = string(most)

    def check(value: Any, pointer: str) -> Iterator[str]:
        yield from length(value, pointer)
        if isinstance(value, str) and value and not URL.match(value):
            yield problem("must be a valid URL", pointer)

    return check


def pattern(expression: str, what: str) -> Check:
    """A text of one form, named ``what`` in the problem."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(expression, value):
            yield problem(f"must be {what}", pointer)

    return check


def choice(*values: str) -> Check:
    """One of a few words."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be a valid enum value: {', '.join(values)}", pointer)

    return check


def boolean(value: Any, pointer: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", pointer)


def anything(value: Any, pointer: str) -> Iterator[str]:
    """No rule."""
    yield from ()


def whole(least: int, most: int) -> Check:
    """A whole number in a range."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield problem(f"must be an integer from {least} to {most}", pointer)

    return check


def listed(check_item: Check, most: int, *, least: int = 1) -> Check:
    """A list of ``least`` to ``most`` items."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, list | tuple):
            yield problem("must provide an array", pointer)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            yield problem(f"must have at least {least} items", pointer)
        for index, item in enumerate(value):
            yield from check_item(item, f"{pointer}/{index}")

    return check


def shaped(required: Fields, optional: Fields | None = None, *, rule: Check | None = None) -> Check:
    """An object with these fields and no others; ``rule`` looks at fields together."""
    known = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield problem("must provide an object", pointer)
            return
        for name in required:
            if value.get(name) is None:
                yield problem(f"missing required field: {name}", pointer)
        for name, given in value.items():
            if name not in known:
                yield problem(f"invalid additional property: {name}", f"{pointer}")
            elif given is not None:
                yield from known[name](given, f"{pointer}/{name}")
        if rule is not None:
            yield from rule(value, pointer)

    return check


def typed(table: Callable[[], Mapping[str, Check]], allowed: Collection[str]) -> Check:
    """An object whose ``type`` is one of ``allowed``, checked by the entry of that name in the table.

    The table comes as a callable, so that a table's entries can contain each other.
    """

    def check(value: Any, pointer: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str):
            yield problem("missing required field: type", pointer)
        elif kind not in allowed:
            yield problem(f"unsupported type: {kind}", f"{pointer}/type")
        else:
            yield from table()[kind](value, pointer)

    return check


def text(most: int, *kinds: str) -> Check:
    """A text object of up to ``most`` characters, of these kinds (both if none is named)."""
    plain = shaped({"type": anything, "text": string(most)}, {"emoji": boolean})
    marked = shaped({"type": anything, "text": string(most)}, {"verbatim": boolean})
    table = {"plain_text": plain, "mrkdwn": marked}
    return typed(lambda: table, kinds or tuple(table))


def plain(most: int) -> Check:
    """A plain_text object of up to ``most`` characters."""
    return text(most, "plain_text")


def exactly_one(*names: str) -> Check:
    """A rule of an object: one of these fields and only one."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if sum(value.get(name) is not None for name in names) != 1:
            yield problem(f"must provide exactly one of: {', '.join(names)}", pointer)

    return check


def at_least_one(*names: str) -> Check:
    """A rule of an object: one of these fields or more."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if all(value.get(name) is None for name in names):
            yield problem(f"must provide at least one of: {', '.join(names)}", pointer)

    return check
