"""Lists of people and past certificates: all that is wrong is told with its line; nothing wild breaks the reading."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.exchange.taking_over import (
    LONGEST_SOURCE,
    MOST_BYTES,
    MOST_LINES,
    JoiningLine,
    Known,
    PastLine,
    Problem,
    Reading,
    Wrong,
    read,
)

TODAY = date(2026, 11, 1)
PEOPLE = {"U0LEA": ["U0LEA"], "@lea": ["U0LEA"], "lea@example.org": ["U0LEA"], "U0LOU": ["U0LOU"], "@sam": ["a", "b"]}
KNOWN = Known(lambda called: PEOPLE.get(called, ()), {"mentor": "c1"}, {"spring": ["s1"], "twins": ["t1", "t2"]})
HEADER = "person,certification,issued,expires,source,cohort\n"


def of(text: str) -> Reading:
    return read(text.encode(), KNOWN, TODAY)


def wrong(lines: str) -> list[tuple[int, Wrong, str]]:
    return [(one.line, one.wrong, one.fact) for one in of(HEADER + lines).problems]


@pytest.mark.parametrize("called", ["U0LEA", "@lea", "lea@example.org", "'@lea"])
def test_a_line_says_what_somebody_was_certified_for_and_where_she_is_to_learn(called: str) -> None:
    found = of(HEADER + f"{called},mentor,2026-01-02,2027-01-02,The old register,Spring\n")
    past = PastLine(2, "U0LEA", "c1", date(2026, 1, 2), date(2027, 1, 2), "The old register")
    assert found == Reading((past,), (JoiningLine(2, "U0LEA", "s1"),), (), frozenset(HEADER.strip().split(",")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_that_a_spreadsheet_wrote_is_read_in_spanish_too(encoding: str, mark: str) -> None:
    lines = ["persona,certificación,emitido,fuente", 'U0LEA,mentor,2026-01-02,"El año\nentero"']
    data = "\r\n".join(line.replace(",", mark) for line in lines).encode(encoding)
    assert read(data, KNOWN, TODAY).certificates == (
        PastLine(2, "U0LEA", "c1", date(2026, 1, 2), None, "El año entero"),
    )


def test_all_that_is_wrong_is_told_at_once_with_its_line() -> None:
    assert wrong(
        "U0NOBODY,mentor,2026-01-02,,,\n"
        "@sam,mentor,2026-01-02,,,\n"
        ",mentor,2026-01-02,,,\n"
        "U0LEA,gardener,2026-01-02,,,\n"
        "U0LEA,mentor,,,,\n"
        "U0LEA,mentor,02/01/2026,,,\n"
        "U0LEA,mentor,2026-01-02,2025-01-02,,\n"
        "U0LEA,mentor,2027-01-02,,,\n"
        "U0LEA,,,,,\n"
        "U0LEA,,,,,Autumn\n"
        "U0LEA,,,,,Twins\n"
        "U0LEA,mentor,2026-01-02,,,,7\n"
        "=cmd,gardener,,,,Autumn\n"
    ) == [
        (2, Wrong.UNKNOWN_PERSON, "U0NOBODY"),
        (3, Wrong.SEVERAL_PEOPLE, "@sam"),
        (4, Wrong.NO_PERSON, ""),
        (5, Wrong.UNKNOWN_CERTIFICATION, "gardener"),
        (6, Wrong.NO_ISSUED, ""),
        (7, Wrong.BAD_DATE, "02/01/2026"),
        (8, Wrong.ENDS_FIRST, "2025-01-02"),
        (9, Wrong.NOT_YET, "2027-01-02"),
        (10, Wrong.NOTHING_TO_DO, ""),
        (11, Wrong.UNKNOWN_COHORT, "Autumn"),
        (12, Wrong.SEVERAL_COHORTS, "Twins"),
        (13, Wrong.TOO_MANY_CELLS, "7"),
        (14, Wrong.UNKNOWN_PERSON, "=cmd"),
        (14, Wrong.UNKNOWN_CERTIFICATION, "gardener"),
        (14, Wrong.UNKNOWN_COHORT, "Autumn"),
    ]


def test_the_same_certificate_twice_is_told_with_the_line_of_the_first_and_taken_once() -> None:
    found = of(HEADER + "U0LEA,mentor,2026-01-02,,,\n@lea,mentor,2026-01-02,,,\nU0LOU,mentor,2026-01-02,,,\n")
    assert found.problems == (Problem(3, Wrong.TWICE, "2"),)
    assert [one.line for one in found.certificates] == [2, 4]


def test_lines_that_say_different_things_of_one_certificate_are_all_left_out() -> None:
    assert wrong("U0LEA,mentor,2026-01-02,2027-01-01,,\n@lea,mentor,2026-01-02,2028-01-01,,\nU0LOU,,,,,Spring\n") == [
        (2, Wrong.CONTRADICTION, "3"),
        (3, Wrong.CONTRADICTION, "2"),
    ]


def test_a_line_that_is_left_out_says_nothing_that_another_could_say_again() -> None:
    found = of(HEADER + "U0LEA,mentor,2026-01-02,,,Autumn\nU0LEA,mentor,2026-01-02,,,Spring\n")
    assert [(one.line, one.wrong) for one in found.problems] == [(2, Wrong.UNKNOWN_COHORT)]
    assert [one.line for one in found.certificates] == [3]


def test_a_certificate_of_today_may_be_one_of_tomorrow_here() -> None:
    assert wrong("U0LEA,mentor,2026-11-02,,,\n") == []
    assert wrong("U0LEA,mentor,2026-11-03,,,\n") == [(2, Wrong.NOT_YET, "2026-11-03")]


@pytest.mark.parametrize("cell", ["-", "'-"])
def test_a_hyphen_in_place_of_the_last_day_takes_a_certificate_back(cell: str) -> None:
    (line,) = of(HEADER + f"U0LEA,mentor,2026-01-02,{cell},,\n").certificates
    assert (line.is_taken_back, line.expires) == (True, None)


def test_whatever_else_is_understood_has_another_digest() -> None:
    lines = (
        "U0LEA,mentor,2026-01-02,,,",
        "U0LOU,mentor,2026-01-02,,,",
        "U0LEA,mentor,2026-01-02,,,Spring",
        "U0LEA,,,,,Spring",
    )
    assert len({of(f"{HEADER}{line}\n").digest for line in lines}) == len(lines)
    assert of(f"{HEADER}@lea,mentor,2026-01-02,,,\n").digest == of(f"{HEADER}{lines[0]}\n").digest


def test_a_line_with_anything_wrong_is_left_out_whole() -> None:
    found = of(HEADER + "U0LEA,mentor,2026-01-02,,,Autumn\n")
    assert (found.certificates, found.joining) == ((), ())


@pytest.mark.parametrize(
    "header", ["person", "certification,issued", "person,person", "person,age", "person,", "who;what", "=1,2"]
)
def test_a_list_with_wrong_columns_is_left_out_whole(header: str) -> None:
    (problem,) = of(f"{header}\nU0LEA,mentor\n").problems
    assert (problem.line, problem.wrong) == (1, Wrong.WRONG_COLUMNS)


@pytest.mark.parametrize(
    ("data", "why", "line"),
    [
        (b"", Wrong.NO_LINES, 1),
        (HEADER.encode(), Wrong.NO_LINES, 1),
        (b"person\0certification", Wrong.NOT_TEXT, 1),
        (b"\xff\xfe\x00", Wrong.NOT_TEXT, 1),
        (b"PK\x03\x04\x00\x00", Wrong.NOT_TEXT, 1),
        (HEADER.encode() + b'U0LEA,"mentor\n', Wrong.BROKEN_QUOTES, 2),
        (HEADER.encode() + b"U0LEA,mentor,2026-01-02,,,\n" * (MOST_LINES + 1), Wrong.TOO_MANY_LINES, 1),
        (b" " * (MOST_BYTES + 1), Wrong.TOO_LARGE, 1),
    ],
)
def test_what_is_no_list_is_told_as_what_it_is(data: bytes, why: Wrong, line: int) -> None:
    found = read(data, KNOWN, TODAY)
    assert [(one.wrong, one.line) for one in found.problems] == [(why, line)]
    assert (found.certificates, found.joining) == ((), ())


def test_a_source_that_is_too_long_is_told() -> None:
    assert wrong(f"U0LEA,mentor,2026-01-02,,{'a' * (LONGEST_SOURCE + 1)},\n")[0][1] is Wrong.TOO_LONG


def test_what_is_shown_of_a_cell_holds_nothing_that_a_terminal_obeys() -> None:
    ((_, _, fact),) = wrong("\x1b[31mU0\u202eX,mentor,2026-01-02,,,\n")
    assert fact == "[31mU0 X"


cell = st.sampled_from(
    ["U0LEA", "@sam", "mentor", "2026-01-02", "2026-W01-1", "Spring", "=1", '"', "\n", "", "\0", "１"]
)
wild = st.lists(st.lists(cell | st.text(max_size=8), max_size=8), max_size=8)


@given(wild, st.sampled_from([",", ";", "\t"]), st.booleans())
def test_whatever_stands_in_a_list_each_line_is_taken_over_or_told_of(
    rows: list[list[str]], mark: str, has_header: bool
) -> None:
    lines = [mark.join(row) for row in rows]
    text = "\n".join([HEADER.strip().replace(",", mark), *lines] if has_header else lines)
    found = read(text.encode("utf-8", errors="surrogatepass"), KNOWN, TODAY)
    told = {one.line for one in found.problems}
    taken = {one.line for one in found.certificates} | {one.line for one in found.joining}
    assert not told & taken
    assert told or taken


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_read_or_told_of(data: bytes) -> None:
    found = read(data, KNOWN, TODAY)
    assert found.problems or found.certificates or found.joining
