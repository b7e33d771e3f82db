"""The fields of an item's content as an author wrote them, with all that is wrong with them. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

from knowledge.wording import plain
from learning.errors import BadItem, Flaw, Found
from learning.items.limits import LONGEST_STEM

LONGEST_FACT = 80
_DIGITS = 15
_ROUNDED = Context(prec=_DIGITS)
_TOO_BIG = 10**_DIGITS


class Fields:
    """Reads fields one by one, and notes what is wrong instead of stopping at the first flaw.

    What is wrong reads as empty, so that reading goes on; ``done`` says in the end whether all was well.
    """

    def __init__(self, data: Mapping[str, Any], where: str = "", found: list[Found] | None = None) -> None:
        self._data, self._where = data, where
        self._found: list[Found] = [] if found is None else found

    def note(self, flaw: Flaw, name: str = "", fact: object = "") -> None:
        """Write a flaw down: the field in which it is, and what stands there."""
        where = ".".join(part for part in (self._where, name) if part)
        self._found.append(Found(flaw, where, shown(fact)))

    def only(self, *names: str) -> None:
        """Note each field that the content does not have."""
        for name in self._data:
            if name not in names:
                self.note(Flaw.UNKNOWN_FIELD, str(name))

    def stem(self) -> str:
        """What is asked: the one text of several lines."""
        return self.text("stem", longest=LONGEST_STEM, empty=Flaw.NO_STEM, lines=True)

    def text(self, name: str, *, longest: int, empty: Flaw | None, lines: bool = False) -> str:
        """A text, as it is kept; a number is taken for its digits.

        Args:
            name: The field.
            longest: In characters.
            empty: What is noted where there is no text; None where there need be none.
            lines: Whether it may have several lines.
        """
        given = self._data.get(name)
        if isinstance(given, int | float) and not isinstance(given, bool):
            given = shown(given)
        if given is not None and not isinstance(given, str):
            self.note(Flaw.WRONG_KIND, name, given)
            return ""
        text = kept(given or "", lines=lines)
        if not text and empty is not None:
            self.note(empty, name)
        if len(text) > longest:
            self.note(Flaw.TOO_LONG, name, len(text))
        return text

    def yes(self, name: str, *, missing: bool | None = False) -> bool:
        """A yes or no; ``missing`` is what a missing one means, None where it must be there."""
        given = self._data.get(name, missing)
        if isinstance(given, bool):
            return given
        self.note(Flaw.MISSING if given is None else Flaw.WRONG_KIND, name, "" if given is None else given)
        return False

    def number(self, name: str, *, missing: Flaw | None, wrong: Flaw) -> Decimal:
        """A finite number as it is written in decimal digits, rounded to 15 of them: all that a float is sure to keep.

        Args:
            name: The field.
            missing: What is noted where there is none; None where that means 0.
            wrong: What is noted where it is something else.
        """
        given = self._data.get(name)
        if given is None:
            if missing is not None:
                self.note(missing, name)
            return Decimal(0)
        number = _decimal(given)
        if number is None:
            self.note(wrong, name, given)
        return number or Decimal(0)

    def entries(self, name: str, *, fewest: int, most: int) -> Sequence[Any]:
        """A list of so many things; empty where it is something else."""
        given = self._data.get(name)
        if given is None:
            self.note(Flaw.MISSING, name)
            return ()
        if not isinstance(given, list | tuple):
            self.note(Flaw.WRONG_KIND, name, given)
            return ()
        if len(given) < fewest:
            self.note(Flaw.TOO_FEW_OPTIONS, name, len(given))
        if len(given) > most:
            self.note(Flaw.TOO_MANY_OPTIONS, name, len(given))
        return given[:most]

    def optional_entries(self, name: str, *, most: int) -> Sequence[Any]:
        """Like ``entries``, but there need be none."""
        return () if self._data.get(name) is None else self.entries(name, fewest=0, most=most)

    def under(self, name: str, number: int, given: Any) -> "Fields":
        """The fields of one entry of a list, counted from 1; flaws are noted here."""
        where = ".".join(part for part in (self._where, name, str(number)) if part)
        if isinstance(given, Mapping):
            return Fields(given, where, self._found)
        self._found.append(Found(Flaw.WRONG_KIND, where, shown(given)))
        return Fields({}, where, [])

    def texts(self, name: str, given: Sequence[Any], *, longest: int) -> list[str]:
        """Entries of a list that are texts."""
        return [
            Fields({str(number): text}, name, self._found).text(str(number), longest=longest, empty=Flaw.EMPTY_OPTION)
            for number, text in enumerate(given, start=1)
        ]

    def distinct(self, name: str, texts: Sequence[str]) -> None:
        """Note each text that stands there a second time, whatever the case of its letters."""
        seen: set[str] = set()
        for number, text in enumerate(texts, start=1):
            if text and text.casefold() in seen:
                self.note(Flaw.SAME_OPTION_TWICE, f"{name}.{number}", text)
            seen.add(text.casefold())

    def done(self) -> None:
        """End the reading.

        Raises:
            BadItem: Something was wrong; with all of it, and without a key.
        """
        if self._found:
            raise BadItem("", self._found)


def shown(given: object) -> str:
    """The beginning of what was given, as a fact about a flaw."""
    try:
        return str(given)[:LONGEST_FACT]
    except ValueError:
        # Python writes no whole number of thousands of digits.
        return type(given).__name__


def kept(text: str, *, lines: bool = False) -> str:
    """What an author wrote as it is kept: in NFC, without what nobody sees; on one line, or with its lines."""
    if not lines:
        return plain(text)
    return "\n".join(plain(line) for line in text.splitlines()).strip()


def letters(count: int) -> tuple[str, ...]:
    """The keys of so many options, at most 26, in authoring order: a, b, c and on."""
    return tuple("abcdefghijklmnopqrstuvwxyz"[:count])


def _decimal(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, int | float) or not abs(given) < _TOO_BIG:
        return None
    number = _ROUNDED.create_decimal(str(given)).normalize()
    return number if not number or number.adjusted() >= -_DIGITS else None
