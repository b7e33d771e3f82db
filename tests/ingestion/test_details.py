import os
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.details import MAX_BYTES, MAX_CHARACTERS, ROOM, read_details, readable_name, side_car, side_car_bytes
from ingestion.documents import Block, LoadedFile
from ingestion.errors import BadDetails, DetailProblem, FileNotThere, OutsideFolder
from ingestion.front_matter import KEYS
from knowledge.evidence.models import EvidenceRow
from knowledge.evidence.schemes import Caution, Scheme, Tier
from knowledge.evidence.values import Evidence
from knowledge.guides.drafts import EditionDetails
from knowledge.guides.models import Edition

TEXT = (Block("Call monthly."),)
RATING = "evidence_scheme: effectiveness\nevidence_tier: no effects\n"


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "first_calls.pdf"
    path.write_bytes(b"%PDF-")
    return path


def beside(guide: Path, text: str | bytes) -> Path:
    path = guide.with_name(guide.name + ".yaml")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refused(guide: Path, **inside: str) -> tuple[DetailProblem, str, str, str | None]:
    with pytest.raises(BadDetails) as caught:
        read_details(guide, LoadedFile(TEXT, inside))
    error = caught.value
    assert error.path_name == guide.name
    return error.problem, error.source, error.key, error.meant


def test_all_details_of_a_side_car(guide: Path) -> None:
    beside(
        guide,
        "title: First calls\nedition: 1.10\nowner: Ann Lee\naudience: coaches\nevidence_tier: Promising\n"
        "effective_date: 2026-01-02\nreview_date: 2027-01-02T09:00\nlicense: CC BY 4.0\nlanguage: pt-BR\n"
        "source: https://example.org/calls\n",
    )
    assert read_details(guide, LoadedFile(TEXT)) == EditionDetails(
        title="First calls",
        label="1.10",
        owner="Ann Lee",
        audience="coaches",
        evidence_tier="Promising",
        effective_date=date(2026, 1, 2),
        review_date=date(2027, 1, 2),
        licence="CC BY 4.0",
        language="pt-BR",
        source_url="https://example.org/calls",
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [("Everybody", "everybody"), ("channels: C2, C1", "channels:C1,C2"), ("field  staff", "field staff")],
)
def test_an_audience_is_kept_as_it_is_spelled_everywhere(guide: Path, written: str, key: str) -> None:
    beside(guide, f'audience: "{written}"\n')
    assert read_details(guide, LoadedFile(TEXT)).audience == key


def test_a_rating_of_a_side_car(guide: Path) -> None:
    beside(
        guide,
        f"{RATING}studies: 12\npopulation: young people aged 10-18\nlast_search: 2025-03-14\nrater: NMRC\n"
        "owner_person: U012AB3CD\n",
    )
    details = read_details(guide, LoadedFile(TEXT))
    assert details.evidence == Evidence(
        scheme="effectiveness",
        tier="no_effects",
        studies=12,
        population="young people aged 10-18",
        searched_on=date(2025, 3, 14),
        rater="NMRC",
    )
    assert (details.evidence_tier, details.owner_person) == ("no effects", "U012AB3CD")


def test_a_tier_alone_is_free_text_and_no_rating(guide: Path) -> None:
    details = read_details(guide, LoadedFile(TEXT, {"evidence_tier": "no effects"}))
    assert (details.evidence_tier, details.evidence) == ("no effects", None)


@pytest.mark.parametrize("words", ["no_effects", "No effects", "Sin efectos"])
def test_a_tier_is_called_by_its_key_or_its_name(guide: Path, words: str) -> None:
    details = read_details(guide, LoadedFile(TEXT, {"evidence_scheme": "effectiveness", "evidence_tier": words}))
    assert details.evidence == Evidence("effectiveness", "no_effects")


