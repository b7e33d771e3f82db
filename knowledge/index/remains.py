"""What Chroma's files of vectors hold that is no vector: pieces of the memory of the process that made them.

hnswlib takes memory for more vectors than there are, and a new ``data_level0.bin`` has all of it, whatever stood there
before (seen with Chroma 1.5, for 100 places). ``header.bin`` beside it begins with a version, an offset, how many
places there are, how many of them are taken, and how many bytes each has.
"""

import struct
from pathlib import Path

_HEADER = struct.Struct("<iQQQQ")
_VERSION = 1


def blank_unused(folder: Path) -> int:
    """Write zeros where no vector is, in all such files under a folder; returns how many files have such places.

    A file that is not as described is left as it is. Not to be called while somebody writes to the index.
    """
    return sum(_blank(path, path.with_name("header.bin")) for path in sorted(folder.rglob("data_level0.bin")))


def _blank(vectors: Path, header: Path) -> bool:
    head = header.read_bytes()[: _HEADER.size] if header.exists() else b""
    if len(head) < _HEADER.size:
        return False
    version, _, places, taken, each = _HEADER.unpack(head)
    unused = vectors.stat().st_size - taken * each
    if version != _VERSION or not 0 < unused <= (places - taken) * each:
        return False
    with vectors.open("r+b") as file:
        file.seek(taken * each)
        file.write(bytes(unused))
    return True
