"""How levels of mastery look in pictures: never told apart by their colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from learning.progress.pictures.paper import DARK, FAINT, GROUND, INK


@dataclass(frozen=True)
class Look:
    """A colour, the ink that is legible on it, a sign, and a pattern for surfaces that are too narrow for a sign."""

    colour: str
    ink: str
    sign: str
    pattern: str


LOOKS: Mapping[int, Look] = {
    0: Look(FAINT, INK, "–", ""),
    1: Look("#b9d6ef", INK, "○", ".."),
    2: Look("#5fa2d9", INK, "◐", "//"),
    3: Look(DARK, GROUND, "●", ""),
}