def test_a_rating_may_be_by_a_scheme_of_the_operators_own(guide: Path) -> None:
    words = {"en": "Zero"}
    stars = Scheme("stars", words, None, (Tier("zero", words, words, Caution.CONTRARY),))
    loaded = LoadedFile(TEXT, {"evidence_scheme": "stars", "evidence_tier": "zero"})
    assert read_details(guide, loaded, {"stars": stars}).evidence == Evidence("stars", "zero")
    with pytest.raises(BadDetails) as caught:
        read_details(guide, loaded)
    problem = DetailProblem.UNKNOWN_SCHEME
    assert caught.value == BadDetails(guide.name, guide.name, "evidence_scheme", problem, "effectiveness, tiers")


def test_a_search_may_be_dated_by_its_month(guide: Path) -> None:
    beside(guide, f"{RATING}last_search: 2025-03\n")
    evidence = read_details(guide, LoadedFile(TEXT)).evidence
    assert evidence is not None
    assert evidence.searched_on == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("text", "problem", "key", "meant"),
    [
        ("evidence_scheme: effectiveness", DetailProblem.NO_TIER, "evidence_scheme", None),
        ("studies: 12", DetailProblem.NO_SCHEME, "studies", None),
        ("evidence_tier: strong\nrater: NMRC", DetailProblem.NO_SCHEME, "rater", None),
        (
            "evidence_scheme: tiers\nevidence_tier: effective",
            DetailProblem.UNKNOWN_TIER,
            "evidence_tier",
            "strong, moderate, promising, rationale",
        ),
        (f"{RATING}studies: about 12", DetailProblem.NOT_A_COUNT, "studies", None),
        (f"{RATING}studies: -1", DetailProblem.NOT_A_COUNT, "studies", None),
        (f"{RATING}studies: 100001", DetailProblem.NOT_A_COUNT, "studies", None),
        (f"{RATING}studies: ١٢", DetailProblem.NOT_A_COUNT, "studies", None),
        (f"{RATING}last_search: 2025-13", DetailProblem.NOT_A_DATE, "last_search", None),
        (f"{RATING}last_search: spring", DetailProblem.NOT_A_DATE, "last_search", None),
        ("owner_person: Ann Lee", DetailProblem.NOT_A_PERSON, "owner_person", None),
        ("owner_person: <@U012AB3CD>", DetailProblem.NOT_A_PERSON, "owner_person", None),
    ],
)
def test_a_rating_or_a_person_that_can_not_be_used_is_refused(
    guide: Path, text: str, problem: DetailProblem, key: str, meant: str | None
) -> None:
    beside(guide, text)
    assert refused(guide) == (problem, "first_calls.pdf.yaml", key, meant)


def test_the_side_car_wins_over_the_file(guide: Path) -> None:
    beside(guide, "title: Beside\n")
    details = read_details(guide, LoadedFile(TEXT, {"title": "Inside", "owner": "Ann Lee"}))
    assert (details.title, details.owner) == ("Beside", "Ann Lee")


def test_the_side_car_mends_what_the_file_says_wrongly(guide: Path) -> None:
    assert refused(guide, title="t" * 501)[0] is DetailProblem.TOO_LONG
    beside(guide, "title: First calls\nlicence: CC0\n")
    details = read_details(guide, LoadedFile(TEXT, {"title": "t" * 501, "license": "l" * 501}))
    assert (details.title, details.licence) == ("First calls", "CC0")


@pytest.mark.parametrize("value", ["", "~", "null", "NULL", '"  "'])
def test_an_empty_value_is_none(guide: Path, value: str) -> None:
    beside(guide, f"owner: {value}\naudience: {value}\n")
    details = read_details(guide, LoadedFile(TEXT))
    assert (details.owner, details.audience) == (None, "everybody")


def test_the_title_is_the_first_top_heading_else_the_files_name(guide: Path) -> None:
    headings = (Block("Preface", 2), Block("First\ncalls", 1), Block("Other", 1), *TEXT)
    assert read_details(guide, LoadedFile(headings)).title == "First calls"
    assert read_details(guide, LoadedFile(TEXT)).title == "First calls"
    assert len(read_details(guide, LoadedFile((Block("h" * 999, 1), *TEXT))).title) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("closing_matches-v2.html", "Closing matches v2"),
        ("---.md", "---.md"),
        ("\u200b.md", ".md"),
        ("\udce9té.md", "\ufffdté"),
    ],
)
def test_a_file_name_becomes_a_title(name: str, title: str) -> None:
    assert readable_name(Path(name)) == title


