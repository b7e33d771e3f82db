"""Whose words are measured. Values only."""

from enum import StrEnum

# So many questions are put to a model, spread evenly over those of a folder.
LIMIT = 200


class Which(StrEnum):
    """A chat model."""

    SCRIPTED = "scripted"
    WEAK = "weak"
    CONFIGURED = "configured"
