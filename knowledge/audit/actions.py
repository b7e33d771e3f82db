"""What can be done that is written down."""

from enum import StrEnum


class Action(StrEnum):
    """What somebody did; each reads as the verb of a sentence about its subject."""

    ROLE_GIVEN = "role given"
    POLICY_SET = "policy set"
    EDITION_ADDED = "edition added"
    SUBMITTED = "submitted for review"
    APPROVED = "approved"
    SENT_BACK = "sent back"
    DISCARDED = "discarded"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    OWNER_CHANGED = "owner changed"
    REVIEW_BEGUN = "review begun"
    REVIEWED = "reviewed"
    COMMUNITY_CHANGED = "community changed"
    GOLDEN_CHANGED = "golden questions changed"
    GOLDEN_OVERRIDDEN = "golden questions overridden"
    ASKERS_TOLD = "askers told"
    REFUSED = "refused"