def test_a_misspelt_key_is_refused_with_the_one_that_is_meant(guide: Path) -> None:
    beside(guide, "reveiw_date: 2026-01-02\n")
    assert refused(guide) == (DetailProblem.UNKNOWN_KEY, "first_calls.pdf.yaml", "reveiw_date", "review_date")
    beside(guide, "colour: red\n")
    assert refused(guide) == (DetailProblem.UNKNOWN_KEY, "first_calls.pdf.yaml", "colour", None)
    assert refused(guide.with_name("other.pdf"), Title="A") == (
        DetailProblem.UNKNOWN_KEY,
        "other.pdf",
        "Title",
        "title",
    )


@pytest.mark.parametrize(
    "value", ["next year", "2026-02-30", "01/02/2026", "2026", "2026-1-2", "99999-01-01", "२०२६-०१-०२"]
)
def test_what_is_no_date_is_refused(guide: Path, value: str) -> None:
    assert refused(guide, review_date=value) == (DetailProblem.NOT_A_DATE, guide.name, "review_date", None)


@pytest.mark.parametrize("value", ["English please", "e", "en_GB", "english"])
def test_what_is_no_language_is_refused(guide: Path, value: str) -> None:
    assert refused(guide, language=value)[0] is DetailProblem.NOT_A_LANGUAGE


@pytest.mark.parametrize("value", ["example.org", "javascript:alert(1)", "file:///etc/passwd", "https://a b"])
def test_what_is_no_link_is_refused(guide: Path, value: str) -> None:
    assert refused(guide, source=value)[0] is DetailProblem.NOT_A_LINK


def test_both_spellings_of_licence_at_once_are_refused(guide: Path) -> None:
    assert refused(guide, licence="CC0", license="MIT")[0] is DetailProblem.GIVEN_TWICE


def test_the_longest_value_of_each_detail_is_used_and_a_longer_one_is_refused(guide: Path) -> None:
    for key, field in KEYS.items():
        if field in ROOM:
            longest = longest_value(field)
            rating = RATING if field in {"population", "rater"} else ""
            beside(guide, f"{rating}{key}: {longest}")
            details = read_details(guide, LoadedFile(TEXT))
            assert getattr(details.evidence if rating else details, field) == longest
            beside(guide, f"{rating}{key}: {longest}x")
            assert refused(guide)[:3] == (DetailProblem.TOO_LONG, "first_calls.pdf.yaml", key)


def longest_value(field: str) -> str:
    start = {"language": "en" + "-abcdefgh" * 3 + "-", "source_url": "https://example.org/"}.get(field, "")
    return start + "x" * (ROOM[field] - len(start))


def test_each_detail_has_the_room_of_its_column() -> None:
    tables = (Edition.__table__, EvidenceRow.__table__)
    columns = {column.name: column for table in reversed(tables) for column in table.columns}
    lengths = {field: getattr(columns[field].type, "length", None) for field in KEYS.values() if field in columns}
    assert {field: length for field, length in lengths.items() if length is not None} == ROOM
    assert set(KEYS.values()) - columns.keys() == {"evidence_scheme", "owner_person"}


def test_a_huge_side_car_is_refused(guide: Path) -> None:
    beside(guide, "#" * (MAX_BYTES + 1))
    assert refused(guide)[:3] == (DetailProblem.TOO_LONG, "first_calls.pdf.yaml", "")


def test_a_side_car_is_utf_8_with_or_without_a_mark(guide: Path) -> None:
    beside(guide, b"\xef\xbb\xbftitle: Caf\xc3\xa9\n")
    assert read_details(guide, LoadedFile(TEXT)).title == "Café"
    beside(guide, b"title: Caf\xe9\n")
    assert refused(guide)[0] is DetailProblem.NOT_YAML
    beside(guide, "title: A\n".encode("utf-16"))
    assert refused(guide)[0] is DetailProblem.NOT_YAML


