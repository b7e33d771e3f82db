"""Which files and pages are meant by what a person gives: the guides in them, and what can't be one."""

import hashlib
import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from ingestion.cleaning import one_line
from ingestion.details import side_car
from ingestion.errors import FileNotThere, HasMacros, OutsideFolder, UnreadableFile, UnsupportedFormat, UnusableName
from ingestion.sniffing import EXTENSIONS, MACRO_EXTENSIONS
from ingestion.sources import is_address
from ingestion.web.addresses import presentable, target_of
from ingestion.web.errors import WebError

# A person who keeps one of these among guides means it to be read; pictures, styles and data only lie beside them.
DOCUMENT_EXTENSIONS = frozenset(
    {
        *(".doc", ".dot", ".dotx", ".wps", ".wpd", ".rtf", ".odt", ".ott", ".fodt", ".pages"),
        *(".ppt", ".pps", ".ppsx", ".pot", ".potx", ".odp", ".otp", ".key"),
        *(".xls", ".xlsx", ".xltx", ".xlsb", ".ods", ".numbers"),
        *(".mobi", ".azw", ".azw3", ".fb2", ".djvu", ".xps", ".pub", ".one", ".mht", ".mhtml", ".eml", ".msg"),
        *(".rst", ".adoc", ".org", ".tex", ".textile"),
    }
)
MAX_KEY_CHARACTERS = 500
_OFFICE_LOCK = "~$"
# Which of them may be asked is for the fetcher to say.
_ANY_PORT = range(65_536)


@dataclass(frozen=True)
class FoundFile:
    """A file to take in.

    Attributes:
        path: Absolute and the same however the file was given. The links above it are resolved; if it is one
            itself, it keeps its name, so that it stays the same guide when the link moves on.
        keys: The names its guide may have, shortest first: the file's name, then with ever more of the
            folders above it, up to the one that was given; without those that another found file has too, and
            those longer than ``MAX_KEY_CHARACTERS``. Where none is left, one is cut, and a hash of it put before it.
    """

    path: Path
    keys: tuple[str, ...]

    @property
    def source(self) -> str:
        """By which the file is known again."""
        return str(self.path)


@dataclass(frozen=True)
class FoundPage:
    """A page of the web to take in.

    Attributes:
        source: Its address in its one spelling, without a fragment, by which it is known again; one that is no address
            of a page is left as it was given, for the fetcher to refuse.
        keys: The names its guide may have, as those of a file: its address as people say it; then with the query.
    """

    source: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What is meant by what was given.

    Attributes:
        files: In the order of their paths, each once however often it was given.
        errors: What was meant to be read and can't be, in the order of the paths.
        pages: In the order in which they were given, each once.
        skipped: How many files in folders are no documents: pictures, styles, programs and the like. Hidden
            files, locks of Office and side-car files are not counted.
    """

    files: tuple[FoundFile, ...]
    errors: tuple[UnreadableFile, ...]
    skipped: int = 0
    pages: tuple[FoundPage, ...] = ()

    @property
    def sources(self) -> tuple[FoundFile | FoundPage, ...]:
        """All that is to be taken in."""
        return (*self.files, *self.pages)


_Source = TypeVar("_Source", FoundFile, FoundPage)


def find_sources(given: Sequence[str]) -> Found:
    """Find what to take in: addresses are pages of the web, all else is for ``find_files``.

    No page is asked for yet.
    """
    pages = {page.source: page for page in map(_page, filter(is_address, given))}
    found = find_files([Path(name) for name in given if not is_address(name)])
    return replace(found, pages=_told_apart(list(pages.values())))


def find_files(paths: Sequence[Path]) -> Found:
    """Find the files to take in: those that are named, and those in folders and the folders in them.

    Only names are looked at, no file is opened. Links inside a folder are followed where they stay inside it.
    """
    search = _Search()
    for given in paths:
        path = _absolute(given)
        if os.path.isdir(path):
            search.walk(_Met(_real(path), (path.name,)))
        else:
            search.take(_Met(path, (path.parent.name, path.name)))
    return search.found()


@dataclass(frozen=True)
class _Met:
    """A file or folder: where it really is, and the names on the way to it from the folder that was given."""

    path: Path
    names: tuple[str, ...]

    def keys(self) -> tuple[str, ...]:
        names = [name for name in self.names if name]
        return tuple(one_line("/".join(names[-count:])) for count in range(1, len(names) + 1))


class _Search:
    """What has been found so far, and which folders have been walked."""

    def __init__(self) -> None:
        self._files: dict[Path, FoundFile] = {}
        self._errors: dict[Path, UnreadableFile] = {}
        self._passed_over: set[Path] = set()
        self._walked: set[Path] = set()

    def walk(self, root: _Met) -> None:
        """Take all that lies under a folder."""
        folders, links = [root], deque[_Met]()
        # What is not a link goes first, so that a file has the name that it really has.
        while folders or links:
            met = folders.pop() if folders else links.popleft()
            if os.path.islink(met.path) and not _real(met.path).is_relative_to(root.path):
                self._errors[met.path] = OutsideFolder(met.path.name, root.names[0])
            elif not os.path.isdir(met.path):
                self._take_if_document(met)
            else:
                for entry in self._entries(_Met(_real(met.path), met.names)):
                    (links if os.path.islink(entry.path) else folders).append(entry)

    def take(self, met: _Met) -> None:
        """Take a file, or say why not."""
        problem = _problem(met.path)
        if problem is not None:
            self._errors[met.path] = problem
        else:
            self._files.setdefault(_real(met.path), FoundFile(met.path, met.keys()))

    def found(self) -> Found:
        """What was found; side-car files are read with their guides, so they are nobody's errors."""
        files = sorted(self._files.values(), key=lambda file: file.path)
        side_cars = {side_car(file.path) for file in files}
        errors = [self._errors[path] for path in sorted(self._errors) if path not in side_cars]
        return Found(_told_apart(files), tuple(errors), len(self._passed_over - side_cars - self._errors.keys()))

    def _entries(self, folder: _Met) -> Iterator[_Met]:
        if folder.path in self._walked:
            return
        self._walked.add(folder.path)
        if not _is_unicode(folder.path):
            self._errors[folder.path] = UnusableName(folder.path.name)
            return
        try:
            names = os.listdir(folder.path)
        except OSError:
            self._errors[folder.path] = FileNotThere(folder.path.name)
            return
        for name in names:
            if not name.startswith((".", _OFFICE_LOCK)):
                yield _Met(folder.path / name, (*folder.names, name))

    def _take_if_document(self, met: _Met) -> None:
        is_device = os.path.exists(met.path) and not os.path.isfile(met.path)
        if is_device or not _is_document(met.path):
            self._passed_over.add(met.path)
        else:
            self.take(met)


