import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.details import side_car_bytes
from ingestion.discovery import DOCUMENT_EXTENSIONS, MAX_KEY_CHARACTERS, Found, FoundPage, find_files, find_sources
from ingestion.errors import FileNotThere, HasMacros, OutsideFolder, UnsupportedFormat, UnusableName
from ingestion.reasons import reason
from ingestion.sniffing import EXTENSIONS
from knowledge.guides.models import Guide


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    folder = tmp_path / "guides"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Call monthly.")


def names(found: Found) -> list[str]:
    return [file.keys[0] for file in found.files]


def test_a_folder_is_searched_to_its_depth_in_the_order_of_the_paths(guides: Path) -> None:
    put(guides, "b.md", "a/z.txt", "a/y/x.pdf", "c.HTML", "a.docx")
    found = find_files([guides])
    assert [file.path for file in found.files] == [
        guides / name for name in ("a/y/x.pdf", "a/z.txt", "a.docx", "b.md", "c.HTML")
    ]
    assert found.errors == ()


def test_the_keys_of_a_file_grow_from_its_name_to_the_folder_that_was_given(guides: Path) -> None:
    put(guides, "calls/first/readme.md")
    (file,) = find_files([guides]).files
    assert file.keys == (
        "readme.md",
        "first/readme.md",
        "calls/first/readme.md",
        "guides/calls/first/readme.md",
    )


def test_a_file_that_is_named_has_its_folders_name_for_a_second_key(guides: Path) -> None:
    put(guides, "calls/readme.md")
    (file,) = find_files([guides / "calls" / "readme.md"]).files
    assert (file.path, file.keys) == (guides / "calls" / "readme.md", ("readme.md", "calls/readme.md"))


