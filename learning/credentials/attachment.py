"""What is attached to a PDF, read in a process of its own: a small file can unpack to more than there is memory.

Run as ``python -m learning.credentials.attachment NAME MOST_BYTES``, the file on standard input. It takes limits on,
writes the attachment of this name to standard output, cut after so many bytes, and ends with one of ``Ending``.
"""

import resource
import sys
from enum import IntEnum

import pypdfium2 as pdfium  # type: ignore[import-untyped]

MEMORY_BYTES = 512 << 20
SECONDS = 10
_MOST_ATTACHED = 20


class Ending(IntEnum):
    """With what the process ends; with anything else it was ended by its limits, or crashed."""

    FOUND = 0
    NONE = 10
    MALFORMED = 11


def main(name: str, most: int) -> Ending:
    """Write the attachment of this name to standard output."""
    _limit()
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
        count = min(document.count_attachments(), _MOST_ATTACHED)
        found = [one for number in range(count) if (one := document.get_attachment(number)).get_name() == name]
        if len(found) > 1:
            return Ending.MALFORMED
        if not found:
            return Ending.NONE
        sys.stdout.buffer.write(bytes(memoryview(found[0].get_data())[:most]))
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return Ending.MALFORMED
    sys.stdout.buffer.flush()
    return Ending.FOUND


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
