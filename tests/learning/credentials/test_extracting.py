"""The credential is found in whatever carries it, and in nothing that is broken."""

import json
import subprocess
import sys
import zlib

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from learning.credentials.attachment import MEMORY_BYTES
from learning.credentials.signing import TOKEN_BYTES
from learning.credentials.values import Verdict, Why
from tests.learning.credentials.awards import token, verified
from tests.learning.credentials.test_files import saved

MIB = 1 << 20
# The most memory, in bytes, that any process had that was started. Asked in a small process, since what is started
# counts as large as who started it.
_LOOKING = """
import resource
from tests.learning.credentials.awards import verified
from tests.learning.credentials.test_extracting import MIB, pdf_of

verified(pdf_of(attached=900 * MIB))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.parametrize("around", ["{}", " \n{}\n", "\ufeff{}", '"{}"'])
def test_a_token_is_found_in_a_text_file(around: str) -> None:
    assert verified(around.format(token())).verdict is Verdict.VALID


def test_a_token_in_an_envelope_is_found() -> None:
    enveloped = {"type": "EnvelopedVerifiableCredential", "id": f"data:application/vc+jwt,{token()}"}
    assert verified(json.dumps(enveloped)).verdict is Verdict.VALID
    broken = {"type": "EnvelopedVerifiableCredential", "id": "data:application/vc+jwt,no token"}
    assert verified(json.dumps(broken)).why == (Why.MALFORMED,)


def test_a_data_integrity_proof_is_told_as_not_supported() -> None:
    found = verified(json.dumps({"type": ["OpenBadgeCredential"], "proof": [{"type": "DataIntegrityProof"}]}))
    assert (found.verdict, found.why) == (Verdict.NOT_VERIFIED, (Why.PROOF_NOT_SUPPORTED,))


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xfe\x00", b'{"type": "OpenBadgeCredential"}', b'"hello"'])
def test_where_nothing_is_signed_there_is_no_credential(data: bytes) -> None:
    found = verified(data)
    assert (found.verdict, found.why) == (Verdict.NOT_VERIFIED, (Why.NO_CREDENTIAL,))


@pytest.mark.parametrize(
    "data",
    [
        b"{", b"{" * 100_000, b"<", b"<svg", b"<html><body>Hello</body></html>", b"%PDF-1.7 nothing of the kind",
        b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\nIHDR",
    ],
)  # fmt: skip
def test_a_broken_file_is_malformed(data: bytes) -> None:
    found = verified(data)
    assert (found.verdict, found.why) == (Verdict.INVALID, (Why.MALFORMED,))


def test_a_small_pdf_that_unpacks_to_more_than_there_is_memory_is_not_looked_at() -> None:
    found = verified(pdf_of(attached=900 * MIB))
    assert (found.verdict, found.why) == (Verdict.NOT_VERIFIED, (Why.TOO_LARGE,))


def test_what_looks_into_such_a_file_takes_no_more_memory_than_it_may() -> None:
    looked = subprocess.run([sys.executable, "-c", _LOOKING], check=True, capture_output=True, text=True, timeout=120)
    assert 0 < int(looked.stdout) <= MEMORY_BYTES


def pdf_of(*, attached: int, times: int = 1) -> bytes:
    """A PDF to which so many bytes of the same letter are attached, so many times; a thousand times smaller."""
    letters = b"a" * MIB
    packing = zlib.compressobj(9, wbits=-15)
    # A block that refers to nothing before it can stand there as often as one likes.
    block, total, sum_ = packing.compress(letters) + packing.flush(zlib.Z_FULL_FLUSH), attached // MIB, 1
    for _ in range(total):
        sum_ = zlib.adler32(letters, sum_)
    stream = b"\x78\xda" + block * total + b"\x03\x00" + sum_.to_bytes(4, "big")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[%s]>>>>>>" % (b"(credential.jwt) 4 0 R " * times),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Filespec/F(credential.jwt)/UF(credential.jwt)/EF<</F 5 0 R>>>>",
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
    ]
    written, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    return written + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(written)


@pytest.mark.parametrize(
    ("length", "why"), [(TOKEN_BYTES, Why.NO_CREDENTIAL), (TOKEN_BYTES + 1, Why.TOO_LARGE), (50 * MIB, Why.TOO_LARGE)]
)
def test_what_is_attached_to_a_pdf_is_read_up_to_the_length_of_a_token(length: int, why: Why) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(100, 100)
    document.new_attachment("credential.jwt").set_data(b"a" * length)
    assert verified(saved(document)).why == (why,)
    document.close()


def test_a_pdf_with_two_credentials_is_malformed() -> None:
    assert verified(pdf_of(attached=MIB, times=2)).why == (Why.MALFORMED,)
