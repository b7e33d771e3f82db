"""Credentials in SVGs: others read what we bake, we read what others bake, and no entity is ever followed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib import baking as theirs
from openbadgeslib.ob3 import OB3Verifier

from learning.credentials.baking.svg import NAMESPACE, SvgUnusable, bake, credential_in
from learning.credentials.values import Verdict, Why
from tests.learning.credentials.awards import token, verified

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A &amp; B</title><rect width="9"/></svg>'


def holding(inside: str, before: str = "") -> bytes:
    return (before + PLAIN.replace("<rect", f"{inside}<rect")).encode()


def test_what_is_baked_comes_out_again() -> None:
    baked = bake(PLAIN, token())
    assert credential_in(baked.encode()) == token()
    assert verified(baked).verdict is Verdict.VALID
    assert credential_in(PLAIN.encode()) is None


def test_an_independent_reader_finds_what_we_bake_and_we_find_what_it_bakes() -> None:
    assert OB3Verifier.extract_token_from_svg(bake(PLAIN, token()).encode()) == token()
    foreign = theirs.bake_svg(
        PLAIN.encode(), token(), comment="a comment", element=theirs.SVG_ELEMENT_OB3, namespace=theirs.SVG_NS_OB3
    )
    assert credential_in(foreign) == token()


def test_a_credential_as_text_is_read() -> None:
    element = f'<o:credential xmlns:o="{NAMESPACE}"><![CDATA[ {{"proof": {{}}}} ]]></o:credential>'
    assert verified(holding(element)).why == (Why.PROOF_NOT_SUPPORTED,)


def test_a_drawing_that_names_its_document_type_is_read_and_the_type_is_not_fetched() -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">'
    element = f'<o:credential xmlns:o="{NAMESPACE}" verify="{token()}"/>'
    assert credential_in(holding(element, f'<?xml version="1.0" encoding="utf-8"?>{kind}')) == token()


def test_a_picture_is_baked_once_and_only_with_a_token() -> None:
    for picture, text in ((bake(PLAIN, token()), token()), (PLAIN, 'x" onload="y'), ("<html></html>", token())):
        with pytest.raises(SvgUnusable):
            bake(picture, text)


@pytest.mark.parametrize(
    "picture",
    [
        holding("&xxe;", '<!DOCTYPE svg [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'),
        holding("&b;", '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'),
        holding("&e;", '<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/e.dtd">'),
        holding("", '<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>'),
        holding(f'<o:credential xmlns:o="{NAMESPACE}" verify="a"/><o:credential xmlns:o="{NAMESPACE}" verify="b"/>'),
        b"<svg>",
        b'<?xml version="1.0" encoding="nothing"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<svg xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<a>" * 20_000,
    ],
)
def test_a_picture_that_is_a_trap_is_refused(picture: bytes) -> None:
    with pytest.raises(SvgUnusable):
        credential_in(picture)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 200))
def test_a_damaged_picture_gives_no_other_error(junk: bytes, at: int) -> None:
    baked = bake(PLAIN, "a.b.c").encode()
    try:
        credential_in(baked[:at] + junk + baked[at:])
    except SvgUnusable:
        return
