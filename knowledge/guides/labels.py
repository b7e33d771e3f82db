"""How an edition is called, and when that misleads. Pure."""

from collections.abc import Collection

# A warning of an edition that is no sentence: another edition of the guide has its label and another text.
LABEL_TAKEN = "label_taken"


def label_of(given: str | None, taken: Collection[str], *, number: int) -> str:
    """What an edition is called: as its details say, else by a number that is free.

    That is above those of the guide's other editions: above how many they are, and the numbers that they are called.

    Args:
        given: What the details say.
        taken: The labels of the others, without those that were discarded.
        number: Which edition of the guide it is, with those. A label that is as large or larger is a year or the like.
    """
    if given:
        return given
    numbers = [int(label) for label in taken if label.isascii() and label.isdecimal()]
    free = max([len(taken), *(found for found in numbers if found < number)]) + 1
    while str(free) in taken:
        free += 1
    return str(free)


def warnings_of(*, taken: bool) -> tuple[str, ...]:
    """What a person should know of a label; ``taken`` where another edition of the guide has it and another text."""
    return (LABEL_TAKEN,) if taken else ()
