"""Titles that nobody gave, and titles that look a little like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.titles import given_title


@pytest.mark.parametrize(
    "left_behind",
    ["", "( )", "(anonymous)", "untitled", "(untitled)", "Untitled Document 2", "<unspecified>", "[No title]",
     "unknown", "Microsoft Word - draft3.docx", "Microsoft Word - Guide for mentors", "Microsoft Office Word",
     "Word Document", "PowerPoint Presentation", "Microsoft PowerPoint - talk.pptx", "Presentación de PowerPoint",
     "PowerPoint", "Présentation PowerPoint", "PowerPoint-Präsentation", "Presentazione standard di PowerPoint",
     "Presentation1", "Slide 1",
     "Document1", "Doc1", "Dokument1", "New Document", "Scanned Document", "Scan-0001", "Layout 1",
     "Draft", "Sans titre",
     "Document sans titre", "Sin título", "Documento sin título", "Ohne Titel", "Unbenanntes Dokument",
     "guide.pdf", "Guide for mentors v2.doc", "guide_v2_final", "Guide_Final", "draft3", "mentoring-handbook",
     "BRO2019b", r"C:\Users\a\My guide.doc", "/home/a/guide", "https://example.org/guide", "file:///tmp/x"],
)  # fmt: skip
def test_what_a_program_left_behind_is_no_title(left_behind: str) -> None:
    assert given_title(left_behind) == ""


@pytest.mark.parametrize(
    "title",
    ["Presentation skills for mentors", "Document retention policy", "Anonymous reporting", "Template for plans",
     "Draft guidance on screening", "Microsoft Teams for mentors", "Word of mouth", "Excel at mentoring", "COVID-19",
     "1984", "Guide 2026", "2026 handbook", "Unknown risks", "Print and post", "Untitled youth: a study", "Mentoring",
     "Scanning the field", "Slides of the summer school", "No title without a deed", "(Re)connecting young people",
     "Follow-up", "How to use PowerPoint presentations", "None of us alone", "Title IX for coaches", "Guía del mentor"],
)  # fmt: skip
def test_a_title_that_somebody_gave_is_kept(title: str) -> None:
    assert given_title(title) == title


@given(st.text(max_size=300))
def test_any_title_is_kept_whole_or_not_at_all(title: str) -> None:
    assert given_title(title) in ("", title)
