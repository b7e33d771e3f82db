import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion import errors
from ingestion.errors import BadDetails, DetailProblem, NoTextFound, UnreadableFile, WrongExtension
from ingestion.front_matter import KEYS
from ingestion.handover import answer_from, message_of_error
from ingestion.reasons import reason
from ingestion.sniffing import Kind
from knowledge.members.roles import OPERATOR

NAME = "handbook.pdf"
MEGABYTE = 1024 * 1024
ALL: list[UnreadableFile] = [
    errors.FileNotThere(NAME),
    errors.OutsideFolder(NAME, "guides"),
    errors.OutsideFolder(f"{NAME}.yaml", "guides", belongs_to=NAME),
    errors.UnusableName(NAME),
    errors.DuplicateFile(NAME, "first/calls.md"),
    errors.UnchangedFile(NAME, "First calls", "2026.1"),
    errors.AlreadyInHand(NAME, "U0BEN", "calls.pdf", waits=False),
    errors.AlreadyInHand(NAME, "U0BEN", "First calls", waits=True),
    errors.TooManyInHand(NAME, 20, own=True),
    errors.TooManyInHand(NAME, 100, own=False),
    errors.UnsupportedFormat(NAME, ".pages"),
    errors.UnsupportedFormat(NAME, ""),
    *(WrongExtension(NAME, ".pdf", kind) for kind in Kind),
    errors.EmptyFile(NAME),
    errors.TooLarge(NAME, 104 * MEGABYTE, 100 * MEGABYTE),
    errors.ExpandsTooMuch(NAME),
    errors.TooDeeplyNested(NAME),
    errors.UnsafeArchive(NAME),
    errors.HasMacros(NAME),
    errors.Encrypted(NAME),
    errors.Damaged(NAME),
    errors.NotText(NAME),
    NoTextFound(NAME),
    NoTextFound(NAME, pictures=True),
    NoTextFound(NAME, no_pages=True),
    errors.TooMuchText(NAME, 16 * MEGABYTE),
    errors.TookTooLong(NAME, 60.0),
    errors.TooMuchMemory(NAME),
    errors.NotFoundAgain(NAME, 3, 12),
    errors.Overtaken(NAME),
    errors.GoldenFails(NAME, 1, "How often do we call?"),
    errors.GoldenFails(NAME, 3, "How often do we call?"),
    errors.GoldenFails(NAME, 3, "How often do we call?", scheduled=True),
    errors.ParserCrashed(NAME, "SIGSEGV in pdfium at 0x7f"),
    errors.Unforeseen(NAME, "KeyError"),
    *(BadDetails(NAME, "handbook.pdf.yaml", "review_dat", problem) for problem in DetailProblem),
    BadDetails(NAME, "handbook.pdf.yaml", "review_dat", DetailProblem.UNKNOWN_KEY, "review_date"),
    BadDetails(NAME, "handbook.pdf.yaml", "", DetailProblem.TOO_LONG),
    BadDetails(NAME, "", "title", DetailProblem.TOO_LONG),
]


def kinds_of(kind: type[UnreadableFile]) -> set[type[UnreadableFile]]:
    below = {kind for child in kind.__subclasses__() for kind in kinds_of(child)}
    return below or {kind}


def test_every_error_has_a_sentence_of_its_own() -> None:
    assert {type(error) for error in ALL} == kinds_of(UnreadableFile)
    sentences = [reason(error) for error in ALL]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("error", ALL, ids=lambda error: type(error).__name__)
def test_a_sentence_names_the_file_and_says_what_to_do_in_plain_words(error: UnreadableFile) -> None:
    sentence = reason(error)
    assert NAME in sentence
    assert re.fullmatch(r"[^\n]+[.?]", sentence)
    assert 40 < len(sentence) < 300
    assert re.search(r"\. [A-Z]", sentence), "what is wrong, then what to do"
    for word in ("SIGSEGV", "0x", "None", "{", "Error", "parse", "bytes", "YAML"):
        assert word not in sentence


@pytest.mark.parametrize("error", ALL, ids=lambda error: type(error).__name__)
def test_the_sentence_is_the_same_for_an_error_from_another_process(error: UnreadableFile) -> None:
    again = answer_from(message_of_error(error))
    assert isinstance(again, UnreadableFile)
    assert reason(again) == reason(error)


