"""Whether a request comes from Slack, told before a byte of its body is read as anything."""

import re

from slack_sdk.signature import SignatureVerifier
from starlette.datastructures import Headers

_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_TIMESTAMP = re.compile(r"[0-9]{1,11}")


def signed_text(body: bytes, headers: Headers, verifier: SignatureVerifier) -> str | None:
    """The body as text where Slack signed it within the last five minutes, else None.

    The verifier of the SDK raises on signatures, times and bodies of other shapes; those are looked at first.
    """
    signatures = headers.getlist("x-slack-signature")
    times = headers.getlist("x-slack-request-timestamp")
    if len(signatures) != 1 or len(times) != 1:
        return None
    if not _SIGNATURE.fullmatch(signatures[0]) or not _TIMESTAMP.fullmatch(times[0]):
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if verifier.is_valid(text, times[0], signatures[0]) else None
