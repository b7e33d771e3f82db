"""What has to be in order before people can ask, each thing checked on its own."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Attributes:
        check: Its name, one word or two.
        good: Whether it is in order.
        says: What was found, in a sentence where it is not in order. Never holds a secret.
        remedy: What to do about it; empty where that is said already, or nothing is to be done.
    """

    check: str
    good: bool
    says: str
    remedy: str = ""


Check = Callable[[], Finding]