def _page(address: str) -> FoundPage:
    try:
        target = target_of(address, _ANY_PORT)
    except WebError:
        return FoundPage(address, (presentable(address) or "The address",))
    place, _, query = target.path.partition("?")
    name = one_line(unquote(target.authority + place.rstrip("/")))
    return FoundPage(target.url, (name, f"{name}?{one_line(unquote(query))}") if query else (name,))


def _told_apart(files: Sequence[_Source]) -> tuple[_Source, ...]:
    """The files with those of their keys that no other of them has, so that it does not matter who comes first."""
    counts = Counter(key for file in files for key in file.keys)

    def kept(keys: tuple[str, ...]) -> tuple[str, ...]:
        own = tuple(key for key in keys if counts[key] == 1) or keys[-1:]
        return tuple(key for key in own if len(key) <= MAX_KEY_CHARACTERS) or (_shortened(own[0]),)

    return tuple(replace(file, keys=kept(file.keys)) for file in files)


def _shortened(key: str) -> str:
    """The end of a key that is too long, after a hash that tells it from others with the same end."""
    mark = hashlib.sha256(key.encode()).hexdigest()[:16] + "/"
    return mark + key[len(mark) - MAX_KEY_CHARACTERS :]


def _problem(path: Path) -> UnreadableFile | None:
    """Why a file can't be taken in, as far as that can be told without opening it."""
    extension = path.suffix.lower()
    if not os.path.isfile(path):
        return FileNotThere(path.name or str(path))
    if extension in MACRO_EXTENSIONS:
        return HasMacros(path.name)
    if extension not in EXTENSIONS:
        return UnsupportedFormat(path.name, extension)
    if not _is_unicode(path):
        return UnusableName(path.name)
    return None if os.access(path, os.R_OK) else FileNotThere(path.name)


def _is_document(path: Path) -> bool:
    extension = path.suffix.lower()
    return extension in EXTENSIONS or extension in MACRO_EXTENSIONS or extension in DOCUMENT_EXTENSIONS


def _is_unicode(path: Path) -> bool:
    """Whether the path can be stored as text; a file system allows any bytes."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _absolute(path: Path) -> Path:
    """The path with the links above it resolved; a link itself keeps its name."""
    if path.name in {"", ".."}:
        return Path(os.path.realpath(path))
    return Path(os.path.realpath(path.parent)) / path.name


def _real(path: Path) -> Path:
    """Where a path leads whose folder is where it really is."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path
