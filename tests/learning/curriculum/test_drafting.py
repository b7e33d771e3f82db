"""A first draft of a path from what a guide consists of."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.errors import GuideNotFound
from learning.certifications.definition import Competency, Definition, Draw, Passing
from learning.curriculum.definition import StepKind
from learning.curriculum.drafting import MOST_READ, Outline, chapters_of, drafted
from learning.curriculum.headings import is_under, place_of
from learning.curriculum.outlines import draft_from
from learning.curriculum.reading import MOST_STEPS, as_data, from_data
from learning.items.values import Pool, Quote
from storage.database import Database
from tests.learning.attempts.hall import Hall
from tests.learning.curriculum.school import School
from tests.learning.items.bank import Bank, item

CARE = Definition(
    key="mentor",
    title="Mentor",
    summary="What a mentor knows.",
    competencies=(Competency("care", "Care"), Competency("calls", "Calls"), Competency("none", "None")),
    draws=(Draw("care", 1),),
    passing=Passing(50),
)
HEADINGS = st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=3), max_size=60)


def outline(*headings: Sequence[str], cited: Sequence[tuple[str, str, str]] = ()) -> Outline:
    return Outline("guides/Cómo apoyar.v2.md", "How to support", {str(n): one for n, one in enumerate(headings)}, cited)


def named(*headings: Sequence[str]) -> list[tuple[str | None, int, bool]]:
    return [place_of(one) for one in chapters_of("g.md", headings)[0]]


def test_chapters_stand_below_the_title_where_there_is_one() -> None:
    assert named(["Guide", "A"], ["Guide", "A", "A1"], ["Guide", "B"]) == [("A", 0, False), ("B", 0, False)]
    assert named(["A"], ["A", "A1"], ["B"]) == [("A", 0, False), ("B", 0, False)]
    assert named(["A"], ["A"]) == [("A", 0, False)]
    assert named([], [" "]) == [(None, 0, False)]


def test_what_stands_before_the_first_chapter_is_read_too() -> None:
    assert named([], ["G"], ["G", "A"]) == [(None, 0, True), ("G", 0, True), ("A", 0, False)]
    assert named([], ["A"], ["B"]) == [(None, 0, True), ("A", 0, False), ("B", 0, False)]
    assert drafted(outline(["G"], ["G", "A"]), None).path.steps[0].title == "G"


def test_a_chapter_whose_name_recurs_elsewhere_is_read_where_it_stands_alone() -> None:
    paths = (["G"], ["G", "Intro"], ["G", "One"], ["G", "One", "Intro"], ["G", "One", "G"])
    found, _ = chapters_of("g.md", paths)
    assert [place_of(one) for one in found] == [("G", 1, True), ("Intro", 2, False), ("One", 0, False)]
    assert [[path for path in paths if is_under(path, one)] for one in found] == [[paths[0]], [paths[1]], [*paths[2:]]]


def test_each_chapter_is_read_and_practice_follows_the_last_one_that_its_items_rest_on() -> None:
    rests_on = [("care", "i1", "0"), ("care", "i2", "2"), ("calls", "i3", "1"), ("other", "i4", "1")]
    path = drafted(outline(["G", "A"], ["G", "B"], ["G", "C"], ["G", "D"], cited=rests_on), CARE).path
    assert (path.key, path.title, path.certification) == ("como-apoyar", "How to support", "mentor")
    assert [(one.kind, one.title, one.after) for one in path.steps] == [
        (StepKind.READING, "A", ()),
        (StepKind.READING, "B", ()),
        (StepKind.PRACTICE, "Calls", ("read-2",)),
        (StepKind.READING, "C", ()),
        (StepKind.PRACTICE, "Care", ("read-1", "read-3")),
        (StepKind.READING, "D", ()),
        (StepKind.QUIZ, "Mentor", ("practise-2", "practise-1")),
    ]
    assert [one.count for one in path.steps if one.competency] == [1, 2]


def test_a_guide_on_which_no_item_rests_is_read_alone_and_one_without_headings_as_a_whole() -> None:
    path = drafted(outline([], []), CARE, taken=["como-apoyar", "como-apoyar-2"]).path
    assert (path.key, path.certification) == ("como-apoyar-3", None)
    assert [(one.title, one.readings[0].heading) for one in path.steps] == [("How to support", None)]


def test_a_book_of_many_chapters_is_read_in_as_many_steps_as_a_path_takes() -> None:
    path = drafted(outline(*(["Book", f"Chapter {number}"] for number in range(95))), None).path
    assert len(path.steps) <= MOST_READ
    assert sum(len(one.readings) for one in path.steps) == 95
    assert path.steps[0].title == "Chapter 0 – Chapter 4"


def test_a_draft_tells_how_many_chapters_it_does_not_read() -> None:
    draft = drafted(outline(*(["Book", f"Chapter {number}"] for number in range(450))), None)
    assert (sum(len(one.readings) for one in draft.path.steps), draft.left_out) == (400, 50)
    long = drafted(outline(["Book", "A"], ["Book", "B" * 501], ["Book", " "]), None)
    assert ([one.heading for one in long.path.steps[0].readings], long.left_out) == (["A"], 2)
    assert drafted(outline(["Book", "A"]), None).left_out == 0


@example([["\x1b"]], "x.md")
@given(HEADINGS, st.sampled_from(["x.md", "/.", "指南.pdf", "a" * 400]))
def test_whatever_a_guide_looks_like_its_draft_is_a_path(headings: list[list[str]], guide: str) -> None:
    passages = {str(number): one for number, one in enumerate(headings)}
    cited = [(one, str(number), str(number)) for number, _ in enumerate(headings) for one in ("care", "calls")]
    for certification in (CARE, None):
        draft = drafted(Outline(guide, "A guide", passages, cited), certification)
        path = draft.path
        assert from_data(as_data(path)) == path
        assert len(path.steps) <= MOST_STEPS
        readings = [one for step in path.steps for one in step.readings]
        unread = [one for one in headings if not any(is_under(one, reading) for reading in readings)]
        assert bool(unread) == bool(draft.left_out)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_draft_from_the_library_can_be_stored_as_it_is(database: Database) -> None:
    bank = Bank.open(database)
    bank.live(item("practise", pool=Pool.PRACTICE, competency="care"))
    call = Quote("support.md", "Call the mentor twice in the first month of a match.")
    bank.live(item("other", pool=Pool.PRACTICE, competency="nowhere", quotes=(call,)))
    hall = Hall.open(database)
    school = School(hall, bank, hall.certify())
    with database.reading() as session:
        path = draft_from(session, bank.workspace, "support.md").path
        with pytest.raises(GuideNotFound):
            draft_from(session, bank.workspace, "gone.md")
    assert [one.title for one in path.steps] == ["Part 0", "Part 1", "Care", "Mentor essentials"]
    assert school.store(**{"role": None, **as_data(path)}).definition == path
