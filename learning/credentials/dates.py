"""From when and until when a credential says that it holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from learning.credentials.refusing import Refused
from learning.credentials.values import Why

# Clocks of two machines may differ so much.
SKEW = timedelta(minutes=1)


@dataclass(frozen=True)
class Window:
    """The latest beginning and the earliest end that are stated; None where there is no such statement."""

    begins: datetime | None
    ends: datetime | None

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> "Window":
        """What the credential and the registered claims of its token say.

        Raises:
            Refused: One of them is no moment.
        """
        begins = [_moment(claims["validFrom"])] if "validFrom" in claims else []
        begins += [_second(claims["nbf"])] if "nbf" in claims else []
        ends = [_moment(claims["validUntil"])] if "validUntil" in claims else []
        ends += [_second(claims["exp"])] if "exp" in claims else []
        return cls(max(begins, default=None), min(ends, default=None))

    def against(self, now: datetime) -> tuple[Why, ...]:
        """What the calendar holds against it."""
        if self.begins is not None and now < self.begins - SKEW:
            return (Why.NOT_YET,)
        return (Why.EXPIRED,) if self.ends is not None and now >= self.ends else ()


def _moment(said: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(said)
    except (ValueError, TypeError) as error:
        raise Refused(Why.MALFORMED) from error
    if moment.tzinfo is None:
        raise Refused(Why.MALFORMED)
    return moment


def _second(said: Any) -> datetime:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise Refused(Why.MALFORMED)
    try:
        return datetime.fromtimestamp(said, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Refused(Why.MALFORMED) from error
