"""Where in the original file a stretch of text stands."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place counts in."""

    PAGE = "page"
    SLIDE = "slide"
    TIME = "time"


@dataclass(frozen=True)
class Place:
    """A page, a slide or a moment of a recording.

    Attributes:
        kind: What ``number`` counts.
        number: Page or slide number from 1, or whole seconds from the start of the recording.
        exact: False where the format does not really give it (a page of a DOCX is only as its
            last editor laid it out).
    """

    kind: PlaceKind
    number: int
    exact: bool = True

    def __str__(self) -> str:
        """Read as people write it: ``p. 3``, ``about p. 3``, ``slide 4``, ``0:03:12``."""
        match self.kind:
            case PlaceKind.PAGE:
                return f"p. {self.number}" if self.exact else f"about p. {self.number}"
            case PlaceKind.SLIDE:
                return f"slide {self.number}"
            case PlaceKind.TIME:
                minutes, seconds = divmod(self.number, 60)
                return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
