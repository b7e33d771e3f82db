"""Bytes of a text file to text: by its byte order mark, as UTF-8, else by a guess from its characters."""

import codecs

from charset_normalizer import from_bytes

from ingestion.errors import NotText

# A guess needs no more than this, and its time grows with the length.
_SAMPLE = 64 * 1024
# Several code pages fit most short texts; by far the most are of the Western one, so it wins within this of the best.
_WESTERN = "cp1252"
_AS_GOOD = 0.06
# A text that fits no encoding is still one when at most so many of its characters are broken.
_FEW_BROKEN = 0.05
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(path_name: str, data: bytes) -> str:
    """The text of a file's bytes; what does not belong to its encoding becomes U+FFFD.

    Raises:
        NotText: No encoding makes text of it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        if _is_mostly_whole(text):
            return text
        guessed = _guessed(data)
        if guessed is None and text.count("\ufffd") <= _FEW_BROKEN * len(text):
            return text
        if guessed is None:
            raise NotText(path_name) from error
        return data.decode(guessed, errors="replace")


def _is_mostly_whole(text: str) -> bool:
    """Whether it is UTF-8 with a few broken bytes: other encodings hardly ever form its sequences by chance."""
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > broken


def _guessed(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        # A character that is cut in two would rule out its encoding.
        sample = sample.rpartition(b"\n")[0] or sample
    guesses = from_bytes(sample)
    best = guesses.best()
    if best is None:
        return None
    western = next((guess for guess in guesses if _WESTERN in guess.could_be_from_charset), None)
    if western is None or western.chaos > best.chaos + _AS_GOOD or western.coherence < best.coherence - _AS_GOOD:
        return best.encoding
    return _WESTERN
