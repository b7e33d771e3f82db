"""What of a certificate can be printed: letters that the typeface lacks would be boxes. Pure.

A name, or anything else, in such letters stands in the signed credential and on the page as it was written. A drawing
has it too, since whoever looks at it brings the letters; what is printed here points to it instead.
"""

from dataclasses import replace

from learning.credentials.face import Basis, Face
from learning.credentials.fonts import is_printable

HOLDER = "the person named in the signed credential"
ISSUER = "the issuer named in the signed credential"
TITLE = "A certification named in the signed credential"
CRITERIA = "What was done for it stands in the signed credential."
ELSEWHERE = "named in the signed credential"


def printed(face: Face) -> Face:
    """The face as it is printed: each text whole, or where it stands."""
    return replace(
        face,
        title=_text(face.title, TITLE),
        holder=_text(face.holder, HOLDER),
        issuer=_text(face.issuer, ISSUER),
        criteria=_text(face.criteria, CRITERIA),
        competencies=tuple(_text(one, ELSEWHERE) for one in face.competencies),
        rests_on=tuple(_basis(one) for one in face.rests_on),
    )


def _basis(one: Basis) -> Basis:
    evidence = _text(one.evidence, ELSEWHERE) if one.evidence is not None else None
    return Basis(_text(one.title, f"a guide {ELSEWHERE}"), _text(one.edition, ELSEWHERE), one.day, evidence)


def _text(text: str, instead: str) -> str:
    return text if is_printable(text) else instead
