"""The secret by which people are called outside by names that nobody else can tell whose they are."""

import os
import secrets
import stat
from pathlib import Path

from learning.errors import KeyUnusable

NAME = "pseudonyms"
_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def pseudonym_secret(folder: Path) -> bytes:
    """The secret of this installation; made where there is none yet, in a file that only its owner can read.

    Raises:
        KeyUnusable: Others can read it, or it can be neither read nor written.
    """
    path = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write(path)
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            if (folder.stat().st_mode | os.fstat(file.fileno()).st_mode) & _OTHERS:
                raise KeyUnusable(NAME, "others_can_read")
            found = file.read(_BYTES)
    except OSError as error:
        raise KeyUnusable(NAME, "not_written") from error
    if len(found) != _BYTES:
        raise KeyUnusable(NAME, "malformed")
    return found


def has_secret(folder: Path) -> bool:
    """Whether this installation has a secret, by which anybody may have been called outside."""
    return (folder / NAME).exists()


def _write(path: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
        file.flush()
        os.fsync(file.fileno())
