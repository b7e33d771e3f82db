"""A certification as a file. Pure."""

import yaml

from learning.certifications.definition import Definition
from learning.certifications.reading import as_data, read_certification
from learning.certifications.values import Certification
from learning.errors import BadDefinition, Flaw, Found

_WIDTH = 100


def file_of(certification: Certification) -> tuple[str, bytes]:
    """The name of the file, and the file: what ``read_certification`` reads as the same."""
    data = {name: value for name, value in as_data(certification.definition).items() if value not in (None, [], ())}
    written = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return f"{certification.definition.key}.yaml", written.encode()


def definition_in(data: bytes) -> Definition:
    """The certification in a file.

    Raises:
        BadDefinition: It holds none, or is not in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDefinition("", [Found(Flaw.NOT_UTF8)]) from error
    return read_certification(text)
