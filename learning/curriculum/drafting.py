"""A first draft of a path from what a guide consists of; whoever keeps paths goes on from there. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from unicodedata import normalize

from knowledge.unseen import shows
from learning.certifications.definition import Definition
from learning.curriculum.definition import LearningPath, PathStep, Reading, StepKind
from learning.curriculum.headings import is_under, one_line
from learning.curriculum.reading import LONGEST_HEADING, LONGEST_SUMMARY, LONGEST_TITLE, MOST_READINGS, MOST_STEPS

# So many items are enough to see that a part was understood.
ITEMS_PRACTISED = 3
MOST_READ = 20
EXAM = "exam"
_LONGEST_KEY = 80


@dataclass(frozen=True)
class Outline:
    """What a guide consists of.

    Attributes:
        guide: Its key.
        headings: Those that each passage stands under, by its id, in reading order.
        cited: The items for practice that rest on it: the competency, the item, and the passage that proves it.
    """

    guide: str
    title: str
    headings: Mapping[str, Sequence[str]]
    cited: Collection[tuple[str, str, str]]


@dataclass(frozen=True)
class Draft:
    """A draft of a path.

    Attributes:
        left_out: How many chapters of the guide it does not read: there is no room, or a reading can't name them.
    """

    path: LearningPath
    left_out: int


def drafted(outline: Outline, certification: Definition | None, taken: Collection[str] = ()) -> Draft:
    """A path through a guide: its chapters one after the other, with practice where items rest on them.

    Args:
        outline: The guide.
        certification: What the path is to lead to; without one there is no practice.
        taken: Keys that other paths have.
    """
    places, unnamed = chapters_of(outline.guide, outline.headings.values())
    parts = _parts(places)
    steps = [_read(outline, part, number) for number, part in enumerate(parts, start=1)]
    practised = _practised(outline, certification, steps) if certification is not None else {}
    found = [one for step in steps for one in (step, *practised.get(step.key, ()))]
    if certification is not None and practised:
        after = tuple(one.key for one in found if one.kind is StepKind.PRACTICE)
        found.append(PathStep(EXAM, StepKind.QUIZ, certification.title, after=after))
    title = one_line(outline.title)[:LONGEST_TITLE]
    path = LearningPath(
        key=_free(_slug(outline.guide), taken),
        title=title,
        summary=title[:LONGEST_SUMMARY],
        steps=tuple(found),
        certification=certification.key if certification is not None and practised else None,
    )
    return Draft(path, unnamed + len(places) - sum(map(len, parts)))


def chapters_of(guide: str, headings: Iterable[Sequence[str]]) -> tuple[list[Reading], int]:
    """All of a guide, chapter by chapter with what stands before them, and how many chapters no reading can name.

    Chapters are what stands below the title under which all of it stands, or the first headings where there is no such
    title. Where there is nothing that could be named, it is the guide as a whole.
    """
    paths = [tuple(one_line(part) for part in path) for path in headings]
    titles = {path[0] for path in paths if path}
    depth = 2 if len(titles) == 1 and any(len(path) > 1 for path in paths) else 1
    found = list(dict.fromkeys(path[:depth] if any(path) else () for path in paths))
    levels = _levels(paths)
    places = [_place(guide, path, depth, levels) for path in found if _can_be_named(path)]
    if not any(place.heading for place in places):
        return [Reading(guide)], 0
    return places, len(found) - len(places)


def _can_be_named(path: Sequence[str]) -> bool:
    return not path or (shows(path[-1]) and len(path[-1]) <= LONGEST_HEADING)


def _place(guide: str, path: Sequence[str], depth: int, levels: Mapping[str, Collection[int]]) -> Reading:
    if not path:
        return Reading(guide, alone=True)
    level = len(path) if len(levels[path[-1]]) > 1 else 0
    return Reading(guide, path[-1], level, alone=len(path) < depth)


def _levels(paths: Iterable[Sequence[str]]) -> dict[str, set[int]]:
    """How deep each heading stands; at several places where the name recurs."""
    found: dict[str, set[int]] = {}
    for path in paths:
        for level, name in enumerate(path, start=1):
            found.setdefault(name, set()).add(level)
    return found


def _parts(places: Sequence[Reading]) -> list[Sequence[Reading]]:
    """The chapters in as many parts as a path has room for."""
    size = min(MOST_READINGS, ceil(len(places) / MOST_READ))
    return [places[start : start + size] for start in range(0, len(places), size)][:MOST_READ]


def _read(outline: Outline, part: Sequence[Reading], number: int) -> PathStep:
    ends = dict.fromkeys(one.heading or one_line(outline.title) for one in (part[0], part[-1]))
    return PathStep(f"read-{number}", StepKind.READING, " – ".join(ends)[:LONGEST_TITLE], readings=tuple(part))


def _practised(outline: Outline, certification: Definition, steps: Sequence[PathStep]) -> dict[str, list[PathStep]]:
    """A step of practice for each competency, by the key of the last step that reads what its items rest on."""
    room = MOST_STEPS - len(steps) - 1
    found: dict[str, list[PathStep]] = {}
    for number, one in enumerate(certification.competencies, start=1):
        rests_on = {passage for competency, _, passage in outline.cited if competency == one.key}
        read = [step.key for step in steps if any(_reads(step, outline.headings[passage]) for passage in rests_on)]
        if read and sum(map(len, found.values())) < room:
            items = {item for competency, item, _ in outline.cited if competency == one.key}
            step = PathStep(
                key=f"practise-{number}",
                kind=StepKind.PRACTICE,
                title=one.title,
                competency=one.key,
                count=min(ITEMS_PRACTISED, len(items)),
                after=tuple(read),
            )
            found.setdefault(read[-1], []).append(step)
    return found


def _reads(step: PathStep, headings: Sequence[str]) -> bool:
    return any(is_under(headings, reading) for reading in step.readings)


def _slug(guide: str) -> str:
    letters = normalize("NFKD", guide.rpartition("/")[2].partition(".")[0]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_KEY] or "path"


def _free(key: str, taken: Collection[str]) -> str:
    if key not in taken:
        return key
    return next(name for number in count(2) if (name := f"{key}-{number}") not in taken)
