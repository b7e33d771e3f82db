"""How texts share the room there is. Pure."""

from collections.abc import Sequence


def share_limit(sizes: Sequence[int], room: int) -> int:
    """How long each text may be so that all of them together fit: only the longest give way.

    Args:
        sizes: How long the texts are.
        room: How long they may be together.
    """
    left = room
    for place, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - place)
        if size > share:
            return share
        left -= size
    return max(sizes, default=0)
