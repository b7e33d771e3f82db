"""Roles, and what each of them may do. Pure."""

import re
from enum import StrEnum

# Who works on the command line has the database in hand anyway.
OPERATOR = "operator"
# Who was erased is kept under a name that begins so, where figures need one for the rows that are hers.
ERASED = "erased-"
_PERSON = re.compile(r"[A-Za-z0-9_-]{1,255}")


class Role(StrEnum):
    """What a person is in a workspace's library, from the one who answers for it to the one who reads it."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    LEARNER = "learner"


class Act(StrEnum):
    """What can be done to a library, and to the certifications that rest on it.

    Who may ``SEE_LIBRARY`` sees all of it, also guides that are for others: whoever looks after the library has to see
    where a draft repeats or contradicts a guide. Answers to that person's own questions are no exception to audiences.

    Three things depend on more than a role: whoever answers for a guide may review it without ``RECORD_REVIEW``, who
    may ``ADD_EDITION`` may give up an edition of her own without ``PUBLISH``, and whoever looks after learners of a
    cohort sees these without ``KEEP_COHORTS`` and observes without ``OBSERVE`` the practice that its goals require.
    """

    SEE_LIBRARY = "see_library"
    ADD_EDITION = "add_edition"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RECORD_REVIEW = "record_review"
    TELL_ASKERS = "tell_askers"
    KEEP_GOLDEN = "keep_golden"
    OVERRIDE_GOLDEN = "override_golden"
    KEEP_AUDIENCES = "keep_audiences"
    GIVE_ROLES = "give_roles"
    SET_POLICY = "set_policy"
    SEE_AUDIT = "see_audit"
    WRITE_ITEMS = "write_items"
    PUBLISH_ITEMS = "publish_items"
    KEEP_CERTIFICATIONS = "keep_certifications"
    KEEP_CERTIFICATES = "keep_certificates"
    KEEP_ACCOMMODATIONS = "keep_accommodations"
    SEE_LEARNERS = "see_learners"
    OBSERVE = "observe"
    REGRADE = "regrade"
    KEEP_PATHS = "keep_paths"
    KEEP_COHORTS = "keep_cohorts"
    KEEP_PEOPLE = "keep_people"
    CLOSE_GAPS = "close_gaps"


_EDITOR = frozenset({Act.SEE_LIBRARY, Act.ADD_EDITION, Act.RECORD_REVIEW, Act.WRITE_ITEMS, Act.CLOSE_GAPS})
_REVIEWER = frozenset(
    {
        Act.SEE_LIBRARY,
        Act.PUBLISH,
        Act.WITHDRAW,
        Act.RECORD_REVIEW,
        Act.TELL_ASKERS,
        Act.PUBLISH_ITEMS,
        Act.OBSERVE,
        Act.CLOSE_GAPS,
    }
)
_ALL = frozenset(Act)
MAY: dict[Role, frozenset[Act]] = {
    Role.OWNER: _ALL,
    Role.ADMIN: _ALL,
    Role.EDITOR: _EDITOR,
    Role.REVIEWER: _REVIEWER,
    Role.LEARNER: frozenset(),
}
_ABOVE = {Role.OWNER: 4, Role.ADMIN: 3, Role.EDITOR: 2, Role.REVIEWER: 2, Role.LEARNER: 1}


def is_person(text: str) -> bool:
    """Whether a text can be the id of a person."""
    return _PERSON.fullmatch(text) is not None


def is_erased(person: str) -> bool:
    """Whether this stands in the place of a person who was erased: nobody can be written to under it."""
    return person.startswith(ERASED)


def may(role: Role, act: Act) -> bool:
    """Whether a role allows an act."""
    return act in MAY[role]


def may_give(giver: Role, before: Role, after: Role) -> bool:
    """Whether somebody of this role may change another's from ``before`` to ``after``.

    An owner may give and take every role, an admin those below her own.
    """
    if giver is Role.OWNER:
        return True
    return may(giver, Act.GIVE_ROLES) and max(_ABOVE[before], _ABOVE[after]) < _ABOVE[giver]
