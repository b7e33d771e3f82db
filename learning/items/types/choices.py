"""Options of which one or several are right, as single and multiple choice share them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from learning.errors import Flaw
from learning.items.limits import FEWEST_OPTIONS, LONGEST_FEEDBACK, LONGEST_OPTION, MOST_OPTIONS
from learning.items.responses import Option
from learning.items.types.fields import Fields, letters


@dataclass(frozen=True)
class Choice:
    """An option with what is to be said to whoever chose it, if anything."""

    text: str
    right: bool
    feedback: str | None = None


@dataclass(frozen=True)
class Choices:
    """What is asked, and the options in authoring order."""

    stem: str
    options: tuple[Choice, ...]

    @property
    def keyed(self) -> tuple[tuple[str, Choice], ...]:
        """The options with their keys."""
        return tuple(zip(letters(len(self.options)), self.options, strict=True))

    @property
    def right_keys(self) -> frozenset[str]:
        return frozenset(key for key, choice in self.keyed if choice.right)

    @property
    def shown(self) -> tuple[Option, ...]:
        return tuple(Option(key, choice.text) for key, choice in self.keyed)


def read_choices(fields: Fields) -> Choices:
    """The stem and the options, at least one of them right; the caller looks at how many more, and is ``done``."""
    fields.only("stem", "options")
    stem = fields.stem()
    given = fields.entries("options", fewest=FEWEST_OPTIONS, most=MOST_OPTIONS)
    options = tuple(_choice(fields.under("options", number, entry)) for number, entry in enumerate(given, start=1))
    fields.distinct("options", [choice.text for choice in options])
    if options and not any(choice.right for choice in options):
        fields.note(Flaw.NO_RIGHT_ANSWER, "options")
    return Choices(stem, options)


def choices_data(content: Choices) -> dict[str, Any]:
    """They as JSON keeps them."""
    return {"stem": content.stem, "options": [_data(choice) for choice in content.options]}


def rights(options: Sequence[Choice]) -> int:
    """How many are right."""
    return sum(choice.right for choice in options)


def _choice(fields: Fields) -> Choice:
    fields.only("text", "right", "feedback")
    text = fields.text("text", longest=LONGEST_OPTION, empty=Flaw.EMPTY_OPTION)
    right = fields.yes("right")
    return Choice(text, right, fields.text("feedback", longest=LONGEST_FEEDBACK, empty=None) or None)


def _data(choice: Choice) -> Mapping[str, Any]:
    data: dict[str, Any] = {"text": choice.text, "right": choice.right}
    return data if choice.feedback is None else {**data, "feedback": choice.feedback}
