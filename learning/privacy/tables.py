"""The tables in which people are named, by name; those of uploads are there once ingestion's are imported."""

from sqlalchemy import Table

import learning.analysis.models
import learning.attempts.models
import learning.certifications.models
import learning.cohorts.models
import learning.continuous.models
import learning.credentials.models
import learning.curriculum.models
import learning.exchange.models
import learning.items.models
import learning.learners.models
import learning.membership.models
import learning.notices.models
import learning.past.models
import learning.practice.models
import learning.requirements.models
import learning.results.models
import learning.standing.models  # noqa: F401 - the same
from storage.schema import Base


def table_named(name: str) -> Table:
    """The table of this name.

    Raises:
        KeyError: The module that holds it was not imported.
    """
    return Base.metadata.tables[name]
