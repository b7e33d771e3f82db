"""With what certificates can be signed. Values only."""

from enum import StrEnum

# Of the private keys, in the data directory.
FOLDER = "keys"


class Algorithm(StrEnum):
    """An algorithm by its name in tokens."""

    EDDSA = "EdDSA"
    RS256 = "RS256"
