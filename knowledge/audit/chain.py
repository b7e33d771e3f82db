"""The chain that shows whether the audit log was changed. Pure.

Each entry's hash covers the entry and the hash of the one before. Whoever changes or removes an entry has to write all
later ones anew; entries removed at the end leave no trace.
"""

import hashlib
import json
from dataclasses import asdict
from datetime import UTC

from knowledge.audit.values import Entry

FIRST = "0" * 64


def entry_hash(previous_hash: str, workspace: str, row: str, entry: Entry) -> str:
    """The hash of an entry, in hexadecimal digits.

    Args:
        previous_hash: That of the entry before; ``FIRST`` where there is none.
        workspace: Whose log it is.
        row: The entry's id.
        entry: The entry.
    """
    fields = {**asdict(entry), "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds")}
    said = json.dumps([previous_hash, workspace, row, fields], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()
