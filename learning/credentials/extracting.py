"""Finding the credential in what somebody hands in: a token, JSON, a picture or a PDF."""

import json
import subprocess
import sys
from typing import Any

from learning.credentials import attachment
from learning.credentials.attachment import Ending
from learning.credentials.baking import png, svg
from learning.credentials.opening import looks_like_a_token
from learning.credentials.refusing import Refused
from learning.credentials.signing import TOKEN_BYTES
from learning.credentials.values import Why

FILE_BYTES = 1 << 23
ATTACHED = "credential.jwt"
# How long the process that reads a PDF may take; it ends itself sooner, where it uses that much of a processor.
_PDF_SECONDS = 30
_ENVELOPE = "EnvelopedVerifiableCredential"
_ENVELOPED = "data:application/vc+jwt,"


def token_in(data: bytes) -> str:
    """The signed token in a file.

    Raises:
        Refused: There is none, the file is too large or damaged, or its credential is secured in another way.
    """
    if len(data) > FILE_BYTES:
        raise Refused(Why.TOO_LARGE)
    if data.startswith(png.SIGNATURE):
        return _token(_from_png(data))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _token(_from_pdf(data))
    text = _text(data)
    if text.startswith("<"):
        return _token(_from_svg(data))
    return _token(text)


def _token(text: str | None) -> str:
    said = (text or "").strip()
    if looks_like_a_token(said):
        return said
    if said.startswith(("{", '"')):
        return _from_json(said)
    raise Refused(Why.NO_CREDENTIAL)


def _from_json(text: str) -> str:
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(Why.MALFORMED) from error
    if isinstance(said, str) and looks_like_a_token(said):
        return said
    if not isinstance(said, dict):
        raise Refused(Why.NO_CREDENTIAL)
    if "proof" in said:
        raise Refused(Why.PROOF_NOT_SUPPORTED)
    address = said.get("id")
    if said.get("type") in (_ENVELOPE, [_ENVELOPE]) and isinstance(address, str) and address.startswith(_ENVELOPED):
        token = address.removeprefix(_ENVELOPED)
        if looks_like_a_token(token):
            return token
        raise Refused(Why.MALFORMED)
    raise Refused(Why.NO_CREDENTIAL)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Refused(Why.NO_CREDENTIAL) from error


def _from_png(data: bytes) -> str | None:
    try:
        return png.credential_in(data)
    except png.PngUnusable as error:
        raise Refused(Why.MALFORMED) from error


def _from_svg(data: bytes) -> str | None:
    try:
        return svg.credential_in(data)
    except svg.SvgUnusable as error:
        raise Refused(Why.MALFORMED) from error


def _from_pdf(data: bytes) -> str | None:
    """The attached token.

    What unpacks to more than a token may have, or ends the process that reads it, can't be looked at.
    """
    command = [sys.executable, "-P", "-m", attachment.__name__, ATTACHED, str(TOKEN_BYTES + 1)]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PDF_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Why.TOO_LARGE) from error
    if done.returncode == Ending.NONE:
        return None
    if done.returncode == Ending.MALFORMED:
        raise Refused(Why.MALFORMED)
    if done.returncode != Ending.FOUND or len(done.stdout) > TOKEN_BYTES:
        raise Refused(Why.TOO_LARGE)
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(Why.MALFORMED) from error
