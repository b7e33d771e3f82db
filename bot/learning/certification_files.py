"""A certification as a file: taken in, and written."""

from datetime import datetime

import yaml
from sqlalchemy.orm import Session

from learning.certifications.definition import Definition
from learning.certifications.reading import as_data
from learning.certifications.service import offer, put
from learning.certifications.values import Certification

_WIDTH = 100


def file_of(certification: Certification) -> tuple[str, bytes]:
    """The name of the file, and the file: what ``read_certification`` reads as the same."""
    data = {name: value for name, value in as_data(certification.definition).items() if value not in (None, [], ())}
    written = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return f"{certification.definition.key}.yaml", written.encode()


def keep(session: Session, workspace: str, definition: Definition, *, by: str, now: datetime) -> Certification:
    """Have a certification require what a file says, and offer it, even where it was retired.

    Raises:
        NotAllowed: Who says so may not.
    """
    put(session, workspace, definition, by=by, now=now)
    return offer(session, workspace, definition.key, by=by, now=now)
