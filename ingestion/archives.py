"""Zip archives that are safe to open: DOCX, PPTX and EPUB files are such archives.

An archive inside an archive is never opened, and nothing is ever unpacked to the disk.
"""

import zipfile
from pathlib import PurePosixPath

from ingestion.errors import Encrypted, ExpandsTooMuch, HasMacros, UnsafeArchive

MAX_ENTRIES = 10_000
MAX_BYTES = 300 * 1024 * 1024
# XML of Office shrinks to a tenth, a page of one repeated row to a hundredth; a bomb to a thousandth.
MAX_RATIO = 250
SMALL_BYTES = 20 * 1024 * 1024
_CHUNK = 1024 * 1024
_ENCRYPTED_FLAG = 0x1


def check_archive(archive: zipfile.ZipFile, path_name: str) -> None:
    """Refuse what no editor writes, by the members' names and by really reading each of them.

    Raises:
        UnsafeArchive: A name leads outside or stands there twice, or the compression is not a usual one.
        Encrypted: A member needs a password.
        HasMacros: It carries a program.
        ExpandsTooMuch: Too many members, or too much in them.
        BadZipFile, EOFError, zlib.error: A member is damaged, or not as long as it says.
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise ExpandsTooMuch(path_name)
    for entry in entries:
        _check_entry(entry, path_name)
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnsafeArchive(path_name)
    _check_size(archive, entries, path_name)


def _check_entry(entry: zipfile.ZipInfo, path_name: str) -> None:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or (name.parts and ":" in name.parts[0]):
        raise UnsafeArchive(path_name)
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise Encrypted(path_name)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnsafeArchive(path_name)
    if name.name.lower() == "vbaproject.bin":
        raise HasMacros(path_name)


def _check_size(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], path_name: str) -> None:
    """Read every member, since only then a lie about its size shows; none yields more than it says."""
    total = 0
    for entry in entries:
        with archive.open(entry) as member:
            while chunk := member.read(_CHUNK):
                total += len(chunk)
    packed = sum(entry.compress_size for entry in entries)
    if total > SMALL_BYTES and total > MAX_RATIO * packed:
        raise ExpandsTooMuch(path_name)
