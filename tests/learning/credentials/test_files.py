"""The files that a holder is given: each verifies on its own, and shows what is signed."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from learning.certifications.definition import Requirement, RequirementKind
from learning.credentials import picture, printing
from learning.credentials.achievement import RestsOn
from learning.credentials.face import Basis, Face, face_of
from learning.credentials.files import KINDS
from learning.credentials.fonts import BOLD, font, is_printable
from learning.credentials.printing import printed
from learning.credentials.values import Verdict, Why
from tests.learning.credentials.awards import AWARD, claims, keys, signer, token, verified

LONG_NAME = "Maximiliane-Theodora "
LONG = {
    "name": LONG_NAME * 9,
    "rests_on": [RestsOn("A very long title of a guide " * 8, f"{n}th edition", None, "Promising") for n in range(30)],
}


def made(kind: str, **changes: Any) -> bytes:
    return KINDS[kind].make(face_of(claims(**changes)), token(**changes))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_each_file_verifies_on_its_own(kind: str, algorithm: str) -> None:
    by = signer(algorithm)
    data = KINDS[kind].make(face_of(claims()), token(by))
    assert verified(data, keys(by)).verdict is Verdict.VALID
    assert verified(data, keys(signer(algorithm, "another"))).verdict is Verdict.NOT_VERIFIED


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    assert made(kind) == made(kind)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("name", ["", "名前 שם اسم", "\u202eevil\u0000name", "<script>alert(1)</script>", LONG_NAME])
def test_no_name_breaks_a_file(kind: str, name: str) -> None:
    assert verified(made(kind, name=name)).verdict is Verdict.VALID


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_more_than_fits_is_cut_and_still_verifies(kind: str) -> None:
    assert verified(made(kind, **LONG)).verdict is Verdict.VALID


def test_the_pdf_is_one_page_that_says_what_is_signed() -> None:
    document = pdfium.PdfDocument(made("pdf"))
    assert len(document) == 1
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for said in ("Mentor essentials", AWARD.name, "Amber Alliance", "Elements of practice", "Well supported (CEBC)"):
        assert said in text
    assert "https://badges.example.org/c/0f0f" in text
    assert "4th edition, 1 September 2015; evidence: Well supported" in text


def test_a_certificate_on_six_guides_prints_each_of_them_and_all_that_was_done() -> None:
    guides = [RestsOn(f"Guide {n} about the first year of a match", "1", date(2026, 11, 1), None) for n in range(6)]
    done = [Requirement(f"r{n}", RequirementKind.OBSERVED, f"A meeting seen by staff, number {n}") for n in range(5)]
    changes = {"rests_on": guides, "certification": replace(AWARD.certification, requirements=tuple(done))}
    document = pdfium.PdfDocument(made("pdf", **changes))
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    drawn = " ".join(one.text or "" for one in fromstring(made("svg", **changes), forbid_dtd=True).iter())
    for said in (text, drawn):
        assert all(f"{guide.title}, edition 1, 1 November 2026" in said for guide in guides)
        assert ("…" in said, "more, see the page" in said) == (False, False)
    assert "A meeting seen by staff, number 4." in text


def test_what_does_not_fit_is_counted_and_pointed_to() -> None:
    guides = [RestsOn(f"Guide {n}", "1", None, None) for n in range(40)]
    drawn = made("svg", rests_on=guides).decode()
    shown = [n for n in range(40) if f"Guide {n}, edition 1" in drawn]
    assert shown == list(range(len(shown)))
    assert f"and {40 - len(shown)} more, see the page" in drawn


@pytest.mark.parametrize(
    ("said", "which"),
    [
        ("1, 2026-11-01", "edition 1, 1 November 2026"),
        ("4th edition, 2015-09-01", "4th edition, 1 September 2015"),
        ("2024", "edition 2024"),
        ("2024, revised", "edition 2024, revised"),
        ("2026-11-01", "edition 2026-11-01"),
        ("", ""),
    ],
)
def test_an_edition_is_said_in_words(said: str, which: str) -> None:
    face = face_of({"evidence": [{"name": "Calls", "description": said}]})
    assert face.rests_on[0].which == which


OTHER_LETTERS = ("王芳", "अमारा", "김아마라", "山田 花子", "أمارا", "אמארה", "Amara 王")


@pytest.mark.parametrize("name", OTHER_LETTERS)
def test_a_name_that_can_not_be_printed_is_pointed_to_and_stands_in_what_is_signed(name: str) -> None:
    assert not is_printable(name)
    face = face_of(claims(name=name))
    assert face.holder == name
    assert picture.png(face) == picture.png(replace(face, holder=printing.HOLDER))
    document = pdfium.PdfDocument(made("pdf", name=name))
    text = " ".join(document[0].get_textpage().get_text_range().split())
    assert f"This certifies that {printing.HOLDER} has met all" in text
    assert document.get_metadata_dict()["Title"] == f"Mentor essentials: {name}"
    document.close()
    assert f">{name}</text>" in made("svg", name=name).decode()


@pytest.mark.parametrize("name", ["Łukasz Çağrı O’Şímônē", "Νίκη Παπαδοπούλου", "Анна Ёлкина", "Nguyễn Thị Ế", "Ọ́lá"])
def test_a_name_that_can_be_printed_is(name: str) -> None:
    face = face_of(claims(name=name))
    assert printed(face) == face
    document = pdfium.PdfDocument(made("pdf", name=name))
    assert name in document[0].get_textpage().get_text_range()
    document.close()


def test_whatever_else_can_not_be_printed_is_pointed_to_as_well() -> None:
    one = RestsOn("指导手册", "第四版", None, "证据充分")
    shown = printed(
        replace(face_of(claims(rests_on=[one])), title="导师", issuer="组织", criteria="考试", competencies=("一",))
    )
    assert shown.rests_on == (
        Basis(
            "a guide named in the signed credential",
            "named in the signed credential",
            None,
            "named in the signed credential",
        ),
    )
    assert all(is_printable(text) for text in (shown.title, shown.issuer, shown.criteria, *shown.competencies))


@given(st.text(max_size=40))
def test_what_is_printed_has_no_letter_that_the_typeface_lacks(name: str) -> None:
    drawn = font(BOLD, 42)
    missing = bytes(drawn.getmask("\U000f0000"))
    shown = printed(replace(face_of(claims()), holder=name)).holder
    assert [c for c in shown if not c.isspace() and bytes(drawn.getmask(c)) == missing] == []


def test_a_pdf_without_a_credential_or_with_one_that_was_changed_is_not_valid() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(100, 100)
    assert verified(saved(document)).why == (Why.NO_CREDENTIAL,)
    document.new_attachment("credential.jwt").set_data(token().replace(".", ".A", 1).encode())
    assert verified(saved(document)).verdict is Verdict.INVALID
    document.close()


def saved(document: pdfium.PdfDocument) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_svg_has_no_script_and_says_in_words_what_it_shows() -> None:
    root = fromstring(made("svg"), forbid_dtd=True)
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {
        "svg", "title", "rect", "circle", "polyline", "text", "credential",
    }  # fmt: skip
    title = next(one.text for one in root.iter() if one.tag.endswith("title"))
    assert title == (
        f"Certificate: Mentor essentials. Held by {AWARD.name}. Issued by Amber Alliance, issued on 1 March 2025, "
        "valid until 1 March 2125."
    )


def test_the_png_is_a_picture_of_a_size_that_can_be_read() -> None:
    assert Image.open(io.BytesIO(made("png"))).size == (1200, 800)


def test_of_a_credential_that_is_not_ours_whatever_can_be_read_is_shown() -> None:
    assert face_of({}) == Face("", "", "", "", None, None, (), (), "")
    odd = {"credentialSubject": [{"achievement": 5}], "issuer": 7, "evidence": "x", "validFrom": "soon", "id": []}
    assert face_of(odd) == face_of({})
    foreign = {"issuer": "https://i.example", "credentialSubject": {"name": "Ben", "achievement": [{"name": "Badge"}]}}
    assert (face_of(foreign).issuer, face_of(foreign).holder, face_of(foreign).title) == (
        "https://i.example", "Ben", "Badge",
    )  # fmt: skip
