"""A credential in an SVG: an element of its own, as Open Badges 3.0 has it. Pure."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_SVG = "http://www.w3.org/2000/svg"
_ELEMENT = f"{{{NAMESPACE}}}credential"
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
_ROOT_END = re.compile(r"<svg\b[^>]*>")


class SvgUnusable(ValueError):
    """It is no SVG, defines entities, or holds more than one credential."""


def bake(picture: str, token: str) -> str:
    """The picture with a signed token in it; it must hold none yet.

    Raises:
        SvgUnusable: It is no SVG, or holds a credential.
    """
    root = _ROOT_END.search(picture)
    if root is None or credential_in(picture.encode()) is not None or not _TOKEN.fullmatch(token):
        raise SvgUnusable
    element = f'<openbadges:credential xmlns:openbadges="{NAMESPACE}" verify="{token}"></openbadges:credential>'
    return picture[: root.end()] + element + picture[root.end() :]


def credential_in(picture: bytes) -> str | None:
    """The credential in a picture, a token or a JSON text; None where there is none.

    Raises:
        SvgUnusable: It can't be read without risk, or holds two.
    """
    root = _parsed(picture)
    if root.tag != f"{{{_SVG}}}svg":
        raise SvgUnusable
    found = list(root.iter(_ELEMENT))
    if len(found) > 1:
        raise SvgUnusable
    return (found[0].get("verify") or found[0].text or "").strip() if found else None


def _parsed(picture: bytes) -> Element:
    try:
        # A document type is only named in many a drawing; entities and whatever is elsewhere are refused.
        root: Element = fromstring(picture, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise SvgUnusable from error
    return root