def test_who_has_the_file_in_hand_is_called_as_the_reader_knows_them() -> None:
    error = errors.AlreadyInHand(NAME, "U0BEN", "calls.pdf", waits=False)
    assert "U0BEN handed it in" in reason(error)
    assert "Ben handed it in" in reason(error, {"U0BEN": "Ben"}.__getitem__)
    assert "by the command line" in reason(errors.AlreadyInHand(NAME, OPERATOR, "calls.pdf", waits=True))


def test_a_scan_is_told_from_a_file_without_text() -> None:
    assert reason(NoTextFound(NAME, pictures=True)) == (
        "handbook.pdf holds pictures of pages but no text. Run text recognition (OCR) on it, then add it again."
    )
    assert "OCR" not in reason(NoTextFound(NAME))


def test_a_wrong_ending_is_told_with_what_the_file_really_is() -> None:
    assert reason(WrongExtension("a.docx", ".docx", "pdf")) == (
        "a.docx ends in .docx, but it is really a PDF. Rename it to end in .pdf, then add it again."
    )
    assert "Save it as DOCX" in reason(WrongExtension("a.docx", ".docx", Kind.OLD_WORD))


@pytest.mark.parametrize(
    ("size", "shown"),
    [(104 * MEGABYTE, "104 MB"), (100 * MEGABYTE + 1, "100.1 MB"), (3 * MEGABYTE // 2, "1.5 MB"), (2000, "2 KB")],
)
def test_sizes_are_readable_and_never_rounded_down_to_the_limit(size: int, shown: str) -> None:
    assert f"has {shown}; " in reason(errors.TooLarge(NAME, size, 100 * MEGABYTE))


def test_a_detail_is_named_with_its_file_and_the_one_that_was_meant() -> None:
    error = BadDetails("a.pdf", "a.pdf.yaml", "reveiw_date", DetailProblem.UNKNOWN_KEY, "review_date")
    assert reason(error) == (
        'In a.pdf.yaml, which belongs to a.pdf, there is no detail called "reveiw_date". Did you mean "review_date"?'
    )
    inside = BadDetails("a.md", "a.md", "review_date", DetailProblem.NOT_A_DATE)
    assert reason(inside) == (
        'In a.md, the detail "review_date" is not a date. Write year, month and day, as in 2026-03-01.'
    )


def test_an_unknown_tier_is_told_with_those_that_there_are() -> None:
    error = BadDetails("a.md", "a.md", "evidence_tier", DetailProblem.UNKNOWN_TIER, "strong, moderate")
    assert reason(error) == (
        'In a.md, the detail "evidence_tier" is not a tier of its scheme. Write one of these: strong, moderate.'
    )


def test_a_link_to_details_elsewhere_is_told_with_the_guide_that_they_belong_to() -> None:
    assert reason(errors.OutsideFolder("a.yaml", "guides", belongs_to="a.pdf")) == (
        "a.yaml, which holds the details of a.pdf, is a link that leads out of the folder guides. "
        "Put a copy of what it leads to in its place, then add a.pdf again."
    )


def test_where_nothing_was_meant_all_details_are_listed() -> None:
    sentence = reason(BadDetails("a.md", "a.md", "colour", DetailProblem.UNKNOWN_KEY))
    assert all(key in sentence for key in KEYS)


@pytest.mark.parametrize("name", ["<!channel> & {0} %s.pdf", "[bold]two  spaces[/].pdf", "Übung – größer.pdf"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert name in reason(errors.EmptyFile(name))
    assert name in reason(errors.TooLarge(name, 2, 1))


@given(st.text(st.characters(codec=None, categories=None)))
def test_no_name_can_break_the_line_or_the_terminal(name: str) -> None:
    for error in (
        errors.EmptyFile(name),
        errors.DuplicateFile("a", name),
        BadDetails(name, name, name, DetailProblem.TOO_LONG),
    ):
        sentence = reason(error)
        assert sentence.isprintable() or not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\ud800-\udfff]", sentence)


def test_a_name_that_is_too_long_to_read_is_cut() -> None:
    assert len(reason(errors.DuplicateFile(NAME, "a/" * 5000))) < 400


def test_a_name_of_which_nothing_can_be_shown() -> None:
    assert reason(errors.EmptyFile("\u200b\x1b")).startswith("The file is empty.")
    assert reason(errors.EmptyFile("a\x1b[31m\n\u202efdp.exe")).startswith("a[31m fdp.exe is empty.")