def test_a_side_car_has_the_guides_whole_name_first_then_its_stem(guide: Path) -> None:
    assert side_car(guide) is None
    for name in ("first_calls.yml", "first_calls.yaml", "first_calls.pdf.yml", "first_calls.pdf.yaml"):
        guide.with_name(name).write_text("title: A")
        assert side_car(guide) == guide.with_name(name)


def test_the_side_car_is_handed_over_with_its_name(guide: Path) -> None:
    assert side_car_bytes(guide) is None
    data = b"#" * MAX_BYTES
    beside(guide, data)
    assert side_car_bytes(guide) == ("first_calls.pdf.yaml", data)
    beside(guide, data + b"#")
    with pytest.raises(BadDetails) as caught:
        side_car_bytes(guide)
    assert caught.value == BadDetails("first_calls.pdf", "first_calls.pdf.yaml", "", DetailProblem.TOO_LONG)


def test_a_side_car_that_leads_out_of_the_guides_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "guides").mkdir()
    guide = tmp_path / "guides" / "a.md"
    (tmp_path / "secret").write_text("title: Secret")
    (tmp_path / "guides" / "a.yaml").symlink_to(Path("..") / "secret")
    for read in (side_car_bytes, lambda path: read_details(path, LoadedFile(TEXT))):
        with pytest.raises(OutsideFolder) as caught:
            read(guide)
        assert caught.value == OutsideFolder("a.yaml", "guides", belongs_to="a.md")


def test_a_side_car_may_be_a_link_inside_the_guides_folder_and_the_folder_one_itself(tmp_path: Path) -> None:
    (tmp_path / "guides" / "details").mkdir(parents=True)
    (tmp_path / "guides" / "details" / "a").write_text("title: First calls")
    (tmp_path / "guides" / "a.yaml").symlink_to(Path("details") / "a")
    (tmp_path / "shown").symlink_to("guides")
    for folder in ("guides", "shown"):
        assert side_car_bytes(tmp_path / folder / "a.md") == ("a.yaml", b"title: First calls")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_side_car_that_may_not_be_read_is_told(guide: Path) -> None:
    beside(guide, "title: A").chmod(0)
    with pytest.raises(FileNotThere) as caught:
        side_car_bytes(guide)
    assert caught.value == FileNotThere("first_calls.pdf.yaml")


def test_a_name_as_long_as_the_system_allows_has_no_side_car(tmp_path: Path) -> None:
    assert side_car(tmp_path / ("n" * 252 + ".md")) is None


def test_a_folder_is_no_side_car(guide: Path) -> None:
    guide.with_name("first_calls.yaml").mkdir()
    assert side_car(guide) is None


@given(st.dictionaries(st.sampled_from(list(KEYS)), st.text() | st.sampled_from(["effectiveness", "effective", "12"])))
def test_any_values_are_used_or_refused(inside: dict[str, str]) -> None:
    with suppress(BadDetails):
        details = read_details(Path("guide.md"), LoadedFile(TEXT, inside))
        assert details.title
        assert "\n" not in details.title


SPANISH = (Block("Llame a cada pareja nueva una vez por semana durante los dos primeros meses."),)


@pytest.mark.parametrize(
    ("blocks", "inside", "language"),
    [
        (SPANISH, {}, "es"),
        (SPANISH, {"language": "en-US"}, "es"),
        (SPANISH, {"language": "es-MX"}, "es-MX"),
        (TEXT, {}, "en"),
        (TEXT, {"language": "fr"}, "fr"),
    ],
)
def test_a_guide_is_in_the_language_that_it_is_written_in(
    guide: Path, blocks: tuple[Block, ...], inside: dict[str, str], language: str
) -> None:
    assert read_details(guide, LoadedFile(blocks, inside)).language == language


def test_a_side_car_knows_the_language_better_than_the_text(guide: Path) -> None:
    beside(guide, "language: ca\n")
    assert read_details(guide, LoadedFile(SPANISH, {"language": "en"})).language == "ca"
