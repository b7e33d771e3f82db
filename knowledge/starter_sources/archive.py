"""Office files with nothing in them that changes from one making to the next."""

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

_DOS_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


def without_clock(office_file: bytes) -> bytes:
    """The same parts in the same order, each dated 1980-01-01, the first date that a ZIP file can state."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _DOS_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            new.writestr(entry, old.read(part), compresslevel=9)
    return out.getvalue()


def midnight(day: object) -> datetime:
    """The date of a front matter as the moment that a document's properties want, in UTC."""
    if not isinstance(day, date):
        raise TypeError(day)
    return datetime.combine(day, time(), UTC)
