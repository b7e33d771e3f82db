"""What a Home tab shows, as its view notes it: a press republishes it, so nothing is kept between two. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from knowledge.members.roles import Act, Role, may

LONGEST_FIND = 200
MOST_PAGES_BACK = 200
_WORDS = ("state", "actor", "action", "guide", "competency", "pool", "cohort")


class Panel(StrEnum):
    """What stands under the bar: what everybody sees, or a part of the library's keeping."""

    START = "start"
    LIBRARY = "library"
    REVIEWS = "reviews"
    CERTIFICATES = "certificates"
    PEOPLE = "people"
    GAPS = "gaps"
    GOLDEN = "golden"
    ITEMS = "items"
    CERTIFICATIONS = "certifications"
    PATHS = "paths"
    COHORTS = "cohorts"
    AUDIT = "audit"
    SETTINGS = "settings"


# What a person must be allowed to do to see a panel.
NEEDED: Mapping[Panel, Act] = {
    Panel.LIBRARY: Act.SEE_LIBRARY,
    Panel.REVIEWS: Act.SEE_LIBRARY,
    Panel.CERTIFICATES: Act.SEE_LEARNERS,
    Panel.PEOPLE: Act.GIVE_ROLES,
    Panel.GAPS: Act.SEE_LIBRARY,
    Panel.GOLDEN: Act.KEEP_GOLDEN,
    Panel.ITEMS: Act.SEE_LIBRARY,
    Panel.CERTIFICATIONS: Act.SEE_LIBRARY,
    Panel.PATHS: Act.KEEP_PATHS,
    Panel.COHORTS: Act.KEEP_COHORTS,
    Panel.AUDIT: Act.SEE_AUDIT,
    Panel.SETTINGS: Act.SET_POLICY,
}


def is_allowed(role: Role, panel: Panel, *, looks_after: bool = False) -> bool:
    """Whether somebody of this role may see a panel; whoever looks after learners of a cohort sees her cohorts."""
    return panel not in NEEDED or may(role, NEEDED[panel]) or (panel is Panel.COHORTS and looks_after)


@dataclass(frozen=True)
class Showing:
    """A panel, which page of it, and what is looked for in it.

    Attributes:
        state: A value of ``ShelfState``, or ``AWAITING``, or of ``ItemState`` in the bank of items, or
            what the gaps' panel shows; empty for any.
        find: Words that guides, or items, are looked for by.
        actor: Of the audit log: a person's id; ``action`` and ``guide`` narrow it too. Empty for any.
        before: The numbers of the audit log's entries below which its pages so far began; the last is this one's.
        competency: Of the items that are looked for; ``pool`` is what they are for. Empty for any.
        cohort: The id of the cohort that is shown; empty for the list of them.
    """

    panel: Panel = Panel.START
    page: int = 0
    state: str = ""
    find: str = ""
    actor: str = ""
    action: str = ""
    guide: str = ""
    before: tuple[int, ...] = ()
    competency: str = ""
    pool: str = ""
    cohort: str = ""

    def noted(self) -> str:
        """As the view's private metadata."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps({name: value for name, value in said.items() if value != getattr(Showing, name)})


def showing_of(note: str | None) -> Showing:
    """What a view notes; the start where it notes nothing that can be used."""
    try:
        said = json.loads(note or "{}")
        before = tuple(int(number) for number in said.get("before", ()))[-MOST_PAGES_BACK:]
        words = {name: str(said.get(name, "")) for name in _WORDS}
        find = str(said.get("find", ""))[:LONGEST_FIND]
        panel, page = Panel(said.get("panel", Panel.START)), max(0, int(said.get("page", 0)))
    except (ValueError, TypeError, AttributeError):
        return Showing()
    return Showing(panel, page, find=find, before=before, **words)
