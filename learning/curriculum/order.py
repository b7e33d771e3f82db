"""Which steps come after which. Pure."""

from collections.abc import Collection, Mapping


def circles(after: Mapping[str, Collection[str]]) -> set[str]:
    """The steps that come, over others or at once, after themselves, given what each one comes after."""
    return {key for key in after if key in _before(after, key)}


def _before(after: Mapping[str, Collection[str]], key: str) -> set[str]:
    """All that comes before a step."""
    found: set[str] = set()
    waiting = list(after[key])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(after.get(one, ()))
    return found
