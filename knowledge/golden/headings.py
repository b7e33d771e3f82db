"""Headings that golden questions name, beside those that a guide has. Pure."""

from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher

Paths = Collection[tuple[str, ...]]
# The heading paths of the edition of a guide that readers see, by the guide's key; none where they see no edition.
HeadingsOf = Callable[[str], Paths]
APART = " > "


def stands_under(path: Sequence[str], heading: str) -> bool:
    """Whether a heading, or several of them joined by ``>``, is among those above a passage; case does not matter."""
    return _key(heading) in _key(APART.join(path))


def closest_heading(heading: str, paths: Paths) -> str:
    """The heading of these that is most like another, as it is written; empty where there is none."""
    whole = APART.strip() in heading
    known = sorted({APART.join(path) if whole else part for path in paths for part in path})
    wanted = SequenceMatcher(None, "", heading.casefold())

    def likeness(one: str) -> float:
        wanted.set_seq1(one.casefold())
        return wanted.ratio()

    return max(known, key=likeness, default="")


def _key(path: str) -> str:
    # What stands between two marks is whole headings.
    return f"{APART}{' '.join(path.casefold().split())}{APART}"
