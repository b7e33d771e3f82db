"""Credentials in PNGs: others read what we bake, we read what others bake, and nothing broken is taken."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib import baking as theirs
from openbadgeslib.ob3 import OB3Verifier
from PIL import Image

from learning.credentials.baking.png import KEYWORD, PngUnusable, bake, credential_in
from learning.credentials.values import Verdict
from tests.learning.credentials.awards import token, verified


def plain() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(written, "PNG")
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_text(data: bytes) -> bytes:
    picture = plain()
    return picture[:33] + chunk(b"iTXt", data) + picture[33:]


def test_what_is_baked_comes_out_again_and_the_picture_is_the_same() -> None:
    baked = bake(plain(), token())
    assert credential_in(baked) == token()
    assert verified(baked).verdict is Verdict.VALID
    assert Image.open(io.BytesIO(baked)).tobytes() == Image.open(io.BytesIO(plain())).tobytes()
    assert credential_in(plain()) is None


def test_an_independent_reader_finds_what_we_bake_and_we_find_what_it_bakes() -> None:
    assert OB3Verifier.extract_token_from_png(bake(plain(), token())) == token()
    foreign = theirs.bake_png(plain(), token(), keyword=theirs.ITXT_KEYWORD_OB3)
    assert credential_in(foreign) == token()


def test_a_picture_is_baked_once() -> None:
    with pytest.raises(PngUnusable):
        bake(bake(plain(), token()), token())


def test_compressed_text_and_a_language_are_read() -> None:
    said = token().encode()
    assert credential_in(with_text(KEYWORD + b"\0\1\0en\0badge\0" + zlib.compress(said))) == token()
    assert credential_in(with_text(KEYWORD + b"\0\0\0es\0insignia\0" + said)) == token()
    assert credential_in(with_text(b"Comment\0\0\0\0\0hello")) is None


@pytest.mark.parametrize(
    "data",
    [
        KEYWORD + b"\0\1\0\0\0" + zlib.compress(b"a" * (1 << 26)),
        KEYWORD + b"\0\1\0\0\0no stream",
        KEYWORD + b"\0\1\1\0\0" + zlib.compress(b"a"),
        KEYWORD + b"\0\2\0\0\0a",
        KEYWORD + b"\0\0\0",
        KEYWORD + b"\0",
        KEYWORD + b"\0\0\0\0\0\xff\xfe",
    ],
)
def test_a_broken_or_swollen_text_is_refused(data: bytes) -> None:
    with pytest.raises(PngUnusable):
        credential_in(with_text(data))


def test_a_picture_with_two_credentials_is_refused() -> None:
    baked = bake(plain(), token())
    again = baked[:33] + chunk(b"iTXt", KEYWORD + b"\0\0\0\0\0other") + baked[33:]
    with pytest.raises(PngUnusable):
        credential_in(again)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_picture_never_gives_another_credential(data: st.DataObject) -> None:
    baked = bake(plain(), token())
    at = data.draw(st.integers(0, len(baked) - 1))
    damaged = data.draw(
        st.sampled_from(
            [baked[:at], baked[:at] + bytes([baked[at] ^ 0x21]) + baked[at + 1 :], baked[:at] + baked[at + 1 :]]
        )
    )
    try:
        found = credential_in(damaged)
    except PngUnusable:
        return
    assert found in (token(), None)