def test_paths_may_be_relative(guides: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(guides, "calls/first.md")
    monkeypatch.chdir(guides / "calls")
    for given_path in (".", "..", "first.md", "../calls", "../calls/../calls/first.md"):
        (file,) = find_files([Path(given_path)]).files
        assert file.path == guides / "calls" / "first.md"
    assert find_files([Path(".")]).files[0].keys == ("first.md", "calls/first.md")
    assert find_files([Path("..")]).files[0].keys[-1] == "guides/calls/first.md"


def test_a_file_that_is_given_in_several_ways_appears_once(guides: Path) -> None:
    put(guides, "calls/first.md", "old.doc")
    (guides / "link.md").symlink_to(guides / "calls" / "first.md")
    ways = [guides, guides / "calls", guides / "calls" / "first.md", guides, guides / "link.md", guides / "old.doc"]
    for paths in (ways, ways[::-1]):
        found = find_files(paths)
        assert len(found.files) == 1
        assert found.errors == (UnsupportedFormat("old.doc", ".doc"),)


def test_hidden_files_locks_and_side_cars_are_passed_over_silently(guides: Path) -> None:
    put(guides, "a.md", ".hidden.md", ".git/readme.md", "~$a.docx", "sub/.DS_Store", "a.md.yaml", "b.pdf", "b.yml")
    assert find_files([guides]) == find_files([guides / "a.md", guides / "b.pdf"])


def test_a_side_car_that_is_named_with_its_guide_is_no_error(guides: Path) -> None:
    put(guides, "a.md", "a.yaml", "other.yaml")
    found = find_files(sorted(guides.iterdir()))
    assert names(found) == ["a.md"]
    assert found.errors == (UnsupportedFormat("other.yaml", ".yaml"),)
    assert find_files([guides / "a.yaml"]).errors == (UnsupportedFormat("a.yaml", ".yaml"),)


def test_what_is_no_document_is_counted_and_documents_that_are_not_read_are_told(guides: Path) -> None:
    put(guides, "a.md", "logo.png", "style.css", "LICENSE", "mkdocs.yml", "old.doc", "sheet.XLSX", "macro.docm")
    found = find_files([guides])
    assert names(found) == ["a.md"]
    assert found.errors == (
        HasMacros("macro.docm"),
        UnsupportedFormat("old.doc", ".doc"),
        UnsupportedFormat("sheet.XLSX", ".xlsx"),
    )
    assert found.skipped == 4


def test_formats_that_are_read_are_not_among_those_that_are_not() -> None:
    assert not DOCUMENT_EXTENSIONS & EXTENSIONS.keys()


def test_a_file_that_is_named_is_always_told(guides: Path) -> None:
    put(guides, "logo.png", "LICENSE", ".notes.md", "a.docm")
    for paths in ([guides, *guides.iterdir()], [*guides.iterdir(), guides]):
        found = find_files(paths)
        assert names(found) == [".notes.md"]
        assert found.errors == (
            UnsupportedFormat("LICENSE", ""),
            HasMacros("a.docm"),
            UnsupportedFormat("logo.png", ".png"),
        )
        assert found.skipped == 0


def test_a_path_that_leads_nowhere(guides: Path) -> None:
    put(guides, "a.md")
    found = find_files([guides / "none.md", guides / "no" / "folder", guides / "a.md" / "b.md", guides / ("n" * 300)])
    assert found.files == ()
    assert found.errors == (
        FileNotThere("b.md"),
        FileNotThere("n" * 300),
        FileNotThere("folder"),
        FileNotThere("none.md"),
    )


def test_no_paths_and_an_empty_folder_hold_nothing(guides: Path) -> None:
    assert find_files([]) == find_files([guides]) == Found((), ())


def test_a_link_that_leads_out_of_the_folder_is_not_followed(guides: Path, tmp_path: Path) -> None:
    put(tmp_path, "secret/plan.md", "guides-2/b.md", "guides/a.md")
    (guides / "plan.md").symlink_to(tmp_path / "secret" / "plan.md")
    (guides / "logo.png").symlink_to(tmp_path / "secret" / "none.png")
    (guides / "more").symlink_to(tmp_path / "secret")
    (guides / "next").symlink_to(Path("..") / "guides-2")
    found = find_files([guides])
    assert names(found) == ["a.md"]
    assert found.errors == tuple(OutsideFolder(name, "guides") for name in ("logo.png", "more", "next", "plan.md"))


def test_a_link_that_is_reached_by_a_link_inside_can_not_lead_out_either(guides: Path, tmp_path: Path) -> None:
    put(tmp_path, "secret.md")
    (guides / ".kept").mkdir()
    (guides / ".kept" / "plan.md").symlink_to(tmp_path / "secret.md")
    (guides / "shown").symlink_to(".kept")
    found = find_files([guides])
    assert found.files == ()
    assert found.errors == (OutsideFolder("plan.md", "guides"),)


def test_links_inside_the_folder_are_followed_once_and_a_file_has_its_real_name(guides: Path) -> None:
    put(guides, "z/real.md", ".data/hidden.md")
    (guides / "a.md").symlink_to("z/real.md")
    (guides / "a_folder").symlink_to("z")
    (guides / "shown").symlink_to(".data")
    found = find_files([guides])
    assert [(file.path, file.keys[-1]) for file in found.files] == [
        (guides / ".data" / "hidden.md", "guides/shown/hidden.md"),
        (guides / "z" / "real.md", "guides/z/real.md"),
    ]
    assert found.errors == ()


def test_a_side_car_that_leads_out_of_the_folder_is_told_with_its_guide(guides: Path, tmp_path: Path) -> None:
    put(tmp_path, "secret", "guides/a.md")
    (guides / "a.yaml").symlink_to(tmp_path / "secret")
    found = find_files([guides])
    assert (names(found), found.errors) == (["a.md"], ())
    with pytest.raises(OutsideFolder) as told:
        side_car_bytes(found.files[0].path)
    assert told.value == OutsideFolder("a.yaml", "guides", belongs_to="a.md")


def test_loops_of_links_end(guides: Path) -> None:
    put(guides, "sub/a.md")
    (guides / "sub" / "up").symlink_to("..")
    (guides / "sub" / "here").symlink_to(".")
    (guides / "self.md").symlink_to("self.md")
    found = find_files([guides, guides / "sub" / "up"])
    assert names(found) == ["a.md"]
    assert found.errors == (FileNotThere("self.md"),)


def test_a_link_inside_that_leads_nowhere_is_told_if_it_is_a_documents(guides: Path) -> None:
    (guides / "a.md").symlink_to("none.md")
    (guides / "a.png").symlink_to("none.png")
    found = find_files([guides])
    assert (found.errors, found.skipped) == ((FileNotThere("a.md"),), 1)


def test_a_link_that_is_named_is_followed_and_stays_the_same_file_when_it_moves_on(
    guides: Path, tmp_path: Path
) -> None:
    put(tmp_path, "v1/plan-1.md", "v2/plan-2.md")
    (guides / "plan.md").symlink_to(tmp_path / "v1" / "plan-1.md")
    (guides / "current").symlink_to(tmp_path / "v1")
    before = find_files([guides / "plan.md"]).files
    assert before[0].path == guides / "plan.md"
    (guides / "plan.md").unlink()
    (guides / "plan.md").symlink_to(tmp_path / "v2" / "plan-2.md")
    assert find_files([guides / "plan.md"]).files == before
    (file,) = find_files([guides / "current"]).files
    assert (file.path, file.keys[-1]) == (tmp_path / "v1" / "plan-1.md", "current/plan-1.md")
    assert find_files([guides / "current" / "plan-1.md"]).files[0].path == file.path


def test_what_is_no_ordinary_file_is_never_opened(guides: Path) -> None:
    os.mkfifo(guides / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listening, tempfile.TemporaryDirectory() as short:
        listening.bind(f"{short}/socket.md")
        (guides / "device.md").symlink_to("/dev/zero")
        assert find_files([Path(short)]) == Found((), (), 1)
    found = find_files([guides])
    assert (found.errors, found.skipped) == ((OutsideFolder("device.md", "guides"),), 1)
    named = find_files([guides / "pipe.md", Path("/dev/zero")]).errors
    assert sorted(named, key=str) == [FileNotThere("pipe.md"), FileNotThere("zero")]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_what_may_not_be_read_is_told_and_the_search_goes_on(guides: Path) -> None:
    put(guides, "closed/a.md", "b.md", "c.md")
    (guides / "closed").chmod(0)
    (guides / "b.md").chmod(0)
    try:
        found = find_files([guides])
    finally:
        (guides / "closed").chmod(0o700)
    assert names(found) == ["c.md"]
    assert found.errors == (FileNotThere("b.md"), FileNotThere("closed"))


def test_names_that_are_no_text_are_told(guides: Path) -> None:
    put(guides, "a.md", "caf\udce9.md", "d\udce9/b.md", "d\udce9.png")
    found = find_files([guides, guides / "d\udce9" / "b.md"])
    assert names(found) == ["a.md"]
    assert [type(error) for error in found.errors] == [UnusableName, UnusableName, UnusableName]
    assert [error.path_name for error in found.errors] == ["caf\udce9.md", "d\udce9", "b.md"]
    assert all(reason(error).encode() for error in found.errors)
    assert found.skipped == 1


def test_keys_can_be_shown_and_are_the_same_on_every_system(guides: Path) -> None:
    put(guides, "cafe\u0301.md", "two\nlines\x1b[31m.md", "right\u202eto-left.md")
    assert sorted(names(find_files([guides]))) == ["café.md", "rightto-left.md", "two lines[31m.md"]


def test_folders_may_be_nested_deeper_than_calls_may(guides: Path) -> None:
    put(guides, "a.md")
    folder = guides
    for _ in range(sys.getrecursionlimit() + 1):
        folder /= "d"
        folder.mkdir()
    put(folder, "b.md")
    try:
        assert names(find_files([guides])) == ["a.md", "b.md"]
    finally:
        (folder / "b.md").unlink()
        os.removedirs(folder)


PARTS = st.sampled_from(
    ["a", "b.md", ".c", "~$d.docx", "e.yaml", "f.doc", "g.png", "b.md.yaml", "h\udcff.md", "i.docm"]
)


@settings(max_examples=40)
@given(
    st.lists(st.lists(PARTS, min_size=1, max_size=3).map("/".join), max_size=8),
    st.lists(st.tuples(PARTS, st.sampled_from([".", "..", "a", "b.md", "none", "/", "a/b.md"])), max_size=3),
)
def test_whatever_lies_in_a_folder_each_file_found_is_one_that_can_be_read(
    files: list[str], links: list[tuple[str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(os.path.realpath(folder)) / "guides"
        root.mkdir()
        for name in files:
            if not any((root / name).parents[n].is_file() for n in range(3)) and not (root / name).exists():
                put(root, name)
        for name, target in links:
            if not os.path.lexists(root / name):
                (root / name).symlink_to(target)
        found = find_files([root])
        assert find_files([root, root, *(file.path for file in found.files)]) == found
        for file in found.files:
            assert file.path.read_text() == "Call monthly."
            assert str(file.path).encode()
            assert root in file.path.resolve().parents
            assert file.keys[-1].startswith("guides/")
            assert all(
                longer.endswith("/" + shorter) for shorter, longer in zip(file.keys, file.keys[1:], strict=False)
            )
        assert all(reason(error).encode() for error in found.errors)


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / "all" / folder).mkdir(parents=True)
        (tmp_path / "all" / folder / "guide.md").write_text("Call.", encoding="utf-8")
    (tmp_path / "all" / "other.md").write_text("Call.", encoding="utf-8")
    assert [file.keys[0] for file in find_files([tmp_path / "all"]).files] == [
        "north/guide.md",
        "other.md",
        "south/guide.md",
    ]


def test_keys_that_are_too_long_to_be_kept_are_dropped(guides: Path) -> None:
    put(guides, "/".join(["d" * 200] * 3) + "/a.md")
    (file,) = find_files([guides]).files
    assert file.keys == ("a.md", "d" * 200 + "/a.md", "/".join(["d" * 200] * 2) + "/a.md")
    assert getattr(Guide.__table__.columns["key"].type, "length", None) == MAX_KEY_CHARACTERS


def test_files_that_only_long_keys_tell_apart_have_cut_ones(guides: Path) -> None:
    deep = "/".join(["d" * 200] * 3)
    put(guides, f"north/{deep}/a.md", f"south/{deep}/a.md")
    found = find_files([guides])
    north, south = (file.keys for file in found.files)
    assert len(north) == len(south) == 1
    assert north != south
    for key in (*north, *south):
        assert len(key) == MAX_KEY_CHARACTERS
        assert key.endswith("d/a.md")
    assert find_files([guides]) == found


def test_addresses_are_pages_and_all_else_is_files(guides: Path) -> None:
    put(guides, "a.md", "http.md")
    found = find_sources(["https://example.org/guide.html", str(guides), "HTTP://example.org", "example.org/none.md"])
    assert names(found) == ["a.md", "http.md"]
    assert found.errors == (FileNotThere("none.md"),)
    assert [page.source for page in found.pages] == ["https://example.org/guide.html", "http://example.org/"]
    assert [one.source for one in found.sources] == [
        str(guides / "a.md"),
        str(guides / "http.md"),
        *(page.source for page in found.pages),
    ]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://example.org/guide.html", "example.org/guide.html"),
        ("https://Example.ORG:443/first%20calls/#top", "example.org/first calls"),
        ("http://example.org/", "example.org"),
        ("https://example.org/caf%C3%A9", "example.org/café"),
        ("https://example.org/a%0Ab%00c", "example.org/a bc"),
    ],
)
def test_a_page_is_called_by_its_address_as_people_say_it(address: str, key: str) -> None:
    (page,) = find_sources([address]).pages
    assert page.keys == (key,)


def test_a_page_is_found_once_however_its_address_is_written() -> None:
    found = find_sources(["https://example.org/a#x", "https://EXAMPLE.org/a", "https://example.org:443/a"])
    assert found.pages == (FoundPage("https://example.org/a", ("example.org/a",)),)


def test_the_query_tells_pages_apart_that_are_given_together() -> None:
    first, second = find_sources(["https://example.org/a?n=1", "https://example.org/a?n=2"]).pages
    assert (first.keys, second.keys) == (("example.org/a?n=1",), ("example.org/a?n=2",))
    (alone,) = find_sources(["https://example.org/a?n=1"]).pages
    assert alone.keys == ("example.org/a", "example.org/a?n=1")


@given(st.text(max_size=3_000).map(lambda text: f"https://{text}"))
def test_whatever_is_given_for_an_address_its_page_has_a_name_that_can_be_kept(address: str) -> None:
    (page,) = find_sources([address]).pages
    assert page.source
    for key in page.keys:
        assert 0 < len(key) <= MAX_KEY_CHARACTERS
        assert not any(sign in key for sign in "\n\r\0\x1b")
