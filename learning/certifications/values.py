"""A certification as it is stored. Values only."""

from dataclasses import dataclass

from learning.certifications.definition import Definition


@dataclass(frozen=True)
class Certification:
    """A certification and its newest version; ``number`` counts the versions from 1."""

    id: str
    version_id: str
    number: int
    definition: Definition
    retired: bool
