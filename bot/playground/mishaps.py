"""What goes wrong with files, and when: told beforehand by whoever tests an app."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any, Literal

Kind = Literal[
    "foreign_host",
    "external",
    "wrong_mimetype",
    "redirect",
    "longer",
    "shorter",
    "endless",
    "login_page",
    "server_error",
]
"""What is wrong.

Of the file as Slack tells of it: with ``foreign_host`` its private addresses are on another host, ``external`` is a
file that is kept elsewhere and only linked, ``wrong_mimetype`` claims another type than its content has.
Of its download: ``redirect`` sends to another address, or to itself; ``longer`` and ``shorter`` claim more or less
content than there is; ``endless`` never stops; ``login_page`` gives a page of HTML in place of the file, with status
200; ``server_error`` gives status 500.
"""
OF_FACTS = ("foreign_host", "external", "wrong_mimetype")
ELSEWHERE = "https://files.elsewhere.example/guide"


@dataclass
class Mishap:
    """One entry of the programme; ``times`` counts files or downloads."""

    name: str
    kind: Kind
    times: float = float("inf")
    detail: str = ""


class Mishaps:
    """The programme of mishaps. Thread-safe."""

    def __init__(self) -> None:
        self._programme: list[Mishap] = []
        self._lock = Lock()

    def add(self, name: str, kind: Kind, *, times: float = float("inf"), url: str = "", mimetype: str = "") -> None:
        """Something is wrong with files of a name.

        Args:
            name: The file's name, or a pattern such as ``*.pdf``. To change what Slack tells of a file, say so before
                somebody chooses it; its download can go wrong at any later time.
            kind: What is wrong.
            times: How many files, or how many downloads; without it, all.
            url: Where the file is instead, for ``foreign_host`` (the file's name is added), ``external`` and
                ``redirect``. Without one: somewhere that doesn't exist; for ``redirect``, to itself.
            mimetype: What ``wrong_mimetype`` claims; without one, an image.
        """
        with self._lock:
            self._programme.append(Mishap(name, kind, times, mimetype or url))

    def clear(self) -> None:
        """From now on all goes well."""
        with self._lock:
            self._programme.clear()

    def of_facts(self, facts: dict[str, Any]) -> dict[str, Any]:
        """A file object as Slack tells it."""
        mishap = self._due(facts["name"], facts=True)
        if mishap is None:
            return facts
        match mishap.kind:
            case "wrong_mimetype":
                return {**facts, "mimetype": mishap.detail or "image/png"}
            case "external":
                return _external(facts, mishap.detail or ELSEWHERE)
            case _:
                address = f"{mishap.detail or ELSEWHERE}/{facts['name']}"
                return {**facts, "url_private": address, "url_private_download": address}

    def of_download(self, name: str) -> Mishap | None:
        """What goes wrong with this download, which uses it up."""
        return self._due(name, facts=False)

    def _due(self, name: str, *, facts: bool) -> Mishap | None:
        with self._lock:
            for mishap in self._programme:
                if (mishap.kind in OF_FACTS) is facts and fnmatchcase(name, mishap.name):
                    mishap.times -= 1
                    if mishap.times <= 0:
                        self._programme.remove(mishap)
                    return mishap
        return None


def _external(facts: dict[str, Any], url: str) -> dict[str, Any]:
    """A file that stays where it is: Slack has its address, and nothing to download."""
    kept = {name: value for name, value in facts.items() if name != "url_private_download"}
    remote = {"mode": "external", "is_external": True, "external_type": "gdrive", "external_url": url}
    return {**kept, **remote, "url_private": url, "size": 0}
