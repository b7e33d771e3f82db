"""Private keys as files that nobody but their owner can read. They are nowhere else."""

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from learning.errors import KeyUnusable

Private = RSAPrivateKey | Ed25519PrivateKey
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def write_key(folder: Path, key_id: str, key: Private) -> None:
    """Write a key into a new file of mode 0600, in a folder of mode 0700 that is made where it is missing.

    Raises:
        KeyUnusable: Others can get into the folder, there is such a file, or it can't be written.
    """
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_others(key_id, folder.stat().st_mode)
        opened = os.open(_path(folder, key_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise KeyUnusable(key_id, "not_written") from error


def read_key(folder: Path, key_id: str) -> Private:
    """The key of a file.

    Raises:
        KeyUnusable: There is no such file, others than its owner can read it or get into its folder, or it holds no
            key of a kind that signs here.
    """
    try:
        _refuse_others(key_id, folder.stat().st_mode)
        with os.fdopen(os.open(_path(folder, key_id), os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            _refuse_others(key_id, os.fstat(file.fileno()).st_mode)
            pem = file.read(1 << 16)
    except OSError as error:
        raise KeyUnusable(key_id, "missing") from error
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise KeyUnusable(key_id, "malformed") from error
    if not isinstance(key, Private):
        raise KeyUnusable(key_id, "kind_refused")
    return key


def _path(folder: Path, key_id: str) -> Path:
    if not key_id.isalnum():
        raise KeyUnusable(key_id, "missing")
    return folder / f"{key_id}.pem"


def _refuse_others(key_id: str, mode: int) -> None:
    if mode & _OTHERS:
        raise KeyUnusable(key_id, "others_can_read")
